"""Setups that Gherkin has no form for, put in where they are used: text for text, arguments filled."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from benefit_flows.language.dates import is_date
from benefit_flows.language.keywords import AND, keyword_of
from benefit_flows.language.phrases import parse_phrase, tokenize
from benefit_flows.language.scan import RawLine, is_count, take_apart
from benefit_flows.language.statements import Block, Parsed, Phrase, Slot, Statement, Table
from benefit_flows.language.substitution import COLUMN_IN_TEXT, Cells
from benefit_flows.language.tables import NAME, Tables, tables_for
from benefit_flows.language.uses import reached, users
from benefit_flows.source import Span

SetupsByName = Mapping[str, Block]
"""The setups in scope: standard ones, included ones, the file's own."""


def inlined(parsed: Parsed, setups: SetupsByName) -> tuple[Block, ...]:
    """Give the scenarios and outlines of a file without what uses the file's own setups."""
    inliner = _Inliner(tables_for(parsed.language), setups, _to_put_in(parsed, setups))
    tests = [block for block in parsed.blocks if block.kind in ("scenario", "outline")]
    return tuple(replace(each, steps=tuple(inliner.steps(each.steps))) for each in tests)


def _to_put_in(parsed: Parsed, setups: SetupsByName) -> frozenset[str]:
    """Give the names of a file's own setups, and of all that use one of them, wherever they stand."""
    return frozenset(users((setup.name for setup in parsed.setups), setups))


def used_in(parsed: Parsed, setups: SetupsByName) -> frozenset[str]:
    """Give the names of the setups that the scenarios of a file use, themselves or through others."""
    names = (name for block in parsed.blocks if block.kind != "setup" for name in block.used_names)
    return frozenset(reached(names, setups))


def still_used(blocks: tuple[Block, ...], parsed: Parsed, setups: SetupsByName) -> Iterator[Statement]:
    """Give the steps of blocks that use a setup that should have been put in: its name stands in a column."""
    hidden = _to_put_in(parsed, setups)
    for block in blocks:
        cells = {cell.value for row in (block.examples.rows if block.examples else ()) for cell in row}
        for step in block.steps:
            if step.keyword == "use" and (step.text in hidden or ("<" in step.text and hidden & cells)):
                yield step


def cited_uses(parsed: Parsed, setups: SetupsByName) -> Iterator[Statement]:
    """Give the steps of a file that use a setup that is put in, and cite something themselves."""
    hidden = _to_put_in(parsed, setups)
    steps = (step for block in parsed.blocks for step in block.steps if step.keyword == "use")
    yield from (step for step in steps if step.text in hidden and step.citations)


class _Inliner:
    """Knows which setups are put in."""

    def __init__(self, tables: Tables, setups: SetupsByName, put_in: frozenset[str]) -> None:
        self.tables = tables
        self.setups = setups
        self.put_in = put_in

    def steps(self, steps: tuple[Statement, ...]) -> Iterator[Statement]:
        """Give steps, and in the place of those that use a setup its steps with the arguments filled in."""
        stack: list[tuple[Iterator[Statement], Cells, str]] = [(iter(steps), {}, "")]
        within: dict[str, None] = {}
        used_at: Span | None = None
        while stack:
            left, row, _ = stack[-1]
            step = next(left, None)
            if step is None:
                within.pop(stack.pop()[2], None)
                continue
            used_at = used_at if within else step.span
            filled = self.filled(step, row) if row else step
            setup = self.setups.get(filled.text) if step.keyword == "use" and filled.text in self.put_in else None
            if setup is None or filled.text in within:
                yield filled._replace(used_at=used_at) if within else filled
                continue
            stack.append((iter(setup.steps), {**dict(setup.parameters), **dict(filled.arguments)}, filled.text))
            within[filled.text] = None

    def filled(self, step: Statement, row: Cells) -> Statement:
        """Fill a row into a step, as far as it has columns."""
        arguments = tuple((name, _cell(value, row)) for name, value in step.arguments)
        table = _filled_table(step.table, row) if step.table else None
        if step.phrase is None:
            text = COLUMN_IN_TEXT.sub(lambda found: _plain(found[1].strip(), row), step.text)
            return step._replace(text=text, arguments=arguments)
        line = _line(step.text, self.tables)
        text = self._filled_text(line, step.phrase, row) if line is not None else step.text
        line = _line(text, self.tables)
        phrase = parse_phrase(step.keyword, line, self.tables) if line is not None else None
        return step._replace(text=text, table=table, phrase=phrase if isinstance(phrase, Phrase) else step.phrase)

    def _filled_text(self, line: RawLine, phrase: Phrase, row: Cells) -> str:
        tokens = tokenize(line, self.tables)
        columns = [each for each in tokens if each.terminal == "COLUMN"] if isinstance(tokens, list) else []
        slots = [each for each in phrase.slots if each.kind == "COLUMN"]
        text, end = "", 0
        for token, slot in zip(columns, slots, strict=True):
            text += line.body[end : token.start] + self._worded(slot, row)
            end = token.end
        return text + line.body[end:]

    def _worded(self, slot: Slot, row: Cells) -> str:
        """Write what fills a slot as the slot takes it: in quotation marks where it is quoted there."""
        cell = _cell(slot, row)
        if cell.kind == "COLUMN":
            return f"<{cell.value}>"
        text = cell.value.strip('"')
        kinds = (each for each in self.tables.slot_terminals(slot.name) if self._fits(text, each))
        return f'"{text}"' if next(kinds, "") == "STRING" else text

    def _fits(self, text: str, kind: str) -> bool:
        match kind:
            case "STRING" | "NAME":
                return True
            case "INT":
                return is_count(text)
            case "DATE":
                return is_date(text)
            case _:
                return kind not in ("COLUMN", NAME) and self.tables.terminal_of(text) == kind


def _line(body: str, tables: Tables) -> RawLine | None:
    """Make a line of a body, to be read again."""
    return take_apart(f"{keyword_of(AND, tables.language)} {body}")[0]


def _cell(slot: Slot, row: Cells) -> Slot:
    """Give the cell that fills a slot, or the slot itself where no column of the row does."""
    return row.get(slot.value, slot) if slot.kind == "COLUMN" else slot


def _plain(column: str, row: Cells) -> str:
    cell = row.get(column)
    return f"<{column}>" if cell is None or (cell.kind == "COLUMN" and cell.value == column) else _as_cell(cell)


def _as_cell(cell: Slot) -> str:
    return f"<{cell.value}>" if cell.kind == "COLUMN" else cell.value


def _filled_table(table: Table, row: Cells) -> Table:
    return table._replace(rows=tuple(tuple(_cell(cell, row) for cell in cells) for cells in table.rows))
