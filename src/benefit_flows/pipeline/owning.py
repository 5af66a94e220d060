"""Which scenarios a mistake belongs to: those that are left out must not stop the rest."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.language.check import Unit
from benefit_flows.language.made import filled_name
from benefit_flows.language.statements import Block

Broken = tuple[tuple[Block, tuple[Diagnostic, ...]], ...]
"""Scenarios with mistakes, each with its own."""


class SortedOut(NamedTuple):
    """Errors: those that concern a whole file, and the scenarios with those that are in them."""

    of_file: tuple[Diagnostic, ...]
    of_scenarios: Broken


def sort_out(diagnostics: Iterable[Diagnostic], units: Iterable[Unit]) -> SortedOut:
    """Tell errors of scenarios from those that concern a whole file."""
    of_file: list[Diagnostic] = []
    blocks: dict[tuple[str, int, int], tuple[Block, list[Diagnostic]]] = {}
    for each in (each for each in diagnostics if each.severity is Severity.ERROR):
        found = owners(each, units)
        of_file += [] if found else [each]
        for block in found:
            key = block.span.path, block.span.line, block.first_row
            blocks.setdefault(key, (block, []))[1].append(each)
    return SortedOut(tuple(of_file), tuple((block, tuple(errors)) for block, errors in blocks.values()))


def owners(diagnostic: Diagnostic, units: Iterable[Unit]) -> tuple[Block, ...]:
    """Give the scenarios in whose lines a mistake stands; none where it concerns the whole file, or a setup.

    Of an outline with several tables of examples, what stands in one table belongs to that table alone.
    """
    blocks = [each for unit in units if unit.parsed.source.path == diagnostic.span.path for each in unit.parsed.blocks]
    around = [each for each in blocks if each.span.line <= diagnostic.span.line <= each.last_line]
    in_rows = [each for each in around if diagnostic.span.line in _row_lines(each)]
    return tuple(each for each in in_rows or around if each.kind != "setup")


def _row_lines(block: Block) -> set[int]:
    table = block.examples
    return {row[0].span.line for row in (table.columns, *table.rows) if row} if table is not None else set()


def names_of(block: Block) -> Iterator[str]:
    """Give the name of a scenario; of an outline those of its rows, filled in."""
    columns, rows = block.examples if block.examples is not None else ((), ())
    for cells in rows:
        yield filled_name(block.name, {column.value: cell for column, cell in zip(columns, cells, strict=True)})
    if not rows:
        yield block.name
