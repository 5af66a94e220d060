"""The phrases that a line may mean, the likeliest first: by its words, what leads to them, and what it mentions."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import log
from typing import Final

from benefit_flows.language.nearest import nearest
from benefit_flows.language.proposals.mentions import Mentions
from benefit_flows.language.proposals.words import lexicon
from benefit_flows.language.tables import tables_for
from benefit_flows.text import Language

Kind = tuple[str, str]
"""A phrase: its keyword and its kind."""

SAME_KEYWORD: Final = 3.0
MENTIONED: Final = 1.5
NO_PLACE: Final = -0.7
"""What counts beside words: the keyword of the line, a name that the phrase takes, one that it has no place for."""
SAME_SLOTS: Final = {"first_day": "date", "last_day": "date", "value": "count", "number": "count", "other": "account"}
"""Slots that are filled by what fills another."""
TELLING: Final = frozenset(
    ("portal", "page", "benefit", "product", "plan", "competency", "parameter", "issue", "date", "count")
)
"""Slots of which a phrase without them hardly is what is meant."""
FAR: Final = 0.4
"""What a phrase must have of the score of the first: others only distract from it."""
LIKE: Final = 0.84
"""How much a word must look like one that leads to a phrase, where it is none."""


def ranked(start: str | None, mentions: Mentions, language: Language) -> tuple[Kind, ...]:
    """Give the phrases that have anything in common with a line, the likeliest first; ``start`` is its keyword.

    That is a word, or the keyword and all that the phrase takes: ``it is 2021-03-04``.
    """
    weights = _weights(language)
    stems = _understood(mentions, weights)
    telling = _telling(mentions)
    scores = {
        kind: sum(weights[each] for each in stems & words) + _by_mentions(kind, mentions, language)
        for kind, words in lexicon(language).kinds.items()
        if stems & words or (telling and kind[0] == start and slots_of(kind, language) == telling)
    }
    scores = {kind: score + SAME_KEYWORD * (kind[0] == start) for kind, score in scores.items()}
    least = max(scores.values(), default=0) * FAR
    return tuple(sorted((each for each in scores if scores[each] >= least), key=lambda kind: (-scores[kind], kind)))


def _understood(mentions: Mentions, weights: Mapping[str, float]) -> frozenset[str]:
    """Give the stems of a line that lead somewhere; a word with a slip in it counts as the one that it looks like."""
    found = set()
    for each in mentions.words:
        known = each.stem if each.stem in weights else nearest(each.stem, weights, LIKE)
        if known is not None:
            found.add(known)
    return frozenset(found)


@cache
def _weights(language: Language) -> Mapping[str, float]:
    """Weigh words: one that leads to few phrases tells more than one that leads to many."""
    kinds = lexicon(language).kinds
    counts = Counter(word for words in kinds.values() for word in words)
    return {word: log(1 + len(kinds) / count) for word, count in counts.items()}


def _by_mentions(kind: Kind, mentions: Mentions, language: Language) -> float:
    slots = slots_of(kind, language)
    quoted = MENTIONED * ("text" in slots and mentions.shown)
    return quoted + sum(MENTIONED if slot in slots else NO_PLACE for slot in _telling(mentions))


def _telling(mentions: Mentions) -> frozenset[str]:
    return frozenset(slot for slot, texts in mentions.filling.items() if texts and slot in TELLING)


@cache
def slots_of(kind: Kind, language: Language) -> frozenset[str]:
    """Give the slots that a phrase can have, those that are filled alike by one name."""
    parts = (part for each in tables_for(language).alternatives_of(*kind) for part in each)
    return frozenset(SAME_SLOTS.get(name, name) for name, is_slot in parts if is_slot)
