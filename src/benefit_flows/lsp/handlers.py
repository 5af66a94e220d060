"""What the server does when an editor asks: one function a request, listed at the end."""

import gc
import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidRequest

from benefit_flows.language.format import can_format, format_text
from benefit_flows.lsp import answers
from benefit_flows.lsp.completion import complete
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.fixes import fixes
from benefit_flows.lsp.hover import hover
from benefit_flows.lsp.navigation import definition, name_at, references
from benefit_flows.lsp.outline import entries, folds
from benefit_flows.lsp.positions import Ruler
from benefit_flows.lsp.rename import Refusal, rename
from benefit_flows.lsp.server import FlowServer
from benefit_flows.model.rulebooks import Rulebooks

MOST_PROPOSED: Final = 500
TRIGGERS: Final = [" ", '"', "“", "«", "@", "[", "|", "(", "<"]
TRY: Final = "benefit-flows.try"


def initialized(ls: FlowServer, _: lsp.InitializedParams) -> None:
    """Ask the editor to tell when a scenario file on disk changes: documents may include it."""
    if ls.can("workspace.did_change_watched_files.dynamic_registration"):
        watched = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher("**/*.flow")])
        asked = lsp.Registration("flow-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched)
        ls.client_register_capability(lsp.RegistrationParams([asked]))


def opened(ls: FlowServer, params: lsp.DidOpenTextDocumentParams) -> None:
    """Take the text of a document that an editor opened."""
    path = ls.remember(params.text_document.uri)
    ls.publish(ls.desk.update(path, params.text_document.text))


def changed(ls: FlowServer, params: lsp.DidChangeTextDocumentParams) -> None:
    """Take the new text."""
    path = ls.remember(params.text_document.uri)
    ls.publish(ls.desk.update(path, ls.workspace.get_text_document(params.text_document.uri).source))


def saved(ls: FlowServer, _: lsp.DidSaveTextDocumentParams | lsp.DidChangeWatchedFilesParams) -> None:
    """Look at files on disk again: others may include what was saved."""
    ls.publish(ls.desk.changed_on_disk())


def closed(ls: FlowServer, params: lsp.DidCloseTextDocumentParams) -> None:
    """Forget a document, and take back what was said of it; the same file may be open under another address."""
    path = ls.path_of(params.text_document.uri)
    left = ls.forget(params.text_document.uri)
    if left is not None:
        ls.publish(ls.desk.update(path, left))
        return
    users = ls.desk.close(path)
    ls.tell(path, {})
    ls.publish(users)


def completed(ls: FlowServer, params: lsp.CompletionParams) -> lsp.CompletionList:
    """Propose what can stand at the cursor."""
    file, ruler, line, column = _cursor(ls, params)
    found = complete(file, line, column - 1, lambda: ls.desk.nearby(file.path))
    items = [answers.completion(each, n, ruler, line - 1, column - 1) for n, each in enumerate(found[:MOST_PROPOSED])]
    return lsp.CompletionList(is_incomplete=len(found) > MOST_PROPOSED, items=items)


def hovered(ls: FlowServer, params: lsp.HoverParams) -> lsp.Hover | None:
    """Explain what the cursor stands on."""
    file, _, line, column = _cursor(ls, params)
    said = hover(file, line, column)
    formats = ls.can("text_document.hover.content_format")
    return lsp.Hover(answers.content(said, formats)) if said is not None else None


def defined(ls: FlowServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Find where a name is declared, or the file that a line includes."""
    file, _, line, column = _cursor(ls, params)
    for header in file.parsed.headers_of("include"):
        if header.span.line == line and header.text:
            target = os.path.abspath(Path(file.path).parent / header.text)  # noqa: PTH100  # links keep their names
            return lsp.Location(ls.uri_of(target), lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)))
    span = definition(file, line, column)
    return ls.location(span) if span is not None else None


def referred(ls: FlowServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Find every place of a name, in this file and in those that include it."""
    file, _, line, column = _cursor(ls, params)
    name = name_at(file, line, column)
    places = references(name, ls.desk.family(file)) if name is not None else ()
    return [ls.location(span) for span in dict.fromkeys(span for _, _, span in places)]


def prepared(ls: FlowServer, params: lsp.PrepareRenameParams) -> lsp.Range | None:
    """Say whether the cursor stands on something that has a name."""
    file, ruler, line, column = _cursor(ls, params)
    name = name_at(file, line, column)
    return ruler.range(name.span) if name is not None else None


def renamed(ls: FlowServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit:
    """Change a name wherever it stands; refuse what would change the meaning."""
    file, _, line, column = _cursor(ls, params)
    name = name_at(file, line, column)
    found = rename(name, params.new_name, ls.desk.family(file) if name is not None else [file])
    if isinstance(found, Refusal):
        raise JsonRpcInvalidRequest(found.message(file.language))
    changes: dict[str, list[lsp.TextEdit]] = {}
    for place in map(ls.location, found):
        changes.setdefault(place.uri, []).append(lsp.TextEdit(place.range, params.new_name))
    return lsp.WorkspaceEdit(changes)


def outlined(
    ls: FlowServer, params: lsp.DocumentSymbolParams
) -> list[lsp.DocumentSymbol] | list[lsp.SymbolInformation]:
    """Give the blocks of a document."""
    file = ls.file(params.text_document.uri)
    ruler = ls.ruler(file.lines)
    trees = [answers.symbol(each, ruler) for each in entries(file)]
    if ls.can("text_document.document_symbol.hierarchical_document_symbol_support"):
        return trees
    return [each for tree in trees for each in answers.flat(tree, params.text_document.uri)]


def folded(ls: FlowServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
    """Give what can be folded."""
    return [lsp.FoldingRange(first - 1, last - 1) for first, last in folds(ls.file(params.text_document.uri))]


def formatted(ls: FlowServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    """Format a document; one that does not parse stays as it is."""
    file = ls.file(params.text_document.uri)
    if not can_format(file.parsed):
        return []
    text = format_text(file.parsed)
    return [] if text == file.source.text else [lsp.TextEdit(ls.ruler(file.lines).whole(), text)]


def mended(ls: FlowServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Offer the fixes of what is wrong in a range, and of what failed there."""
    only, uri = params.context.only, params.text_document.uri
    literal = ls.can("text_document.code_action.code_action_literal_support")
    if not literal or (only is not None and lsp.CodeActionKind.QuickFix not in only):
        return []
    file = ls.file(uri)
    ruler, found = ls.ruler(file.lines), ls.desk.mistakes(file)[file.path]
    first, last = params.range.start.line + 1, params.range.end.line + 1
    here = [(answers.diagnostic(each, ruler, file.language), each) for each in found if first <= each.span.line <= last]
    failed = [each for each in ls.desk.failures(file.path) if first <= each.span.line <= last]
    return [
        *(answers.action(fix, shown, uri, ruler) for shown, each in here for fix in fixes(each, file.language)),
        *(answers.action(each.fix, ls.failed(each, ruler), uri, ruler) for each in failed if each.fix is not None),
    ]


def offered(ls: FlowServer, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    """Offer to run each scenario, with what it gave last."""
    file = ls.file(params.text_document.uri)
    ruler, endings = ls.ruler(file.lines), ls.desk.endings.get(file.path, {})
    blocks = (each for each in entries(file) if each.kind != "setup")
    every = (answers.lenses(block, endings.get(block.span.line), file.path, ruler, file.language) for block in blocks)
    return [lens for lenses in every for lens in lenses]


def tried(ls: FlowServer, *arguments: object) -> str | None:
    """Run the scenario at a line of a document, or all; mark the lines that failed, and say how it ended.

    The arguments are the path, and the line if there is one.
    """
    path, line = (*arguments, None, None)[:2]
    if not isinstance(path, str) or not (line is None or isinstance(line, int)):
        return None
    file = ls.desk.files.get(path)
    if file is None or not ls.desk.run(path, line):
        return None
    ls.publish((path,))
    if ls.can("workspace.code_lens.refresh_support"):
        ls.workspace_code_lens_refresh(None)
    endings = ls.desk.endings[path].items()
    return "\n".join(answers.ending_in_words(each, file.language) for at, each in endings if line in (None, at))


class AtCursor(Protocol):
    """A request about a place in a document."""

    text_document: lsp.TextDocumentIdentifier
    position: lsp.Position


def _cursor(ls: FlowServer, params: AtCursor) -> tuple[OpenFile, Ruler, int, int]:
    """Give the document of a request, what measures it, and the line and column from 1."""
    file = ls.file(params.text_document.uri)
    ruler = ls.ruler(file.lines)
    return file, ruler, params.position.line + 1, ruler.column(params.position) + 1


HANDLERS: Final[tuple[tuple[str, Callable[..., object], object], ...]] = (
    (lsp.INITIALIZED, initialized, None),
    (lsp.TEXT_DOCUMENT_DID_OPEN, opened, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, changed, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, saved, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, closed, None),
    (lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, saved, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, completed, lsp.CompletionOptions(trigger_characters=TRIGGERS)),
    (lsp.TEXT_DOCUMENT_HOVER, hovered, None),
    (lsp.TEXT_DOCUMENT_DEFINITION, defined, None),
    (lsp.TEXT_DOCUMENT_REFERENCES, referred, None),
    (lsp.TEXT_DOCUMENT_PREPARE_RENAME, prepared, None),
    (lsp.TEXT_DOCUMENT_RENAME, renamed, lsp.RenameOptions(prepare_provider=True)),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, outlined, None),
    (lsp.TEXT_DOCUMENT_FOLDING_RANGE, folded, None),
    (lsp.TEXT_DOCUMENT_FORMATTING, formatted, None),
    (lsp.TEXT_DOCUMENT_CODE_ACTION, mended, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])),
    (lsp.TEXT_DOCUMENT_CODE_LENS, offered, None),
)


def make_server(rulebooks: Rulebooks) -> FlowServer:
    """Make a server that answers all of these."""
    server = FlowServer(rulebooks)
    for name, handler, options in HANDLERS:
        server.feature(name, options)(handler)
    server.command(TRY)(tried)
    return server


def serve(rulebooks: Rulebooks) -> None:
    """Answer an editor on standard input and output until it leaves."""
    server = make_server(rulebooks)
    if not os.environ.get(
        "BENEFIT_FLOWS_DEBUG"
    ):  # what an editor gets wrong is answered to it, and is no news to others
        logging.getLogger("pygls").addHandler(logging.NullHandler())
        logging.getLogger("pygls").propagate = False
    # What was loaded stays until the end: looking through it for garbage after every key would cost more than the key.
    gc.collect()
    gc.freeze()
    # The server closes what it writes to, so that is a copy. An editor that died before the last word is no mistake.
    with suppress(BrokenPipeError), os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        server.start_io(stdout=out)
