"""Names of files for what a command writes several of: readable, short enough, and never two the same."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import normalize

LONGEST: Final = 200
"""Bytes of a name without its suffix; systems allow 255 for all of it."""


def distinct(places: Iterable[str], suffix: str) -> tuple[str, ...]:
    """Give a file name for each place of a scenario: ``a/b.flow:7`` gives ``a-b.flow-7``, and a number where need be.

    The same places in the same order give the same names. Two names differ in more than small and capital letters,
    because some file systems take those as one.
    """
    return tuple(f"{each}{suffix}" for each in numbered([_plain(place) for place in places]))


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Give each name, with a number behind it where an earlier one, or another's own, is the same."""
    every = list(names)
    own = {_folded(each) for each in every}
    taken: set[str] = set()
    for each in every:
        name, number = each, 1
        while _folded(name) in taken or (number > 1 and _folded(name) in own):
            number += 1
            name = f"{each}-{number}"
        taken.add(_folded(name))
        yield name


def _plain(place: str) -> str:
    """Make a file name of a place. Of a long one the end is kept: it names the file and the line."""
    words = re.sub(r"[^\w.]+", "-", place).strip("-.")
    return words.encode()[-LONGEST:].decode(errors="ignore").strip("-.")


def _folded(name: str) -> str:
    return normalize("NFC", name).casefold()
