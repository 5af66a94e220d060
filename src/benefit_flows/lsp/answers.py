"""Answers of ours in the types of the protocol."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Final

from lsprotocol import types as lsp

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.lsp.completion import Proposal
from benefit_flows.lsp.fixes import QUOTES, Fix
from benefit_flows.lsp.outline import OutlineEntry
from benefit_flows.lsp.positions import Ruler
from benefit_flows.lsp.workspace import BlockResult, FailedLine
from benefit_flows.model.results import MOST_ALIKE
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Verdict
from benefit_flows.text import Language, Text
from benefit_flows.view.counts import counted
from benefit_flows.view.notes import Role, line_in_setup, notes

SEVERITIES: Final = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.HINT: lsp.DiagnosticSeverity.Hint,
}
UNUSED: Final = ("BF305", "BF320", "BF333")
KINDS: Final = {
    "keyword": lsp.CompletionItemKind.Keyword,
    "phrase": lsp.CompletionItemKind.Text,
    "name": lsp.CompletionItemKind.Value,
    "setup": lsp.CompletionItemKind.Module,
    "tag": lsp.CompletionItemKind.Constant,
    "passage": lsp.CompletionItemKind.Reference,
    "file": lsp.CompletionItemKind.File,
}
SYMBOLS: Final = {
    "setup": lsp.SymbolKind.Module,
    "scenario": lsp.SymbolKind.Method,
    "outline": lsp.SymbolKind.Class,
}
OPENING: Final = re.compile(rf"[{QUOTES}]\s*")
NO_MARKUP: Final = str.maketrans("", "", "*`")
RUN: Final = Text("run", "exécuter")
CHECK: Final = Text("try it", "essayer")
PASSED: Final = Text("passed", "réussi")
ROWS_PASSED: Final = Text("{number} rows passed", "lignes réussies\u00a0: {number}")
FAILED: Final = Text("failed: line {line}", "échec\u00a0: ligne {line}")


def diagnostic(found: Diagnostic, ruler: Ruler, language: Language, *, tags: bool = False) -> lsp.Diagnostic:
    """Say what is wrong, with the way to mend it below."""
    said = [found.message(language), found.help(language)]
    told = _diagnostic(found, ruler.range(found.span), filter(None, said))
    told.tags = [lsp.DiagnosticTag.Unnecessary] if tags and found.code in UNUSED else None
    return told


def failed(found: FailedLine, ruler: Ruler, related: Sequence[lsp.DiagnosticRelatedInformation]) -> lsp.Diagnostic:
    """Say what failed, in which scenario or rows, and why; ``related`` are the places that it has to do with."""
    every = [each for each in notes(found.failure) if each.role is not Role.AGAIN]
    whose = [each._replace(text=title).first for each in every[:1] for title in found.titles[:MOST_ALIKE]]
    more = ["…"] if len(found.titles) > MOST_ALIKE else []
    why = [line for each in every[1:] for line in (each.first, *each.lines)]
    told = _diagnostic(
        found.failure.diagnostic,
        ruler.range(found.span),
        [found.failure.message, *line_in_setup(found.failure), *whose, *more, *why],
    )
    told.related_information = related or None
    return told


def _diagnostic(found: Diagnostic, place: lsp.Range, lines: Iterable[str]) -> lsp.Diagnostic:
    severity = SEVERITIES[found.severity]
    return lsp.Diagnostic(place, "\n".join(lines), severity=severity, code=found.code, source="benefit-flows")


def completion(each: Proposal, order: int, ruler: Ruler, line: int, column: int) -> lsp.CompletionItem:
    """Propose a text in place of what has been typed of it, and of what the editor closed by itself."""
    end = column if each.end is None else each.end
    typed = ruler.lines[line][each.start : column] if line < len(ruler.lines) else ""
    return lsp.CompletionItem(
        each.text.strip(),
        kind=KINDS[each.kind],
        detail=each.detail or None,
        filter_text=_as_typed(each.text, typed),
        sort_text=f"{order:04}",
        text_edit=lsp.TextEdit(ruler.cut(line, each.start, end), each.text),
    )


def _as_typed(text: str, typed: str) -> str:
    """Give a text as editors compare it with what was typed: with that quotation mark, or none, and that apostrophe."""
    if text.startswith('"'):
        opening = OPENING.match(typed)
        text = opening[0] + text[1:] if opening else text.strip('"')
    return text.replace("'", "’") if "’" in typed else text


def symbol(entry: OutlineEntry, ruler: Ruler) -> lsp.DocumentSymbol:
    """Show a block in the outline, with its rows."""
    start = ruler.range(entry.span)
    last = entry.last - 1
    whole = lsp.Range(start.start, ruler.position(last, len(ruler.lines[last]) if last < len(ruler.lines) else 0))
    rows = [
        lsp.DocumentSymbol(name or "–", lsp.SymbolKind.Constant, ruler.range(span), ruler.range(span))
        for name, span in entry.rows
    ]
    return lsp.DocumentSymbol(entry.name or "–", SYMBOLS[entry.kind], whole, start, children=rows)


def flat(symbol: lsp.DocumentSymbol, uri: str, block: str | None = None) -> Iterator[lsp.SymbolInformation]:
    """Give a symbol and those in it for an editor that knows no trees."""
    place = lsp.Location(uri, symbol.range)
    yield lsp.SymbolInformation(place, symbol.name, symbol.kind, container_name=block)
    for each in symbol.children or ():
        yield from flat(each, uri, symbol.name)


def content(markdown: str, formats: object) -> lsp.MarkupContent:
    """Give a text in Markdown to an editor that shows it, and in plain text to others."""
    if isinstance(formats, Sequence) and lsp.MarkupKind.Markdown in formats:
        return lsp.MarkupContent(lsp.MarkupKind.Markdown, markdown)
    return lsp.MarkupContent(lsp.MarkupKind.PlainText, markdown.translate(NO_MARKUP))


def lenses(
    entry: OutlineEntry, ending: BlockResult | None, path: str, ruler: Ruler, language: Language
) -> list[lsp.CodeLens]:
    """Offer to run a scenario in a terminal, and to try it here; what it gave last stands in place of that offer."""
    line = entry.span.line
    place = ruler.range(entry.span)
    run = lsp.Command(RUN.in_language(language), "benefit-flows.run", arguments=[path, line])
    said = CHECK.in_language(language) if ending is None else ending_in_words(ending, language)
    tried = lsp.Command(said, "benefit-flows.try", arguments=[path, line])
    here = lsp.CodeLens(place, command=tried)
    # A terminal can run a file only: a document that was never saved is tried here.
    return [lsp.CodeLens(place, command=run), here] if os.path.isabs(path) else [here]  # noqa: PTH117  # no need for more


def ending_in_words(ending: BlockResult, language: Language) -> str:
    """Say how a scenario ended."""
    if Verdict.FAILED in ending.verdicts:
        line = ending.failures[0].span.line if ending.failures else "–"
        return f"✗ {FAILED.say(language, line=line)}"
    number = len(ending.verdicts)
    if ending.verdicts.count(Verdict.PASSED) < number:
        return f"– {', '.join(counted(Counter(ending.verdicts), language, always=()))}"
    said = PASSED if number == 1 else ROWS_PASSED
    return f"✓ {said.say(language, number=number)}"


def action(fix: Fix, mended: lsp.Diagnostic, uri: str, ruler: Ruler) -> lsp.CodeAction:
    """Offer a fix."""
    edit = lsp.WorkspaceEdit({uri: [lsp.TextEdit(ruler.range(fix.span), fix.text)]})
    kind = lsp.CodeActionKind.QuickFix
    return lsp.CodeAction(fix.title, kind=kind, diagnostics=[mended], is_preferred=fix.preferred, edit=edit)


def real_path(path: str, rulebooks: Iterable[Rulebook]) -> str:
    """Give the file behind a path that a place names; standard setups lie in their rulebook's package."""
    for rulebook in rulebooks:
        if any(setup.path == path for setup in rulebook.standard_setups):
            return str(files(rulebook.package) / path.removeprefix(f"{rulebook.id}/"))
    return os.path.abspath(path)  # noqa: PTH100  # links keep their names
