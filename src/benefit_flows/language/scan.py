"""Lines of a source: keyword first, citations and comment taken off the end, columns kept.

Text from a word processor works: byte order mark, CRLF, tabs, non-breaking spaces and curly quotes are
read as what they stand for, one character for one, so that columns stay true.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.keywords import KEYWORDS, TEXTS
from benefit_flows.language.statements import Citation
from benefit_flows.source import Source, Span
from benefit_flows.text import JOINERS

LONGEST_LINE: Final = 10_000
SPACES: Final = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
QUOTES: Final = "“”„«»"
STRAIGHT: Final = str.maketrans({**dict.fromkeys(SPACES, " "), **dict.fromkeys(QUOTES, '"')})
FREE_TEXTS: Final = frozenset(
    word for words in KEYWORDS.values() for word, meaning in words.items() if meaning in TEXTS and meaning != "use"
)
QUOTES_AND_COMMENT: Final = re.compile(r'"[^"]*"|(?:^|(?<=[ |]))#|"')
CITATIONS: Final = re.compile(r"(?:\s*\[\d+(?:-\d+)?\])+\s*$")
CITATION: Final = re.compile(r"\[(\d+)(?:-(\d+))?\]")
KEYWORD: Final = re.compile(r"\s*([^\s:\"#|@]+:?|\||@)")
LONGEST_RANGE: Final = 200
MOST_CITED: Final = 1_000
"""Passages that a line may cite: ranges one behind the other would else come to millions in a file."""
LONGEST_NUMBER: Final = 9
MOST_REMEMBERED: Final = 1 << 16


class RawLine(NamedTuple):
    """A line taken apart: its first word, the rest (``body`` starts at ``column``), what it cites, its comment."""

    span: Span
    word: str
    word_end: int
    body: str
    column: int
    citations: tuple[Citation, ...]
    comment: str
    broken: bool = False

    @property
    def word_span(self) -> Span:
        """The place of the first word."""
        return self.span.at(self.span.column, self.word_end)

    def placed(self, path: str, number: int) -> "RawLine":
        """Give the same line elsewhere."""
        span, word, word_end, body, column, citations, comment, broken = self
        span = Span(path, number, span.column, span.end, span.text)
        if citations:
            citations = tuple([Citation(passage, span, *columns) for passage, _, *columns in citations])
        return RawLine(span, word, word_end, body, column, citations, comment, broken)

    @property
    def written(self) -> str:
        """The body as it was written, quotation marks and spaces too: free text keeps them."""
        return self.span.text[self.column - 1 : self.column - 1 + len(self.body)]

    def at(self, start: int, end: int) -> Span:
        """Give the span of a part of the body, by offsets into it."""
        return self.span.at(self.column + start, self.column + end)

    @property
    def end_span(self) -> Span:
        """The place just behind the body, to point at what is missing."""
        end = self.column + len(self.body.rstrip())
        return self.span.at(end, end + 1)


def text_lines(source: Source) -> list[str]:
    """Cut a source into its lines, without the marks of its beginning and of the ends of lines."""
    lines = source.text.removeprefix("\ufeff").split("\n")
    return [line.rstrip("\r") for line in lines] if "\r" in source.text else lines


def scan(path: str, first: int, texts: Iterable[str]) -> tuple[list[RawLine], list[Diagnostic]]:
    """Take lines apart, and keep those that say something; ``first`` is the number of the first."""
    lines: list[RawLine] = []
    diagnostics: list[Diagnostic] = []
    for number, shown in enumerate(texts, start=first):
        line, mistake = take_apart(shown)
        if mistake is not None:
            diagnostics.append(mistake._replace(span=mistake.span.placed(path, number)))
        if line is not None:
            lines.append(line.placed(path, number))
    return lines, diagnostics


@lru_cache(maxsize=MOST_REMEMBERED)
def take_apart(shown: str) -> tuple[RawLine | None, Diagnostic | None]:
    """Take the text of one line apart, wherever it stands; nothing for a blank line or a comment.

    A line that cannot be read is given too, as broken, beside its diagnostic: it still counts as a line.
    Remembered, because files repeat themselves, and an editor asks for all lines after every key.
    """
    path, number = "", 0
    if len(shown) > LONGEST_LINE:
        beginning = Span(path, number, 1, 41, f"{shown[:40]} …")
        mistake = Diagnostic("BF109", beginning, (("most", f"{LONGEST_LINE:,}"),))
        return _broken(beginning, beginning.text), mistake
    text = shown.rstrip() if shown.isascii() and shown.isprintable() else shown.translate(STRAIGHT).rstrip()
    whole = Span(path, number, 1, len(text) + 1, shown)
    if not text.isprintable() and (invisible := invisible_in(whole, text)) is not None:
        return _broken(whole, text), invisible
    code, open_quote = code_length(text)
    if open_quote is not None and not _is_text(text):
        mistake = Diagnostic("BF108", whole.at(open_quote + 1, len(text) + 1))
        return _broken(whole, text), mistake
    code = len(text) if open_quote is not None else code
    comment, text = shown[code:].strip(), text[:code].rstrip()
    found = KEYWORD.match(text)
    if found is None:
        unreadable = _unreadable(whole, text)
        return (_broken(whole, text), unreadable) if unreadable else (None, None)
    start, end = found.span(1)
    if found[1].endswith(":") and text[end : end + 1] == "#":  # a space there would make it a comment too
        comment, text = shown[end:].strip(), text[:end]
    body_start = end + len(text[end:]) - len(text[end:].lstrip())
    cited = CITATIONS.search(text, body_start) if text.endswith("]") and found[1] != "|" else None
    body = text[body_start : cited.start()] if cited else text[body_start:]
    citations, wrong = citations_in(whole, text, cited.start()) if cited else ((), None)
    span = whole.at(start + 1, len(text) + 1)
    broken = wrong is not None
    return RawLine(span, found[1], end + 1, body.rstrip(), body_start + 1, citations, comment, broken), wrong


def comment_at(shown: str) -> int | None:
    """Give the offset at which the comment of a line begins, if it has one."""
    text = shown.translate(STRAIGHT)
    code, open_quote = code_length(text)
    return code if open_quote is None and code < len(text) else None


def _is_text(text: str) -> bool:
    """Say whether a line is free text, in which a lone quotation mark may stand: a note, an answer."""
    found = KEYWORD.match(text)
    return found is not None and found[1] in FREE_TEXTS


def invisible_in(whole: Span, text: str) -> Diagnostic | None:
    """Point at a character that does not show and could hide what the line says, or act on a terminal."""
    for index, each in enumerate(text):
        if not each.isprintable() and each not in JOINERS:
            return Diagnostic("BF115", whole.at(index + 1, index + 2), (("word", f"U+{ord(each):04X}"),))
    return None


def _broken(whole: Span, text: str) -> RawLine:
    found = KEYWORD.match(text)
    return RawLine(whole, found[1] if found else "", whole.end, "", 1, (), "", broken=True)


def _unreadable(whole: Span, text: str) -> Diagnostic | None:
    if not text.strip():
        return None
    start = len(text) - len(text.lstrip())
    word = text.split(maxsplit=1)[0]
    return Diagnostic("BF104", whole.at(start + 1, start + 1 + len(word)), (("word", word),))


def code_length(text: str) -> tuple[int, int | None]:
    """Give where the comment starts, and where a quotation starts that is not closed."""
    if "#" not in text and text.count('"') % 2 == 0:
        return len(text), None
    for found in QUOTES_AND_COMMENT.finditer(text):
        if found[0] == "#":
            return found.start(), None
        if found[0] == '"':
            return len(text), found.start()
    return len(text), None


def citations_in(whole: Span, text: str, start: int) -> tuple[tuple[Citation, ...], Diagnostic | None]:
    """Read what the end of a line cites, from an offset on; a range that is none is a mistake."""
    citations: list[Citation] = []
    for found in CITATION.finditer(text, start):
        columns = found.start() + 1, found.end() + 1
        span = whole.at(*columns)
        if max(len(found[1]), len(found[2] or "")) > LONGEST_NUMBER:
            return (), Diagnostic("BF212", span, (("word", f"{found[0][:LONGEST_NUMBER]}…"),))
        first = int(found[1])
        last = int(found[2] or first)
        if not first <= last < first + LONGEST_RANGE or len(citations) > MOST_CITED:
            return (), Diagnostic("BF212", span, (("word", found[0]),))
        citations += [Citation(passage, whole, *columns) for passage in range(first, last + 1)]
    return tuple(citations), None


def is_count(text: str) -> bool:
    """Say whether a text is a number that a count can be."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER
