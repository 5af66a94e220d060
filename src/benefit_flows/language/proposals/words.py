"""Words as they are compared: without case, accents and endings; and the words that stand for phrases, as data."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Final, NamedTuple, cast

from benefit_flows.language.likeness import fold
from benefit_flows.language.phrases import TRIES
from benefit_flows.language.tables import tables_for
from benefit_flows.source import package_text
from benefit_flows.text import Language

WORD: Final = re.compile(r"[^\W_]+(?:&[^\W_]+)?")
ENDINGS: Final = ("ing", "ed", "er", "ez", "s", "e")
SHORTEST: Final = 3
OPPOSITE: Final[Mapping[str, str]] = {
    "inactive": "active",
    "unlinked": "linked",
    "linked": "hidden",
    "hidden": "linked",
    "refused": "accepted",
    "accepted": "refused",
    "disabled": "enabled",
    "enabled": "disabled",
}
"""For a word of the grammar the one that says the same with a *not*."""
AFFIRMING: Final = ("active", "linked", "accepted", "available", "enabled")
"""Words that a line says that does not say which one."""
MOST_WORDS: Final = 80
"""Words of a line that are looked at: more say nothing that these do not."""


class Word(NamedTuple):
    """A word of a line: without case and accents, without its ending, and where it stands."""

    folded: str
    stem: str
    start: int
    end: int


class Lexicon(NamedTuple):
    """What people say in a language.

    ``kinds`` holds the stems that lead to each phrase, by keyword and kind; ``values`` those that lead to a word of
    the grammar, by its name in small letters; ``phrases`` those of our phrases themselves; ``numbers`` those that are
    written out; ``articles`` those that mean one before a word of ``counted``; ``attempts`` those that say that
    something is only tried, ``empty`` those that say nothing. ``same`` gives one word for all of a thing.
    ``denied`` holds the stems that lead to a word of the grammar in a line that says not, ``negations`` the words that
    say so, each of which may be several; ``counted`` what can be counted, ``acts`` the words for an act with which the
    name of a page may begin.
    """

    kinds: Mapping[tuple[str, str], frozenset[str]]
    values: Mapping[str, frozenset[str]]
    phrases: frozenset[str]
    numbers: Mapping[str, int]
    articles: frozenset[str]
    attempts: frozenset[str]
    empty: frozenset[str]
    same: Mapping[str, str]
    denied: Mapping[str, frozenset[str]]
    negations: tuple[frozenset[str], ...]
    counted: frozenset[str]
    acts: frozenset[str]
    starts: Mapping[str, str]


def words_of(text: str) -> list[Word]:
    """Cut a text into its first words."""
    return list(islice(_words(text), MOST_WORDS))


def _words(text: str) -> Iterator[Word]:
    for each in WORD.finditer(text):
        folded = fold(each[0])
        yield Word(folded, stem(folded), *each.span())


def stem(folded: str) -> str:
    """Take endings off a word: those of verbs and of the plural."""
    for ending in ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= SHORTEST:
            return stem(folded.removesuffix(ending))
    return folded


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Give the stems of all words of some texts."""
    return frozenset(each.stem for text in texts for each in _words(text))


@cache
def lexicon(language: Language) -> Lexicon:
    """Read the words of a language."""
    import tomllib  # imported late: only who made a mistake needs it

    text = package_text("benefit_flows.language.proposals", f"{language}.toml")
    # As both files are: every text of them is read by the tests, so no mistake in one reaches a user.
    table = cast("Mapping[str, Mapping[str, str]]", tomllib.loads(text))
    numbers = {fold(word): int(number) for word, number in table["numbers"].items()}
    empty = stems([table["empty"]["words"]])
    values = {name: (stems([words]) | own) - empty for name, words, own in _values(language, table["values"])}
    kinds = dict(_kinds(language, table, values))
    same = {each: meaning for meaning, words in table["same"].items() for each in stems([words])}
    articles = frozenset(table["articles"]["words"].split())
    attempts, counted, acts = (stems([table[each]["words"]]) for each in ("attempts", "counted", "acts"))
    denied = {
        name: stems([words]) | values.get(OPPOSITE.get(name, ""), frozenset())
        for name, words in table["denied"].items()
    }
    negations = tuple(frozenset(each.split()) for each in table["negations"]["words"].split(", "))
    starts = {fold(word): start for start, words in table["starts"].items() for word in words.split()}
    return Lexicon(
        kinds,
        values,
        _phrases(language),
        numbers,
        articles,
        attempts,
        empty,
        same,
        denied,
        negations,
        counted,
        acts,
        starts,
    )


def _phrases(language: Language) -> frozenset[str]:
    """Give the stems of the words that our phrases are made of, and of those that fill their slots."""
    tables = tables_for(language)
    said = (name for _, _, parts in tables.alternatives() for name, is_slot in parts if not is_slot)
    return stems([*said, *tables.words])


def _values(language: Language, table: Mapping[str, str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Give each word that fills a slot: its name, what people say for it, and its stems.

    Of several words, those that are another by themselves do not lead to it: "non lié" is not what "lié" says.
    """
    tables = tables_for(language)
    filling = {each for rule in tables.rules if not rule.kind for each, _ in rule.parts}
    alone = frozenset(word for each in tables.words for word in [stems([each])] if len(word) == 1)
    for word, terminal in tables.words.items():
        if terminal in filling:
            own = stems([word])
            own = own if own in alone else own.difference(*alone)
            yield terminal.lower(), table.get(terminal.lower(), ""), own


def _kinds(
    language: Language, table: Mapping[str, Mapping[str, str]], values: Mapping[str, frozenset[str]]
) -> Iterator[tuple[tuple[str, str], frozenset[str]]]:
    """Give the stems of each phrase: its own words, those that fill its slots, and those that people use for it."""
    tables, empty = tables_for(language), stems([table["empty"]["words"]])
    for keyword, kind in dict.fromkeys((keyword, kind) for keyword, kind, _ in tables.alternatives()):
        if not kind.startswith(TRIES):
            parts = [part for each in tables.alternatives_of(keyword, kind) for part in each]
            said = stems([*(name for name, is_slot in parts if not is_slot), table[keyword].get(kind, "")])
            slots = {name for name, is_slot in parts if is_slot}
            fitting = {each.lower() for slot in slots for each in tables.slot_terminals(slot)}
            yield (keyword, kind), said.union(*(values.get(each, frozenset()) for each in fitting)) - empty
