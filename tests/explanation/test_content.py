"""What is told of a subject: whole, in one language, and of every subject that there is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import load, rulebook, run
from benefit_flows.engine.screens import screen
from benefit_flows.engine.step import step as perform
from benefit_flows.explanation.content import TELLERS, lines_about
from benefit_flows.explanation.subjects import NameIndex
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.givens import Given
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Place, Value, World
from benefit_flows.text import LANGUAGES, Language
from tests.support import SCENARIOS, Golden

BOOK: Final = rulebook()
NAMES: Final = NameIndex(BOOK)
TOLD: Final = (
    "R69",
    "[191]",
    "[103]",
    "A03",
    "first link of an invalid contract",
    "M1",
    "M3",
    "L13",
    "own-invalid",
    "first-link-valid",
    "LinkContract",
    "Azure portal",
    "Premier Support for Partners",
    "Signature Cloud Support",
    "Silver",
    "Windows Server 2016",
    "Data Analytics",
    "hidden",
    "relink",
    "error to ignore",
    "home page",
    "Services Hub",
    "Admin agent",
    "a partner without offers",
    "contract: linked --hide--> hidden",
    "step-2.section",
)
"""A text for each kind of subject."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_of_subject_is_told_as_in_the_golden_file(language: Language, golden: Golden) -> None:
    """In one language only."""
    told = []
    for text in TOLD:
        for each in NAMES.subjects(text):
            told += [f"--- {text}", *lines_about(each, Speaker(BOOK, language))]
    golden(Path(__file__).parent / "golden" / f"told-{language}.txt", "\n".join(told) + "\n")


def test_the_golden_files_have_every_kind_of_subject() -> None:
    """Codes have tests of their own, and so do the words that nothing more is said of."""
    kinds = {each.kind for text in TOLD for each in NAMES.subjects(text)}
    assert set(TELLERS) - kinds == {"code", "identity", "association", "issue", "word"}


# The data behind: where a message is shown, which guards a parameter decides


def last_worlds() -> Iterator[World]:
    """Give the worlds in which the documented scenarios end."""
    for scenario in load(str(SCENARIOS / "documented")).scenarios:
        yield [each.after for each in run(scenario).steps][-1]


def shown_at(world: World, place: Place) -> Iterator[tuple[str, str, str]]:
    """Give every text that an account sees at a place, with portal and page."""
    seen = screen(world._replace(places=(place,)), place.account, BOOK)
    for item in seen.items if seen else ():
        for key in (item.key, item.value):
            if isinstance(key, str) and key in BOOK.messages and BOOK.messages[key].documented:
                yield key, place.portal, place.page


def test_a_text_is_said_to_be_shown_on_the_pages_that_show_it() -> None:
    """On all of them and on no other: every account is put on every page, with products of all kinds."""
    products = ("windows-10", "azure", "exchange-2013", "dynamics-365", "dynamics-365-finance-and-operations")
    places = [
        (world, Place(account.name, *page, product, unfolded=True))
        for world in last_worlds()
        for account in world.accounts
        for page in BOOK.screens
        for product in products
    ]
    shown = {each for world, place in places for each in shown_at(world, place)}
    said = {
        (key, portal, page)
        for key, message in BOOK.messages.items()
        for portal, pages in message.places
        for page in pages
    }
    assert said == shown


def test_a_message_that_answers_is_said_to_be_shown_in_the_portals_that_answer_so() -> None:
    """Those messages whose text the article gives."""
    steps = [step for scenario in load(str(SCENARIOS)).scenarios for step in run(scenario).steps]
    answered = {
        (shown.key, str(getattr(step.action, "portal", None)))
        for step in steps
        for shown in step.shown
        if shown.documented
    }
    assert answered == {(key, portal) for key in ("M1", "M2", "M3") for portal, _ in BOOK.messages[key].places}


def outcome_with(step: Step, parameter: str, value: Value) -> dict[str, tuple[bool, tuple[str, ...]]]:
    """Do a step again with a parameter set: what each guard found, and what was shown by the last of them."""
    assert not isinstance(step.action, Given)
    kept = tuple(each for each in step.before.settings if each[0] != parameter)
    again = perform(step.before._replace(settings=(*kept, (parameter, value))), step.action, BOOK)
    shown = tuple(each.key for each in again.shown)
    return {each.guard: (each.held, () if each.held else shown) for each in again.decisions}


def test_a_parameter_is_said_to_decide_the_guards_that_find_otherwise_with_it() -> None:
    """Every action of every scenario is done again with each value of each parameter."""
    decided = set()
    for step in (step for scenario in load(str(SCENARIOS)).scenarios for step in run(scenario).steps):
        for parameter in () if isinstance(step.action, Given) else BOOK.parameters.values():
            values = tuple(key for key, _ in parameter.choices) or (parameter.least, parameter.most)
            first, second = (outcome_with(step, parameter.id, value) for value in values)
            decided |= {(parameter.id, each) for each in first if each in second and first[each] != second[each]}
    assert decided == {(each.id, guard) for each in BOOK.parameters.values() for guard in each.guards}
