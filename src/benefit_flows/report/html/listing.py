"""The list of scenarios as plain HTML: readable without a script, and what the page's script makes its list of."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.report.html.story import FailureView, NoteView
from benefit_flows.report.html.words import WORDS
from benefit_flows.text import Language

SIGNS: Final = {"good": "✓", "bad": "✕", "known": "≈", "pending": "…", "none": "–"}
MOST_MISTAKES: Final = 200
MOST_FAILURES: Final = 10
"""So many are told in full in the plain list; a page that tells thousands twice could not be sent by mail."""


class ListedScenario(NamedTuple):
    """A scenario in the list: where it is, what it is called, what became of it, and why, where it failed."""

    file: str
    line: int
    title: str
    seconds: float
    verdict: str
    failures: tuple[FailureView, ...] = ()
    shortened: bool = False


def shortened(listed: Iterable[ListedScenario]) -> Iterator[ListedScenario]:
    """Mark those of whose failures only what and where is listed, because many failed before."""
    told = 0
    for each in listed:
        told += bool(each.failures)
        yield each._replace(shortened=bool(each.failures) and told > MOST_FAILURES)


def seconds_in_words(seconds: float, language: Language) -> str:
    """Write seconds as people do."""
    written = f"{seconds:.3f}\u00a0s"
    return written.replace(".", ",") if language == "fr" else written


def list_html(listed: Iterable[ListedScenario], language: Language) -> str:
    """Write the list, a section for each file."""
    sections = [_section(file, group, language) for file, group in groupby(listed, key=lambda each: each.file)]
    return "\n".join(sections) or f"<p>{escape(WORDS.say('empty', language))}</p>"


def _section(file: str, listed: Iterable[ListedScenario], language: Language) -> str:
    items = "\n".join(_item(each, language) for each in listed)
    return f'<section class="file"><h3>{escape(file)}</h3><ol>\n{items}\n</ol></section>'


def _item(each: ListedScenario, language: Language) -> str:
    named = f"<b>{SIGNS[each.verdict]} {WORDS.say(f'verdict.{each.verdict}', language)}</b> {escape(each.title)}"
    took = f", {seconds_in_words(each.seconds, language)}" if each.seconds >= 0 else ""
    line = f"<small>{WORDS.say('line', language, line=each.line)}{took}</small>"
    return f"<li class={each.verdict}><a>{named} {line}</a>{_failures(each, language)}"


def _failures(each: ListedScenario, language: Language) -> str:
    if not each.failures:
        return ""
    told = "".join(_failure(failure, with_notes=not each.shortened) for failure in each.failures)
    return f"<details><summary>{escape(WORDS.say('why', language))}</summary>{told}</details>"


def _failure(failure: FailureView, *, with_notes: bool) -> str:
    """Write why a line failed; the page's script draws the same (``drawFailure``)."""
    what = f'<p class="what"><b>{failure.code}</b> {escape(failure.message)}</p>'
    place = f'<p class="at">{escape(failure.place)} <code>{escape(failure.line)}</code></p>'
    told = f"<dl>{''.join(map(_note, failure.notes))}</dl>" if with_notes else ""
    return f'<div class="failure">{what}{place}{told}</div>'


def _note(note: NoteView) -> str:
    lines = f"<pre>{escape(chr(10).join(note.lines))}</pre>" if note.lines else ""
    return f'<div class="note-{note.role}"><dt>{escape(note.name)}</dt><dd>{escape(note.text)}{lines}</dd></div>'


def _scrolled(text: str, label: str) -> str:
    """Give lines that are not broken; who has no mouse reaches them by Tab, and scrolls by keys."""
    return f'<pre tabindex=0 role=group aria-label="{label}">{escape(text)}</pre>'


def mistakes_html(diagnostics: tuple[Diagnostic, ...], language: Language) -> str:
    """Write what is wrong in the files."""
    if not diagnostics:
        return ""
    heading = escape(WORDS.say("mistakes", language, number=len(diagnostics)))
    drawn = "\n\n".join(render_diagnostic(diagnostic, language) for diagnostic in diagnostics[:MOST_MISTAKES])
    more = len(diagnostics) - MOST_MISTAKES
    rest = f"<p>{escape(WORDS.say('more', language, number=more))}</p>" if more > 0 else ""
    inner = f"<summary><h2>{heading}</h2></summary>{_scrolled(drawn, heading)}{rest}"
    return f'<details class="card mistakes" open>{inner}</details>'
