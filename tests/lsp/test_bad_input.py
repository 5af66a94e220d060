"""Whatever an editor sends, the server goes on, and at the end says what is true."""

import random
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from tests.lsp.support import Editor, ask_everything, uri_of
from tests.support import SCENARIOS, flow_files

NAMES: Final = [path.relative_to(SCENARIOS).as_posix() for path in flow_files(SCENARIOS)]
URI: Final = "untitled:Untitled-1"
GOOD: Final = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'


@pytest.mark.parametrize("name", ["documented/activation.flow", "documented/fr/activation.flow"])
def test_every_prefix_of_every_line_can_be_asked_about(name: str) -> None:
    editor = Editor()
    lines = (SCENARIOS / name).read_text(encoding="utf-8").split("\n")[:16]
    editor.open(URI, "\n".join(lines))
    for number, line in enumerate(lines):
        for end in range(len(line)):
            editor.change(URI, "\n".join([*lines[:number], line[:end], *lines[number + 1 :]]))
            editor.at(lsp.TEXT_DOCUMENT_COMPLETION, URI, number, end)
            if end % 7 == 0:
                ask_everything(editor, URI, number, end)
    editor.change(URI, "\n".join(lines))
    again = Editor()
    again.open(URI, "\n".join(lines))
    assert editor.told == again.told
    assert editor.messages == []


@pytest.mark.parametrize("name", NAMES)
def test_a_file_can_be_asked_about_anywhere(name: str) -> None:
    editor, chance = Editor(), random.Random(name)
    text = (SCENARIOS / name).read_text(encoding="utf-8")
    editor.open(URI, text)
    lines = text.split("\n")
    for number in chance.sample(range(len(lines)), 6):
        ask_everything(editor, URI, number, chance.randint(0, len(lines[number])))
    assert editor.told == {URI: []}


pieces = st.sampled_from(
    [
        *("scenario: x\n", "  use: a Gold partner\n", "setup: y (a = 1)\n", "  when Ada", ' signs in to "Partner'),
        *("@t\n", "examples:\n", "outline: z\n", "ask: q\n", "langue: fr\n", "include: ", "a.flow", "| a |"),
        *('"', "  # ", "<a>", "[1", "(", " = ", "'", "’", "«", "\t"),
        *("\n", "\r\n", "\r", "\f", "\u2028", "😀", "é", "\ufeff", "\x00", "\ud800"),
    ]
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(pieces, max_size=25).map("".join),
    st.integers(0, 12),
    st.integers(0, 40),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_any_text_can_be_asked_about_at_any_place(text: str, line: int, column: int, encoding: str) -> None:
    editor = Editor(encoding=encoding)
    editor.open(URI, text)
    ask_everything(editor, URI, line, column)
    editor.change(URI, GOOD)
    assert editor.said(URI) == []


@pytest.mark.parametrize(("line", "column"), [(0, 10**6), (10**6, 0), (10**6, 10**6), (3, 5)])
def test_a_place_outside_of_the_text_is_no_place(line: int, column: int) -> None:
    editor = Editor()
    editor.open(URI, GOOD)
    ask_everything(editor, URI, line, column)
    assert editor.at(lsp.TEXT_DOCUMENT_HOVER, URI, line, column) is None


def test_a_document_that_was_never_opened_is_read_and_not_kept(tmp_path: Path) -> None:
    editor, path = Editor(), tmp_path / "a.flow"
    ask_everything(editor, uri_of(path), 0, 0)
    ask_everything(editor, "untitled:Never", 0, 0)
    for text, expected in ((GOOD, ["x"]), (GOOD.replace("scenario: x", "scenario: y"), ["y"])):
        path.write_text(text, encoding="utf-8")
        document = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(uri_of(path)))
        assert [each.name for each in editor.send(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document)] == expected
    assert (editor.server.desk.files, editor.told) == ({}, {})


def test_one_file_under_two_addresses_is_open_until_both_are_closed(tmp_path: Path) -> None:
    editor, one = Editor(), uri_of(tmp_path / "a.flow")
    other = one.replace("/a.flow", "/./a.flow")
    editor.open(one, GOOD)
    editor.open(other, f"{GOOD}  then x\n")
    assert editor.said(one) == editor.said(other) == ["BF103 4:9-9"]
    editor.close(other)
    assert editor.told == {one: [], other: []}
    editor.change(one, f"{GOOD}  then y\n")
    assert editor.said(one) == ["BF103 4:9-9"]
    editor.close(one)
    assert editor.told == {one: [], other: []}


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(JsonRpcInvalidParams):
        Editor().send(lsp.WORKSPACE_EXECUTE_COMMAND, lsp.ExecuteCommandParams("no.such", []))


@pytest.mark.parametrize(
    "arguments", [None, [], [1], ["x.flow"], ["x.flow", 1], ["x.flow", "1"], [{}, [], 3], [URI, 99]]
)
def test_a_command_with_arguments_that_mean_nothing_does_nothing(arguments: list[object] | None) -> None:
    editor = Editor()
    editor.open(URI, GOOD)
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, lsp.ExecuteCommandParams("benefit-flows.try", arguments)) is None
    assert editor.told == {URI: []}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_end_of_lines_makes_no_difference(end: str) -> None:
    editor = Editor()
    text = f"{GOOD}  then nothing chnged\n"
    editor.open(URI, text.replace("\n", end))
    assert editor.said(URI) == ["BF102 4:16-22"]
    editor.change(URI, text)
    assert editor.said(URI) == ["BF102 4:16-22"]
    editor.change(URI, GOOD.replace("\n", end))
    formatting = lsp.DocumentFormattingParams(
        lsp.TextDocumentIdentifier(URI), lsp.FormattingOptions(2, insert_spaces=True)
    )
    assert (editor.said(URI), editor.send(lsp.TEXT_DOCUMENT_FORMATTING, formatting)) == ([], [])


@pytest.mark.parametrize(("encoding", "columns"), [("utf-16", "25-33"), ("utf-8", "29-37"), ("utf-32", "24-32")])
@pytest.mark.parametrize("hidden", ["😀e\u0301é"])
def test_columns_count_in_the_units_of_the_editor(encoding: str, columns: str, hidden: str) -> None:
    editor = Editor(encoding=encoding)
    editor.open(URI, f'scenario: x\n  then Ada sees "{hidden}" nonsense\n')
    assert editor.initialized.capabilities.position_encoding == encoding
    assert [each for each in editor.said(URI) if each.startswith("BF102")] == [f"BF102 2:{columns}"]


def test_what_ends_lines_elsewhere_ends_none_here() -> None:
    editor = Editor()
    editor.open(URI, f"{GOOD}  note: one\u2028two\n  note: three\ffour\n  then x\n")
    assert editor.said(URI) == ["BF115 4:12-13", "BF115 5:14-15", "BF103 6:9-9"]


def test_ten_thousand_pasted_lines_are_checked() -> None:
    editor = Editor()
    editor.open(URI, GOOD)
    editor.change(URI, GOOD + "".join(f"  note: {each}\n" for each in range(10_000)) + "  then x\n")
    assert editor.said(URI) == ["BF103 10004:9-9"]
    editor.change(URI, GOOD)
    assert editor.said(URI) == []
