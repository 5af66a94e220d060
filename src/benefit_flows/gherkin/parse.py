"""A feature to the statements of the scenario language: the same phrases, the same diagnostics."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.gherkin.document import Document, Examples, ScenarioNode, Tag
from benefit_flows.gherkin.reader import read
from benefit_flows.gherkin.steps import MEANINGS, StepReader
from benefit_flows.gherkin.tables import row_lines, table_of
from benefit_flows.language.expand import MOST_IN_ALL, too_many
from benefit_flows.language.lines import with_keywords
from benefit_flows.language.scan import QUOTES, STRAIGHT, text_lines
from benefit_flows.language.statements import Block, Citation, Header, Parsed, Statement, Table
from benefit_flows.model.scenario import PENDING
from benefit_flows.source import Source, Span
from benefit_flows.text import LANGUAGES, Language

PASSAGE: Final = re.compile(r"@passage[-_](\d{1,9})$", re.IGNORECASE)
HEADER: Final = re.compile(r"#\s*(?P<word>\w+)\s*:\s*(?P<text>\S.*)$")


class ParsedFeature(NamedTuple):
    """A feature read in a language: its blocks, and what is wrong with them."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
    misread: int


def parse_feature(source: Source) -> Parsed:
    """Parse a whole feature; its steps are in the language of its keywords, or else in the one that fits better."""
    document, diagnostics = read(source)
    if document is None:
        return Parsed(source, (), (), in_order(diagnostics), "en")
    language, reading = _best_reading(document)
    wrong = [*diagnostics, *reading.diagnostics]
    headers = (Header("flow", document.name, document.span), *_headers(source, document, wrong))
    found = [with_keywords(each, language) for each in wrong]
    return Parsed(source, headers, reading.blocks, in_order(found), language)


def _best_reading(document: Document) -> tuple[Language, ParsedFeature]:
    steps = sum(node.kind != "Comment" for scenario in document.scenarios for node in scenario.steps)
    if document.language in LANGUAGES:
        reading = _read_in(document, document.language)
        others = (each for each in LANGUAGES if each != document.language and steps and reading.misread >= steps)
        if any(_read_in(document, each).misread == 0 for each in others):
            reading = ParsedFeature((), (Diagnostic("BF123", document.span, (), "one-language"),), reading.misread)
        return document.language, reading
    readings: list[tuple[Language, ParsedFeature]] = [(each, _read_in(document, each)) for each in LANGUAGES]
    language, best = min(readings, key=lambda each: each[1].misread)
    if steps and best.misread >= steps:
        return language, ParsedFeature((), (Diagnostic("BF226", document.span),), best.misread)
    return language, best


def _read_in(document: Document, language: Language) -> ParsedFeature:
    diagnostics: list[Diagnostic] = []
    made = _Blocks(language, diagnostics)
    blocks: list[Block] = []
    size = 0
    for scenario in document.scenarios:
        size += len(scenario.background) + len(scenario.steps)
        if size > MOST_IN_ALL:  # a background is read for each scenario below it
            diagnostics.append(too_many(scenario.span))
            break
        blocks += made.blocks(scenario)
    return ParsedFeature(tuple(blocks), tuple(diagnostics), made.steps.misread)


def _headers(source: Source, document: Document, diagnostics: list[Diagnostic]) -> Iterator[Header]:
    """Read the headers that Gherkin has no word for: comments such as ``# include: setups.flow``."""
    lines = text_lines(source)
    for number, comment in document.comments:
        found = HEADER.match(comment)
        key = MEANINGS.get(f"{found['word']}:") if found else None
        if found is not None and key in ("rulebook", "include"):
            shown = lines[number - 1]
            end = len(shown.rstrip()) + 1
            place = Span(source.path, number, end - len(found["text"]), end, shown)
            path = found["text"].strip(f'"{QUOTES}').strip() if key == "include" else found["text"]
            if path != found["text"]:
                diagnostics.append(Diagnostic("BF124", place, (("word", path),), "unquote"))
            yield Header(key, path, place)


class _Blocks:
    """Makes blocks of scenarios, their steps read in one language."""

    def __init__(self, language: Language, diagnostics: list[Diagnostic]) -> None:
        self.diagnostics = diagnostics
        self.steps = StepReader(language, diagnostics)

    def blocks(self, node: ScenarioNode) -> tuple[Block, ...]:
        """Give the block of a scenario; for an outline one for each table of examples.

        What cannot be read is forgotten where all of it is still to be written.
        """
        before, misread = len(self.diagnostics), self.steps.misread
        blocks = tuple(self._blocks(node))
        if not all(PENDING in each.tags for each in blocks):
            return blocks
        found = self.diagnostics[before:]
        self.diagnostics[before:] = kept = [each for each in found if each.span == node.span]
        self.steps.misread = misread
        return tuple(replace(block, unread=len(kept) < len(found)) for block in blocks)

    def _blocks(self, node: ScenarioNode) -> Iterator[Block]:
        steps: list[Statement] = []
        for each in (*node.background, *node.steps):
            step = self.steps.read(each, steps, outline=node.is_outline)
            steps += [step] if step is not None else []
        if not node.is_outline:
            yield self.block(node, "scenario", tuple(steps), node.tags, None, 1)
            return
        first = 1
        empty = tuple(each.span for each in node.examples if len(each.rows) <= 1)
        filled = [example for example in node.examples if len(example.rows) > 1]
        for examples in filled or node.examples[:1] or (Examples((), (), node.span),):
            table = table_of(examples.rows)
            block = self.block(node, "outline", tuple(steps), (*node.tags, *examples.tags), table, first)
            yield replace(block, empty=empty if first == 1 else ())
            first += len(table.rows) if table is not None else 0

    def block(
        self,
        node: ScenarioNode,
        kind: str,
        steps: tuple[Statement, ...],
        tags: tuple[Tag, ...],
        table: Table | None,
        first_row: int,
    ) -> Block:
        """Make a block; tags such as ``@passage-181`` cite."""
        names = tuple(dict.fromkeys(each.name for each in tags if not PASSAGE.match(each.name)))
        cited = tuple(_cited(tag) for tag in tags if PASSAGE.match(tag.name))
        last = max([node.span.line, *(step.span.line for step in steps), *row_lines(table)])
        name = " ".join(node.name.translate(STRAIGHT).split())
        if not name:
            self.diagnostics.append(Diagnostic("BF113", node.span, (("word", node.span.text.strip()),)))
        block = Block(kind, name, (), names, cited, steps, table, node.span, last)
        return replace(block, first_row=first_row, about=" ".join(node.about.split())).judged()


def _cited(tag: Tag) -> Citation:
    found = PASSAGE.match(tag.name)
    return Citation(int(found[1]) if found else 0, tag.span, tag.span.column, tag.span.end)
