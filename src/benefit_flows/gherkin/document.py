"""A ``.feature`` text to its nodes, all syntax errors at once: the one module that imports gherkin-official.

Reference: https://cucumber.io/docs/gherkin/reference/
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.gherkin.misread import misread
from benefit_flows.language.scan import text_lines
from benefit_flows.source import Source, Span
from benefit_flows.text import LANGUAGES, harmless

EXPECTED: Final = re.compile(r"expected: (?P<expected>.*?), got '(?P<got>.*)'", re.DOTALL)
LANGUAGE_LINE: Final = re.compile(r"\s*#\s*language\s*:")
CURLY: Final = re.compile(r"^(\s*Lorsqu)’")
IN_WORDS: Final = {
    "#FeatureLine": "Feature:",
    "#RuleLine": "Rule:",
    "#BackgroundLine": "Background:",
    "#ScenarioLine": "Scenario:",
    "#ExamplesLine": "Examples:",
    "#StepLine": "Given, When, Then",
    "#TableRow": "| … |",
    "#DocStringSeparator": '"""',
    "#TagLine": "@…",
    "#Language": "# language:",
}
"""The parser's names of lines, as people write them; comments and blank lines fit everywhere."""


class TableCell(NamedTuple):
    """A cell of a table."""

    text: str
    span: Span


class Tag(NamedTuple):
    """A tag, with its ``@``."""

    name: str
    span: Span


class GherkinStep(NamedTuple):
    """A step: ``kind`` is Context, Action, Outcome, Conjunction or Unknown (an asterisk).

    A Comment between the steps is a node too, because it may hold a note.
    """

    kind: str
    keyword: str
    text: str
    span: Span
    column: int
    rows: tuple[tuple[TableCell, ...], ...]
    doc: str | None


class Examples(NamedTuple):
    """One table of examples; the first row names the columns."""

    tags: tuple[Tag, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    span: Span


class ScenarioNode(NamedTuple):
    """A scenario with the steps of the backgrounds above it; ``about`` is the first line of its description."""

    name: str
    span: Span
    tags: tuple[Tag, ...]
    background: tuple[GherkinStep, ...]
    steps: tuple[GherkinStep, ...]
    examples: tuple[Examples, ...]
    is_outline: bool
    about: str = ""


class Document(NamedTuple):
    """A whole feature; ``language`` is that of its Gherkin keywords.

    ``comments`` are by line; so are ``remarks``: all that is said for readers in another way, such as descriptions.
    """

    name: str
    span: Span
    language: str
    scenarios: tuple[ScenarioNode, ...]
    comments: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[int, str], ...]


