"""Which files a path means: lines of files, folders of any depth, links that lead nowhere."""

import os
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest

from benefit_flows.pipeline.discovery import Looked, Wanted, look_through, wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.flow", Wanted(Path("a.flow"), None)),
        ("a.flow:7", Wanted(Path("a.flow"), 7)),
        ("a:3.flow:7", Wanted(Path("a:3.flow"), 7)),
        ("a\n.flow:7", Wanted(Path("a\n.flow"), 7)),
        ("a.flow:²", Wanted(Path("a.flow:²"), None)),
        ("a.flow:٣", Wanted(Path("a.flow:٣"), None)),
        ("a.flow:" + "9" * 5000, Wanted(Path("a.flow:" + "9" * 5000), None)),
        (":7", Wanted(Path(":7"), None)),
        ("", Wanted(Path(), None)),
    ],
    ids=lambda each: str(each)[:20],
)
def test_only_ascii_digits_behind_a_file_are_a_line(tmp_path: Path, text: str, expected: Wanted) -> None:
    with chdir(tmp_path):
        assert wanted(text) == expected


def test_a_file_that_is_called_like_a_line_is_meant_itself(tmp_path: Path) -> None:
    (tmp_path / "a.flow:7").touch()
    with chdir(tmp_path):
        assert wanted("a.flow:7") == Wanted(Path("a.flow:7"), None)


def test_hidden_things_links_to_folders_and_pipes_are_left_out_and_broken_links_are_not(tmp_path: Path) -> None:
    for name in ("b/a.flow", "a.feature", "notes.txt", ".hidden.flow", ".git/c.flow", "x.flow/d.flow"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    os.mkfifo(tmp_path / "pipe.flow")
    for name, target in (("link.flow", "a.feature"), ("gone.flow", "no"), ("round.flow", "round.flow"), ("b2", "b")):
        (tmp_path / name).symlink_to(target)
    assert list(look_through(tmp_path, (".flow", ".feature"))) == [
        Looked(tmp_path, tuple(tmp_path / each for each in ("a.feature", "gone.flow", "link.flow", "round.flow"))),
        Looked(tmp_path / "b", (tmp_path / "b" / "a.flow",)),
        Looked(tmp_path / "x.flow", (tmp_path / "x.flow" / "d.flow",)),
    ]


@contextmanager
def nested(top: Path, number: int, name: str) -> Iterator[None]:
    """Make folders in one another, and take them away: nobody else could, by a path or by recursion."""
    with chdir(top):
        for _ in range(number):
            Path(name).mkdir()
            os.chdir(name)
        bottom = os.open(".", os.O_RDONLY)
    yield
    with chdir(top):
        os.fchdir(bottom)
        os.close(bottom)
        for _ in range(number):
            os.chdir("..")
            Path(name).rmdir()


def test_folders_are_looked_through_however_deep(tmp_path: Path) -> None:
    deeper = sys.getrecursionlimit() + 10
    with nested(tmp_path, deeper, "d"), chdir(tmp_path):
        assert [each.why for each in look_through(Path(), (".flow",))] == [None] * (deeper + 1)


def test_a_folder_beyond_the_reach_of_the_system_is_told(tmp_path: Path) -> None:
    with nested(tmp_path, 25, "d" * 200), chdir(tmp_path):
        looked = list(look_through(Path(), (".flow",)))
    assert ({each.why for each in looked[:-1]}, looked[-1].why) == ({None}, "File name too long")


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    system = os.scandir

    def shut(path: Path) -> object:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return system(path)

    monkeypatch.setattr(os, "scandir", shut)
    assert list(look_through(tmp_path, (".flow",))) == [
        Looked(tmp_path, ()),
        Looked(tmp_path / "shut", (), "Permission denied"),
    ]
