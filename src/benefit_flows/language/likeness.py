"""What a name that is not known may mean: the same thing in other words, or the same words with a slip in one.

A product of another version, or of another name, is another thing: it is never proposed for one that is not known.

Names are compared word by word, never by letters alone: numbers must be equal, and a name with words more is another
thing.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from benefit_flows.language.nearest import nearest

WORD: Final = re.compile(r"[^\W_]+")
ARTICLES: Final = ("the", "a", "an", "le", "la", "les", "l", "un", "une", "du", "de", "d", "des")
AROUND: Final = ("microsoft", "ms", "portal", "portail", "website", "site", "plan", "product", "produit")
SAYS_NOTHING: Final = frozenset((*ARTICLES, *AROUND))
"""Words around a name that make no other of it."""
LIKE: Final = 0.66
SHORTEST: Final = 3
"""Letters that a word must have for a slip in it to be one: "R2" is not "R3" mistyped."""


def fold(text: str) -> str:
    """Give a text without case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def telling(text: str) -> tuple[str, ...]:
    """Give the words of a name that tell what it is, in the order of the alphabet; all of them where none does."""
    words = _words(text)
    return tuple(word for word in words if word not in SAYS_NOTHING) or words


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(WORD.findall(fold(text))))


def same(text: str, called: Mapping[str, str]) -> str | None:
    """Give the id of what has the same name in other words, where that is one; ``called`` has ids by names."""
    wanted, joined = telling(text), _joined(text)
    found = {key for name, key in called.items() if telling(name) == wanted or _joined(name) == joined}
    return found.pop() if len(found) == 1 else None


def _joined(text: str) -> str:
    return "".join(WORD.findall(fold(text)))


def like(text: str, called: Mapping[str, str]) -> str | None:
    """Give the id of what was meant: of a name with a slip in a word, else of the only thing with all these words."""
    wanted, own = telling(text), _words(text)
    known = {name: telling(name) for name in called}
    slips = (called[name] for name, words in known.items() if _is_slip(wanted, words) or _is_slip(own, _words(name)))
    longer = {called[name] for name, words in known.items() if _is_part(wanted, words)}
    return next(slips, longer.pop() if len(longer) == 1 else None)


def _is_part(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Say whether some words are all of others but for some that are no version."""
    rest = set(known) - set(words)
    return bool(words) and set(words) <= set(known) and not any(letter.isdecimal() for each in rest for letter in each)


def _is_slip(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Say whether some words are others with slips: the same numbers, and each word like one of the others."""
    own, other = set(words) - set(known), set(known) - set(words)
    if len(words) != len(known) or any(each.isdecimal() or len(each) < SHORTEST for each in own | other):
        return False
    return all(nearest(each, other, LIKE) for each in own) and all(nearest(each, own, LIKE) for each in other)
