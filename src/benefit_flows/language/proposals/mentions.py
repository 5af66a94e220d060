"""What a line mentions, however it is worded: names of the rulebook, names in scope, dates, numbers, quoted texts."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from benefit_flows.language.dates import dates_elsewhere, is_date
from benefit_flows.language.likeness import fold
from benefit_flows.language.proposals.words import Lexicon, Word, lexicon, stem, words_of
from benefit_flows.language.vocabulary import NAMED, Vocabulary, ids_for
from benefit_flows.text import LANGUAGES, Language

QUOTED: Final = re.compile(r'"([^"]*)"')
COMMON: Final = ("text", "reason", "role", "association")
"""Slots whose names are also words of other phrases: they count as words too."""
FREE: Final = ("product", "text", "competency", "page", "reason")
"""Quoted slots in which a text of the author may stand that the rulebook does not know."""
SHORTEST_ALIAS: Final = 3
NUMBER: Final = re.compile(r"\d{1,9}")
LONG: Final = 3
"""Blanks in a quotation from which it is what somebody reads, no word for a state."""
ISO: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
PERSON: Final = re.compile(r'"([^\W\d_][\w.@-]*)"|(?<=\s)([A-ZÀ-Þ][\w.@-]*\w)')
"""What may be the name of an account or a company: a quoted word, or one with a capital that begins no line."""


class ScenarioNames(NamedTuple):
    """The names that a scenario declares."""

    accounts: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class Mentions(NamedTuple):
    """What a line mentions.

    ``filling`` has for each slot the texts that can fill it, in the order of the line; ``words`` are those that name
    nothing. ``quoted`` are texts in quotation marks that are nothing known, ``people`` what may name someone;
    ``shown`` says that something in quotation marks can stand on a screen, ``negated`` that the line says not.
    """

    filling: Mapping[str, tuple[str, ...]]
    words: tuple[Word, ...]
    quoted: tuple[str, ...]
    people: tuple[str, ...]
    shown: bool
    negated: bool


class RulebookName(NamedTuple):
    """A name of the rulebook as it is looked for: its words, and what it names."""

    words: tuple[str, ...]
    slot: str
    key: str


def mentions_in(body: str, vocabulary: Vocabulary, known: ScenarioNames, language: Language) -> Mentions:
    """Find what the body of a line mentions."""
    words = words_of(body)
    lexis = lexicon(language)
    found = list(_names_in(words, vocabulary))
    negating = _negations(body, words, found, lexis)
    filling: dict[str, list[str]] = {}
    for _, _, name in sorted(found, key=lambda each: each[0] - each[1]):
        filling.setdefault(name.slot, []).append(_worded(name, vocabulary, language))
    for slot, texts in _others(body, words, known, lexis, negated=bool(negating)):
        filling.setdefault(slot, []).extend(texts)
    named = {at for start, end, name in found if not _is_common(name, lexis) for at in range(start, end)}
    named |= {at for at in negating if not any(words[at].stem in each for each in lexis.denied.values())}
    own = {*known.accounts, *known.companies}
    rest = [word for at, word in enumerate(words) if at not in named and body[word.start : word.end] not in own]
    quoted, people = _unknown(body, words, found, own, lexis)
    known_texts = ((words[start].start, words[end - 1].end) for start, end, name in found if name.slot == "text")
    shown = bool(quoted) or any(body[:start].endswith('"') and body[end:].startswith('"') for start, end in known_texts)
    return Mentions(_unique(filling), tuple(rest), quoted, people, shown, bool(negating))


def _is_common(name: RulebookName, lexis: Lexicon) -> bool:
    """Say whether the words of a name count as words of the line too."""
    if name.slot in ("text", "page") and stem(name.words[0]) in lexis.acts:
        return True
    return name.slot in COMMON and (name.slot != "text" or len(name.words) <= LONG)


def _negations(body: str, words: list[Word], found: list[tuple[int, int, RulebookName]], lexis: Lexicon) -> set[int]:
    """Give the places of the words that say not; what a screen says and long quotations say does not count."""
    texts = {at for start, end, name in found if name.slot == "text" for at in range(start, end)}
    long = [each.span() for each in QUOTED.finditer(body) if each[1].count(" ") >= LONG]
    own = {
        at: each.folded
        for at, each in enumerate(words)
        if at not in texts and not any(start < each.start < end for start, end in long)
    }
    said = {word for each in lexis.negations if each <= set(own.values()) for word in each}
    return {at for at, folded in own.items() if folded in said}


def _unique(filling: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return {slot: tuple(dict.fromkeys(each)) for slot, each in filling.items()}


def _names_in(words: list[Word], vocabulary: Vocabulary) -> Iterator[tuple[int, int, RulebookName]]:
    """Find the names of the rulebook: at each word the longest, as everything that it may name."""
    index = _index(vocabulary)
    at = 0
    while at < len(words):
        here = index.get(words[at].folded, ())
        fitting = [each for each in here if each.words == tuple(w.folded for w in words[at : at + len(each.words)])]
        length = max((len(each.words) for each in fitting), default=0)
        for each in fitting:
            if len(each.words) == length:
                yield at, at + length, each
        at += max(length, 1)


@lru_cache(maxsize=4)
def _index(vocabulary: Vocabulary) -> Mapping[str, tuple[RulebookName, ...]]:
    """Give the names of a rulebook in both languages, and other words for them, by their first word."""
    found: dict[str, dict[RulebookName, None]] = {}
    for slot in NAMED:
        ids = tuple(ids_for(slot, vocabulary.rulebook))
        for key in ids:
            for text in _called(slot, key, vocabulary):
                words = tuple(each.folded for each in words_of(text))
                if words:
                    found.setdefault(words[0], {})[RulebookName(words, slot, key)] = None
    return {first: tuple(names) for first, names in found.items()}


def _called(slot: str, key: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Give every name of what a slot can hold; no other that is one short word, which may be any word of a line."""
    yield from (_name(slot, key, vocabulary, language) for language in LANGUAGES)
    if slot != "parameter":
        yield from (each for each in vocabulary.called((key,)) if len(each) >= SHORTEST_ALIAS or each == key)


