"""An editor without a screen: it opens files in a server of the same process, and keeps what it is told."""

from pathlib import Path
from typing import Any, Final, cast

from lsprotocol import types as lsp
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException

from benefit_flows import rulebook
from benefit_flows.language.editions import Editions
from benefit_flows.language.parse import parse
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.lsp.completion import Proposal, complete
from benefit_flows.lsp.files import Included, OpenFile
from benefit_flows.lsp.handlers import make_server
from benefit_flows.lsp.server import FlowServer
from benefit_flows.rulebooks import RULEBOOKS

CURSOR: Final = "‸"
STANDARD: Final = tuple(map(parse, rulebook().standard_setups))
VOCABULARY: Final = Vocabulary(rulebook())
CONVERTER: Final = get_converter()
ALL: Final = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=False),
    ),
    text_document=lsp.TextDocumentClientCapabilities(
        hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
        document_symbol=lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True),
        code_action=lsp.CodeActionClientCapabilities(
            code_action_literal_support=lsp.ClientCodeActionLiteralOptions(
                lsp.ClientCodeActionKindOptions([lsp.CodeActionKind.QuickFix])
            )
        ),
        publish_diagnostics=lsp.PublishDiagnosticsClientCapabilities(
            related_information=True,
            tag_support=lsp.ClientDiagnosticsTagOptions([lsp.DiagnosticTag.Unnecessary]),
        ),
    ),
)


def taken_apart(marked: str) -> tuple[str, int, int]:
    """Give a text without its cursor, the line of the cursor (from 1), and how many characters stand before it."""
    before, cursor, behind = marked.partition(CURSOR)
    assert cursor, "the text has no cursor"
    return before + behind, before.count("\n") + 1, len(before.rpartition("\n")[2])


def opened_file(text: str, path: str = "a.flow") -> OpenFile:
    """Open a text that includes nothing."""
    file = OpenFile(path, Editions(RULEBOOKS), lambda _: Included((), ()))
    file.update(text)
    return file


def proposals(marked: str) -> list[Proposal]:
    """Give what is proposed at the cursor of a text."""
    text, line, column = taken_apart(marked)
    return complete(opened_file(text), line, column, lambda: ["lib/a.flow", "lib/b.flow"])


def proposed(marked: str) -> list[str]:
    """Give the texts that are proposed at the cursor of a text."""
    return [each.text for each in proposals(marked)]


class Editor:
    """Talks to a server as an editor does, without a process between; ``told`` are the diagnostics of each address."""

    def __init__(self, capabilities: lsp.ClientCapabilities = ALL, encoding: str = "utf-16") -> None:
        self.server: FlowServer = make_server(RULEBOOKS)
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.messages: list[str] = []
        self.version = 0
        server = cast("Any", self.server)
        server.text_document_publish_diagnostics = self._take
        server.window_show_message = lambda params: self.messages.append(params.message)
        general = lsp.GeneralClientCapabilities(position_encodings=[lsp.PositionEncodingKind(encoding)])
        known = lsp.ClientCapabilities(capabilities.workspace, capabilities.text_document, general=general)
        self.initialized = self.send(lsp.INITIALIZE, lsp.InitializeParams(known))

    def _take(self, params: lsp.PublishDiagnosticsParams) -> None:
        CONVERTER.unstructure(params)
        self.told[params.uri] = list(params.diagnostics)

    def send(self, method: str, params: Any) -> Any:
        """Send a request or a notification; give the answer, which must be one that the protocol can carry."""
        manager = self.server.protocol.fm
        handler = manager.builtin_features.get(method) or manager.features[method]
        answer = handler(params)
        if hasattr(answer, "send"):
            answer = _driven(answer)
        CONVERTER.unstructure(answer)
        return answer

    def open(self, uri: str, text: str) -> None:
        """Open a document."""
        document = lsp.TextDocumentItem(uri, "benefit-flow", 1, text)
        self.send(lsp.TEXT_DOCUMENT_DID_OPEN, lsp.DidOpenTextDocumentParams(document))

    def change(self, uri: str, text: str) -> None:
        """Give a document another text."""
        self.version += 1
        named = lsp.VersionedTextDocumentIdentifier(self.version, uri)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.send(lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.DidChangeTextDocumentParams(named, [whole]))

    def close(self, uri: str) -> None:
        """Close a document."""
        self.send(lsp.TEXT_DOCUMENT_DID_CLOSE, lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))

    def disk_changed(self, *uris: str) -> None:
        """Say that files on disk changed."""
        events = [lsp.FileEvent(each, lsp.FileChangeType.Changed) for each in uris]
        self.send(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, lsp.DidChangeWatchedFilesParams(events))

    def at(self, method: str, uri: str, line: int, column: int, **more: Any) -> Any:
        """Ask about a place (from 0, in the units of this editor)."""
        return self.send(method, params_at(method, uri, line, column, **more))

    def text_of(self, uri: str) -> str:
        """Give the text of a document as the server has it."""
        return self.server.workspace.get_text_document(uri).source

    def said(self, uri: str) -> list[str]:
        """Give the diagnostics of a document as ``BF101 3:12-20``, all from 1."""
        found = self.told.get(uri, [])
        return [
            f"{d.code} {d.range.start.line + 1}:{d.range.start.character + 1}-{d.range.end.character + 1}"
            for d in found
        ]


