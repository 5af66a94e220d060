"""What pytest-bdd does not read as we do: nothing of it may pass unseen."""

import re
from typing import Final

import pytest

from tests.testing.inner import GOLD, ran, write

pytest_plugins = ["pytester"]

STEPS: Final = """\
import pytest
from pytest_bdd import given, then

@given("an empty mailbox")
def empty():
    pass

@then("un courriel part")
@then("a mail goes out")
def mail():
    pass

@then("nobody checks")
def nobody():
    pytest.skip("not today")

@then("a mail is lost")
def lost():
    raise ValueError("lost")
"""
FRENCH: Final = """\
# language: fr
Fonctionnalité: Courriels
  Contexte:
    Étant donné la préparation "un partenaire Gold"

  Scénario: Le courriel part
    Lorsqu’Ada active "Support technique Microsoft"
    Alors un courriel part
"""
TAKES: Final = 'from pytest_bdd import scenarios\nscenarios("a.feature")\n'
SIGNS: Final = '    Lorsqu’Ada se connecte à "Espace partenaires"\n    Et qu’Ada active'


def feature(*steps: str) -> str:
    return "\n".join(["Feature: F", "  Scenario: S", *(f"    {each}" for each in steps), ""])


def codes(found: str) -> list[str]:
    return re.findall(r"^error\[(BF\d+)\]", found, re.MULTILINE)


@pytest.mark.parametrize("apostrophe", ["’", "'"])
@pytest.mark.parametrize("module", [None, TAKES])
def test_a_first_step_fails_with_either_apostrophe(
    pytester: pytest.Pytester, apostrophe: str, module: str | None
) -> None:
    write(pytester, a_feature=FRENCH.replace("’", apostrophe), conftest_py=STEPS)
    if module:
        write(pytester, test_it_py=module)
    found = ran(pytester, "-rN")
    assert (codes(found), found.splitlines()[-2:]) == (["BF502"], ["1 failed", "exit 1"]), found


def test_a_taken_scenario_whose_only_phrase_is_dropped_fails(pytester: pytest.Pytester) -> None:
    text = FRENCH.replace('  Contexte:\n    Étant donné la préparation "un partenaire Gold"\n\n', "")
    write(pytester, a_feature=text, conftest_py=STEPS, test_it_py=TAKES)
    found = ran(pytester, "-rN")
    assert (codes(found) != [], found.splitlines()[-2:]) == (True, ["1 failed", "exit 1"]), found


def test_steps_after_a_curly_apostrophe_are_read(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=FRENCH.replace("    Lorsqu’Ada active", SIGNS), conftest_py=STEPS)
    assert ran(pytester).splitlines()[-2:] == ["1 passed", "exit 0"]


def test_a_python_step_that_fails_is_not_hidden_by_what_comes_after(pytester: pytest.Pytester) -> None:
    steps = ("Given an empty mailbox", "Then a mail is lost", 'And "Microsoft Product Support" is active')
    write(pytester, a_feature=feature('Given setup "a Gold partner"', *steps), conftest_py=STEPS)
    found = ran(pytester, "-rN")
    assert ("ValueError: lost" in found, codes(found), found[-6:]) == (True, [], "exit 1")


def test_a_python_step_may_skip_the_rest(pytester: pytest.Pytester) -> None:
    steps = ('Given setup "a Gold partner"', "Then nobody checks", 'And "Microsoft Product Support" is active')
    write(pytester, a_feature=feature(*steps), conftest_py=STEPS)
    assert ran(pytester).splitlines()[-2:] == ["1 skipped", "exit 0"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "pytest-bdd cannot read this feature, so none of its steps is known to it (line 3): First step in a"),
        ("fr", "pytest-bdd ne peut pas lire cette fonctionnalité et n’en connaît aucune étape (ligne 3)\u00a0: First"),
    ],
)
def test_a_feature_that_pytest_bdd_refuses_tells_its_reason(
    pytester: pytest.Pytester, language: str, said: str
) -> None:
    write(pytester, pytest_ini=f"[pytest]\nbenefit_flows_language = {language}\n", conftest_py=STEPS)
    write(pytester, a_feature=feature('* setup "a Gold partner"', "Then a mail goes out"))
    found = ran(pytester, "-rN")
    assert (found.count(said), "Traceback" in found, found[-6:]) == (1, False, "exit 2"), found


BOTH: Final = GOLD.replace("is pending", "is active") + "    And a mail goes out\n"
AGAIN: Final = r"^  = run again: (.*)$"


@pytest.mark.parametrize(
    ("name", "again"),
    [
        ("It takes three days", 'pytest "a.feature::It takes three days"'),
        ('It takes "$3"', r'pytest "a.feature::It takes \"\$3\""'),
    ],
)
def test_a_mixed_scenario_is_run_again_by_pytest(pytester: pytest.Pytester, name: str, again: str) -> None:
    write(pytester, a_feature=BOTH.replace("It takes three days", name), conftest_py=STEPS)
    assert re.findall(AGAIN, ran(pytester, "-rN"), re.MULTILINE) == [again]


def test_a_scenario_of_phrases_beside_a_mixed_one_is_run_again_by_pytest(pytester: pytest.Pytester) -> None:
    text = GOLD.replace("is pending", "is active") + "  Scenario: Mail\n    Then a mail goes out\n"
    write(pytester, a_feature=text, conftest_py=STEPS)
    found = re.findall(AGAIN, ran(pytester, "-rN"), re.MULTILINE)
    assert found == ['pytest "a.feature::It takes three days"']


def test_a_mixed_scenario_that_a_module_takes_is_run_again_by_its_function(pytester: pytest.Pytester) -> None:
    write(pytester, sub__a_feature=BOTH, conftest_py=STEPS, sub__test_it_py=TAKES)
    found = re.findall(AGAIN, ran(pytester, "-rN"), re.MULTILINE)
    assert found == ['pytest "sub/test_it.py::test_it_takes_three_days"']


def test_of_two_scenarios_of_one_name_only_the_name_is_a_mistake(pytester: pytest.Pytester) -> None:
    steps = ("Given an empty mailbox", "Then a mail goes out")
    second = feature(*steps[1:]).partition("\n")[2]
    write(pytester, a_feature=feature(*steps) + second, conftest_py=STEPS)
    assert codes(ran(pytester, "-rN", "a.feature")) == ["BF220"]
