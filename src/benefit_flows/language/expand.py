"""A block to a flat list of steps: setups put in, rows and arguments filled into ``<columns>``."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.dates import is_date
from benefit_flows.language.names import is_count
from benefit_flows.language.nearest import nearest
from benefit_flows.language.phrases import IN_WORDS, wrong_date
from benefit_flows.language.statements import Block, Phrase, Slot, Step, Table
from benefit_flows.language.tables import NAME, Tables

COLUMN_IN_TEXT: Final = re.compile(r"<([^<>]+)>")
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
    """The flat steps of a block, with what was wrong on the way and the columns that were used."""

    steps: list[Step]
    diagnostics: list[Diagnostic]
    columns: set[str]


def expand(block: Block, row: Row, setups: Setups, tables: Tables) -> Expansion:
    """Flatten a block for one row (empty for a plain scenario)."""
    expansion = Expansion([], [], set())
    for step in block.steps:
        expansion.steps.extend(_expand_step(step, row, setups, tables, expansion, ()))
    return expansion


def _expand_step(
    step: Step, row: Row, setups: Setups, tables: Tables, expansion: Expansion, within: tuple[str, ...]
) -> Iterator[Step]:
    if step.keyword != "use":
        yield fill(step, row, tables, expansion)
        return
    step = fill(step, row, tables, expansion)
    found = _find(step, setups, expansion, within)
    if found is None:
        yield step._replace(keyword="broken", word="given")
        return
    arguments = dict(found.parameters)
    for name, value in step.arguments:
        if name not in arguments:
            values = (("word", name), ("known", ", ".join(arguments) or "–"))
            start = value.span.text.rfind(name, 0, value.span.column - 1) + 1
            place = value.span.at(start, start + len(name))
            expansion.diagnostics.append(Diagnostic("BF326", place, values, "known"))
        arguments[name] = _argument(value, row, expansion)
    standard = found.span.path in setups.standard
    for each in found.steps:
        for flat in _expand_step(each, arguments, setups, tables, expansion, (*within, found.name)):
            yield flat._replace(used_at=step.used_at or step.span) if standard else flat


def _argument(value: Slot, row: Row, expansion: Expansion) -> Slot:
    """Give an argument; one that is itself a column of the outline gives the row's cell."""
    if value.kind != "COLUMN":
        return value
    expansion.columns.add(value.value)
    return row.get(value.value, value)


def _find(step: Step, setups: Setups, expansion: Expansion, within: tuple[str, ...]) -> Block | None:
    name = " ".join(step.text.split())
    if name in within:
        circle = " → ".join((*within[within.index(name) :], name))
        expansion.diagnostics.append(Diagnostic("BF314", step.span, (("word", circle),)))
        return None
    found = setups.by_name.get(name)
    if found is None and not setups.incomplete:
        near = nearest(name, setups.by_name)
        values = (("word", name), ("near", near or ""), ("known", ", ".join(setups.listed)))
        written = step.span.text[step.span.column - 1 : step.span.end - 1].partition("(")[0].rstrip()
        span = step.span.at(step.span.column, step.span.column + len(written))
        expansion.diagnostics.append(Diagnostic("BF211", span, values, "near" if near else "known"))
    return found


def fill(step: Step, row: Row, tables: Tables, expansion: Expansion) -> Step:
    """Fill a row's cells into a step; a step with a mistake comes back as broken."""
    if "<" not in step.text and step.table is None:
        return step
    for name in COLUMN_IN_TEXT.findall(step.text):
        if name.strip() in row:
            expansion.columns.add(name.strip())
    quoted = {slot.value for slot in step.phrase.slots if _is_quoted(slot, tables)} if step.phrase else set()
    text = COLUMN_IN_TEXT.sub(lambda found: _text_of(found[1].strip(), row, quoted), step.text)
    if step.phrase is None and step.table is None:
        return step._replace(text=text)
    before = len(expansion.diagnostics)
    phrase = _fill_phrase(step.phrase, row, tables, expansion) if step.phrase else None
    table = _fill_table(step.table, row, expansion) if step.table else None
    filled = step._replace(phrase=phrase, table=table, text=text)
    return filled if len(expansion.diagnostics) == before else filled._replace(keyword="broken", word=step.keyword)


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
        values = (("word", slot.value), ("known", ", ".join(row)))
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
