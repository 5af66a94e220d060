"""The real process, with the capabilities of real editors: what they ask, and how it ends."""

import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Final

import pytest
import pytest_lsp
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.lsp.support import actions_params, edited, params_at
from tests.support import SLOWEST

COMMAND: Final = [sys.executable, "-m", "benefit_flows", "lsp"]
URI: Final = "untitled:Untitled-1"
NINE: Final = """\
flow: Nine mistakes
rulebok: mpn-2021-04

scenario: One
  use: a Gold partnr
  when Ada signs in to "Partner Centre"
  and Ada actvates "Microsoft Product Support"
  then "Microsoft Product Suport" is active
  wait until 15/04/2021

scenario: Two  [999]
  use: a Gold partner
  when Ada opens "Custmers"
  then Ada sees "Acess ID"

outline: Three
  use: a Gold partner
  when <who> signs in to "Partner Center"
  then <who> sees "Customers"
  examples:
    | who |
    | Ada |
"""
PLACES: Final = [
    "BF105 2:1-9",
    "BF211 5:8-21",
    "BF203 6:24-40",
    "BF101 7:11-19",
    "BF204 8:8-34",
    "BF106 9:14-24",
    "BF212 11:16-21",
    "BF208 13:18-28",
    "BF207 14:17-27",
]
GOOD: Final = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'


@pytest_lsp.fixture(params=["visual_studio_code", "neovim"], config=ClientServerConfig(server_command=COMMAND))  # type: ignore[untyped-decorator, unused-ignore]  # pytest-lsp leaves it untyped
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient) -> AsyncIterator[None]:
    for asked in (lsp.CLIENT_REGISTER_CAPABILITY, lsp.WORKSPACE_CODE_LENS_REFRESH):
        lsp_client.feature(asked)(lambda _: None)
    await lsp_client.initialize_session(lsp.InitializeParams(client_capabilities(request.param)))
    yield
    await lsp_client.shutdown_session()


def open_document(client: LanguageClient, text: str, uri: str = URI) -> None:
    document = lsp.TextDocumentItem(uri, "benefit-flow", 1, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))


def change_document(client: LanguageClient, text: str, uri: str = URI) -> None:
    whole = lsp.TextDocumentContentChangeWholeDocument(text)
    named = lsp.VersionedTextDocumentIdentifier(2, uri)
    client.text_document_did_change(lsp.DidChangeTextDocumentParams(named, [whole]))


async def told(client: LanguageClient, uri: str = URI) -> list[lsp.Diagnostic]:
    """Give what is wrong; a request that is answered in order makes sure that all has arrived."""
    await client.text_document_folding_range_async(lsp.FoldingRangeParams(lsp.TextDocumentIdentifier(uri)))
    return list(client.diagnostics.get(uri, ()))


def shown(found: list[lsp.Diagnostic]) -> list[str]:
    return [
        f"{d.code} {d.range.start.line + 1}:{d.range.start.character + 1}-{d.range.end.character + 1}" for d in found
    ]


@pytest.mark.asyncio
async def test_nine_mistakes_are_told_and_go_away_one_by_one(client: LanguageClient) -> None:
    open_document(client, NINE)
    found, text = await told(client), NINE
    assert shown(found) == PLACES
    while found:
        text = edited(text, await mending(client, found[0]))
        change_document(client, text)
        assert shown(await told(client)) == shown(found[1:])
        found = found[1:]
    assert "[999]" not in text


async def mending(client: LanguageClient, mistake: lsp.Diagnostic) -> list[lsp.TextEdit]:
    """Give the edits of the quick fix of a mistake; a passage that there is not has none, and is taken out."""
    line = mistake.range.start.line
    actions = await client.text_document_code_action_async(actions_params(URI, line, line))
    for each in actions or ():
        if isinstance(each, lsp.CodeAction) and each.edit is not None and each.edit.changes is not None:
            assert each.diagnostics == [mistake] or tuple(each.diagnostics or ()) == (mistake,)
            return list(each.edit.changes[URI])
    assert mistake.code == "BF212"
    return [lsp.TextEdit(mistake.range, "")]


