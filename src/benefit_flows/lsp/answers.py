"""Answers of ours in the types of the protocol."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types as lsp

import benefit_flows
from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.lsp.completion import Proposal
from benefit_flows.lsp.fixes import Fix
from benefit_flows.lsp.outline import Entry
from benefit_flows.lsp.positions import Ruler
from benefit_flows.lsp.workspace import Verdict
from benefit_flows.text import Language, Text

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
}
SYMBOLS: Final = {
    "setup": lsp.SymbolKind.Module,
    "scenario": lsp.SymbolKind.Method,
    "outline": lsp.SymbolKind.Class,
}
RUN: Final = Text("run", "exécuter")
CHECK: Final = Text("try it", "essayer")
PASSED: Final = Text("passed", "réussi")
ROWS_PASSED: Final = Text("{number} rows passed", "lignes réussies\u00a0: {number}")
FAILED: Final = Text("failed: line {line}", "échec\u00a0: ligne {line}")


def diagnostic(found: Diagnostic, ruler: Ruler, language: Language, notes: Iterable[str] = ()) -> lsp.Diagnostic:
    """Say what is wrong, with the way to mend it below."""
    said = [found.message(language), found.help(language), *notes]
    tags = [lsp.DiagnosticTag.Unnecessary] if found.code in UNUSED else None
    return lsp.Diagnostic(
        ruler.range(found.span),
        "\n".join(filter(None, said)),
        severity=SEVERITIES[found.severity],
        code=found.code,
        source="benefit-flows",
        tags=tags,
    )


def completion(each: Proposal, order: int, ruler: Ruler, line: int, column: int) -> lsp.CompletionItem:
    """Propose a text in place of what has been typed of it."""
    edit = lsp.TextEdit(ruler.cut(line, each.start, column), each.text)
    typed = ruler.lines[line][each.start : column] if line < len(ruler.lines) else ""
    return lsp.CompletionItem(
        each.text.strip(),
        kind=KINDS[each.kind],
        detail=each.detail or None,
        # Editors filter by what was typed, quotation marks included, and a curly one is a straight one.
        filter_text=each.text if not typed[:1] or typed[:1] not in "“”„«»" else typed[0] + each.text[1:],
        sort_text=f"{order:04}",
        text_edit=edit,
    )


def symbol(entry: Entry, ruler: Ruler) -> lsp.DocumentSymbol:
    """Show a block in the outline, with its rows."""
    start = ruler.range(entry.span)
    last = entry.last - 1
    whole = lsp.Range(start.start, ruler.position(last, len(ruler.lines[last]) if last < len(ruler.lines) else 0))
    rows = [
        lsp.DocumentSymbol(name or "–", lsp.SymbolKind.Constant, ruler.range(span), ruler.range(span))
        for name, span in entry.rows
    ]
    return lsp.DocumentSymbol(entry.name or "–", SYMBOLS[entry.kind], whole, start, children=rows)


def lenses(entry: Entry, verdict: Verdict | None, path: str, ruler: Ruler, language: Language) -> list[lsp.CodeLens]:
    """Offer to run a scenario in a terminal, and to try it here; what it gave last stands in place of that offer."""
    line = entry.span.line
    place = ruler.range(entry.span)
    run = lsp.Command(RUN.in_language(language), "benefit-flows.run", arguments=[path, line])
    said = CHECK.in_language(language) if verdict is None else verdict_in_words(verdict, language)
    tried = lsp.Command(said, "benefit-flows.try", arguments=[path, line])
    return [lsp.CodeLens(place, command=run), lsp.CodeLens(place, command=tried)]


def verdict_in_words(verdict: Verdict, language: Language) -> str:
    """Say how a scenario ended."""
    if verdict.failed:
        line = verdict.failures[0].diagnostic.span.line if verdict.failures else "–"
        return f"✗ {FAILED.in_language(language).format(line=line)}"
    said = PASSED if verdict.runs == 1 else ROWS_PASSED
    return f"✓ {said.in_language(language).format(number=verdict.runs)}"


def action(fix: Fix, mended: lsp.Diagnostic, uri: str, ruler: Ruler) -> lsp.CodeAction:
    """Offer a fix."""
    edit = lsp.WorkspaceEdit({uri: [lsp.TextEdit(ruler.range(fix.span), fix.text)]})
    kind = lsp.CodeActionKind.QuickFix
    return lsp.CodeAction(fix.title, kind=kind, diagnostics=[mended], is_preferred=fix.preferred, edit=edit)


def real_path(path: str, standard: Iterable[str], rulebook: str) -> str:
    """Give the file behind a path that a place names; standard setups lie in the package."""
    if path in standard:
        folder = Path(benefit_flows.__file__).parent / "rulebooks" / rulebook.replace("-", "_")
        return str(folder / path.rpartition("/")[2])
    return os.path.abspath(path)  # noqa: PTH100  # links keep their names
