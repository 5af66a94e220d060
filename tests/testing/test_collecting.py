import json
import xml.etree.ElementTree as ET

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
        "sub/c.feature::Who may activate[row 1: Ada, accepted]",
        "sub/c.feature::Who may activate[row 2: Bob, accepted]",
        "sub/c.feature::Who may activate[row 3: Chloe, refused]",
    ]


def test_rows_of_french_files_are_named_in_french(pytester: pytest.Pytester) -> None:
    outline = """\
langue: fr
plan: Qui active
  utiliser: un partenaire Gold
  quand <qui> se connecte à "Espace partenaires"
  alors <qui> voit "Technical benefits"
  exemples:
    | qui |
    | Ada |
"""
    write(pytester, a_flow=outline)
    assert collected(pytester) == ["a.flow::Qui active[ligne 1 : Ada]"]


def test_files_of_one_name_may_lie_in_several_folders(pytester: pytest.Pytester) -> None:
    write(pytester, one__x_feature=GOLD, two__x_feature=GOLD)
    assert collected(pytester) == ["one/x.feature::It takes three days", "two/x.feature::It takes three days"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("c.feature::Who may activate",), ["row 1: Ada, accepted", "row 2: Bob, accepted", "row 3: Chloe, refused"]),
        (("c.feature::Who may activate[row 2: Bob, accepted]",), ["row 2: Bob, accepted"]),
        (("-k", "Chloe"), ["row 3: Chloe, refused"]),
        (("-k", "mere and Chloe"), ["row 3: Chloe, refused"]),
        (("-m", "mere"), ["row 3: Chloe, refused"]),
        (("-m", "not mere"), ["row 1: Ada, accepted", "row 2: Bob, accepted"]),
    ],
)
def test_scenarios_are_picked_by_id_word_and_tag(
    pytester: pytest.Pytester, arguments: tuple[str, ...], found: list[str]
) -> None:
    write(pytester, c_feature=ROWS)
    assert collected(pytester, *arguments) == [f"c.feature::Who may activate[{each}]" for each in found]


def test_what_failed_last_is_run_again_alone(pytester: pytest.Pytester) -> None:
    write(pytester, a_feature=WRONG, b_feature=ROWS)
    assert ran(pytester).splitlines()[-2:] == ["1 failed, 3 passed", "exit 1"]
    assert ran(pytester, "--lf").splitlines()[-2:] == ["1 failed", "exit 1"]
    assert ran(pytester, "--sw").splitlines()[-3:] == [
        "!!!!!!!! Interrupted: Test failed, continuing from this test next run. !!!!!!!!!",
        "1 failed",
        "exit 2",
    ]
    assert ran(pytester, "-x").splitlines()[-2:] == ["1 failed", "exit 1"]


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
        "Who may activate[row 3: Chloe, refused]",
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
    markers = "a_b and é and x and tag_parametrize and tag_skip and tag_xfail and tag_usefixtures and tag_not and tag_"
    assert collected(pytester, "-m", markers) == ["a.feature::It takes three days"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a::b", "a:b"),
        ("a:::b", "a:b"),
        ("a/b", "a/b"),
        ("[a] b]", "(a) b)"),
        ("\\back", "/back"),
        ("🎉 déjà vu", "🎉 déjà vu"),
        ("long " * 60, ("long " * 16)[:77].rstrip() + "..."),
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
