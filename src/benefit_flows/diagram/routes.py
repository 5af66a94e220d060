"""Which way each edge takes on a grid, where it leaves and enters the boxes, and so how wide everything is.

Boxes stand in rows and columns. Edges run beside the rows and columns, never through a box: straight to the
next box on the right, else along the row (onward above it, back below it), else between columns to another row.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal, NamedTuple

from benefit_flows.diagram.graph import Arc, Cell
from benefit_flows.diagram.measure import LINE, width, wrap

Kind = Literal["loop", "straight", "lane", "far"]
Side = Literal["top", "bottom"]

WIDEST_NAME: Final = 150.0
WIDEST_LABEL: Final = 150.0
NARROWEST_BOX: Final = 112.0
SLOT: Final = 20.0
LOOP: Final = 36.0
TRACK: Final = 14.0
ENTRY: Final = 40.0
GAP: Final = 56.0
ARROW: Final = 18.0
ASIDE: Final = 8.0

_DOWN: Final[tuple[Side, Side]] = ("bottom", "top")
_UP: Final[tuple[Side, Side]] = ("top", "bottom")


class Way(NamedTuple):
    """The way of one edge: the sides of its boxes, the channels above these rows, the track left of this column."""

    kind: Kind
    leaves: Side
    enters: Side
    channels: tuple[int, ...] = ()
    track: int = 0


class Words(NamedTuple):
    """A text, the same in lines, and the room that it takes."""

    text: str
    lines: tuple[str, ...]
    width: float
    height: float


class Port(NamedTuple):
    """Where an edge meets a side of a box: which edge, which end of it."""

    arc: int
    leaves: bool
    room: float
    order: tuple[int, float, int]


class Across(NamedTuple):
    """The horizontal half of a layout: columns, boxes, ports and tracks have their x."""

    columns: tuple[tuple[float, float], ...]
    ports: Mapping[tuple[int, bool], float]
    tracks: Mapping[int, float]
    width: float


def words(text: str, most: float, *, bold: bool = False) -> Words:
    """Break a text into lines and measure it."""
    lines = wrap(text, most, bold=bold)
    return Words(text, lines, max(width(each, bold=bold) for each in lines), LINE * len(lines))


def way_of(arc: Arc, cells: Mapping[str, Cell]) -> Way:
    """Choose the way of an edge."""
    (row, column), (to_row, to_column) = cells[arc.source], cells[arc.target]
    if arc.source == arc.target:
        return Way("loop", "top", "top", (row,))
    if row == to_row:
        between = [(row, each) for each in range(column + 1, to_column)]
        if column < to_column and not set(between) & set(cells.values()):
            return Way("straight", "top", "top")
        return Way("lane", "top", "top", (row,)) if column < to_column else Way("lane", "bottom", "bottom", (row + 1,))
    leaves, enters = _DOWN if row < to_row else _UP
    channels = (row + 1, to_row) if row < to_row else (row, to_row + 1)
    if channels[0] == channels[1]:
        return Way("lane", leaves, enters, channels[:1])
    return Way("far", leaves, enters, channels, to_column if column <= to_column else to_column + 1)


def ports_of(
    state: str, side: Side, arcs: tuple[Arc, ...], ways: tuple[Way, ...], cells: Mapping[str, Cell], labels: list[Words]
) -> list[Port]:
    """Give the ports of one side of a box from left to right, so that nested edges do not cross."""
    found: list[Port] = []
    column = cells[state][1]
    for number, (arc, way) in enumerate(zip(arcs, ways, strict=True)):
        if way.kind == "straight" or (way.kind == "loop" and state != arc.source):
            continue
        if way.kind == "loop" and side == "top":
            found.append(Port(number, True, max(LOOP, labels[number].width) + SLOT, (1, 0.0, number)))
            continue
        for leaves, mine, other, at in (
            (True, arc.source, arc.target, way.leaves),
            (False, arc.target, arc.source, way.enters),
        ):
            if (mine, at) == (state, side) and way.kind != "loop":
                toward = way.track - 0.5 if way.kind == "far" else cells[other][1]
                found.append(Port(number, leaves, SLOT, (*_order(toward - column), number)))
    if len(found) == 1 and found[0].room > SLOT:  # nothing beside it, so the label may be wider than the box
        return [found[0]._replace(room=LOOP + SLOT)]
    return sorted(found, key=lambda port: port.order)


def _order(distance: float) -> tuple[int, float]:
    """Sort what goes left before what goes right; the farther an edge goes, the farther it is from the corner."""
    if distance == 0:
        return 1, 0.0
    return (0, -distance) if distance < 0 else (2, -distance)


def across(
    arcs: tuple[Arc, ...],
    ways: tuple[Way, ...],
    cells: Mapping[str, Cell],
    names: Mapping[str, Words],
    labels: list[Words],
) -> Across:
    """Give everything its x: as narrow as names, ports and labels between columns let it be."""
    sides = {(s, side): ports_of(s, side, arcs, ways, cells, labels) for s in cells for side in _SIDES}
    last = max(column for _, column in cells.values())
    tracks = _tracks(ways)
    zones = [_zone(column, last, arcs, ways, cells, labels) for column in range(last + 2)]
    x = 0.0
    columns: list[tuple[float, float]] = []
    track_x: dict[int, float] = {}
    for column in range(last + 2):
        mine = {arc: lane for arc, (at, lane) in tracks.items() if at == column}
        track_x |= {arc: x + TRACK * (lane + 1.0) for arc, lane in mine.items()}
        x += TRACK * (max(mine.values(), default=-1) + 2) if mine else 0.0
        x += zones[column]
        if column <= last:
            wide = max(_box_width(s, names, sides) for s, cell in cells.items() if cell[1] == column)
            columns.append((x, wide))
            x += wide
    return Across(tuple(columns), _ports(sides, cells, columns), track_x, x)


def _ports(
    sides: Mapping[tuple[str, Side], list[Port]], cells: Mapping[str, Cell], columns: list[tuple[float, float]]
) -> dict[tuple[int, bool], float]:
    """Give all ports their x. One below a box steps aside from those above other boxes: two lines would become one."""
    found: dict[tuple[int, bool], float] = {}
    above: dict[int, list[float]] = {}
    for side in _SIDES:
        for state, (_, column) in cells.items():
            for port, key, x in _placed(sides[state, side], columns[column]):
                near = side == "bottom" and port.order[0] != 1
                found[key] = x + ASIDE if near and any(abs(x - each) < ASIDE / 2 for each in above[column]) else x
                if side == "top":
                    above.setdefault(column, []).append(x)
            above.setdefault(column, [])
    return found


_SIDES: Final[tuple[Side, ...]] = ("top", "bottom")


def _box_width(state: str, names: Mapping[str, Words], sides: Mapping[tuple[str, Side], list[Port]]) -> float:
    ports = max(sum(port.room for port in sides[state, side]) + SLOT for side in _SIDES)
    return max(NARROWEST_BOX, names[state].width + 28, ports)


def _zone(
    column: int,
    last: int,
    arcs: tuple[Arc, ...],
    ways: tuple[Way, ...],
    cells: Mapping[str, Cell],
    labels: list[Words],
) -> float:
    """Give the room left of a column for the labels of straight edges, or for the arrow at the start."""
    if column == 0:
        return ENTRY
    if column > last:
        return 0.0
    beside = [
        labels[number].width + 2 * ARROW
        for number, (arc, way) in enumerate(zip(arcs, ways, strict=True))
        if way.kind == "straight" and cells[arc.target][1] == column
    ]
    return max([GAP, *beside])


def _tracks(ways: tuple[Way, ...]) -> dict[int, tuple[int, int]]:
    """Give each edge that goes to a far row a column to pass, and a track there that no other has on these rows."""
    taken: dict[tuple[int, int], list[range]] = {}
    found: dict[int, tuple[int, int]] = {}
    for number, way in enumerate(ways):
        if way.kind != "far":
            continue
        rows = range(min(way.channels), max(way.channels) + 1)
        lane = 0
        while any(rows.start < each.stop and each.start < rows.stop for each in taken.get((way.track, lane), [])):
            lane += 1
        taken.setdefault((way.track, lane), []).append(rows)
        found[number] = (way.track, lane)
    return found


def _placed(ports: list[Port], column: tuple[float, float]) -> Iterator[tuple[Port, tuple[int, bool], float]]:
    """Spread the ports of a side evenly; a loop has two, on both sides of the middle of its room."""
    x, wide = column
    spare = (wide - sum(port.room for port in ports)) / (len(ports) + 1)
    for port in ports:
        x += spare
        middle = x + port.room / 2
        if port.order[:2] == (1, 0.0) and port.room > SLOT:
            yield port, (port.arc, True), middle - LOOP / 2
            yield port, (port.arc, False), middle + LOOP / 2
        else:
            yield port, (port.arc, port.leaves), middle
        x += port.room