@pytest.mark.asyncio
async def test_every_request_is_answered(client: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "a.flow").as_uri()
    text = f"{GOOD}\nsetup: mine\n  use: a Gold partner\n"
    open_document(client, text, uri)
    assert shown(await told(client, uri)) == ["BF320 5:1-12"]
    document = lsp.TextDocumentIdentifier(uri)

    def at(method: str, line: int, column: int, **more: Any) -> Any:
        return params_at(method, uri, line, column, **more)

    found = await client.text_document_completion_async(at(lsp.TEXT_DOCUMENT_COMPLETION, 2, 38))
    assert [each.label for each in getattr(found, "items", [])][:3] == ["inactive", "pending", "active"]
    explained = await client.text_document_hover_async(at(lsp.TEXT_DOCUMENT_HOVER, 2, 40))
    assert explained is not None
    assert "inactive" in getattr(explained.contents, "value", "")
    place = await client.text_document_definition_async(at(lsp.TEXT_DOCUMENT_DEFINITION, 5, 10))
    assert isinstance(place, lsp.Location)
    assert place.uri.endswith("/setups.flow")
    name = at(lsp.TEXT_DOCUMENT_REFERENCES, 4, 8)
    assert list(await client.text_document_references_async(name) or ()) == [lsp.Location(uri, _range(4, 7, 11))]
    assert await client.text_document_prepare_rename_async(at(lsp.TEXT_DOCUMENT_PREPARE_RENAME, 4, 8)) == _range(
        4, 7, 11
    )
    edit = await client.text_document_rename_async(at(lsp.TEXT_DOCUMENT_RENAME, 4, 8, new_name="yours"))
    assert edit == lsp.WorkspaceEdit({uri: (lsp.TextEdit(_range(4, 7, 11), "yours"),)})
    with pytest.raises(JsonRpcException, match="a Gold partner is declared elsewhere"):
        await client.text_document_rename_async(at(lsp.TEXT_DOCUMENT_RENAME, 5, 10, new_name="yours"))
    symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    assert [each.name for each in symbols or ()] == ["x", "mine"]
    folds = await client.text_document_folding_range_async(lsp.FoldingRangeParams(document))
    assert [(each.start_line, each.end_line) for each in folds or ()] == [(0, 2), (4, 5)]
    formatting = lsp.DocumentFormattingParams(document, lsp.FormattingOptions(2, insert_spaces=True))
    assert not await client.text_document_formatting_async(formatting)
    actions = await client.text_document_code_action_async(actions_params(uri, 4, 4))
    assert [each.title for each in actions or ()] == ["ignore BF320 here"]
    lenses = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
    assert [each.command.title for each in lenses or () if each.command] == ["run", "try it"]
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [str(tmp_path / "a.flow"), 1])
    assert await client.workspace_execute_command_async(asked) == "✓ passed"
    client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))
    assert await told(client, uri) == []


def _range(line: int, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(line, start), lsp.Position(line, end))


@pytest.mark.asyncio
async def test_every_key_tells_what_is_true_then(client: LanguageClient) -> None:
    open_document(client, "")
    for end in range(0, len(GOOD), 7):
        change_document(client, GOOD[:end])
    change_document(client, GOOD)
    assert await told(client) == []


@pytest.mark.asyncio
async def test_after_a_notification_that_makes_no_sense_the_server_goes_on(client: LanguageClient) -> None:
    change_document(client, GOOD, "untitled:Never-opened")
    with pytest.raises(JsonRpcException):
        await client.workspace_execute_command_async(lsp.ExecuteCommandParams("no.such", []))
    open_document(client, GOOD)
    assert await told(client) == []


# How it ends


def message(method: str, params: object, number: int | None = None) -> bytes:
    """Give a message as it goes over the wire."""
    numbered = {} if number is None else {"id": number}
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **numbered}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


START: Final = message("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
OPEN: Final = message(
    "textDocument/didOpen",
    {"textDocument": {"uri": URI, "languageId": "benefit-flow", "version": 1, "text": NINE}},
)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        START,
        START + OPEN,
        START + OPEN[:-9],
        b"Content-Length: 12\r\n\r\nno json here" + START,
        START + message("shutdown", None, 2) + message("exit", None),
    ],
    ids=["nothing", "initialized", "opened", "cut short", "no json", "shut down"],
)
def test_when_the_input_ends_so_does_the_server(sent: bytes, tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, input=sent, cwd=tmp_path, capture_output=True, timeout=SLOWEST, check=False)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_when_the_editor_dies_the_server_ends_without_a_traceback(tmp_path: Path) -> None:
    with (tmp_path / "errors").open("wb") as errors:
        server = subprocess.Popen(COMMAND, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write(START)
    server.stdin.flush()
    assert server.stdout.readline().startswith(b"Content-Length")
    server.stdout.close()
    server.stdin.write(OPEN * 40)
    server.stdin.close()
    assert server.wait(SLOWEST) == 0
    assert (tmp_path / "errors").read_bytes() == b""


def test_without_its_packages_the_server_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('no', name='pygls')\n", encoding="utf-8")
    for language, expected in (
        ("en", 'the language server needs more: pip install "benefit-flows[lsp]"\n'),
        ("fr", 'le serveur de langage demande un complément\u00a0: pip install "benefit-flows[lsp]"\n'),
    ):
        start = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from benefit_flows.cli import main"
        script = f"{start}; sys.exit(main(['lsp', '--lang', '{language}']))"
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", script],
            capture_output=True,
            encoding="utf-8",
            timeout=SLOWEST,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (2, "", expected)
