"""The edges between what is ours and what is a test module's."""

import re

import pytest

from benefit_flows import load, rulebook, run
from benefit_flows.language.speaker import Speaker
from benefit_flows.testing.view import SimulationView
from tests.support import command
from tests.testing.inner import GOLD, ran, write

pytest_plugins = ["pytester"]

WRONG_PHRASE = GOLD.replace("activates", "actvates")
SECOND = WRONG_PHRASE.replace("It takes three days", "Another").partition("\n")[2]
TAKES_FIRST = """\
from pytest_bdd import scenario

@scenario("a.feature", "It takes three days")
def test_first():
    pass
"""
TWICE = """\
def pytest_collection_finish(session):
    config = session.config
    config.hook.pytest_collection_modifyitems(session=session, config=config, items=session.items)
"""
OUTLINE = GOLD.replace("Scenario:", "Scenario Outline:").replace("pending", "<state>")


def codes(found: str) -> list[str]:
    return re.findall(r"^error\[(BF\d+)\]", found, re.MULTILINE)


def test_a_mistake_below_the_one_scenario_that_is_taken_is_told(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD + SECOND, test_it_py=TAKES_FIRST)
    found = ran(pytester, "-rN")
    assert (codes(found), found[-6:]) == (["BF101"], "exit 2"), found


def test_mistakes_are_told_once_where_a_plugin_sorts_tests_again(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG_PHRASE, conftest_py=TWICE)
    assert codes(ran(pytester, "-rN")) == ["BF101"]


def test_a_given_of_theirs_is_no_check(pytester: pytest.Pytester) -> None:
    steps = 'from pytest_bdd import given\n\n@given("an empty mailbox")\ndef empty():\n    pass\n'
    text = "Feature: F\n  Scenario: S\n    Given an empty mailbox\n"
    write(pytester, a_feature=text, conftest_py=steps)
    assert codes(ran(pytester, "-rN", "a.feature")) == ["BF301"]


def test_a_taken_scenario_shows_a_mistake_in_its_rows(pytester: pytest.Pytester) -> None:
    rows = "    Examples:\n      | state  |\n      | pendin |\n"
    module = 'from pytest_bdd import scenarios\nscenarios("a.feature")\n'
    write(pytester, a_feature=OUTLINE + rows, test_it_py=module)
    found = ran(pytester, "-rN")
    assert (codes(found), found[-6:]) == (["BF214"], "exit 1"), found


def test_a_step_that_the_run_did_not_reach_shows_where_it_ended(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD)
    (scenario,) = load(str(pytester.path / "a.feature")).scenarios
    trace = run(scenario)
    view = SimulationView(trace, Speaker(rulebook(), "en"), Speaker(rulebook(), "en"))
    view.move_to(999)
    assert [(each.kind, each.state) for each in view.benefits] == [
        ("product-support", "pending"),
        ("signature", "inactive"),
    ]


def test_with_two_workers_the_good_scenarios_run_beside_a_mistake(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG_PHRASE, c_feature=GOLD)
    assert ran(pytester).splitlines()[-2:] == ["1 error", "exit 2"]
    assert ran(pytester, "-n", "2").splitlines()[-2:] == ["1 passed, 1 error", "exit 1"]


def test_the_command_line_stops_at_steps_of_theirs(pytester: pytest.Pytester) -> None:
    steps = 'from pytest_bdd import then\n\n@then("a mail goes out")\ndef mail():\n    pass\n'
    write(pytester, a_feature=GOLD + "    And a mail goes out\n", conftest_py=steps)
    assert ran(pytester).splitlines()[-2:] == ["1 passed", "exit 0"]
    assert command("run", ".", cwd=pytester.path).returncode == 2
