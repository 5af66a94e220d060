"""A scenario made ready for stepping: its own path, the choices in any world, the lines."""

from collections.abc import Iterable

import pytest

from benefit_flows.engine.facts import put_facts
from benefit_flows.engine.menu import actions_in
from benefit_flows.engine.run import run
from benefit_flows.model.actions import ContractRef, LinkContract, OpenPage, SwitchAccount, Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.givens import BenefitInState, Setting
from benefit_flows.model.trace import Judgement, Problem
from benefit_flows.model.world import World
from benefit_flows.stepper.elements import take
from benefit_flows.stepper.start import Start, choices, position_at, positions, start_of
from benefit_flows.stepper.verdicts import verdicts
from tests.stepper.support import BOOK, LINKING, documented, scenarios, started


def kinds(start: Start) -> list[str]:
    """Name the elements of a scenario by their kinds."""
    return ["facts" if isinstance(each, tuple) else type(each).__name__ for each in start.elements]


def test_facts_at_the_beginning_are_in_place_and_those_further_down_are_one_element() -> None:
    start = started()
    assert kinds(start) == ["LinkContract", "OpenPage", "facts", "Wait"]
    assert [start.scenario.lines[each].text for each in start.lines[2]] == [
        'given company Contoso has a Gold competency in "Datacenter" from 2021-04-01 until 2022-05-31',
        "and the contract is linked for Bob",
    ]
    assert [each.state for each in start.world.benefits] == ["active", "active"]


def test_facts_behind_a_check_are_an_element_of_their_own() -> None:
    start = started(
        """\
scenario: Checked in between
  use: a Gold partner
  then "Microsoft Product Support" is inactive
  given "Microsoft Product Support" is active
  then "Microsoft Product Support" is active
"""
    )
    assert kinds(start) == ["facts"]
    assert positions(start) == (0,) * 3 + (0, 0, 1)


def test_the_own_path_is_that_of_the_run() -> None:
    for start in documented():
        steps = [each.step for each in start.trace.events if each.step and each.line.keyword != "given"]
        assert [each for each in start.steps if not isinstance(each.action, tuple)][-1:] == steps[-1:] or "given" in {
            each.line.keyword for each in start.trace.events[-3:]
        }
        assert start.worlds[-1] == [each.step for each in start.trace.events if each.step][-1].after
        assert start.trace == run(start.scenario, BOOK)


def test_the_own_path_goes_on_behind_what_fails() -> None:
    start = started(
        """\
scenario: Fails twice
  use: an activated Gold partner
  then "Microsoft Product Support" is inactive
  when Chloe activates "Microsoft Product Support"
  and Ada links the contract in "Azure portal"
  then the contract is linked for Ada
"""
    )
    assert not start.trace.passed
    assert [each.outcome for each in start.steps] == [Outcome.REFUSED, Outcome.ACCEPTED]
    assert [each.state for each in start.worlds[-1].links] == ["linked"]


def test_a_scenario_whose_facts_cannot_be_so_starts_where_they_could() -> None:
    start = started(
        """\
scenario: Impossible
  use: a partner without offers
  given "Microsoft Product Support" is active
  then the number of requests is 0
"""
    )
    assert start.facts is not None
    assert start.facts.problem is not None
    assert [each.name for each in start.world.companies] == ["Contoso"]


def test_facts_further_down_that_cannot_be_so_change_nothing() -> None:
    start = started()
    element = (Setting("activation-days", 1), Setting("renewal-window-days", 30))
    step = take(start.world, element, BOOK)
    assert (step.problem and step.problem.code, step.outcome, step.after) == ("BF505", Outcome.REFUSED, start.world)
    with pytest.raises(ValueError, match="without facts"):
        take(start.world, (), BOOK)


def test_no_facts_make_no_step() -> None:
    assert put_facts(World(), (), BOOK) is None


def test_what_can_be_tried_is_for_those_who_act() -> None:
    start = started()
    assert start.accounts == ("Ada", "Chloe")
    found = choices(start, start.world, BOOK)
    assert {getattr(each, "account", "time") for each in found} == {"Ada", "Chloe", "time"}
    assert SwitchAccount("Ada", "Bob") not in choices(start, start.worlds[-1], BOOK)


