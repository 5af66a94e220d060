"""The channels between rows: every edge that runs along one gets a lane there, with room for its label."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from benefit_flows.diagram.routes import Words

Group = Literal["under", "through", "over"]
GROUPS: Final[tuple[Group, ...]] = ("under", "through", "over")
"""From top to bottom: back edges of the row above, edges between rows, onward edges of the row below."""
MARGIN: Final = 22.0
BESIDE: Final = 4.0
APART: Final = 12.0
EMPTY: Final = 44.0


class Segment(NamedTuple):
    """A horizontal part of an edge: from the end whose line goes up (if any does) to the other, and its label."""

    arc: int
    part: int
    group: Group
    start: float
    end: float
    label: Words | None

    @property
    def label_x(self) -> float:
        """Where the label begins: in the middle; beside the line that goes up where it is wider than the segment."""
        wide = self.label.width if self.label else 0.0
        if self.group != "through" or wide + 16 <= abs(self.end - self.start):
            return (self.start + self.end - wide) / 2
        return self.start + 8 if self.start <= self.end else self.start - 8 - wide

    @property
    def room(self) -> tuple[float, float]:
        """From where to where nothing else may stand in the lane."""
        ends = [self.start, self.end]
        if self.label:
            ends += [self.label_x, self.label_x + self.label.width]
        return min(ends) - 7, max(ends) + 7


class Lane(NamedTuple):
    """A lane: the y of its line, from the top of the channel."""

    segment: Segment
    y: float


class Channel(NamedTuple):
    """A channel with its lanes, and how high it must be."""

    lanes: tuple[Lane, ...]
    height: float


def channel_of(segments: Iterable[Segment], *, inside: bool) -> Channel:
    """Stack the lanes of a channel; ``inside`` says that there are boxes on both of its sides."""
    all_segments = tuple(segments)
    if not all_segments:
        return Channel((), EMPTY if inside else 0.0)
    groups = {each.group for each in all_segments}
    y = MARGIN if inside or groups != {"over"} else 0.0
    placed: list[Lane] = []
    for group in GROUPS:
        packed = _packed([each for each in all_segments if each.group == group])
        for lane in reversed(packed) if group == "over" else packed:
            high = max((each.label.height + BESIDE for each in lane if each.label), default=0.0)
            line = y if group == "under" else y + high
            placed += [Lane(each, line) for each in lane]
            y += high + APART
    return Channel(tuple(placed), y - APART + (MARGIN if inside or groups != {"under"} else 0.0))


def _packed(segments: list[Segment]) -> list[list[Segment]]:
    """Put segments into lanes, the shortest nearest to the boxes, so that those that overlap are nested."""
    lanes: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda each: (each.room[1] - each.room[0], each.arc, each.part)):
        full = [number for number, lane in enumerate(lanes) if any(_overlap(segment, each) for each in lane)]
        lane = max(full, default=-1) + 1
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(segment)
    return lanes


def _overlap(one: Segment, other: Segment) -> bool:
    return one.room[0] < other.room[1] and other.room[0] < one.room[1]
