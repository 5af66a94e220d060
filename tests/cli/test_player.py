"""``benefit-flows player``: what it writes, what it says, and what it refuses."""

import json
import os
import re
import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any, Final

import pytest

from benefit_flows.cli.numbers import MOST_WORLDS
from tests.support import SCENARIOS, cli, command
from tests.unpacking import unpack

ONE: Final = """\
scenario: Chloe may not activate  [122-124]
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe tries to activate "Microsoft Product Support"
  then it is refused  [123]
  wait 3 days
  then "Microsoft Product Support" is inactive
"""
FRENCH: Final = """\
langue: fr
scénario: Un avantage est inactif au début
  utiliser: un partenaire Gold
  quand Ada se connecte à "Espace partenaires"
  alors "Support technique Microsoft" est inactif
"""
FAILING: Final = """\
scenario: A benefit is active at once
  use: a Gold partner
  when Ada signs in to "Partner Center"
  then "Microsoft Product Support" is active
  when Ada activates "Microsoft Product Support"
"""
FEATURE: Final = """\
Feature: Activation
  Scenario: A benefit is pending
    Given setup "a Gold partner"
    When Ada signs in to "Partner Center"
    And Ada activates "Microsoft Product Support"
    Then "Microsoft Product Support" is pending
"""
SIZE: Final = re.compile(r"\d+(?=( |\u00a0)K[Bo]$)", re.MULTILINE)


def write(folder: Path, **texts: str) -> None:
    for key, text in texts.items():
        name, _, suffix = key.partition("_")
        (folder / f"{name}.{suffix or 'flow'}").write_text(text, encoding="utf-8")


def document_of(page: Path, language: int = 0) -> Any:
    """Unpack what a page holds, as its script does."""
    found = re.search(r'id="data">([^<]+)<', page.read_text(encoding="utf-8"))
    assert found is not None
    return unpack(json.loads(zlib.decompress(b64decode(found[1]))), language)


