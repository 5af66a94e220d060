"""A place in a source, drawn for people: the line and a caret below."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.source import Span
from benefit_flows.text import JOINERS, Language, Text, harmless

HELP: Final = Text("help:", "aide :")
SEVERITIES: Final = {
    "error": Text("error", "erreur"),
    "warning": Text("warning", "avertissement"),
    "hint": Text("hint", "conseil"),
}
WIDEST: Final = 160


def render_diagnostic(diagnostic: Diagnostic, language: Language = "en") -> str:
    """Draw a diagnostic: what is wrong, the line with a caret, how to mend it."""
    help_text = diagnostic.help(language)
    notes = [f"{HELP.in_language(language)} {help_text}"] if help_text else []
    return render(diagnostic, notes, language)


def render(diagnostic: Diagnostic, notes: list[str], language: Language = "en") -> str:
    """Draw a diagnostic with notes of one's own below the caret."""
    severity = SEVERITIES[diagnostic.severity.value].in_language(language)
    return "\n".join(
        [
            f"{severity}[{diagnostic.code}]: {harmless(diagnostic.message(language))}",
            *_place(diagnostic.span),
            *(line for note in notes for line in _note(note, _margin(diagnostic.span))),
        ]
    )


def _note(note: str, margin: str) -> Iterator[str]:
    """Draw a note; what follows its first line is to be copied, and so stands alone."""
    first, *more = note.split("\n")
    yield f"{margin} = {harmless(first)}"
    yield from (f"{margin}   {harmless(each)}" for each in more)


def _margin(span: Span) -> str:
    return " " * len(str(span.line))


def _place(span: Span) -> Iterator[str]:
    margin = _margin(span)
    yield f"{margin}--> {harmless(span.path)}:{span.line}:{span.column}"
    if not span.text.strip():
        return
    text = span.text.replace("\t", " ")
    first = max(0, span.column - WIDEST // 2) if len(text) > WIDEST else 0
    shown = harmless(text[first : first + WIDEST])
    carets = max(1, width(text[max(first, span.column - 1) : min(span.end - 1, first + WIDEST)]))
    yield f"{margin} |"
    yield f"{span.line} | {shown}"
    yield f"{margin} | {' ' * (width(text[first : span.column - 1]))}{'^' * carets}"


def width(text: str) -> int:
    """Give how many columns a text takes: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # imported late: most lines are plain

    return sum(0 if combining(each) or each in JOINERS else 2 if east_asian_width(each) in "WF" else 1 for each in text)
