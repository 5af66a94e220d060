"""Files with mistakes, and scenarios that fail: everything that a user is shown, held in golden files."""

import re
from pathlib import Path

import pytest

from benefit_flows.diagnostics.codes import CODES
from tests.support import GOLDEN, Golden, cli, command, flow_files, told

OPTIONS = {
    "quiet": ["-q"],
    "verbose": ["-v"],
    "french": ["--lang", "fr"],
    "short": ["--message-format", "short"],
}
"""What stands before ``.flow`` says with which options a file is run."""

SHOWN_ELSEWHERE = {
    "BF402": "depends on the system; test_bad_input.py",
    "BF404": "nobody wants to keep a file of 50 MB; test_bad_input.py",
    "BF406": "is about a folder; test_bad_input.py",
    "BF408": "names the folder of the checkout; test_bad_input.py",
    "BF410": "is about the command line; test_run.py",
    "BF412": "is about a file that is no .flow file; test_bad_input.py",
    "BF420": "is about a folder; test_guests.py",
    "BF421": "is about a package that is missing; test_guests.py",
    "BF413": "is about a package that is missing; test_convert.py",
}


def cases(folder: str) -> list[Path]:
    features = (GOLDEN / folder).rglob("*.feature")
    return sorted([*flow_files(GOLDEN / folder), *features])


def options_of(path: Path) -> list[str]:
    return OPTIONS.get(path.stem.rpartition(".")[2], [])


def codes_shown(folder: str) -> set[str]:
    return {code for path in cases(folder) for code in re.findall(r"\bBF\d{3}\b", out_of(path).read_text("utf-8"))}


def out_of(path: Path) -> Path:
    return path.with_suffix(".out")


@pytest.mark.parametrize("path", cases("bad"), ids=lambda path: path.stem)
def test_a_file_with_a_mistake_is_answered_as_in_its_golden_file(path: Path, golden: Golden) -> None:
    """Running a bad file gives the diagnostics, the summary and the exit code that were reviewed."""
    golden(out_of(path), told(command("run", path.name, *options_of(path), cwd=path.parent)))


@pytest.mark.parametrize("path", cases("failing"), ids=lambda path: path.stem)
def test_a_scenario_that_fails_is_told_as_in_its_golden_file(path: Path, golden: Golden) -> None:
    """Running a failing scenario gives the story, the summary and the exit code that were reviewed."""
    golden(out_of(path), told(command("run", path.name, *options_of(path), cwd=path.parent)))


def test_every_code_of_a_mistake_has_a_golden_file() -> None:
    """Each code from 101 to 499 is shown by some file in golden/bad, or it is said where else."""
    wanted = {code for code in CODES if code < "BF500"}
    assert codes_shown("bad") | set(SHOWN_ELSEWHERE) == wanted
    assert codes_shown("bad") & set(SHOWN_ELSEWHERE) == set()


def test_every_code_of_a_failure_has_a_golden_file() -> None:
    """Each code from 501 on is shown by some file in golden/failing."""
    assert codes_shown("failing") == {code for code in CODES if code > "BF500"}


@pytest.mark.parametrize("folder", ["bad", "failing"])
def test_the_name_of_a_golden_file_names_the_code_that_it_shows(folder: str) -> None:
    """A file called 101-something shows BF101; so nobody believes a case to be covered that is not."""
    named = {path: path.name[:3] for path in cases(folder) if path.name[:3].isdigit()}
    assert named
    assert [path.name for path, code in named.items() if f"BF{code}" not in out_of(path).read_text("utf-8")] == []


@pytest.mark.parametrize("folder", ["bad", "failing"])
def test_golden_files_come_in_pairs(folder: str) -> None:
    """No .out file is left over when its scenario file has gone."""
    assert {path.stem for path in (GOLDEN / folder).glob("*.out")} == {path.stem for path in cases(folder)}


@pytest.mark.parametrize("folder", ["bad", "failing"])
def test_no_golden_file_holds_a_crash(folder: str) -> None:
    """What users see of their own mistakes is never a traceback, nor a bug of ours."""
    for path in cases(folder):
        text = out_of(path).read_text("utf-8")
        assert "Traceback" not in text, path.name
        assert "a bug of ours" not in text, path.name


@pytest.mark.parametrize("name", ["bad/mixed-mistakes.flow", "failing/outline.verbose.flow"])
def test_the_command_started_as_a_program_prints_what_the_golden_file_holds(name: str) -> None:
    """The golden files are made inside the tests' process; a real process prints the same."""
    path = GOLDEN / name
    assert told(cli("run", path.name, *options_of(path), cwd=path.parent)) == out_of(path).read_text("utf-8")
