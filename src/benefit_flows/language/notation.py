"""Lines of a scenario before they are written below one another, in either notation."""

import re
from collections.abc import Iterable
from typing import Final

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.print import Said
from benefit_flows.language.scan import CITATIONS, take_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import OutcomeIs
from benefit_flows.model.trace import Step
from benefit_flows.text import Language

INDENT: Final = "  "
FEATURE: Final = ".feature"
GHERKIN_KEYWORD: Final = re.compile(r"\s*(?:\*|(?:Et|Mais) qu(?:e\b|['’])|Lorsqu['’]|\S+)\s*")
"""The first word of a step; in French it may be two, or lean on the next."""


def judged(step: Step, speaker: Speaker) -> Said:
    """Say how an attempt ended that was not accepted; what the source documents of it is cited."""
    passages = speaker.rulebook.passages_of(step.refusal.rules if step.refusal else ())
    cited = "".join(f"[{passage}]" for passage in passages)
    said = speaker.says(OutcomeIs(step.outcome))
    return said._replace(text=f"{said.text}  {cited}".rstrip())


def written(lines: Iterable[Said], language: Language, *, gherkin: bool = False) -> tuple[str, ...]:
    """Write lines one below the other: ``and`` for one more of the same kind, rows of tables further in."""
    found: list[str] = []
    above = ""
    for keyword, text, rows in lines:
        start = "and" if keyword == above and keyword in ("given", "when", "then") else keyword
        word = keyword_of(start, language)
        found += [f"{word.capitalize() if gherkin else word} {text}", *(f"{INDENT}{row}" for row in rows)]
        above = keyword
    return tuple(found)


def is_gherkin(path: str) -> bool:
    """Say whether a file is written in Gherkin."""
    return path.endswith(FEATURE)


def body_and_comment(line: str, *, gherkin: bool) -> tuple[str, str]:
    """Give what a line of a file says behind its keyword, without what it cites, and its comment."""
    if gherkin:  # a step has no comment
        return CITATIONS.sub("", GHERKIN_KEYWORD.sub("", line, count=1)).rstrip(), ""
    taken, _ = take_apart(line)
    return ("", "") if taken is None else (taken.body, taken.comment)
