"""Did you mean: the nearest of a closed vocabulary."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

CUTOFF: Final = 0.6
MANY: Final = 500
"""Names among which only those with one slip or two are found: comparing with each would take seconds a mistake."""
MOST_LISTED: Final = 12
MOST_HINTS: Final = 100
"""Mistakes of a block that are answered with a like name: who has more mends these first."""


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Give the known word that looks most like ``word``, if any looks alike at all."""
    return _nearest(word, tuple(known), cutoff)


def listed(known: Iterable[str]) -> str:
    """List names with commas; the first of many."""
    names = list(islice(known, MOST_LISTED + 1))
    return ", ".join(names if len(names) <= MOST_LISTED else [*names[:MOST_LISTED], "…"]) or "–"


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    from difflib import get_close_matches  # imported late: most runs have no mistakes

    folded: dict[str, str] = {}
    wanted = word.casefold()[:200]
    for each in known if len(known) <= MANY else _with_slips(wanted, known):
        folded.setdefault(each.casefold(), each)
    found = get_close_matches(wanted, folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None


def _with_slips(word: str, known: Sequence[str]) -> list[str]:
    """Give the known words that are the same as a word when at most one letter is left out of each."""
    index = _index(tuple(known))
    places = {place for each in _shortened(word) for place in index.get(hash(each), ())}
    return [known[place] for place in sorted(places)[:MANY]]


@lru_cache(maxsize=2)
def _index(known: tuple[str, ...]) -> dict[int, list[int]]:
    """Find words by what they are without one letter. Kept for the next mistake; by hash, to stay small."""
    index: dict[int, list[int]] = {}
    for place, word in enumerate(known):
        for each in _shortened(word.casefold()[:200]):
            index.setdefault(hash(each), []).append(place)
    return index


def _shortened(word: str) -> Iterator[str]:
    yield word
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
