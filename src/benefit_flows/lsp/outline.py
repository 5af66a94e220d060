"""The shape of a file: its blocks as symbols, and what can be folded."""

from typing import NamedTuple

from benefit_flows.lsp.files import OpenFile
from benefit_flows.source import Span


class OutlineEntry(NamedTuple):
    """A block: ``kind`` is setup, scenario or outline; ``last`` is the number of its last line."""

    name: str
    kind: str
    span: Span
    last: int
    rows: tuple[tuple[str, Span], ...] = ()


def entries(file: OpenFile) -> list[OutlineEntry]:
    """Give the blocks of a file in order, with the rows of outlines."""
    found = []
    for chunk in file.chunks:
        block = chunk.block
        if block is not None and block.kind:
            rows = block.examples.rows if block.examples is not None else ()
            named = tuple((", ".join(cell.value for cell in row), row[0].span) for row in rows if row)
            found.append(OutlineEntry(block.name, block.kind, block.span, max(block.last_line, block.span.line), named))
    return found


def folds(file: OpenFile) -> list[tuple[int, int]]:
    """Give what can be folded as first and last lines: blocks, and comments of several lines."""
    found = [(each.span.line, each.last) for each in entries(file) if each.last > each.span.line]
    start = 0
    for number, text in enumerate([*file.lines, ""], start=1):
        if text.lstrip().startswith("#"):
            start = start or number
        else:
            if start and number - start > 1:
                found.append((start, number - 1))
            start = 0
    return sorted(found)
