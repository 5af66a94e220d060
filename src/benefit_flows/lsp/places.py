"""What an editor's cursor stands on: a statement, a slot, a citation."""

from collections.abc import Iterator
from typing import NamedTuple

from benefit_flows.language.statements import Block, Citation, Slot, Statement
from benefit_flows.lsp.files import OpenFile
from benefit_flows.source import Span

NAMES = {"account": "account", "other": "account", "company": "company", "product": "product"}
"""Slots that hold names which scenarios declare, and the kind of these names."""


class CursorPlace(NamedTuple):
    """The block and the step of a line, and the slot or citation under the cursor."""

    block: Block
    step: Statement | None
    slot: Slot | None
    citation: Citation | None


def place_at(file: OpenFile, line: int, column: int) -> CursorPlace | None:
    """Find what stands at a line and column, both from 1."""
    block = file.block_at(line)
    if block is None:
        return None
    step = next((each for each in block.steps if each.span.line == line), None)
    citations = step.citations if step is not None else block.citations if block.span.line == line else ()
    citation = next((each for each in citations if holds(each.span, line, column)), None)
    slot = next((each for each in slots_of(block) if holds(each.span, line, column)), None)
    return CursorPlace(block, step, slot, citation)


def holds(span: Span, line: int, column: int) -> bool:
    """Say whether a place lies within a span, or just behind it."""
    return span.line == line and span.column <= column <= span.end


def slots_of(block: Block) -> Iterator[Slot]:
    """Give the slots of a block's steps, the cells of its tables, its arguments, and the defaults of a setup."""
    yield from (value for _, value in block.parameters)
    for step in block.steps:
        if step.phrase is not None:
            yield from step.phrase.slots
        yield from (value for _, value in step.arguments)
        if step.table is not None:
            yield from cells_of_accounts(step)
    if block.examples is not None:
        yield from block.examples.columns
        for row in block.examples.rows:
            yield from row


def cells_of_accounts(step: Statement) -> Iterator[Slot]:
    """Give the cells of a table of accounts; those that name an account as slots of that name."""
    if step.table is None:
        return
    yield from step.table.columns
    for row in step.table.rows:
        for column, cell in zip(step.table.columns, row, strict=False):
            yield cell._replace(name="account") if column.value in ("name", "nom") else cell
