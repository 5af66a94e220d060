"""A feature to the statements of the scenario language: the same phrases, the same diagnostics."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.gherkin.document import Document, Examples, GherkinStep, ScenarioNode, Tag, read
from benefit_flows.gherkin.tables import row_lines, table_of
from benefit_flows.language.arguments import RUN, name_and_arguments
from benefit_flows.language.expand import MOST_IN_ALL, too_many
from benefit_flows.language.keywords import KEYWORDS, TEXTS
from benefit_flows.language.lines import broken_step, lost_text, with_keywords
from benefit_flows.language.phrases import fitting_keyword, parse_phrase
from benefit_flows.language.scan import (
    CITATIONS,
    QUOTES,
    STRAIGHT,
    RawLine,
    citations_in,
    code_length,
    invisible_in,
    take_apart,
    text_lines,
)
from benefit_flows.language.statements import Block, Citation, Header, Parsed, Statement, Table
from benefit_flows.language.tables import tables_for
from benefit_flows.model.scenario import PENDING
from benefit_flows.source import Source, Span
from benefit_flows.text import LANGUAGES, Language

STARTS: Final = {"Context": "given", "Action": "when", "Outcome": "then"}
ELIDED: Final = re.compile(r"qu(?:e |['’])")
SETUPS: Final = {
    "en": re.compile(r'(?:the |a )?setup "(?P<call>.*)"$'),
    "fr": re.compile(r'(?:la |une )?préparation "(?P<call>.*)"$'),
}
QUOTED_COLUMN: Final = re.compile(r'"(<[^<>"]+>)"')
PASSAGE: Final = re.compile(r"@passage[-_](\d{1,9})$", re.IGNORECASE)
HEADER: Final = re.compile(r"#\s*(?P<word>\w+)\s*:\s*(?P<text>\S.*)$")
MEANINGS: Final = {word: meaning for words in KEYWORDS.values() for word, meaning in words.items()}
"""What a comment such as ``# note: …`` or ``# inclure: …`` means, by its first word in either language."""


NOTES: Final = frozenset(TEXTS) - {"use"}


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
    parser = _Parser(language, diagnostics)
    blocks: list[Block] = []
    size = 0
    for scenario in document.scenarios:
        size += len(scenario.background) + len(scenario.steps)
        if size > MOST_IN_ALL:  # a background is read for each scenario below it
            diagnostics.append(too_many(scenario.span))
            break
        blocks += parser.blocks(scenario)
    return ParsedFeature(tuple(blocks), tuple(diagnostics), parser.misread)


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


