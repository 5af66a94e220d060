"""A ``.feature`` text to its nodes, all syntax errors at once: the one module that imports gherkin-official.

Reference: https://cucumber.io/docs/gherkin/reference/
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.source import Source, Span

EXPECTED: Final = re.compile(r"expected: (?P<expected>.*?), got '(?P<got>.*)'", re.DOTALL)
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


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    span: Span


class Tag(NamedTuple):
    """A tag, with its ``@``."""

    name: str
    span: Span


class Node(NamedTuple):
    """A step: ``kind`` is Context, Action, Outcome, Conjunction or Unknown (an asterisk)."""

    kind: str
    keyword: str
    text: str
    span: Span
    column: int
    rows: tuple[tuple[Cell, ...], ...]
    doc: str | None


class Examples(NamedTuple):
    """One table of examples; the first row names the columns."""

    tags: tuple[Tag, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


class ScenarioNode(NamedTuple):
    """A scenario with the steps of the backgrounds above it."""

    name: str
    span: Span
    tags: tuple[Tag, ...]
    background: tuple[Node, ...]
    steps: tuple[Node, ...]
    examples: tuple[Examples, ...]
    is_outline: bool


class Document(NamedTuple):
    """A whole feature; ``language`` is that of its Gherkin keywords."""

    name: str
    span: Span
    language: str
    scenarios: tuple[ScenarioNode, ...]
    comments: tuple[tuple[int, str], ...]


def read(source: Source) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Read a feature; what cannot be read is in the diagnostics, and there is no document then."""
    from gherkin.errors import CompositeParserException, ParserException
    from gherkin.parser import Parser

    lines = source.text.removeprefix("\ufeff").split("\n")
    try:
        tree: Mapping[str, Any] = Parser().parse("\n".join(lines))
    except CompositeParserException as found:
        return None, tuple(_mistake(dict(each.location), str(each), source, lines) for each in found.errors)
    except ParserException as found:
        return None, (_mistake(dict(found.location), str(found), source, lines),)
    feature = tree.get("feature")
    if feature is None:
        first = next((number for number, each in enumerate(lines) if each.strip()), 0)
        return None, (Diagnostic("BF409", _Lines(source.path, lines).whole(first + 1)),)
    return _Lines(source.path, lines).document(feature, tree.get("comments", ())), ()


class _Lines(NamedTuple):
    """Makes nodes of a tree, with places in the lines of the text."""

    path: str
    lines: Sequence[str]

    def span(self, location: Mapping[str, Any], length: int = 0) -> Span:
        """Give the place of a node, to the end of its line where its length is not known."""
        number, column = location["line"], location.get("column", 1)
        text = self.lines[number - 1].rstrip("\r") if number <= len(self.lines) else ""
        end = column + length if length else len(text.rstrip()) + 1
        return Span(self.path, number, column, max(end, column), text)

    def whole(self, number: int) -> Span:
        text = self.lines[number - 1]
        return Span(self.path, number, 1, len(text.rstrip()) + 1, text)

    def document(self, feature: Mapping[str, Any], comments: Sequence[Mapping[str, Any]]) -> Document:
        scenarios = self.scenarios(feature["children"], feature["language"], self.tags(feature), ())
        said = tuple((each["location"]["line"], each["text"].strip()) for each in comments)
        name, language = feature["name"], feature["language"]
        return Document(name, self.span(feature["location"]), language, tuple(scenarios), said)

    def scenarios(
        self,
        children: Sequence[Mapping[str, Any]],
        language: str,
        tags: tuple[Tag, ...],
        background: tuple[Node, ...],
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
        self, node: Mapping[str, Any], tags: tuple[Tag, ...], background: tuple[Node, ...], outlines: Sequence[str]
    ) -> ScenarioNode:
        span, steps = self.span(node["location"]), tuple(self.steps(node))
        examples = tuple(map(self.examples, node["examples"]))
        is_outline = bool(examples) or node["keyword"] in outlines
        return ScenarioNode(node["name"], span, (*tags, *self.tags(node)), background, steps, examples, is_outline)

    def examples(self, node: Mapping[str, Any]) -> Examples:
        header = [node["tableHeader"]] if "tableHeader" in node else []
        rows = tuple(map(self.row, [*header, *node.get("tableBody", ())]))
        return Examples(self.tags(node), rows, self.span(node["location"]))

    def row(self, node: Mapping[str, Any]) -> tuple[Cell, ...]:
        cells = node["cells"]
        return tuple(Cell(each["value"], self.span(each["location"], max(len(each["value"]), 1))) for each in cells)

    def tags(self, node: Mapping[str, Any]) -> tuple[Tag, ...]:
        return tuple(Tag(each["name"], self.span(each["location"], len(each["name"]))) for each in node["tags"])

    def steps(self, node: Mapping[str, Any]) -> Iterator[Node]:
        for each in node["steps"]:
            rows = tuple(map(self.row, each["dataTable"]["rows"])) if "dataTable" in each else ()
            doc = each["docString"]["content"] if "docString" in each else None
            span, keyword = self.span(each["location"]), each["keyword"]
            column = span.column + len(keyword)
            yield Node(each["keywordType"], keyword, each["text"], span, column, rows, doc)


def _mistake(location: Mapping[str, Any], said: str, source: Source, lines: Sequence[str]) -> Diagnostic:
    """Turn an error of the parser into one of ours."""
    span = _Lines(source.path, lines).span(location)
    if span.line > len(lines) or "unexpected end of file" in said:
        return Diagnostic("BF118", _Lines(source.path, lines).whole(len(lines)), _expected(said), "expected")
    if "inconsistent cell count" in said:
        return Diagnostic("BF306", span, _cell_counts(span, lines))
    if "Language not supported" in said:
        return Diagnostic("BF225", span, (("word", said.rpartition(":")[2].strip()),))
    word = span.text.strip()[:40]
    return Diagnostic("BF117", span, (("word", word), *_expected(said)), "expected")


def _expected(said: str) -> tuple[tuple[str, str], ...]:
    found = EXPECTED.search(said) or re.search(r"expected: (?P<expected>.*)", said)
    named = found["expected"].split(", ") if found else []
    return (("expected", ", ".join(IN_WORDS[each] for each in named if each in IN_WORDS)),)


def _cell_counts(span: Span, lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    first = span.line
    while first > 1 and lines[first - 2].lstrip().startswith("|"):
        first -= 1
    found, expected = (len(re.findall(r"(?<!\\)\|", lines[number - 1])) - 1 for number in (span.line, first))
    return ("found", str(found)), ("expected", str(expected))
