"""Printing: every phrase of both languages, in a reviewed file, and back again."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.language.grammar import LANGUAGES
from benefit_flows.language.parse import parse
from benefit_flows.language.print import NoSuchPhraseError, print_phrase
from benefit_flows.language.statements import Phrase, Slot, Statement
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.source import Source, Span
from benefit_flows.text import Language

GOLDEN: Final = Path(__file__).parents[1] / "golden" / "printed"
NOWHERE: Final = Span("", 0, 0, 0, "")
SAMPLES: Final = {"STRING": "Azure", "NAME": "Ada", "DATE": "2021-03-04", "INT": "3", "COLUMN": "who"}
KEYWORDS: Final = {"en": {"given": "given", "when": "when", "then": "then", "wait": "wait"}}
KEYWORDS_FR: Final = {"given": "soit", "when": "quand", "then": "alors", "wait": "attendre"}


def sample(slot: str, kind: str) -> Slot:
    return Slot(slot, kind, SAMPLES.get(kind, kind.lower()), NOWHERE)


def every_phrase(tables: Tables) -> list[tuple[str, Phrase]]:
    """One phrase for each alternative and, slot by slot, for each terminal that may fill it."""
    found: dict[tuple[str, Phrase], None] = {}
    for start, kind, parts in tables.alternatives():
        slots = [name for name, is_slot in parts if is_slot]
        choices = {name: tables.slot_terminals(name) for name in slots}
        for turn in range(max([len(each) for each in choices.values()], default=1)):
            made = tuple(sample(name, choices[name][turn % len(choices[name])]) for name in slots)
            phrase = Phrase(kind.removeprefix("tries_"), made, tries=kind.startswith("tries_"))
            found[start, phrase] = None
    return list(found)


def parsed_back(language: Language, start: str, text: str) -> Phrase | None:
    words = KEYWORDS["en"] if language == "en" else KEYWORDS_FR
    header = "language: fr\nscénario: x\n" if language == "fr" else "scenario: x\n"
    steps: list[Statement] = [*parse(Source("a.flow", f"{header}  {words[start]} {text}\n")).blocks[0].steps]
    return steps[0].phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_read_back_as_it_was_printed(language: Language) -> None:
    """For every alternative of the grammar, and every kind of value in every slot."""
    tables = tables_for(language)
    phrases = every_phrase(tables)
    assert len(phrases) > 150
    printed = [(start, phrase, print_phrase(phrase, start, tables)) for start, phrase in phrases]
    wrong = [(start, text) for start, phrase, text in printed if parsed_back(language, start, text) != phrase]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_phrases_read_well(language: Language, golden: Callable[[Path, str], None]) -> None:
    """The file is read by people: what parses is not yet what one would write."""
    tables = tables_for(language)
    printed = dict.fromkeys(f"{start}: {print_phrase(each, start, tables)}" for start, each in every_phrase(tables))
    golden(GOLDEN / f"{language}.txt", "\n".join(printed) + "\n")


def test_the_two_languages_have_the_same_phrases() -> None:
    """Same keywords, same kinds, same slots, so that every statement can be said in both."""
    said = [
        {(start, kind, frozenset(name for name, is_slot in parts if is_slot)) for start, kind, parts in each}
        for each in (tables_for(language).alternatives() for language in LANGUAGES)
    ]
    assert said[0] == said[1]


def test_a_phrase_that_the_grammar_has_not_cannot_be_printed() -> None:
    """It was not made of the grammar's parts, which is a bug of who made it."""
    with pytest.raises(NoSuchPhraseError):
        print_phrase(Phrase("fly", ()), "when", tables_for("en"))
