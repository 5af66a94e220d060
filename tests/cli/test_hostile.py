"""Nothing that others keep is touched, whatever a checkout holds; runs at the same time lose nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.attacks import COMMANDS, FAILING, NOT_KEPT, WRITTEN_TO, hostile, snapshot
from tests.support import command, told

MEMORY = ".benefit-flows/last-failed.json"


@pytest.mark.parametrize("dangling", [False, True])
@pytest.mark.parametrize("places", WRITTEN_TO)
def test_no_command_goes_through_a_link_that_nobody_has_named(
    tmp_path: Path, places: tuple[str, ...], dangling: bool
) -> None:
    checkout, outside = tmp_path / "checkout", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept", encoding="utf-8")
    hostile(checkout, outside, places, dangling=dangling)
    before = snapshot(outside)
    done = [command(*each, cwd=checkout) for each in COMMANDS]
    assert snapshot(outside) == before
    assert all((checkout / each).is_symlink() for each in places)
    assert {each.returncode for each in done} <= {0, 1, 2}
    told = "".join(each.stderr for each in done)
    refused = {each for each in places if f"{each}: it is a link" in told or f"{each}: scenarios are read" in told}
    unsaid = {".benefit-flows/lock", ".benefit-flows/.gitignore"}  # the first is told as what it is for
    assert refused == set(places) - unsaid, "nothing has tried to write there"


@pytest.mark.parametrize("place", [".benefit-flows", "out"])
def test_a_folder_that_is_a_link_is_not_the_programs_own(tmp_path: Path, place: str) -> None:
    checkout, outside = tmp_path / "checkout", tmp_path / "outside"
    outside.mkdir()
    hostile(checkout, outside, ("elsewhere",), dangling=True)
    if place == "out":
        (checkout / "out" / "sub").symlink_to(outside, target_is_directory=True)
        (checkout / "sub").mkdir()
        (checkout / "a.flow").rename(checkout / "sub" / "a.flow")
        done = command("convert", ".", "-o", "out", cwd=checkout)
        expected = "cannot write out/sub/a.feature: it is a link, and is not followed\n"
    else:
        (checkout / place).symlink_to(outside, target_is_directory=True)
        done = command("run", "-q", cwd=checkout)
        expected = f"{NOT_KEPT}it is a link, and is not followed\n"
    assert (done.stderr, list(outside.iterdir())) == (expected, [])


def test_a_folder_of_another_user_is_not_used_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.flow").write_text(FAILING, encoding="utf-8")
    command("run", "-q", cwd=tmp_path)
    before = snapshot(tmp_path / ".benefit-flows")
    (tmp_path / "a.flow").write_text(FAILING.replace("scenario: s", "scenario: t"), encoding="utf-8")
    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path.stat().st_uid) + 1)
    done = command("run", "-q", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, f"{NOT_KEPT}it belongs to another user\n")
    assert snapshot(tmp_path / ".benefit-flows") == before


def test_six_runs_at_once_in_one_folder_keep_each_others_failures(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    for number in range(6):
        (tmp_path / f"{number}.flow").write_text(FAILING, encoding="utf-8")
    with running(tmp_path, [f"{number}.flow" for number in range(6)]) as runs:
        assert [each.wait(60) for each in runs] == [1] * 6
    held = json.loads((tmp_path / MEMORY).read_text(encoding="utf-8"))
    assert [each["file"] for each in held["failed"]] == [f"{number}.flow" for number in range(6)]
    assert sorted(each.name for each in (tmp_path / ".benefit-flows").iterdir()) == [
        ".gitignore",
        "last-failed.json",
        "lock",
    ]


@contextmanager
def running(folder: Path, files: list[str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run files at once, each by a process of its own; in the end none is left."""
    runs = [
        subprocess.Popen([sys.executable, "-m", "benefit_flows", "run", "-q", each], cwd=folder, stdout=-3)
        for each in files
    ]
    try:
        yield runs
    finally:
        for each in runs:
            each.kill()
            each.wait()


def test_what_a_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(FAILING, encoding="utf-8")
    (tmp_path / "link.svg").symlink_to("picture.svg")
    assert told(command("diagram", "a.flow", "-o", "link.svg", cwd=tmp_path)) == "--- exit 0\n"
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "link.svg").is_symlink()


def test_no_command_gives_something_else_the_name_of_scenarios_nor_a_file_that_of_a_folder(tmp_path: Path) -> None:
    """Next time they would be read there; and what ends with a slash is meant as a folder."""
    (tmp_path / "a.flow").write_text(FAILING, encoding="utf-8")
    lines = (
        "diagram a.flow -o new.flow",
        "diagram -o ./A.FLOW",
        "player a.flow --worlds 1 -o new.feature",
        "player a.flow --worlds 1 -o new/",
        "run -q a.flow --report json=new.feature",
        "run -q a.flow --report json=new/",
        "convert a.flow -o A.FLOW",
    )
    assert {each: command(*each.split(), cwd=tmp_path).returncode for each in lines} == dict.fromkeys(lines, 2)
    assert [each.name for each in tmp_path.iterdir()] == ["a.flow"]
