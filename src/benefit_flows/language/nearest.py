"""Did you mean: the nearest of a closed vocabulary."""

from collections.abc import Iterable
from functools import lru_cache

CUTOFF = 0.6


def nearest(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> str | None:
    """Give the known word that looks most like ``word``, if any looks alike at all."""
    return _nearest(word, tuple(known), cutoff)


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...], cutoff: float) -> str | None:
    from difflib import get_close_matches  # imported late: most runs have no mistakes

    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(each.casefold(), each)
    found = get_close_matches(word.casefold()[:200], folded, n=1, cutoff=cutoff)
    return folded[found[0]] if found else None
