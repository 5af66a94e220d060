"""Why not: the nearest way to make a refused action acceptable."""

from collections import deque
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.menu import actions_in, scope_of
from benefit_flows.engine.run import run
from benefit_flows.engine.search import why_not
from benefit_flows.engine.step import step
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
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


def parts_of(lines: str) -> tuple[World, Action, Rulebook, Scope]:
    """Give what to ask ``why_not`` with, for the last action of some lines of a scenario."""
    (scenario,) = check_text(f"scenario: x\n  {lines}\n  then it is refused\n").scenarios
    last = run(scenario, BOOK).steps[-1]
    assert isinstance(last.action, Action)
    return last.before, last.action, BOOK, scope_of(scenario)


@pytest.mark.parametrize("name", REFUSED)
def test_the_nearest_way_is_told_as_lines_of_a_scenario(name: str) -> None:
    """From the world as it is, with what the scenario names."""
    lines, way = REFUSED[name]
    world, action, scope = refused(lines)
    found = why_not(world, action, BOOK, scope)
    assert [Speaker(BOOK, "en").line(each) for each in found.way or ()] == way


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
    """An Action Pack has no cloud support, whatever is activated, linked or bought; the answer is certain."""
    lines = 'when Ada tries to create a request for "Azure" in "Azure portal" under plan "Partner Signature"'
    found = why_not(*parts_of(f"use: an Action Pack partner\n  {lines}"))
    assert (found.way, found.exhausted, found.fixed) == (None, True, ())
    assert found.worlds > 1


FIXED: Final = {
    'Chloe tries to activate "Microsoft Product Support"': ["activating-role"],
    'Deniz tries to activate "Microsoft Product Support"': ["mpn-association"],
    'Ada tries to open "Customers" in "Partner Center"': ["service-management", "admin-agent-role"],
    'Ada tries to choose workload "Azure"': ["service-management", "admin-agent-role"],
    'Ada tries to create a request for "Azure" in "Azure portal" about "advice"': ["issue-covered"],
    'Ada tries to create a request for "Windows 10" in "Azure portal"': ["portal-serves-paid"],
    'Ada tries to create a request for "Azure" in "Azure portal" under plan "Cloud Solution Provider"': [
        "csp-association"
    ],
    'Ada tries to create a request for "SQL Server 2016" in "Support for Business" under plan "Partner Support"': [
        "on-premises-product"
    ],
    'Ada tries to link the contract in "Partner Center"': ["portal-links"],
    'Ada tries to enter a wrong ID pair in "Azure portal"': ["right-pair-azure"],
    'Ada tries to buy plan "Partner Support"': ["plan-for-sale"],
}


@pytest.mark.parametrize("attempt", FIXED)
def test_what_no_action_can_change_is_said_without_a_search(attempt: str) -> None:
    """Who the account is, what the portal does, which product fits, what the action says."""
    found = why_not(*parts_of(f"use: a Gold partner\n  when {attempt}"))
    assert (found.way, found.worlds, [each.guard for each in found.fixed]) == (None, 0, FIXED[attempt])


def test_an_error_to_ignore_is_not_searched_for() -> None:
    """Nothing is missing: linking once more changes nothing."""
    lines = "use: an activated Gold partner\n  given the contract is linked for Ada"
    found = why_not(*parts_of(f'{lines}\n  when Ada tries to link the contract in "Azure portal"'))
    assert (found.way, found.worlds, found.ignorable is not None) == (None, 0, True)


