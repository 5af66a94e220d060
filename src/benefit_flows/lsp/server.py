"""The server: the workspace with its documents as an editor names them, and what it is told of them."""

from collections.abc import Sequence

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from benefit_flows import __version__, rulebook
from benefit_flows.lsp import answers
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.positions import Ruler, Units
from benefit_flows.lsp.workspace import Workspace
from benefit_flows.source import Span


class Server(LanguageServer):
    """A language server with the workspace that it answers from."""

    def __init__(self) -> None:
        """Wait for an editor. The whole text comes with every change: a file is small, and no two sides can differ."""
        super().__init__("benefit-flows", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desk = Workspace(rulebook())
        self.uris: dict[str, str] = {}
        self.told: dict[str, set[str]] = {}

    def path_of(self, uri: str) -> str:
        """Give the path of a document; one that is not on disk is known by its address."""
        path = uris.to_fs_path(uri) or uri
        if path in self.desk.files:
            self.uris.setdefault(path, uri)
        return path

    def uri_of(self, path: str) -> str:
        """Give the address by which the editor knows a path."""
        return self.uris.get(path) or uris.from_fs_path(path) or path

    def file(self, uri: str) -> OpenFile:
        """Give an open document; one that was never opened is read."""
        path = self.path_of(uri)
        if path not in self.desk.files:
            self.desk.update(path, self.workspace.get_text_document(uri).source)
        return self.desk.files[path]

    def ruler(self, lines: Sequence[str]) -> Ruler:
        """Give what measures places in lines, in the editor's units."""
        return Ruler(lines, Units(str(getattr(self.workspace.position_encoding, "value", "utf-16") or "utf-16")))

    def publish(self, paths: Sequence[str]) -> None:
        """Tell the editor all that is wrong with some documents, and take back what no longer is."""
        for path in paths:
            if path in self.desk.files:
                file = self.desk.files[path]
                found = self.desk.mistakes(path)
                for gone in self.told.get(path, set()) - found.keys():
                    found[gone] = []
                self.told[path] = {each for each, said in found.items() if said or each == path}
                for each, said in found.items():
                    ruler = self.ruler(file.lines) if each == path else self.ruler(_lines_of(each, file))
                    shown = [answers.diagnostic(one, ruler, file.language) for one in said]
                    failed = self.desk.failures(path) if each == path else []
                    shown += [answers.diagnostic(one, ruler, file.language, notes) for one, notes in failed]
                    self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(self.uri_of(each), shown))

    def location(self, span: Span) -> lsp.Location:
        """Give a place of ours as the editor finds it."""
        standard = [each.source.path for each in self.desk.standard]
        path = answers.real_path(span.path, standard, self.desk.rulebook.id)
        lines = [""] * (span.line - 1) + [span.text]
        return lsp.Location(self.uri_of(path), self.ruler(lines).range(span))


def _lines_of(path: str, file: OpenFile) -> Sequence[str]:
    """Give the lines of an included file, as they were read."""
    texts = {answers.real_path(each.source.path, (), ""): each.source.text for each in file.included.files}
    return texts.get(path, "").split("\n")
