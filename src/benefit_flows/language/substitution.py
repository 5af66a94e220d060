"""Cells of a row, or arguments of a setup, put in the place of ``<columns>``."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.dates import is_date
from benefit_flows.language.nearest import listed, nearest
from benefit_flows.language.phrases import IN_WORDS, wrong_date
from benefit_flows.language.scan import is_count
from benefit_flows.language.statements import Phrase, Slot, Statement, Table
from benefit_flows.language.tables import NAME, Tables
from benefit_flows.source import Span

COLUMN_IN_TEXT: Final = re.compile(r"<([^<>]+)>")
SHOWN: Final = ("note", "ask", "right", "wrong", "because")
"""What stands in a scenario for people to read."""
Cells = Mapping[str, Slot]
"""The cell for each column."""


class Substitution:
    """Fills cells into steps of a language; notes which columns were used, and what did not fit."""

    def __init__(self, tables: Tables, diagnostics: list[Diagnostic], columns: set[str]) -> None:
        """Add to ``diagnostics`` and ``columns``, which belong to whoever expands a block."""
        self.tables, self.diagnostics, self.columns = tables, diagnostics, columns

    def fill(self, step: Statement, cells: Cells) -> Statement:
        """Fill a row's cells into a step; a step with a mistake comes back as broken."""
        if "<" not in step.text and step.table is None:
            return step
        for name in COLUMN_IN_TEXT.findall(step.text):
            if name.strip() in cells:
                self.columns.add(name.strip())
        quoted = {slot.value for slot in step.phrase.slots if self._is_quoted(slot)} if step.phrase else set()
        text = COLUMN_IN_TEXT.sub(lambda found: _text_of(found[1].strip(), cells, quoted), step.text)
        if step.phrase is None and step.table is None:
            if step.keyword in SHOWN and cells:
                self.diagnostics.extend(no_such_columns(step.text, step.span, cells))
            return step._replace(text=text)
        before = len(self.diagnostics)
        phrase = self._phrase(step.phrase, cells) if step.phrase else None
        table = self._table(step.table, cells) if step.table else None
        filled = step._replace(phrase=phrase, table=table, text=text)
        return filled if len(self.diagnostics) == before else filled._replace(keyword="broken", word=step.keyword)

    def _is_quoted(self, slot: Slot) -> bool:
        return slot.kind == "COLUMN" and "STRING" in self.tables.slot_terminals(slot.name)

    def _phrase(self, phrase: Phrase, cells: Cells) -> Phrase:
        return phrase._replace(slots=tuple(self._slot(slot, cells) for slot in phrase.slots))

    def _table(self, table: Table, cells: Cells) -> Table:
        rows = tuple(tuple(self._cell(slot, cells) or slot for slot in row) for row in table.rows)
        return table._replace(rows=rows)

    def _cell(self, slot: Slot, cells: Cells) -> Slot | None:
        if slot.kind != "COLUMN":
            return None
        self.columns.add(slot.value)
        cell = cells.get(slot.value)
        if cell is None:
            values = (("word", slot.value), ("known", listed(cells)))
            self.diagnostics.append(Diagnostic("BF304", slot.span, values, "columns" if cells else "no-columns"))
        return cell

    def _slot(self, slot: Slot, cells: Cells) -> Slot:
        cell = self._cell(slot, cells)
        if cell is None:
            return slot
        text = cell.value.strip('"')
        for kind in self.tables.slot_terminals(slot.name):
            value = _as(kind, text, self.tables)
            if value is not None:
                return Slot(slot.name, kind, value, cell.span)
        words = {terminal: word for word, terminal in self.tables.words.items()}
        kinds = [kind for kind in self.tables.slot_terminals(slot.name) if kind != "COLUMN"]
        known = [words.get(kind) or IN_WORDS[kind] for kind in kinds]
        if "DATE" in kinds and "STRING" not in kinds and not set(kinds) - {"DATE"}:
            self.diagnostics.append(wrong_date(text, cell.span))
            return slot
        near = nearest(text, known)
        values = (("word", cell.value), ("known", ", ".join(known)), ("near", near or ""))
        self.diagnostics.append(Diagnostic("BF214", cell.span, values, "near" if near else None))
        return slot


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


def _text_of(column: str, cells: Cells, quoted: set[str]) -> str:
    """Give the text of a cell as the line would have it, in quotation marks where it is quoted there."""
    cell = cells.get(column)
    if cell is None:
        return f"<{column}>"
    return f'"{cell.value.strip(chr(34))}"' if column in quoted else cell.value


def _as(kind: str, text: str, tables: Tables) -> str | None:
    """Read a cell as a terminal; ``None`` where it does not fit."""
    if kind in ("STRING", NAME):
        return text
    if kind == "INT":
        return text if is_count(text) else None
    if kind == "DATE":
        return text if is_date(text) else None
    return kind.lower() if tables.terminal_of(text) == kind else None
