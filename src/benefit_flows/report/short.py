"""Diagnostics one a line, for editors: ``path:line:column: error[BF101]: what is wrong (how to mend it)``."""

from collections.abc import Iterable

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import SEVERITIES
from benefit_flows.text import Language, harmless


def render_short(diagnostics: Iterable[Diagnostic], language: Language = "en") -> str:
    """Render each diagnostic as one line, whatever its file or its words hold."""
    return "".join(f"{harmless(_line(each, language))}\n" for each in diagnostics)


def _line(diagnostic: Diagnostic, language: Language) -> str:
    span, help_text = diagnostic.span, diagnostic.help(language)
    severity = SEVERITIES[diagnostic.severity.value].in_language(language)
    told = f"{span.path}:{span.line}:{span.column}: {severity}[{diagnostic.code}]: {diagnostic.message(language)}"
    return f"{told} ({help_text})" if help_text else told
