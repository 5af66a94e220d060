"""Features with steps of two kinds: phrases of ours, and definitions for pytest-bdd."""

import re
from typing import Final

import pytest

from tests.testing.inner import GOLD, WRONG, WRONG_BLOCK, collected, ran, write

pytest_plugins = ["pytester"]

STEPS: Final = """\
from pytest_bdd import given, parsers, then, when
import pytest

@pytest.fixture
def limit():
    return 10

@given(parsers.parse("a basket with {number:d} apples"), target_fixture="basket")
def basket(number, limit):
    assert number < limit
    return [number]

@when("the basket hears of it")
def hears(basket, benefit_flow):
    basket.append(benefit_flow.today.isoformat())
    basket.append([(each.kind, each.state) for each in benefit_flow.benefits])
    basket.append(benefit_flow.last.outcome.value if benefit_flow.last else None)

@when("the basket hears this")
def hears_this(basket, docstring, datatable):
    basket.append([docstring, datatable])

@then(parsers.parse("the basket is {expected}"))
def basket_is(basket, expected):
    assert repr(basket) == expected

@then(parsers.parse("{who} looks at"))
def looks(who, benefit_flow, datatable):
    assert list(benefit_flow.sees(who)) == [row[0] for row in datatable]
"""
MIXED: Final = """\
Feature: Mixed
  Background:
    Given setup "a Gold partner"

  Scenario: Both kinds
    Given a basket with 3 apples
    When the basket hears of it
    And Ada signs in to "Partner Center"
    And Ada activates "Microsoft Product Support"  [122]
    And the basket hears of it
    Then "Microsoft Product Support" is pending
    And the basket is [3, '2021-03-04', [('product-support', 'inactive'), ('signature', 'inactive')], \
None, '2021-03-04', [('product-support', 'pending'), ('signature', 'inactive')], 'accepted']

  Scenario: Ours alone
    Then "Microsoft Product Support" is inactive

  Scenario Outline: Only theirs checks
    Given a basket with <number> apples
    When the basket hears this
      \"\"\"
      <number> apples
      \"\"\"
      | <kind> |
    Then the basket is [<number>, ['<number> apples', [['<kind>']]]]

    Examples:
      | number | kind |
      | 1      | red  |
      | 2      | blue |
"""
LIMIT: Final = "def limit():\n    return 10"


def feature(*steps: str) -> str:
    return "\n".join(["Feature: F", "  Scenario: S", *(f"    {each}" for each in steps), ""])


def test_both_kinds_of_steps_make_one_scenario(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=MIXED, conftest_py=STEPS)
    assert collected(pytester) == [
        "a.feature::Both kinds",
        "a.feature::Ours alone",
        "a.feature::Only theirs checks[1, red]",
        "a.feature::Only theirs checks[2, blue]",
    ]
    assert ran(pytester, "--strict-markers", "-n", "2").splitlines()[-2:] == ["4 passed", "exit 0"]


def test_a_feature_of_theirs_alone_needs_no_test_module(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=feature("Given a basket with 3 apples", "Then the basket is [3]"), conftest_py=STEPS)
    assert ran(pytester, "a.feature").splitlines()[-2:] == ["1 passed", "exit 0"]


def test_a_failing_phrase_shows_our_block_alone(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG + "    And the basket is []\n", conftest_py=STEPS)
    found = ran(pytester, "-rN")
    block = WRONG_BLOCK.replace("benefit-flows run a.feature:2", 'pytest "a.feature::It takes three days"')
    assert found.splitlines()[3:] == [*block.splitlines(), "1 failed", "exit 1"]


def test_a_failing_step_of_theirs_shows_its_own_line(pytester: pytest.Pytester) -> None:
    steps = ("Given a basket with 3 apples", "Then the basket is [4]")
    write(pytester, a_feature=feature(*steps), conftest_py=STEPS)
    found = ran(pytester, "a.feature")
    assert "assert '[3]' == '[4]'" in found
    assert found.splitlines()[-2:] == ["1 failed", "exit 1"]


def test_python_steps_see_what_an_account_sees(pytester: pytest.Pytester) -> None:
    steps = (
        'Given setup "a Gold partner"',
        'When Ada signs in to "Partner Center"',
        "Then Ada looks at",
        "  | Benefits                      |",
        "  | Technical benefits            |",
        "  | Account                       |",
        "  | Sign-in with another account  |",
        "And Bob looks at",
        "  | nothing |",
    )
    write(pytester, a_feature=feature(*steps), conftest_py=STEPS)
    found = ran(pytester)
    assert "assert [] == ['nothing']" in found


def test_a_step_that_nobody_knows_is_a_mistake_with_a_suggestion(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=MIXED.replace("And Ada activates", "And Ada actvates"), conftest_py=STEPS)
    assert ran(pytester, "-rN").splitlines()[2:-3] == [
        "__________________________ ERROR collecting a.feature __________________________",
        'error[BF101]: no such action: "actvates"',
        " --> a.feature:9:13",
        "  |",
        '9 |     And Ada actvates "Microsoft Product Support"  [122]',
        "  |             ^^^^^^^^",
        '  = help: did you mean "activates"?',
    ]


