"""Which scenarios a mistake belongs to: those that are left out must not stop the rest."""

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.language.check import Unit
from benefit_flows.language.instances import filled_name
from benefit_flows.language.statements import Block

Broken = tuple[tuple[Block, tuple[Diagnostic, ...]], ...]
"""Scenarios with mistakes, each with its own."""


class SortedOut(NamedTuple):
    """Errors: those that concern a whole file, and the scenarios with those that are in them."""

    of_file: tuple[Diagnostic, ...]
    of_scenarios: Broken


class Owners:
    """The scenarios of files, by the lines that they stand in."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._blocks: dict[str, dict[int, list[Block]]] = {}
        self._tables: dict[tuple[str, int], Block] = {}
        self._rows: set[tuple[str, int]] = set()
        for unit in units:
            for block in unit.parsed.blocks:
                self._blocks.setdefault(unit.parsed.source.path, {}).setdefault(block.span.line, []).append(block)
                self._add_table(block, unit.parsed.source.path)
        self._starts = {path: sorted(blocks) for path, blocks in self._blocks.items()}

    def _add_table(self, block: Block, path: str) -> None:
        columns, rows = block.examples if block.examples is not None else ((), ())
        self._tables |= {(path, row[0].span.line): block for row in (columns, *rows) if row}
        self._rows |= {(path, row[0].span.line) for row in rows}

    def of(self, path: str, line: int) -> tuple[Block, ...]:
        """Give the scenarios that a line is in; none where it concerns the whole file, or a setup.

        Of an outline with several tables of examples, what stands in one table belongs to that table alone.
        """
        if (block := self._tables.get((path, line))) is not None:
            return (block,)
        starts = self._starts.get(path, [])
        above = bisect(starts, line)
        blocks = self._blocks[path][starts[above - 1]] if above else []
        return tuple(each for each in blocks if line <= each.last_line and each.kind != "setup")

    def concerns(self, error: Diagnostic, line: int) -> bool:
        """Say whether an error stands in what a line of its file picks: a scenario, or a row of one."""
        path, place = error.span.path, error.span.line
        found = self.of(path, place)
        if not found or {(path, place), (path, line)} <= self._rows:
            return not found or place == line
        return any(block is other for block in self.of(path, line) for other in found)


def sort_out(diagnostics: Iterable[Diagnostic], units: Iterable[Unit]) -> SortedOut:
    """Tell errors of scenarios from those that concern a whole file."""
    of_file: list[Diagnostic] = []
    blocks: dict[tuple[str, int, int], tuple[Block, list[Diagnostic]]] = {}
    owners = Owners(units)
    for error in (diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR):
        found = owners.of(error.span.path, error.span.line)
        of_file += [] if found else [error]
        for block in found:
            key = block.span.path, block.span.line, block.first_row
            blocks.setdefault(key, (block, []))[1].append(error)
    return SortedOut(tuple(of_file), tuple((block, tuple(errors)) for block, errors in blocks.values()))


def names_of(block: Block, lines: Collection[int]) -> Iterator[str]:
    """Give the name of a scenario with mistakes at some lines; of an outline those of its rows, filled in.

    Mistakes in some rows only concern no other row.
    """
    columns, rows = block.examples if block.examples is not None else ((), ())
    wrong = [cells for cells in rows if cells[0].span.line in lines]
    for cells in wrong if len(wrong) == len(set(lines)) else rows:
        yield filled_name(block.name, {column.value: cell for column, cell in zip(columns, cells, strict=True)})
    if not rows:
        yield block.name
