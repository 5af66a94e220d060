"""Lessons before they are put in words: a scenario as it was asked for, and the worlds around it."""

from collections.abc import Iterable
from typing import NamedTuple

from benefit_flows.explore.graph import Graph
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.neighbourhood import explore_around
from benefit_flows.stepper.start import Start, position_at, start_of
from benefit_flows.text import Language


class LessonSource(NamedTuple):
    """A scenario to make a lesson of: the language and title of its file, the line it opens before, if any."""

    scenario: Scenario
    language: Language
    line: int | None = None
    title: str = ""


class Lesson(NamedTuple):
    """A lesson: what was asked for, how the scenario itself goes, and the worlds around that."""

    asked: LessonSource
    start: Start
    graph: Graph[Element]

    @property
    def paused(self) -> int:
        """How many actions are done when the lesson opens."""
        return 0 if self.asked.line is None else position_at(self.start, self.asked.line)

    @property
    def only_trace(self) -> bool:
        """Whether nothing but the scenario's own path was taken in although there is more."""
        return self.graph.capped and len(self.graph.nodes) == len(set(self.graph.path))


def explored(asked: LessonSource, rulebook: Rulebook, most: int, beside: Iterable[World] = ()) -> Lesson:
    """Run a scenario and explore from its own path; ``beside`` are worlds that must be taken in as well."""
    start = start_of(asked.scenario, rulebook)
    return Lesson(asked, start, explore_around(start, rulebook, most, beside))
