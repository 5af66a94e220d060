"""What can stand in the cells of a table: titles, what accounts have, what fills the slots of an outline."""

import re
from collections.abc import Iterator

from benefit_flows.language.columns import COLUMNS, MEANINGS
from benefit_flows.language.keywords import EXAMPLES, KEYWORDS
from benefit_flows.language.scan import KEYWORD, take_apart
from benefit_flows.language.statements import Block
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.places import slots_of
from benefit_flows.lsp.scope import known_at, slots_filled
from benefit_flows.lsp.values import values_for


def cells_for(file: OpenFile, line: int, text: str, block: Block) -> tuple[int, Iterator[str]]:
    """Give where the cell at the end of a row begins, and what could stand there; ``line`` is the number of the row."""
    start = len(text) - len(re.split(r"[|,]\s*", text)[-1])
    index = text.count("|") - 1
    owner, titles = _above(file, line)
    is_examples = KEYWORDS[file.language].get(owner) == EXAMPLES
    if titles is None:
        taken = {each.strip() for each in text.split("|")}
        every = _columns_used(block) if is_examples else iter(COLUMNS[file.language])
        return start, (each for each in every if each not in taken)
    title = titles[index] if index < len(titles) else ""
    return start, _examples(file, line, block, title) if is_examples else _accounts(file, title)


def _above(file: OpenFile, line: int) -> tuple[str, list[str] | None]:
    """Give the first word of the line that a table stands under, and the titles above a row; none for the first."""
    titles: list[str] | None = None
    for shown in reversed(file.lines[: line - 1]):
        found = KEYWORD.match(shown)
        if found is not None and found[1] != "|":
            return found[1], titles
        raw, _ = take_apart(shown)
        if raw is not None and raw.word == "|":
            titles = [" ".join(each.split()) for each in raw.body.split("|")]
    return "", titles


def _columns_used(block: Block) -> Iterator[str]:
    yield from dict.fromkeys(each.value for each in slots_of(block) if each.kind == "COLUMN")


def _accounts(file: OpenFile, title: str) -> Iterator[str]:
    book = file.vocabulary.rulebook
    ids = {"identity": book.identities, "associated with": book.associations, "roles": book.roles}
    yield from (book.name(each, file.language) for each in ids.get(MEANINGS.get(title, ""), ()))


def _examples(file: OpenFile, line: int, block: Block, column: str) -> Iterator[str]:
    known = known_at(file, line)
    for slot, parameter in slots_filled(file, block, column):
        yield from (each.strip('"') for each in values_for(slot, file, known, None, parameter))
