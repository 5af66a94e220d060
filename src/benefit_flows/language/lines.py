"""What lines become: cells of a table, a broken step, a hint in the file's own keywords."""

import re
from collections.abc import Iterable
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.keywords import BLOCKS, TEXTS, hint_values, keyword_in
from benefit_flows.language.scan import STRAIGHT, RawLine, comment_at
from benefit_flows.language.statements import Slot, Statement, Table
from benefit_flows.text import Language


def reordered(table: Table, columns: tuple[Slot, ...]) -> tuple[tuple[Slot, ...], ...]:
    """Give the rows of a table in the order of other columns of the same names."""
    order = [[each.value for each in table.columns].index(column.value) for column in columns]
    return tuple(tuple(row[index] for index in order) for row in table.rows)


def broken_step(line: RawLine, keyword: str) -> Statement:
    """Make the step that stands for a line that could not be read; without a body where it can be no phrase."""
    return Statement("broken", None, line.body, (), None, (), line.span, keyword)


def cells_of(line: RawLine) -> tuple[Slot, ...]:
    """Cut a table row into cells: text as it stands, or a whole ``<column>``."""
    body = line.body.rstrip().removesuffix("|")
    cells, offset = [], 0
    for part in body.split("|"):
        text = " ".join(part.split())
        start = offset + len(part) - len(part.lstrip()) if text else offset - (not part)
        span = line.at(start, start + max(len(part.strip()), 1))
        column = text.startswith("<") and text.endswith(">") and text != "<>"
        value = text[1:-1].strip() if column else text
        cells.append(Slot("", "COLUMN" if column else "CELL", value, span))
        offset += len(part) + 1
    return tuple(cells)


NAMES_AND_TEXTS: Final = frozenset((*BLOCKS, *TEXTS, "flow"))
"""What begins a line that goes on with a name or a free text."""


def lost_text(line: RawLine) -> Diagnostic | None:
    """Say that text behind a name or a free text is a comment, where it does not look like one.

    Two spaces, the sign and a space are how comments are written (and formatted); one that ignores a code is one too.
    """
    start = comment_at(line.span.text) if line.comment else None
    if start is None or IGNORES.match(line.comment):
        return None
    before, comment = line.span.text[:start].translate(STRAIGHT), line.comment.translate(STRAIGHT)
    if comment.startswith(("# ", "##")) and before.endswith("  "):
        return None
    return Diagnostic(
        "BF350", line.span.at(start + 1, len(line.span.text.rstrip()) + 1), (("word", line.comment),), "keep"
    )


def as_list(lines: Iterable[str]) -> str:
    """Put proposed lines one below the other, as hints show them; a table below a line stays with it."""
    return "".join(f"\n  {line}".replace("\n|", "\n    |") for line in lines)


def lines_in(listed: str) -> tuple[str, ...]:
    """Give the lines of such a list again."""
    return tuple(each.replace("\n    |", "\n  |") for each in re.split(r"\n  (?! )", listed) if each)


def with_keywords(diagnostic: Diagnostic, language: Language) -> Diagnostic:
    """Give a diagnostic whose hint speaks of keywords as the file writes them."""
    if diagnostic.hint == "begin":
        (_, keyword), *more = diagnostic.values
        written = keyword_in(diagnostic.span.path, keyword, language)
        return diagnostic._replace(values=(("keyword", written), *more))
    if diagnostic.hint not in KEYWORD_HINTS:
        return diagnostic
    return diagnostic._replace(values=(*diagnostic.values, *hint_values(language, diagnostic.span.path)))


IGNORES: Final = re.compile(r"#\s*ignore\b")
KEYWORD_HINTS: Final = ("then", "when", "today", "check", "wait-until", "header", "outline")