def _name(slot: str, key: str, vocabulary: Vocabulary, language: Language) -> str:
    """Word what a slot holds; a message is quoted by its first sentence."""
    if slot == "parameter":
        return vocabulary.rulebook.parameters[key].name.in_language(language)
    name = vocabulary.rulebook.name(key, language)
    return name.split(". ")[0] if slot == "text" else name


def _worded(name: RulebookName, vocabulary: Vocabulary, language: Language) -> str:
    return _name(name.slot, name.key, vocabulary, language)


def _others(
    body: str, words: list[Word], known: ScenarioNames, lexis: Lexicon, *, negated: bool
) -> Iterator[tuple[str, list[str]]]:
    """Find what has no name in the rulebook: accounts, companies, products of the scenario, dates, numbers, values."""
    said = [body[each.start : each.end] for each in words]
    yield "account", [each for each in said if each in known.accounts]
    yield "company", [each for each in said if each in known.companies]
    yield "product", [product for product in known.products if product in body]
    elsewhere = [(each.start, each.readings[0]) for each in dates_elsewhere(body) if each.readings]
    here = [(each.start(), each[0]) for each in ISO.finditer(body) if is_date(each[0])]
    days = [day for _, day in sorted([*elsewhere, *here])]
    yield "date", days
    stems = {each.stem for each in words}
    spelt = [str(number) for number in _spelt(words, lexis)]
    spelt += ["1" for word, each in pairwise(words) if word.folded in lexis.articles and each.stem in lexis.counted]
    yield "count", [each for each in said if NUMBER.fullmatch(each)] * (not days) or spelt
    values = {**lexis.values, **lexis.denied} if negated else lexis.values
    leading = {value: stems & words for value, words in values.items()}
    yield from ((value, [value]) for value, words in leading.items() if words)


def _spelt(words: list[Word], lexis: Lexicon) -> Iterator[int]:
    """Give the numbers that are written out: "no" and "one" are some only before what can be counted."""
    for at, each in enumerate(words):
        number = lexis.numbers.get(each.folded)
        beside = {word.stem for word in words[at + 1 : at + 3]}
        if number is not None and (number > 1 or lexis.counted & beside):
            yield number


def _unknown(
    body: str, words: list[Word], found: list[tuple[int, int, RulebookName]], own: set[str], lexis: Lexicon
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the quoted texts that are nothing known, and the words that may name an account or a company.

    A word of our phrases, "Gold" or "Pack", names nobody unless it is quoted.
    """
    named = [(words[start].start, words[end - 1].end) for start, end, _ in found]
    quoted = [
        (each.start(1), each[1].strip())
        for each in QUOTED.finditer(body)
        if each[1].strip() and each[1].strip() not in own and not _covered(each, named)
    ]
    people = [
        (each[1] or each[2])
        for each in PERSON.finditer(f" {body}")
        if (each[1] or stem(fold(each[2])) not in lexis.phrases)
        and not any(start <= each.start(each.lastindex or 0) - 1 < end for start, end in named)
    ]
    return tuple(text for _, text in quoted if text not in people), tuple(dict.fromkeys(people))


def _covered(quoted: re.Match[str], named: list[tuple[int, int]]) -> bool:
    """Say whether a quoted text is a name and nothing else but marks."""
    words = words_of(quoted[1])
    start, end = (quoted.start(1) + words[0].start, quoted.start(1) + words[-1].end) if words else (0, 0)
    return any(start >= first and end <= last for first, last in named)
