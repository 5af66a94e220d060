"""Of very many mistakes some are shown, and how many more there are is said, in every format."""

import json
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.limits import MOST_IN_ALL, MOST_IN_FILE, limited
from benefit_flows.lsp.workspace import Workspace
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Span
from tests.support import command

MANY: Final = 3 * MOST_IN_FILE
MORE: Final = "and 200 more, which are not shown"


def mistakes(path: str, number: int, code: str = "BF105") -> list[Diagnostic]:
    return [Diagnostic(code, Span(path, line + 1, 1, 2, "x"), (("word", "x"),)) for line in range(number)]


def told(found: tuple[Diagnostic, ...]) -> list[tuple[str, int, str]]:
    """Give where something is said to be left out, and how much."""
    return [(each.span.path, each.span.line, dict(each.values)["number"]) for each in found if each.code == "BF423"]


def test_a_few_mistakes_are_shown_as_they_are() -> None:
    found = tuple(mistakes("a", MOST_IN_FILE - 1) + mistakes("b", MOST_IN_FILE))
    assert limited(found) == found


def test_of_many_mistakes_in_a_file_the_first_are_shown_and_the_others_counted() -> None:
    found = limited([*mistakes("a", MANY), *mistakes("b", 2)])
    assert told(found) == [("a", MOST_IN_FILE + 1, "200")]
    assert len(found) == MOST_IN_FILE + 1 + 2


def test_errors_are_shown_before_warnings() -> None:
    """One that kept a file from running must not be among those that are left out."""
    warned = mistakes("a", MANY, "BF320")
    error = Diagnostic("BF105", Span("a", MANY + 1, 1, 2, "x"))
    assert error in limited([*warned, error])


def test_of_very_many_files_the_first_are_shown_and_the_others_counted_together() -> None:
    every = [each for file in range(MOST_IN_ALL + 50) for each in mistakes(f"{file:05}", 2)]
    found = limited(every)
    assert told(found) == [("00500", 1, "1,100")]
    assert len(found) == MOST_IN_ALL + 1


def test_failed_lines_are_all_shown() -> None:
    found = limited([*mistakes("a", MANY), *mistakes("a", MANY, "BF501")])
    assert (len(found), told(found)) == (MOST_IN_FILE + 1 + MANY, [("a", MOST_IN_FILE + 1, "200")])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with one file of many mistakes."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.flow").write_text("x\n" * MANY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["human", "short", "github", "json", "sarif"])
@pytest.mark.parametrize("name", ["run", "check"])
def test_every_format_says_how_many_more_there_are(project: Path, name: str, form: str) -> None:
    """All are counted, and the exit code is that of all."""
    done = command(name, "--message-format", form, "a.flow", cwd=project)
    said = done.stdout + done.stderr
    assert (done.returncode, said.count(MORE)) == (2, 1)
    assert said.count("no such keyword") in (MOST_IN_FILE, MOST_IN_FILE + 1)  # SARIF describes the code too
    assert "300 errors" in said or "300 mistakes" in said
    if form == "json":
        assert json.loads(done.stdout)["summary"] == {"errors": 300, "warnings": 0, "hints": 0}


def test_an_editor_and_a_report_of_a_build_server_say_so_too(project: Path) -> None:
    path = str(project / "a.flow")
    workspace = Workspace(RULEBOOKS)
    workspace.update(path, "x\n" * MANY)
    shown = workspace.mistakes(workspace.files[path])[path]
    assert ([each.message() for each in shown if each.code == "BF423"], len(shown)) == ([MORE], MOST_IN_FILE + 1)
    command("run", "--report", "junit=out.xml", "a.flow", cwd=project)
    assert (project / "out.xml").read_text(encoding="utf-8").count(MORE) == 1


def test_many_names_are_looked_through_once_for_each_of_some_mistakes(project: Path) -> None:
    """Ten thousand setups, and tens of thousands of uses of others: with each compared to each, this takes an hour."""
    setups = "".join(f"setup: some setup {each}\n  use: a Gold partner\n" for each in range(10_000))
    uses = "".join(f"  use: some setap {each}\n" for each in range(40_000))
    (project / "a.flow").write_text(f"{setups}scenario: x\n{uses}", encoding="utf-8")
    done = command("check", "--message-format", "short", "a.flow", cwd=project)
    assert done.stdout.splitlines()[0] == (
        'a.flow:20002:8: error[BF211]: no setup is called "some setap 0" (did you mean "some setup 0"?)'
    )
    assert done.stderr == "40000 errors\n"
