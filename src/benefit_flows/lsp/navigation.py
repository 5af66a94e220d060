"""Where names are declared and used: setups, accounts, companies, products, columns."""

import os
import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.language.scan import STRAIGHT, take_apart
from benefit_flows.language.statements import Block, Slot, Statement
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.places import NAMES, holds, place_at, slots_of
from benefit_flows.lsp.scope import columns_of, known_after, slots_filled
from benefit_flows.source import Span

COLUMN: Final = re.compile(r"<([^<>]+)>")
KEY: Final = re.compile(r"[(,]\s*([^=,()\"]+?)\s*=")


class DeclaredName(NamedTuple):
    """A name that a file declares: ``kind`` is setup, account, company, product or column.

    A column belongs to ``block``; that of a setup is its parameter.
    """

    kind: str
    text: str
    span: Span
    block: Block | None = None


def name_at(file: OpenFile, line: int, column: int) -> DeclaredName | None:
    """Find the name at a line and column, both from 1."""
    block = file.block_at(line)
    found = (each for each in (_names(file, block) if block is not None else ()) if holds(each.span, line, column))
    return min(found, key=lambda each: each.span.end - each.span.column, default=None)


def setup_at(file: OpenFile, line: int, column: int) -> Block | None:
    """Find the setup that a line uses, where the cursor stands on its name."""
    name = name_at(file, line, column)
    used = name is not None and name.kind == "setup"
    return file.scope.setups.by_name.get(name.text) if used and name is not None else None


def definition(file: OpenFile, line: int, column: int) -> Span | None:
    """Find where the name at a place is declared."""
    name, place = name_at(file, line, column), place_at(file, line, column)
    return declaration(file, name, place.block) if name is not None and place is not None else None


def declaration(file: OpenFile, name: DeclaredName, block: Block) -> Span | None:
    """Find where a name of a block is declared."""
    if name.kind == "setup":
        found = file.scope.setups.by_name.get(name.text)
        return _setup_name(found.span) if found is not None else None
    if name.kind == "column":
        return next((span for span, text in _titles(name.block) if text == name.text), None) if name.block else None
    known = known_after(file, block)
    spans = {"account": known.accounts, "company": known.companies, "product": known.products}[name.kind]
    return _exact(file, name, spans[name.text]) if name.text in spans else None


def _exact(file: OpenFile, name: DeclaredName, declared: Span) -> Span:
    """Find the name itself in the line that declares it, or in the table below that."""
    files = (each for each in (file.parsed, *file.included.files, *file.standard) if each.source.path == declared.path)
    blocks = (block for each in files for block in each.blocks if block.span.line < declared.line <= block.last_line)
    names = (each for block in blocks for each in _names(file, block) if each.span.line >= declared.line)
    return next((each.span for each in names if (each.kind, each.text) == (name.kind, name.text)), declared)


def references(name: DeclaredName, files: Iterable[OpenFile]) -> Iterator[tuple[OpenFile, Block, Span]]:
    """Give every place of a name in some files, with its block."""
    for file in files:
        for chunk in file.chunks:
            if chunk.block is not None:
                same = (each for each in _names(file, chunk.block) if is_same(each, name))
                yield from ((file, chunk.block, each.span) for each in same)


def is_same(one: DeclaredName, other: DeclaredName) -> bool:
    """Say whether two places name the same thing; columns of two blocks are two."""
    if (one.kind, one.text) != (other.kind, other.text):
        return False
    return one.kind != "column" or (one.block is not None and other.block is not None and _place(one) == _place(other))


def _place(name: DeclaredName) -> tuple[str, int] | None:
    """Give where the block of a column begins; the same file is named in two ways, by itself and by who includes it."""
    return (os.path.realpath(name.block.span.path), name.block.span.line) if name.block is not None else None


# All names in a block


def _names(file: OpenFile, block: Block) -> Iterator[DeclaredName]:
    """Give every place in a block where something is called by a name."""
    if block.kind == "setup":
        yield DeclaredName("setup", block.name, _setup_name(block.span))
    yield from (DeclaredName("column", text, span, block) for span, text in _titles(block))
    for step in block.steps:
        yield from _step_names(file, block, step)
    for slot in slots_of(block):
        yield from _slot_names(file, block, slot)


