"""Lines for people, and what of them is coloured: by what it is. Shells choose the colours.

Nothing looks for words in finished text, where those of a user could be taken for ours.
"""

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple


class Ink(Enum):
    """What a part of a line is, as far as colours tell it."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
    GOOD = "good"


class Stroke(NamedTuple):
    """A coloured part of a line, by columns from 0; ``end`` is exclusive."""

    start: int
    end: int
    ink: Ink


class Inked(NamedTuple):
    """A line without its end. Before a coloured part stands only what is ours, so that columns stay true."""

    text: str
    strokes: tuple[Stroke, ...] = ()


def begun(text: str, ink: Ink | None, rest: str = "") -> Inked:
    """Give a line that begins with a coloured text."""
    return Inked(f"{text}{rest}", () if ink is None else (Stroke(0, len(text), ink),))


def behind(margin: str, line: Inked) -> Inked:
    """Move a line behind a margin."""
    wide = len(margin)
    return Inked(margin + line.text, tuple(Stroke(a + wide, b + wide, ink) for a, b, ink in line.strokes))


def plain(lines: Iterable[Inked]) -> str:
    """Give lines as text without colours."""
    return "\n".join(each.text for each in lines)


def joined(parts: Iterable[tuple[Ink, str]], sign: str) -> Inked:
    """Join coloured texts to a line, with a sign between them."""
    text, strokes = "", []
    for ink, each in parts:
        text += sign if text else ""
        strokes.append(Stroke(len(text), len(text) + len(each), ink))
        text += each
    return Inked(text, tuple(strokes))


def parts(lines: Iterable[Inked]) -> tuple[tuple[str, str], ...]:
    """Take lines apart for a page: each piece of text, with what it is; empty where it has no colour."""
    found: list[tuple[str, str]] = []
    for line in lines:
        end = 0
        found.append(("\n" if found else "", ""))
        for start, stop, ink in line.strokes:
            found += [(line.text[end:start], ""), (line.text[start:stop], ink.value)]
            end = stop
        found.append((line.text[end:], ""))
    return tuple(each for each in found if each[0])
