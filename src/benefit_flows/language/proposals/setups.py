"""The setup that is meant by a name that none has: the same words, words with a slip, or most of what they mean."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from benefit_flows.language.likeness import like, same
from benefit_flows.language.nearest import MANY, nearest
from benefit_flows.language.proposals.words import lexicon, stem, words_of
from benefit_flows.text import Language

NOT: Final = "not "
"""What stands before the meaning of a word that is denied, here and in the table of words for the same thing."""
ENOUGH: Final = 0.5
"""The part of the words of two names that they must share: with less, one says something that the other does not."""


def setup_meant(name: str, known: Iterable[str], language: Language) -> str | None:
    """Give the known setup that a name means, if it means one; among very many only one with a slip in its name."""
    names = {each: each for each in known}
    if len(names) > MANY:
        return nearest(name, names)
    near = like(name, names)
    alike = near is not None and _denied(near, language) == _denied(name, language)
    return same(name, names) or (near if alike else None) or _by_meaning(name, names, language)


def _by_meaning(name: str, known: Iterable[str], language: Language) -> str | None:
    own = _meanings(name, language)
    shared = {each: _part(own, _meanings(each, language)) for each in known}
    most = max(shared.values(), default=0.0)
    best = [each for each, part in shared.items() if part == most]
    return best[0] if len(best) == 1 and most >= ENOUGH else None  # a Bronze partner is none of Gold and Silver


def _part(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _meanings(name: str, language: Language) -> frozenset[str]:
    """Give what the words of a name mean: words for the same thing count as one, and what is denied as another."""
    return frozenset(_meaning_stems(name, language))


def _denied(name: str, language: Language) -> frozenset[str]:
    """Give what a name denies: with letters alone, "inactive" would be "activated" with a slip."""
    return frozenset(each for each in _meanings(name, language) if each.startswith(NOT))


def _meaning_stems(name: str, language: Language) -> Iterator[str]:
    lexis = lexicon(language)
    denying = {stem(word) for each in lexis.negations for word in each}
    stems = [each.stem for each in words_of(name) if each.stem not in lexis.empty]
    for before, each in pairwise(["", *stems]):
        if each not in denying:
            yield (NOT if before in denying else "") + lexis.same.get(each, each)
