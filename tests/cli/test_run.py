"""``benefit-flows run``: which scenarios run, what is written, and the exit code."""

import fcntl
import json
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from argparse import Namespace
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from benefit_flows.cli.colours import is_coloured
from benefit_flows.cli.course import progress_of, up_to_failure
from benefit_flows.cli.reports import Progress, bar
from benefit_flows.model.results import Timed
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Verdict
from benefit_flows.pipeline import exploration, runs
from benefit_flows.pipeline.runs import WorkerFailed
from tests.support import SLOWEST, command, run_text, told
from tests.unpacking import data_of

FILE = """\
rulebook: mpn-2021-04

@fast @azure
scenario: First one  [126]
  use: a Gold partner
  then "Microsoft Product Support" is inactive

# between the blocks

@slow
outline: Second one
  use: a Gold partner
  when <who> signs in to "Partner Center"
  then "Microsoft Product Support" is <state>
  examples:
    | who | state    |
    | Ada | inactive |
    | Bob | active   |
    | Bob | inactive |
"""
FORKS = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Newer Pythons warn where processes are started beside threads; a test runner has some, the command has none."""
FIRST, ROW_1, ROW_2, ROW_3 = "a.flow:4", "a.flow:17", "a.flow:18", "a.flow:19"
INTERRUPTED_FR = "interrompu\u00a0: 2 scénarios sur 4 exécutés"
ALL = [FIRST, ROW_1, ROW_2, ROW_3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file: three scenarios pass, the second row of the outline fails."""
    (tmp_path / "a.flow").write_text(FILE, encoding="utf-8")
    return tmp_path


def places_run(folder: Path, *arguments: str) -> list[str]:
    """Give the places of the scenarios that ran, in order."""
    lines = command("run", "-v", *arguments, cwd=folder).stdout.split("\n")
    return [line.split()[1] for line in lines if line.startswith(("ok ", "FAILED "))]


def test_a_run_whose_checks_all_hold_says_so_and_exits_0(folder: Path) -> None:
    """One line, and nothing else."""
    assert told(command("run", FIRST, cwd=folder)) == "--- stdout\n1 passed\n--- exit 0\n"


def test_a_run_with_a_check_that_fails_exits_1(folder: Path) -> None:
    """The last line counts what passed and what failed."""
    done = command("run", cwd=folder)
    assert (done.returncode, done.stderr, done.stdout.split("\n")[-2]) == (1, "", "3 passed, 1 failed")


def test_a_run_of_a_file_with_a_mistake_runs_nothing_and_exits_2(folder: Path) -> None:
    """Not even the good file beside it."""
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    done = command("run", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.split("\n")[-2]) == (2, "", "1 mistake: nothing was run")


def test_with_keep_going_the_good_files_run_and_the_exit_code_is_still_2(folder: Path) -> None:
    """Mistakes and results are both shown, also when all that ran passed."""
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    done = command("run", "--keep-going", FIRST, "b.flow", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "1 passed\n")
    assert "error[BF105]" in done.stderr
    assert done.stderr.endswith("1 mistake\n")


def test_with_keep_going_the_good_scenarios_of_a_file_with_a_mistake_run(folder: Path) -> None:
    """A scenario with a mistake never runs; those beside it do."""
    with (folder / "a.flow").open("a", encoding="utf-8") as file:
        file.write("\nscenario: broken\n  use: a Gold partner\n  whn\n  then it is accepted\n")
    assert places_run(folder, "--keep-going") == ALL


def test_a_warning_does_not_keep_files_from_running(folder: Path) -> None:
    """It is shown, and the exit code is that of the run."""
    text = (
        "setup: mine\n  use: a Gold partner\n\nscenario: x\n  use: a Gold partner\n  then the number of requests is 0\n"
    )
    (folder / "b.flow").write_text(text, encoding="utf-8")
    done = command("run", "b.flow", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "1 passed\n")
    assert done.stderr.startswith('warning[BF320]: nothing uses the setup "mine"\n')


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (4, [FIRST]),
        (5, [FIRST]),
        (6, [FIRST]),
        (11, [ROW_1, ROW_2, ROW_3]),
        (13, [ROW_1, ROW_2, ROW_3]),
        (15, [ROW_1, ROW_2, ROW_3]),
        (16, [ROW_1, ROW_2, ROW_3]),
        (17, [ROW_1]),
        (18, [ROW_2]),
        (19, [ROW_3]),
    ],
)
def test_a_line_picks_its_scenario_and_the_line_of_a_row_that_row(folder: Path, line: int, expected: list[str]) -> None:
    """Header and any line inside pick the scenario; in an outline all rows, on a row only that one."""
    assert places_run(folder, f"a.flow:{line}") == expected


