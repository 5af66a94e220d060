"""What is stepped through: the document that pages draw, and states checked by replaying them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple, Protocol, TypeVar

from benefit_flows import __version__
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World
from benefit_flows.player.document import Worded, player_document, worded
from benefit_flows.player.lesson import LessonSource, explored
from benefit_flows.stepper.export import export_scenario
from benefit_flows.stepper.link import Permalink, Walk, parse_link, render_link, version
from benefit_flows.stepper.session import Session, begin, restore
from benefit_flows.stepper.start import position_at, start_of
from benefit_flows.studio.files import Refused
from benefit_flows.studio.texts import Desk
from benefit_flows.text import Language
from benefit_flows.view.packing import compressed

MOST_DOCUMENTS, MOST_WORDED = 32, 32
"""Documents, and lessons in words, that are kept for who asks next."""

MOST_LESSONS: Final = 50
MOST_WORLDS, FEWEST_WORLDS, ALL_WORLDS = 40, 8, 200
"""Worlds of a lesson, and of all lessons together, at first: pages ask for more where somebody goes further."""

LONGEST_STATE: Final = 10_000
"""Characters: some thousand choices. Nobody makes so many, and each is tried again here."""

WRONG: Final = 422
T = TypeVar("T")


class Slowly(Protocol):
    """Does something long beside the event loop."""

    def __call__(self, work: Callable[[], T], /) -> Awaitable[T]:
        """Do it, and give what it gives."""


class StepRequest(NamedTuple):
    """What somebody wants to step through: a text under the name of its file, whole or what is at a line."""

    name: str
    text: str
    line: int | None


@dataclass(frozen=True, eq=False)
class Course:
    """A subject when it was opened. It stays what it was, whatever becomes of its file and of what that includes."""

    subject: StepRequest
    scenarios: tuple[Scenario, ...]
    language: Language
    rulebook: Rulebook
    version: str


class Made(NamedTuple):
    """A document, compressed, and the worlds that each of its lessons holds."""

    text: str
    worlds: tuple[frozenset[World], ...]


def open_course(desk: Desk, subject: StepRequest) -> Course:
    """Check a text for stepping through. Raises ``Refused`` where there is nothing to step through."""
    whole = tuple(scenario for scenario in desk.checked(subject.name, subject.text).scenarios if not scenario.pending)
    scenarios = _at_line(whole, subject.line)
    if not whole or len(scenarios) > MOST_LESSONS:
        raise Refused("too-many" if whole else "mistakes", WRONG, most=str(MOST_LESSONS))
    if not scenarios:
        raise Refused("no-scenario", WRONG, line=str(subject.line))
    language = desk.language(subject.name, subject.text)
    rulebook = desk.editions.rulebooks.get(scenarios[0].rulebook)
    return Course(subject, scenarios, language, rulebook, version(scenarios, rulebook, __version__))


def _at_line(scenarios: tuple[Scenario, ...], line: int | None) -> tuple[Scenario, ...]:
    """Give the row at a line, else the scenario (its first rows) that the line is in; without a line all of them."""
    if line is None:
        return scenarios
    rows = tuple(scenario for scenario in scenarios if scenario.row_line == line)
    return rows or tuple(each for each in scenarios if each.span.line <= line <= each.last_line)[:MOST_LESSONS]


# States


def settled(course: Course, state: str) -> str:
    """Give a state as all pages write it, if it fits: replayed from the start. Raises ``Refused``."""
    return render_link(_replayed(course, state)[0])


class Begun(NamedTuple):
    """The state to begin with, and whether it is the one that was asked for."""

    state: str
    fits: bool


def first(course: Course, state: str) -> Begun:
    """Give the state that was asked for; where that does not fit, or none was, the one before the line asked for."""
    if state:
        with suppress(Refused):
            return Begun(settled(course, state), fits=True)
    start, line = start_of(course.scenarios[0], course.rulebook), course.subject.line
    session = begin(start, course.rulebook, 0 if line is None else position_at(start, line))
    return Begun(render_link(Permalink(course.version, 0, session.walk)), fits=not state)


def exported(course: Course, state: str) -> str:
    """Give what was done as a scenario, in the language of the file."""
    return export_scenario(_replayed(course, state)[1], course.language)


def _replayed(course: Course, state: str) -> tuple[Permalink, Session]:
    """Replay a state. The language is each reader's own, so it is no part of it."""
    link = parse_link(state) if len(state) <= LONGEST_STATE else None
    number = len(course.scenarios)
    if link is None or link.version not in (None, course.version) or _last(link) >= number:
        raise Refused("state", WRONG)
    session = restore(start_of(course.scenarios[link.lesson], course.rulebook), course.rulebook, link.walk)
    if session is None:
        raise Refused("state", WRONG)
    return link._replace(version=course.version, language=None), session


