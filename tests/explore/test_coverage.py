"""Coverage: what scenarios judge, measured by altering the rulebook entry by entry."""

import re
from dataclasses import replace
from functools import cache
from itertools import product as product_of
from typing import Final

import pytest

from benefit_flows import rulebook, run
from benefit_flows.engine.screens import screen
from benefit_flows.explore.coverage import Key, Recheck, cover, key_of, touches, unjudged
from benefit_flows.explore.mutants import mutants
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Edition, Editions
from benefit_flows.language.parse import parse
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Parsed
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.catalogue import Message
from benefit_flows.model.coverage import KINDS, Coverage
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import Place
from benefit_flows.pipeline import load
from benefit_flows.report.coverage import render_coverage
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import PROJECT, SCENARIOS, Golden, check_text, run_text

BOOK: Final = rulebook()
ALONE: Final = ("R02", "R34", "R58", "R76")
"""Rules of several kinds: without the scenarios that judge it, each is named as not judged."""


def still_right(scenarios: tuple[Scenario, ...]) -> Recheck:
    """Check the documented files against an altered rulebook and give what is still right of the scenarios."""
    wanted = frozenset(map(key_of, scenarios))
    return lambda book: wanted & right_with(tuple(book.messages.items()), book.roles)


@cache
def right_with(messages: tuple[tuple[str, Message], ...], roles: tuple[str, ...]) -> frozenset[Key]:
    """Give what is right of the documented files with other messages or roles: every test asks for the same ones."""
    units, setups = read()
    book = replace(BOOK, messages=dict(messages), roles=roles)
    return frozenset(
        map(key_of, check(units, Editions(Rulebooks.of(book), Edition(Vocabulary(book), setups))).scenarios)
    )


@cache
def read() -> tuple[tuple[Unit, ...], tuple[Parsed, ...]]:
    return load([str(SCENARIOS)], RULEBOOKS).units, tuple(map(parse, BOOK.standard_setups))


@cache
def documented() -> tuple[tuple[Scenario, ...], Coverage]:
    scenarios = load([str(SCENARIOS)], RULEBOOKS).scenarios
    return scenarios, cover(scenarios, BOOK, still_right(scenarios))


def test_the_documented_scenarios_judge_everything() -> None:
    """Every rule, passage, move, action, message and parameter, by some check that fails when it is altered."""
    _, coverage = documented()
    assert {kind: unjudged(getattr(coverage, kind)) for kind in KINDS} == dict.fromkeys(KINDS, ())


MASKED: Final = {
    # The next condition refuses in the same words, or the machine has no such move.
    "LinkContract/right-pair-on-premises always holds",
    "LinkContract/right-pair-azure always holds",
    "LinkContract/right-pair-cloud always holds",
    "LinkContract/not-hidden always holds",
    "LinkContract/not-linked-on-premises always holds",
    "CreateRequest/plan-entitled always holds",
    "CreateRequest/portal-offers-plan always holds",
    # They move a machine to where it was.
    "LinkContract/not-hidden forgets what follows",
    "LinkContract/not-linked-on-premises forgets what follows",
    "LinkContract/not-linked forgets what follows",
    "CreateRequest/use-unlimited dropped",
    # The families of these plans are asked by conditions of their own.
    "plan.partner-support other",
    "plan.csp other",
    # No portal shows it.
    "message.M3s reworded",
}
"""Altered rulebooks in which nothing happens otherwise, whatever a scenario does."""
NEVER_FAILING: Final = (
    "StartRequest/portal-takes-product-on-premises ",
    "CreateRequest/premier-product ",
    "CreateRequest/portal-serves-on-premises ",
    "CreateRequest/portal-serves-csp ",
)
"""Conditions that the products, plans and portals of the rulebook always meet."""


def drawn() -> set[tuple[str, bool]]:
    """Tell which entries of screens show something and which withhold something, on some page of some world."""
    worlds = [[each.after for each in run(scenario).steps][-1] for scenario in documented()[0]]
    products = ("windows-10", "exchange-2013", "azure", "dynamics-365", "dynamics-365-finance-and-operations")
    places = [(*page, product) for page in BOOK.screens for product in products]
    found = set()
    for world in worlds:
        for account, place in product_of(world.accounts, places):
            seen = screen(world._replace(places=(Place(account.name, *place, unfolded=True),)), account.name, BOOK)
            found |= {(each.entry, True) for each in seen.items} if seen else set()
            found |= {(each.entry, False) for each in seen.withheld} if seen else set()
    return found


def changes_nothing(mutant: str, known: set[tuple[str, bool]]) -> bool:
    """Tell of an altered entry of a screen that what it loses is nothing in any world."""
    name, sign, _ = mutant.rpartition(" nothing (")
    entry, _, what = name.rpartition(" ")
    return bool(sign) and (entry, what == "shows") not in known


def test_every_altered_rulebook_is_noticed_unless_nothing_happens_otherwise_in_it() -> None:
    """A scenario bites: with an entry altered, it fails. What is left here needs a scenario, or a reason above."""
    unnoticed, known = set(documented()[1].unnoticed), drawn()
    left = {each for each in unnoticed - MASKED if not each.startswith(NEVER_FAILING)}
    assert sorted(each for each in left if not changes_nothing(each, known)) == []
    assert sorted(MASKED - unnoticed) == []


