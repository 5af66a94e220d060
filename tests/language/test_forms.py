"""One row a phrase: whole, and read in both directions."""

from collections.abc import Iterator, Mapping
from typing import Final, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.language.forms import ACTIONS, FORMS
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.notation import written
from benefit_flows.language.phrases import TRIES
from benefit_flows.language.print import Said
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.tables import NAME, Parts, tables_for
from benefit_flows.language.vocabulary import ids_for
from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import Given
from benefit_flows.model.scenario import Note, Question, Scenario
from benefit_flows.text import LANGUAGES, PLACEHOLDER, Language
from tests.support import check_text

BOOK: Final = rulebook()
TABLES: Final = tables_for("en")
ALTERNATIVES: Final = tuple(TABLES.alternatives())
PEOPLE: Final = ("Ada", "Bob")
BEFORE: Final = """\
  given today is 2021-01-05
  given company Contoso
  given company Fabrikam
  given company Contoso has a Gold competency in "Security" until 2022-01-04
  given accounts of Contoso
    | name | identity | associated with | roles                          |
    | Ada  | AAD      | MPN             | Global admin                   |
    | Bob  | MSA      | MPN, CSP        | MPN partner admin, Admin agent |
"""
"""What the lines of this file may name."""
ARRIVED: Final = """\
  when Ada signs in to "Partner Center"
  when Bob signs in to "Azure portal"
"""
AFTER: Final = "  then the number of requests is 0\n"


def settings_of() -> Iterator[tuple[str, str]]:
    """Give every parameter with values that it can have."""
    for each in BOOK.parameters.values():
        words = [text.en for _, text in each.choices] or [str(each.least), str(each.most)]
        yield from ((f'"{each.name.en}"', word if word.isdecimal() else f'"{word}"') for word in words)


LITERALS: Final = {"DATE": "2021-03-04", "INT": "3"}
WRITTEN: Final[Mapping[str, tuple[str, ...]]] = {
    "account": PEOPLE,
    "other": PEOPLE[::-1],
    "company": ("Contoso", "Fabrikam"),
    "package": ('"Contoso/1"', '"Fabrikam/2"'),
    "parameter": tuple(parameter for parameter, _ in settings_of()),
    "setting": tuple(setting for _, setting in settings_of()),
    "last_day": ("2022-03-04", "2024-02-29"),
}


def choices(slot: str) -> tuple[str, ...]:
    """Give what can stand in a slot of an English line."""
    if slot in WRITTEN:
        return WRITTEN[slot]
    visible = (*BOOK.benefits, *ids_for(slot, BOOK)) if slot == "text" else tuple(ids_for(slot, BOOK))
    words = [each for each in TABLES.slot_terminals(slot) if each not in ("STRING", NAME, "COLUMN")]
    return (
        *(f'"{BOOK.name(each)}"' for each in visible),
        *(LITERALS.get(each) or TABLES.word_of(each) for each in words),
    )


def scenario_with(start: str, kind: str, parts: Parts, turn: Mapping[str, int]) -> str:
    """Write a scenario with one line of a phrase, each slot filled with the choice whose turn it is."""
    said = [choices(part)[turn[part] % len(choices(part))] if is_slot else part for part, is_slot in parts]
    table = "    | name |\n    | Eve  |\n" if kind == "accounts" else ""
    judged = "  then it is refused\n" if kind.startswith(TRIES) else ""
    arrived = ARRIVED if start == "then" else ""
    return f"{BEFORE}{arrived}  {keyword_of(start, 'en')} {' '.join(said)}\n{table}{judged}{AFTER}"


def said_again(scenario: Scenario, language: Language) -> str:
    """Say every line of a scenario by what it was read as."""
    speaker = Speaker(BOOK, language)
    lines: list[Said] = []
    for line in scenario.lines:
        assert not isinstance(line.what, Note | Question)
        tried = line.keyword == "tries" and isinstance(line.what, Action)
        lines.append(speaker.attempt(line.what) if tried and isinstance(line.what, Action) else speaker.says(line.what))
    body = "\n".join(f"  {each}" for each in written(lines, language))
    return f"{keyword_of('language', language)} {language}\n{keyword_of('scenario', language)} x\n{body}\n"


def meant(scenario: Scenario) -> list[object]:
    """Give what the lines of a scenario say."""
    return [(line.keyword, line.what) for line in scenario.lines]


