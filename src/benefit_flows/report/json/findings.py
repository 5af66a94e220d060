"""Findings for machines: mistakes and lines that failed, as one JSON document."""

import json
from collections.abc import Callable, Iterable
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.limits import limited
from benefit_flows.report.json.failure import both, failure_members
from benefit_flows.report.json.places import Json, place_members
from benefit_flows.source import Span
from benefit_flows.text import LANGUAGES, Language, harmless_document
from benefit_flows.view.failure import Failure
from benefit_flows.view.notes import in_a_line

DIAGNOSTICS_SCHEMA: Final = "benefit-flows/diagnostics/1"


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], english: Iterable[Failure] = (), french: Iterable[Failure] = ()
) -> str:
    """Render diagnostics and failures as JSON text, with a newline at the end.

    Failures are given once for each language, because they are words of a language. Of very many diagnostics some are
    shown, and all counted. Only ASCII is written: this document goes to a terminal, whose encoding may be any.
    """
    every, pairs = tuple(diagnostics), tuple(zip(english, french, strict=True))
    severities = [each.severity for each in (*every, *(en.diagnostic for en, _ in pairs))]
    summary: Json = {f"{each.value}s": severities.count(each) for each in Severity}
    document: Json = {
        "schema": DIAGNOSTICS_SCHEMA,
        "summary": summary,
        "diagnostics": [*map(diagnostic_members, limited(every)), *(_failed(en, fr) for en, fr in pairs)],
    }
    return harmless_document(json.dumps(document, indent=1)) + "\n"


def diagnostic_members(found: Diagnostic) -> Json:
    """Give a mistake of a file: code, severity, place, sentence, help."""
    return _finding(found, found.span, _said(found.message), {"en": found.help("en"), "fr": found.help("fr")})


def _said(say: Callable[[Language], str]) -> Json:
    return {language: say(language) for language in LANGUAGES}


def _finding(found: Diagnostic, span: Span, message: Json, help_text: Json) -> dict[str, Json]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        **place_members(span),
        "message": message,
        "help": help_text,
    }


def _failed(english: Failure, french: Failure) -> Json:
    """Give a problem of a scenario that failed: a diagnostic, and behind it the failure."""
    pair = (english, french)
    message, told = both(pair, lambda each: each.message), both(pair, in_a_line)
    found = _finding(english.diagnostic, english.place, message, told)
    return {**found, "failure": failure_members(english, french)}
