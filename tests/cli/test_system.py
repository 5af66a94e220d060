"""What the system refuses, as a user meets it: one clear line and the right exit code, never a traceback."""

import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.cli import COMMANDS
from tests.support import cli, command, told

GOOD: Final = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
BAD: Final = GOOD.replace("inactive", "active")
PROGRAM: Final = (sys.executable, "-m", "benefit_flows")
IMPORTING: Final = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
sys.argv = ["benefit-flows", "run", "a.flow", *{more!r}]
from benefit_flows.__main__ import main
sys.exit(main())
"""


def started(*arguments: str, cwd: Path, where: str) -> subprocess.CompletedProcess[str]:
    """Start the program by a line for a shell that ends with where the output goes."""
    line = f'"$0" -m benefit_flows "$@" {where}'
    return subprocess.run(
        ["/bin/bash", "-c", line, sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONUNBUFFERED": ""},  # else argparse keeps to itself what it cannot print
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def limited() -> None:
    """Let files grow to one byte."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.flow").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("module", ["argparse", "benefit_flows.cli.run", "benefit_flows.language.check", "json"])
@pytest.mark.parametrize(("more", "line"), [((), "interrupted\n"), (("--lang", "fr"), "interrompu\n")])
def test_ctrl_c_while_modules_are_imported_ends_with_one_line(
    folder: Path, module: str, more: tuple[str, ...], line: str
) -> None:
    program = IMPORTING.format(module=module, more=list(more))
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (130, line)


def test_ctrl_c_on_the_way_out_changes_nothing(folder: Path) -> None:
    program = (
        "import atexit, os, signal, sys; from benefit_flows.__main__ import main;"
        "atexit.register(lambda: os.kill(os.getpid(), signal.SIGINT)); sys.argv = ['b', 'check', '-q', 'a.flow'];"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_ctrl_c_in_any_command_is_one_line(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("benefit_flows.cli._parser", interrupted)
    assert told(command(name, "a.flow", cwd=folder)) == "--- stderr\ninterrupted\n--- exit 130\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("run",), "benefit-flows: the working folder is no longer there: change into one that is\n"),
        (
            ("fmt", "--lang", "fr"),
            "benefit-flows\u00a0: le dossier de travail n’existe plus\u00a0: passez dans un dossier qui existe\n",
        ),
    ],
)
def test_a_working_folder_that_has_gone_is_told(tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:
    (tmp_path / "gone").mkdir()
    before = Path.cwd()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            timeout=60,
            check=False,
        )
    finally:
        os.chdir(before)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", line)


def test_links_in_a_circle_are_told_however_they_are_reached(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "b.flow").write_text(f"include: l1.flow\n{GOOD}", encoding="utf-8")
    (tmp_path / "l1.flow").symlink_to("l2.flow")
    (tmp_path / "l2.flow").symlink_to("l1.flow")
    for paths in (("l1.flow",), (".",), ("b.flow",)):
        done = command("run", *paths, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "error[BF402]: the file cannot be read: Too many levels of symbolic links\n" in done.stderr
    for arguments in (("diagram", "b.flow", "-o", "l1.flow"), ("convert", "b.flow", "-o", "l1.flow", "--force")):
        assert command(*arguments, cwd=tmp_path).returncode == 2
    assert (tmp_path / "l1.flow").is_symlink()


def test_a_limit_on_the_size_of_files_is_told_and_nothing_is_torn(folder: Path) -> None:
    (folder / "out.json").write_text("before", encoding="utf-8")
    before = set(folder.iterdir())
    done = subprocess.run(
        [*PROGRAM, "run", "-q", "a.flow", "--report", "json=out.json"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        preexec_fn=limited,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (2, "0 passed, 1 failed")
    assert done.stderr == (
        "what failed cannot be remembered in .benefit-flows/last-failed.json: File too large\n"
        "cannot write out.json: File too large\n"
    )
    assert (folder / "out.json").read_text(encoding="utf-8") == "before"
    assert set(folder.iterdir()) == {*before, folder / ".benefit-flows"}
    assert sorted(each.name for each in (folder / ".benefit-flows").iterdir()) == ["lock"]


def test_an_output_that_may_not_grow_is_told(folder: Path) -> None:
    done = started("run", "-q", "a.flow", cwd=folder, where="| (ulimit -f 0; cat >/dev/null); exit ${PIPESTATUS[0]}")
    assert done.returncode == 1
    with (folder / "out.txt").open("wb") as out:
        done = subprocess.run(
            [*PROGRAM, "list", "rules"],
            cwd=folder,
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
            preexec_fn=limited,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "benefit-flows: File too large")


@pytest.mark.parametrize("where", [">/dev/full", "2>/dev/full", ">/dev/full 2>&1"])
@pytest.mark.parametrize(
    "arguments", [("--help",), ("run", "--help"), ("run", "--no"), ("list", "rules"), ("run", "-")]
)
def test_a_full_disk_is_never_a_traceback(folder: Path, where: str, arguments: tuple[str, ...]) -> None:
    done = started(*arguments, cwd=folder, where=where)
    prints = arguments[0] in ("--help", "list") or "--help" in arguments
    assert done.returncode == (0 if prints and where == "2>/dev/full" else 2)
    if prints and where == ">/dev/full":
        assert done.stderr == "benefit-flows: No space left on device\n"
    assert not any(each in done.stderr for each in ("Traceback", "Exception ignored", "a bug of ours"))


@pytest.mark.parametrize("arguments", [("--help",), ("list", "rules"), ("explain", "R01"), ("diagram",)])
def test_who_reads_may_leave_early(folder: Path, arguments: tuple[str, ...]) -> None:
    done = started(*arguments, cwd=folder, where="| true; exit ${PIPESTATUS[0]}")
    assert (done.returncode in (0, 130), done.stderr) == (True, "")


def test_numbers_that_no_number_holds_are_answered(folder: Path) -> None:
    for arguments in (("explain", "9" * 5000), ("run", "a.flow:" + "9" * 5000), ("step", "a.flow:²")):
        done = command(*arguments, cwd=folder)
        assert (done.returncode, "bug" in done.stderr) == (2, False)


def test_nothing_follows_links_by_a_way_that_raises_for_circles() -> None:
    """``Path.resolve`` does so up to Python 3.12; ``os.path.realpath`` does not."""
    sources = Path(__file__).parents[2] / "src" / "benefit_flows"
    assert [each.name for each in sources.rglob("*.py") if ".resolve(" in each.read_text(encoding="utf-8")] == []


def test_a_folder_without_an_end_is_no_bug(tmp_path: Path) -> None:
    done = cli("run", "x/" * 3000, cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("error[BF40")) == (2, True)
