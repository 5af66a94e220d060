"""Why not: the nearest way to make a refused action acceptable."""

from collections import deque
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.offered import actions_in, scope_of
from benefit_flows.engine.run import run
from benefit_flows.engine.search import why_not
from benefit_flows.engine.step import step
from benefit_flows.language.express import line_of
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.world import World
from benefit_flows.text import LANGUAGES, Language
from tests.support import check_text

BOOK: Final = rulebook()

REFUSED: Final = {
    "not signed in": (
        'when Ada tries to activate "Microsoft Product Support"',
        ['when Ada signs in to "Partner Center"'],
    ),
    "not linked": (
        'use: both benefits active\n  when Ada tries to create a request for "Windows 10" in "Support for Business"',
        ['when Ada links the contract in "Support for Business"'],
    ),
    "not activated": (
        'when Ada signs in to "Partner Center"\n  when Ada tries to create a request for "Azure" in "Azure portal"',
        [
            'when Ada activates "Signature Cloud Support"',
            "wait until 2021-03-07",
            'when Ada links the contract in "Azure portal"',
        ],
    ),
}


def refused(lines: str) -> tuple[World, Action, Scope]:
    """Run a scenario up to its last action, which is refused; give the world before it and what it names."""
    (scenario,) = check_text(f"scenario: x\n  use: a Gold partner\n  {lines}\n  then it is refused\n").scenarios
    last = run(scenario, BOOK).steps[-1]
    assert last.outcome is Outcome.REFUSED
    action = last.action
    assert isinstance(action, Action)
    return last.before, action, scope_of(scenario)


@pytest.mark.parametrize("name", REFUSED)
def test_the_nearest_way_is_told_as_lines_of_a_scenario(name: str) -> None:
    """From the world as it is, with what the scenario names."""
    lines, way = REFUSED[name]
    world, action, scope = refused(lines)
    found = why_not(world, action, BOOK, scope)
    assert [line_of(each, BOOK) for each in found.way or ()] == way


@pytest.mark.parametrize("name", REFUSED)
def test_replaying_the_way_makes_the_action_accepted_and_no_shorter_way_does(name: str) -> None:
    """Every shorter sequence of accepted actions is tried, pages and all."""
    world, action, scope = refused(REFUSED[name][0])
    way = why_not(world, action, BOOK, scope).way
    assert way is not None
    after = world
    for each in way:
        done = step(after, each, BOOK)
        assert done.outcome is Outcome.ACCEPTED
        after = done.after
    assert step(after, action, BOOK).outcome is Outcome.ACCEPTED
    queue = deque([(world, 0)])
    seen = {world}
    while queue:
        here, length = queue.popleft()
        assert step(here, action, BOOK).outcome is not Outcome.ACCEPTED
        for each in actions_in(here, BOOK, scope) if length < min(len(way) - 1, 2) else ():
            done = step(here, each, BOOK)
            if done.outcome is Outcome.ACCEPTED and done.after not in seen:
                seen.add(done.after)
                queue.append((done.after, length + 1))


def test_where_nothing_helps_all_worlds_were_seen() -> None:
    """An Admin agent never activates; the answer says that this is certain."""
    world, action, scope = refused('when Chloe tries to activate "Microsoft Product Support"')
    found = why_not(world, action, BOOK, scope)
    assert (found.way, found.exhausted) == (None, True)


def test_the_bound_is_a_number_of_worlds_and_the_answer_says_that_it_was_met() -> None:
    """So that it is the same on every machine."""
    world, action, scope = refused(REFUSED["not activated"][0])
    found = why_not(world, action, BOOK, scope, most=3)
    assert (found.way, found.worlds, found.exhausted) == (None, 3, False)


def test_a_hidden_contract_never_brings_cloud_support_back() -> None:
    """Only what is bought does, and buying is tried only where the scenario names a plan [193].

    Requests under the Cloud Solution Provider plan have no end, so the worlds have none either.
    """
    lines = (
        "use: both benefits active\n"
        '  given "Signature Cloud Support" has 0 incidents remaining\n'
        '  when Ada links the contract in "Azure portal"\n'
        '  when Ada tries to create a request for "Azure" in "Azure portal"'
    )
    world, action, scope = refused(lines)
    assert why_not(world, action, BOOK, scope).way is None
    with_plans = scope._replace(plans=("premier",))
    way = why_not(world, action, BOOK, with_plans).way
    assert [line_of(each, BOOK) for each in way or ()] == [
        'when Ada buys plan "Premier Support for Partners"',
        'when Ada links the contract of package "Contoso/premier/1" in "Azure portal"',
    ]


FRAMES: Final[dict[Language, tuple[str, str]]] = {
    "en": ("scenario: x\n  use: a Gold partner\n  ", "  then the number of requests is 0\n"),
    "fr": ("langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  ", "  alors le nombre de demandes est 0\n"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_offered_can_be_said_and_is_understood_as_itself(language: Language) -> None:
    """In both languages: said as a line, checked again, it is the same action."""
    world, _, _ = refused('use: both benefits active\n  when Ada tries to buy plan "Partner Support"')
    scope = Scope(tuple(BOOK.portals), ("azure", "windows-10"), ("premier",))
    actions = actions_in(world, BOOK, scope)
    assert len(actions) > 60
    before, after = FRAMES[language]
    for action in actions:
        checked = check_text(f"{before}{line_of(action, BOOK, language)}\n{after}")
        assert checked.diagnostics == ()
        assert checked.scenarios[0].lines[-2].what == action
