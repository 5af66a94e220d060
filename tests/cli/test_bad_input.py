"""Bad input of all kinds, as a user meets it: one clear diagnostic with code and place, the right exit code.

Nothing hangs, nothing is skipped in silence, there is never a traceback. The command runs as a program.
"""

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

import pytest

from tests.support import cli, command, told

GOOD = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'

NO_FILE: Final = "the folder holds no such file: .flow, .feature"
NOT_SUCH: Final = "only such files can be taken here: .flow, .feature"


def error(code: str, sentence: str, place: str, help_: str | None = None) -> str:
    """Give what a run prints for one mistake that has no line to show."""
    line = f"  = help: {help_}\n" if help_ else ""
    return f"--- stderr\nerror[{code}]: {sentence}\n --> {place}:1:1\n{line}\n1 mistake: nothing was run\n--- exit 2\n"


def write(folder: Path, name: str, text: str | bytes) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def no_such(place: str) -> str:
    return error("BF401", "there is no such file or folder", place, "is the path right, seen from this folder?")


@pytest.mark.parametrize("path", ["nowhere.flow", "nowhere", "nowhere/a.flow", "café.flow", "a b.flow"])
def test_a_file_that_does_not_exist_is_named(tmp_path: Path, path: str) -> None:
    """Whatever it is called."""
    assert told(cli("run", path, cwd=tmp_path)) == no_such(path)


def test_a_line_of_a_file_that_does_not_exist_is_answered_with_the_file(tmp_path: Path) -> None:
    """The line is not the mistake."""
    assert told(command("run", "nowhere.flow:3", cwd=tmp_path)) == no_such("nowhere.flow")


