"""What failed last time: how it is kept, found again, and given up where the file is not ours."""

import json
import os
from contextlib import chdir
from pathlib import Path

import pytest

from benefit_flows.pipeline.remembering import Key, Memory, recall, remember
from tests.support import run_text

FAILED = frozenset({Key("a.flow", "One", None), Key("lib/b.flow", "Two", 2), Key("lib/b.flow", "Two", None)})
WRITTEN = """\
{
 "schema": "benefit-flows/last-failed/1",
 "failed": [
  {
   "file": "a.flow",
   "name": "One",
   "row": null
  },
  {
   "file": "lib/b.flow",
   "name": "Two",
   "row": null
  },
  {
   "file": "lib/b.flow",
   "name": "Two",
   "row": 2
  }
 ]
}
"""
TEXT = """\
scenario: One
  use: a Gold partner
  then "Microsoft Product Support" is {one}

outline: Two
  use: a Gold partner
  then "Microsoft Product Support" is <state>
  examples:
    | state |
    | active |
    | {two} |
"""


def recalled(folder: Path) -> Memory:
    with chdir(folder):
        return recall()


def written(folder: Path, data: bytes) -> Path:
    path = folder / ".benefit-flows" / "last-failed.json"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    empty = recalled(tmp_path)
    assert empty == Memory(tmp_path)
    assert remember(empty, FAILED) is None
    assert empty.path.read_text(encoding="utf-8") == WRITTEN
    assert recalled(tmp_path) == Memory(tmp_path, FAILED)


def test_the_folder_holds_nothing_else_and_keeps_itself_out_of_version_control(tmp_path: Path) -> None:
    remember(Memory(tmp_path), FAILED)
    folder = tmp_path / ".benefit-flows"
    assert sorted(each.name for each in folder.iterdir()) == [".gitignore", "last-failed.json"]
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_no_file_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    assert remember(Memory(tmp_path), frozenset()) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", [".git", "pyproject.toml", None])
def test_it_is_kept_in_the_nearest_project_else_in_the_working_folder(tmp_path: Path, mark: str | None) -> None:
    below = tmp_path / "sub" / "deep"
    below.mkdir(parents=True)
    if mark is not None:
        (tmp_path / "sub" / mark).mkdir()
    assert recalled(below).root == (below if mark is None else tmp_path / "sub")


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", "broken"),
        (b"\xff\xfe", "broken"),
        (b"{", "broken"),
        (b"[" * 200_000, "broken"),
        (b"null", "broken"),
        (b"[]", "broken"),
        (b"{}", "broken"),
        (b'{"schema": 1, "failed": []}', "broken"),
        (b'{"schema": "other/1", "failed": []}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/2", "failed": []}', "newer"),
        (b'{"schema": "benefit-flows/last-failed/1"}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/1", "failed": {}}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/1", "failed": [1]}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": "a", "name": "b"}]}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": "a", "name": "b", "row": true}]}', "broken"),
        (b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": 1, "name": "b", "row": 1}]}', "broken"),
        (b" " * 5_000_001, "broken"),
    ],
    ids=lambda each: str(each)[:70],
)
def test_a_file_that_is_not_ours_is_given_up_and_written_anew(tmp_path: Path, data: bytes, trouble: str) -> None:
    path = written(tmp_path, data)
    memory = recalled(tmp_path)
    assert memory == Memory(tmp_path, frozenset(), trouble)
    assert remember(memory, frozenset()) is None
    assert json.loads(path.read_bytes()) == {"schema": "benefit-flows/last-failed/1", "failed": []}


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".benefit-flows").mkdir()
    os.mkfifo(tmp_path / ".benefit-flows" / "last-failed.json")
    assert recalled(tmp_path).trouble == "broken"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / ".benefit-flows").write_text("", encoding="utf-8")
    memory = recalled(tmp_path)
    assert memory.trouble == "Not a directory"
    assert remember(memory, FAILED) == "File exists"


def test_after_a_run_what_passed_is_forgotten_and_what_was_not_run_is_kept(tmp_path: Path) -> None:
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    before = {Key("lib/b.flow", "One", None), Key("lib/b.flow", "Two", 2), Key("lib/c.flow", "One", None)}
    with chdir(tmp_path):
        after = Memory(tmp_path, frozenset(before)).after(traces)
        assert after == {Key("lib/b.flow", "Two", 1), Key("lib/c.flow", "One", None)}


def test_what_a_file_that_was_read_whole_no_longer_holds_is_forgotten(tmp_path: Path) -> None:
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "b.flow")
    gone, elsewhere = Key("b.flow", "Older", None), Key("c.flow", "Older", None)
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({gone, elsewhere}))
        assert memory.after(traces[:1]) == {gone, elsewhere}
        assert memory.after(traces[:1], [each.scenario for each in traces]) == {elsewhere}


def test_paths_are_those_seen_from_the_project_wherever_the_command_runs(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (trace,) = run_text(
        'scenario: One\n  use: a Gold partner\n  then "Microsoft Product Support" is active\n', "../b.flow"
    )
    with chdir(tmp_path / "sub"):
        assert list(Memory(tmp_path).keys([trace.scenario])) == [Key("b.flow", "One", None)]
