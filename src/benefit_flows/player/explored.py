"""Lessons before they are put in words: a scenario as it was asked for, and the worlds around it."""

from collections.abc import Iterable
from typing import NamedTuple

from benefit_flows.explore.graph import Graph, explore
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World
from benefit_flows.stepper.start import Element, Start, choices, position_at, start_of, take
from benefit_flows.text import Language


class Asked(NamedTuple):
    """A scenario to make a lesson of, the language of its file, and the line it opens before, if one was named."""

    scenario: Scenario
    language: Language
    line: int | None = None


class Explored(NamedTuple):
    """A lesson: what was asked for, how the scenario itself goes, and the worlds around that."""

    asked: Asked
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


def explored(asked: Asked, rulebook: Rulebook, most: int, beside: Iterable[World] = ()) -> Explored:
    """Run a scenario and explore from its own path; ``beside`` are worlds that must be taken in as well."""
    start = start_of(asked.scenario, rulebook)
    graph = explore(
        (*start.worlds, *beside),
        lambda world: choices(start, world, rulebook),
        lambda world, element: take(world, element, rulebook),
        most,
    )
    return Explored(asked, start, graph)
