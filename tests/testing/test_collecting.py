import json
import re
import xml.etree.ElementTree as ET
from typing import Final

import pytest

from tests.testing.inner import FLOW, GOLD, ROWS, WRONG, collected, ran, write

pytest_plugins = ["pytester"]


def test_a_folder_of_scenario_files_alone_is_run(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD, b_flow=FLOW, sub__c_feature=ROWS)
    assert ran(pytester).splitlines()[-2:] == ["5 passed", "exit 0"]


def test_ids_name_the_file_the_scenario_and_the_row(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD, b_flow=FLOW, sub__c_feature=ROWS)
    assert collected(pytester) == [
        "a.feature::It takes three days",
        "b.flow::A benefit is inactive at first",
        "sub/c.feature::Who may activate[Ada, accepted]",
        "sub/c.feature::Who may activate[Bob, accepted]",
        "sub/c.feature::Who may activate[Chloe, refused]",
    ]


NOTED: Final = """\
outline: Rows
  use: a Gold partner
  note: <why>
  then "Microsoft Product Support" is inactive
  examples:
    | why |
"""


def test_rows_keep_their_ids_wherever_they_stand(pytester: pytest.Pytester) -> None:
    first, *rest = rows = [f"    | {each} |\n" for each in ("one", "x" * 60 + "a", "x" * 60 + "b")]
    write(pytester, a_flow=NOTED + "".join(rows), b_flow=NOTED + "    | two |\n" + "".join([*rest, first]))
    before, after = ({each.partition("[")[2] for each in collected(pytester, file)} for file in ("a.flow", "b.flow"))
    assert (len(before), after - before) == (3, {"two]"})


def test_rows_that_say_the_same_get_a_number(pytester: pytest.Pytester) -> None:
    write(pytester, a_flow=NOTED + "    | one |\n    | one |\n")
    assert collected(pytester) == ["a.flow::Rows[one]", "a.flow::Rows (2)[one]"]


def test_files_of_one_name_may_lie_in_several_folders(pytester: pytest.Pytester) -> None:
    write(pytester, one__x_feature=GOLD, two__x_feature=GOLD)
    assert collected(pytester) == ["one/x.feature::It takes three days", "two/x.feature::It takes three days"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("c.feature::Who may activate",), ["Ada, accepted", "Bob, accepted", "Chloe, refused"]),
        (("c.feature::Who may activate[Bob, accepted]",), ["Bob, accepted"]),
        (("-k", "Chloe"), ["Chloe, refused"]),
        (("-k", "mere and Chloe"), ["Chloe, refused"]),
        (("-m", "mere"), ["Chloe, refused"]),
        (("-m", "not mere"), ["Ada, accepted", "Bob, accepted"]),
    ],
)
def test_scenarios_are_picked_by_id_word_and_tag(
    pytester: pytest.Pytester, arguments: tuple[str, ...], found: list[str]
) -> None:
    write(pytester, c_feature=ROWS)
    assert collected(pytester, *arguments) == [f"c.feature::Who may activate[{each}]" for each in found]


OWN_STEP: Final = "from pytest_bdd import then\n\n@then('all is well')\ndef well():\n    pass\n"
STATES: Final = """\
outline: States
  use: a Gold partner
  then "Microsoft Product Support" is <state>
  examples:
    | state    |
    | inactive |
    | active   |
"""
ROW, MIXED, NEW, OLD, OTHER = (
    "a.flow::States[active] FAILED",
    "b.feature::It takes three days FAILED",
    "a.flow::States[pending] FAILED",
    "a.flow::States[inactive] PASSED",
    "c.flow::A benefit is inactive at first PASSED",
)


