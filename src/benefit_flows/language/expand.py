"""A block to a flat list of steps: setups put in, rows and arguments filled into ``<columns>``."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.dates import is_date
from benefit_flows.language.names import is_count
from benefit_flows.language.nearest import MOST_HINTS, listed, nearest
from benefit_flows.language.phrases import IN_WORDS, wrong_date
from benefit_flows.language.statements import Block, Phrase, Slot, Statement, Table
from benefit_flows.language.tables import NAME, Tables
from benefit_flows.source import Span
from benefit_flows.text import Language

COLUMN_IN_TEXT: Final = re.compile(r"<([^<>]+)>")
SHOWN: Final = ("note", "ask", "right", "wrong", "because")
"""What stands in a scenario for people to read."""
MOST_IN_ONE: Final = 200_000
MOST_IN_ALL: Final = 1_000_000
"""How many steps a scenario (or row) may unfold to, and all of them together: far more than anybody reads or waits for,
and few enough for a small machine."""
MOST_IN_CIRCLE: Final = 8
Row = Mapping[str, Slot]
"""The cell for each column."""


class Setups(NamedTuple):
    """The setups in scope, by name; ``incomplete`` if there may be more.

    ``listed`` are the names that a hint offers: not the standard setups of another language.
    ``standard`` are the paths of standard setups: a mistake there is one of the line that used it.
    """

    by_name: Mapping[str, Block]
    listed: tuple[str, ...] = ()
    incomplete: bool = False
    standard: frozenset[str] = frozenset()


class Expansion(NamedTuple):
    """The flat steps of a block, with what was wrong on the way, the columns that were used, and how much it took.

    One that is ``cut`` was more than there is room for.
    """

    steps: list[Statement]
    diagnostics: list[Diagnostic]
    columns: set[str]
    size: int = 0
    cut: bool = False


class _Open(NamedTuple):
    """A setup that is being put in: the steps still to come, its arguments, its name.

    ``used_at`` is the line that used it where it is a standard one.
    """

    steps: Iterator[Statement]
    row: Row
    name: str
    used_at: Span | None = None


def expand(
    block: Block, row: Row, setups: Setups, tables: Tables, room: int = MOST_IN_ONE, *, alone: bool = False
) -> Expansion:
    """Flatten a block for one row (empty for a plain scenario), as far as there is room for steps and uses of setups.

    A setup is looked at ``alone``: what it uses is put in, but not what that uses in turn, except standard setups.
    Who uses them is checked whole; a long chain would be gone through once more for each setup in it.
    """
    expansion = Expansion([], [], set())
    size = 0
    for own in block.steps:
        for step in _Unfolding(setups, tables, expansion, alone=alone).of(own, row):
            size += 1
            if size > room:
                expansion.diagnostics.append(too_many(own.span))
                return expansion._replace(steps=[], size=size, cut=True)
            if step is not None:
                expansion.steps.append(step)
    return expansion._replace(size=size)


def too_many(span: Span) -> Diagnostic:
    """Say that a line passes the limits of what setups and rows may unfold to."""
    return Diagnostic("BF335", span, (("most", f"{MOST_IN_ONE:,}"), ("all", f"{MOST_IN_ALL:,}")), "fewer-setups")


class _Unfolding:
    """One line of a block unfolding: a stack of the setups that are open, so that depth costs no recursion."""

    def __init__(self, setups: Setups, tables: Tables, expansion: Expansion, *, alone: bool) -> None:
        self.setups, self.tables, self.expansion, self.alone = setups, tables, expansion, alone
        self.stack: list[_Open] = []
        self.within: dict[str, None] = {}

    def of(self, own: Statement, row: Row) -> Iterator[Statement | None]:
        """Give the line filled in; where it uses a setup nothing in its place, and then the steps of the setup."""
        self.stack.append(_Open(iter((own,)), row, ""))
        while self.stack:
            opened = self.stack[-1]
            step = next(opened.steps, None)
            if step is None:
                self.within.pop(self.stack.pop().name, None)
                continue
            step = fill(step, opened.row, self.tables, self.expansion)
            if step is not own and len(self.stack) > 1:
                step = step._replace(used_at=opened.used_at, origin=own.span)
            if step.keyword == "use" and not (self.alone and self.within and opened.used_at is None):
                yield self.put_in(step, opened.row)
            else:
                yield step

    def put_in(self, step: Statement, row: Row) -> Statement | None:
        """Open the setup that a line uses; give a broken line where there is none."""
        found = _find(step, self.setups, self.expansion, self.within, self.tables.language)
        if found is None:
            return step._replace(keyword="broken", word="given")
        used_at = (step.used_at or step.span) if found.span.path in self.setups.standard else None
        self.stack.append(_Open(iter(found.steps), _arguments(found, step, row, self.expansion), found.name, used_at))
        self.within[found.name] = None
        return None


def _arguments(setup: Block, step: Statement, row: Row, expansion: Expansion) -> Row:
    """Give the cells for the columns of a setup: what the line that uses it hands over, else the defaults."""
    arguments = dict(setup.parameters)
    for name, value in step.arguments:
        if name not in arguments:
            values = (("word", name), ("known", listed(arguments)))
            start = value.span.text.rfind(name, 0, value.span.column - 1) + 1
            place = value.span.at(start, start + len(name))
            expansion.diagnostics.append(Diagnostic("BF326", place, values, "known"))
        arguments[name] = _argument(value, row, expansion)
    return arguments


def _argument(value: Slot, row: Row, expansion: Expansion) -> Slot:
    """Give an argument; one that is itself a column of the outline gives the row's cell."""
    if value.kind != "COLUMN":
        return value
    expansion.columns.add(value.value)
    return row.get(value.value, value)


