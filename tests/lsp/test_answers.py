"""Fixes, symbols, folds, lenses and places, as the protocol carries them, also to editors that can do little."""

from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as lsp

from benefit_flows.lsp.answers import real_path
from benefit_flows.lsp.fixes import fixes
from benefit_flows.lsp.outline import entries, folds
from benefit_flows.lsp.positions import Ruler, Units
from tests.editions import BOTH
from tests.lsp.support import Editor, actions_params, edited, opened_file
from tests.support import SCENARIOS, flow_files

URI: Final = "untitled:a"
HEAD: Final = "scenario: x\n  use: a Gold partner\n"
CHECK: Final = '  then "Microsoft Product Support" is inactive\n'
TEXT: Final = f"""\
# About this file
# in two lines
flow: One

# alone
@slow
{HEAD}{CHECK}
outline: y
  use: a Gold partner
  when <who> signs in to "Partner Center"
  then <who> sees "Benefits"
  examples:
    | who |
    | Ada |
    | Bob |

setup: z
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"scenaro: x\n{CHECK}", ('write "scenario:"', "scenario: x")),
        (f'{HEAD}  when Ada opens "Custmers"\n{CHECK}', ('write "Customers"', '  when Ada opens "Customers"')),
        (f"{HEAD}  when Ada opens « Custmers »\n{CHECK}", ('write "Customers"', '  when Ada opens "Customers"')),
        (f"{HEAD}  wait until 2021/04/15\n{CHECK}", ('write "2021-04-15"', "  wait until 2021-04-15")),
        (f"{HEAD}  wait until 2021/31/31\n{CHECK}", None),
        (f"{HEAD}  wait until April 15, 2021\n{CHECK}", ('write "2021-04-15"', "  wait until 2021-04-15")),
        (
            f"{HEAD}  when Ada clicks Customers [176]\n{CHECK}",
            ('write "when Ada opens "Customers""', '  when Ada opens "Customers" [176]'),
        ),
        (
            f'langue: fr\n{HEAD}  when Ada opens "Customers"\n{CHECK}',
            ('write "language: en"', "language: en"),
        ),
        (
            (
                'outline: x\n  use: a Gold partner\n  when Ada signs in to "<where>"\n'
                '  then Ada sees "Benefits"\n  examples:\n    | where          |\n    | Partner Center |\n'
            ),
            ('write "<where>"', "  when Ada signs in to <where>"),
        ),
        (f'{HEAD}  then Ada opens "Customers"\n{CHECK}', ('write "when"', '  when Ada opens "Customers"')),
        (f"{HEAD}  wait until 15/04/2021\n{CHECK}", ('write "2021-04-15"', "  wait until 2021-04-15")),
        (f"{HEAD}  wait until 05/04/2021\n{CHECK}", ('write "2021-05-04"', "  wait until 2021-05-04")),
        (f"{HEAD}  when Ada opens Customers\n{CHECK}", ("put it in quotation marks", '  when Ada opens "Customers"')),
        (f"{HEAD}{CHECK}\nsetup: z\n", ("ignore BF320 here", "setup: z  # ignore[BF320]")),
        (f"{HEAD}{CHECK}\nsetup: z  # keep\n", None),
        (
            (
                'langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  quand Ada ouvre "client"\n'
                '  alors "Support technique Microsoft" est inactif\n'
            ),
            ("écrire «\u00a0clients\u00a0»", '  quand Ada ouvre "clients"'),
        ),
    ],
)
def test_a_fix_mends_one_line(text: str, expected: tuple[str, str] | None) -> None:
    file = opened_file(text)
    (found,) = file.diagnostics()
    offered = list(fixes(found, file.language))
    if expected is None:
        assert offered == []
        return
    fix = offered[0]
    line = fix.span.text[: fix.span.column - 1] + fix.text + fix.span.text[fix.span.end - 1 :]
    assert (fix.title, line) == expected
    after = opened_file("\n".join([*file.lines[: fix.span.line - 1], line, *file.lines[fix.span.line :]]))
    assert found.code not in [each.code for each in after.diagnostics()]


def test_a_missing_date_is_put_above_the_line_that_needs_it() -> None:
    text = "scenario: x\n  wait 1 day\n  then nothing changed\n"
    editor = Editor()
    editor.open(URI, text)
    actions = editor.send(lsp.TEXT_DOCUMENT_CODE_ACTION, actions_params(URI, 0, 9))
    (fix,) = [each for each in actions if "today" in each.title]
    assert edited(text, fix.edit.changes[URI]).split("\n")[1] == "  given today is 2021-03-04"


def test_only_quick_fixes_are_offered_and_only_where_they_are_asked_for() -> None:
    editor = Editor()
    editor.open(URI, f'{HEAD}  when Ada opens "Custmers"\n{CHECK}')

    def titles(params: lsp.CodeActionParams) -> list[str]:
        return [each.title for each in editor.send(lsp.TEXT_DOCUMENT_CODE_ACTION, params)]

    other = actions_params(URI, 2, 2)
    other.context.only = [lsp.CodeActionKind.SourceFixAll]
    same = actions_params(URI, 2, 2)
    same.context.only = [lsp.CodeActionKind.QuickFix]
    found = [titles(each) for each in (actions_params(URI, 2, 2), actions_params(URI, 0, 1), other, same)]
    assert found == [['write "Customers"'], [], [], ['write "Customers"']]


def test_blocks_and_rows_are_the_outline_of_a_file() -> None:
    found = entries(opened_file(TEXT))
    assert [(each.kind, each.name, each.span.line, each.last, [name for name, _ in each.rows]) for each in found] == [
        ("scenario", "x", 7, 9, []),
        ("outline", "y", 11, 18, ["Ada", "Bob"]),
        ("setup", "z", 20, 20, []),
    ]
    assert folds(opened_file(TEXT)) == [(1, 2), (7, 9), (11, 18)]


def inside(inner: lsp.Range, outer: lsp.Range) -> bool:
    return outer.start <= inner.start <= inner.end <= outer.end


@pytest.mark.parametrize("name", [path.relative_to(SCENARIOS).as_posix() for path in flow_files(SCENARIOS)])
def test_symbols_lie_in_one_another_and_show_their_names(name: str) -> None:
    editor = Editor()
    editor.open(URI, (SCENARIOS / name).read_text(encoding="utf-8"))
    document = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(URI))
    found = editor.send(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document)
    assert found
    for each in found:
        assert inside(each.selection_range, each.range)
        assert all(inside(row.range, each.range) and inside(row.selection_range, row.range) for row in each.children)
    assert [each.range.start for each in found] == sorted(each.range.start for each in found)


def test_an_editor_that_can_do_little_is_asked_for_little() -> None:
    editor = Editor(lsp.ClientCapabilities())
    editor.open(URI, TEXT.replace("who |", "who | no |").replace("Ada |", "Ada | 1 |").replace("Bob |", "Bob | 2 |"))
    document = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(URI))
    symbols = editor.send(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, document)
    assert [(type(each), each.name, each.container_name) for each in symbols] == [
        (lsp.SymbolInformation, "x", None),
        (lsp.SymbolInformation, "y", None),
        (lsp.SymbolInformation, "Ada, 1", "y"),
        (lsp.SymbolInformation, "Bob, 2", "y"),
        (lsp.SymbolInformation, "z", None),
    ]
    assert [(each.code, each.tags) for each in editor.told[URI]] == [("BF305", None), ("BF320", None)]
    assert editor.send(lsp.TEXT_DOCUMENT_CODE_ACTION, actions_params(URI, 0, 99)) == []
    able = Editor()
    able.open(URI, editor.text_of(URI))
    assert [each.tags for each in able.told[URI]] == [[lsp.DiagnosticTag.Unnecessary]] * 2


def lenses(editor: Editor, uri: str) -> list[tuple[int, str, Any]]:
    found = editor.send(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri)))
    return [(each.range.start.line + 1, each.command.title, each.command.arguments) for each in found]


def test_lenses_run_scenarios_and_show_how_they_ended(tmp_path: Path) -> None:
    path = str(tmp_path / "a.flow")
    uri = Path(path).as_uri()
    editor = Editor()
    editor.open(uri, TEXT.replace('sees "Benefits"', 'does not see "Activate"'))
    assert lenses(editor, uri) == [
        (7, "run", [path, 7]),
        (7, "try it", [path, 7]),
        (11, "run", [path, 11]),
        (11, "try it", [path, 11]),
    ]
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [path])
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked) == "✓ passed\n✓ 2 rows passed"
    assert [title for _, title, _ in lenses(editor, uri)] == ["run", "✓ passed", "run", "✓ 2 rows passed"]
    editor.change(uri, TEXT.replace("is inactive", "is active"))
    assert [title for _, title, _ in lenses(editor, uri)] == ["run", "try it", "run", "try it"]
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [path, 7])
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked) == "✗ failed: line 9"
    assert "BF501 9:3-45" in editor.said(uri)


@pytest.mark.parametrize(
    ("lines", "title", "ended"),
    [
        (
            '  when Ada activates "Microsoft Product Support"\n  then "Microsoft Product Support" is pending\n',
            "it is accepted with these lines in place of line 3",
            "✓ passed",
        ),
        ('  when Chloe tries to activate "Microsoft Product Support"\n  then it is accepted\n', None, None),
    ],
    ids=["with a way", "without one"],
)
def test_what_a_failure_advises_is_a_fix(lines: str, title: str | None, ended: str | None) -> None:
    """Once it has run; the text is mended by it. What no action can change has no fix."""
    editor = Editor()
    editor.open(URI, text := f"{HEAD}{lines}")
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [URI, 1])
    assert str(editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked)).startswith("✗ ")
    found = editor.send(lsp.TEXT_DOCUMENT_CODE_ACTION, actions_params(URI, 2, 3))
    assert [each.title for each in found] == ([title] if title else [])
    for each in found:
        editor.change(URI, edited(text, each.edit.changes[URI]))
        assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked) == ended


ROWS: Final = """\
outline: Waiting
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Ada activates "Microsoft Product Support"
  wait <days> days
  then "Microsoft Product Support" is active
  examples:
    | days |
    | 1    |
    | 2    |
