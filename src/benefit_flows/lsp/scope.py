"""What is known at a line of a block: accounts, companies, products and the date, setups put in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.expand import expand
from benefit_flows.language.scenarios import ScenarioBuilder
from benefit_flows.language.statements import Block, Slot
from benefit_flows.lsp.files import OpenFile
from benefit_flows.source import Span


class NamesInScope(NamedTuple):
    """Names with the places that declare them, and the date there."""

    accounts: dict[str, Span]
    companies: dict[str, Span]
    products: dict[str, Span]
    today: date | None


def known_at(file: OpenFile, line: int) -> NamesInScope:
    """Gather what the lines above a line (from 1) of its block declare."""
    block = file.block_at(line)
    if block is None:
        return NamesInScope({}, {}, {}, None)
    return known_after(file, replace(block, steps=tuple(step for step in block.steps if step.span.line < line)))


def known_after(file: OpenFile, block: Block) -> NamesInScope:
    """Gather what a block declares."""
    builder = built(file, block)
    names = builder.names
    return NamesInScope(names.accounts, names.companies, names.products, builder.timeline.today)


def built(file: OpenFile, block: Block) -> ScenarioBuilder:
    """Build a block as far as its lines make sense, for the first row of an outline, and a setup with its defaults."""
    scope = file.scope
    ignored: list[Diagnostic] = []
    builder = ScenarioBuilder(scope.vocabulary, ignored, file.language)
    for step in expand(block, first_row(block), scope.setups, scope.tables).steps:
        builder.take(step)
    return builder


def slots_filled(file: OpenFile, block: Block, column: str) -> Iterator[tuple[str, str | None]]:
    """Give the slots that a column fills, here or in setups that it is handed to, each with the parameter it sets."""
    setups = file.scope.setups.by_name
    queue = [(block, column)]
    seen: set[tuple[str, str]] = set()
    while queue:
        block, column = queue.pop(0)
        for step in block.steps:
            if step.phrase is not None:
                named = step.phrase.slot("parameter")
                same = (slot for slot in step.phrase.slots if _is_column(slot, column))
                yield from ((each.name, named.value if named is not None else None) for each in same)
            elif step.keyword == "use" and step.text == f"<{column}>":
                yield "setup", None
            elif step.keyword == "use" and step.text in setups:
                handed = {(step.text, key) for key, value in step.arguments if _is_column(value, column)}
                queue += [(setups[setup], key) for setup, key in sorted(handed - seen)]
                seen |= handed


def _is_column(slot: Slot, column: str) -> bool:
    return (slot.kind, slot.value) == ("COLUMN", column)


def first_row(block: Block) -> dict[str, Slot]:
    """Give a value for each column of a block: those of the first example, or the defaults of a setup."""
    if block.examples is not None and block.examples.rows:
        return {column.value: cell for column, cell in zip(block.examples.columns, block.examples.rows[0], strict=True)}
    return dict(block.parameters)


def columns_of(block: Block) -> tuple[Slot, ...]:
    """Give the columns that a block can name: those of its examples, or the parameters of a setup."""
    if block.examples is not None:
        return block.examples.columns
    return tuple(Slot("", "COLUMN", name, value.span) for name, value in block.parameters)
