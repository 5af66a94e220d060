"""Citations against the rulebook, and diagnostics moved to where a user can mend them."""

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.statements import Citation
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.source import Span
from benefit_flows.text import ranges


def moved(diagnostic: Diagnostic, used_at: Span) -> Diagnostic:
    """Point at the line that used a standard setup, instead of into that setup."""
    if diagnostic.span.path == used_at.path:
        return diagnostic
    path = diagnostic.span.path
    values = tuple((n, f"{path}:{v}" if n == "line" and v.isdecimal() else v) for n, v in diagnostic.values)
    return diagnostic._replace(span=used_at, values=values)


def check_citations(citations: tuple[Citation, ...], rulebook: Rulebook, diagnostics: list[Diagnostic]) -> None:
    """Say which citations are no passages of the rulebook."""
    for citation in citations:
        if citation.passage not in rulebook.passages:
            values = (("word", str(citation.passage)), ("known", _ranges(rulebook.passages)))
            diagnostics.append(Diagnostic("BF212", citation.span, values, "range"))


def _ranges(passages: tuple[int, ...]) -> str:
    return ", ".join(f"{first} – {last}" for first, last in ranges(passages))
