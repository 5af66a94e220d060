"""Lines for a terminal of any width and encoding: wrapped at words, with plain signs where others are unknown."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.diagnostics.carets import width
from benefit_flows.text import harmless

NARROWEST: Final = 20
HANGING: Final = 2
PLAIN: Final = {
    "→": "->",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "\u2018": "'",
    "\u2019": "'",
    "–": "-",
    "—": "-",
    "…": "...",
    "\u00a0": " ",
    "\u202f": " ",
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
}


class ShownLine(NamedTuple):
    """One line to show. It is wrapped below its ``indent`` and two columns more; one that is ``whole`` is not.

    ``lead`` stands before the text, which is wrapped below itself then.
    """

    text: str = ""
    indent: int = 0
    whole: bool = False
    lead: str = ""


def laid_out(lines: Iterable[ShownLine], columns: int, encoding: str) -> str:
    """Lay lines out for so many columns of a terminal with an encoding."""
    shown = (each for line in lines for each in _wrapped(line, max(columns, NARROWEST)))
    return "".join(f"{encodable(each, encoding)}\n" for each in shown)


def _wrapped(line: ShownLine, columns: int) -> Iterator[str]:
    if line.whole:
        yield " " * line.indent + harmless(line.text)
        return
    text = " " * line.indent + line.lead
    below = " " * (line.indent + (len(line.lead) or HANGING))
    empty = True
    for word in harmless(line.text).split(" "):
        if not empty and width(f"{text} {word}") > columns:
            yield text.rstrip()
            text, empty = below, True
        text += word if empty else f" {word}"
        empty = empty and not word
        while width(text) > columns:
            cut = next(end for end in range(columns, 0, -1) if width(text[:end]) <= columns)
            yield text[:cut]
            text = below + text[cut:]
    yield text.rstrip()


def encodable(text: str, encoding: str) -> str:
    """Replace what an encoding cannot say by what comes near; what is left becomes a question mark when written."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        closer = text.replace("«\u00a0", "«").replace("\u00a0»", "»")
        return "".join(each if _fits(each, encoding) else _plain(each) for each in closer)
    return text


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _plain(character: str) -> str:
    """Give a sign that every terminal has: a letter without its accent, say."""
    if character in PLAIN:
        return PLAIN[character]
    bare = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return bare or "?"
