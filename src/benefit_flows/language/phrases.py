"""The text of one step to a phrase, or to the diagnostic that says where it stopped making sense."""

import re
from datetime import date
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.keywords import KEYWORDS
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scan import MOST_REMEMBERED, RawLine
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import END, NAME, WORD, Misfit, Tables
from benefit_flows.source import Span

TRIES: Final = "tries_"
NAME_FORM: Final = re.compile(r"[^\W\d_](?:[\w.@-]*\w)?")
ISO_FORM: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
SLASHED_DATE: Final = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
UNKNOWN: Final = {"when": "BF101", "given": "BF111", "then": "BF112", "wait": "BF102"}
IN_WORDS: Final = {
    "STRING": '"a quoted text"',
    NAME: "a name",
    "DATE": "a date (2021-03-04)",
    "INT": "a number",
    END: "the end of the line",
}
MOST_EXPECTED: Final = 8


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
        word, terminal = (found[0], str(found.lastgroup)) if found else ("", "")
        if found is None or (terminal == "INT" and SLASHED_DATE.match(text, position)):
            return _unreadable(line, position)
        if terminal in (NAME, WORD):
            terminal = tables.terminal_of(word)
        tokens.append(Token(terminal, word, position, found.end()))
        position = found.end()
    return tokens


def _unreadable(line: RawLine, position: int) -> Diagnostic:
    slashed = SLASHED_DATE.match(line.body, position)
    if slashed:
        return wrong_date(slashed[0], line.at(position, slashed.end()))
    word = line.body[position:].split(" ", 1)[0]
    return Diagnostic("BF104", line.at(position, position + len(word)), (("word", word[:40]),))


def wrong_date(text: str, span: Span) -> Diagnostic:
    """Say that something is no date as dates are written, with what it may have meant."""
    if ISO_FORM.fullmatch(text):
        return Diagnostic("BF107", span, (("word", text),))
    if not SLASHED_DATE.fullmatch(text):
        return Diagnostic("BF106", span, (("word", text),))
    first, second, year = re.split(r"[/.]", text)
    both = (f"{year}-{first:0>2}-{second:0>2}", f"{year}-{second:0>2}-{first:0>2}")
    readings = tuple(dict.fromkeys(each for each in both if is_date(each)))
    values = (("word", text), *zip(("first", "second"), readings, strict=False))
    return Diagnostic("BF106", span, values, (None, "date", "dates")[len(readings)])


def _misfit(start: str, line: RawLine, tokens: list[Token], misfit: Misfit, tables: Tables) -> Diagnostic:
    words = {terminal: word for word, terminal in tables.words.items()}
    fitting = [words[each] for each in misfit.expected if each in words]
    if misfit.at == len(tokens):
        return Diagnostic("BF103", line.end_span, (("expected", _listed(misfit, words)),), "expected")
    first = tokens[0]
    if first.text in KEYWORDS[tables.language]:
        return Diagnostic("BF102", line.at(first.start, first.end), (("word", first.text),), "one-keyword")
    at = 0 if start == "when" and misfit.at == 1 and first.terminal == "INT" else misfit.at
    token = tokens[at]
    span = line.at(token.start, token.end)
    values = (("word", token.text.strip('"')),)
    code = UNKNOWN[start] if _is_first_word(tokens, at) and token.terminal == NAME else "BF102"
    near = nearest(token.text, fitting) if token.terminal not in ("STRING", "INT", "DATE", "COLUMN") else None
    if near:
        return Diagnostic(code, span, (*values, ("near", near)), "near")
    several_names = misfit.at > 0 and all(each.terminal == NAME for each in tokens[: misfit.at + 1])
    if token.terminal == NAME and ("STRING" in misfit.expected or (several_names and start != "when")):
        return Diagnostic(code, span, values, "quote")
    return Diagnostic(code, span, (*values, ("expected", _listed(misfit, words))), "expected")


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
    elif kind == "COLUMN":
        text = text[1:-1].strip()
    elif kind not in (NAME, "INT", "DATE"):
        is_name = name in NAME_SLOTS
        kind, text = (NAME, text) if is_name else (kind, kind.lower())
    return Slot(name, kind, text, line.span, line.column + start, line.column + end)


NAME_SLOTS: Final = ("account", "company", "other", "setting")
"""Slots that take any word: a name that is also a word of the language stays a name there."""


def is_date(text: str) -> bool:
    """Say whether a text is a date of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_name(text: str) -> bool:
    """Say whether a text can be the name of an account or a company: one word that starts with a letter."""
    return NAME_FORM.fullmatch(text) is not None
