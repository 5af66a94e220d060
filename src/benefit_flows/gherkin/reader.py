"""A ``.feature`` text to its document, all syntax errors at once: the one module that imports gherkin-official.

Reference: https://cucumber.io/docs/gherkin/reference/
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.gherkin.document import Document, Examples, GherkinStep, ScenarioNode, TableCell, Tag
from benefit_flows.gherkin.misread import misread
from benefit_flows.gherkin.places import Places
from benefit_flows.gherkin.syntax import mistake
from benefit_flows.language.scan import text_lines
from benefit_flows.source import Source
from benefit_flows.text import LANGUAGES, harmless

LANGUAGE_LINE: Final = re.compile(r"\s*#\s*language\s*:")
CURLY: Final = re.compile(r"^(\s*Lorsqu)’")


def read(source: Source) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a feature; what cannot be read is in the diagnostics, and there is no document then."""
    places = Places(source.path, text_lines(source))
    tree = _tree(places)
    if isinstance(tree, tuple):
        unknown = any(each.code == "BF225" for each in tree)
        return (None if unknown else _read_in_another_language(places)) or (None, tree)
    return _document(places, tree)


def _tree(places: Places) -> "Mapping[str, Any] | tuple[Diagnostic, ...]":
    """Parse lines into a tree of gherkin-official, or say what is wrong with them."""
    from gherkin.errors import CompositeParserException, ParserException
    from gherkin.parser import Parser

    try:
        # Old versions open what is the name of a file: the text must not look like one.
        # Names, tags and descriptions go everywhere: they are made harmless here. Steps are looked at themselves.
        tree: Mapping[str, Any] = Parser().parse(
            "\n".join([*(harmless(_as_keyword(line)) for line in places.lines), ""])
        )
    except CompositeParserException as found:
        mistakes = [mistake(places.span(dict(each.location)), str(each), places) for each in found.errors]
        # Of several about one place, the last knows what fits there.
        return tuple({(each.code, each.span): each for each in mistakes}.values())
    except ParserException as found:
        return (mistake(places.span(dict(found.location)), str(found), places),)
    return tree


def _read_in_another_language(places: Places) -> tuple[Document | None, tuple[Diagnostic, ...]] | None:
    """Read a feature that names no language, or a wrong one, if it makes sense in one that scenarios have."""
    lines = places.lines
    named = next((number for number, each in enumerate(lines) if LANGUAGE_LINE.match(each)), None)
    at = 0 if named is None else named
    for language in LANGUAGES:
        line = f"# language: {language}"
        other = Places(places.path, [*lines[:at], line, *lines[at if named is None else at + 1 :]])
        tree = _tree(other)
        if not isinstance(tree, tuple) and tree.get("feature") is not None:
            place = places.whole(at + 1)
            said = Diagnostic("BF123", place, (("line", line),), "name-language" if named is None else "right-language")
            # With a line more, all places would be one too low: then nothing else is told.
            document, found = (None, ()) if named is None else _document(other, tree)
            return document, (said, *found)
    return None


def _document(places: Places, tree: Mapping[str, Any]) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    feature = tree.get("feature")
    if feature is None:
        first = next((number for number, each in enumerate(places.lines) if each.strip()), 0)
        return None, (Diagnostic("BF409", places.whole(first + 1)),)
    comments = tuple((each["location"]["line"], each["text"].strip()) for each in tree.get("comments", ()))
    document = _Nodes(places, comments, tuple(sorted(_starts(feature)))).document(feature)
    return document, tuple(misread(feature, places.path, list(places.lines)))


def _as_keyword(line: str) -> str:
    """Straighten the apostrophe of a keyword: a line that starts with no keyword could pass as a description."""
    return CURLY.sub(r"\1'", line) if "’" in line else line


def _starts(node: Mapping[str, Any]) -> Iterator[int]:
    """Give the lines on which the parts of a feature start, tags included."""
    for child in node["children"]:
        for part in child.values():
            yield min(each["location"]["line"] for each in (part, *part.get("tags", ())))
            yield from _starts(part) if "children" in part else ()


