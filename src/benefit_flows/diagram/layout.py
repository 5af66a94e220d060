"""Where the states and moves of a machine stand in a picture.

States stand in one row, in the order in which the moves name them: who writes a machine down places it. A move to the
next state is a straight arrow. Every other one has a lane: above the row if it leads onward or stays, below if it leads
back. Lines go up and down at boxes only, and between two boxes there is room for the labels. So nothing overlaps.

A router for any graph, which folded long machines into several rows, took more than twice as much code, and drew
machines of three states and five no better. The price is width: a machine of twelve states is drawn without overlaps,
but too small for a screen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from benefit_flows.diagram.measure import Caption, caption
from benefit_flows.diagram.shapes import Box, Connector, Layout, Point, Rect, Row
from benefit_flows.model.statechart import Statechart

WIDEST: Final = 150.0
"""From here on, names and labels are broken into lines."""
NARROWEST_BOX: Final = 112.0
PADDING: Final = (28.0, 24.0)
EDGE: Final = 12.0
ENTRY: Final = (40.0, 32.0)
"""The room left of the first state, and the length of the arrow in it."""
GAP: Final = 56.0
ARROW: Final = 18.0
BESIDE: Final = 4.0
SLOT: Final = 20.0
LOOP: Final = 36.0
MARGIN: Final = 22.0
APART: Final = 12.0
ASIDE: Final = 7.0
NUMBER: Final = "\u00a0· "
Label = Callable[[str], str]
Ends = Mapping[tuple[int, bool], float]
"""The x at which a move leaves its box (true) and enters one (false)."""


class _Move(NamedTuple):
    """All events that lead from one state to another; the states by their places in the row."""

    source: int
    target: int
    events: tuple[str, ...]
    label: Caption

    @property
    def side(self) -> int:
        """Where the line runs: 0 straight in the row, -1 above it, 1 below it."""
        if self.target < self.source:
            return 1
        return 0 if self.target == self.source + 1 else -1

    @property
    def gap(self) -> int | None:
        """Left of which place the label has room: the middle gap that the move passes."""
        return None if self.source == self.target else (self.source + self.target + 1) // 2


class _End(NamedTuple):
    """An end of a move at a box: how many places away the other end is (0: the same box), the room that it takes."""

    move: int
    leaves: bool
    distance: int
    room: float


class _Line(NamedTuple):
    """The corners of a move's line, and the place of its label."""

    points: tuple[Point, ...]
    label: Rect


def layout(machine: Statechart, labels: Label, numbers: Mapping[Row, str] | None = None) -> Layout:
    """Lay a machine out: its states from left to right, as far apart as names and labels need.

    ``labels`` words states and events. ``numbers`` are written before the events of the moves that have one.
    """
    states = tuple(dict.fromkeys(state for source, _, target in machine.rows for state in (source, target)))
    names = [caption(labels(state), WIDEST, bold=True) for state in states]
    moves = [*_moves(machine.rows, states, labels, numbers or {})]
    rects, ends = _row(names, moves)
    lines = {number: _straight(move, rects) for number, move in enumerate(moves) if not move.side}
    lines |= _in_lanes(-1, moves, rects, ends) | _in_lanes(1, moves, rects, ends)
    left = {move.source for move in moves if move.source != move.target}
    boxes = tuple(
        Box(states[place], name.text, name.lines, rects[place], place not in left) for place, name in enumerate(names)
    )
    edges = tuple(_edge(states, move, lines[number]) for number, move in enumerate(moves))
    return _framed(machine.name, boxes, edges, ((rects[0].x - ENTRY[1], 0.0), (rects[0].x, 0.0)))


def _edge(states: tuple[str, ...], move: _Move, line: _Line) -> Connector:
    source, target = states[move.source], states[move.target]
    return Connector(source, target, move.events, move.label.text, move.label.lines, line.label, line.points)


def _moves(rows: Iterable[Row], states: tuple[str, ...], labels: Label, numbers: Mapping[Row, str]) -> Iterator[_Move]:
    """Join the moves between the same two states, in order."""
    joined: dict[tuple[str, str], list[str]] = {}
    for source, event, target in rows:
        joined.setdefault((source, target), []).append(event)
    for (source, target), events in joined.items():
        labelled = (_move_label((source, event, target), labels, numbers) for event in events)
        label = caption(" / ".join(labelled), WIDEST)
        yield _Move(states.index(source), states.index(target), tuple(events), label)


def _move_label(row: Row, labels: Label, numbers: Mapping[Row, str]) -> str:
    return f"{numbers[row]}{NUMBER}{labels(row[1])}" if row in numbers else labels(row[1])


def _row(names: list[Caption], moves: list[_Move]) -> tuple[list[Rect], Ends]:
    """Place the boxes, their middles at y 0, as narrow as names, ends and labels between them let them be."""
    rects: list[Rect] = []
    found: dict[tuple[int, bool], float] = {}
    high = max(name.height for name in names) + PADDING[1]
    x = 0.0
    for place, name in enumerate(names):
        sides = [_ends_at(place, side, moves) for side in (-1, 1)]
        x += _gap(place, moves)
        ports = (sum(end.room for end in side) + SLOT for side in sides)
        rects.append(Rect(x, -high / 2, max(NARROWEST_BOX, name.width + PADDING[0], *ports), high))
        for side in sides:
            found |= _spread(side, rects[-1])
        x = rects[-1].right
    return rects, found


