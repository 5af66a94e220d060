"""What users are told about their mistakes: a code, a place, one sentence, a hint. Values, never exceptions."""

import re
from typing import Final, NamedTuple

from benefit_flows.diagnostics.codes import CODES, HINTS, Severity
from benefit_flows.source import Span
from benefit_flows.text import Language

__all__ = ["Diagnostic", "Severity", "in_order"]

PLACEHOLDER: Final = re.compile(r"\{([\w-]+)\}")


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
        return _filled(CODES[self.code].sentence.in_language(language), self.values)

    def help(self, language: Language = "en") -> str | None:
        """Say how to mend it, where we know."""
        return _filled(HINTS[self.hint].in_language(language), self.values) if self.hint else None


def _filled(text: str, values: tuple[tuple[str, str], ...]) -> str:
    """Fill a sentence, once: a value may have braces of its own. Of two values of a name the first counts."""
    known = dict(reversed(values))
    return PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), text)


def in_order(diagnostics: "tuple[Diagnostic, ...] | list[Diagnostic]") -> tuple[Diagnostic, ...]:
    """Sort by file, line and column, and drop what is said twice."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda each: (each.span.path, each.span.line, each.span.column, each.code)))