def test_it_writes_player_html_and_says_what_is_in_it(tmp_path: Path) -> None:
    write(tmp_path, a=ONE)
    done = command("player", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert SIZE.sub("#", done.stdout) == (
        "a.flow:1  Chloe may not activate: all worlds, 23\nplayer.html: lessons: 1, worlds: 23, # KB\n"
    )
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert {key: value for key, value in lesson.items() if key not in ("tags", "story", "worlds")} == {
        "name": "Chloe may not activate",
        "file": "a.flow",
        "title": "",
        "line": 1,
        "row": None,
        "language": "en",
        "header": ["rulebook: mpn-2021-04", "", "scenario: Chloe may not activate"],
        "given": ["use: a Gold partner"],
        "keywords": {each: each for each in ("given", "when", "then", "wait", "and")},
        "accounts": ["Chloe"],
        "passed": True,
        "problems": [],
        "explored": 23,
        "known": 23,
        "capped": False,
        "only_trace": False,
        "paused": 0,
    }


def test_several_files_and_rows_are_lessons_in_the_order_in_which_they_were_named(tmp_path: Path) -> None:
    outline = ONE.replace("scenario:", "outline:").replace("3 days", "<days> days")
    outline += "  examples:\n    | days |\n    | 2    |\n    | 3    |\n"
    write(tmp_path, b=outline, a=ONE)
    done = command("player", "b.flow", "a.flow", "-o", "course.html", "--worlds", "5", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert SIZE.sub("#", done.stdout) == (
        "b.flow:10  Chloe may not activate (row 1: days = 2): 5 of at least 15 worlds\n"
        "b.flow:11  Chloe may not activate (row 2: days = 3): 5 of at least 15 worlds\n"
        "a.flow:1  Chloe may not activate: 5 of at least 15 worlds\n"
        "course.html: lessons: 3, worlds: 15, # KB\n"
    )
    assert [each["row"] for each in document_of(tmp_path / "course.html")["lessons"]] == [1, 2, None]


@pytest.mark.parametrize(("name", "text"), [("a_flow", f"flow: The title\n{ONE}"), ("a_feature", FEATURE)])
def test_a_lesson_knows_the_title_of_its_file(tmp_path: Path, name: str, text: str) -> None:
    write(tmp_path, **{name: text})
    assert command("player", ".", "--worlds", "1", cwd=tmp_path).returncode == 0
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert lesson["title"] == {"a_flow": "The title", "a_feature": "Activation"}[name]


def test_where_the_scenarios_own_path_is_all_that_fits_that_is_said(tmp_path: Path) -> None:
    write(tmp_path, a=ONE)
    done = command("player", "a.flow", "--worlds", "1", cwd=tmp_path)
    assert done.stdout.splitlines()[0] == (
        "a.flow:1  Chloe may not activate: only the scenario's own path, 3 of at least 15 worlds"
    )
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert (lesson["only_trace"], lesson["capped"], lesson["explored"], len(lesson["worlds"])) == (True, True, 3, 3)
    outside = [choice for world in lesson["worlds"] for choice in world["choices"] if choice["to"] is None]
    assert outside
    assert all(choice["step"]["outcome_name"] for choice in outside)


def test_a_line_of_a_file_picks_its_scenario_and_opens_before_that_line(tmp_path: Path) -> None:
    write(tmp_path, a=f"{FRENCH.partition('scénario')[0].replace('langue: fr', '')}{ONE}\n{FAILING}")
    paused = {}
    for line in range(2, 9):
        done = command("player", f"a.flow:{line}", cwd=tmp_path)
        assert done.returncode == 0
        (lesson,) = document_of(tmp_path / "player.html")["lessons"]
        assert lesson["name"] == "Chloe may not activate"
        paused[line] = lesson["paused"]
    assert paused == {2: 0, 3: 0, 4: 0, 5: 1, 6: 2, 7: 2, 8: 3}


@pytest.mark.parametrize("line", [1, 8, 9, 10, 11])
def test_an_outline_named_by_a_line_of_its_table_opens_at_the_start(tmp_path: Path, line: int) -> None:
    outline = ONE.replace("scenario:", "outline:").replace("3 days", "<days> days")
    write(tmp_path, a=f"{outline}  examples:\n    | days |\n    | 2    |\n    | 3    |\n")
    assert command("player", f"a.flow:{line}", cwd=tmp_path).returncode == 0
    assert {each["paused"] for each in document_of(tmp_path / "player.html")["lessons"]} == {0}


def test_a_french_file_opens_in_french_and_is_told_of_in_french(tmp_path: Path) -> None:
    write(tmp_path, a=FRENCH, b=ONE)
    done = command("player", "a.flow", "b.flow", cwd=tmp_path)
    assert SIZE.sub("#", done.stdout) == (
        "a.flow:2  Un avantage est inactif au début\u00a0: tous les mondes, 59\n"
        "b.flow:1  Chloe may not activate\u00a0: tous les mondes, 23\n"
        "player.html\u00a0: leçons\u00a0: 2, mondes\u00a0: 82, #\u00a0Ko\n"
    )
    page = tmp_path / "player.html"
    assert '<html lang="fr">' in page.read_text(encoding="utf-8")
    documents = [document_of(page, language) for language in (0, 1)]
    assert [each["language"] for each in documents] == ["fr", "fr"]
    assert [each["lessons"][0]["language"] for each in documents] == ["fr", "fr"]
    said = [each["lessons"][0]["story"][0]["text"] for each in documents]
    assert said == ['when Ada signs in to "Partner Center"', 'quand Ada se connecte à "Espace partenaires"']
    command("player", "a.flow", "--lang", "en", cwd=tmp_path)
    assert '<html lang="en">' in page.read_text(encoding="utf-8")


def test_a_feature_is_a_lesson_like_any_other(tmp_path: Path) -> None:
    write(tmp_path, a_feature=FEATURE)
    done = command("player", "a.feature", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert [(each["kind"], each["line"]) for each in lesson["story"]] == [("action", 4), ("action", 5), ("check", 6)]


def test_a_scenario_that_fails_is_written_with_a_warning_and_its_failure_is_shown(tmp_path: Path) -> None:
    write(tmp_path, a=FAILING)
    done = command("player", "a.flow", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        "warning: this scenario fails, and the player shows it: a.flow:1  A benefit is active at once\n"
    )
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert lesson["passed"] is False
    assert [(each["kind"], each.get("held"), each["problems"]) for each in lesson["story"]] == [
        ("action", None, []),
        ("check", False, ["the check does not hold"]),
        ("action", None, []),
    ]
    check = lesson["story"][1]
    assert check["expected"] == "benefit Microsoft Product Support, state active"
    assert check["actual"] == "benefit Microsoft Product Support, state inactive"


def test_facts_that_cannot_be_put_in_place_are_shown_as_a_failure(tmp_path: Path) -> None:
    use, fact = "  use: an Action Pack partner\n", '  given "Signature Cloud Support" is active\n'
    rest = '  when Ada signs in to "Partner Center"\n  then "Microsoft Product Support" is inactive\n'
    later = rest.replace("  then", f"{fact}  then")
    write(tmp_path, a=f"scenario: At first\n{use}{fact}{rest}\nscenario: Later\n{use}{later}")
    assert command("player", "a.flow", cwd=tmp_path).returncode == 0
    first, second = document_of(tmp_path / "player.html")["lessons"]
    impossible = ["this cannot be so at the start"]
    assert (first["passed"], first["problems"]) == (False, impossible)
    assert [each["held"] for each in first["story"] if each["kind"] == "check"] == [None]
    assert (second["passed"], second["problems"]) == (False, [])
    assert [each["problems"] for each in second["story"]] == [[], impossible, []]


# ---------------------------------------------------------------- bad input


def test_a_mistake_in_a_file_is_shown_as_run_shows_it_and_no_page_is_written(tmp_path: Path) -> None:
    write(tmp_path, a=ONE, b=ONE.replace("Partner Center", "Partner Centre"))
    done = command("player", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", command("run", ".", cwd=tmp_path).stderr)
    assert "no such portal" in done.stderr
    assert not (tmp_path / "player.html").exists()


def test_a_warning_is_shown_and_the_page_is_written(tmp_path: Path) -> None:
    write(tmp_path, a=f"setup: unused\n  use: a Gold partner\n\n{ONE}")
    done = command("player", "a.flow", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.startswith("warning[")
    assert (tmp_path / "player.html").exists()


@pytest.mark.parametrize("number", ["0", "-1", "00", "x", "1.5", "", "²", str(MOST_WORLDS + 1), "9" * 5000])
def test_a_number_of_worlds_that_is_none_is_wrong_usage(tmp_path: Path, number: str) -> None:
    write(tmp_path, a=ONE)
    done = command("player", "a.flow", f"--worlds={number}", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--worlds" in done.stderr
    assert not (tmp_path / "player.html").exists()


@pytest.mark.parametrize("output", ["nowhere/a.html", ".", "a" * 300, ""])
def test_a_place_where_nothing_can_be_written_is_found_before_the_files_are_read(tmp_path: Path, output: str) -> None:
    done = command("player", "missing.flow", "-o", output, cwd=tmp_path)
    assert done.returncode == 2
    assert f"cannot write {output}" in done.stderr
    assert "missing.flow" not in done.stderr.splitlines()[-1]


def test_a_file_that_the_lessons_are_read_from_is_not_written_over(tmp_path: Path) -> None:
    write(tmp_path, a=f"include: b.txt\n{ONE}")
    (tmp_path / "b.txt").write_text("setup: ours\n  use: a Gold partner\n", encoding="utf-8")
    for name, why in (("a.flow", "it holds scenarios"), ("b.txt", "scenarios are read from it")):
        before = (tmp_path / name).read_bytes()
        done = command("player", "a.flow", "-o", name, cwd=tmp_path)
        assert done.returncode == 2
        assert done.stderr.endswith(f"cannot write {name}: {why}\n")
        assert (tmp_path / name).read_bytes() == before


def test_a_file_whose_name_is_no_text_is_a_lesson_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff.flow")
    (tmp_path / name).write_text(ONE, encoding="utf-8")
    done = command("player", ".", "--worlds", "5", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("\ufffd.flow:1  Chloe may not activate: 5 of")
    (lesson,) = document_of(tmp_path / "player.html")["lessons"]
    assert lesson["file"] == "\ufffd.flow"


def test_nothing_but_the_page_is_left_behind(tmp_path: Path) -> None:
    write(tmp_path, a=ONE)
    (tmp_path / "player.html").write_text("an older page", encoding="utf-8")
    assert command("player", "a.flow", cwd=tmp_path).returncode == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.flow", "player.html"]


def test_without_a_file_it_is_wrong_usage_and_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert command("player", cwd=tmp_path).returncode == 2
    done = command("player", "missing.flow", cwd=tmp_path)
    assert done.returncode == 2
    assert "missing.flow" in done.stderr


# ---------------------------------------------------------------- the page


def test_the_page_is_the_same_byte_for_byte_in_every_run(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        done = cli("player", str(SCENARIOS / "documented/azure-link.flow:28"), cwd=tmp_path, PYTHONHASHSEED=seed)
        assert (done.returncode, done.stderr) == (0, "")
        pages.append((tmp_path / "player.html").read_bytes())
    assert pages[0] == pages[1]


def test_the_player_of_the_double_link_lesson_fits_into_150_kilobytes(tmp_path: Path) -> None:
    assert command("player", str(SCENARIOS / "documented/azure-link.flow:28"), cwd=tmp_path).returncode == 0
    assert (tmp_path / "player.html").stat().st_size <= 150_000


def test_without_javascript_the_page_lists_the_lines_of_its_lessons(tmp_path: Path) -> None:
    write(tmp_path, a=ONE.replace("wait 3 days", "note: 1 < 2 & 3\n  wait 3 days"))
    assert command("player", "a.flow", cwd=tmp_path).returncode == 0
    page = (tmp_path / "player.html").read_text(encoding="utf-8")
    plain = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<h2>Chloe may not activate</h2>" in plain
    assert "<li>and Chloe tries to activate &quot;Microsoft Product Support&quot;</li>" in plain
    assert "<li>note: 1 &lt; 2 &amp; 3</li>" in plain