def _gap(place: int, moves: list[_Move]) -> float:
    """Give the room left of a place: for the arrow at the start, or for the labels that may stand there."""
    rooms = [move.label.width + 2 * (ARROW if not move.side else BESIDE) for move in moves if move.gap == place]
    return max([GAP if place else ENTRY[0], *rooms])


def _ends_at(place: int, side: int, moves: list[_Move]) -> list[_End]:
    """Give the ends on one side of a box from left to right: the farther a move goes, the nearer to the middle."""
    found: list[_End] = []
    for number, move in enumerate(moves):
        if move.side != side:
            continue
        if move.source == move.target == place:
            found.append(_End(number, True, 0, max(LOOP, move.label.width) + SLOT))
        elif move.source == place:
            found.append(_End(number, True, move.target - place, SLOT))
        elif move.target == place:
            found.append(_End(number, False, move.source - place, SLOT))
    if len(found) == 1 and not found[0].distance:  # nothing beside it, so the label may be wider than the box
        return [found[0]._replace(room=LOOP + SLOT)]
    return sorted(found, key=lambda end: ((end.distance > 0) - (end.distance < 0), -end.distance))


def _spread(side: list[_End], box: Rect) -> Iterator[tuple[tuple[int, bool], float]]:
    """Spread the ends on a side of a box evenly; a move that stays has two, around the middle of its room."""
    spare = (box.width - sum(end.room for end in side)) / (len(side) + 1)
    x = box.x
    for end in side:
        x += spare + end.room / 2
        if end.distance:
            yield (end.move, end.leaves), x
        else:
            yield (end.move, True), x - LOOP / 2
            yield (end.move, False), x + LOOP / 2
        x += end.room / 2


def _straight(move: _Move, rects: list[Rect]) -> _Line:
    left, right = rects[move.source].right, rects[move.target].x
    return _Line(((left, 0.0), (right, 0.0)), _label(move.label, (left + right) / 2, 0.0))


def _label(text: Caption, middle: float, line: float, *, below: bool = False) -> Rect:
    """Place a label by its middle, over a line or below it."""
    top = line + BESIDE if below else line - BESIDE - text.height
    return Rect(middle - text.width / 2, top, text.width, text.height)


def _in_lanes(side: int, moves: list[_Move], rects: list[Rect], ends: Ends) -> dict[int, _Line]:
    """Draw the moves above the row, or below it, in lanes from the boxes outward."""
    lanes = _lanes({number: _span(number, move, ends) for number, move in enumerate(moves) if move.side == side})
    beside = (move.label.height + 2 * BESIDE for move in moves if not move.side)
    y = side * (max([rects[0].height / 2, *beside]) + MARGIN)
    found: dict[int, _Line] = {}
    for at, lane in enumerate(lanes):
        posts = [ends[number, leaves] for further in lanes[at + 1 :] for number in further for leaves in (True, False)]
        for number in lane:
            start, end = ends[number, True], ends[number, False]
            x = _label_middle(moves[number], (start + end) / 2, posts, rects)
            box = side * rects[0].height / 2
            label = _label(moves[number].label, x, y, below=side > 0)
            found[number] = _Line(((start, box), (start, y), (end, y), (end, box)), label)
        y += side * (max(moves[number].label.height for number in lane) + BESIDE + APART)
    return found


def _span(number: int, move: _Move, ends: Ends) -> tuple[float, float]:
    """Give from where to where nothing else may stand in the lane of a move."""
    start, end = sorted((ends[number, True], ends[number, False]))
    half = max(end - start, move.label.width) / 2 + ASIDE
    return (start + end) / 2 - half, (start + end) / 2 + half


def _lanes(spans: Mapping[int, tuple[float, float]]) -> list[list[int]]:
    """Put moves into lanes, the shortest nearest to the boxes, so that those that overlap are nested."""
    lanes: list[list[int]] = []
    for number, (start, end) in sorted(spans.items(), key=lambda each: each[1][1] - each[1][0]):
        full = [at for at, lane in enumerate(lanes) if any(start < spans[n][1] and spans[n][0] < end for n in lane)]
        at = max(full, default=-1) + 1
        if at == len(lanes):
            lanes.append([])
        lanes[at].append(number)
    return lanes


def _label_middle(move: _Move, middle: float, posts: list[float], rects: list[Rect]) -> float:
    """Put a label in the middle of its line; where a line to a further lane goes through there, between two boxes."""
    crossed = any(abs(post - middle) < move.label.width / 2 + BESIDE for post in posts)
    return (rects[move.gap - 1].right + rects[move.gap].x) / 2 if crossed and move.gap else middle


def _framed(name: str, boxes: tuple[Box, ...], edges: tuple[Connector, ...], entry: tuple[Point, ...]) -> Layout:
    """Move everything so that the picture begins at the corner, and give its size, with a small edge around."""
    rects = [*(box.rect for box in boxes), *(edge.label for edge in edges)]
    rects += [Rect(x, y, 0.0, 0.0) for line in (entry, *(edge.points for edge in edges)) for x, y in line]
    right, down = EDGE - min(each.x for each in rects), EDGE - min(each.y for each in rects)

    def moved(line: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple((x + right, y + down) for x, y in line)

    return Layout(
        name,
        tuple(box._replace(rect=box.rect.moved(right, down)) for box in boxes),
        tuple(edge._replace(label=edge.label.moved(right, down), points=moved(edge.points)) for edge in edges),
        moved(entry),
        EDGE + right + max(each.right for each in rects),
        EDGE + down + max(each.bottom for each in rects),
    )
