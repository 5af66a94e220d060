"""Where a failure is told to stand, in a setup of one's own and in a standard one, and how to run it again."""

import json
import subprocess
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.lsp.workspace import Workspace
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import SLOWEST, command

FILE: Final = """\
setup: a partner who is not yet through
  use: a Gold partner
  then "Microsoft Product Support" is active

outline: <who> waits
  use: a partner who is not yet through
  when <who> signs in to "Partner Center"
  then <who> sees "Benefits"
  examples:
    | who |
    | Ada |
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project whose scenario fails in a setup."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.flow").write_text(FILE, encoding="utf-8")
    return tmp_path


def printed(project: Path, form: str, *more: str) -> str:
    done = command("run", "--message-format", form, *more, "a.flow", cwd=project)
    assert done.returncode == 1
    return done.stdout


def test_people_are_told_the_line_that_used_the_setup_too(project: Path) -> None:
    assert "\n  = used at:  a.flow:6\n" in printed(project, "human")
    assert "(Ada waits (row 1: who = Ada), used at a.flow:6)" in printed(project, "human", "-q")


def test_an_editor_shows_a_failure_of_a_standard_setup_at_the_line_that_used_it(project: Path) -> None:
    """In the setup itself nobody would see it."""
    use = "use: an activated Gold partner (until = 2021-03-03)"
    text = f'scenario: s\n  {use}\n  then "Microsoft Product Support" is inactive\n'
    path = str(project / "b.flow")
    workspace = Workspace(RULEBOOKS)
    workspace.update(path, text)
    workspace.run(path, None)
    assert [each.span.line for each in workspace.failures(path)][:1] == [2]


def test_in_one_line_a_failure_of_a_standard_setup_stands_where_a_user_has_a_file(project: Path) -> None:
    """A build server shows nothing at a file that the project does not have (docs/checking.md)."""
    text = FILE.replace("  then", "  then the number of requests is 0\n  use: both benefits active\n  then", 1)
    (project / "a.flow").write_text(text.replace("Gold partner", "partner without offers"), encoding="utf-8")
    place = "mpn-2021-04/setups.flow:"
    for form in (("short",), ("human", "-q")):
        assert printed(project, *form).startswith("a.flow:8:")
        assert f"(row 1: who = Ada), in {place}" in printed(project, *form)
    assert "file=a.flow,line=8," in printed(project, "github")
    assert f"%0A{place}" in printed(project, "github")
    failed = json.loads(printed(project, "json"))["diagnostics"][0]["failure"]["failed_line"]
    assert f"{failed['file']}:" == place
    assert place not in json.dumps(json.loads(printed(project, "sarif"))["runs"][0]["results"][0]["locations"])
    assert f"\n --> {place}" in printed(project, "human").replace("  -->", " -->")


@pytest.mark.parametrize("name", ["a b/x;y.flow", 'it\'s "so" $HOME `x`.flow', "-q.flow", "a.flow"])
def test_the_command_to_run_a_row_again_can_be_pasted_into_a_shell(tmp_path: Path, name: str) -> None:
    (tmp_path / "pyproject.toml").touch()
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(FILE, encoding="utf-8")
    said = command("run", "--", name, cwd=tmp_path).stdout
    again = next(line.partition("run again: ")[2] for line in said.splitlines() if "run again: " in line)
    echoed = subprocess.run(  # noqa: S602  # what a shell makes of it is the question
        f"printf '%s\\n' {again}",
        shell=True,
        capture_output=True,
        text=True,
        timeout=SLOWEST,
        check=True,
    ).stdout.splitlines()
    done = command(*echoed[1:], cwd=tmp_path)
    assert (done.returncode, done.stdout.count("BF501")) == (1, 1)
