"""Layouts: nothing overlaps, everything is in the picture, and the letters are large enough."""

from itertools import combinations, pairwise
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.measure import SIZE, shortened, width, wrap
from benefit_flows.diagram.shapes import Connector, Layout, Rect
from benefit_flows.model.statechart import Statechart
from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
from benefit_flows.text import LANGUAGES, Language
from tests.diagram.support import laid_out, machine, overlap
from tests.support import PROJECT

LABELS = st.one_of(st.text(min_size=1, max_size=80), st.sampled_from(["go", "a longer event", "x" * 70, "a b " * 15]))

READABLE: Final = 14
"""Pixels that letters must have to be read on a screen."""
PAGE: Final = PROJECT / "docs" / "diagrams.md"
ROUNDING: Final = 1e-6
"""Pixels by which sums of the same lengths differ."""


@st.composite
def machines(draw: st.DrawFn) -> tuple[Statechart, dict[str, str]]:
    number = draw(st.integers(1, 12))
    states = st.integers(0, number - 1)
    moves = draw(st.lists(st.tuples(states, states), min_size=1, max_size=40))
    rows = [(f"s{a}", f"e{index}", f"s{b}") for index, (a, b) in enumerate(moves)]
    names = {each for row in rows for each in row}
    return machine(*rows), {each: draw(LABELS) for each in sorted(names)}


def overlapping(found: Layout) -> list[tuple[str, str]]:
    """Name the boxes and labels that overlap."""
    rects = [(box.state, box.rect) for box in found.boxes]
    rects += [(f"{edge.source}-{edge.target}", edge.label) for edge in found.edges]
    return [(a, b) for (a, one), (b, other) in combinations(rects, 2) if overlap(one, other)]


def outside(found: Layout) -> list[Rect]:
    """Give what is not in the picture."""
    points = [point for line in (found.entry, *(edge.points for edge in found.edges)) for point in line]
    rects = [*(box.rect for box in found.boxes), *(edge.label for edge in found.edges)]
    rects += [Rect(x, y, 0, 0) for x, y in points]
    return [r for r in rects if r.x < 0 or r.y < 0 or r.right > found.width or r.bottom > found.height]


def letters(found: Layout) -> float:
    """Give the size of the letters, in pixels, when the picture fills a screen of 1280 by 720."""
    return SIZE * min(1280 / found.width, 720 / found.height)


def pieces(edge: Connector) -> list[Rect]:
    """Give the straight pieces of an edge's line, as thin rectangles."""
    corners = ((min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by)) for (ax, ay), (bx, by) in pairwise(edge.points))
    return [Rect(x, y, wide or 0.1, high or 0.1) for x, y, wide, high in corners]


def through_boxes(found: Layout) -> list[tuple[str, str, str]]:
    """Name the edges that run through a box; their ends touch its border."""
    inner = [(b.state, Rect(b.rect.x + 1, b.rect.y + 1, b.rect.width - 2, b.rect.height - 2)) for b in found.boxes]
    return [
        (edge.source, edge.target, state)
        for edge in found.edges
        for piece in pieces(edge)
        for state, rect in inner
        if overlap(rect, piece)
    ]


def through_labels(found: Layout) -> list[tuple[str, str]]:
    """Name the labels that a line runs through, with the label of that line."""
    return [
        (edge.text, other.text)
        for edge in found.edges
        for other in found.edges
        for piece in pieces(other)
        if overlap(edge.label, piece)
    ]


def same_line(one: Rect, other: Rect) -> bool:
    """Whether two pieces of lines run on one another."""
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return min(wide, high) > 0 and max(wide, high) > 2


def on_one_line(found: Layout) -> list[tuple[str, str]]:
    """Name the edges that run on one another for a while."""
    return [
        (one.text, other.text)
        for one, other in combinations(found.edges, 2)
        for piece in pieces(one)
        for another in pieces(other)
        if same_line(piece, another)
    ]


@settings(deadline=None, max_examples=150)
@given(machines())
def test_nothing_overlaps_and_everything_is_in_the_picture(drawn: tuple[Statechart, dict[str, str]]) -> None:
    chart, labels = drawn
    found = layout(chart, labels.__getitem__)
    assert overlapping(found) == []
    assert outside(found) == []
    assert through_boxes(found) == []
    assert through_labels(found) == []
    assert on_one_line(found) == []


@settings(deadline=None, max_examples=30)
@given(machines())
def test_every_state_and_every_move_is_in_the_layout(drawn: tuple[Statechart, dict[str, str]]) -> None:
    chart, labels = drawn
    found = layout(chart, labels.__getitem__)
    assert sorted(box.state for box in found.boxes) == sorted(
        {state for row in chart.rows for state in (row[0], row[2])}
    )
    assert sorted(row for edge in found.edges for row in edge.rows) == sorted(chart.rows)
    assert found.boxes[0].state == chart.rows[0][0]


