"""What users are told about their mistakes: a code, a place, one sentence, a hint. Values, never exceptions."""

from typing import NamedTuple

from benefit_flows.diagnostics.codes import CODES, Severity
from benefit_flows.diagnostics.hints import HINTS
from benefit_flows.source import Span
from benefit_flows.text import Language, filled

__all__ = ["Diagnostic", "Severity", "in_order"]


class Diagnostic(NamedTuple):
    """One mistake at one place; ``values`` fill the sentence of its code and its hint."""

    code: str
    span: Span
    values: tuple[tuple[str, str], ...] = ()
    hint: str | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CODES[self.code].severity

    def message(self, language: Language = "en") -> str:
        """Say what is wrong, in one sentence."""
        return filled(CODES[self.code].sentence.in_language(language), self.values)

    def help(self, language: Language = "en") -> str | None:
        """Say how to mend it, where we know."""
        return filled(HINTS[self.hint].in_language(language), self.values) if self.hint else None


def in_order(diagnostics: "tuple[Diagnostic, ...] | list[Diagnostic]") -> tuple[Diagnostic, ...]:
    """Sort by file, line and column, and drop what is said twice."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda each: (each.span.path, each.span.line, each.span.column, each.code)))