def test_the_page_shows_what_the_scenarios_judge(golden: Golden) -> None:
    """As the command prints it; ``--update-golden`` writes it into the page."""
    path = PROJECT / "docs" / "coverage.md"
    page = path.read_text(encoding="utf-8")
    printed = f"```text\n{render_coverage(documented()[1], Speaker(BOOK, 'en'), 'text')}```"
    golden(path, re.sub(r"```text\n(rules .*?)?```", lambda _: printed, page, count=1, flags=re.DOTALL))


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_is_named_when_the_scenarios_that_judge_it_are_gone(rule: str) -> None:
    """Coverage is a property of the scenarios, not of the rulebook."""
    _, coverage = documented()
    judged = next(each for each in coverage.rules if each.id == rule)
    scenarios, _ = documented()
    left = tuple(each for each in scenarios if each.place not in judged.scenarios)
    assert 0 < len(left) < len(scenarios)
    relied = set(BOOK.rules[rule].passages)
    citing = tuple(
        each for each in left if relied & {*each.citations, *(p for line in each.lines for p in line.citations)}
    )
    assert rule in unjudged(cover(citing or left[:1], BOOK, still_right(left)).rules)


def cited(scenario: Scenario) -> set[int]:
    return {*scenario.citations, *(passage for line in scenario.lines for passage in line.citations)}


SAID: Final = """
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe tries to activate "Microsoft Product Support"
  then it is refused
"""


def test_scenarios_that_say_the_same_judge_each_what_it_cites() -> None:
    text = f"scenario: The one  [123]{SAID}\nscenario: The other  [123]{SAID}\nscenario: Beside it  [107]{SAID}"
    scenarios = check_text(text).scenarios
    coverage = cover(scenarios, BOOK, lambda _: frozenset(map(key_of, scenarios)))
    judged = {each.id: each.scenarios for each in (*coverage.rules, *coverage.passages) if each.scenarios}
    one, other, beside = (each.place for each in scenarios)
    assert judged == {
        "R15": (one, other),
        "R16": tuple(sorted([one, other, beside])),
        "107": (beside,),
        "123": (one, other),
    }


def test_a_line_that_cites_otherwise_makes_another_story() -> None:
    cited = SAID.replace("it is refused", "it is refused  [123]")
    scenarios = check_text(f"scenario: The one  [123]{SAID}\nscenario: The other{cited}").scenarios
    coverage = cover(scenarios, BOOK, lambda _: frozenset(map(key_of, scenarios)))
    (judged,) = [each.scenarios for each in coverage.passages if each.scenarios]
    assert judged == tuple(each.place for each in scenarios)


def test_a_run_touches_the_pages_that_its_checks_look_at_and_no_others() -> None:
    text = """\
scenario: Two pages, one look
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits"
  then Ada sees "Microsoft Product Support"
  when Ada opens "home page" in "Azure portal"
  then the number of requests is 0
"""
    (trace,) = run_text(text)
    pages = {each for each in touches(trace) if each.startswith("(screens)")}
    assert pages == {"(screens) partner-center L7"}  # L7 is "Technical benefits"


def test_a_scenario_that_only_cites_judges_nothing() -> None:
    """A citation without a check that would notice is no judgement."""
    text = 'scenario: x  [123]\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    (scenario,) = check_text(text).scenarios
    coverage = cover((scenario,), BOOK, lambda _: frozenset([key_of(scenario)]))
    assert [each.scenarios for each in coverage.rules if each.id in ("R15", "R16")] == [(), ()]


def test_a_scenario_that_fails_judges_nothing() -> None:
    """It notices every alteration, and says nothing by it."""
    text = 'scenario: x  [140]\n  use: a Gold partner\n  then "Microsoft Product Support" has 19 incidents remaining\n'
    (scenario,) = check_text(text).scenarios
    coverage = cover((scenario,), BOOK, lambda _: frozenset())
    assert (coverage.scenarios, len(coverage.unnoticed)) == (0, coverage.mutants)


def test_every_mutant_differs_from_the_rulebook_in_one_entry_and_has_a_name_of_its_own() -> None:
    """Names tell what was altered."""
    names = [each.name for each in mutants(BOOK)]
    assert len(names) > 400
    assert len(set(names)) == len(names)
    assert all(each.rulebook != BOOK for each in mutants(BOOK))


def test_a_mutant_that_is_noticed_before_a_run_does_not_make_one_raise() -> None:
    """Whatever a rulebook says, a run ends with a trace; all other mutants were run to measure the coverage."""
    from benefit_flows.engine.run import run

    scenarios, _ = documented()
    sample = scenarios[:: max(1, len(scenarios) // 12)]
    checked = [each for each in mutants(BOOK) if each.recheck]
    assert len(checked) > 50
    for mutant in checked:
        assert all(run(scenario, mutant.rulebook).events for scenario in sample)