def read(source: Source) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a feature; what cannot be read is in the diagnostics, and there is no document then."""
    lines = text_lines(source)
    tree = _tree(source, lines)
    if isinstance(tree, tuple):
        unknown = any(each.code == "BF225" for each in tree)
        return (None if unknown else _read_in_another_language(source, lines)) or (None, tree)
    return _document(source, lines, tree)


def _tree(source: Source, lines: Sequence[str]) -> "Mapping[str, Any] | tuple[Diagnostic, ...]":
    """Parse lines into a tree of gherkin-official, or say what is wrong with them."""
    from gherkin.errors import CompositeParserException, ParserException
    from gherkin.parser import Parser

    try:
        # Old versions open what is the name of a file: the text must not look like one.
        # Names, tags and descriptions go everywhere: they are made harmless here. Steps are looked at themselves.
        tree: Mapping[str, Any] = Parser().parse("\n".join([*(harmless(_as_keyword(line)) for line in lines), ""]))
    except CompositeParserException as found:
        mistakes = [_mistake(dict(each.location), str(each), source, lines) for each in found.errors]
        # Of several about one place, the last knows what fits there.
        return tuple({(each.code, each.span): each for each in mistakes}.values())
    except ParserException as found:
        return (_mistake(dict(found.location), str(found), source, lines),)
    return tree


def _read_in_another_language(
    source: Source, lines: Sequence[str]
) -> tuple[Document | None, tuple[Diagnostic, ...]] | None:
    """Read a feature that names no language, or a wrong one, if it makes sense in one that scenarios have."""
    named = next((number for number, each in enumerate(lines) if LANGUAGE_LINE.match(each)), None)
    at = 0 if named is None else named
    for language in LANGUAGES:
        line = f"# language: {language}"
        other = [line, *lines] if named is None else [*lines[:at], line, *lines[at + 1 :]]
        tree = _tree(source, other)
        if not isinstance(tree, tuple) and tree.get("feature") is not None:
            place = _Lines(source.path, lines).whole(at + 1)
            said = Diagnostic("BF123", place, (("line", line),), "name-language" if named is None else "right-language")
            # With a line more, all places would be one too low: then nothing else is told.
            document, found = (None, ()) if named is None else _document(source, other, tree)
            return document, (said, *found)
    return None


def _document(
    source: Source, lines: Sequence[str], tree: Mapping[str, Any]
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    feature = tree.get("feature")
    if feature is None:
        first = next((number for number, each in enumerate(lines) if each.strip()), 0)
        return None, (Diagnostic("BF409", _Lines(source.path, lines).whole(first + 1)),)
    comments = tuple((each["location"]["line"], each["text"].strip()) for each in tree.get("comments", ()))
    document = _Lines(source.path, lines, comments, tuple(sorted(_starts(feature)))).document(feature)
    return document, tuple(misread(feature, source.path, list(lines)))


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


class _Lines(NamedTuple):
    """Makes nodes of a tree, with places in the lines of the text."""

    path: str
    lines: Sequence[str]
    comments: tuple[tuple[int, str], ...] = ()
    starts: tuple[int, ...] = ()

    def span(self, location: Mapping[str, Any], length: int = 0) -> Span:
        """Give the place of a node, to the end of its line where its length is not known."""
        number, column = location["line"], location.get("column", 1)
        text = self.lines[number - 1] if number <= len(self.lines) else ""
        end = column + length if length else len(text.rstrip()) + 1
        return Span(self.path, number, column, max(end, column), text)

    def whole(self, number: int) -> Span:
        text = self.lines[number - 1]
        return Span(self.path, number, 1, len(text.rstrip()) + 1, text)

    def document(self, feature: Mapping[str, Any]) -> Document:
        scenarios = self.scenarios(feature["children"], feature["language"], self.tags(feature), ())
        name, span, language = feature["name"], self.span(feature["location"]), feature["language"]
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
        span, steps = self.span(node["location"]), self.steps(node)
        examples = tuple(map(self.examples, node["examples"]))
        is_outline = bool(examples) or node["keyword"] in outlines
        about = next((each.strip() for each in node["description"].splitlines() if each.strip()), "")
        tags = (*tags, *self.tags(node))
        return ScenarioNode(node["name"], span, tags, background, steps, examples, is_outline, about)

    def examples(self, node: Mapping[str, Any]) -> Examples:
        header = [node["tableHeader"]] if "tableHeader" in node else []
        rows = tuple(map(self.row, [*header, *node.get("tableBody", ())]))
        return Examples(self.tags(node), rows, self.span(node["location"]))

    def row(self, node: Mapping[str, Any]) -> tuple[TableCell, ...]:
        """Give the cells of a row; a lone ``|`` is one empty cell, as it is in a scenario file."""
        cells = node["cells"] or [{"location": node["location"], "value": ""}]
        return tuple(
            TableCell(cell["value"], self.span(cell["location"], max(len(cell["value"]), 1))) for cell in cells
        )

    def tags(self, node: Mapping[str, Any]) -> tuple[Tag, ...]:
        return tuple(Tag(each["name"], self.span(each["location"], len(each["name"]))) for each in node["tags"])

    def steps(self, node: Mapping[str, Any]) -> tuple[GherkinStep, ...]:
        """Give the steps of a scenario or a background, and the comments between them."""
        found = [*map(self.step, node["steps"]), *self.comments_below(node["location"]["line"])]
        return tuple(sorted(found, key=lambda each: each.span.line))

    def step(self, node: Mapping[str, Any]) -> GherkinStep:
        rows = tuple(map(self.row, node["dataTable"]["rows"])) if "dataTable" in node else ()
        doc = node["docString"]["content"] if "docString" in node else None
        span, keyword = self.span(node["location"]), node["keyword"]
        return GherkinStep(node["keywordType"], keyword, node["text"], span, span.column + len(keyword), rows, doc)

    def comments_below(self, header: int) -> Iterator[GherkinStep]:
        """Give the comments between the first line of a part and the part below."""
        below = bisect_right(self.starts, header)
        end = self.starts[below] if below < len(self.starts) else len(self.lines) + 1
        first, last = (bisect_left(self.comments, (line, "")) for line in (header + 1, end))
        for line, text in self.comments[first:last]:
            yield GherkinStep("Comment", "#", text, self.whole(line), 1, (), None)


def _mistake(location: Mapping[str, Any], said: str, source: Source, lines: Sequence[str]) -> Diagnostic:
    """Turn an error of the parser into one of ours."""
    span = _Lines(source.path, lines).span(location)
    if span.line > len(lines) or "unexpected end of file" in said:
        last = max(number for number, each in enumerate(lines, start=1) if each.strip())
        return Diagnostic("BF118", _Lines(source.path, lines).whole(last), _expected(said), "expected")
    if "inconsistent cell count" in said:
        return Diagnostic("BF306", span, _cell_counts(span, lines))
    if "Language not supported" in said:
        return Diagnostic("BF225", span, (("word", said.rpartition(":")[2].strip()),))
    word, expected = span.text.strip()[:40], _expected(said)
    return Diagnostic("BF117", span, (("word", word), *expected), "expected" if expected[0][1] else None)


def _expected(said: str) -> tuple[tuple[str, str], ...]:
    found = EXPECTED.search(said) or re.search(r"expected: (?P<expected>.*)", said)
    named = found["expected"].split(", ") if found else []
    return (("expected", ", ".join(IN_WORDS[each] for each in named if each in IN_WORDS)),)


def _cell_counts(span: Span, lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    first = number = span.line
    # Blank lines and comments may stand within a table.
    while number > 1 and (not lines[number - 2].strip() or lines[number - 2].lstrip()[0] in "|#"):
        number -= 1
        first = number if lines[number - 1].lstrip().startswith("|") else first
    found, expected = (re.findall(r"\\.|\|", lines[number - 1]).count("|") - 1 for number in (span.line, first))
    return ("found", str(found)), ("expected", str(expected))