@pytest.mark.parametrize("line", [0, 1, 2, 7, 8, 9, 20, 999, 99999999999999999999])
def test_a_line_outside_of_every_scenario_is_a_mistake(folder: Path, line: int) -> None:
    """It is named with its line, and the exit code is 2."""
    done = command("run", f"a.flow:{line}", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error[BF410]: there is no scenario at line {line}\n")


def test_several_lines_pick_several_scenarios_each_once_in_the_order_of_the_file(folder: Path) -> None:
    """However often and in which order they are named."""
    assert places_run(folder, ROW_3, FIRST, "a.flow:5", ROW_3) == [FIRST, ROW_3]
    assert places_run(folder, ROW_2, "a.flow") == ALL


def test_a_file_named_in_several_ways_runs_once(folder: Path) -> None:
    """As it is, with a dot, as a whole path, in its folder, around a corner."""
    (folder / "sub").mkdir()
    names = ["a.flow", "./a.flow", str(folder / "a.flow"), ".", "sub/../a.flow"]
    for name in names:
        assert places_run(folder, "a.flow", name) == ALL, name


def test_the_place_that_a_failure_gives_runs_just_that_scenario(folder: Path) -> None:
    """The line "run again" can be copied."""
    done = command("run", cwd=folder)
    (again,) = [line.split("benefit-flows ")[1] for line in done.stdout.split("\n") if "run again" in line]
    assert again == f"run {ROW_2}"
    once_more = command(*again.split(), cwd=folder)
    assert (once_more.returncode, once_more.stdout.split("\n")[-2]) == (1, "0 passed, 1 failed")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("@slow", [ROW_1, ROW_2, ROW_3]),
        ("not @slow", [FIRST]),
        ("@fast or @slow", ALL),
        ("@fast and @azure", [FIRST]),
        ("@fast and not @azure", []),
        ("not not @fast", [FIRST]),
        ("@slow or @fast and @nothing", [ROW_1, ROW_2, ROW_3]),
        ("(@slow or @fast) and @azure", [FIRST]),
        ("not (@slow or @fast)", []),
        ("@SLOW", []),
        ("@slo", []),
    ],
)
def test_a_tag_expression_picks_the_scenarios_with_those_tags(
    folder: Path, expression: str, expected: list[str]
) -> None:
    """``not`` binds before ``and``, ``and`` before ``or``; tags are taken as they are written."""
    assert places_run(folder, "-t", expression) == expected