def test_the_scenarios_own_step_stands_in_the_place_of_the_one_that_does_the_same() -> None:
    start = started(LINKING.replace("links the contract", "links the contract of Contoso"))
    offered = actions_in(start.world, BOOK, start.scope)
    own = start.elements[0]
    same = LinkContract("Ada", "azure-portal", ContractRef())
    assert own == LinkContract("Ada", "azure-portal", ContractRef("Contoso"))
    assert same in offered
    found = choices(start, start.world, BOOK)
    assert found == tuple(own if each == same else each for each in offered if each in found or each == same)
    assert same not in found


def test_a_step_of_the_scenario_that_nothing_offers_stands_at_the_end() -> None:
    start = started(
        """\
scenario: A pair that is no contract's
  use: a Gold partner
  when Ada tries to enter a wrong ID pair in "Azure portal"
  then it is refused
"""
    )
    assert choices(start, start.world, BOOK)[-1] == start.elements[0]


def test_what_can_be_tried_depends_on_the_world_alone() -> None:
    for start in documented():
        for index, element in enumerate(start.elements):
            found = choices(start, start.worlds[index], BOOK)
            assert element in found
            assert len(set(found)) == len(found)


def test_where_nobody_acts_everybody_may() -> None:
    start = started("scenario: Looking\n  use: a Gold partner\n  then the number of requests is 0\n")
    assert start.accounts == ("Ada", "Bob", "Chloe", "Deniz")
    assert start.elements == ()


def lines_and_positions(start: Start, numbers: Iterable[int]) -> dict[int, int]:
    """Give where a session pauses for each of some lines."""
    return {number: position_at(start, number) for number in numbers}


def test_a_line_of_the_file_is_a_position_just_before_it() -> None:
    start = started()
    assert lines_and_positions(start, range(1, 21)) == {
        1: 0,
        2: 0,
        3: 0,
        4: 0,  # header, setup, note, the first action
        5: 1,
        6: 1,
        7: 1,
        8: 1,
        9: 1,  # the question, and the second action
        10: 2,
        11: 2,
        12: 2,
        13: 3,
        14: 3,  # its check, the facts, the note, the check behind
        15: 3,
        16: 4,
        17: 4,
        18: 4,
        19: 4,
        20: 4,
    }


def test_the_row_of_an_outline_is_its_beginning() -> None:
    text = """\
outline: Rows
  use: a Gold partner
  when <who> signs in to "Partner Center"
  then "Microsoft Product Support" is inactive
  examples:
    | who |
    | Ada |
    | Bob |
"""
    second = start_of(scenarios(text)[1], BOOK)
    assert lines_and_positions(second, (3, 4, 8)) == {3: 0, 4: 1, 8: 0}


def test_lines_of_a_setup_in_the_same_file_are_not_the_scenarios_own() -> None:
    text = """\
setup: linked
  use: an activated Gold partner
  when Ada links the contract in "Azure portal"

scenario: After
  use: linked
  when Ada opens "Help + Support" in "Azure portal"
  then the contract is linked for Ada
"""
    start = started(text)
    assert kinds(start) == ["LinkContract", "OpenPage"]
    assert lines_and_positions(start, (5, 6, 7, 8)) == {5: 0, 6: 0, 7: 1, 8: 2}


def test_checks_find_what_the_run_found_and_go_on_behind_a_failure() -> None:
    for start in documented():
        found = [each for position in range(len(start.worlds)) for each in verdicts(start, position, BOOK)]
        judged = [event.judgement for event in start.trace.events if event.line.keyword == "then"]
        assert [each.found for each in found] == judged
    behind = started(LINKING.replace("then it is refused", "then it is accepted"))
    told = [each.found for position in range(5) for each in verdicts(behind, position, BOOK)]
    assert [isinstance(each, Judgement) and each.held for each in told] == [False, True, True]


def test_a_check_that_means_several_things_is_a_problem() -> None:
    start = started(
        """\
scenario: Two packages
  use: an activated Gold partner
  given company Contoso has a Gold competency in "Data Analytics" from 2022-01-01 until 2022-12-31
  wait until 2022-01-01
  then "Microsoft Product Support" is inactive
"""
    )
    (verdict,) = verdicts(start, 1, BOOK)
    assert isinstance(verdict.found, Problem)
    assert (verdict.found.code, type(start.elements[0])) == ("BF504", Wait)


def test_elements_are_told_apart_by_kind() -> None:
    start = started()
    assert isinstance(start.elements[0], LinkContract)
    assert isinstance(start.elements[1], OpenPage)
    assert isinstance(start.elements[2], tuple)
    assert not isinstance(start.elements[2][1], BenefitInState)
