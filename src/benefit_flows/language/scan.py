"""Lines of a source: keyword first, citations and comment taken off the end, columns kept.

Text from a word processor works: byte order mark, CRLF, tabs, non-breaking spaces and curly quotes are
read as what they stand for, one character for one, so that columns stay true.
"""

import re
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.statements import Citation
from benefit_flows.source import Source, Span

LONGEST_LINE: Final = 10_000
STRAIGHT: Final = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ", "\t": " "}
)
CITATIONS: Final = re.compile(r"(?:\s*\[\d+(?:-\d+)?\])+\s*$")
CITATION: Final = re.compile(r"\[(\d+)(?:-(\d+))?\]")
KEYWORD: Final = re.compile(r"\s*([^\s:\"#|@]+:?|\||@)")
LONGEST_RANGE: Final = 200


class RawLine(NamedTuple):
    """A line taken apart: its first word, the rest (``body`` starts at ``column``), what it cites, its comment."""

    span: Span
    word: str
    word_span: Span
    body: str
    column: int
    citations: tuple[Citation, ...]
    comment: str
    broken: bool = False

    def at(self, start: int, end: int) -> Span:
        """Give the span of a part of the body, by offsets into it."""
        return self.span.at(self.column + start, self.column + end)

    @property
    def end_span(self) -> Span:
        """The place just behind the body, to point at what is missing."""
        end = self.column + len(self.body.rstrip())
        return self.span.at(end, end + 1)


def scan(source: Source) -> tuple[list[RawLine], list[Diagnostic]]:
    """Take a source apart into its lines that say something."""
    lines: list[RawLine] = []
    diagnostics: list[Diagnostic] = []
    for number, text in enumerate(source.text.removeprefix("\ufeff").split("\n"), start=1):
        shown = text.rstrip("\r")
        if len(shown) > LONGEST_LINE:
            span = Span(source.path, number, 1, 1 + len(shown[:40]), shown[:40] + " …")
            diagnostics.append(Diagnostic("BF109", span, (("most", f"{LONGEST_LINE:,}"),)))
            continue
        line, mistake = scan_line(source.path, number, shown)
        if mistake is not None:
            diagnostics.append(mistake)
        if line is not None:
            lines.append(line)
    return lines, diagnostics


def scan_line(path: str, number: int, shown: str) -> tuple[RawLine | None, Diagnostic | None]:
    """Take one line apart; nothing for a blank line or a comment.

    A line that cannot be read is given too, as broken, beside its diagnostic: it still counts as a line.
    """
    plain = shown.isascii() and "\t" not in shown
    text = (shown if plain else shown.translate(STRAIGHT)).rstrip()
    whole = Span(path, number, 1, len(text) + 1, shown)
    code, open_quote = _code_length(text)
    if open_quote is not None:
        mistake = Diagnostic("BF108", whole.at(open_quote + 1, len(text) + 1))
        return _broken(whole, text), mistake
    comment, text = text[code:].strip(), text[:code].rstrip()
    found = KEYWORD.match(text)
    if found is None:
        unreadable = _unreadable(whole, text)
        return (_broken(whole, text), unreadable) if unreadable else (None, None)
    start, end = found.span(1)
    body_start = end + len(text[end:]) - len(text[end:].lstrip())
    cited = CITATIONS.search(text, body_start) if text.endswith("]") and found[1] != "|" else None
    body = text[body_start : cited.start()] if cited else text[body_start:]
    citations, wrong = _citations(whole, text, cited.start()) if cited else ((), None)
    span = whole.at(start + 1, len(text) + 1)
    word_span = whole.at(start + 1, end + 1)
    return RawLine(span, found[1], word_span, body.rstrip(), body_start + 1, citations, comment), wrong


def _broken(whole: Span, text: str) -> RawLine:
    found = KEYWORD.match(text)
    return RawLine(whole, found[1] if found else "", whole, "", 1, (), "", broken=True)


def _unreadable(whole: Span, text: str) -> Diagnostic | None:
    if not text.strip():
        return None
    start = len(text) - len(text.lstrip())
    word = text.split(maxsplit=1)[0]
    return Diagnostic("BF104", whole.at(start + 1, start + 1 + len(word)), (("word", word),))


def _code_length(text: str) -> tuple[int, int | None]:
    """Give where the comment starts, and where a quotation starts that is not closed."""
    if "#" not in text and text.count('"') % 2 == 0:
        return len(text), None
    opened: int | None = None
    for index, character in enumerate(text):
        if character == '"':
            opened = index if opened is None else None
        elif character == "#" and opened is None and (index == 0 or text[index - 1] == " "):
            return index, None
    return len(text), opened


def _citations(whole: Span, text: str, start: int) -> tuple[tuple[Citation, ...], Diagnostic | None]:
    citations = []
    for found in CITATION.finditer(text, start):
        first = int(found[1])
        last = int(found[2] or first)
        span = whole.at(found.start() + 1, found.end() + 1)
        if not first <= last < first + LONGEST_RANGE:
            return (), Diagnostic("BF212", span, (("word", found[0]),))
        citations += [Citation(passage, span) for passage in range(first, last + 1)]
    return tuple(citations), None