@pytest.mark.parametrize(
    ("expression", "told_"),
    [
        ("", "stops too early"),
        ("@slow and", "stops too early"),
        ("not", "stops too early"),
        ("@slow or (not @slow", "a parenthesis is not closed"),
        ("slow", '"slow" is no tag: tags start with @'),
        ("@slow @fast", '"@fast" does not fit in: @slow @fast'),
        (")", '")" is no tag'),
        ("@slow)", '")" does not fit'),
        ("@slow & @fast", '"&" does not fit'),
    ],
)
def test_a_tag_expression_that_cannot_be_read_is_wrong_usage(folder: Path, expression: str, told_: str) -> None:
    """It is said what is wrong with it, and the exit code is 2."""
    done = command("run", "-t", expression, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told_ in done.stderr.split("\n")[-2]


def test_a_tag_expression_of_thousands_of_parentheses_is_wrong_usage(folder: Path) -> None:
    """It is not a bug of ours, and no traceback."""
    done = command("run", "-t", "(" * 5000 + "@a" + ")" * 5000, cwd=folder)
    assert done.returncode == 2


@pytest.mark.parametrize(("text", "expected"), [("first", [FIRST]), ("SECOND", [ROW_1, ROW_2, ROW_3]), ("one", ALL)])
def test_a_text_picks_the_scenarios_whose_name_contains_it(folder: Path, text: str, expected: list[str]) -> None:
    """Capitals do not matter."""
    assert places_run(folder, "-k", text) == expected


def test_a_run_that_selects_nothing_exits_5(folder: Path) -> None:
    """It is said, on the error output; a name or tag that is nowhere is told in test_check.py."""
    done = command("run", "-k", "first", "-t", "@slow", cwd=folder)
    assert told(done) == "--- stderr\nno scenario is selected\n--- exit 5\n"


def test_with_exit_first_nothing_runs_after_the_first_failure(folder: Path) -> None:
    """What was not run is counted."""
    done = command("run", "-x", cwd=folder)
    assert (done.returncode, done.stdout.split("\n")[-2]) == (1, "2 passed, 1 failed, 1 not run")
    assert places_run(folder, "-x") == [FIRST, ROW_1, ROW_2]


def test_with_exit_first_and_no_failure_everything_runs(folder: Path) -> None:
    """The option changes nothing then."""
    assert told(command("run", "-x", FIRST, ROW_1, cwd=folder)) == "--- stdout\n2 passed\n--- exit 0\n"


# Reports


def test_a_report_is_written_whole_beside_what_is_printed_and_leaves_nothing_else(folder: Path) -> None:
    """The folder holds the file and no part of it."""
    done = command("run", "--report", "json=out.json", cwd=folder)
    assert done.returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == [".benefit-flows", "a.flow", "out.json"]
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert done.stdout == command("run", cwd=folder).stdout


def test_a_report_replaces_an_older_one(folder: Path) -> None:
    """Nothing of the old one is left, even if it was longer."""
    (folder / "out.json").write_text("x" * 1_000_000, encoding="utf-8")
    command("run", FIRST, "--report", "json=out.json", cwd=folder)
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in folder.iterdir()) == ["a.flow", "out.json"]