@pytest.mark.parametrize(
    ("option", "rows", "expected"),
    [
        ("--lf", "| pending  |\n    | inactive |", [ROW, MIXED]),
        ("--ff", "| pending  |\n    | inactive |", [ROW, MIXED, NEW, OLD, OTHER]),
        ("--sw", "| inactive |", [ROW]),
    ],
)
def test_what_failed_last_is_known_again_though_rows_and_lines_moved(
    pytester: pytest.Pytester, option: str, rows: str, expected: list[str]
) -> None:
    mixed = WRONG + "    And all is well\n"
    write(pytester, a_flow=STATES, b_feature=mixed, c_flow=FLOW, conftest_py=OWN_STEP)
    assert ran(pytester, *(["--sw"] if option == "--sw" else [])).splitlines()[-1] in ("exit 1", "exit 2")
    write(pytester, a_flow="# moved\n" + STATES.replace("| inactive |", rows), b_feature=f"# moved\n{mixed}")
    found = ran(pytester, "-vvv", option)
    assert re.findall(r"^\S+::.* (?:PASSED|FAILED)(?= )", found, re.MULTILINE) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("| active   |", "| pending  |", ["a.flow::States[inactive] PASSED", "a.flow::States[pending] FAILED"]),
        ("outline: States", "outline: Renamed", ["a.flow::Renamed[inactive] PASSED", "a.flow::Renamed[active] FAILED"]),
    ],
)
def test_where_what_failed_is_not_found_again_all_that_may_stand_for_it_runs(
    pytester: pytest.Pytester, old: str, new: str, expected: list[str]
) -> None:
    write(pytester, a_flow=STATES, b_feature=WRONG, c_flow=FLOW)
    ran(pytester)
    write(pytester, a_flow=STATES.replace(old, new))
    found = ran(pytester, "-vvv", "--lf")
    assert re.findall(r"^\S+::.* (?:PASSED|FAILED)(?= )", found, re.MULTILINE) == [*expected, MIXED]
    again = ran(pytester, "-vvv", "--lf")
    assert re.findall(r"^\S+::.* (?:PASSED|FAILED)(?= )", again, re.MULTILINE) == [expected[1], MIXED]


def test_a_full_stop_in_a_name_stays_one(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=GOLD.replace("It takes", "Version 1.5 takes"))
    assert "a.feature::Version 1.5 takes three days PASSED" in ran(pytester, "-vv")


def test_the_folder_of_the_project_may_be_another(pytester: pytest.Pytester) -> None:
    write(pytester, ours__pytest_ini="[pytest]\n", features__a_feature=GOLD)
    found = ran(pytester, "--rootdir=ours", "features", "--collect-only").splitlines()
    assert found == ["a.feature::It takes three days", "", "1 test collected", "exit 0"]


def test_two_workers_find_and_run_what_one_does(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG, b_feature=ROWS, c_flow=FLOW)
    assert ran(pytester, "-n", "2").splitlines()[-2:] == ["1 failed, 4 passed", "exit 1"]


def test_the_report_has_line_tags_passages_and_verdicts(pytester: pytest.Pytester) -> None:
    write(pytester, c_feature=ROWS)
    ran(pytester, "-n", "2", "--junitxml=r.xml", "-o", "junit_family=xunit1")
    report = ET.parse(pytester.path / "r.xml")  # noqa: S314  # pytest wrote it
    cases = {each.get("line", ""): each for each in report.iter("testcase")}
    assert sorted(cases) == ["11", "12", "17"]
    assert (cases["17"].get("file"), cases["17"].get("name")) == (
        "c.feature",
        "Who may activate[Chloe, refused]",
    )
    kept = {each.get("name"): each.get("value") or "" for each in cases["17"].iter("property")}
    verdicts = json.loads(kept.pop("verdicts"))
    assert kept == {"tags": "mere", "passages": "107 123", "verdict": "passed"}
    assert verdicts == [
        {"at": "c.feature:6", "outcome": "accepted", "problems": []},
        {"at": "c.feature:7", "outcome": "refused", "problems": []},
        {"at": "c.feature:8", "outcome": "held", "problems": []},
    ]


def test_tags_are_markers_that_strict_projects_know(pytester: pytest.Pytester) -> None:
    tags = "@a:b @é @_x @parametrize @skip @xfail @usefixtures @not @___ @a-b"
    write(pytester, a_feature=GOLD.replace("  Scenario", f"  {tags}\n  Scenario"))
    assert ran(pytester, "--strict-markers").splitlines()[-2:] == ["1 passed", "exit 0"]
    markers = "a_b and é and x and parametrize and skip and xfail and usefixtures and tag_not and tag_"
    assert collected(pytester, "-m", markers) == ["a.feature::It takes three days"]


