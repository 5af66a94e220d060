"""What a layout consists of: boxes, edges with their labels, and how large the whole is."""

from typing import NamedTuple

Point = tuple[float, float]
Row = tuple[str, str, str]
"""A move of a machine: state, event, target."""


class Rect(NamedTuple):
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, right: float, down: float) -> "Rect":
        """Give the same rectangle elsewhere."""
        return Rect(self.x + right, self.y + down, self.width, self.height)


class Box(NamedTuple):
    """A state: its name, in lines too, where it stands, and whether no move leads out of it."""

    state: str
    text: str
    lines: tuple[str, ...]
    rect: Rect
    final: bool


class Connector(NamedTuple):
    """All moves from one state to another: the corners of the line, arrow last, and the label beside it."""

    source: str
    target: str
    events: tuple[str, ...]
    text: str
    lines: tuple[str, ...]
    label: Rect
    points: tuple[Point, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The moves that the edge stands for."""
        return tuple((self.source, event, self.target) for event in self.events)


class Layout(NamedTuple):
    """A machine as it is drawn: the first box is the initial state, ``entry`` the arrow that leads into it."""

    name: str
    boxes: tuple[Box, ...]
    edges: tuple[Connector, ...]
    entry: tuple[Point, ...]
    width: float
    height: float

    def reachable(self, state: str) -> frozenset[str]:
        """Give the states that moves lead to from a state, itself included."""
        found = {state}
        waiting = [state]
        while waiting:
            here = waiting.pop()
            further = {edge.target for edge in self.edges if edge.source == here} - found
            found |= further
            waiting += sorted(further)
        return frozenset(found)
