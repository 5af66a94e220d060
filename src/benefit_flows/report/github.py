"""Diagnostics as workflow commands: GitHub shows each as an annotation at its line."""

from collections.abc import Iterable, Mapping
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.text import Language, harmless

COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
# What ends a command, and the sign that begins an escape. A property ends at more signs than a message does.
IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
IN_PROPERTY: Final = {**IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def render_github(diagnostics: Iterable[Diagnostic], language: Language = "en") -> str:
    """Render each diagnostic as one command on its own line; how to mend it is the second line of the annotation."""
    return "".join(f"{_command(each, language)}\n" for each in diagnostics)


def _command(diagnostic: Diagnostic, language: Language) -> str:
    span = diagnostic.span
    properties = _properties(
        {"file": span.path, "line": span.line, "col": span.column, "endColumn": span.end, "title": diagnostic.code}
    )
    lines = [diagnostic.message(language), diagnostic.help(language)]
    message = "\n".join(each for each in lines if each)
    return harmless(f"::{COMMANDS[diagnostic.severity]} {properties}::{message.translate(IN_MESSAGE)}")


def _properties(values: Mapping[str, str | int]) -> str:
    return ",".join(f"{name}={str(value).translate(IN_PROPERTY)}" for name, value in values.items())