PLUGIN: Final = """\
import pytest

def pytest_configure(config):
    for name in ("slow", "timeout(seconds)", "flaky: again"):
        config.addinivalue_line("markers", f"{name}: ours")

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    names = ("slow", "timeout", "flaky")
    if any(item.get_closest_marker(each) or each in item.keywords or list(item.iter_markers(each)) for each in names):
        pytest.skip("a marker of a plugin")
"""


@pytest.mark.parametrize("text", [GOLD, GOLD + "    And all is well\n"], ids=["ours alone", "with own steps"])
def test_tags_that_plugins_know_pick_and_change_nothing(pytester: pytest.Pytester, text: str) -> None:
    tags = ("slow", "timeout", "flaky", "skip", "skipif", "xfail", "parametrize", "usefixtures", "filterwarnings")
    tagged = text.replace("  Scenario", f"  @{' @'.join(tags)}\n  Scenario")
    write(pytester, a_feature=tagged, b_flow=FLOW, conftest_py=PLUGIN + OWN_STEP)
    assert ran(pytester, "-m", " and ".join(tags)).splitlines()[-2:] == ["1 passed, 1 deselected", "exit 0"]
    assert ran(pytester, "--strict-markers").splitlines()[-2:] == ["2 passed", "exit 0"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a::b", "a:b"),
        ("a:::b", "a:b"),
        ("a/b", "a/b"),
        ("[a] b]", "(a) b)"),
        ("\\back", "/back"),
        ("🎉 déjà vu", "🎉 déjà vu"),
        ("long " * 60, ("long " * 14)[:-1] + "... 3a80d7"),
    ],
)
def test_a_name_that_parts_an_id_is_made_harmless(pytester: pytest.Pytester, name: str, shown: str) -> None:
    write(pytester, a_feature=GOLD.replace("It takes three days", name))
    assert collected(pytester) == [f"a.feature::{shown}"]
    assert ran(pytester, f"a.feature::{shown}").splitlines()[-2:] == ["1 passed", "exit 0"]


def test_names_that_differ_only_in_what_is_replaced_get_a_number(pytester: pytest.Pytester) -> None:
    second = GOLD.replace("It takes three days", "[x]").partition("\n")[2]
    write(pytester, a_feature=GOLD.replace("It takes three days", "(x)") + second)
    assert collected(pytester) == ["a.feature::(x)", "a.feature::(x) (2)"]


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        ("flow", ["b.flow::A benefit is inactive at first"]),
        ("feature", ["a.feature::It takes three days"]),
        ("flow feature", ["a.feature::It takes three days", "b.flow::A benefit is inactive at first"]),
    ],
)
def test_a_setting_says_which_files_are_run(pytester: pytest.Pytester, kinds: str, found: list[str]) -> None:
    write(pytester, a_feature=GOLD, b_flow=FLOW, pytest_ini=f"[pytest]\nbenefit_flows_collect = {kinds}\n")
    assert collected(pytester) == found


def test_an_empty_setting_switches_off(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature="no feature", pytest_ini="[pytest]\nbenefit_flows_collect =\n")
    assert ran(pytester).splitlines() == ["", "no tests ran", "exit 5"]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        (
            "benefit_flows_rulebook = mpn-2022",
            'ERROR: benefit_flows_rulebook: "mpn-2022" is not one of: mpn-2021-04',
        ),
        ("benefit_flows_language = de", 'ERROR: benefit_flows_language: "de" is not one of: en, fr'),
        (
            "benefit_flows_language = fr\nbenefit_flows_collect = flows",
            "ERROR: benefit_flows_collect : « flows » n’est pas parmi : flow, feature",
        ),
    ],
)
def test_a_setting_that_means_nothing_is_refused(pytester: pytest.Pytester, setting: str, said: str) -> None:
    write(pytester, a_feature=GOLD, pytest_ini=f"[pytest]\n{setting}\n")
    assert ran(pytester).splitlines() == [said, "exit 4"]


def test_a_directory_called_like_a_feature_is_a_directory(pytester: pytest.Pytester) -> None:
    write(pytester, **{"x.feature__a_feature": GOLD})
    assert collected(pytester) == ["x.feature/a.feature::It takes three days"]