class _Parser:
    """Reads steps in one language and counts those that it cannot read."""

    def __init__(self, language: Language, diagnostics: list[Diagnostic]) -> None:
        self.tables = tables_for(language)
        self.diagnostics = diagnostics
        self.misread = 0

    def blocks(self, node: ScenarioNode) -> tuple[Block, ...]:
        """Give the block of a scenario; for an outline one for each table of examples.

        What cannot be read is forgotten where all of it is still to be written.
        """
        before, misread = len(self.diagnostics), self.misread
        blocks = tuple(self._blocks(node))
        if not all(PENDING in each.tags for each in blocks):
            return blocks
        found = self.diagnostics[before:]
        self.diagnostics[before:] = kept = [each for each in found if each.span == node.span]
        self.misread = misread
        return tuple(replace(block, unread=len(kept) < len(found)) for block in blocks)

    def _blocks(self, node: ScenarioNode) -> Iterator[Block]:
        steps: list[Statement] = []
        for each in (*node.background, *node.steps):
            step = self.note(each) if each.kind == "Comment" else self.step(each, steps, outline=node.is_outline)
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

    def note(self, node: GherkinStep) -> Statement | None:
        """Read a comment such as ``# note: …`` or ``# ask: …`` as the line that it would be; others say nothing."""
        line, wrong = take_apart(node.span.text.replace("#", " ", 1))
        meaning = MEANINGS.get(line.word) if line is not None else None
        if line is None or meaning not in NOTES:
            return None
        if wrong is not None:
            self.diagnostics.append(wrong._replace(span=node.span.at(wrong.span.column, wrong.span.end)))
        if not line.body:
            return None
        lost = lost_text(line)
        if lost is not None:
            self.diagnostics.append(lost._replace(span=node.span.at(lost.span.column, lost.span.end)))
        line = line.placed(node.span.path, node.span.line)
        text = RUN.sub(" ", line.written)
        return Statement(meaning, None, text, line.citations, None, (), node.span, line.word)

    def step(self, node: GherkinStep, before: list[Statement], *, outline: bool) -> Statement:
        """Read one step; one that cannot be read is broken, with a diagnostic."""
        found = len(self.diagnostics)
        line = self.line(node, outline=outline)
        keyword = STARTS.get(node.kind) or _continued(before)
        step: Statement | None = None
        if len(self.diagnostics) == found:
            step = self.setup(line, node) if keyword == "given" else None
            step = step or self.phrase(line, keyword, node)
        if step is None or len(self.diagnostics) > found:
            self.misread += 1
            keyword = next(filter(None, map(fitting_keyword, self.diagnostics[found:])), keyword)
            is_setup = SETUPS[self.tables.language].match(line.body)
            return broken_step(line._replace(body="") if is_setup else line, keyword)
        return step

    def line(self, node: GherkinStep, *, outline: bool) -> RawLine:
        """Make the line that a step would be: its text with what it cites, without the words that elide."""
        text, column = node.text.translate(STRAIGHT), node.column
        elided = ELIDED.match(text) if self.tables.language == "fr" else None
        if elided:
            text, column = text[elided.end() :], column + elided.end()
        if outline and not SETUPS[self.tables.language].match(text):
            text = QUOTED_COLUMN.sub(r" \1 ", text)
        shown = node.span.text
        whole = Span(node.span.path, node.span.line, 1, len(shown.rstrip()) + 1, shown)
        cited = CITATIONS.search(text)
        citations: tuple[Citation, ...] = ()
        if cited:
            citations, wrong = citations_in(whole, shown.translate(STRAIGHT).rstrip(), column - 1 + cited.start())
            text = text[: cited.start()]
            self.diagnostics += [wrong] if wrong is not None else []
        self._unreadable(whole, text, column)
        keyword = node.keyword.strip()
        return RawLine(node.span, keyword, node.span.column + len(keyword), text.rstrip(), column, citations, "")

    def _unreadable(self, whole: Span, text: str, column: int) -> None:
        """Say where a character does not show, and where a quotation is not closed."""
        written = whole.text[column - 1 :]
        invisible = invisible_in(whole, whole.text.translate(STRAIGHT)) if not written.isprintable() else None
        _, open_quote = code_length(text.replace("#", "-"))
        if invisible is not None:
            self.diagnostics.append(invisible)
        elif open_quote is not None:
            self.diagnostics.append(Diagnostic("BF108", whole.at(column + open_quote, whole.end)))

    def setup(self, line: RawLine, node: GherkinStep) -> Statement | None:
        """Read ``setup "a Gold partner"``, which Gherkin has no keyword for."""
        found = SETUPS[self.tables.language].match(line.body)
        if found is None:
            return None
        call = line._replace(body=found["call"].strip(), column=line.column + found.start("call"))
        name, arguments = name_and_arguments(call, self.diagnostics)
        if node.rows or node.doc is not None:
            self.diagnostics.append(Diagnostic("BF312" if node.rows else "BF334", line.span))
        span = call.at(0, len(call.body))
        return Statement("use", None, " ".join(name.split()), line.citations, None, arguments, span, line.word)

    def phrase(self, line: RawLine, keyword: str, node: GherkinStep) -> Statement:
        """Read a phrase; a doc string is the quoted text at its end."""
        longer = line if node.doc is None else line._replace(body=f"{line.body} {_quoted(node.doc)}")
        phrase = parse_phrase(keyword, longer, self.tables)
        if isinstance(phrase, Diagnostic):
            shorter = parse_phrase(keyword, line, self.tables)
            # Without the doc string the step may make sense: then it is the doc string that does not fit.
            wrong = shorter if isinstance(shorter, Diagnostic) else Diagnostic("BF334", line.span)
            self.diagnostics.append(_unsaid(wrong) if wrong.code == "BF121" else wrong)
            return broken_step(line, keyword)
        return Statement(keyword, phrase, longer.body, line.citations, table_of(node.rows), (), line.span, line.word)


def _unsaid(wrong: Diagnostic) -> Diagnostic:
    """Say of what only ``wait`` can begin that it is no phrase here: Gherkin has no such keyword."""
    if ("keyword", "wait") not in wrong.values:
        return wrong
    written = wrong.span.text[wrong.span.column - 1 : wrong.span.end - 1]
    return Diagnostic("BF102", wrong.span, (("word", written), ("expected", "…")), "next")


def _quoted(text: str) -> str:
    """Give a text as it can stand in a line, between quotation marks; a whole ``<column>`` needs none."""
    said = " ".join(text.translate(STRAIGHT).replace('"', "'").split())
    return said if re.fullmatch(r"<[^<>]+>", said) else f'"{said}"'


def _continued(before: list[Statement]) -> str:
    """Give what ``And`` and ``*`` continue: the kind of the step above; above the first, something is given."""
    above = next((each for each in reversed(before) if each.keyword not in NOTES), None)
    if above is None or above.keyword == "use":
        return "given"
    return above.word if above.keyword == "broken" else above.keyword


def _cited(tag: Tag) -> Citation:
    found = PASSAGE.match(tag.name)
    return Citation(int(found[1]) if found else 0, tag.span, tag.span.column, tag.span.end)
