"""The lines of a scenario as the player tells them: actions, checks with their verdicts, notes, questions."""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Literal, NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import Check
from benefit_flows.model.scenario import Line, Note, Question
from benefit_flows.model.trace import Event
from benefit_flows.player.lesson import Lesson
from benefit_flows.stepper.elements import Element
from benefit_flows.view.sources import SourceView, sources


class ActionItem(NamedTuple):
    """An action, or facts put in place further down.

    ``choice`` is its number among the choices of the world in which the scenario has it.
    ``problems`` say what failed, in words.
    """

    kind: Literal["action"]
    line: int
    text: str
    citations: tuple[int, ...]
    choice: int
    problems: tuple[str, ...]


class CheckItem(NamedTuple):
    """A check with its verdict; ``held`` is ``None`` where the run of the scenario broke off before."""

    kind: Literal["check"]
    line: int
    text: str
    citations: tuple[int, ...]
    held: bool | None
    expected: str
    actual: str
    sources: tuple[SourceView, ...]
    problems: tuple[str, ...]


class NoteItem(NamedTuple):
    """A remark."""

    kind: Literal["note"]
    line: int
    text: str


class AnswerItem(NamedTuple):
    """One answer to a question, and whether it is right."""

    text: str
    right: bool


class QuestionItem(NamedTuple):
    """A question of the quiz."""

    kind: Literal["ask"]
    line: int
    text: str
    choices: tuple[AnswerItem, ...]
    because: str | None


Item = ActionItem | CheckItem | NoteItem | QuestionItem


def story(lesson: Lesson, speaker: Speaker) -> tuple[Item, ...]:
    """Tell the lines of a scenario in order, but for the facts that it begins with."""
    return tuple(_items(lesson, speaker))


def _items(lesson: Lesson, speaker: Speaker) -> Iterator[Item]:
    scenario, events = lesson.asked.scenario, lesson.start.trace.events
    elements = {numbers[0]: index for index, numbers in enumerate(lesson.start.lines)}
    for number, (line, event) in enumerate(zip_longest(scenario.lines, events)):
        what = line.what
        if isinstance(what, Note):
            yield NoteItem("note", line.span.line, what.text)
        elif isinstance(what, Question):
            yield _question(line, what)
        elif isinstance(what, Check):
            yield _check(line, event, speaker)
        elif number in elements:
            yield _action(lesson, elements[number], speaker)


def _question(line: Line, what: Question) -> QuestionItem:
    answers = tuple(AnswerItem(text, right) for text, right in what.choices)
    return QuestionItem("ask", line.span.line, what.text, answers, what.because)


def _check(line: Line, event: Event | None, speaker: Speaker) -> CheckItem:
    """Tell a check; one that cannot be judged in this world does not hold."""
    judgement = event.judgement if event else None
    return CheckItem(
        "check",
        line.span.line,
        line.text,
        line.citations,
        None if event is None else judgement is not None and judgement.held,
        speaker.facts(judgement.expected) if judgement else "",
        speaker.facts(judgement.actual) if judgement else "",
        sources(judgement.rules, speaker) if judgement else (),
        _problems(event, speaker),
    )


def _action(lesson: Lesson, index: int, speaker: Speaker) -> ActionItem:
    start = lesson.start
    numbers, element = start.lines[index], start.elements[index]
    lines = [start.scenario.lines[number] for number in numbers]
    events = start.trace.events[numbers[0] : numbers[-1] + 1]
    offered = [edge.element for edge in lesson.graph.nodes[lesson.graph.path[index]].edges]
    return ActionItem(
        "action",
        lines[0].span.line,
        said_by(element, lines, speaker),
        tuple(dict.fromkeys(passage for line in lines for passage in line.citations)),
        offered.index(element),
        tuple(problem for event in events for problem in _problems(event, speaker)),
    )


def said_by(element: Element, lines: Iterable[Line], speaker: Speaker) -> str:
    """Say an element as a line: an action in the language of the page, facts as their author wrote them."""
    if isinstance(element, tuple):
        return " ".join(line.text for line in lines)
    return speaker.line(element)


def problems_at_start(lesson: Lesson, speaker: Speaker) -> tuple[str, ...]:
    """Say in words what failed in the facts that a lesson begins with."""
    later = {number for numbers in lesson.start.lines for number in numbers}
    events = enumerate(lesson.start.trace.events)
    begun = (event for number, event in events if number not in later and event.line.keyword == "given")
    return tuple(problem for event in begun for problem in _problems(event, speaker))


def _problems(event: Event | None, speaker: Speaker) -> tuple[str, ...]:
    """Say in words what failed at a line."""
    if event is None:
        return ()
    told = (speaker.diagnostic(event, problem) for problem in event.problems)
    return tuple(each.message(speaker.language) for each in told)