def _driven(generator: Any) -> Any:
    """Do what the server's own loop does: hand each handler what it asks for, and its answer back."""
    answer: Any = None
    try:
        while True:
            handler, args, kwargs = generator.send(answer)
            answer = handler(*args, **(kwargs or {}))
    except StopIteration as end:
        return end.value


POSITIONED: Final = {
    lsp.TEXT_DOCUMENT_COMPLETION: lsp.CompletionParams,
    lsp.TEXT_DOCUMENT_HOVER: lsp.HoverParams,
    lsp.TEXT_DOCUMENT_DEFINITION: lsp.DefinitionParams,
    lsp.TEXT_DOCUMENT_REFERENCES: lsp.ReferenceParams,
    lsp.TEXT_DOCUMENT_PREPARE_RENAME: lsp.PrepareRenameParams,
    lsp.TEXT_DOCUMENT_RENAME: lsp.RenameParams,
}
WHOLE: Final = {
    lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: lsp.DocumentSymbolParams,
    lsp.TEXT_DOCUMENT_FOLDING_RANGE: lsp.FoldingRangeParams,
    lsp.TEXT_DOCUMENT_CODE_LENS: lsp.CodeLensParams,
}


def params_at(method: str, uri: str, line: int, column: int, **more: Any) -> Any:
    """Make the parameters of a request about a place."""
    if method == lsp.TEXT_DOCUMENT_REFERENCES:
        more = {"context": lsp.ReferenceContext(include_declaration=True), **more}
    if method == lsp.TEXT_DOCUMENT_RENAME:
        more = {"new_name": "renamed", **more}
    document, position = lsp.TextDocumentIdentifier(uri), lsp.Position(line, column)
    return cast("Any", POSITIONED[method])(text_document=document, position=position, **more)


def ask_everything(editor: Editor, uri: str, line: int, column: int) -> None:
    """Ask every question there is about a place and its document; only a rename may be refused."""
    document = lsp.TextDocumentIdentifier(uri)
    for method in POSITIONED:
        try:
            editor.at(method, uri, line, column)
        except JsonRpcException:
            assert method == lsp.TEXT_DOCUMENT_RENAME
    for method, params in WHOLE.items():
        editor.send(method, cast("Any", params)(document))
    editor.send(lsp.TEXT_DOCUMENT_CODE_ACTION, actions_params(uri, line, line))
    editor.send(
        lsp.TEXT_DOCUMENT_FORMATTING,
        lsp.DocumentFormattingParams(document, lsp.FormattingOptions(2, insert_spaces=True)),
    )


def actions_params(uri: str, first: int, last: int) -> lsp.CodeActionParams:
    """Ask for the fixes of some lines (from 0)."""
    where = lsp.Range(lsp.Position(first, 0), lsp.Position(last, 0))
    return lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), where, lsp.CodeActionContext([]))


def edited(text: str, edits: list[lsp.TextEdit]) -> str:
    """Make edits in a text of plain characters, as an editor does: all places are those before the first edit."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: lsp.Position) -> int:
        return min(starts[position.line] + position.character, len(text))

    for each in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        text = text[: offset(each.range.start)] + each.new_text + text[offset(each.range.end) :]
    return text


def uri_of(path: Path) -> str:
    """Give the address of a path."""
    return path.as_uri()
