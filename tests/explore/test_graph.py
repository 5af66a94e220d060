"""Exploring: which worlds are taken in, in what order, and what is said of those left out."""

from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.explore.graph import Graph, explore
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Place, World

NOTHING: Final = Wait(date.min)


def world(number: int, page: str = "") -> World:
    return World(settings=(("number", number),), places=(Place("Ada", "portal", page),) if page else ())


def number_of(world: World) -> int:
    _, value = world.settings[0]
    assert isinstance(value, int)
    return value


def leads(before: World, after: World, outcome: Outcome = Outcome.ACCEPTED) -> Step:
    return Step(before, NOTHING, outcome, (), (), (), (), (), after)


def add(before: World, more: int) -> Step:
    return leads(before, world(number_of(before) + more))


def numbers(graph: Graph[int] | Graph[str]) -> list[int]:
    return [number_of(node.world) for node in graph.nodes]


def targets(graph: Graph[int]) -> list[list[int | None]]:
    return [[edge.target for edge in node.edges] for node in graph.nodes]


def test_a_small_space_is_taken_in_whole() -> None:
    graph = explore([world(0)], lambda here: (1, 2) if number_of(here) < 2 else (), add, most=10)
    assert numbers(graph) == [0, 1, 2, 3]
    assert targets(graph) == [[1, 2], [2, 3], [], []]
    assert (graph.path, graph.known, graph.capped) == ((0,), 4, False)


def test_a_space_without_end_is_cut_where_it_is_said_and_nothing_is_claimed_of_the_rest() -> None:
    graph = explore([world(0)], lambda _: (1, 2), add, most=3)
    assert numbers(graph) == [0, 1, 2]
    assert targets(graph) == [[1, 2], [2, None], [None, None]]
    assert (graph.known, graph.capped) == (5, True)
    assert [edge.step.after for edge in graph.nodes[2].edges] == [world(3), world(4)]


def test_the_path_is_taken_in_whole_and_first_whatever_the_bound() -> None:
    path = [world(0), world(5), world(0), world(9)]
    graph = explore(path, lambda _: (1,), add, most=2)
    assert numbers(graph) == [0, 5, 9]
    assert graph.path == (0, 1, 0, 2)
    assert targets(graph) == [[None], [None], [None]]


def test_worlds_near_the_path_come_before_worlds_far_from_it() -> None:
    graph = explore([world(0), world(100)], lambda _: (1,), add, most=6)
    assert numbers(graph) == [0, 100, 1, 101, 2, 102]


def test_what_changes_a_fact_comes_before_what_only_shows_something() -> None:
    def look_or_add(here: World, choice: str) -> Step:
        if choice == "look":
            return leads(here, here._replace(places=world(0, "page").places))
        return leads(here, world(number_of(here) + 1), Outcome.ACCEPTED if choice == "add" else Outcome.IGNORABLE)

    graph = explore([world(0)], lambda _: ("look", "add"), look_or_add, most=4)
    assert [node.world for node in graph.nodes] == [world(0), world(1), world(0, "page"), world(2)]
    ignored = explore([world(0)], lambda _: ("ignored", "look", "add"), look_or_add, most=2)
    assert numbers(ignored) == [0, 1]
    assert [edge.target for edge in ignored.nodes[0].edges] == [1, None, 1]


def test_a_step_that_leaves_all_as_it_was_leads_back_to_the_same_world() -> None:
    graph = explore([world(0)], lambda _: (0,), add, most=5)
    assert targets(graph) == [[0]]
    assert not graph.capped


@given(
    st.lists(st.lists(st.integers(0, 11), max_size=4), min_size=12, max_size=12),
    st.lists(st.integers(0, 11), min_size=1, max_size=5),
    st.integers(1, 14),
)
def test_each_target_is_the_world_that_the_step_gives_and_is_missing_only_where_that_world_is(
    ways: list[list[int]], path: list[int], most: int
) -> None:
    def go(here: World, to: int) -> Step:
        return leads(here, world(to))

    graph = explore([world(each) for each in path], lambda here: tuple(ways[number_of(here)]), go, most)
    inside = numbers(graph)
    assert len(inside) == len(set(inside)) == max(len(set(path)), min(most, len(reached(ways, path))))
    assert [inside[each] for each in graph.path] == path
    for node in graph.nodes:
        assert [edge.element for edge in node.edges] == ways[number_of(node.world)]
        for edge in node.edges:
            assert edge.step == go(node.world, edge.element)
            there = edge.element in inside
            assert edge.target == (inside.index(edge.element) if there else None)
    assert graph.capped == any(edge.target is None for node in graph.nodes for edge in node.edges)


def reached(ways: list[list[int]], path: list[int]) -> set[int]:
    found, waiting = set(path), list(path)
    while waiting:
        new = set(ways[waiting.pop()]) - found
        found |= new
        waiting += new
    return found
