"""Files are written whole or not at all, in one way; what others keep is never touched."""

import ast
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from benefit_flows.text import Text
from benefit_flows.writing import (
    HOLDS_SCENARIOS,
    LINK,
    NAMES_SCENARIOS,
    NO_FILE,
    SEVERAL_NAMES,
    foreseen,
    write_new,
    write_whole,
)
from tests.support import PROJECT

SOURCES = PROJECT / "src" / "benefit_flows"
WRITING_CALLS = {"write_text", "write_bytes", "touch", "rename", "replace_file", "symlink_to", "hardlink_to", "unlink"}
FULL = "No space left on device"
FOLDERS = {"mkdir", "makedirs"}


def contents(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text(encoding="utf-8") for each in folder.iterdir() if each.is_file()}


@contextmanager
def masked(umask: int) -> Iterator[None]:
    before = os.umask(umask)
    try:
        yield
    finally:
        os.umask(before)


def test_a_new_file_has_the_mode_that_the_user_gives_files_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    for name, mode in (("new", None), ("old", 0o606)):
        if mode is not None:
            (tmp_path / name).touch()
            (tmp_path / name).chmod(mode)
        with masked(0o027):
            assert write_whole(tmp_path / name, b"x") is None
        assert (tmp_path / name).stat().st_mode & 0o777 == (mode or 0o640)


def test_a_file_keeps_its_owner_where_that_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").touch()
    about = (tmp_path / "a").stat()
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "fchown", lambda _, user, group: given.append((user, group)))
    assert write_whole(tmp_path / "a", b"x") is None
    assert given == [(about.st_uid, about.st_gid)]


def test_the_file_beside_is_new_and_never_has_the_same_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, int]] = []
    system = os.open

    def spying(path: str, flags: int, mode: int = 0o777) -> int:
        opened.append((Path(path), flags))
        return system(path, flags, mode)

    monkeypatch.setattr(os, "open", spying)
    for _ in range(2):
        assert write_whole(tmp_path / "a", b"x") is None
    made = [path for path, flags in opened if flags & os.O_CREAT and flags & os.O_EXCL]
    assert [each.parent for each in made] == [tmp_path] * 2
    assert made[0].name != made[1].name
    assert {len(each.name) for each in made} == {len(".part") + 33}


@pytest.mark.parametrize("why", [OSError(28, FULL), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_what_is_stopped_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, why: BaseException
) -> None:
    (tmp_path / "a").write_text("before", encoding="utf-8")

    def stop(*_: object) -> NoReturn:
        raise why

    monkeypatch.setattr(*((os, "fsync", stop) if step == "fsync" else (Path, "replace", stop)))
    if isinstance(why, OSError):
        assert write_whole(tmp_path / "a", b"after") == Text(FULL, FULL)
    else:
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "a", b"after")
    assert contents(tmp_path) == {"a": "before"}


def test_a_link_is_followed_only_where_a_user_has_named_it(tmp_path: Path) -> None:
    (tmp_path / "far").write_text("before", encoding="utf-8")
    for name, target in (("link", "far"), ("nowhere", "new"), ("circle", "circle")):
        (tmp_path / name).symlink_to(target)
        assert write_whole(tmp_path / name, b"x", named=False) == LINK
    assert contents(tmp_path) == {"far": "before", "link": "before"}
    assert [write_whole(tmp_path / name, b"x") for name in ("link", "nowhere", "circle")] == [None, None, LINK]
    assert contents(tmp_path) == {"far": "x", "new": "x", "link": "x", "nowhere": "x"}


