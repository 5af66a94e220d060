"""What was done, as a whole scenario file: it checks without a mistake, and passes."""

import re
from collections.abc import Iterator
from typing import Final

from benefit_flows.language.format import format_text
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.notation import written
from benefit_flows.language.parse import parse
from benefit_flows.language.print import Said
from benefit_flows.language.scan import take_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.givens import Given
from benefit_flows.source import Source
from benefit_flows.stepper.endings import endings
from benefit_flows.stepper.lines import said
from benefit_flows.stepper.session import Session
from benefit_flows.stepper.setups import folded
from benefit_flows.stepper.start import Start
from benefit_flows.text import Language, Text

UNSAFE: Final = re.compile(r'[#"\[\]<>|]')
UNNAMED: Final = Text("A path", "Un parcours")


def export_scenario(session: Session, language: Language) -> str:
    """Write what is done in a session as a scenario file, in a language: the facts, the path, how it ended."""
    book = session.rulebook
    use, facts = _beginning(session.start, Speaker(book, language))
    lines = (*facts, *_path(session, language), *_ending(session, Speaker(book, language)))
    head = (
        *((f"{keyword_of('language', language)} {language}",) if language != "en" else ()),
        f"{keyword_of('rulebook', language)} {book.id}",
        "",
        f"{keyword_of('scenario', language)} {_title(session.start, language)}",
    )
    body = (*use, *written(lines, language))
    return format_text(parse(Source("", "\n".join((*head, *body)))))


def beginning(start: Start, speaker: Speaker) -> tuple[str, ...]:
    """Say the facts that a scenario begins with, by a standard setup where one fits."""
    use, facts = _beginning(start, speaker)
    return (*use, *written(facts, speaker.language))


def _beginning(start: Start, speaker: Speaker) -> tuple[tuple[str, ...], tuple[Said, ...]]:
    found = folded(_facts(start), speaker)
    rest = tuple(map(speaker.says, found.rest))
    return (found.use,) if found.use else (), rest


def _facts(start: Start) -> tuple[Given, ...]:
    """Give the facts that a scenario begins with."""
    later = {number for numbers in start.lines for number in numbers}
    lines = enumerate(start.scenario.lines)
    return tuple(line.what for number, line in lines if number not in later and isinstance(line.what, Given))


def _path(session: Session, language: Language) -> Iterator[Said]:
    for each in session.done[: session.cursor]:
        yield from said(each.step, each.element, Speaker(session.rulebook, language))


def _title(start: Start, language: Language) -> str:
    """Name the scenario, with its values where it is a row of an outline; what a header cannot hold is left out."""
    scenario = start.scenario
    values = ", ".join(f"{name} = {value}" for name, value in scenario.values)
    name = " ".join(f"{scenario.name} ({values})".split()) if values else scenario.name
    line, mistake = take_apart(f"{keyword_of('scenario', language)} {name}")
    if line is None or mistake is not None or line.body != name:
        name = " ".join(UNSAFE.sub(" ", "".join(each if each.isprintable() else " " for each in name)).split())
    return name or UNNAMED.in_language(language)


# How it ended


def _ending(session: Session, speaker: Speaker) -> tuple[Said, ...]:
    """Say how all stands that moved, and how many requests there are where some were made, or nothing moved."""
    steps = [each.step for each in session.done[: session.cursor]]
    moved = {move.subject for step in steps for move in step.moves}
    *stand, count = endings(session.world)
    told = [each for each in stand if each.subject in moved]
    if not told or any(step.created for step in steps):
        told.append(count)
    return tuple(speaker.says(each.check) for each in told)