def _find(
    step: Statement, setups: Setups, expansion: Expansion, within: Mapping[str, None], language: Language
) -> Block | None:
    name = " ".join(step.text.split())
    if name in within:
        names = tuple(within)
        expansion.diagnostics.append(
            Diagnostic("BF314", step.span, (("word", circle(*names[names.index(name) :], name)),))
        )
        return None
    found = setups.by_name.get(name)
    if found is None and not setups.incomplete:
        from benefit_flows.language.proposals.setups import setup_meant  # imported late: most names are known

        known = (setups.listed, setups.by_name) if len(expansion.diagnostics) < MOST_HINTS else ()
        near = next(filter(None, (setup_meant(name, each, language) for each in known)), None)
        values = (("word", name), ("near", near or ""), ("known", listed(setups.listed)))
        written = step.span.text[step.span.column - 1 : step.span.end - 1].partition("(")[0].rstrip()
        span = step.span.at(step.span.column, step.span.column + len(written))
        expansion.diagnostics.append(Diagnostic("BF211", span, values, "near" if near else "known"))
    return found


def circle(*names: str) -> str:
    """Name what leads back to where it began; of a long way both ends."""
    shown = names if len(names) <= MOST_IN_CIRCLE else (*names[: MOST_IN_CIRCLE - 2], "…", *names[-2:])
    return " → ".join(shown)


def fill(step: Statement, row: Row, tables: Tables, expansion: Expansion) -> Statement:
    """Fill a row's cells into a step; a step with a mistake comes back as broken."""
    if "<" not in step.text and step.table is None:
        return step
    for name in COLUMN_IN_TEXT.findall(step.text):
        if name.strip() in row:
            expansion.columns.add(name.strip())
    quoted = {slot.value for slot in step.phrase.slots if _is_quoted(slot, tables)} if step.phrase else set()
    text = COLUMN_IN_TEXT.sub(lambda found: _text_of(found[1].strip(), row, quoted), step.text)
    if step.phrase is None and step.table is None:
        if step.keyword in SHOWN and row:
            expansion.diagnostics.extend(no_such_columns(step.text, step.span, row))
        return step._replace(text=text)
    before = len(expansion.diagnostics)
    phrase = _fill_phrase(step.phrase, row, tables, expansion) if step.phrase else None
    table = _fill_table(step.table, row, expansion) if step.table else None
    filled = step._replace(phrase=phrase, table=table, text=text)
    return filled if len(expansion.diagnostics) == before else filled._replace(keyword="broken", word=step.keyword)


