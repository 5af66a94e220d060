"""The worlds around a scenario: what its own path reaches, then what is nearest to that, up to a number of worlds.

A learner leaves the path, so all is worked out beforehand, up to a number and not up to a time: the same files give the
same page. What only shows something, or is refused, counts for more than what changes a fact, because learners try the
second sooner. The worlds of a scenario are without end (requests can always be created), so the cap nearly always
bites; a world that was left out is still told as the end of its choice.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from typing import Final, Generic, NamedTuple, TypeVar

from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World

E = TypeVar("E")
DOING: Final = 2
LOOKING: Final = 3


class Edge(NamedTuple, Generic[E]):
    """Something that can be tried in a world, what comes of it, and the number of the world after.

    ``target`` is ``None`` where that world was left out: what comes of the step is known all the same.
    """

    element: E
    step: Step
    target: int | None


class Node(NamedTuple, Generic[E]):
    """A world, and all that can be tried in it, in the order in which it is offered."""

    world: World
    edges: tuple[Edge[E], ...]


class Graph(NamedTuple, Generic[E]):
    """Worlds by number. ``path`` are the numbers of the worlds that exploring began with, in their order.

    ``known`` counts the worlds that were met, those left out too: there are at least so many.
    """

    nodes: tuple[Node[E], ...]
    path: tuple[int, ...]
    known: int

    @property
    def capped(self) -> bool:
        """Whether worlds were left out."""
        return self.known > len(self.nodes)


def explore(
    starts: Sequence[World],
    choices: Callable[[World], tuple[E, ...]],
    take: Callable[[World, E], Step],
    most: int,
) -> Graph[E]:
    """Explore from the worlds of a path: all of these, then the nearest to them, up to ``most`` worlds.

    Equal worlds are one. Numbers follow from the arguments alone, so they are the same in every run.
    """
    explorer = _Explorer(choices, take)
    for world in dict.fromkeys(starts):
        explorer.admit(world, 0)
    for world, distance in explorer.nearest():
        if len(explorer.tried) >= most:
            break
        explorer.admit(world, distance)
    return explorer.graph(starts)


class _Explorer(Generic[E]):
    """The worlds taken in so far with what was tried in them, and those met beside them, nearest first."""

    def __init__(self, choices: Callable[[World], tuple[E, ...]], take: Callable[[World, E], Step]) -> None:
        self.choices = choices
        self.take = take
        self.tried: dict[World, tuple[tuple[E, Step], ...]] = {}
        self.met: set[World] = set()
        self.waiting: list[tuple[int, int, World]] = []
        self.order = 0

    def admit(self, world: World, distance: int) -> None:
        """Take in a world, and try all that can be tried in it."""
        self.met.add(world)
        self.tried[world] = tuple((action, self.take(world, action)) for action in self.choices(world))
        for _, step in self.tried[world]:
            self.met.add(step.after)
            # The order of meeting decides between equals, so that worlds are never compared.
            self.order += 1
            heappush(self.waiting, (distance + _length(step), self.order, step.after))

    def nearest(self) -> Iterator[tuple[World, int]]:
        """Give worlds that are not taken in yet, the nearest of those that wait by then."""
        while self.waiting:
            distance, _, world = heappop(self.waiting)
            if world not in self.tried:
                yield world, distance

    def graph(self, starts: Sequence[World]) -> Graph[E]:
        """Number the worlds in the order in which they were taken in."""
        numbers = {world: number for number, world in enumerate(self.tried)}
        nodes = (
            Node(world, tuple(Edge(action, step, numbers.get(step.after)) for action, step in tried))
            for world, tried in self.tried.items()
        )
        return Graph(tuple(nodes), tuple(numbers[world] for world in starts), len(self.met))


def _length(step: Step) -> int:
    """Say how far a step leads away: learners try first what changes something, then what only shows something."""
    changes = step.outcome is Outcome.ACCEPTED and step.before.facts() != step.after.facts()
    return DOING if changes else LOOKING