def differing(scenario: Scenario, language: Language) -> list[str]:
    """Say a scenario in a language, read it, and give the lines that mean something else; all where it is refused."""
    text = said_again(scenario, language)
    read = check_text(text).scenarios
    if not read:
        return text.splitlines()
    pairs = zip(meant(scenario), meant(read[0]), read[0].lines, strict=True)
    return [line.text for before, after, line in pairs if before != after]


def test_every_phrase_of_the_grammar_has_one_row_and_every_row_a_phrase() -> None:
    """In both languages, behind every keyword."""
    rows = {(start, kind) for start, forms in FORMS.items() for kind in forms}
    for language in LANGUAGES:
        grammar = {(start, kind.removeprefix(TRIES)) for start, kind, _ in tables_for(language).alternatives()}
        assert grammar ^ rows == set()


def test_every_action_can_also_be_tried_in_both_languages() -> None:
    """With the same slots: without that, what a rule refuses could not be judged."""
    for language in LANGUAGES:
        slots = [
            (kind, slots_of(parts)) for start, kind, parts in tables_for(language).alternatives() if start == "when"
        ]
        plain = {(kind, each) for kind, each in slots if kind in ACTIONS}
        tried = {(kind.removeprefix(TRIES), each) for kind, each in slots if kind.startswith(TRIES)}
        assert plain ^ tried == set(), f"grammar/{language}.lark has it without tries to, or the reverse"


def slots_of(parts: Parts) -> tuple[str, ...]:
    """Give the slots of a phrase, sorted: word order may differ."""
    return tuple(sorted(name for name, is_slot in parts if is_slot))


def test_every_kind_of_fact_action_and_check_can_be_said() -> None:
    """A new one is nothing to a user before it has a phrase."""
    said = {form.makes for forms in FORMS.values() for form in forms.values() if form.read is None}
    assert {*get_args(Given), *get_args(Action), *get_args(Check)} - said == set()


def test_every_kind_of_action_that_can_be_said_has_rules_and_reverse() -> None:
    """Time passes by itself, and needs none."""
    assert {form.form.makes for form in ACTIONS.values()} == set(BOOK.actions)


def test_an_action_is_drawn_with_the_same_slots_in_both_languages() -> None:
    """Where a slot is said, both texts name it."""
    drawn = [text for form in ACTIONS.values() for text in form.drawn]
    assert [
        each for each in drawn if sorted(PLACEHOLDER.findall(each.en)) != sorted(PLACEHOLDER.findall(each.fr))
    ] == []


def test_the_last_drawing_of_an_action_needs_what_every_line_of_it_says() -> None:
    """In each language: whatever else a line leaves out, it is drawn."""
    wanting = [
        (kind, slot)
        for language in LANGUAGES
        for kind, form in ACTIONS.items()
        for slot in PLACEHOLDER.findall(form.drawn[-1].in_language(language))
        for parts in tables_for(language).alternatives_of("when", kind)
        if (slot, True) not in parts
    ]
    assert wanting == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_every_phrase_makes_is_said_and_read_as_the_same(language: Language) -> None:
    """With every value that each slot can hold, in turn; a line that is refused makes nothing."""
    texts = [
        scenario_with(start, kind, parts, {name: turn for name, is_slot in parts if is_slot})
        for start, kind, parts in ALTERNATIVES
        for turn in range(max((len(choices(name)) for name, is_slot in parts if is_slot), default=1))
    ]
    checked = check_text("".join(f"scenario: {number}\n{text}" for number, text in enumerate(texts)))
    made = {type(line.what) for scenario in checked.scenarios for line in scenario.lines}
    assert {form.makes for forms in FORMS.values() for form in forms.values()} - made == set()
    assert [each for scenario in checked.scenarios for each in differing(scenario, language)] == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from(ALTERNATIVES), st.sampled_from(LANGUAGES))
def test_a_phrase_with_any_values_is_said_and_read_as_the_same(
    data: st.DataObject, alternative: tuple[str, str, Parts], language: Language
) -> None:
    """Values of one slot beside any of another."""
    start, kind, parts = alternative
    turn = {name: data.draw(st.integers(0, 999), label=name) for name, is_slot in parts if is_slot}
    turn |= {"setting": turn.get("parameter", 0)}  # a value fits one parameter only
    for scenario in check_text("scenario: x\n" + scenario_with(start, kind, parts, turn)).scenarios:
        assert differing(scenario, language) == []