@pytest.mark.parametrize("name", ["x" * 300 + ".flow", "x" * 300, "x/" * 3000 + "a.flow"])
def test_a_path_longer_than_the_system_allows_does_not_exist(tmp_path: Path, name: str) -> None:
    """It is a mistake of the user, no bug of ours."""
    done = command("run", name, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error[BF40")


def test_a_name_that_is_no_text_is_answered_with_something_readable(tmp_path: Path) -> None:
    """Bytes in a file name that are no UTF-8 cannot be printed as they are."""
    done = cli("run", os.fsdecode(b"\xff.flow"), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error[BF401]")


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    """It is not passed over."""
    write(tmp_path, "a.flow", "")
    assert told(cli("run", "a.flow", cwd=tmp_path)) == error("BF405", "the file is empty", "a.flow")


def test_a_folder_without_scenario_files_is_named(tmp_path: Path) -> None:
    """As an argument, and as the folder that one is in; hidden files do not count."""
    write(tmp_path, "sub/notes.txt", "x")
    write(tmp_path, "sub/.hidden.flow", GOOD)
    assert told(cli("run", "sub", cwd=tmp_path)) == error("BF406", NO_FILE, "sub")
    assert told(cli("run", cwd=tmp_path / "sub")) == error("BF406", NO_FILE, ".")


def test_one_empty_folder_of_two_is_named(tmp_path: Path) -> None:
    """The good one does not hide it."""
    write(tmp_path, "good/a.flow", GOOD)
    (tmp_path / "empty").mkdir()
    assert told(command("run", "good", "empty", cwd=tmp_path)) == error("BF406", NO_FILE, "empty")


def test_a_file_that_is_no_scenario_file_is_named(tmp_path: Path) -> None:
    """Only .flow files are run."""
    write(tmp_path, "notes.txt", GOOD)
    assert told(cli("run", "notes.txt", cwd=tmp_path)) == error("BF412", NOT_SUCH, "notes.txt")


@pytest.mark.parametrize("data", [bytes(range(256)), b"\x7fELF\x00\x01", b"scenario: \x00"])
def test_a_binary_file_is_named(tmp_path: Path, data: bytes) -> None:
    """Also where a text holds one byte that no text has."""
    write(tmp_path, "a.flow", data)
    assert told(command("run", "a.flow", cwd=tmp_path)) == error("BF411", "the file is not text", "a.flow")


@pytest.mark.parametrize("data", [b"scenario: Caf\xe9\n", b"\xff", b"scenario: \xed\xa0\x80\n", b"scenario: x\xe2\x82"])
def test_a_file_that_is_not_utf_8_is_named_with_the_byte(tmp_path: Path, data: bytes) -> None:
    """Latin-1, a lone surrogate, a character that is cut off."""
    write(tmp_path, "a.flow", data)
    byte = {b"scenario: Caf\xe9\n": 14, b"\xff": 1, b"scenario: \xed\xa0\x80\n": 11, b"scenario: x\xe2\x82": 12}[data]
    sentence = f"the file is not UTF-8 text (byte {byte})"
    assert told(command("run", "a.flow", cwd=tmp_path)) == error("BF403", sentence, "a.flow", "save it as UTF-8")


def test_a_file_of_50_mb_is_refused_at_once(tmp_path: Path) -> None:
    """It is not read."""
    with (tmp_path / "a.flow").open("wb") as file:
        file.truncate(50_000_000)
    assert told(cli("run", "a.flow", cwd=tmp_path)) == error("BF404", "the file is larger than 5 MB", "a.flow")


def test_a_line_of_a_million_characters_is_named_and_cut_short(tmp_path: Path) -> None:
    """What is printed fits a screen."""
    write(tmp_path, "a.flow", GOOD + "  note: " + "x" * 1_000_000 + "\n")
    done = cli("run", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error[BF109]: the line is longer than 10,000 characters\n --> a.flow:4:1\n")
    assert len(done.stderr) < 500


MANY = {
    "unknown actions": GOOD + "".join(f'  when Ada act{i} "x"\n' for i in range(10_000)),
    "unknown names": GOOD + "".join(f'  when Ada{i} signs in to "Partner Center"\n' for i in range(10_000)),
    "scenarios without a check": "".join(f"scenario: {i}\n  given today is 2021-03-04\n" for i in range(10_000)),
    "wrong tags": "".join(f"@a b{i}\n" for i in range(10_000)) + GOOD,
    "wrong rows": GOOD.replace("scenario", "outline") + "  examples:\n | a |\n" + " | b | c |\n" * 10_000,
}


@pytest.mark.parametrize("kind", MANY)
def test_ten_thousand_mistakes_are_all_told_within_seconds(tmp_path: Path, kind: str) -> None:
    """Each with its place; the last line counts them."""
    write(tmp_path, "a.flow", MANY[kind])
    done = cli("run", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    count, word, *_ = done.stderr.splitlines()[-1].split()
    assert (int(count) >= 10_000, word) == (True, "mistakes:")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder that is a project: includes must stay in it."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").touch()
    return root


def included(target: str, code: str, sentence: str, help_: str | None = None) -> str:
    """Give what a run of ``a.flow`` prints for a wrong include in its first line."""
    shown = f"  |\n1 | include: {target}\n  |          {'^' * len(target)}\n"
    line = f"  = help: {help_}\n" if help_ else ""
    told = f"error[{code}]: {sentence}\n --> a.flow:1:10\n{shown}{line}\n1 mistake: nothing was run\n"
    return f"--- stderr\n{told}--- exit 2\n"


def test_a_file_that_includes_itself_is_named(project: Path) -> None:
    """At the line that does it."""
    write(project, "a.flow", "include: a.flow\n" + GOOD)
    expected = included("a.flow", "BF407", "the file includes itself: a.flow → a.flow")
    assert told(cli("run", "a.flow", cwd=project)) == expected


def test_an_include_of_a_missing_file_is_named(project: Path) -> None:
    """At the line that includes it."""
    write(project, "a.flow", "include: b.flow\n" + GOOD)
    help_ = "is the path right, seen from this folder?"
    assert told(cli("run", "a.flow", cwd=project)) == included(
        "b.flow", "BF401", "there is no such file or folder", help_
    )


@pytest.mark.parametrize("outside", ["../b.flow", "/b.flow", "sub/../../b.flow"])
def test_an_include_from_outside_of_the_project_is_refused(project: Path, outside: str) -> None:
    """Whether it exists is not looked at."""
    write(project.parent, "b.flow", GOOD)
    write(project, "a.flow", f"include: {outside}\n" + GOOD)
    help_ = "keep included files below the project's top folder"
    assert told(cli("run", "a.flow", cwd=project)) == included(
        outside, "BF408", 'the file lies outside of the folder "project"', help_
    )


def test_an_include_by_a_link_out_of_the_project_is_refused(project: Path) -> None:
    """A link is followed before it is looked where the file lies."""
    write(project.parent, "b.flow", GOOD)
    (project / "link.flow").symlink_to(project.parent / "b.flow")
    write(project, "a.flow", "include: link.flow\n" + GOOD)
    assert command("run", "a.flow", cwd=project).stderr.startswith("error[BF408]")


def test_without_a_project_the_working_folder_is_the_border(tmp_path: Path) -> None:
    """Neither .git nor pyproject.toml above: includes stay in the folder where the command runs."""
    write(tmp_path, "work/a.flow", "include: ../b.flow\n" + GOOD)
    write(tmp_path, "b.flow", GOOD)
    assert command("run", "a.flow", cwd=tmp_path / "work").stderr.startswith("error[BF408]")


def test_an_included_file_that_cannot_be_taken_is_named(project: Path) -> None:
    """Empty, binary, too large, a folder: as if it had been given on the command line."""
    (project / "folder").mkdir()
    write(project, "binary.flow", b"\0")
    write(project, "empty.flow", b"")
    for name, code in (("folder", "BF402"), ("binary.flow", "BF411"), ("empty.flow", "BF405")):
        write(project, "a.flow", f"include: {name}\n{GOOD}")
        done = command("run", "a.flow", cwd=project)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error[{code}]"), name


def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes into would hold the run for ever."""
    os.mkfifo(tmp_path / "a.flow")
    rescue = threading.Timer(5, lambda: (tmp_path / "a.flow").write_bytes(b""))
    rescue.daemon = True
    rescue.start()
    done = command("run", "a.flow", cwd=tmp_path)
    assert rescue.is_alive(), "the run waited for the pipe"
    rescue.cancel()
    assert done.stderr.startswith("error[BF402]")


ONE_MISTAKE = {
    "a date that goes backwards": ("  wait until 2021-03-01\n", "BF303", 3),
    "an attempt that nothing judges": ('  when Ada tries to sign in to "Azure portal"\n', "BF302", 3),
    "a product that nobody declared": ('  when Ada starts a request for "Windows 95" in "Azure portal"\n', "BF205", 3),
    "a parameter out of range": ('  given parameter "activation days" is 99\n', "BF210", 3),
}


@pytest.mark.parametrize("kind", ONE_MISTAKE)
def test_a_mistake_in_a_scenario_is_one_diagnostic_at_its_line_with_exit_2(tmp_path: Path, kind: str) -> None:
    """Nothing runs, and nothing follows from it."""
    line, code, number = ONE_MISTAKE[kind]
    write(tmp_path, "a.flow", GOOD.replace("  then", f"{line}  then"))
    done = cli("run", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("error[")) == (2, "", 1)
    assert done.stderr.startswith(f"error[{code}]: ")
    assert f" --> a.flow:{number}:" in done.stderr


def test_a_scenario_without_a_check_is_one_diagnostic_at_its_header(tmp_path: Path) -> None:
    """It would pass by accident."""
    write(tmp_path, "a.flow", "scenario: x\n  use: a Gold partner\n")
    done = cli("run", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("error[")) == (2, "", 1)
    assert done.stderr.startswith('error[BF301]: scenario "x" checks nothing\n --> a.flow:1:1\n')


def test_a_name_used_twice_is_one_diagnostic_at_the_second(tmp_path: Path) -> None:
    """The first is named by its line."""
    write(tmp_path, "a.flow", GOOD + "\n" + GOOD)
    done = cli("run", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("error[")) == (2, "", 1)
    assert done.stderr.startswith('error[BF220]: the name "x" is taken')
    assert " --> a.flow:5:1\n" in done.stderr


def test_a_name_used_in_two_files_is_no_mistake(tmp_path: Path) -> None:
    """Each file has names of its own."""
    write(tmp_path, "a.flow", GOOD)
    write(tmp_path, "b.flow", GOOD)
    assert told(command("run", cwd=tmp_path)) == "--- stdout\n2 passed\n--- exit 0\n"


def test_the_mistakes_of_all_files_are_told_in_one_pass_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    """Files that cannot be read among them."""
    write(tmp_path, "c.flow", "scenario: x\n  whn\n  thn\n")
    write(tmp_path, "b.flow", b"\0")
    write(tmp_path, "a.flow", "scenario: x\n  use: a Gold partner\n")
    done = cli("run", "c.flow", "b.flow", "nowhere.flow", "a.flow", cwd=tmp_path)
    places = [line.split()[-1] for line in done.stderr.splitlines() if "-->" in line]
    assert places == ["a.flow:1:1", "b.flow:1:1", "c.flow:2:3", "c.flow:3:3", "nowhere.flow:1:1"]
    assert (done.returncode, done.stdout, done.stderr.splitlines()[-1]) == (2, "", "5 mistakes: nothing was run")


END_OF_TIME = "scenario: x\n  given today is 9999-12-30\n  and company C has an Action Pack until 9999-12-31\n"
ACTIVATES = """\
  and accounts of C
    | name | associated with | roles        |
    | A    | MPN             | Global admin |
  when A signs in to "Partner Center"
  and A tries to activate "Microsoft Product Support"
  then it is accepted
"""


@pytest.mark.parametrize(
    "lines",
    [
        ACTIVATES,
        '  and parameter "renewal window days" is 90\n  then the number of requests is 0\n',
        "  wait 1 day\n  then the number of requests is 0\n",
    ],
)
def test_a_run_at_the_end_of_the_calendar_is_no_bug_of_ours(tmp_path: Path, lines: str) -> None:
    """Days beyond the year 9999 cannot be said; that is a mistake or a verdict, never exit 3."""
    write(tmp_path, "a.flow", END_OF_TIME + lines)
    done = command("run", "a.flow", cwd=tmp_path)
    assert done.returncode in (0, 1, 2), told(done)


def test_a_closed_output_is_no_bug_of_ours(tmp_path: Path) -> None:
    """A terminal that cannot show a character gets another one in its place."""
    write(tmp_path, "a.flow", GOOD.replace("scenario: x", "scenario: 日本 →").replace("inactive", "active"))
    done = cli("run", "a.flow", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "?? ?" in done.stdout


def test_a_full_disk_is_told_and_is_no_bug_of_ours(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text("scenario: x\n", encoding="utf-8")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "benefit_flows", "check", "a.flow"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "benefit-flows: No space left on device\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_was_closed_before_is_no_bug_of_ours(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.flow").write_text("scenario: x\n  use: a Gold partner\n  then nothing changed\n", encoding="utf-8")
    line = f"{shlex.quote(sys.executable)} -m benefit_flows check a.flow {closed}"
    done = subprocess.run(["/bin/sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "bug" in done.stderr) == (2, False)


@pytest.mark.parametrize("what", ["²", "¹⁸¹"])
def test_a_number_that_is_none_is_nothing_to_explain(tmp_path: Path, what: str) -> None:
    done = command("explain", what, cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith(f"nothing is called {what}")) == (2, True)
