"""A diagnostic code in words: its sentence, and its page with why, wrong and right."""

import re
from collections.abc import Iterator
from typing import Final

from benefit_flows.diagnostics.codes import CODES
from benefit_flows.diagnostics.pages import Example, page_of
from benefit_flows.explanation.words import WORDS
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import Language

PLACEHOLDER: Final = re.compile(r"\{\w+\}")


def code_lines(code: str, speaker: Speaker) -> Iterator[str]:
    """Say what a code says, with an ellipsis for what a case fills in; then its page."""
    page, language = page_of(code), speaker.language
    yield f"{code}  {WORDS.say(CODES[code].severity.value, language)}"
    yield f"  {PLACEHOLDER.sub('…', CODES[code].sentence.in_language(language))}"
    yield ""
    yield f"  {page.why.in_language(language)}"
    yield from _example("wrong", page.wrong, language)
    yield from _example("right", page.right, language)


def _example(kind: str, example: Example, language: Language) -> Iterator[str]:
    """Show the files of an example, and how they are run where that matters."""
    yield ""
    yield "  ".join((WORDS.say(kind, language), *example.remarks()))
    for number, (name, lines) in enumerate(example.shown()):
        if number:
            yield ""
        if name is not None:
            yield f"  {name}:"
        yield from (f"    {line}".rstrip() for line in lines)