def test_a_step_defined_in_another_folder_is_not_known(pytester: pytest.Pytester) -> None:
    write(pytester, one__a_feature=MIXED, two__conftest_py=STEPS)
    found = re.findall(r"^ *--> one/a.feature:(\d+):\d+$", ran(pytester, "-rN"), re.MULTILINE)
    assert found == ["6", "7", "10", "12", "18", "19", "24"]


def test_a_phrase_of_ours_is_not_taken_by_a_wide_definition(pytester: pytest.Pytester) -> None:
    wide = STEPS + '\n@then(parsers.re(".*"))\ndef anything():\n    pass\n'
    write(pytester, a_feature=WRONG + "    And anything goes\n", conftest_py=wide)
    assert "error[BF501]: the check does not hold" in ran(pytester)


def test_without_pytest_bdd_features_of_phrases_run(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD)
    assert ran(pytester, "-p", "no:pytest-bdd").splitlines()[-2:] == ["1 passed", "exit 0"]
    write(pytester, a_feature=GOLD.replace("activates", "actvates"))
    assert "error[BF101]" in ran(pytester, "-p", "no:pytest-bdd")


def test_a_feature_that_pytest_bdd_refuses_shows_what_is_wrong_for_us(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=feature('* setup "a Gold partner"', "Then the basket is []"), conftest_py=STEPS)
    assert 'error[BF104]: "[]" cannot be read' in ran(pytester)


# Features that a test module takes for itself

TAKES: Final = 'from pytest_bdd import scenarios\nscenarios("../features")\n'


def test_a_feature_that_a_test_module_takes_runs_once(pytester: pytest.Pytester) -> None:
    write(pytester, features__a_feature=GOLD, tests__test_it_py=TAKES)
    assert collected(pytester) == ["tests/test_it.py::test_it_takes_three_days"]
    assert ran(pytester).splitlines()[-2:] == ["1 passed", "exit 0"]


def test_a_feature_taken_elsewhere_runs_if_it_is_asked_for_alone(pytester: pytest.Pytester) -> None:
    write(pytester, features__a_feature=GOLD, tests__test_it_py=TAKES)
    assert collected(pytester, "features") == ["features/a.feature::It takes three days"]


def test_phrases_are_steps_in_a_test_module_that_defines_the_rest(pytester: pytest.Pytester) -> None:
    write(pytester, features__a_feature=MIXED, tests__test_it_py=TAKES + STEPS)
    assert ran(pytester).splitlines()[-2:] == ["4 passed", "exit 0"]


def test_one_scenario_taken_leaves_the_others(pytester: pytest.Pytester) -> None:
    module = 'from pytest_bdd import scenario\n@scenario("a.feature", "Ours alone")\ndef test_ours():\n    pass\n'
    write(pytester, a_feature=MIXED, conftest_py=STEPS, test_it_py=module)
    assert collected(pytester) == [
        "a.feature::Both kinds",
        "a.feature::Only theirs checks[1, red]",
        "a.feature::Only theirs checks[2, blue]",
        "test_it.py::test_ours",
    ]


def test_a_phrase_that_fails_in_a_taken_feature_shows_our_block(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG, test_it_py=TAKES.replace("../features", "a.feature"))
    found = ran(pytester, "-rN").splitlines()
    assert found[3:] == [*WRONG_BLOCK.splitlines(), "1 failed", "exit 1"]


@pytest.mark.parametrize(
    ("wrong", "code"), [("Ada actvates", "BF101"), ("Adda activates", "BF201"), ("Ada opens", "BF103")]
)
def test_a_mistake_in_a_taken_feature_is_told_when_it_runs(pytester: pytest.Pytester, wrong: str, code: str) -> None:
    text = (
        GOLD.replace("Ada activates", wrong).replace("[122]", "").replace('opens "Microsoft Product Support"', "opens")
    )
    write(pytester, a_feature=text, test_it_py=TAKES.replace("../features", "a.feature"))
    found = ran(pytester, "-rN")
    assert (f"error[{code}]" in found, ".py:" in found, found[-6:]) == (True, False, "exit 1"), found


def test_a_feature_of_theirs_that_we_cannot_read_is_left_alone(pytester: pytest.Pytester) -> None:
    theirs = feature("Given a basket with 3 apples", "Then the basket is [3]").replace(
        "Scenario: S", "Scenario: a\n  Scenario: S"
    )
    write(pytester, features__a_feature=theirs, tests__test_it_py=TAKES + STEPS)
    assert ran(pytester).splitlines()[-2:] == ["2 passed", "exit 0"]


def test_a_taken_scenario_may_be_run_again(pytester: pytest.Pytester) -> None:
    again = """\
from _pytest.runner import runtestprotocol

def pytest_runtest_protocol(item, nextitem):
    runtestprotocol(item, log=False, nextitem=None)
    runtestprotocol(item, nextitem=nextitem)
    return True
"""
    write(pytester, a_feature=MIXED, test_it_py=TAKES.replace("../features", "a.feature") + STEPS, conftest_py=again)
    assert ran(pytester).splitlines()[-2:] == ["4 passed", "exit 0"]


def test_the_fixture_says_so_where_there_is_no_scenario(pytester: pytest.Pytester) -> None:
    write(pytester, test_it_py="def test_it(benefit_flow):\n    pass\n")
    assert "benefit_flow: only for the steps of a scenario with phrases of benefit-flows\n" in ran(pytester)
