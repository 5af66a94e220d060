"""Which scenarios run: rows by number, and what failed last time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.cli.selection import parse_tags
from tests.support import command, told

FILE = """\
scenario: One
  use: a Gold partner
  then "Microsoft Product Support" is active

outline: Two
  use: a Gold partner
  then "Microsoft Product Support" is <state>
  examples:
    | state    |
    | inactive |
    | active   |
    | inactive |
"""
ONE, ROW_1, ROW_2, ROW_3 = "a.flow:1", "a.flow:10", "a.flow:11", "a.flow:12"
STEPS = """\
  use: a Gold partner
  when <who> signs in to "Partner Center"
  and <who> tries to activate "Microsoft Product Support"
  then it is <o>
"""
MEMORY = ".benefit-flows/last-failed.json"
NOT_KNOWN = f"what failed last time is not known, and what fails now is not kept: {MEMORY}: "
INCONNU = (
    f"ce qui a échoué la dernière fois est inconnu, et ce qui échoue n’est pas noté\u00a0: {MEMORY}\u00a0: "
    "ce n’est pas ce qu’une exécution a écrit\u00a0; supprimez-le, et les échecs seront de nouveau notés"
)
ALTERED = "failures that are no longer as they were: 1; all that may stand for them runs\n"
NONE_FAILED = "none of these scenarios failed last time: all of them run\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file: a scenario and the second row of an outline fail."""
    (tmp_path / "a.flow").write_text(FILE, encoding="utf-8")
    return tmp_path


def places_run(folder: Path, *arguments: str) -> list[str]:
    """Give the places of the scenarios that ran, in order."""
    lines = command("run", "-v", *arguments, cwd=folder).stdout.split("\n")
    return [line.split()[1] for line in lines if line.startswith(("ok ", "FAILED "))]


def mended(folder: Path, old: str, new: str) -> None:
    """Change the file."""
    text = (folder / "a.flow").read_text(encoding="utf-8")
    assert old in text
    (folder / "a.flow").write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "expected"), [(["2"], [ROW_2]), (["3", "1"], [ROW_1, ROW_3]), (["1", "1"], [ROW_1]), (["2", "9"], [ROW_2])]
)
def test_rows_are_chosen_by_number(folder: Path, rows: list[str], expected: list[str]) -> None:
    assert places_run(folder, *(part for each in rows for part in ("--row", each))) == expected


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--row", "4"], "none of these outlines has a row 4: they have 3 at most"),
        (["--row", "4", "--row", "7"], "none of these outlines has a row 4, 7: they have 3 at most"),
        (["--row", "1", "-k", "one"], "--row chooses rows of outlines, and none of these scenarios is one"),
        (["--row", "1", ONE], "--row chooses rows of outlines, and none of these scenarios is one"),
        (["--row", "4", "--lang", "fr"], "aucun de ces plans n’a de ligne 4\u00a0: ils en ont 3 au plus"),
    ],
)
def test_a_row_that_is_not_there_selects_nothing_and_says_why(folder: Path, arguments: list[str], line: str) -> None:
    done = command("run", *arguments, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.split("\n")[1:]) == (5, "", [line, ""])


@pytest.mark.parametrize("row", ["0", "-1", "x", "", "1.5", "9" * 5000])
def test_a_row_that_is_no_number_is_wrong_usage(folder: Path, row: str) -> None:
    done = command("run", f"--row={row}", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f'argument --row: "{row}" is no row: rows count from 1\n')


def test_only_what_failed_last_time_runs(folder: Path) -> None:
    command("run", cwd=folder)
    assert places_run(folder, "--last-failed") == [ONE, ROW_2]


def test_what_passes_is_forgotten_until_nothing_is_left_and_all_run(folder: Path) -> None:
    command("run", cwd=folder)
    mended(folder, "is active", "is inactive")
    assert places_run(folder, "--last-failed") == [ONE, ROW_2]
    assert places_run(folder, "--last-failed") == [ROW_2]
    mended(folder, "| active   |", "| inactive |")
    assert told(command("run", "--last-failed", cwd=folder)) == (
        f"--- stderr\n{ALTERED}--- stdout\n3 passed\n--- exit 0\n"
    )
    assert told(command("run", "--last-failed", cwd=folder)) == (
        f"--- stderr\n{NONE_FAILED}--- stdout\n4 passed\n--- exit 0\n"
    )


def test_without_a_run_before_all_run_and_that_is_said(folder: Path) -> None:
    done = command("run", "--last-failed", ROW_1, cwd=folder)
    assert told(done) == f"--- stderr\n{NONE_FAILED}--- stdout\n1 passed\n--- exit 0\n"
    french = command("run", "--last-failed", "--lang", "fr", ROW_1, cwd=folder)
    assert french.stderr == "aucun de ces scénarios n’a échoué la dernière fois\u00a0: tous sont exécutés\n"


def test_scenarios_whose_lines_have_moved_are_found(folder: Path) -> None:
    command("run", cwd=folder)
    mended(folder, "scenario: One", "# a comment\n\nscenario: One")
    assert places_run(folder, "--last-failed") == ["a.flow:3", "a.flow:13"]


def outline(name: str, *rows: str) -> str:
    """Give a file with one outline, in one of the two notations. Chloe's row fails."""
    table = "\n".join(f"      {each}" for each in ("| who | o |", *rows))
    if name.endswith(".flow"):
        return f"outline: who\n{STEPS}  examples:\n{table}\n"
    steps = STEPS.replace("use: a Gold partner", 'Given setup "a Gold partner"')
    steps = steps.replace("  when", "  When").replace("  and", "  And").replace("  then", "  Then")
    return f"Feature: f\n  Scenario Outline: who\n{steps}    Examples:\n{table}\n"


