"""How much room a text takes, without a font: estimates that are rather too wide than too narrow."""

import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

SIZE: Final = 16.0
"""The units of a rem: pictures are measured in the pixels of an unscaled page."""
LINE: Final = 1.25 * SIZE
NARROW: Final = frozenset("iIjl.,:;'’|!·()[] \u00a0ftr")
WIDE: Final = frozenset("mwMWQO@%&→…—")
SYMBOLS: Final = 0x2190
"""From here on, characters may be as wide as they are high."""


class Caption(NamedTuple):
    """A text, the same in lines, and the room that it takes."""

    text: str
    lines: tuple[str, ...]
    width: float
    height: float


def caption(text: str, most: float, *, bold: bool = False) -> Caption:
    """Break a text into lines that are not wider than ``most``, and measure it."""
    lines = wrap(text, most, bold=bold)
    return Caption(text, lines, max(width(line, bold=bold) for line in lines), LINE * len(lines))


def width(text: str, *, bold: bool = False) -> float:
    """Estimate how wide a line is in a common sans-serif font."""
    return sum(map(_advance, text)) * SIZE * (1.1 if bold else 1.0)


def _advance(character: str) -> float:
    if character in NARROW:
        return 0.42
    if character in WIDE:
        return 1.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > SYMBOLS:
        return 1.4
    return 0.74 if character.isupper() else 0.63


def wrap(text: str, most: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines that are not wider than ``most``: at spaces, else inside a word."""
    lines: list[str] = []
    for word in _pieces(text, most, bold=bold):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, bold=bold) <= most:
            lines[-1] = joined
        else:
            lines.append(word)
    return tuple(lines) or ("",)


def shortened(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """Keep so many lines; an ellipsis says that there was more."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]}\u00a0…")


def _pieces(text: str, most: float, *, bold: bool) -> Iterator[str]:
    """Give the words of a text, in parts where a word alone is too wide."""
    for word in (each for each in text.split(" ") if each):
        part = ""
        for character in word:
            if part and width(part + character, bold=bold) > most:
                yield part
                part = ""
            part += character
        yield part
