"""The worlds around a scenario, by what a stepper offers in each."""

from collections.abc import Iterable

from benefit_flows.explore.graph import Graph, explore
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import World
from benefit_flows.stepper.elements import Element, take
from benefit_flows.stepper.start import Start, choices


def explore_around(start: Start, rulebook: Rulebook, most: int, beside: Iterable[World] = ()) -> Graph[Element]:
    """Explore up to ``most`` worlds from a scenario's own path; ``beside`` are worlds that are taken in as well."""
    return explore(
        (*start.worlds, *beside),
        lambda world: choices(start, world, rulebook),
        lambda world, element: take(world, element, rulebook),
        most,
    )
