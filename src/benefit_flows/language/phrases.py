"""The text of one step to a phrase, or to the diagnostic that says where it stopped making sense."""

import re
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.dates import ISO_FORM, dates_elsewhere, elsewhere, is_date, readings_of
from benefit_flows.language.keywords import KEYWORDS, STEPS
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scan import MOST_REMEMBERED, RawLine
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import END, NAME, WORD, Misfit, Tables
from benefit_flows.source import Span

TRIES: Final = "tries_"
NAME_FORM: Final = re.compile(r"[^\W\d_](?:[\w.@-]*\w)?")
UNKNOWN: Final = {"when": "BF101", "given": "BF111", "then": "BF112", "wait": "BF102"}
IN_WORDS: Final = {
    "STRING": '"a quoted text"',
    NAME: "a name",
    "DATE": "a date (2021-03-04)",
    "INT": "a number",
    END: "the end of the line",
}
COLUMN: Final = re.compile(r"<[^<>\s][^<>]*>")
MOST_EXPECTED: Final = 8
ANY_DAY: Final = "2021-01-01"
"""Stands for a date that there is not, to see whether the rest of a line makes sense."""


class Token(NamedTuple):
    """A word, a quoted text, a number, a date or a column, with its offsets into the body of the line."""

    terminal: str
    text: str
    start: int
    end: int


def parse_phrase(start: str, line: RawLine, tables: Tables) -> Phrase | Diagnostic:
    """Parse the body of a line as a phrase of a kind: given, when, then or wait."""
    key = (start, line.column, line.body)
    known = tables.remembered.get(key)
    if known is None:
        if len(tables.remembered) >= MOST_REMEMBERED:
            tables.remembered.clear()
        tables.remembered[key] = known = _parse_phrase(start, line, tables)
    if isinstance(known, Diagnostic):
        return known._replace(span=line.span.at(known.span.column, known.span.end))
    return known.placed(line.span)


def _parse_phrase(start: str, line: RawLine, tables: Tables) -> Phrase | Diagnostic:
    found = _read(start, line, tables)
    if isinstance(found, Phrase):
        return found
    return _date_elsewhere(start, line, tables) or found


def _read(start: str, line: RawLine, tables: Tables) -> Phrase | Diagnostic:
    tokens = tokenize(line, tables)
    if isinstance(tokens, Diagnostic):
        return tokens
    found = tables.shape(start, tuple(token.terminal for token in tokens))
    if isinstance(found, Misfit):
        return _misfit(start, line, tokens, found, tables)
    slots = []
    for name, index in found.slots:
        slot = _slot(name, tokens[index], line)
        if isinstance(slot, Diagnostic):
            return slot
        slots.append(slot)
    return Phrase(found.kind.removeprefix(TRIES), tuple(slots), tries=found.kind.startswith(TRIES))


def tokenize(line: RawLine, tables: Tables) -> list[Token] | Diagnostic:
    """Cut the body of a line into tokens."""
    tokens: list[Token] = []
    text, position = line.body, 0
    while position < len(text):
        if text[position] == " ":
            position += 1
            continue
        found = tables.token.match(text, position)
        if found is None:
            word = text[position:].split(" ", 1)[0]
            return Diagnostic("BF104", line.at(position, position + len(word)), (("word", word[:40]),))
        word, terminal = found[0], str(found.lastgroup)
        if terminal in (NAME, WORD):
            terminal = tables.terminal_of(word)
        tokens.append(Token(terminal, word, position, found.end()))
        position = found.end()
    return tokens


# Dates in other spellings


def _date_elsewhere(start: str, line: RawLine, tables: Tables) -> Diagnostic | None:
    """Say that a date is written as elsewhere, where that is all that is wrong with a line."""
    written = dates_elsewhere(line.body)
    body = line.body
    for each in reversed(written):
        body = body[: each.start] + (*each.readings, ANY_DAY)[0] + body[each.end :]
    if not written or not isinstance(_read(start, line._replace(body=body), tables), Phrase):
        return None
    first = written[0]
    return wrong_date(line.body[first.start : first.end], line.at(first.start, first.end))


def wrong_date(text: str, span: Span) -> Diagnostic:
    """Say that something is no date as dates are written, with what it may have meant."""
    if ISO_FORM.fullmatch(text):
        return Diagnostic("BF107", span, (("word", text),))
    found = elsewhere().fullmatch(text)
    readings = readings_of(found) if found is not None else ()
    values = (("word", text), *zip(("first", "second"), readings, strict=False))
    return Diagnostic("BF106", span, values, (None, "date", "dates")[len(readings)])


# What does not fit