def test_several_reports_are_all_written(folder: Path) -> None:
    """The option may be given more than once; the same format twice gives the same bytes."""
    reports = ["json=one.json", f"json={folder / 'two.json'}", "junit=three.xml"]
    command("run", *(part for each in reports for part in ("--report", each)), cwd=folder)
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert (folder / "three.xml").read_text(encoding="utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>')


def test_a_page_is_written_with_the_screens_and_in_the_language_of_the_run(folder: Path) -> None:
    command("run", "--report", "html=out.html", "--lang", "fr", cwd=folder)
    page = (folder / "out.html").read_text(encoding="utf-8")
    assert '<html lang="fr">' in page
    assert len(data_of(page)["stories"]) == len(places_run(folder))


def test_a_page_is_written_for_files_with_mistakes_too(folder: Path) -> None:
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    assert command("run", "--report", "html=out.html", cwd=folder).returncode == 2
    assert "BF105" in (folder / "out.html").read_text(encoding="utf-8")


def test_exploring_fills_a_column_of_the_page(folder: Path) -> None:
    for number, options in enumerate(([], ["--explore", "3"])):
        command("run", *options, "--report", f"html={number}.html", cwd=folder)
    plain, explored = (data_of((folder / f"{each}.html").read_text(encoding="utf-8"))["resting"] for each in (0, 1))
    assert {each["explored"] for each in plain["rules"]} == {None}
    reached = {each["id"] for each in explored["rules"] if each["explored"]}
    rests = {each["id"] for each in explored["rules"] if any(each["counts"])}
    assert rests
    assert reached - rests


def test_exploring_without_a_page_is_wrong_usage(folder: Path) -> None:
    done = command("run", "--explore", "3", "--report", "json=out.json", cwd=folder)
    message = "--explore is for the coverage of a page: add --report html=FILE\n"
    assert told(done) == f"--- stderr\n{message}--- exit 2\n"
    assert not (folder / "out.json").exists()


def test_a_run_that_is_stopped_while_it_explores_writes_its_reports(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(exploration, "explored_around", stop)
    reports = ("--report", "html=out.html", "--report", "json=out.json")
    done = command("run", FIRST, ROW_1, "--explore", "3", *reports, cwd=folder)
    assert (done.returncode, done.stdout) == (130, "2 passed\n")
    assert done.stderr == "interrupted: 2 of 2 scenarios ran\n"
    resting = data_of((folder / "out.html").read_text(encoding="utf-8"))["resting"]
    assert {each["explored"] for each in resting["rules"]} == {None}
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["summary"]["passed"] == 2


def test_only_what_ran_is_explored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    explored: list[str] = []

    def note(scenarios: Iterable[Scenario], *_: object) -> None:
        explored.extend(each.place for each in scenarios)

    monkeypatch.setattr(exploration, "explored_around", note)
    command("run", "-x", "--explore", "3", "--report", "html=out.html", cwd=folder)
    assert explored == [FIRST, ROW_1, ROW_2]


@pytest.mark.parametrize("number", ["0", "-1", "many", "100001", "9" * 5000])
def test_a_number_of_worlds_that_is_none_is_wrong_usage(folder: Path, number: str) -> None:
    done = command("run", f"--explore={number}", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("argument --explore: write a number of worlds from 1 to 100000\n")


@pytest.mark.parametrize("second", ["json=out", "junit=./out", "json=link"])
def test_two_reports_to_one_file_are_wrong_usage(folder: Path, second: str) -> None:
    (folder / "link").symlink_to("out")
    done = command("run", "--report", "json=out", "--report", second, cwd=folder)
    name = second.partition("=")[2]
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"cannot write {Path(name)}: another report goes there\n"
    assert not (folder / "out").exists()


def test_a_report_in_place_of_a_device_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    done = command("run", "--report", "json=pipe", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "cannot write pipe: it is no file that may be written\n"


@pytest.mark.parametrize(
    ("language", "why"), [("en", "there is no folder no/where"), ("fr", "il n’y a pas de dossier no/where")]
)
def test_a_report_in_no_folder_is_told_in_the_language_of_the_run(folder: Path, language: str, why: str) -> None:
    done = command("run", "--lang", language, "--report", "json=no/where/out.json", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.endswith(f": {why}\n")) == (2, "", True)


@pytest.mark.parametrize("name", ["a.flow", "other.flow", "other.feature"])
def test_a_report_never_replaces_a_file_of_scenarios(folder: Path, name: str) -> None:
    (folder / name).touch()
    before = (folder / name).read_bytes()
    done = command("run", "a.flow", "--report", f"html={name}", cwd=folder)
    assert (done.returncode, done.stderr) == (2, f"cannot write {name}: it holds scenarios\n")
    assert (folder / name).read_bytes() == before


def test_a_report_never_replaces_what_is_included_whatever_it_is_called(folder: Path) -> None:
    (folder / "setups.txt").write_text("setup: ours\n  use: a Gold partner\n", encoding="utf-8")
    text = (folder / "a.flow").read_text(encoding="utf-8")
    (folder / "a.flow").write_text(f"include: setups.txt\n{text}", encoding="utf-8")
    done = command("run", "a.flow", "--report", "html=setups.txt", cwd=folder)
    assert told(done) == "--- stderr\ncannot write setups.txt: scenarios are read from it\n--- exit 2\n"


def test_a_name_of_a_file_that_is_no_text_is_written_into_a_report_by_its_number(folder: Path) -> None:
    (folder / "a.flow").rename(folder / "\udcff.flow")
    done = command("run", "--report", "json=out.json", cwd=folder)
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert (done.returncode, found["scenarios"][0]["file"]) == (1, "\udcff.flow")


def test_a_report_is_written_for_files_with_mistakes_too(folder: Path) -> None:
    """It holds the diagnostics; with an older report left in place, nobody would see the mistake."""
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    assert command("run", "--report", "json=out.json", cwd=folder).returncode == 2
    assert "BF105" in (folder / "out.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "report",
    [
        "json=nowhere/out.json",
        "json=.",
        "json=a.flow/out.json",
        "json=" + "x" * 300,
        "json=",
        "json",
        "pdf=out",
        "=out",
    ],
)
def test_a_report_that_cannot_be_written_is_refused_before_the_run(folder: Path, report: str) -> None:
    """Wrong usage, exit 2, and nothing ran or was written."""
    done = command("run", "--report", report, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.split("\n")[-2].startswith(("cannot write ", "benefit-flows run: error: argument --report: "))
    assert [path.name for path in folder.iterdir()] == ["a.flow"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rnu"],
        ["run", "--nonsense"],
        ["run", "--lang", "de"],
        ["run", "-t"],
        ["list", "-x"],
    ],
)
def test_wrong_usage_exits_2(folder: Path, arguments: list[str]) -> None:
    """The usage is shown."""
    done = command(*arguments, cwd=folder)
    assert done.returncode == 2
    assert "usage: benefit-flows" in done.stderr + done.stdout


def test_help_and_version_exit_0(folder: Path) -> None:
    """They print to the standard output."""
    for arguments in (["--help"], ["run", "--help"], ["list", "--help"], ["--version"]):
        done = command(*arguments, cwd=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert "benefit-flows" in done.stdout


def test_the_help_of_run_explains_every_exit_code(folder: Path) -> None:
    """Scripts are written by it."""
    assert "0 nothing failed; 1 a check failed; 2 a mistake" in command("run", "--help", cwd=folder).stdout


def test_in_french_nothing_english_is_left_in_the_own_words(folder: Path) -> None:
    """The summary, and that nothing is selected."""
    assert command("run", "--lang", "fr", FIRST, cwd=folder).stdout == "réussis\u00a0: 1\n"
    assert "no scenario" not in command("run", "--lang", "fr", "-k", "nothing", cwd=folder).stderr


def test_control_characters_of_a_file_do_not_reach_the_terminal(folder: Path) -> None:
    """They are a mistake, told by their number: they could colour the terminal or hide what a line says."""
    text = (
        'scenario: \x1b[31mred\n  use: a Gold partner\n  note: \x1b[2J\n  then "Microsoft Product Support" is active\n'
    )
    (folder / "b.flow").write_text(text, encoding="utf-8")
    for arguments in (["run", "-v"], ["run", "-q"], ["run"], ["list"]):
        done = command(*arguments, "b.flow", cwd=folder)
        assert (done.returncode, done.stderr.count("error[BF115]")) == (2, 2)
        assert "\x1b" not in done.stdout + done.stderr


def test_the_lines_that_a_failure_names_are_lines_of_the_file_shown(folder: Path) -> None:
    """What a standard setup did is not said to have been done by a line of the user's file."""
    signs_in = '  when Ada signs in to "Partner Center"\n'
    text = f'scenario: x\n  use: a Gold partner\n{signs_in}  then Ada sees "Activate"\n'
    (folder / "b.flow").write_text(text, encoding="utf-8")
    done = command("run", "b.flow", cwd=folder)
    assert done.returncode == 1
    assert "by line 11" not in done.stdout
    assert "by line 5" not in done.stdout


def test_a_report_that_cannot_be_written_after_all_is_told_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may fill up during the run: the results are shown all the same, and the exit code says so."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = command("run", FIRST, "--report", "json=out.json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "1 passed\n")
    assert done.stderr == "cannot write out.json: No space left on device\n"
    assert [path.name for path in folder.iterdir()] == ["a.flow"]


# Many processes


def many(folder: Path, number: int, failing: tuple[int, ...] = ()) -> None:
    """Write a file with so many scenarios, of which these fail."""
    states = ["active" if each in failing else "inactive" for each in range(number)]
    texts = (
        f'scenario: Number {each}\n  use: a Gold partner\n  then "Microsoft Product Support" is {state}\n'
        for each, state in enumerate(states)
    )
    (folder / "a.flow").write_text("\n".join(texts), encoding="utf-8")


@FORKS
@pytest.mark.parametrize("options", [[], ["-q"], ["-v"], ["-x"], ["-x", "-v"]], ids=" ".join)
def test_two_processes_give_the_same_output_and_reports_as_one(folder: Path, options: list[str]) -> None:
    many(folder, 230, failing=(77, 170, 229))
    one, two = (
        command("run", "-j", number, *options, "--report", f"json={number}.json", cwd=folder) for number in ("1", "2")
    )
    assert told(two) == told(one)
    assert one.returncode == 1
    assert (folder / "2.json").read_bytes() == (folder / "1.json").read_bytes()


@FORKS
def test_two_processes_give_the_same_page_as_one_except_seconds(folder: Path) -> None:
    many(folder, 230, failing=(77, 170, 229))
    for number in ("1", "2"):
        command("run", "-j", number, "--report", f"html={number}.html", cwd=folder)
    pages = [(folder / f"{each}.html").read_text(encoding="utf-8") for each in (1, 2)]
    assert data_of(pages[0]) == data_of(pages[1])
    listed = [re.sub(r"\d+\.\d{3}(?=\u00a0s)", "", re.sub(r'id="data">[^<]*<', "", each)) for each in pages]
    assert listed[0] == listed[1]
    assert "\u00a0s" in listed[0]


@FORKS
@pytest.mark.parametrize("options", [[], ["-x"]], ids=["all", "exit-first"])
def test_two_processes_without_reports_print_the_same_as_one(folder: Path, options: list[str]) -> None:
    many(folder, 230, failing=(77, 170, 229))
    one, two = (command("run", "-j", number, *options, cwd=folder) for number in ("1", "2"))
    assert told(two) == told(one)
    counts = "77 passed, 1 failed, 152 not run" if options else "227 passed, 3 failed"
    assert two.stdout.split("\n")[-2] == counts


def test_with_few_scenarios_no_process_is_started(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process costs more than they do."""

    def refuse(_: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr("multiprocessing.Process.start", refuse)
    many(folder, 150)
    assert told(command("run", "-j", "2", cwd=folder)) == "--- stdout\n150 passed\n--- exit 0\n"
    many(folder, 250)
    assert command("run", "-j", "2", cwd=folder).returncode == 3


@pytest.mark.parametrize("jobs", ["0", "auto"])
def test_as_many_processes_as_processors_give_the_same(folder: Path, jobs: str) -> None:
    assert told(command("run", "-j", jobs, cwd=folder)) == told(command("run", cwd=folder))


@pytest.mark.parametrize("jobs", ["-1", "x", "1.5", "", "1025", "9" * 5000])
def test_a_number_of_processes_that_is_none_is_wrong_usage(folder: Path, jobs: str) -> None:
    done = command("run", f"--jobs={jobs}", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("argument -j/--jobs: write a number of processes up to 1024, or auto\n")


# A run that is stopped


@pytest.mark.parametrize(("language", "line"), [("en", "interrupted: 2 of 4 scenarios ran"), ("fr", INTERRUPTED_FR)])
def test_an_interrupted_run_reports_what_ran_and_exits_130(
    folder: Path, monkeypatch: pytest.MonkeyPatch, language: str, line: str
) -> None:
    stop_after(2, KeyboardInterrupt(), monkeypatch)
    done = command("run", "--lang", language, "--report", "json=out.json", "--report", "junit=out.xml", cwd=folder)
    assert (done.returncode, done.stderr) == (130, f"{line}\n")
    assert done.stdout == {"en": "2 passed, 2 not run\n", "fr": "réussis\u00a0: 2, non exécutés\u00a0: 2\n"}[language]
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["summary"]["not_run"] == 2
    assert (folder / "out.xml").read_text(encoding="utf-8").count("<skipped ") == 2


def test_a_worker_that_fails_is_a_bug_of_ours_and_what_ran_is_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_after(3, WorkerFailed("a worker process ended (exit code -9)"), monkeypatch)
    done = command("run", "-q", "--report", "json=out.json", cwd=folder)
    assert (done.returncode, done.stdout.split("\n")[-2]) == (3, "2 passed, 1 failed, 1 not run")
    assert done.stderr == (
        "stopped: 3 of 4 scenarios ran\n"
        "benefit-flows: a bug of ours: WorkerFailed: a worker process ended (exit code -9)\n"
        "please report it; BENEFIT_FLOWS_DEBUG=1 shows where\n"
    )
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["summary"]["failed"] == 1


def stop_after(number: int, why: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """End a run from outside when so many scenarios have run."""
    run_each = runs.run_each

    def stopping(*arguments: Any, **options: Any) -> Iterator[Timed]:
        yield from islice(run_each(*arguments, **options), number)
        raise why

    monkeypatch.setattr(runs, "run_each", stopping)


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start a run, in a group of processes of its own, as a terminal does."""
    return subprocess.Popen(
        [sys.executable, "-m", "benefit_flows", "run", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


def workers_of(process: subprocess.Popen[str], number: int) -> list[int]:
    """Wait until a process has so many children, and give them."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    end = monotonic() + SLOWEST
    while monotonic() < end:
        found = children.read_text(encoding="ascii").split()
        if len(found) == number:
            return [int(each) for each in found]
        sleep(0.01)
    raise AssertionError(f"{number} workers were not seen")


def is_alive(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def hard(folder: Path, number: int = 400) -> None:
    """Write scenarios that take long: each fails in a world of its own, and nothing that is searched for helps."""
    text = """\
scenario: Number {each}
  use: an Action Pack partner
  given product "Product {each}" is cloud
  when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature"
  then the number of requests is 0
"""
    (folder / "a.flow").write_text("\n".join(text.format(each=each) for each in range(number)), encoding="utf-8")


def test_ctrl_c_stops_every_worker_at_once_and_reports_what_ran(folder: Path) -> None:
    """A terminal sends it to the whole group of processes."""
    hard(folder)
    with started(folder, "-j", "2", "-q", "--report", "junit=out.xml") as run:
        workers = workers_of(run, 2)
        sleep(0.3)
        os.killpg(run.pid, signal.SIGINT)
        _, err = run.communicate(timeout=SLOWEST)
    assert run.returncode == 130
    assert re.fullmatch(r"interrupted: \d+ of 400 scenarios ran\n", err)
    assert not any(map(is_alive, workers))
    assert 'tests="400"' in (folder / "out.xml").read_text(encoding="utf-8")


def test_a_worker_that_is_killed_ends_the_run_as_a_bug_of_ours(folder: Path) -> None:
    hard(folder)
    with started(folder, "-j", "2") as run:
        workers = workers_of(run, 2)
        os.kill(workers[0], signal.SIGKILL)
        out, err = run.communicate(timeout=SLOWEST)
    assert run.returncode == 3
    assert out.endswith(" not run\n")
    assert err.split("\n")[1:] == [
        "benefit-flows: a bug of ours: WorkerFailed: a worker process ended (exit code -9)",
        "please report it; BENEFIT_FLOWS_DEBUG=1 shows where",
        "",
    ]
    assert not any(map(is_alive, workers))


# Colours and the bar


def test_colours_are_given_on_demand_to_what_people_read(folder: Path) -> None:
    done = command("run", "--color", "always", ROW_2, cwd=folder)
    lines = done.stdout.split("\n")
    assert lines[0] == "\033[31merror[BF501]\033[0m: the check does not hold"
    assert lines[4] == f"   |   \033[31m{'^' * 43}\033[0m"
    assert lines[-2] == "\033[32m0 passed\033[0m, \033[31m1 failed\033[0m"
    assert re.sub("\033\\[[0-9]+m", "", done.stdout) == command("run", ROW_2, cwd=folder).stdout


def test_mistakes_are_coloured_in_either_language(folder: Path) -> None:
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    beginnings = [
        command("run", "b.flow", "--color", "always", "--lang", language, cwd=folder).stderr.partition(":")[0]
        for language in ("en", "fr")
    ]
    assert beginnings == ["\033[31merror[BF105]\033[0m", "\033[31merreur[BF105]\033[0m"]


def test_reports_in_files_are_never_coloured(folder: Path) -> None:
    reports = ("--report", "json=out.json", "--report", "junit=out.xml")
    command("run", "--color", "always", *reports, cwd=folder)
    assert not any(b"\033" in (folder / name).read_bytes() for name in ("out.json", "out.xml"))


@pytest.mark.parametrize(
    ("option", "environment", "terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_the_option_counts_more_than_the_environment_and_that_more_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, option: str, environment: dict[str, str], terminal: bool, expected: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert is_coloured(option, Screen(terminal)) is expected


class Screen(StringIO):
    """A stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("wide", "fancy", "expected"),
    [
        (79, True, "[████████████████████░░░░░░░░░░░░░░░░░░░░] 5/10  4 passed, 1 failed"),
        (79, False, "[####################....................] 5/10  4 passed, 1 failed"),
        (39, False, "[######......] 5/10  4 passed, 1 failed"),
        (29, False, "[#.] 5/10  4 passed, 1 failed"),
        (28, False, "5/10  4 passed, 1 failed"),
        (10, False, "5/10  4 pa"),
        (-1, False, ""),
    ],
)
def test_the_bar_fits_the_terminal(wide: int, fancy: bool, expected: str) -> None:
    shown = bar(10, [Verdict.PASSED] * 4 + [Verdict.FAILED], wide, fancy=fancy)
    assert shown == expected


def test_the_bar_appears_after_half_a_second_ten_times_a_second_at_most_and_goes_away() -> None:
    screen, times = Screen(terminal=True), iter([0.0, 0.4, 0.6, 0.6, 0.65, 0.8, 0.8])
    progress = Progress(screen, 4, lambda: next(times), "en")
    for _ in range(4):
        progress.ran(Verdict.PASSED)
    progress.erase()
    first = f"[{'#' * 20}{'.' * 20}] 2/4  2 passed, 0 failed"
    last = f"[{'#' * 40}] 4/4  4 passed, 0 failed"
    assert screen.getvalue().split("\r") == ["", first, last, " " * len(last), ""]


def test_at_a_terminal_a_long_run_shows_a_bar_and_leaves_nothing(folder: Path) -> None:
    hard(folder, 8)
    shown = at_terminal(folder, "run", "--color", "never", ".").split("\r")
    bars = [each for each in shown if each.startswith(("[#", "[."))]
    assert bars
    assert all(len(each.rstrip()) < 40 for each in bars)
    assert bars[-1].endswith("8/8  0 passed, 8 failed")
    assert shown[-2:] == [" " * len(bars[-1]), ""]


@pytest.mark.parametrize(
    ("quiet", "form", "term", "terminal", "expected"),
    [
        (False, "human", "xterm", True, True),
        (True, "human", "xterm", True, False),
        (False, "short", "xterm", True, False),
        (False, "human", "dumb", True, False),
        (False, "human", "xterm", False, False),
    ],
)
def test_the_bar_is_for_people_at_a_terminal_who_want_more_than_a_line(
    monkeypatch: pytest.MonkeyPatch, quiet: bool, form: str, term: str, terminal: bool, expected: bool
) -> None:
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", term)
    options = Namespace(quiet=quiet, message_format=form, lang="en")
    assert progress_of(1, options).stream is (screen if expected else None)


def test_an_interrupted_run_that_stops_at_failures_keeps_all_that_ran_before_one() -> None:
    text = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is '
    passed, failed = (Timed(run_text(text + state)[0], 0.0) for state in ("inactive", "active"))
    assert list(up_to_failure({7: passed, 0: passed, 3: passed}, 1)) == [0, 3, 7]
    assert list(up_to_failure({7: failed, 0: passed, 3: failed, 2: passed}, 1)) == [0, 2, 3]


def at_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """Give what a command writes to an error output that is a terminal of 40 columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "benefit_flows", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii", "TERM": "xterm"}
        | environment,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as run:
        os.close(theirs)
        shown = b"".join(iter(lambda: read_terminal(ours), b""))
        run.wait(SLOWEST)
    os.close(ours)
    return shown.decode("ascii")


def read_terminal(terminal: int) -> bytes:
    """Read what there is; nothing when the other side has left."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_way_to_acceptance_is_told_in_lines_that_the_file_could_hold(folder: Path, language: str) -> None:
    line = 'when Ada signs in to "Partner Center"'
    (folder / "b.flow").write_text(
        'scenario: x\n  use: a Gold partner\n  when Ada activates "Microsoft Product Support"\n'
        "  then the number of requests is 0\n",
        encoding="utf-8",
    )
    done = command("run", "b.flow", "--lang", language, "--report", "html=out.html", cwd=folder)
    assert line in done.stdout
    (story,) = data_of((folder / "out.html").read_text(encoding="utf-8"))["stories"]
    told_of_it = json.dumps(story)
    assert "signs in to" in told_of_it
