"""Layouts: nothing overlaps, everything is in the picture, and the letters are large enough."""

from itertools import combinations, pairwise
from random import Random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.measure import SIZE, shortened, width, wrap
from benefit_flows.diagram.shapes import Layout, Point, Rect
from benefit_flows.rulebooks.moves import MoveTable
from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
from benefit_flows.text import LANGUAGES, Language
from tests.diagram.support import laid_out, machine

LABELS = st.one_of(st.text(min_size=1, max_size=80), st.sampled_from(["go", "a longer event", "x" * 70, "a b " * 15]))

ROUNDING: Final = 1e-6
"""Pixels by which sums of the same lengths differ."""


@st.composite
def machines(draw: st.DrawFn) -> tuple[MoveTable, dict[str, str]]:
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
    return [(a, b) for (a, one), (b, other) in combinations(rects, 2) if one.overlaps(other)]


def outside(found: Layout) -> list[Rect]:
    """Give what is not in the picture."""
    points = [point for line in (found.entry, *(edge.points for edge in found.edges)) for point in line]
    rects = [*(box.rect for box in found.boxes), *(edge.label for edge in found.edges)]
    rects += [Rect(x, y, 0, 0) for x, y in points]
    return [r for r in rects if r.x < 0 or r.y < 0 or r.right > found.width or r.bottom > found.height]


def letters(found: Layout) -> float:
    """Give the size of the letters, in pixels, when the picture fills a screen of 1280 by 720."""
    return SIZE * min(1280 / found.width, 720 / found.height)


def through_boxes(found: Layout) -> list[tuple[str, str, str]]:
    """Name the edges that run through a box; their ends touch its border."""
    inner = [(b.state, Rect(b.rect.x + 1, b.rect.y + 1, b.rect.width - 2, b.rect.height - 2)) for b in found.boxes]
    return [
        (edge.source, edge.target, state)
        for edge in found.edges
        for (ax, ay), (bx, by) in pairwise(edge.points)
        for state, rect in inner
        if rect.overlaps(Rect(min(ax, bx), min(ay, by), abs(ax - bx) or 0.1, abs(ay - by) or 0.1))
    ]


@settings(deadline=None, max_examples=150)
@given(machines())
def test_nothing_overlaps_and_everything_is_in_the_picture(drawn: tuple[MoveTable, dict[str, str]]) -> None:
    chart, labels = drawn
    found = layout(chart, labels.__getitem__)
    assert overlapping(found) == []
    assert outside(found) == []
    assert through_boxes(found) == []


@settings(deadline=None, max_examples=30)
@given(machines())
def test_every_state_and_every_move_is_in_the_layout(drawn: tuple[MoveTable, dict[str, str]]) -> None:
    chart, labels = drawn
    found = layout(chart, labels.__getitem__)
    assert sorted(box.state for box in found.boxes) == sorted(chart.states)
    assert sorted(row for edge in found.edges for row in edge.rows) == sorted(chart.rows)
    assert found.boxes[0].state == chart.initial


@settings(deadline=None, max_examples=30)
@given(machines())
def test_the_ends_of_every_edge_touch_its_boxes(drawn: tuple[MoveTable, dict[str, str]]) -> None:
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
    crossed = [
        (edge.text, other.text)
        for edge in found.edges
        for other in found.edges
        for (ax, ay), (bx, by) in pairwise(other.points)
        if edge.label.overlaps(Rect(min(ax, bx), min(ay, by), abs(ax - bx) or 0.1, abs(ay - by) or 0.1))
    ]
    assert crossed == []


def test_a_machine_of_twelve_states_is_folded_until_it_can_be_read() -> None:
    chain = [(f"state {i}", f"event {i}", f"state {i + 1}") for i in range(11)]
    jumps = [(2, 5), (5, 2), (3, 3), (4, 8), (7, 3), (1, 10), (6, 6), (9, 6), (11, 0)]
    chart = machine(*chain, *((f"state {a}", f"from {a} to {b}", f"state {b}") for a, b in jumps))
    found = layout(chart, str)
    assert len({box.rect.y for box in found.boxes}) == 3
    assert letters(found) >= 14
    assert overlapping(found) == []


def test_twelve_states_with_long_names_can_still_be_read() -> None:
    rows = [
        (f"a state with a long name {i}", f"an event with a long name {i}", f"a state with a long name {i + 1}")
        for i in range(11)
    ]
    assert letters(layout(machine(*rows), str)) >= 14


def same_line(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two pieces of lines run on one another."""
    for along, across in ((0, 1), (1, 0)):
        places = {round(point[across]) for point in (*one, *other)}
        ends = [sorted(point[along] for point in piece) for piece in (one, other)]
        if len(places) == 1 and min(ends[0][1], ends[1][1]) - max(ends[0][0], ends[1][0]) > 2:
            return True
    return False


@pytest.mark.parametrize("seed", range(40))
def test_no_two_edges_of_a_machine_of_usual_size_run_on_one_line(seed: int) -> None:
    chance = Random(seed)
    size = chance.randint(4, 10)
    pairs = [(chance.randrange(size), chance.randrange(size)) for _ in range(chance.randint(size, 2 * size))]
    found = layout(machine(*((f"s{a}", f"event {n}", f"s{b}") for n, (a, b) in enumerate(pairs))), str)
    together = [
        (one.text, other.text)
        for one, other in combinations(found.edges, 2)
        for piece in pairwise(one.points)
        for another in pairwise(other.points)
        if same_line(piece, another)
    ]
    assert together == []


def test_the_machines_start_where_their_first_move_starts() -> None:
    starts = {name: chart.rows[0][0] for name, chart in rulebook().machines.items()}
    assert starts == {each.name: each.initial for each in MACHINES}


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