def _misfit(start: str, line: RawLine, tokens: list[Token], misfit: Misfit, tables: Tables) -> Diagnostic:
    """Say where a line stops making sense. A hint that would mend it is one that was tried."""
    terminals = tuple(each.terminal for each in tokens)
    span = line.at(tokens[0].start, tokens[-1].end) if tokens else line.end_span
    fitting = [each for each in STEPS if tables.accepts(each, terminals)]
    if fitting and tokens:
        return Diagnostic("BF121", span, (("keyword", fitting[0]),), "begin")
    if misfit.at < len(tokens) and tokens[0].text in KEYWORDS[tables.language]:
        first = line.at(tokens[0].start, tokens[0].end)
        return Diagnostic("BF102", first, (("word", tokens[0].text),), "one-keyword")
    mends = [each for each in misfit.expected if _mends(each, start, terminals, misfit.at, tables)]
    if misfit.at == len(tokens):
        return Diagnostic("BF103", line.end_span, *_fitting(mends, misfit, tables))
    at = 0 if start == "when" and misfit.at == 1 and tokens[0].terminal == "INT" else misfit.at
    token = tokens[at]
    code = UNKNOWN[start] if _is_first_word(tokens, at) and token.terminal == NAME else "BF102"
    return Diagnostic(code, line.at(token.start, token.end), *_mended(token, mends, misfit, tables))


def keywords_of(line: RawLine, tables: Tables) -> tuple[str, ...]:
    """Give the keywords with which a line is a phrase."""
    tokens = tokenize(line, tables)
    if isinstance(tokens, Diagnostic):
        return ()
    terminals = tuple(token.terminal for token in tokens)
    return tuple(each for each in STEPS if tables.accepts(each, terminals))


def fitting_keyword(found: Diagnostic) -> str | None:
    """Give the keyword that a line goes with, where only that is wrong with it."""
    return dict(found.values)["keyword"] if found.code == "BF121" else None


def _mends(expected: str, start: str, terminals: tuple[str, ...], at: int, tables: Tables) -> bool:
    """Say whether a line makes sense once something that fits stands where it stopped to."""
    return expected != END and tables.accepts(start, (*terminals[:at], expected, *terminals[at + 1 :]))


Hinted = tuple[tuple[tuple[str, str], ...], str]


def _mended(token: Token, mends: list[str], misfit: Misfit, tables: Tables) -> Hinted:
    """Give the hint for a token that does not fit: the word or the marks that mend it, else what could stand there."""
    said = (("word", token.text.strip('"')),)
    words = {terminal: word for word, terminal in tables.words.items()}
    near = nearest(token.text, [words[each] for each in mends if each in words]) if token.terminal == NAME else None
    if near:
        return (*said, ("near", near)), "near"
    if token.terminal not in ("STRING", "COLUMN") and "STRING" in mends:
        return said, "quote"
    values, hint = _fitting(mends, misfit, tables)
    return (*said, *values), hint


def _fitting(mends: list[str], misfit: Misfit, tables: Tables) -> Hinted:
    """List the values of which each mends the line; where there are none, what could stand there."""
    words = {terminal: word for word, terminal in tables.words.items()}
    values = {each for rule in tables.rules if not rule.kind for each, _ in rule.parts}
    choices = sorted(words[each] for each in mends if each in words and each in values)
    return (("expected", ", ".join(choices) or _listed(misfit, words)),), "expected" if choices else "next"


def _is_first_word(tokens: list[Token], index: int) -> bool:
    """Say whether a token is the word that tells the phrase: the first, or the one behind a leading name."""
    return index == 0 or (index == 1 and tokens[0].terminal in (NAME, "COLUMN", "STRING"))


def _listed(misfit: Misfit, words: dict[str, str]) -> str:
    fitting = [IN_WORDS[each] for each in misfit.expected if each in IN_WORDS]
    fitting += sorted(words[each] for each in misfit.expected if each in words)
    more = ["…"] if len(fitting) > MOST_EXPECTED else []
    return ", ".join(fitting[:MOST_EXPECTED] + more)


def _slot(name: str, token: Token, line: RawLine) -> Slot | Diagnostic:
    """Make a slot of a token: quotes and brackets off, dates looked at, words by their name."""
    kind, text, start, end = token
    if kind == "DATE" and not is_date(text):
        return Diagnostic("BF107", line.at(start, end), (("word", text),))
    if kind == "STRING":
        text = " ".join(text[1:-1].split())
        if column := COLUMN.search(text):
            whole = column[0] == text
            return Diagnostic("BF122", line.at(start, end), (("word", text),), "unquote" if whole else "whole-column")
    elif kind == "COLUMN":
        text = text[1:-1].strip()
    elif kind not in (NAME, "INT", "DATE"):
        is_name = name in NAME_SLOTS
        kind, text = (NAME, text) if is_name else (kind, kind.lower())
    return Slot(name, kind, text, line.span, line.column + start, line.column + end)


NAME_SLOTS: Final = ("account", "company", "other", "setting")
"""Slots that take any word: a name that is also a word of the language stays a name there."""


def is_name(text: str) -> bool:
    """Say whether a text can be the name of an account or a company: one word that starts with a letter."""
    return NAME_FORM.fullmatch(text) is not None
