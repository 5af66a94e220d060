"""The phrases that a line may mean, the likeliest first: by its words, what leads to them, and what it mentions."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from math import log
from typing import Final

from benefit_flows.language.nearest import nearest
from benefit_flows.language.proposals.mentions import FREE, Mentions
from benefit_flows.language.proposals.words import lexicon
from benefit_flows.language.tables import tables_for
from benefit_flows.text import Language

Kind = tuple[str, str]
"""A phrase: its keyword and its kind."""

SAME_KEYWORD: Final = 3.0
MENTIONED: Final = 1.5
SHOWN: Final = 3.0
NO_PLACE: Final = -0.7
NEEDS: Final = 0.3
MISSING: Final = -0.8
SAYS_NOT: Final = 1.0
SAYS_OTHERWISE: Final = -2.0
"""What counts beside words: the keyword of the line, a name that the phrase takes, something quoted that it shows, a
name that it has no place for, one that it cannot do without, one that it needs and the line has not, and that both say
not or only one of them does."""
ACCOUNTS: Final[Kind] = ("given", "accounts")
IN_TABLE: Final = ("role", "association")
"""The phrase with a table, and what stands in it."""
NEGATIVE: Final[Mapping[Kind, Kind | None]] = {("then", "sees_not"): ("then", "sees"), ("then", "not_entitled"): None}
"""Phrases that say not, and those that say the same without."""
SAME_SLOTS: Final = {"first_day": "date", "last_day": "date", "value": "count", "number": "count", "other": "account"}
"""Slots that are filled by what fills another."""
TELLING: Final = frozenset(
    ("portal", "page", "benefit", "product", "plan", "competency", "parameter", "issue", "date", "count")
)
"""Slots of which a phrase without them hardly is what is meant."""
NEEDED: Final = TELLING & {"page", "benefit", "product", "plan", "count"} | {"text"}
"""Slots for which it is a guess what would stand in them if the line has nothing."""
FAR: Final = 0.65
FAR_OTHER: Final = 0.75
"""What a phrase must have of the score of the first, and one of another keyword: others only distract from it."""
LIKE: Final = 0.84
SHORTEST_SLIP: Final = 5
"""How much a word must look like one that leads to a phrase, where it is none, and how long it must be."""


def ranked(start: str | None, mentions: Mentions, language: Language, *, chosen: bool = True) -> tuple[Kind, ...]:
    """Give the phrases that have much in common with a line, the likeliest first; ``start`` is its keyword.

    What leads to a phrase is a word, or the keyword and all that the phrase takes: ``it is 2021-03-04``.
    Those of the keyword go before others, unless it is not ``chosen``: an ``and`` may only go on from the line above.
    """
    weights = _weights(language)
    stems = _understood(mentions, weights, lexicon(language).empty)
    telling = _telling(mentions)
    scores = {
        kind: sum(weights[each] for each in stems & words) + _by_mentions(kind, mentions, language)
        for kind, words in _leading(mentions, language).items()
        if stems & words or (telling and kind[0] == start and slots_of(kind, language) == telling)
    }
    scores = {kind: score + SAME_KEYWORD * (kind[0] == start) for kind, score in scores.items()}
    best = max(scores.values(), default=0)
    other = {each: chosen and start is not None and each[0] != start for each in scores}
    near = (each for each in scores if scores[each] >= best * (FAR_OTHER if other[each] else FAR))
    return tuple(sorted(near, key=lambda kind: (other[kind], -scores[kind], kind)))


def _understood(mentions: Mentions, weights: Mapping[str, float], empty: frozenset[str]) -> frozenset[str]:
    """Give the stems of a line that lead somewhere; a word with a slip in it counts as the one that it looks like."""
    stems = {word.stem for word in mentions.words} - empty
    unknown = (each for each in stems - weights.keys() if len(each) >= SHORTEST_SLIP)
    return frozenset((*(stems & weights.keys()), *filter(None, (nearest(each, weights, LIKE) for each in unknown))))


def _leading(mentions: Mentions, language: Language) -> Mapping[Kind, frozenset[str]]:
    """Give the stems that lead to each phrase: where a line says not, the same to a phrase that says so."""
    kinds = lexicon(language).kinds
    if not mentions.negated:
        return kinds
    denied = {kind: kinds[kind] | kinds.get(other or kind, frozenset()) for kind, other in NEGATIVE.items()}
    return {**kinds, **denied}


@cache
def _weights(language: Language) -> Mapping[str, float]:
    """Weigh words: one that leads to few phrases tells more than one that leads to many."""
    kinds = lexicon(language).kinds
    counts = Counter(word for words in kinds.values() for word in words)
    return {word: log(1 + len(kinds) / count) for word, count in counts.items()}


def _by_mentions(kind: Kind, mentions: Mentions, language: Language) -> float:
    slots = slots_of(kind, language)
    quoted = SHOWN * ("text" in slots and mentions.shown)
    needed = sum(NEEDS if _has(slot, mentions) else MISSING for slot in _needed_by(kind, language))
    named = sum(MENTIONED if slot in slots else NO_PLACE for slot in _telling(mentions))
    accounts = MENTIONED * (kind == ACCOUNTS and any(mentions.filling.get(each) for each in IN_TABLE))
    return quoted + named + accounts + needed + _by_negation(kind, mentions)


def _telling(mentions: Mentions) -> frozenset[str]:
    return frozenset(slot for slot, texts in mentions.filling.items() if texts and slot in TELLING)


def _has(slot: str, mentions: Mentions) -> bool:
    """Say whether a line has anything that can stand in a slot."""
    if slot == "count":
        return any(mentions.filling.get(each) for each in ("count", "date", "unlimited"))
    return bool(mentions.filling.get(slot)) or (slot in FREE and bool(mentions.quoted))


def _by_negation(kind: Kind, mentions: Mentions) -> float:
    if kind in NEGATIVE:
        return SAYS_NOT if mentions.negated else SAYS_OTHERWISE
    return SAYS_OTHERWISE if mentions.negated and kind in NEGATIVE.values() else 0


@cache
def _needed_by(kind: Kind, language: Language) -> frozenset[str]:
    """Give the slots that no way to say a phrase is without, and that need something of the line."""
    alternatives = tables_for(language).alternatives_of(*kind)
    needed = NEEDED if kind[0] == "given" else NEEDED | {"date"}
    slots = (
        frozenset(SAME_SLOTS.get(name, name) for name, is_slot in alternative if is_slot)
        for alternative in alternatives
    )
    return needed.intersection(*slots)


@cache
def slots_of(kind: Kind, language: Language) -> frozenset[str]:
    """Give the slots that a phrase can have, those that are filled alike by one name."""
    parts = (part for each in tables_for(language).alternatives_of(*kind) for part in each)
    return frozenset(SAME_SLOTS.get(name, name) for name, is_slot in parts if is_slot)