@pytest.mark.parametrize("name", ["o.flow", "o.feature"])
def test_a_row_that_failed_is_run_again_wherever_it_stands_in_the_table(tmp_path: Path, name: str) -> None:
    rows = "| Bob | accepted |", "| Chloe | accepted |", "| Ada | accepted |"
    path = tmp_path / name
    path.write_text(outline(name, *rows[:2]), encoding="utf-8")
    assert command("run", "-q", cwd=tmp_path).returncode == 1
    path.write_text(outline(name, rows[2], *rows[:2]), encoding="utf-8")
    done = command("run", "-q", "--last-failed", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (1, "0 passed, 1 failed", "")
    path.write_text(outline(name, rows[2], rows[0]), encoding="utf-8")
    done = command("run", "-q", "--last-failed", cwd=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "2 passed", ALTERED)


def test_a_failure_that_changed_its_name_is_not_forgotten_by_what_does_not_run_it(folder: Path) -> None:
    command("run", cwd=folder)
    mended(folder, "scenario: One", "scenario: Other")
    command("run", "-k", "two", cwd=folder)
    done = command("run", "--last-failed", "-q", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (1, "2 passed, 2 failed", ALTERED)
    assert places_run(folder, "--last-failed") == [ONE, ROW_2]


def test_what_was_not_run_this_time_stays_remembered(folder: Path) -> None:
    command("run", cwd=folder)
    command("run", "--last-failed", "-x", cwd=folder)
    assert places_run(folder, "--last-failed", "-k", "two") == [ROW_2]
    assert places_run(folder, "--last-failed") == [ONE, ROW_2]


def test_a_scenario_that_is_gone_is_forgotten(folder: Path) -> None:
    command("run", cwd=folder)
    mended(folder, "scenario: One", "scenario: Other")
    command("run", cwd=folder)
    memory = (folder / ".benefit-flows" / "last-failed.json").read_text(encoding="utf-8")
    assert ('"Other"' in memory, '"One"' in memory) == (True, False)


def test_only_a_run_writes_what_failed(folder: Path) -> None:
    for name in ("check", "list", "cover"):
        command(name, cwd=folder)
    command("run", ROW_1, cwd=folder)
    assert [each.name for each in folder.iterdir()] == ["a.flow"]


def test_a_run_from_a_folder_below_knows_what_failed_in_the_project(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    (folder / "sub").mkdir()
    command("run", cwd=folder)
    assert places_run(folder / "sub", "--last-failed", "..") == [f"../{ONE}", f"../{ROW_2}"]


@pytest.mark.parametrize(
    ("data", "language", "why"),
    [
        ("x", "en", NOT_KNOWN + "it is not what a run has written; remove it, and failures are kept again"),
        (
            '{"schema": "benefit-flows/last-failed/9"}',
            "en",
            NOT_KNOWN + "a newer version has written it",
        ),
        (
            "x",
            "fr",
            INCONNU,
        ),
    ],
)
def test_a_memory_that_cannot_be_read_is_said_once_and_left_alone(
    folder: Path, data: str, language: str, why: str
) -> None:
    (folder / ".benefit-flows").mkdir()
    (folder / ".benefit-flows" / "last-failed.json").write_text(data, encoding="utf-8")
    done = command("run", "-q", "--lang", language, cwd=folder)
    assert (done.returncode, done.stderr) == (1, f"{why}\n")
    done = command("run", "-q", "--last-failed", "--lang", language, cwd=folder)
    assert (done.returncode, done.stderr) == (1, f"{why}\n")
    assert (folder / MEMORY).read_text(encoding="utf-8") == data


def test_a_memory_that_cannot_be_written_is_said_and_changes_nothing_else(folder: Path) -> None:
    (folder / ".benefit-flows").write_text("mine", encoding="utf-8")
    done = command("run", "-q", cwd=folder)
    assert (done.returncode, done.stdout.split("\n")[-2]) == (1, "2 passed, 2 failed")
    assert done.stderr == f"{NOT_KNOWN}Not a directory\n"
    assert (folder / ".benefit-flows").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "tag", ["@owner:anna", "@severity=high", "@C#", "@a/b", "@50%", "@bug(12)", "@x.y-z", "@a&b|c", "@été", "@a\\b"]
)
def test_every_tag_that_a_file_may_have_can_be_chosen(folder: Path, tag: str) -> None:
    (folder / "b.flow").write_text(f"{tag}\n{FILE.partition('outline')[0]}", encoding="utf-8")
    assert places_run(folder, "-t", tag) == ["b.flow:2"]
    assert places_run(folder, "-t", f"(not({tag}) or @other)and not {tag}") == [ONE, ROW_1, ROW_2, ROW_3]


@given(st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1))
def test_a_tag_is_chosen_by_itself_and_by_no_other(name: str) -> None:
    """Parentheses and backslashes may have a backslash in front, and must where they stand alone."""
    escaped = "".join(f"\\{each}" if each in "()\\" else each for each in name)
    expression = parse_tags(f"(@{escaped} and @more)")
    assert expression.named == (f"@{name}", "@more")
    assert expression.fits(frozenset({f"@{name}", "@more"}))
    assert not expression.fits(frozenset({f"@{name}x", "@more"}))