def test_no_scenario_is_replaced_by_anything_else_under_any_name(tmp_path: Path) -> None:
    for name in ("a.flow", "B.FLOW", "c.feature", "d.flow"):
        (tmp_path / name).write_text("kept", encoding="utf-8")
    (tmp_path / "a.svg").symlink_to("a.flow")
    (tmp_path / "d.svg").hardlink_to(tmp_path / "d.flow")
    refused = {name: write_whole(tmp_path / name, b"x") for name in ("a.flow", "B.FLOW", "c.feature", "a.svg", "d.svg")}
    assert refused == {
        "a.flow": HOLDS_SCENARIOS,
        "B.FLOW": HOLDS_SCENARIOS,
        "c.feature": HOLDS_SCENARIOS,
        "a.svg": HOLDS_SCENARIOS,
        "d.svg": SEVERAL_NAMES,
    }
    assert {name: foreseen(tmp_path / name) for name in refused} == refused
    assert write_whole(tmp_path / "c.feature", b"x", ".flow") == HOLDS_SCENARIOS
    assert set(contents(tmp_path).values()) == {"kept"}
    assert write_whole(tmp_path / "a.flow", b"x", ".flow") is None


def test_nothing_else_gets_a_name_by_which_scenarios_are_looked_for(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere.flow")
    for name in ("a.flow", "A.FLOW", "a.feature", "link"):
        assert write_whole(tmp_path / name, b"x") == foreseen(tmp_path / name) == NAMES_SCENARIOS
    assert write_whole(tmp_path / "a.feature", b"x", ".flow") == NAMES_SCENARIOS
    assert contents(tmp_path) == {}


def test_a_folder_where_nothing_may_be_written_is_foreseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: path != tmp_path)
    assert foreseen(tmp_path / "a") == Text("Permission denied", "Permission denied")


def test_what_is_no_plain_file_is_left(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    places = (tmp_path, tmp_path / "pipe", Path("/dev/null"), Path())
    assert [write_whole(each, b"x") for each in places] == [NO_FILE] * 4


@pytest.mark.parametrize("name", ["no/a", "x" * 300, "x/" * 3000 + "a", "a\0b"])
def test_a_place_where_no_file_can_be_is_told_and_no_exception(tmp_path: Path, name: str) -> None:
    assert write_whole(tmp_path / name, b"x") is not None
    assert foreseen(tmp_path / name) is not None
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_255_bytes_can_be_written(tmp_path: Path) -> None:
    for _ in range(2):
        assert write_whole(tmp_path / ("é" * 127 + "x"), b"x") is None


def test_a_new_file_replaces_nothing_and_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_new(tmp_path / "a", b"first")
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("a", "link"):
        with pytest.raises(FileExistsError):
            write_new(tmp_path / name, b"second")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)  # another one was quicker
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    assert contents(tmp_path) == {"a": "first"}


def test_a_new_file_is_written_where_no_file_can_have_two_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write_new(tmp_path / "a", b"first")
    assert contents(tmp_path) == {"a": "first"}


def test_nothing_else_in_the_program_writes_a_file() -> None:
    """Folders are made, and a lock is opened, by what the program owns; and folders where a command writes several."""
    found = {
        f"{path.relative_to(SOURCES).as_posix()}: {what}"
        for path in SOURCES.rglob("*.py")
        for what in _writes(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {each for each in found if not each.startswith("writing.py: ")} == {
        "cli/__init__.py: open",  # the null device, in place of a stream that is closed
        "cli/__init__.py: os.open",  # the same
        "cli/files.py: mkdir",
        "lsp/handlers.py: rename",  # of a name, in an editor
        "pipeline/project.py: mkdir",
        "pipeline/project.py: os.open",
        "pipeline/project.py: unlink",
    }


def _writes(tree: ast.AST) -> Iterator[str]:
    """Name the calls that could write: by their names, and ``open`` with a mode that is not plainly for reading."""
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in WRITING_CALLS | FOLDERS:
            yield name
        if ast.unparse(call.func) == "os.open":
            yield "os.open"
        elif name == "open" and any(_may_write(each) for each in [*call.args, *(k.value for k in call.keywords)]):
            yield "open"


def _may_write(argument: ast.expr) -> bool:
    """Whether an argument of ``open`` may be a mode for writing."""
    text = ast.unparse(argument).strip("'\"")
    return text == "mode" or (len(text) <= 3 and bool(set("wxa+") & set(text)))
