"""A text as it should be written: every word and every comment kept, spaces, tables and blank lines straightened.

A text that does not parse must stay as it is: ask ``can_format`` first.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final

from benefit_flows.diagnostics import Severity
from benefit_flows.diagnostics.carets import width
from benefit_flows.language.scan import text_lines
from benefit_flows.language.statements import Parsed
from benefit_flows.language.straight import Straight, straight

INDENTS: Final = {"step": "  ", "answer": "    ", "row": "    "}
SILENT: Final = ("comment", "blank")
HEADS: Final = ("block", "tags", "top")


def can_format(parsed: Parsed) -> bool:
    """Say whether a text parses."""
    return not any(diagnostic.severity is Severity.ERROR for diagnostic in parsed.diagnostics)


def format_text(parsed: Parsed) -> str:
    """Give the text of a file as it should be written; formatting that again changes nothing.

    What nobody could read yet, in a scenario that is still to be written, stays as it is.
    """
    shown, unread = text_lines(parsed.source), _unread(parsed)
    straightened = (
        _kept(each) if at in unread else straight(each, parsed.language) for at, each in enumerate(shown, 1)
    )
    lines = _with_tables(list(straightened))
    kinds = _owners([line.kind for line in lines])
    return "".join(f"{each}\n" for each in _laid_out(lines, kinds))


def _unread(parsed: Parsed) -> frozenset[int]:
    blocks = (block for block in parsed.blocks if block.unread)
    return frozenset(line for each in blocks for line in range(each.span.line + 1, each.last_line + 1))


def _kept(shown: str) -> Straight:
    return Straight("kept" if shown.strip() else "blank", shown.rstrip())


def _with_tables(lines: list[Straight]) -> list[Straight]:
    """Write the rows of each table with their cells below one another; comments and blanks end no table."""
    done = list(lines)
    spoken = (index for index, each in enumerate(lines) if each.kind not in SILENT)
    for kind, indexes in groupby(spoken, lambda index: lines[index].kind):
        if kind == "row":
            rows = list(indexes)
            widths = _widths([lines[index].cells for index in rows])
            for index in rows:
                padded = (each + " " * (w - width(each)) for each, w in zip(lines[index].cells, widths, strict=False))
                done[index] = lines[index]._replace(text=f"| {' | '.join(padded)} |")
    return done


def _widths(rows: Sequence[tuple[str, ...]]) -> list[int]:
    return [max(map(width, column)) for column in zip_longest(*rows, fillvalue="")]


def _owners(kinds: list[str]) -> list[str]:
    """Give each line the kind whose place it shares: a comment belongs to the line below, or above, that it touches."""
    owners = list(kinds)
    first = 0
    for kind, group in groupby(kinds):
        end = first + len(list(group))
        if kind == "comment":
            above = kinds[first - 1] if first else "blank"
            owners[first:end] = [_owner(above, kinds[end:])] * (end - first)
        first = end
    return owners


def _owner(above: str, below: Sequence[str]) -> str:
    if below and below[0] != "blank":
        return below[0]
    if above not in ("blank", "tags"):
        return "step" if above == "block" else above
    return "apart" if next((each for each in below if each not in SILENT), "top") in HEADS else "step"


def _laid_out(lines: list[Straight], owners: list[str]) -> Iterator[str]:
    """Indent, and put one blank line where there are some, and between blocks."""
    before, blank, in_head = "", False, False
    for line, owner in zip(lines, owners, strict=True):
        if line.kind == "blank":
            blank = True
            continue
        head = owner in ("block", "tags")
        apart = head or (blank and (before != "block" or owner == "apart"))
        if before and apart and not in_head:
            yield ""
        yield INDENTS.get(owner, "") + "  ".join(filter(None, [line.text, line.comment]))
        before, blank, in_head = line.kind, False, head and line.kind != "block"
