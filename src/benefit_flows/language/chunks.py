"""A text cut where its blocks begin: each chunk is parsed for itself, so that an editor parses only what changed."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final, Literal, NamedTuple

from benefit_flows.language.keywords import BLOCKS, ENGLISH, KEYWORDS, keyword_of
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scan import MOST_REMEMBERED, RawLine, take_apart
from benefit_flows.text import LANGUAGES, Language

KEYWORD_CUTOFF: Final = 0.7
LANGUAGE_WORDS: Final = frozenset(
    word for words in KEYWORDS.values() for word, meaning in words.items() if meaning == "language"
)


OF_ONE_LANGUAGE: Final[Mapping[str, Language]] = {
    word: language
    for language, words in KEYWORDS.items()
    for word, meaning in words.items()
    if meaning not in ("language", "rulebook") and sum(word in each for each in KEYWORDS.values()) == 1
}
"""The keywords of which each is one in no other language."""
ENOUGH: Final = 12
"""Keywords after which the language of a text is clear."""


CLEAR: Final = 5
"""Of so many keywords one may be of another language: it is the one with the slip."""


class Chunk(NamedTuple):
    """Some lines of a text: one block with its tags, or what stands above the first block."""

    first: int
    lines: tuple[str, ...]


def language_of(lines: Sequence[str]) -> Language:
    """Find the language of a text: the one that it names, else English; but the one of its keywords, if that is clear.

    So one line that is missing, or wrong, does not make a mistake of every other.
    """
    spoken = _spoken(lines)
    clear = (each for each in LANGUAGES if spoken.count(each) * CLEAR > len(spoken) * (CLEAR - 1))
    return next(clear, None) or language_named(lines)


def _spoken(lines: Sequence[str]) -> tuple[Language, ...]:
    """Give the language of each of the first keywords of a text that are of one only."""
    words = (line.split(maxsplit=1)[0].casefold() for line in lines if line and not line.isspace())
    found = (OF_ONE_LANGUAGE[word] for word in words if word in OF_ONE_LANGUAGE)
    return tuple(islice(found, ENOUGH))


def language_named(lines: Sequence[str]) -> Language:
    """Find the language that a text names, under any language's word for it; English where it names none."""
    found = (take_apart(each)[0] for each in lines if "langu" in each)
    named = (line.body for line in found if line is not None and line.word in LANGUAGE_WORDS)
    return next((known for each in named for known in LANGUAGES if each == known), "en")


def cut(lines: Sequence[str], language: Language) -> Iterator[Chunk]:
    """Cut a text into its chunks; tags belong to the block below them."""
    first, tags = 0, None
    for index, shown in enumerate(lines):
        kind = _kind(shown, language)
        if kind == "block":
            start = index if tags is None else tags
            if start > first:
                yield Chunk(first + 1, tuple(lines[first:start]))
            first, tags = start, None
        elif kind == "tags":
            tags = index if tags is None else tags
        elif kind == "line":
            tags = None
    yield Chunk(first + 1, tuple(lines[first:]))


@lru_cache(maxsize=MOST_REMEMBERED)
def _kind(shown: str, language: Language) -> Literal["block", "tags", "line", "nothing"]:
    line, _ = take_apart(shown)
    if line is None:
        return "nothing"
    if line.word == "@":
        return "tags"
    return "block" if opens_block(line, language) else "line"


def opens_block(line: RawLine, language: Language) -> bool:
    """Say whether a line begins a block; one with a mistake in its keyword may do so too."""
    meaning = KEYWORDS[language].get(line.word)
    if meaning is not None or line.broken or line.word == "|":
        return meaning in BLOCKS
    near = near_keyword(line.word, language)
    return KEYWORDS[language][near] in BLOCKS if near else line.word.endswith(":")


def near_keyword(word: str, language: Language) -> str | None:
    """Give the keyword that a word was meant to be, if any is near; one of English is translated."""
    keywords = KEYWORDS[language]
    if word in ENGLISH:
        return keyword_of(ENGLISH[word], language)
    is_name = word[:1].isupper() and word.casefold() not in keywords
    return None if is_name else nearest(word, keywords, KEYWORD_CUTOFF)