def _last(link: Permalink) -> int:
    """Give the last lesson that a link speaks of."""
    return max((link.lesson, *link.done, *(lesson for lesson, *_ in link.answers)))


def _worlds(course: Course, state: str) -> tuple[int, tuple[World, ...]]:
    """Give the lesson of a state, and the worlds along its path and along the other futures that it keeps."""
    link, session = _replayed(course, state)
    worlds = [session.start.world]
    for path in (link.walk.path, *link.walk.kept):
        whole = restore(session.start, course.rulebook, Walk(path))
        worlds += [each.step.after for each in whole.done] if whole is not None else []
    return link.lesson, tuple(dict.fromkeys(worlds))


# Documents


class Documents:
    """Makes documents, each once however many ask for it at the same time; the newest are kept."""

    def __init__(self, soon: Slowly, slowly: Slowly) -> None:
        self.soon, self.slowly = soon, slowly
        self.made: OrderedDict[object, asyncio.Future[Made]] = OrderedDict()
        self.lesson = lru_cache(MOST_WORDED)(self._lesson)

    async def document(self, course: Course, state: str) -> str:
        """Give the document of a course in which a state can be shown: made around it, where it leads far out."""
        lesson, worlds = await self.soon(lambda: _worlds(course, state))
        whole = await self._made((course,), lambda: self._make(course, 0, ()))
        if whole.worlds[lesson].issuperset(worlds):
            return whole.text
        return (await self._made((course, lesson, worlds), lambda: self._make(course, lesson, worlds))).text

    def _make(self, course: Course, lesson: int, beside: tuple[World, ...]) -> Made:
        numbers = range(len(course.scenarios))
        lessons = [self.lesson(course, number, beside if number == lesson else ()) for number in numbers]
        text = compressed(player_document(lessons, Speaker(course.rulebook, course.language)))
        return Made(text, tuple(frozenset(node.world for node in each.lesson.graph.nodes) for each in lessons))

    def _lesson(self, course: Course, number: int, beside: tuple[World, ...]) -> Worded:
        most = max(FEWEST_WORLDS, min(MOST_WORLDS, ALL_WORLDS // len(course.scenarios))) + len(beside)
        asked = LessonSource(course.scenarios[number], course.language, course.subject.line)
        return worded(explored(asked, course.rulebook, most, beside), course.rulebook)

    async def _made(self, key: object, make: Callable[[], Made]) -> Made:
        """Make a document, or wait for who is making it. Who leaves while waiting ends nothing for others."""
        if key not in self.made:
            self.made[key] = asyncio.ensure_future(self.slowly(make))
            self.made[key].add_done_callback(lambda done: self._ended(key, done))
        self.made.move_to_end(key)
        making = self.made[key]
        while len(self.made) > MOST_DOCUMENTS:
            self.made.popitem(last=False)
        return await asyncio.shield(making)

    def _ended(self, key: object, done: asyncio.Future[Made]) -> None:
        """Forget what could not be made."""
        if done.cancelled() or done.exception() is not None:
            self.made.pop(key, None)
