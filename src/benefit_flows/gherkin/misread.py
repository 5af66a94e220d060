"""Lines that Gherkin takes for free text, and that were hardly meant so: a header or a step with a slip in it.

Gherkin reads whatever stands above the first step as a description. So ``Scénario : x`` or ``when Ada …`` would vanish
with all that follows, and the file would pass.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.scenario import PENDING
from benefit_flows.source import Span

HEADER: Final = re.compile(r"\s*(?P<words>[^:|\"]+?)\s*:")
APOSTROPHES: Final = str.maketrans({"’": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\t": " "})


def misread(feature: Mapping[str, Any], path: str, lines: list[str]) -> Iterator[Diagnostic]:
    """Find these lines in the descriptions of a feature, which is a tree of gherkin-official.

    What is still to be written may be described in any words.
    """
    language = feature["language"]
    for kind, part in _parts("feature", feature, pending=False):
        for number in _described(part, lines):
            text = lines[number - 1].rstrip()
            start = len(text) - len(text.lstrip())
            span = Span(path, number, start + 1, len(text) + 1, text)
            word = (("word", text.strip()[:40]),)
            found = HEADER.match(text)
            if found is not None and _plain(found["words"]) in _headers(language):
                yield Diagnostic("BF119", span, word)
            elif kind in ("background", "scenario") and _plain(text).startswith(_steps(language)):
                yield Diagnostic("BF120", span, word)


def _parts(kind: str, part: Mapping[str, Any], *, pending: bool) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the parts of a feature with their kinds, without scenarios that have the tag for what is to be written."""
    pending = pending or any(each["name"] == PENDING for each in part.get("tags", ()))
    if pending and kind == "scenario":
        return
    yield kind, part
    for child in part.get("children", ()):
        for inner, node in child.items():
            yield from _parts(inner, node, pending=pending)
    for examples in part.get("examples", ()):
        yield "examples", examples


def _described(part: Mapping[str, Any], lines: list[str]) -> Iterator[int]:
    """Give the numbers of the lines that a description was made of."""
    wanted = [each.strip() for each in part["description"].splitlines() if each.strip()]
    number = part["location"]["line"]
    while wanted and number < len(lines):
        number += 1
        if lines[number - 1].strip().translate(APOSTROPHES) == wanted[0].translate(APOSTROPHES):
            wanted.pop(0)
            yield number


def _plain(text: str) -> str:
    return text.translate(APOSTROPHES).strip().casefold()


@cache
def _headers(language: str) -> frozenset[str]:
    """Give the words that begin a part, in the language of a file and in those of the steps."""
    found: set[str] = set()
    for dialect in _dialects(language):
        for words in (
            dialect.feature_keywords,
            dialect.rule_keywords,
            dialect.background_keywords,
            dialect.scenario_keywords,
            dialect.scenario_outline_keywords,
            dialect.examples_keywords,
        ):
            found.update(map(_plain, words))
    return frozenset(found)


@cache
def _steps(language: str) -> tuple[str, ...]:
    """Give what a first step can begin with, in the same languages; prose goes on with *and* and *but*."""
    found: set[str] = set()
    for dialect in _dialects(language):
        for words in (dialect.given_keywords, dialect.when_keywords, dialect.then_keywords):
            found.update(word.casefold() for word in words if word.strip() != "*")
    return tuple(sorted(found))


def _dialects(language: str) -> list[Any]:
    from gherkin.dialect import Dialect

    found = (Dialect.for_name(each) for each in dict.fromkeys((language, "en", "fr")))
    return [each for each in found if each is not None]
