"""A feature to a scenario file: backgrounds repeated, examples gathered, comments kept, formatted."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from benefit_flows.gherkin.document import Document
from benefit_flows.gherkin.printer import (
    KINDS,
    WAITS,
    Comment,
    Conversion,
    aligned,
    called,
    cited,
    difference,
    from_remark,
    lines_of,
    placed,
    rows_of,
    tidy,
)
from benefit_flows.gherkin.reader import read
from benefit_flows.gherkin.steps import NOTES
from benefit_flows.language.arguments import RUN
from benefit_flows.language.format import format_text
from benefit_flows.language.keywords import AND, keyword_of
from benefit_flows.language.lines import reordered
from benefit_flows.language.parse import parse
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import STRAIGHT
from benefit_flows.language.statements import Block, Header, Parsed, Statement, Table
from benefit_flows.language.tables import tables_for
from benefit_flows.model.scenario import KNOWN
from benefit_flows.source import Source
from benefit_flows.text import Language


def to_flow(parsed: Parsed) -> Conversion:
    """Give a feature without mistakes as a formatted scenario file; what would mean something else is said."""
    document, _ = read(parsed.source)
    blocks = [_with_reason(block) for block in parsed.blocks]
    outlines = [list(group) for _, group in groupby(blocks, key=lambda each: each.span)]
    groups = [group for each in outlines for group in _groups(each)]
    printer = _Printer(parsed, groups, document)
    text = "".join(f"{each}\n" for each in printer.lines())
    flow = parse(Source(parsed.source.path, text))
    return Conversion(format_text(flow), tuple(difference([_joined(each) for each in groups], flow)))


def _with_reason(block: Block) -> Block:
    """Make a note of why a scenario is known to fail, where its description says so: such files have none."""
    if KNOWN not in block.tags or not block.about:
        return block
    note = Statement("note", None, block.about, (), None, (), block.span, "")
    return replace(block, steps=(note, *block.steps))


def _groups(blocks: list[Block]) -> Iterator[list[Block]]:
    """Gather the tables of examples of an outline that can stand in one; a further one gets a name of its own."""
    alike = groupby(blocks, key=lambda each: (each.tags, each.citations, sorted(_columns(each.examples))))
    for number, (_, group) in enumerate(alike, start=1):
        yield [replace(each, name=f"{each.name} ({number})" if number > 1 else each.name) for each in group]


def _columns(table: Table | None) -> tuple[str, ...]:
    return tuple(column.value for column in table.columns) if table is not None else ()


def _joined(group: list[Block]) -> Block:
    """Give the one outline that several tables of examples make."""
    first, tables = group[0], [each.examples for each in group if each.examples is not None]
    if not tables:
        return first
    rows = (row for each in tables for row in reordered(each, tables[0].columns))
    return replace(first, examples=Table(tables[0].columns, tuple(rows)))


def _comments(parsed: Parsed, document: Document) -> Iterator[Comment]:
    """Give what is said for readers, without the comments that are notes or headers."""
    taken = {step.span.line for block in parsed.blocks for step in block.steps}
    taken |= {header.span.line for header in parsed.headers if header.key != "flow"}
    yield from ((number, from_remark(text)) for number, text in document.comments if number not in taken)
    yield from ((number, f"# {text}") for number, text in document.remarks)


class _Printer:
    """Writes a scenario file, not yet formatted."""

    def __init__(self, parsed: Parsed, groups: list[list[Block]], document: Document | None) -> None:
        self.parsed = parsed
        self.language: Language = parsed.language
        self.groups = groups
        self.top = max((header.span.line for header in parsed.headers if header.key == "flow"), default=0)
        blocks = [each for group in groups for each in group]
        heads = [block.span.line for block in blocks]
        own = (line for each in blocks for line in lines_of([each]) if line > each.span.line)
        found = _comments(parsed, document) if document is not None else ()
        self.comments = placed(found, [self.top, *heads, *own])

    def _word(self, meaning: str) -> str:
        return keyword_of(meaning, self.language)

    def lines(self) -> Iterator[str]:
        """Give the lines of the file."""
        yield from self.comments.above.get(self.top, ())
        if self.language != "en":
            yield f"{self._word('language')} {self.language}"
        yield from (f"{self._word(header.key)} {header.text}" for header in self.parsed.headers if _says(header))
        for index, group in enumerate(self.groups):
            yield ""
            if index == 0 or self.groups[index - 1][0].span != group[0].span:
                yield from self.comments.above.get(group[0].span.line, ())
            yield from self._block(group)
        yield from ("", *self.comments.last) if self.comments.last else ()

    def _block(self, group: list[Block]) -> Iterator[str]:
        block = group[0]
        yield from [" ".join(block.tags)] if block.tags else ()
        yield f"{self._word(block.kind)} {_name(block)}{cited(block.citations)}"
        opened: Statement | None = None
        above: Statement | None = None
        for step in block.steps:
            if step.keyword not in NOTES and (opened is None or _kind(opened) != _kind(step)):
                opened = step
            goes_on = above is not None and opened is not None and _continues(above, step, opened)
            above = above if step.keyword in NOTES else step
            # What stands above the header comes from a background: its comments go above the first scenario.
            yield from self.comments.above.get(step.span.line, ()) if step.span.line > block.span.line else ()
            yield f"{self._step(step, goes_on=goes_on)}{cited(step.citations)}"
            yield from self._table(step.table) if step.table else ()
        for each in group:
            yield from (self._word("examples"), *self._table(each.examples)) if each.examples else ()

    def _table(self, table: Table) -> Iterator[str]:
        rows = list(rows_of(table))
        for (line, _), text in zip(rows, aligned([cells for _, cells in rows]), strict=True):
            yield from self.comments.above.get(line, ())
            yield text

    def _step(self, step: Statement, *, goes_on: bool) -> str:
        if step.keyword == "use":
            return f"{self._word('use')} {called(step)}"
        if step.phrase is None:
            return f"{self._word(step.keyword)} {step.text}"
        if step.phrase.kind in WAITS:
            return f"{self._word('wait')} {print_phrase(step.phrase, 'wait', tables_for(self.language))}"
        return f"{self._word(AND if goes_on else step.keyword)} {tidy(step, self.language)}"


def _name(block: Block) -> str:
    """Give the name of a block as it was written, unless it got another."""
    written = RUN.sub(" ", block.span.text.partition(":")[2].strip())
    return written if " ".join(written.translate(STRAIGHT).split()) == block.name else block.name


def _says(header: Header) -> bool:
    return bool(header.text.strip())


def _kind(step: Statement) -> str:
    return KINDS.get(step.keyword, step.keyword)


def _continues(above: Statement, step: Statement, opened: Statement) -> bool:
    """Say whether a step is written with ``and``: it goes on with the kind above, and did so in the feature too."""
    waits = any(each.phrase is not None and each.phrase.kind in WAITS for each in (above, step))
    return above.keyword == step.keyword != "use" and not waits and step.word != opened.word
