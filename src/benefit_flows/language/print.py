"""Statements to text, derived from the grammar: a phrase is printed by walking the rule that would parse it."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.phrases import TRIES
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import NAME, Parts, Tables
from benefit_flows.text import VOWELS, Language

APOSTROPHES = ("'", "’")
SINGULAR: Final[Mapping[Language, tuple[str, ...]]] = {"en": ("1",), "fr": ("0", "1")}
"""The numbers behind which a language has the singular."""


class Said(NamedTuple):
    """One line without its indentation: the keyword by its meaning, the rest, and the rows of a table below."""

    keyword: str
    text: str
    rows: tuple[str, ...] = ()


class NoSuchPhraseError(Exception):
    """The grammar has no alternative for a phrase: it was not made from the grammar's own parts."""


def print_phrase(phrase: Phrase, start: str, tables: Tables) -> str:
    """Print a phrase as the body of a line; parsing the text under ``start`` gives the phrase again.

    Raises ``NoSuchPhraseError`` for a phrase that the grammar cannot say.
    """
    kind = f"{TRIES}{phrase.kind}" if phrase.tries else phrase.kind
    wanted = [slot.name for slot in phrase.slots]
    alternatives = tables.alternatives_of(start, kind)
    found = [
        alternative for alternative in alternatives if [name for name, is_slot in alternative if is_slot] == wanted
    ]
    said = [_said(phrase, parts, tables) for parts in found]
    if not said:
        raise NoSuchPhraseError(f"{start} {kind} {wanted}")
    return min(said, key=len) if _is_singular(phrase, tables.language) else said[0]


def _said(phrase: Phrase, parts: Parts, tables: Tables) -> str:
    slots = {slot.name: slot for slot in phrase.slots}
    return join_words([print_slot(slots[each], tables) if is_slot else each for each, is_slot in parts])


def _is_singular(phrase: Phrase, language: Language) -> bool:
    """Whether a phrase counts one thing. The grammar has the plural first, and the singular is shorter."""
    return any(slot.kind == "INT" and slot.value in SINGULAR[language] for slot in phrase.slots)


def print_slot(slot: Slot, tables: Tables) -> str:
    """Print the value of a slot as it stands in a line."""
    if slot.kind == "STRING":
        return f'"{slot.value}"'
    if slot.kind == "COLUMN":
        return f"<{slot.value}>"
    if slot.kind in (NAME, "INT", "DATE"):
        return slot.value
    return tables.word_of(slot.kind)


def join_words(words: list[str]) -> str:
    """Join words by spaces; an elided one (``l'``) leans on the next, and ``de`` is elided before a vowel."""
    text = ""
    for word in words:
        if text.endswith(" de") and word[:1].lower() in VOWELS:
            text = text[:-1] + "'"
        text += word if not text or text.endswith(APOSTROPHES) else f" {word}"
    return text


def form_of(keyword: str, parts: Parts, language: Language) -> str:
    """Give a phrase as lists show it: its keyword, its words, its slots in angle brackets."""
    words = [keyword_of(keyword, language), *(f"<{name}>" if is_slot else name for name, is_slot in parts)]
    return join_words(words)
