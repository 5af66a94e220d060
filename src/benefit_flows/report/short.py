"""Findings one a line, for editors: ``path:line:column: error[BF101]: what is wrong (how to mend it)``."""

from collections.abc import Iterable

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import SEVERITIES
from benefit_flows.source import Span
from benefit_flows.text import Language, harmless
from benefit_flows.view.failure import Failure
from benefit_flows.view.notes import in_a_line


def render_short(diagnostics: Iterable[Diagnostic], language: Language = "en", failures: Iterable[Failure] = ()) -> str:
    """Render each diagnostic and each failure as one line, whatever its file or its words hold."""
    lines = [
        *(_line(diagnostic, diagnostic.span, diagnostic.help(language), language) for diagnostic in diagnostics),
        *(_line(failure.diagnostic, failure.place, in_a_line(failure), language) for failure in failures),
    ]
    return "".join(f"{harmless(line)}\n" for line in lines)


def _line(found: Diagnostic, span: Span, more: str | None, language: Language) -> str:
    severity = SEVERITIES[found.severity.value].in_language(language)
    told = f"{span.location}:{span.column}: {severity}[{found.code}]: {found.message(language)}"
    return f"{told} ({more})" if more else told