def _remarks(part: Mapping[str, Any], kind: str) -> Iterator[tuple[int, str]]:
    """Give what a part of a feature says for readers alone, by line: descriptions, names that nothing else holds."""
    line = part["location"]["line"]
    if kind in ("background", "rule", "examples") and part["name"]:
        yield line, f"{part['keyword']}: {part['name']}"
    yield from ((line, each.strip()) for each in part["description"].splitlines() if each.strip())
    for child in part.get("children", ()):
        yield from (each for kind, inner in child.items() for each in _remarks(inner, kind))
    for examples in part.get("examples", ()):
        yield from _remarks(examples, "examples")


class _Nodes(NamedTuple):
    """Makes nodes of a tree, with places in the lines of the text."""

    places: Places
    comments: tuple[tuple[int, str], ...] = ()
    starts: tuple[int, ...] = ()

    def document(self, feature: Mapping[str, Any]) -> Document:
        scenarios = self.scenarios(feature["children"], feature["language"], self.tags(feature), ())
        name, span, language = feature["name"], self.places.span(feature["location"]), feature["language"]
        return Document(name, span, language, tuple(scenarios), self.comments, tuple(_remarks(feature, "feature")))

    def scenarios(
        self,
        children: Sequence[Mapping[str, Any]],
        language: str,
        tags: tuple[Tag, ...],
        background: tuple[GherkinStep, ...],
    ) -> Iterator[ScenarioNode]:
        """Give the scenarios below a feature or a rule, in order."""
        from gherkin.dialect import Dialect

        dialect = Dialect.for_name(language)
        outlines = dialect.scenario_outline_keywords if dialect is not None else ()
        for child in children:
            if "background" in child:
                background = (*background, *self.steps(child["background"]))
            elif "rule" in child:
                rule = child["rule"]
                yield from self.scenarios(rule["children"], language, (*tags, *self.tags(rule)), background)
            else:
                yield self.scenario(child["scenario"], tags, background, outlines)

    def scenario(
        self,
        node: Mapping[str, Any],
        tags: tuple[Tag, ...],
        background: tuple[GherkinStep, ...],
        outlines: Sequence[str],
    ) -> ScenarioNode:
        span, steps = self.places.span(node["location"]), self.steps(node)
        examples = tuple(map(self.examples, node["examples"]))
        is_outline = bool(examples) or node["keyword"] in outlines
        about = next((each.strip() for each in node["description"].splitlines() if each.strip()), "")
        tags = (*tags, *self.tags(node))
        return ScenarioNode(node["name"], span, tags, background, steps, examples, is_outline, about)

    def examples(self, node: Mapping[str, Any]) -> Examples:
        header = [node["tableHeader"]] if "tableHeader" in node else []
        rows = tuple(map(self.row, [*header, *node.get("tableBody", ())]))
        return Examples(self.tags(node), rows, self.places.span(node["location"]))

    def row(self, node: Mapping[str, Any]) -> tuple[TableCell, ...]:
        """Give the cells of a row; a lone ``|`` is one empty cell, as it is in a scenario file."""
        cells = node["cells"] or [{"location": node["location"], "value": ""}]
        return tuple(
            TableCell(cell["value"], self.places.span(cell["location"], max(len(cell["value"]), 1))) for cell in cells
        )

    def tags(self, node: Mapping[str, Any]) -> tuple[Tag, ...]:
        return tuple(Tag(each["name"], self.places.span(each["location"], len(each["name"]))) for each in node["tags"])

    def steps(self, node: Mapping[str, Any]) -> tuple[GherkinStep, ...]:
        """Give the steps of a scenario or a background, and the comments between them."""
        found = [*map(self.step, node["steps"]), *self.comments_below(node["location"]["line"])]
        return tuple(sorted(found, key=lambda each: each.span.line))

    def step(self, node: Mapping[str, Any]) -> GherkinStep:
        rows = tuple(map(self.row, node["dataTable"]["rows"])) if "dataTable" in node else ()
        doc = node["docString"]["content"] if "docString" in node else None
        span, keyword = self.places.span(node["location"]), node["keyword"]
        return GherkinStep(node["keywordType"], keyword, node["text"], span, span.column + len(keyword), rows, doc)

    def comments_below(self, header: int) -> Iterator[GherkinStep]:
        """Give the comments between the first line of a part and the part below."""
        below = bisect_right(self.starts, header)
        end = self.starts[below] if below < len(self.starts) else len(self.places.lines) + 1
        first, last = (bisect_left(self.comments, (line, "")) for line in (header + 1, end))
        for line, text in self.comments[first:last]:
            yield GherkinStep("Comment", "#", text, self.places.whole(line), 1, (), None)
