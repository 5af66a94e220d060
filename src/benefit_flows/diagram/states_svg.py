"""Machines as pictures: states as boxes, moves as arrows; what has happened is told by lines, not by colour alone."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benefit_flows.diagram.measure import LINE, SIZE, width
from benefit_flows.diagram.shapes import Box, Connector, Layout, Point, Rect, Row
from benefit_flows.diagram.svg import arrow, attribute, framed, lines_of_text, number, rectangle
from benefit_flows.diagram.words import WORDS, machine_name
from benefit_flows.text import Language

HEADING = 2 * LINE
BETWEEN = LINE


class Panel(NamedTuple):
    """One machine in a picture: its layout, and what has happened to what it belongs to.

    ``current`` is filled and bold, ``visited`` states are dashed, the ``last`` move is thick, states that can no
    more be reached are thin, and so are moves out of them that were never ``made``.
    """

    layout: Layout
    heading: str
    current: str | None = None
    visited: tuple[str, ...] = ()
    last: Row | None = None
    made: frozenset[Row] = frozenset()
    story: str = ""


def render_svg(
    layout: Layout,
    *,
    current: str | None = None,
    visited: Iterable[str] = (),
    last: Row | None = None,
    prefix: str = "diagram",
    language: Language = "en",
) -> str:
    """Draw one machine for a page, by itself; ``prefix`` begins all ids, so that several can stand in one page.

    The page gives it a style (``svg.STYLE``, or its own), and may mark the states and moves that have happened:
    states have ``data-state``, lines ``data-moves``: state, event and target of each move, moves apart by ``|``.
    """
    title = machine_name(layout.name, language)
    panel = Panel(layout, "", current, tuple(visited), last)
    return _figure((panel,), title, prefix, language, alone=False)


def render_figure(panels: tuple[Panel, ...], title: str, language: Language) -> str:
    """Draw machines below one another, as a file of its own."""
    return _figure(panels, title, "diagram", language, alone=True)


def _figure(panels: tuple[Panel, ...], title: str, prefix: str, language: Language, *, alone: bool) -> str:
    parts: list[str] = []
    y = 0.0
    for panel in panels:
        high = panel.layout.height + (HEADING if panel.heading else 0.0)
        parts += [f'<g transform="translate(0 {number(y)})">', *_panel(panel), "</g>"]
        y += high + BETWEEN
    if not panels:
        nothing = WORDS.say("nothing-moved", language)
        size = (width(nothing) + 24, HEADING)
        parts = [lines_of_text((nothing,), Rect(0, 0, *size))]
        return framed(parts, size, title, nothing, prefix=prefix, language=language, alone=alone)
    wide = max([*(each.layout.width for each in panels), *(width(each.heading, bold=True) + 24 for each in panels)])
    told = " ".join(describe(panel, language) for panel in panels)
    size = (wide, y - BETWEEN)
    return framed(parts, size, title, told, prefix=prefix, language=language, alone=alone)


def _panel(panel: Panel) -> Iterator[str]:
    if panel.heading:
        place = Rect(SIZE * 0.75, 0, 0, HEADING)
        yield f'<g class="d-heading">{lines_of_text((panel.heading,), place, "start")}</g>'
        yield f'<g transform="translate(0 {number(HEADING)})">'
    start = panel.layout.boxes[0].state if panel.current is None else panel.current
    reached = panel.layout.reachable(start)
    yield _entry(panel.layout.entry)
    for edge in panel.layout.edges:
        yield _edge(edge, panel, thin=edge.source not in reached)
    for box in panel.layout.boxes:
        yield _box(box, panel, thin=box.state not in reached)
    for edge in panel.layout.edges:
        yield f'<g class="d-label">{lines_of_text(edge.lines, edge.label)}</g>'
    if panel.heading:
        yield "</g>"


def _entry(points: tuple[Point, ...]) -> str:
    (x, y), _ = points
    return (
        f'<g class="d-entry"><circle cx="{number(x)}" cy="{number(y)}" r="6" fill="currentColor"/>{arrow(points)}</g>'
    )


def _edge(edge: Connector, panel: Panel, *, thin: bool) -> str:
    """Draw moves: the last one thick, one made before less so, one that can no more be made thin."""
    kind, line = "d-edge", ""
    if panel.last in edge.rows:
        kind, line = "d-edge d-last", ' stroke-width="4"'
    elif not panel.made.isdisjoint(edge.rows):
        kind, line = "d-edge d-made", ' stroke-width="2"'
    elif thin:
        kind, line = "d-edge d-unreachable", ' stroke-width="0.6"'
    moves = attribute("|".join(" ".join(row) for row in edge.rows))
    return f'<g class="{kind}" data-moves={moves}>{arrow(edge.points, line, thick=panel.last in edge.rows)}</g>'


def _box(box: Box, panel: Panel, *, thin: bool) -> str:
    """Draw a state: current, visited and out of reach differ by fill, weight and line; a final one has two lines."""
    current, visited = box.state == panel.current, box.state in panel.visited and box.state != panel.current
    kinds = ["d-state", *(["d-current"] if current else []), *(["d-visited"] if visited else [])]
    line = ' stroke-width="2.5"' if current else ' stroke-width="0.6"' if thin and not visited else ""
    dashes = ' stroke-dasharray="7 5"' if visited else ""
    parts = [rectangle(box.rect, f'class="d-box" fill="white"{line}{dashes}')]
    if current:
        parts.append(rectangle(box.rect, 'class="d-tint" fill="currentColor" fill-opacity="0.2" stroke="none"'))
    if box.final:
        inner = Rect(box.rect.x + 4, box.rect.y + 4, box.rect.width - 8, box.rect.height - 8)
        parts.append(rectangle(inner, f'class="d-final"{line}{dashes}', 7))
    parts.append(lines_of_text(box.lines, box.rect))
    bold = ' font-weight="700"' if current else ""
    return f'<g class="{" ".join(kinds)}"{bold} data-state={attribute(box.state)}>{"".join(parts)}</g>'


def describe(panel: Panel, language: Language) -> str:
    """Tell a picture to who cannot see it."""
    names = {box.state: box.text for box in panel.layout.boxes}
    start = panel.layout.boxes[0].state
    told = [WORDS.say("start", language, state=name) if state == start else name for state, name in names.items()]
    moves = [_move_text(names, edge.source, edge.text, edge.target, language) for edge in panel.layout.edges]
    sentences = [
        f"{panel.heading}." if panel.heading else "",
        WORDS.say("states", language, what=", ".join(told)),
        WORDS.say("moves", language, what="; ".join(moves)),
        WORDS.say("visited", language, what=", ".join(names[each] for each in panel.visited)) if panel.visited else "",
        panel.story,
        WORDS.say("current", language, what=names[panel.current]) if panel.current is not None else "",
        _last(panel, names, language),
    ]
    return " ".join(each for each in sentences if each)


def _last(panel: Panel, names: dict[str, str], language: Language) -> str:
    for edge in panel.layout.edges:
        if panel.last is not None and panel.last in edge.rows:
            return WORDS.say("last", language, what=_move_text(names, edge.source, edge.text, edge.target, language))
    return ""


def _move_text(names: dict[str, str], source: str, event: str, target: str, language: Language) -> str:
    return WORDS.say("move", language, source=names[source], target=names[target], event=event)
