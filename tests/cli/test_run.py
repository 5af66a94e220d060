"""``benefit-flows run``: which scenarios run, what is written, and the exit code."""

import json
from pathlib import Path

import pytest

from tests.support import command, told

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
FIRST, ROW_1, ROW_2, ROW_3 = "a.flow:4", "a.flow:17", "a.flow:18", "a.flow:19"
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


def test_the_live_machines_give_the_same_report(folder: Path) -> None:
    """What moves the machines is not seen from outside."""
    assert told(command("run", "-v", "--engine", "transitions", cwd=folder)) == told(command("run", "-v", cwd=folder))


# Reports


def test_a_report_is_written_whole_beside_what_is_printed_and_leaves_nothing_else(folder: Path) -> None:
    """The folder holds the file and no part of it."""
    done = command("run", "--report", "json=out.json", cwd=folder)
    assert done.returncode == 1
    assert sorted(path.name for path in folder.iterdir()) == ["a.flow", "out.json"]
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert done.stdout == command("run", cwd=folder).stdout


def test_a_report_replaces_an_older_one(folder: Path) -> None:
    """Nothing of the old one is left, even if it was longer."""
    (folder / "out.json").write_text("x" * 1_000_000, encoding="utf-8")
    command("run", FIRST, "--report", "json=out.json", cwd=folder)
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in folder.iterdir()) == ["a.flow", "out.json"]


def test_several_reports_are_all_written_and_the_same(folder: Path) -> None:
    """The option may be given more than once."""
    command("run", "--report", "json=one.json", "--report", f"json={folder / 'two.json'}", cwd=folder)
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


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
    assert "argument --report: " in done.stderr.split("\n")[-2]
    assert [path.name for path in folder.iterdir()] == ["a.flow"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rnu"],
        ["run", "--nonsense"],
        ["run", "--lang", "de"],
        ["run", "--engine", "x"],
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
    assert "0 all passed; 1 a check failed; 2 a mistake" in command("run", "--help", cwd=folder).stdout


def test_in_french_nothing_english_is_left_in_the_own_words(folder: Path) -> None:
    """The summary, and that nothing is selected."""
    assert command("run", "--lang", "fr", FIRST, cwd=folder).stdout == "réussis : 1\n"
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

    def full(self: Path, *_: object, **__: object) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    done = command("run", FIRST, "--report", "json=out.json", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "1 passed\n")
    assert done.stderr == "cannot write out.json: No space left on device\n"
    assert list(folder.glob("*out.json*")) == []
    assert list(folder.glob(".*")) == []