"""


@pytest.mark.parametrize("shows", [True, False])
def test_rows_that_fail_the_same_way_are_named_at_one_line_with_the_places_it_has_to_do_with(*, shows: bool) -> None:
    """Places are for editors that show them."""
    editor = Editor() if shows else Editor(lsp.ClientCapabilities())
    editor.open(URI, ROWS)
    editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, lsp.ExecuteCommandParams("benefit-flows.try", [URI, 1]))
    (found,) = editor.told[URI]
    assert found.message.split("\n")[:3] == [
        "the check does not hold",
        "scenario: Waiting (row 1: days = 1)",
        "scenario: Waiting (row 2: days = 2)",
    ]
    places = [
        (each.location.range.start.line, each.message.partition(":")[0]) for each in found.related_information or ()
    ]
    assert places == ([(8, "scenario"), (3, "changed by line 4")] if shows else [])


def test_a_french_file_has_french_lenses() -> None:
    editor = Editor()
    text = 'langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  alors "Support technique Microsoft" est actif\n'
    editor.open(URI, text)
    # A terminal can run a file only, and this document was never saved.
    assert [title for _, title, _ in lenses(editor, URI)] == ["essayer"]
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [URI, 2])
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked) == "✗ échec\u00a0: ligne 4"


def test_a_file_is_formatted_as_a_whole_and_one_with_mistakes_is_left_alone() -> None:
    editor = Editor()
    asked = lsp.DocumentFormattingParams(lsp.TextDocumentIdentifier(URI), lsp.FormattingOptions(2, insert_spaces=True))
    text = f"scenario:   x\nuse:  a Gold partner\n{CHECK}"
    editor.open(URI, text)
    assert edited(text, editor.send(lsp.TEXT_DOCUMENT_FORMATTING, asked)) == HEAD + CHECK
    editor.change(URI, f"{text}thn x\n")
    assert editor.send(lsp.TEXT_DOCUMENT_FORMATTING, asked) == []


@given(
    st.text(alphabet="aé\u0301😀€\u2028", max_size=12),
    st.integers(0, 12),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
)
def test_a_place_measured_in_the_units_of_an_editor_is_found_again(text: str, at: int, encoding: str) -> None:
    at = min(at, len(text))
    ruler = Ruler([text], Units(encoding))
    sizes = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    position = ruler.position(0, at)
    assert position == lsp.Position(0, len(text[:at].encode(sizes[encoding])) // width)
    assert ruler.column(position) == at


def test_a_place_within_a_character_is_that_character() -> None:
    assert [Units("utf-16").code_point("a😀b", units) for units in range(6)] == [0, 1, 1, 2, 3, 3]
    assert [Units("utf-8").code_point("aéb", units) for units in range(6)] == [0, 1, 1, 2, 3, 3]


def test_a_setup_of_each_rulebook_lies_where_its_edition_says() -> None:
    """Also of one whose package is called otherwise than it: an editor opens what is there."""
    books = [BOTH.get(each) for each in BOTH.ids]
    paths = [(setup.path, Path(real_path(setup.path, books))) for book in books for setup in book.standard_setups]
    assert [path for path, file in paths if not file.is_file() or file.name != Path(path).name] == []
    assert real_path("a.flow", books) == str(Path.cwd() / "a.flow")
