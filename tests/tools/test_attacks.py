"""Attacks at length: kills at 200 moments, all names that could once be guessed, other users' folders.

These take minutes, and need an administrator, who alone can be another user. Small ones are in ``tests/cli``.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep
from typing import Final

import pytest

from benefit_flows.language.format import format_text
from tests.cli.attacks import FAILING, NOT_KEPT, snapshot
from tests.support import command, parse_text, told

pytestmark = pytest.mark.tools
KILLS: Final = 200
LONGEST: Final = 1.2
"""Seconds within which a command is killed: some moments are before its first line, some behind its end."""

ANOTHER: Final = 12345
TIDY: Final = format_text(parse_text(FAILING))
ATTACKED: Final = (
    ("run", "-q", ".", "--report", "json=out.json"),
    ("fmt", "."),
    ("convert", ".", "-o", "features", "--force"),
    ("diagram", ".", "-o", "out"),
    ("player", "0.flow", "--worlds", "1", "-o", "player.html"),
    ("run", "-q", "--last-failed", "."),
)


def project(folder: Path) -> None:
    """Make a project of 30 files that fail and are not formatted, with results of an earlier time."""
    (folder / "out").mkdir(parents=True)
    (folder / "pyproject.toml").touch()
    for number in range(30):
        (folder / f"{number}.flow").write_text(FAILING, encoding="utf-8")
    (folder / "out.json").write_text("{}", encoding="utf-8")
    command("run", "-q", "0.flow", cwd=folder)


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the program in a folder."""
    return subprocess.Popen(
        [sys.executable, "-m", "benefit_flows", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def as_user(user: int, folder: Path, *arguments: str) -> str:
    """Do a command as another user, and give all that it told. This process knows by now all that it has to read."""
    command("run", "-q", ".", cwd=folder.parent)
    process = os.fork()
    if process == 0:  # pragma: no cover  # the other process
        try:
            os.chdir(folder)  # that user may not come back to the project's folder
            os.setuid(user)
            (folder / "told").write_text(told(command(*arguments, cwd=folder)), encoding="utf-8")
            os._exit(0)
        finally:
            os._exit(1)  # whatever happened: a copy of this process must not go on with the tests
    assert os.waitpid(process, 0)[1] == 0
    return (folder / "told").read_text(encoding="utf-8")


def torn(folder: Path) -> list[str]:
    """Name the files that are neither as they were nor as they should become."""
    return [each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file() and not _whole(each)]


def _whole(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".flow":
            return text in (FAILING, TIDY)
        case ".json":
            return isinstance(json.loads(text), dict)
        case ".svg":
            return text.endswith("</svg>\n")
        case ".html":
            return text.rstrip().endswith("</html>")
        case ".feature":
            return text.endswith("is active\n")
    return True


def test_two_hundred_kills_at_any_moment_tear_and_lose_nothing(tmp_path: Path) -> None:
    random, outside = Random(12), tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept", encoding="utf-8")
    before, ended = snapshot(outside), 0
    for number in range(KILLS):
        folder = tmp_path / "project"
        shutil.rmtree(folder, ignore_errors=True)
        project(folder)
        run = started(folder, *ATTACKED[number % len(ATTACKED)])
        sleep(random.uniform(0, LONGEST))
        ended += run.poll() is not None
        sent = (signal.SIGKILL, signal.SIGINT)[number // len(ATTACKED) % 2]
        run.send_signal(sent)
        run.communicate(timeout=60)
        assert run.returncode in (0, 1, 2, 130, -sent), ATTACKED[number % len(ATTACKED)]
        assert torn(folder) == []
        held = json.loads((folder / ".benefit-flows" / "last-failed.json").read_text(encoding="utf-8"))
        assert "0.flow" in [each["file"] for each in held["failed"]]
        left = [each.name for each in folder.rglob(".*.part")]
        assert len(left) <= (1 if sent == signal.SIGKILL else 0), left
        assert snapshot(outside) == before
    sys.stdout.write(f"kills: {KILLS}, of these behind the end: {ended}\n")


def test_links_at_every_name_that_could_be_guessed_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept", encoding="utf-8")
    (tmp_path / "a.flow").write_text(FAILING, encoding="utf-8")
    (tmp_path / ".benefit-flows").mkdir()
    for folder, name in ((tmp_path, "a.flow"), (tmp_path / ".benefit-flows", "last-failed.json")):
        for number in range(1, 32769):
            (folder / f".{name}.{number}.part").symlink_to(tmp_path / "kept")
    done = [command("fmt", "a.flow", cwd=tmp_path).returncode, command("run", "-q", "a.flow", cwd=tmp_path).returncode]
    assert (done, (tmp_path / "kept").read_text(encoding="utf-8")) == ([0, 1], "kept")
    assert (tmp_path / "a.flow").read_text(encoding="utf-8") == TIDY
    assert not (tmp_path / "a.flow").is_symlink()


@pytest.fixture
def shared() -> Iterator[Path]:
    """Give a folder that every user may write to; those of pytest are closed to others."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


@pytest.mark.parametrize("owner", [0, ANOTHER])
def test_a_folder_of_another_user_is_left_whoever_runs(shared: Path, owner: int) -> None:
    assert os.geteuid() == 0, "this test needs an administrator"
    folder = shared / "project"
    folder.mkdir()
    folder.chmod(0o777)
    for place in (shared, folder):
        (place / "pyproject.toml").touch()
        (place / "a.flow").write_text(FAILING, encoding="utf-8")
    own = folder / ".benefit-flows"
    own.mkdir()
    own.chmod(0o777)
    os.chown(own, owner, owner)
    shown = as_user(0 if owner else ANOTHER, folder, "run", "-q", "a.flow")
    assert shown.startswith(f"--- stderr\n{NOT_KEPT}it belongs to another user\n--- stdout\n")
    assert ("BF501" in shown, shown.endswith("--- exit 1\n"), list(own.iterdir())) == (True, True, [])


def test_a_file_of_another_user_keeps_its_owner(tmp_path: Path) -> None:
    assert os.geteuid() == 0, "this test needs an administrator"
    path = tmp_path / "a.flow"
    path.write_text(FAILING, encoding="utf-8")
    os.chown(path, ANOTHER, ANOTHER)
    path.chmod(0o640)
    assert command("fmt", "a.flow", cwd=tmp_path).returncode == 0
    about = path.stat()
    assert (about.st_uid, about.st_gid, about.st_mode & 0o777) == (ANOTHER, ANOTHER, 0o640)


def test_six_runs_at_once_thirty_times_lose_no_failure(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    for number in range(6):
        (tmp_path / f"{number}.flow").write_text(FAILING, encoding="utf-8")
    for _ in range(30):
        shutil.rmtree(tmp_path / ".benefit-flows", ignore_errors=True)
        runs = [started(tmp_path, "run", "-q", f"{number}.flow") for number in range(6)]
        assert [(each.communicate(timeout=60)[1], each.returncode) for each in runs] == [("", 1)] * 6
        held = json.loads((tmp_path / ".benefit-flows" / "last-failed.json").read_text(encoding="utf-8"))
        assert [each["file"] for each in held["failed"]] == [f"{number}.flow" for number in range(6)]