@settings(deadline=None, max_examples=30)
@given(machines())
def test_the_ends_of_every_edge_touch_its_boxes(drawn: tuple[Statechart, dict[str, str]]) -> None:
    chart, labels = drawn
    found = layout(chart, labels.__getitem__)
    rects = {box.state: box.rect for box in found.boxes}
    for edge in found.edges:
        for (x, y), rect in ((edge.points[0], rects[edge.source]), (edge.points[-1], rects[edge.target])):
            assert rect.x - ROUNDING <= x <= rect.right + ROUNDING
            assert rect.y - ROUNDING <= y <= rect.bottom + ROUNDING
            sides = (x - rect.x, x - rect.right, y - rect.y, y - rect.bottom)
            assert min(map(abs, sides)) <= ROUNDING


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["benefit", "contract"])
def test_the_machines_of_the_rulebook_stand_in_one_row_and_no_line_crosses_a_label(
    name: str, language: Language
) -> None:
    found = laid_out(name, language)
    assert len({box.rect.y for box in found.boxes}) == 1
    assert letters(found) >= 18
    assert through_labels(found) == []


def test_states_stand_in_the_order_in_which_the_moves_name_them() -> None:
    found = layout(machine(("a", "go", "b"), ("c", "back", "b"), ("b", "on", "d")), str)
    assert [box.state for box in sorted(found.boxes, key=lambda box: box.rect.x)] == ["a", "b", "c", "d"]


def test_a_row_has_letters_to_read_for_as_many_states_as_the_page_says() -> None:
    rows = [(f"state {place}", f"event {place}", f"state {place + 1}") for place in range(11)]
    readable = [size for size in range(2, 13) if letters(layout(machine(*rows[: size - 1]), str)) >= READABLE]
    assert readable == [2, 3, 4, 5, 6, 7]
    assert "Seven states with short names fill a screen" in " ".join(PAGE.read_text(encoding="utf-8").split())


def test_a_label_in_whose_place_another_line_goes_up_stands_between_two_boxes() -> None:
    rows = [("a", "on", "b"), ("b", "on", "c"), ("c", "on", "d"), ("d", "on", "e")]
    found = layout(machine(*rows, ("a", "skip a state", "c"), ("b", "jump far", "e")), str)
    boxes, (skip, jump) = [box.rect for box in found.boxes], found.edges[-2:]
    assert jump.points[1][1] < skip.points[1][1]
    assert boxes[0].right < skip.label.x
    assert skip.label.right < boxes[1].x


def test_the_machines_start_where_their_first_move_starts() -> None:
    starts = {name: chart.rows[0][0] for name, chart in rulebook().machines.items()}
    assert starts == {each.name: each.machine.initial for each in MACHINES}


def test_several_events_on_one_edge_are_one_label() -> None:
    found = layout(machine(("a", "go", "b"), ("a", "run", "b"), ("b", "back", "a")), str.upper)
    assert [(edge.source, edge.target, edge.events, edge.text) for edge in found.edges] == [
        ("a", "b", ("go", "run"), "GO / RUN"),
        ("b", "a", ("back",), "BACK"),
    ]


def test_back_edges_run_below_and_loops_above() -> None:
    found = layout(machine(("a", "go", "b"), ("b", "back", "a"), ("a", "again", "a")), str)
    bottom, top = found.boxes[0].rect.bottom, found.boxes[0].rect.y
    (_, go), (_, back), (_, again) = ((each.text, each) for each in found.edges)
    assert {y for _, y in go.points} == {found.boxes[0].rect.middle[1]}
    assert min(y for _, y in back.points) == bottom
    assert max(y for _, y in again.points) == top


def test_numbers_stand_before_the_events_of_the_moves_that_were_made() -> None:
    found = layout(machine(("a", "go", "b"), ("a", "run", "b")), str, {("a", "run", "b"): "2, 4"})
    assert found.edges[0].text == "go / 2, 4\u00a0· run"


def test_states_that_moves_lead_to_are_reachable_and_others_are_not() -> None:
    found = layout(machine(("a", "go", "b"), ("b", "on", "c"), ("d", "in", "b")), str)
    assert found.reachable("b") == {"b", "c"}
    assert found.reachable("a") == {"a", "b", "c"}


@given(st.text(max_size=200), st.floats(30, 300))
def test_wrapped_lines_are_never_too_wide_and_lose_nothing(text: str, most: float) -> None:
    lines = wrap(text, most)
    assert all(width(line) <= most or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_what_is_shortened_ends_in_an_ellipsis() -> None:
    assert shortened(("a", "b", "c"), 2) == ("a", "b\u00a0…")
    assert shortened(("a", "b"), 2) == ("a", "b")
