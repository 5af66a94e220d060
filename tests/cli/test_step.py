"""``benefit-flows step``: which scenario, where it opens, what is wrong, how it ends."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from select import select
from typing import Final

import pytest

from tests.support import PROJECT, SLOWEST, cli, command, told
from tests.terminal.support import GOLDEN, replies, typed

ENVIRONMENT: Final = {"PYTHONPATH": str(PROJECT / "src"), "COLUMNS": "80"}


def test_of_several_scenarios_one_is_chosen_from_a_list() -> None:
    told_ = replies("3\nx\n2\nq\n", "lesson.flow")
    assert told_[0] == "Scenarios:\n  1 An activation takes three days\n  2 A scenario that fails\n"
    assert told_[1:3] == ["There are scenarios from 1 to 2; q leaves.\n"] * 2
    assert told_[3].startswith("A scenario that fails (lesson.flow:18)\n")


@pytest.mark.parametrize("text", ["q\n", ""])
def test_leaving_the_list_is_leaving(text: str) -> None:
    done = typed(text, "lesson.flow")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"scenario 1-2, q> {text.strip()}")


def test_rows_of_an_outline_are_listed_with_their_values(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(
        "outline: Rows\n  use: a Gold partner\n"
        '  when <who> signs in to "Partner Center"\n'
        '  then "Microsoft Product Support" is inactive\n'
        "  examples:\n    | who |\n    | Ada |\n    | Bob |\n",
        "utf-8",
    )
    assert replies("q", "a.flow", cwd=tmp_path)[0] == (
        "Scenarios:\n  1 Rows (row 1: who = Ada)\n  2 Rows (row 2: who = Bob)\n"
    )
    assert replies("q", "a.flow:8", cwd=tmp_path)[0].startswith("Rows (row 2: who = Bob) (a.flow:8)\n")


@pytest.mark.parametrize(("line", "done"), [(1, 0), (4, 0), (5, 1), (10, 1), (11, 2), (14, 3), (15, 4), (16, 4)])
def test_a_line_opens_the_scenario_just_before_it(line: int, done: int) -> None:
    assert f"steps done: {done}, scenario: {done} of 4\n" in replies("", f"lesson.flow:{line}")[0]


def test_the_language_is_that_of_the_file_unless_another_is_wanted() -> None:
    assert "Au départ" in replies("", "lesson.fr.flow")[0]
    assert "It begins with" in replies("", "lesson.fr.flow", "--lang", "en")[0]
    assert "Au départ" in replies("", "lesson.flow:1", "--lang", "fr")[0]


def test_an_export_is_in_the_language_of_the_file() -> None:
    assert replies("e", "lesson.fr.flow", "--lang", "en")[1].startswith("langue: fr\n")


def test_gherkin_is_stepped_through_like_any_other_file(tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(
        "Feature: Linking\n\n"
        "  Scenario: One link\n"
        '    Given setup "an activated Gold partner"\n'
        '    When Ada links the contract in "Azure portal"\n'
        "    Then the contract is linked for Ada\n",
        "utf-8",
    )
    done = replies("\n", "a.feature", cwd=tmp_path)
    assert done[0].startswith("One link (a.feature:3)\n")
    assert "ok: Then the contract is linked for Ada\n" in done[1]


def test_a_file_with_a_mistake_is_answered_like_a_run(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text("scenario: x\n  use: a Gold partner\n  when Ada sings\n", "utf-8")
    done = command("step", "a.flow", cwd=tmp_path)
    assert told(done) == told(command("run", "a.flow", cwd=tmp_path))
    assert done.returncode == 2


@pytest.mark.parametrize("name", ["nowhere.flow", "lesson.flow:99", "wide.typed"])
def test_what_is_no_scenario_is_answered_like_a_run(name: str) -> None:
    assert told(command("step", name, cwd=GOLDEN)) == told(command("run", name, cwd=GOLDEN))


def test_a_warning_is_shown_beside_and_does_not_stop(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(
        "setup: unused\n  use: a Gold partner\n\n"
        "scenario: x\n  use: a Gold partner\n  then the number of requests is 0\n",
        "utf-8",
    )
    done = typed("q", "a.flow", cwd=tmp_path)
    assert done.returncode == 0
    assert "warning[BF320]" in done.stderr
    assert done.stdout.startswith("x (a.flow:4)\n")


def test_a_file_that_is_gone_meanwhile_does_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.flow"
    file.write_bytes((GOLDEN / "lesson.flow").read_bytes())
    with started(tmp_path, "a.flow:1") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == b"An activation takes three days (a.flow:1)\n"
        file.unlink()
        out, _ = process.communicate(b"\n\n\n?\ne\nq\n", timeout=SLOWEST)
    assert process.returncode == 0
    assert b"use: a Gold partner" in out


def started(folder: Path, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    """Start the command in a process of its own, fed by a pipe."""
    return subprocess.Popen(
        [sys.executable, "-m", "benefit_flows", "step", *arguments],
        cwd=folder,
        env={**os.environ, **ENVIRONMENT, "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_without_unicode_everything_is_plain() -> None:
    done = cli("step", "lesson.fr.flow", cwd=GOLDEN, PYTHONIOENCODING="ascii", COLUMNS="60")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.isascii()
    assert "Un modele du recueil Avantages du support technique" in done.stdout
    assert "?" not in done.stdout


def test_bytes_that_are_no_text_are_no_command() -> None:
    with started(GOLDEN, "lesson.flow:1") as process:
        out, err = process.communicate(b"\xff\xfe\n\x00\n", timeout=SLOWEST)
    assert (process.returncode, err) == (0, b"")
    assert out.count(b"No command: ") == 2


def test_who_stops_reading_stops_the_command() -> None:
    with started(GOLDEN, "lesson.flow:1") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b"\n" * 2000)
        process.stdin.close()
        assert process.wait(timeout=SLOWEST) == 130
        assert process.stderr.read() == b""


@pytest.mark.parametrize("key", [b"\x04", b"\x03"], ids=["end of input", "interrupt"])
def test_at_a_terminal_one_leaves_politely(key: bytes) -> None:
    out, code = at_terminal(key)
    assert code == 0
    assert out.endswith("Questions: 0 right of 1.\r\n")
    assert "Traceback" not in out


def at_terminal(key: bytes) -> tuple[str, int]:
    """Start the command at a terminal, press a key when it asks, and give all that was shown, and the exit code."""
    process, terminal = pty.fork()
    if process == 0:  # pragma: no cover  # the other process
        os.chdir(GOLDEN)
        arguments = [sys.executable, "-m", "benefit_flows", "step", "lesson.flow:1"]
        os.execve(sys.executable, arguments, {**os.environ, **ENVIRONMENT, "TERM": "dumb"})  # noqa: S606  # ourselves
    shown = _read_until(terminal, b"(help, q)> ")
    for _ in range(5):  # Python loses an interrupt that comes just before it begins to wait: then one presses again
        os.write(terminal, key)
        if select([terminal], [], [], 3)[0]:
            break
    shown += _read_until(terminal, b"(nothing ends it)")
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _read_until(terminal: int, wanted: bytes) -> bytes:
    """Read until something is shown, or nobody writes to the terminal any more, which a system may call an error."""
    shown = b""
    while not shown.endswith(wanted):
        readable, _, _ = select([terminal], [], [], SLOWEST)
        assert readable, shown
        try:
            part = os.read(terminal, 4096)
        except OSError:
            part = b""
        if not part:
            break
        shown += part
    return shown
