"""The words to colour, taken from the keywords and the grammar: a new phrase is coloured without a new list."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from benefit_flows.language.keywords import BLOCKS, KEYWORDS, TEXTS
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.text import LANGUAGES, Language

TRIES: Final = "tries_"
SETUP: Final = "setup"
USE: Final = "use"
TOLD: Final = tuple(each for each in BLOCKS if each != SETUP)
NOTES: Final = tuple(each for each in TEXTS if each != USE)
"""Lines of free text; the names of setups are none, because they may have parameters."""


class WordClasses(NamedTuple):
    """The words of phrases in one language; a word is a value, an action or one of the others.

    ``attempts`` are the two words that make an action an attempt: *tries to*.
    """

    attempts: tuple[str, ...]
    values: tuple[str, ...]
    actions: tuple[str, ...]
    others: tuple[str, ...]


def keywords(meanings: Iterable[str], languages: Iterable[Language] = LANGUAGES) -> tuple[str, ...]:
    """Give the keywords with these meanings."""
    wanted = frozenset(meanings)
    return _sorted(word for language in languages for word, meaning in KEYWORDS[language].items() if meaning in wanted)


def vocabulary(language: Language) -> WordClasses:
    """Sort the words of all phrases of a language by what they do."""
    tables = tables_for(language)
    attempts = _attempts(tables)
    values = _values(tables)
    actions = _actions(tables, attempts)
    others = set(tables.words) - values - actions
    return WordClasses(_sorted(map(" ".join, attempts)), _sorted(values), _sorted(actions), _sorted(others))


def _attempts(tables: Tables) -> set[tuple[str, str]]:
    """Find how attempts begin: the two words behind the account."""
    return {(parts[1][0], parts[2][0]) for _, kind, parts in tables.alternatives() if kind.startswith(TRIES)}


def _values(tables: Tables) -> set[str]:
    """Find the words that fill a slot."""
    filling = {rule.parts[0][0] for rule in tables.rules if not rule.kind}
    return {word for word, terminal in tables.words.items() if terminal in filling}


def _actions(tables: Tables, attempts: set[tuple[str, str]]) -> set[str]:
    """Find the verbs of actions: what differs between an action and the attempt at it (*signs*, *sign*)."""
    phrases: dict[str, set[str]] = {}
    for _, kind, parts in tables.alternatives():
        phrases.setdefault(kind, set()).update(word for word, is_slot in parts if not is_slot)
    beginnings = {word for attempt in attempts for word in attempt}
    tried = [kind for kind in phrases if kind.startswith(TRIES)]
    return {
        word for kind in tried for word in phrases[kind] ^ phrases[kind.removeprefix(TRIES)] if word not in beginnings
    }


def _sorted(words: Iterable[str]) -> tuple[str, ...]:
    """Put longer words first: an expression takes the first that fits."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))
