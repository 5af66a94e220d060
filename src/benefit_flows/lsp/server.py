"""The server: the workspace with its documents as an editor names them, and what it is told of them.

It asks for the whole text with every change, not for the difference. Files are small, and no two sides can come to
differ: not about CRLF, not about form feeds inside a line, not about UTF-16. What is parsed again is decided by
comparing lines, which costs next to nothing.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from benefit_flows import __version__
from benefit_flows.lsp import answers
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.positions import Ruler, Units
from benefit_flows.lsp.workspace import FailedLine, Workspace
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.source import Span
from benefit_flows.view.notes import notes

Said = dict[str, list[lsp.Diagnostic]]


class FlowServer(LanguageServer):
    """A language server with the workspace that it answers from.

    ``uris`` are the addresses by which the editor named each path, ``said`` what it was told of each path,
    by the document for whose sake it was told.
    """

    def __init__(self, rulebooks: Rulebooks) -> None:
        """Wait for an editor. The whole text comes with every change: a file is small, and no two sides can differ."""
        super().__init__("benefit-flows", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desk = Workspace(rulebooks)
        self.uris: dict[str, tuple[str, ...]] = {}
        self.said: dict[str, Said] = {}

    def can(self, capability: str) -> object:
        """Give what the editor says of one of its capabilities, as in ``text_document.hover.content_format``."""
        found: object = self.client_capabilities
        for name in capability.split("."):
            found = getattr(found, name, None)
        return found

    def path_of(self, uri: str) -> str:
        """Give the path of a document; one that is not on disk is known by its address."""
        path = uris.to_fs_path(uri)
        return os.path.abspath(path) if path else uri  # noqa: PTH100  # links keep their names

    def remember(self, uri: str) -> str:
        """Note by which address the editor knows a path, and give the path."""
        path = self.path_of(uri)
        self.uris[path] = tuple(dict.fromkeys((*self.uris.get(path, ()), uri)))
        return path

    def forget(self, uri: str) -> str | None:
        """Note that a document was closed; give the text that another document of the same path has."""
        path = self.path_of(uri)
        others = tuple(each for each in self.uris.get(path, ()) if unquote(each) in self.workspace.text_documents)
        if not others:
            return None
        self.uris[path] = others
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))
        return self.workspace.get_text_document(others[-1]).source

    def uri_of(self, path: str) -> str:
        """Give the address by which the editor knows a path."""
        return self.uris.get(path, ("",))[-1] or uris.from_fs_path(path) or path

    def file(self, uri: str) -> OpenFile:
        """Give an open document; one that was never opened is read, and not kept."""
        path = self.path_of(uri)
        return self.desk.files.get(path) or self.desk.read(path)

    def ruler(self, lines: Sequence[str]) -> Ruler:
        """Give what measures places in lines, in the editor's units."""
        return Ruler(lines, Units(str(getattr(self.workspace.position_encoding, "value", "utf-16") or "utf-16")))

    def publish(self, paths: Iterable[str]) -> None:
        """Tell the editor all that is wrong with some documents."""
        for path in paths:
            if path in self.desk.files:
                self.tell(path, self._wrong_with(self.desk.files[path]))

    def tell(self, document: str, said: Said) -> None:
        """Say something for the sake of a document, and take back what was said for its sake before."""
        before = self.said.pop(document, {})
        if said:
            self.said[document] = said
        for path in dict.fromkeys((*said, *before)):
            found = list(self._said_of(path))
            for uri in self.uris.get(path, (self.uri_of(path),)):
                self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found))

    def _said_of(self, path: str) -> Iterator[lsp.Diagnostic]:
        """Give what is said of a path for anybody's sake, each thing once, as its own document says it."""
        own = self.said.get(path, {}).get(path, [])
        yield from own
        known = {_key(each) for each in own}
        for document, said in self.said.items():
            for each in said.get(path, ()) if document != path else ():
                if _key(each) not in known:
                    known.add(_key(each))
                    yield each

    def _wrong_with(self, file: OpenFile) -> Said:
        tags = bool(self.can("text_document.publish_diagnostics.tag_support"))
        said: Said = {}
        for path, found in self.desk.mistakes(file).items():
            ruler = self.ruler(file.lines if path == file.path else _lines_of(path, file))
            said[path] = [answers.diagnostic(each, ruler, file.language, tags=tags) for each in found]
        ruler, failed = self.ruler(file.lines), self.desk.failures(file.path)
        said[file.path] += [self.failed(each, ruler) for each in failed]
        return said

    def failed(self, line: FailedLine, ruler: Ruler) -> lsp.Diagnostic:
        """Say what failed, with the places that it has to do with where the editor shows them."""
        shows = self.can("text_document.publish_diagnostics.related_information")
        places = [(each.span, each.first) for each in notes(line.failure) if each.span is not None] if shows else []
        related = [lsp.DiagnosticRelatedInformation(self.location(span), said) for span, said in places]
        return answers.failed(line, ruler, related)

    def location(self, span: Span) -> lsp.Location:
        """Give a place of ours as the editor finds it."""
        path = span.path
        if path not in self.desk.files:
            path = answers.real_path(path, (edition.rulebook for edition in self.desk.editions))
        lines = [""] * (span.line - 1) + [span.text]
        return lsp.Location(self.uri_of(path), self.ruler(lines).range(span))


def _key(diagnostic: lsp.Diagnostic) -> tuple[int, int, object]:
    start = diagnostic.range.start
    return start.line, start.character, diagnostic.code


def _lines_of(path: str, file: OpenFile) -> Sequence[str]:
    """Give the lines of an included file, as they were read."""
    texts = {answers.real_path(each.source.path, ()): each.source.text for each in file.included.files}
    return texts.get(path, "").split("\n")
