"""A place in a source, drawn for people: the line and a caret below."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.inks import Ink, Inked, Stroke, begun, behind, plain
from benefit_flows.source import Span
from benefit_flows.text import JOINERS, Language, Text, harmless

HELP: Final = Text("help:", "aide :")
SEVERITIES: Final = {
    "error": Text("error", "erreur"),
    "warning": Text("warning", "avertissement"),
    "hint": Text("hint", "conseil"),
}
WIDEST: Final = 160


class Aside(NamedTuple):
    """What is told below a caret: a label and a text behind it; ``lines`` are to be copied, and so stand alone."""

    label: str
    text: str = ""
    lines: tuple[str, ...] = ()
    ink: Ink | None = None


def render_diagnostic(diagnostic: Diagnostic, language: Language = "en") -> str:
    """Draw a diagnostic as text without colours."""
    return plain(drawn_diagnostic(diagnostic, language))


def drawn_diagnostic(diagnostic: Diagnostic, language: Language = "en") -> tuple[Inked, ...]:
    """Draw a diagnostic: what is wrong, the line with a caret, how to mend it."""
    first, *more = (diagnostic.help(language) or "").split("\n")
    return drawn(diagnostic, [Aside(HELP.in_language(language), first, tuple(more))] if first else [], language)


def drawn(diagnostic: Diagnostic, asides: Iterable[Aside], language: Language = "en") -> tuple[Inked, ...]:
    """Draw a diagnostic with what is told of it below the caret."""
    span, severity = diagnostic.span, diagnostic.severity.value
    head = f"{SEVERITIES[severity].in_language(language)}[{diagnostic.code}]"
    margin = " " * len(str(span.line))
    return (
        begun(head, Ink(severity), f": {harmless(diagnostic.message(language))}"),
        *_place(span, margin),
        *(line for each in asides for line in _aside(each, margin)),
    )


def _aside(aside: Aside, margin: str) -> Iterator[Inked]:
    label, rest = harmless(aside.label), f" {harmless(aside.text)}" if aside.text else ""
    yield behind(f"{margin} = ", begun(label, aside.ink, rest))
    yield from (Inked(f"{margin}   {harmless(each)}") for each in aside.lines)


def _place(span: Span, margin: str) -> Iterator[Inked]:
    yield Inked(f"{margin}--> {harmless(span.path)}:{span.line}:{span.column}")
    if not span.text.strip():
        return
    text = span.text.replace("\t", " ")
    first = max(0, span.column - WIDEST // 2) if len(text) > WIDEST else 0
    shown = harmless(text[first : first + WIDEST])
    carets = max(1, width(text[max(first, span.column - 1) : min(span.end - 1, first + WIDEST)]))
    before = f"{margin} | {' ' * (width(text[first : span.column - 1]))}"
    yield Inked(f"{margin} |")
    yield Inked(f"{span.line} | {shown}")
    yield Inked(f"{before}{'^' * carets}", (Stroke(len(before), len(before) + carets, Ink.ERROR),))


def width(text: str) -> int:
    """Give how many columns a text takes: none for combining marks, two for wide characters."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width  # imported late: most lines are plain

    return sum(0 if combining(each) or each in JOINERS else 2 if east_asian_width(each) in "WF" else 1 for each in text)