FABRIKAM: Final = """\
  given company Fabrikam has a Silver competency in "Security" until 2021-12-31
  and accounts of Fabrikam
    | name | associated with | roles        |
    | Zoe  | MPN             | Global admin |
"""


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        pytest.param(
            f'use: a Gold partner\n{FABRIKAM}  when Zoe tries to create a request for "Azure" in "Azure portal"',
            [
                'when Zoe signs in to "Partner Center"',
                'when Zoe activates "Signature Cloud Support"',
                "wait until 2021-03-07",
                'when Zoe links the contract in "Azure portal"',
            ],
            id="the own company, though another has a way too",
        ),
        pytest.param(
            f"use: an activated Gold partner\n{FABRIKAM}"
            '  when Zoe tries to create a request for "Azure" in "Azure portal"',
            [
                'when Zoe signs in to "Partner Center"',
                'when Zoe activates "Signature Cloud Support"',
                "wait until 2021-03-07",
                'when Zoe links the contract of package "Fabrikam/1" in "Azure portal"',
            ],
            id="the own contract, though that of another company is there already",
        ),
        pytest.param(
            'use: a Gold partner\n  when Bob signs in to "Partner Center"\n  and Ada signs in to "Partner Center"\n'
            '  and Bob tries to create a request for "Windows 10" in "Support for Business"',
            [
                'when Bob activates "Microsoft Product Support"',
                "wait until 2021-03-07",
                'when Bob links the contract in "Support for Business"',
            ],
            id="the own account, though a colleague stands first",
        ),
        pytest.param(
            'use: a Gold partner\n  when Chloe tries to create a request for "Windows 10" in "Support for Business"',
            [
                'when Ada signs in to "Partner Center"',
                'when Ada activates "Microsoft Product Support"',
                "wait until 2021-03-07",
                'when Chloe links the contract in "Support for Business"',
            ],
            id="a colleague, where the own account may not",
        ),
        pytest.param(
            'use: an Action Pack partner\n  when Ada tries to create a request for "Azure" in "Azure portal"',
            ['when Ada buys plan "Premier Support for Partners"', 'when Ada links the contract in "Azure portal"'],
            id="to buy, where all else was tried",
        ),
        pytest.param(
            "use: an Action Pack partner\n"
            '  given company Contoso has a Gold competency in "Security" from 2021-10-01 until 2022-09-30\n'
            '  when Ada tries to create a request for "Azure" in "Azure portal"',
            [
                'when Ada signs in to "Partner Center"',
                "wait until 2021-10-01",
                'when Ada activates "Signature Cloud Support"',
                "wait until 2021-10-04",
                'when Ada links the contract in "Azure portal"',
            ],
            id="to wait for an offer rather than to buy",
        ),
        pytest.param(
            'use: a Gold partner\n  when Ada tries to expand "Would you like to see unavailable support plans ?"',
            ['when Ada starts a request for "Windows 10" in "Support for Business"'],
            id="over a page that the scenario does not name",
        ),
    ],
)
def test_the_way_is_the_own_accounts_then_the_own_companys_and_buying_comes_last(lines: str, way: list[str]) -> None:
    """Ada stands before Bob and Contoso before Fabrikam in the world: that does not count."""
    found = why_not(*parts_of(lines))
    assert [Speaker(BOOK, "en").line(each) for each in found.way or ()] == way


def test_seventeen_accounts_that_could_all_help_are_few_worlds() -> None:
    """Of accounts that can help in the same way one is tried, whatever else they are."""
    roles = ["Global admin", "MPN partner admin", "Admin agent", "Global admin, Admin agent", "-"]
    rows = "".join(f"    | Acc{number} | MPN | {roles[number % 5]} |\n" for number in range(17))
    facts = "given company Contoso has an Action Pack until 2021-12-31\n  and accounts of Contoso\n"
    table = f"    | name | associated with | roles |\n{rows}"
    for account in range(5):
        wanted = f'  when Acc{account} tries to create a request for "Azure" in "Azure portal"'
        found = why_not(*parts_of(f"given today is 2021-03-04\n  {facts}{table}{wanted}"))
        assert [Speaker(BOOK, "en").line(each) for each in found.way or ()] == [
            f'when Acc{account} buys plan "Premier Support for Partners"',
            f'when Acc{account} links the contract in "Azure portal"',
        ]
        assert found.worlds < 100


def test_the_bound_is_a_number_of_worlds_and_the_answer_says_that_it_was_met() -> None:
    """So that it is the same on every machine."""
    world, action, scope = refused(REFUSED["not activated"][0])
    found = why_not(world, action, BOOK, scope, most=3)
    assert (found.way, found.worlds, found.exhausted) == (None, 3, False)


def test_a_hidden_contract_never_brings_cloud_support_back() -> None:
    """Only what is bought does, so that is advised [193]."""
    lines = (
        "use: both benefits active\n"
        '  given "Signature Cloud Support" has 0 incidents remaining\n'
        '  when Ada links the contract in "Azure portal"\n'
        '  when Ada tries to create a request for "Azure" in "Azure portal"'
    )
    way = why_not(*parts_of(f"use: a Gold partner\n  {lines}")).way
    assert [Speaker(BOOK, "en").line(each) for each in way or ()] == [
        'when Ada buys plan "Premier Support for Partners"',
        'when Ada links the contract of plan "Premier Support for Partners" in "Azure portal"',
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
        checked = check_text(f"{before}{Speaker(BOOK, language).line(action)}\n{after}")
        assert checked.diagnostics == ()
        assert checked.scenarios[0].lines[-2].what == action