def no_such_columns(text: str, place: Span, columns: Collection[str]) -> Iterator[Diagnostic]:
    """Say which ``<columns>`` of a text for people are none: it is shown as it stands."""
    for name in dict.fromkeys(each.strip() for each in COLUMN_IN_TEXT.findall(text)):
        if name not in columns:
            near = nearest(name, columns)
            start = max(place.text.find(f"<{name}"), 0) + 1
            values = (("word", name), ("near", f"<{near}>"), ("known", ", ".join(columns)))
            yield Diagnostic("BF351", place.at(start, start + len(name) + 2), values, "near" if near else "columns")


def columns_in(text: str) -> set[str]:
    """Give the columns that a text names."""
    return {each.strip() for each in COLUMN_IN_TEXT.findall(text)}


def _is_quoted(slot: Slot, tables: Tables) -> bool:
    return slot.kind == "COLUMN" and "STRING" in tables.slot_terminals(slot.name)


def _text_of(column: str, row: Row, quoted: set[str]) -> str:
    """Give the text of a cell as the line would have it, in quotation marks where it is quoted there."""
    cell = row.get(column)
    if cell is None:
        return f"<{column}>"
    return f'"{cell.value.strip(chr(34))}"' if column in quoted else cell.value


def _fill_phrase(phrase: Phrase, row: Row, tables: Tables, expansion: Expansion) -> Phrase:
    return phrase._replace(slots=tuple(_fill_slot(slot, row, tables, expansion) for slot in phrase.slots))


def _fill_table(table: Table, row: Row, expansion: Expansion) -> Table:
    rows = tuple(tuple(_cell_for(cell, row, expansion) or cell for cell in cells) for cells in table.rows)
    return table._replace(rows=rows)


def _cell_for(slot: Slot, row: Row, expansion: Expansion) -> Slot | None:
    if slot.kind != "COLUMN":
        return None
    expansion.columns.add(slot.value)
    cell = row.get(slot.value)
    if cell is None:
        values = (("word", slot.value), ("known", listed(row)))
        expansion.diagnostics.append(Diagnostic("BF304", slot.span, values, "columns" if row else "no-columns"))
    return cell


def _fill_slot(slot: Slot, row: Row, tables: Tables, expansion: Expansion) -> Slot:
    cell = _cell_for(slot, row, expansion)
    if cell is None:
        return slot
    text = cell.value.strip('"')
    for kind in tables.slot_terminals(slot.name):
        value = _as(kind, text, tables)
        if value is not None:
            return Slot(slot.name, kind, value, cell.span)
    words = {terminal: word for word, terminal in tables.words.items()}
    kinds = [kind for kind in tables.slot_terminals(slot.name) if kind != "COLUMN"]
    known = [words.get(kind) or IN_WORDS[kind] for kind in kinds]
    if "DATE" in kinds and "STRING" not in kinds and not set(kinds) - {"DATE"}:
        expansion.diagnostics.append(wrong_date(text, cell.span))
        return slot
    near = nearest(text, known)
    values = (("word", cell.value), ("known", ", ".join(known)), ("near", near or ""))
    expansion.diagnostics.append(Diagnostic("BF214", cell.span, values, "near" if near else None))
    return slot


def _as(kind: str, text: str, tables: Tables) -> str | None:
    """Read a cell as a terminal; ``None`` where it does not fit."""
    if kind in ("STRING", NAME):
        return text
    if kind == "INT":
        return text if is_count(text) else None
    if kind == "DATE":
        return text if is_date(text) else None
    return kind.lower() if tables.terminal_of(text) == kind else None
