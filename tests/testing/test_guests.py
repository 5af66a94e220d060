"""A run of pytest that we are only a guest in; and what is left out of one."""

import pytest

from tests.testing.inner import FLOW, GOLD, WRONG, ran, write

pytest_plugins = ["pytester"]

FOREIGN = "Feature: A basket\n  Scenario: Two apples\n    Given an empty basket\n    Then two apples fit in\n"
UNIT = "def test_a():\n    assert True\n"
BROKEN = GOLD.replace("activates", "actvates").replace("It takes three days", "Broken").partition("\n")[2]
TAGGED = f"{GOLD}\n  @wip @owner:anna\n{BROKEN}\n  @wip\n  Scenario: To be written\n"
BROKEN_FLOW = (
    f'{FLOW}\n@wip\nscenario: Broken\n  use: a Gould partner\n  then "Microsoft Product Support" is inactive\n'
)


def end(found: str) -> list[str]:
    return found.splitlines()[-2:]


@pytest.mark.parametrize("options", [(), ("-n", "2"), ("-W", "error"), ("-k", "test_a")])
def test_features_of_another_tool_stop_nothing(pytester: pytest.Pytester, options: tuple[str, ...]) -> None:
    write(pytester, features__a_feature=FOREIGN, features__b_feature=FOREIGN, tests__test_a_py=UNIT)
    pytester.makefile(".toml", pyproject="")
    found = ran(pytester, *options)
    assert (end(found)[0].startswith("1 passed"), end(found)[1]) == (True, "exit 0"), found
    assert found.count("warning[BF420]: features without any phrase of benefit-flows are left alone: ") == 1


def test_a_feature_of_another_tool_that_is_named_has_mistakes(pytester: pytest.Pytester) -> None:
    write(pytester, features__a_feature=FOREIGN, tests__test_a_py=UNIT)
    assert end(ran(pytester, "features/a.feature", "tests")) == ["1 error", "exit 2"]


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ((), {"b_flow": FLOW}),
        ((), {"pytest_ini": "[pytest]\nbenefit_flows_collect = feature\n"}),
        (("-o", "benefit_flows_language=en"), {}),
    ],
)
def test_in_a_project_of_ours_a_feature_without_any_phrase_is_a_mistake(
    pytester: pytest.Pytester, options: tuple[str, ...], files: dict[str, str]
) -> None:
    write(pytester, a_feature=FOREIGN, **files)
    assert ran(pytester, *options).endswith("exit 2")


def test_without_gherkin_features_are_left_out_with_one_warning(pytester: pytest.Pytester) -> None:
    gone = "import sys\nsys.modules['gherkin.parser'] = None\n"
    write(pytester, a_feature=GOLD, b_feature=GOLD, c_flow=FLOW, conftest_py=gone)
    found = ran(pytester)
    assert (end(found), found.count("warning[BF421]")) == (["1 passed, 1 warning", "exit 0"], 1)
    assert "error[BF413]" in ran(pytester, "a.feature")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("-m", "not wip"), ["2 passed, 3 deselected", "exit 0"]),
        (("-k", "not Broken and not written"), ["2 passed, 3 deselected", "exit 0"]),
        (("a.feature::It takes three days",), ["1 passed", "exit 0"]),
        (("-m", "not owner_anna"), ["1 deselected, 1 error", "exit 2"]),
        ((), ["2 errors", "exit 2"]),
    ],
)
def test_the_mistakes_of_what_is_left_out_stop_nothing(
    pytester: pytest.Pytester, options: tuple[str, ...], expected: list[str]
) -> None:
    write(pytester, a_feature=TAGGED, b_flow=BROKEN_FLOW)
    assert end(ran(pytester, *options)) == expected


def test_a_mistake_that_concerns_the_whole_file_stops_whatever_is_left_out(pytester: pytest.Pytester) -> None:
    write(pytester, a_flow=f"include: nowhere.flow\n{BROKEN_FLOW}", b_flow=FLOW)
    assert end(ran(pytester, "-m", "not wip")) == ["1 error", "exit 2"]


PENDING = "  @pending\n  Scenario: Half written\n    Given a phrase that nobody knows\n\n  Scenario: No steps\n"
KNOWN = WRONG.replace("  Scenario: It", "  @known-to-fail\n  Scenario: It").replace("days\n", "days\n    ticket 12\n")
OWN = "from pytest_bdd import then\n\n@then('all is well')\ndef well():\n    assert {}\n"


def test_what_is_pending_is_skipped_where_it_stands(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD + PENDING, b_flow=f"{FLOW}\nscenario: Later\n")
    found = ran(pytester, "-rs")
    assert end(found) == ["2 passed, 3 skipped", "exit 0"]
    assert [each for each in found.splitlines() if each.startswith("SKIPPED")] == [
        "SKIPPED [1] a.feature:8: pending",
        "SKIPPED [1] a.feature:11: pending",
        "SKIPPED [1] b.flow:5: pending",
    ]


@pytest.mark.parametrize("last", ["", "    And all is well\n"], ids=["ours alone", "with own steps"])
def test_what_is_known_to_fail_is_expected_to(pytester: pytest.Pytester, last: str) -> None:
    write(pytester, a_feature=KNOWN + last, conftest_py=OWN.format(True))
    found = ran(pytester, "-rx")
    assert ("XFAIL a.feature::It takes three days - ticket 12" in found, end(found)) == (True, ["1 xfailed", "exit 0"])
    assert end(ran(pytester, "--runxfail")) == ["1 failed", "exit 1"]


@pytest.mark.parametrize("last", ["", "    And all is well\n"], ids=["ours alone", "with own steps"])
def test_what_is_known_to_fail_and_passes_fails(pytester: pytest.Pytester, last: str) -> None:
    write(pytester, a_feature=KNOWN.replace("is active", "is pending") + last, conftest_py=OWN.format(True))
    found = ran(pytester)
    assert ("error[BF510]" in found, end(found)) == (True, ["1 failed", "exit 1"]), found


def test_a_step_of_ones_own_that_fails_is_a_failure_that_is_known(pytester: pytest.Pytester) -> None:
    text = KNOWN.replace("is active", "is pending") + "    And all is well\n"
    write(pytester, a_feature=text, conftest_py=OWN.format(False))
    assert end(ran(pytester)) == ["1 xfailed", "exit 0"]


def test_it_is_the_same_where_a_test_module_takes_the_feature(pytester: pytest.Pytester) -> None:
    module = 'from pytest_bdd import scenarios\nscenarios("a.feature")\n'
    second = GOLD.replace("  Scenario: It takes three days", "  @known-to-fail\n  Scenario: Passes").partition("\n")[2]
    half = '  @pending\n  Scenario: Half\n    Given setup "a Gold partner"\n    Then we shall see\n'
    ini = "[pytest]\nmarkers =\n    known-to-fail\n    pending\n"  # pytest-bdd makes markers of tags
    write(pytester, a_feature=KNOWN + second + half, test_it_py=module, pytest_ini=ini)
    found = ran(pytester)
    assert (found.count("\nerror[BF510]"), end(found)) == (1, ["1 failed, 1 skipped, 1 xfailed", "exit 1"])
