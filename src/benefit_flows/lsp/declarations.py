"""Declarations as they are written: the lines of a setup, the row of an account."""

from collections.abc import Iterator
from textwrap import dedent

from benefit_flows.language.scan import text_lines
from benefit_flows.language.statements import Block, Parsed, Table
from benefit_flows.lsp.files import OpenFile
from benefit_flows.source import Span


def written(file: OpenFile, block: Block) -> str:
    """Give the lines of a block as they stand in the file that it comes from."""
    sources = [file.source, *(each.source for each in (*file.included.files, *file.standard))]
    source = next(each for each in sources if each.path == block.span.path)
    return dedent("\n".join(text_lines(source)[block.span.line - 1 : block.last_line]))


def row_of(file: OpenFile, declared: Span) -> list[tuple[str, str]]:
    """Give the titles and cells of the row in which an account is declared; nothing where it is in no table."""
    for table in _tables((file.parsed, *file.included.files, *file.standard), declared):
        for row in table.rows:
            if row and (row[0].span.path, row[0].span.line) == (declared.path, declared.line):
                return [(title.value, cell.value) for title, cell in zip(table.columns, row, strict=False)]
    return []


def _tables(files: tuple[Parsed, ...], span: Span) -> Iterator[Table]:
    blocks = (each for parsed in files if parsed.source.path == span.path for each in parsed.blocks)
    yield from (step.table for block in blocks for step in block.steps if step.table is not None)
