"""Where the states and moves of a machine stand in a picture. Nothing overlaps, because everything has its own room."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from benefit_flows.diagram.graph import Arc, Cell, arcs_from_rows, grids, states_of
from benefit_flows.diagram.lanes import BESIDE, Channel, Group, Segment, channel_of
from benefit_flows.diagram.routes import (
    ARROW,
    ENTRY,
    WIDEST_LABEL,
    WIDEST_NAME,
    Across,
    Way,
    Words,
    across,
    way_of,
    words,
)
from benefit_flows.diagram.shapes import Box, Edge, Layout, Point, Rect, Row
from benefit_flows.model.statechart import Statechart

EDGE: Final = 12.0
SCREEN: Final = (1280.0, 720.0)
GOOD_SCALE: Final = 0.95
"""A picture that fills a screen at this scale has letters of 15 pixels: no reason to fold it."""
NUMBER: Final = "\u00a0· "
Label = Callable[[str], str]


class _Plan(NamedTuple):
    """What a layout is computed from."""

    cells: Mapping[str, Cell]
    arcs: tuple[Arc, ...]
    ways: tuple[Way, ...]
    names: Mapping[str, Words]
    labels: list[Words]
    across: Across


def layout(machine: Statechart, labels: Label, numbers: Mapping[Row, str] | None = None) -> Layout:
    """Lay a machine out: its states from left to right, in as many rows as make it readable on a screen.

    ``labels`` words states and events. ``numbers`` are written before the events of the moves that have one.
    """
    arcs, states = arcs_from_rows(machine.rows), states_of(machine.rows)
    names = {state: words(labels(state), WIDEST_NAME, bold=True) for state in states}
    texts = [words(_label(arc, labels, numbers or {}), WIDEST_LABEL) for arc in arcs]
    every = (_laid_out(machine.name, cells, arcs, names, texts) for cells in grids(states, arcs))
    unfolded = next(every)
    return unfolded if _scale(unfolded) >= GOOD_SCALE else max((unfolded, *every), key=_scale)


def _scale(found: Layout) -> float:
    return min(SCREEN[0] / found.width, SCREEN[1] / found.height)


def _label(arc: Arc, labels: Label, numbers: Mapping[Row, str]) -> str:
    return " / ".join(event_label(arc.source, event, arc.target, labels, numbers) for event in arc.events)


def event_label(source: str, event: str, target: str, labels: Label, numbers: Mapping[Row, str]) -> str:
    """Word the event of a move, with its number where it has one."""
    number = numbers.get((source, event, target))
    return labels(event) if number is None else f"{number}{NUMBER}{labels(event)}"


def _laid_out(
    name: str, cells: Mapping[str, Cell], arcs: tuple[Arc, ...], names: Mapping[str, Words], labels: list[Words]
) -> Layout:
    ways = tuple(way_of(arc, cells) for arc in arcs)
    plan = _Plan(cells, arcs, ways, names, labels, across(arcs, ways, cells, names, labels))
    rows = max(row for row, _ in cells.values()) + 1
    segments = [*_segments(plan)]
    channels = [
        channel_of((each for at, each in segments if at == row), inside=0 < row < rows) for row in range(rows + 1)
    ]
    tops, heights = _rows(plan, channels)
    rects = {state: _rect(state, plan, tops, heights) for state in cells}
    final = {state: all(arc.source != state or arc.target == state for arc in arcs) for state in cells}
    boxes = tuple(Box(state, names[state].text, names[state].lines, rects[state], final[state]) for state in cells)
    lanes = {
        (lane.segment.arc, lane.segment.part): (lane.segment, top - channel.height + lane.y)
        for top, channel in zip([*tops, tops[-1] + heights[-1] + channels[-1].height], channels, strict=True)
        for lane in channel.lanes
    }
    lines = [_points(number, plan, rects, lanes) for number in range(len(arcs))]
    edges = tuple(_edge(number, plan, lanes, lines) for number in range(len(arcs)))
    first = rects[boxes[0].state]
    return _framed(name, boxes, edges, ((first.x - ENTRY + 8, first.middle[1]), (first.x, first.middle[1])))


def _segments(plan: _Plan) -> Iterator[tuple[int, Segment]]:
    """Give the horizontal parts of all edges with the channel of each."""
    for number, (way, label) in enumerate(zip(plan.ways, plan.labels, strict=True)):
        if way.kind == "straight":
            continue
        start, end = plan.across.ports[number, True], plan.across.ports[number, False]
        down = way.leaves == "bottom"
        if way.kind == "far":
            track = plan.across.tracks[number]
            first = abs(track - start) >= abs(end - track)
            for part, one, other in ((0, start, track), (1, track, end)):
                text = label if first == (part == 0) else None
                ends = (one, other) if down else (other, one)
                yield way.channels[part], Segment(number, part, "through", *ends, text)
        else:
            group: Group = "through" if way.leaves != way.enters else "under" if down else "over"
            ends = (start, end) if down else (end, start)
            yield way.channels[0], Segment(number, 0, group, *ends, label)


def _rows(plan: _Plan, channels: list[Channel]) -> tuple[list[float], list[float]]:
    """Give the top and the height of each row: room for its boxes, and for labels above the middle."""
    tops, heights, y = [], [], 0.0
    for row, channel in enumerate(channels[:-1]):
        y += channel.height
        beside = [
            2 * (label.height + 2 * BESIDE)
            for arc, way, label in zip(plan.arcs, plan.ways, plan.labels, strict=True)
            if way.kind == "straight" and plan.cells[arc.source][0] == row
        ]
        tops.append(y)
        heights.append(max([*_box_height(plan, row), *beside]))
        y += heights[-1]
    return tops, heights


def _rect(state: str, plan: _Plan, tops: list[float], heights: list[float]) -> Rect:
    """Place a box in the middle of its row. All boxes of a row are equally high."""
    row, column = plan.cells[state]
    x, wide = plan.across.columns[column]
    high = max(_box_height(plan, row))
    return Rect(x, tops[row] + (heights[row] - high) / 2, wide, high)


def _box_height(plan: _Plan, row: int) -> list[float]:
    return [plan.names[state].height + 24 for state, cell in plan.cells.items() if cell[0] == row]


def _points(
    number: int,
    plan: _Plan,
    rects: Mapping[str, Rect],
    lanes: Mapping[tuple[int, int], tuple[Segment, float]],
) -> tuple[Point, ...]:
    """Give the corners of an edge, from the box that it leaves to the one that it enters."""
    arc, way = plan.arcs[number], plan.ways[number]
    source, target = rects[arc.source], rects[arc.target]
    if way.kind == "straight":
        return (source.right, source.middle[1]), (target.x, source.middle[1])
    start, end = plan.across.ports[number, True], plan.across.ports[number, False]
    first = lanes[number, 0][1]
    corners: list[Point] = [(start, source.bottom if way.leaves == "bottom" else source.y), (start, first)]
    if way.kind == "far":
        track, second = plan.across.tracks[number], lanes[number, 1][1]
        corners += [(track, first), (track, second), (end, second)]
    else:
        corners.append((end, first))
    return (*corners, (end, target.bottom if way.enters == "bottom" else target.y))


def _edge(
    number: int,
    plan: _Plan,
    lanes: Mapping[tuple[int, int], tuple[Segment, float]],
    lines: list[tuple[Point, ...]],
) -> Edge:
    arc, label = plan.arcs[number], plan.labels[number]
    if plan.ways[number].kind == "straight":
        (left, y), (right, _) = lines[number]
        left = max(left, right - label.width - 2 * ARROW)
        place = Rect((left + right - label.width) / 2, y - BESIDE - label.height, label.width, label.height)
    else:
        segment, y = next(lanes[key] for key in ((number, 0), (number, 1)) if lanes[key][0].label)
        top = y + BESIDE if segment.group == "under" else y - BESIDE - label.height
        place = _clear(Rect(segment.label_x, top, label.width, label.height), segment, lines)
    return Edge(arc.source, arc.target, arc.events, label.text, label.lines, place, lines[number])


def _clear(label: Rect, segment: Segment, lines: list[tuple[Point, ...]]) -> Rect:
    """Slide a label along its line to where no other line crosses it, if there is such a place."""
    least, most = segment.room[0] + 7, segment.room[1] - 7 - label.width
    if segment.group == "through":
        least, most = (
            (segment.start + 8, most) if segment.start <= segment.end else (least, segment.start - 8 - label.width)
        )
    places = [label, *(label.moved(step * 12.0 * way, 0) for step in range(1, 40) for way in (1, -1))]
    fitting = [each for each in places if least <= each.x <= most]
    return next((each for each in fitting if not _crossed(each, lines)), label)


def _crossed(label: Rect, lines: list[tuple[Point, ...]]) -> bool:
    around = Rect(label.x - 3, label.y, label.width + 6, label.height)
    pieces = (piece for line in lines for piece in pairwise(line))
    return any(
        around.overlaps(Rect(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]) + 0.1, abs(a[1] - b[1]) + 0.1))
        for a, b in pieces
    )


def _framed(name: str, boxes: tuple[Box, ...], edges: tuple[Edge, ...], entry: tuple[Point, ...]) -> Layout:
    """Move everything so that the picture begins at the corner, and give its size, with a small edge around."""
    points = [entry[0], *(point for edge in edges for point in edge.points)]
    rects = [*(box.rect for box in boxes), *(edge.label for edge in edges)]
    right = EDGE - min([*(x for x, _ in points), *(each.x for each in rects)])
    down = EDGE - min([*(y for _, y in points), *(each.y for each in rects)])
    wide = EDGE + right + max([*(x for x, _ in points), *(each.right for each in rects)])
    high = EDGE + down + max([*(y for _, y in points), *(each.bottom for each in rects)])

    def moved(line: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x + right, y + down) for x, y in line)

    return Layout(
        name,
        tuple(box._replace(rect=box.rect.moved(right, down)) for box in boxes),
        tuple(edge._replace(label=edge.label.moved(right, down), points=moved(edge.points)) for edge in edges),
        moved(entry),
        wide,
        high,
    )
