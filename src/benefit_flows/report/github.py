"""Findings as workflow commands: GitHub shows each as an annotation at its line."""

from collections.abc import Iterable, Mapping
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.source import Span
from benefit_flows.text import Language, harmless
from benefit_flows.view.failure import Failure
from benefit_flows.view.notes import line_in_setup, notes

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
# What ends a command, and the sign that begins an escape. A property ends at more signs than a message does.
IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY: Final = {**IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def render_github(
    diagnostics: Iterable[Diagnostic], language: Language = "en", failures: Iterable[Failure] = ()
) -> str:
    """Render each finding as one command on its own line.

    The title of a failure is its code and its scenario; below the sentence stands all that is told of it.
    """
    commands = [
        *(_mistake(diagnostic, language) for diagnostic in diagnostics),
        *(_failure(failure) for failure in failures),
    ]
    return "".join(f"{each}\n" for each in commands)


def _mistake(found: Diagnostic, language: Language) -> str:
    lines = [found.message(language), found.help(language)]
    return _command(found.severity, found.span, found.code, filter(None, lines))


def _failure(failure: Failure) -> str:
    told = (line for each in notes(failure) for line in (each.first, *each.lines))
    title = harmless(f"{failure.code} {failure.title}")
    return _command(
        failure.diagnostic.severity,
        failure.place,
        title,
        [failure.message, *map(harmless, (*line_in_setup(failure), *told))],
    )


def _command(severity: Severity, span: Span, title: str, lines: Iterable[str]) -> str:
    properties = _properties(
        {"file": span.path, "line": span.line, "col": span.column, "endColumn": span.end, "title": title}
    )
    message = "\n".join(lines).translate(IN_MESSAGE)
    return harmless(f"::{COMMANDS[severity]} {properties}::{message}")


def _properties(values: Mapping[str, str | int]) -> str:
    return ",".join(f"{name}={str(value).translate(IN_PROPERTY)}" for name, value in values.items())
