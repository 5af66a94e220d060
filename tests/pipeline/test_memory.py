"""What failed last time: how it is kept, found again, and left alone where the file is not ours."""

import os
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest

from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace
from benefit_flows.pipeline import project
from benefit_flows.pipeline.memory import BROKEN, NEWER, Change, Found, Key, Memory, recall, remember
from benefit_flows.pipeline.project import LARGE
from benefit_flows.text import Text
from benefit_flows.writing import NO_FILE
from tests.support import run_text

FAILED = frozenset(
    {Key("a.flow", "One", None), Key("lib/b.flow", "Two", (("who", "Bob"),)), Key("lib/b.flow", "Two", ())}
)
WRITTEN = """\
{"schema": "benefit-flows/last-failed/2", "failed": [
{"file": "a.flow", "name": "One", "values": null},
{"file": "lib/b.flow", "name": "Two", "values": []},
{"file": "lib/b.flow", "name": "Two", "values": [["who", "Bob"]]}
]}
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
ONE = Key("lib/b.flow", "One", None)


def row(state: str) -> Key:
    return Key("lib/b.flow", "Two", (("state", state),))


def failing(*keys: Key) -> Change:
    return Change(frozenset(), frozenset(keys))


def scenarios(traces: tuple[Trace, ...]) -> list[Scenario]:
    return [each.scenario for each in traces]


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
    assert remember(empty, failing(*FAILED)) is None
    assert empty.path.read_text(encoding="utf-8") == WRITTEN
    assert recalled(tmp_path) == Memory(tmp_path, FAILED)


def test_the_folder_keeps_itself_out_of_version_control_and_sweeps_what_a_killed_run_has_left(tmp_path: Path) -> None:
    remember(Memory(tmp_path), failing(ONE))
    folder = tmp_path / ".benefit-flows"
    (folder / ".0123.part").touch()
    (folder / ".gitignore").unlink()
    remember(recalled(tmp_path), failing(row("active")))
    assert sorted(each.name for each in folder.iterdir()) == [".gitignore", "last-failed.json", "lock"]
    assert (folder / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_no_file_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    assert remember(Memory(tmp_path), failing()) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mark", [".git", "pyproject.toml", None])
def test_it_is_kept_in_the_nearest_project_else_in_the_working_folder(tmp_path: Path, mark: str | None) -> None:
    below = tmp_path / "sub" / "deep"
    below.mkdir(parents=True)
    if mark is not None:
        (tmp_path / "sub" / mark).mkdir()
    assert recalled(below).root == (below if mark is None else tmp_path / "sub")


SECOND = b'{"schema": "benefit-flows/last-failed/2"'
NOT_OURS = [
    b"",
    b"\xff\xfe",
    b"{",
    b"[" * 200_000,
    b"null",
    b"[]",
    b"{}",
    b'{"schema": 1, "failed": []}',
    b'{"schema": "other/1", "failed": []}',
    SECOND + b"}",
    SECOND + b', "failed": {}}',
    SECOND + b', "failed": [1]}',
    SECOND + b', "failed": [{"file": "a", "name": "b"}]}',
    SECOND + b', "failed": [{"file": "a", "name": "b", "row": 1}]}',
    SECOND + b', "failed": [{"file": "a", "name": "b", "values": [["c"]]}]}',
    b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": "a", "name": "b", "row": true}]}',
    b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": 1, "name": "b", "row": 1}]}',
]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        *((each, BROKEN) for each in NOT_OURS),
        (b'{"schema": "benefit-flows/last-failed/3", "failed": []}', NEWER),
        (b" " * 20_000_001, LARGE),
    ],
    ids=lambda each: str(each)[:70],
)
def test_a_file_that_is_not_ours_is_left_alone(tmp_path: Path, data: bytes, trouble: Text) -> None:
    path = written(tmp_path, data)
    memory = recalled(tmp_path)
    assert memory == Memory(tmp_path, frozenset(), trouble)
    assert remember(memory, failing(ONE)) == trouble
    assert remember(Memory(tmp_path), failing(ONE)) == trouble, "it came after it was looked for"
    assert path.read_bytes() == data


def test_rows_that_an_older_version_knew_by_number_stand_for_their_whole_outline(tmp_path: Path) -> None:
    written(
        tmp_path,
        b'{"schema": "benefit-flows/last-failed/1", "failed": [{"file": "lib/b.flow", "name": "Two", "row": 2},'
        b' {"file": "lib/b.flow", "name": "One", "row": null}]}',
    )
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    with chdir(tmp_path):
        memory = recall()
        assert memory.among(scenarios(traces)) == Found(frozenset({ONE, row("active"), row("inactive")}), 1)
        assert memory.change(traces[1:], scenarios(traces)).over == {Key("lib/b.flow", "Two", ())}


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / ".benefit-flows").mkdir()
    os.mkfifo(tmp_path / ".benefit-flows" / "last-failed.json")
    assert recalled(tmp_path).trouble == NO_FILE


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / ".benefit-flows").write_text("", encoding="utf-8")
    why = Text("Not a directory", "Not a directory")
    memory = recalled(tmp_path)
    assert (memory.trouble, remember(memory, failing(ONE)), remember(Memory(tmp_path), failing(ONE))) == (why,) * 3


def test_after_a_run_what_passed_is_over_and_what_was_not_run_is_kept(tmp_path: Path) -> None:
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    elsewhere = Key("lib/c.flow", "One", None)
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({ONE, row("inactive"), elsewhere}))
        assert memory.change(traces) == Change(frozenset({ONE, row("inactive")}), frozenset({row("active")}))
        assert memory.change(traces[:1]) == Change(frozenset({ONE}), frozenset())


def test_a_failure_that_is_pending_now_stays_and_keeps_no_other(tmp_path: Path) -> None:
    first, *others = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    traces = (replace(first, scenario=replace(first.scenario, pending=True)), *others)
    gone = Key("lib/b.flow", "Older", None)
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({ONE, gone}))
        assert memory.change(traces, scenarios(traces)) == Change(frozenset({gone}), frozenset({row("active")}))


def test_a_row_is_known_by_its_values_wherever_it_stands(tmp_path: Path) -> None:
    moved = TEXT.replace("| active |", "| pending |").replace("{two}", "active")
    traces = run_text(moved.format(one="inactive"), "lib/b.flow")
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({row("active")}))
        assert memory.among(scenarios(traces)) == Found(frozenset({row("active")}), 0)


def test_a_failure_that_has_altered_stands_for_its_outline_its_file_or_all(tmp_path: Path) -> None:
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    there, rows = scenarios(traces), {row("active"), row("inactive")}
    for gone, stand_in, run in (
        (row("other"), rows, traces[1:]),
        (Key("lib/b.flow", "Older", None), {ONE, *rows}, traces),
        (Key("lib/gone.flow", "One", None), {ONE, *rows}, traces),
    ):
        with chdir(tmp_path):
            memory = Memory(tmp_path, frozenset({gone}))
            assert memory.among(there) == Found(frozenset(stand_in), 1)
            assert memory.change(run, there, [tmp_path]).over == {gone}
            assert memory.change(run[1:], there, [tmp_path]).over == frozenset(), "not all of its stand-ins ran"


def test_a_failure_of_a_file_that_is_gone_is_kept_until_its_folder_was_run(tmp_path: Path) -> None:
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({Key("far/gone.flow", "One", None)}))
        assert memory.change(traces, scenarios(traces), [tmp_path / "lib"]).over == frozenset()


def test_a_failure_in_a_file_that_was_not_asked_for_stands_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.flow").touch()
    traces = run_text(TEXT.format(one="inactive", two="inactive"), "lib/b.flow")
    with chdir(tmp_path):
        memory = Memory(tmp_path, frozenset({Key("c.flow", "One", None)}))
        assert memory.among(scenarios(traces)) == Found(frozenset(), 0)
        assert memory.change(traces, scenarios(traces), [tmp_path]).over == frozenset()


def test_what_another_run_has_written_meanwhile_is_kept(tmp_path: Path) -> None:
    remember(recalled(tmp_path), failing(ONE))
    first = second = recalled(tmp_path)
    other = Key("c.flow", "Three", None)
    assert remember(first, Change(frozenset({ONE}), frozenset({other}))) is None
    assert remember(second, failing(row("active"))) is None
    assert recalled(tmp_path).failed == {other, row("active")}


def test_a_run_that_is_not_let_in_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "PAUSE", 0)
    with project.held(tmp_path / ".benefit-flows") as why:
        assert why is None
        assert remember(Memory(tmp_path), failing(ONE)) == project.BUSY
    assert remember(Memory(tmp_path), failing(ONE)) is None


def test_paths_are_those_seen_from_the_project_wherever_the_command_runs(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (trace,) = run_text(
        'scenario: One\n  use: a Gold partner\n  then "Microsoft Product Support" is active\n', "../b.flow"
    )
    with chdir(tmp_path / "sub"):
        assert list(Memory(tmp_path).keys([trace.scenario])) == [Key("b.flow", "One", None)]