def _step_names(file: OpenFile, block: Block, step: Statement) -> Iterator[DeclaredName]:
    """Give the names in a line that has no phrase: the setup that it uses with parameters, columns in its text."""
    if step.phrase is not None:
        return
    for found in COLUMN.finditer(step.span.text, step.span.column - 1, step.span.end - 1):
        yield DeclaredName("column", found[1].strip(), _trimmed(step.span, *found.span(1)), block)
    setup = file.scope.setups.by_name.get(step.text) if step.keyword == "use" else None
    if step.keyword == "use" and not step.text.startswith("<"):
        yield DeclaredName("setup", step.text, _setup_name(step.span))
    if setup is not None:
        yield from (DeclaredName("column", text, span, setup) for span, text in _keys(step.span))


def _slot_names(file: OpenFile, block: Block, slot: Slot) -> Iterator[DeclaredName]:
    span = _inner(slot)
    if slot.kind == "COLUMN":
        if slot not in columns_of(block):
            yield DeclaredName("column", slot.value, span, block)
        return
    if slot.name == "package" and "/" in slot.value:
        company = slot.value.rpartition("/")[0]
        yield DeclaredName("company", company, span.at(span.column, span.column + len(company)))
    kind = NAMES.get(slot.name) or _kind_of_cell(file, block, slot)
    if kind:
        yield DeclaredName(kind, slot.value, span)


def _kind_of_cell(file: OpenFile, block: Block, slot: Slot) -> str:
    """Say what kind of name a cell or an argument holds: that of the slots which it fills."""
    if slot.name:
        return ""
    for setup, key in _fed(file, block, slot):
        for name, _ in slots_filled(file, setup, key):
            if name in NAMES or name == "setup":
                return NAMES.get(name, "setup")
    return ""


def _fed(file: OpenFile, block: Block, slot: Slot) -> Iterator[tuple[Block, str]]:
    """Give the column that a cell belongs to, or the parameter of a setup that an argument or a default is for."""
    for row in block.examples.rows if block.examples is not None else ():
        titles = zip(columns_of(block), row, strict=False)
        yield from ((block, column.value) for column, cell in titles if cell.span == slot.span)
    yield from ((block, key) for key, value in block.parameters if value.span == slot.span)
    for step in block.steps:
        setup = file.scope.setups.by_name.get(step.text)
        if setup is not None:
            yield from ((setup, key) for key, value in step.arguments if value.span == slot.span)


def _titles(block: Block) -> Iterator[tuple[Span, str]]:
    """Give the places that declare the columns of a block: titles of its examples, or parameters of a setup."""
    if block.kind == "setup":
        yield from _keys(block.span)
    elif block.examples is not None:
        yield from ((_inner(column), column.value) for column in block.examples.columns)


def _keys(span: Span) -> Iterator[tuple[Span, str]]:
    """Give the names in a list like ``(admin = Ada, days = 3)`` at the end of a line."""
    line, _ = take_apart(span.text)
    if line is not None and "(" in line.body:
        behind = line.column - 1
        for found in KEY.finditer(span.text.translate(STRAIGHT), behind, behind + len(line.body)):
            yield span.at(found.start(1) + 1, found.end(1) + 1), " ".join(found[1].split())


def _setup_name(span: Span) -> Span:
    """Give the place of a setup's name in its line, without the list behind it."""
    line, _ = take_apart(span.text)
    if line is None:
        return span
    name = line.body.partition("(")[0].rstrip()
    return span.at(line.column, line.column + len(name))


def _inner(slot: Slot) -> Span:
    """Give the place of a name without its quotation marks or brackets, and the spaces within."""
    span = slot.span
    opening = span.text[span.column - 1 : span.column]
    wrapped = opening != "" and opening in '"<“”„«»' and span.end - span.column > len(slot.value)
    return _trimmed(span, span.column, span.end - 2) if wrapped else span


def _trimmed(span: Span, start: int, end: int) -> Span:
    """Give a part of a line (offsets from 0) without the spaces around it."""
    text = span.text[start:end]
    first = start + len(text) - len(text.lstrip())
    return span.at(first + 1, first + len(text.strip()) + 1)
