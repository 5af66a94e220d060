"""Where names are declared and used: setups, accounts, companies, products, columns, included files."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.language.phrases import is_name
from benefit_flows.language.scan import take_apart
from benefit_flows.language.statements import Block, Slot
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.places import NAMES, holds, place_at, slots_of
from benefit_flows.lsp.scope import columns_of, known_after
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

NO_NAME: Final = Text("nothing here can be renamed", "rien ici ne peut être renommé")
ELSEWHERE: Final = Text("{name} is declared elsewhere: {path}", "{name} est déclaré ailleurs\u00a0: {path}")
NOT_A_NAME: Final = Text("{name} cannot be a name here", "{name} ne peut pas être un nom ici")
TAKEN: Final = Text("{name} is taken", "{name} est déjà pris")


class Name(NamedTuple):
    """A name that a file declares: ``kind`` is setup, account, company, product or column."""

    kind: str
    text: str
    span: Span
    block: Block | None = None


class Refusal(NamedTuple):
    """Why something cannot be renamed."""

    why: Text
    name: str = ""
    path: str = ""

    def message(self, language: Language) -> str:
        """Say it."""
        return self.why.in_language(language).format(name=self.name, path=self.path)


def name_at(file: OpenFile, line: int, column: int) -> Name | None:
    """Find the name at a line and column, both from 1."""
    place = place_at(file, line, column)
    if place is None:
        return None
    for span, name in _setup_names(place.block):
        if holds(span, line, column):
            return Name("setup", name, span)
    slot = place.slot
    if slot is None:
        return None
    kind = _kind_of(file, place.block, slot)
    return Name(kind, slot.value, _inner(slot), place.block if kind == "column" else None) if kind else None


def definition(file: OpenFile, line: int, column: int) -> Span | None:
    """Find where the name at a place is declared."""
    name, place = name_at(file, line, column), place_at(file, line, column)
    if name is None or place is None:
        return None
    if name.kind == "setup":
        block = file.scope.setups.by_name.get(name.text)
        return block.span if block is not None else None
    if name.kind == "column":
        return next((each.span for each in columns_of(place.block) if each.value == name.text), None)
    known = known_after(file, place.block)
    return {"account": known.accounts, "company": known.companies, "product": known.products}[name.kind].get(name.text)


def references(name: Name, files: Iterable[OpenFile]) -> Iterator[Span]:
    """Give every place of a name in some files; a column's only in its block."""
    for file in files:
        for chunk in file.chunks:
            block = chunk.block
            if block is None or (name.kind == "column" and block != name.block):
                continue
            if name.kind == "setup":
                yield from (span for span, text in _setup_names(block) if text == name.text)
            else:
                same = (each for each in slots_of(block) if each.value == name.text)
                yield from (_inner(each) for each in same if _kind_of(file, block, each) == name.kind)


def refusal(name: Name | None, new: str, file: OpenFile, declared: Span | None) -> Refusal | None:
    """Say why a name cannot be changed to another; ``None`` where it can."""
    if name is None:
        return Refusal(NO_NAME)
    if declared is None or declared.path != file.path:
        return Refusal(ELSEWHERE, name.text, declared.path if declared is not None else "–")
    if not _can_be(name.kind, new, file):
        return Refusal(NOT_A_NAME, new)
    taken = name.kind == "setup" and new in file.scope.setups.by_name
    return Refusal(TAKEN, new) if taken or _is_declared(name.kind, new, file) else None


def _can_be(kind: str, new: str, file: OpenFile) -> bool:
    if kind in ("account", "company"):
        return is_name(new) and new not in file.scope.tables.words
    return bool(new.strip()) and not set(new) & set('"<>|()[]#\n=,')


def _is_declared(kind: str, new: str, file: OpenFile) -> bool:
    """Say whether a block of the file has the name already: renaming would make two one."""
    blocks = [chunk.block for chunk in file.chunks if chunk.block is not None]
    if kind == "column":
        return any(each.value == new for block in blocks for each in columns_of(block))
    every = ((block, each) for block in blocks for each in slots_of(block) if each.value == new)
    return any(_kind_of(file, block, each) == kind for block, each in every)


def _setup_names(block: Block) -> Iterator[tuple[Span, str]]:
    """Give the places where a block names setups: its own header, and where it uses others."""
    if block.kind == "setup":
        yield _name_span(block.span), block.name
    for step in block.steps:
        if step.keyword == "use":
            yield _name_span(step.span), step.text


def _name_span(span: Span) -> Span:
    """Give the place of a setup's name in its line, without the list behind it."""
    line, _ = take_apart(span.text)
    if line is None:
        return span
    name = line.body.partition("(")[0].rstrip()
    return span.at(line.column, line.column + len(name))


def _kind_of(file: OpenFile, block: Block, slot: Slot) -> str:
    """Say what kind of name a slot or cell holds; nothing where it is no name that files declare."""
    if slot.kind == "COLUMN" or slot in columns_of(block):
        return "column"
    if slot.name in NAMES:
        return NAMES[slot.name]
    fed = _column_of_cell(block, slot)
    return _fed(file, block, fed, ()) if fed is not None else _argument_kind(file, block, slot)


def _column_of_cell(block: Block, slot: Slot) -> str | None:
    for row in block.examples.rows if block.examples is not None else ():
        for column, cell in zip(columns_of(block), row, strict=False):
            if cell is slot or (cell.place, cell.value) == (slot.place, slot.value):
                return column.value
    return None


def _argument_kind(file: OpenFile, block: Block, slot: Slot) -> str:
    """Say what kind of name an argument of a setup is."""
    for step in block.steps:
        for parameter, value in step.arguments:
            setup = file.scope.setups.by_name.get(step.text)
            if value.place == slot.place and setup is not None:
                return _fed(file, setup, parameter, (step.text,))
    return ""


def _fed(file: OpenFile, block: Block, column: str, within: tuple[str, ...]) -> str:
    """Say what kind of name a column fills, in the block or in a setup that it is handed to."""
    for step in block.steps:
        for slot in step.phrase.slots if step.phrase is not None else ():
            if slot.kind == "COLUMN" and slot.value == column and slot.name in NAMES:
                return NAMES[slot.name]
        setup = file.scope.setups.by_name.get(step.text) if step.keyword == "use" and step.text not in within else None
        for parameter, value in step.arguments if setup is not None else ():
            if setup is not None and value.kind == "COLUMN" and value.value == column:
                return _fed(file, setup, parameter, (*within, step.text))
    return ""


def _inner(slot: Slot) -> Span:
    """Give the place of a name without its quotation marks or brackets."""
    span = slot.span
    wrapped = span.text[span.column - 1 : span.column] in '"<“”„«»' and span.end - span.column > len(slot.value)
    return span.at(span.column + 1, span.end - 1) if wrapped else span
