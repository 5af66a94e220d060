"""A machine as a graph: its edges, the ranks of its states, and the grids in which they can stand."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from benefit_flows.diagram.shapes import Row

Cell = tuple[int, int]
"""Row and column."""


class Arc(NamedTuple):
    """All events that lead from one state to another."""

    source: str
    target: str
    events: tuple[str, ...]


def arcs_from_rows(rows: Iterable[Row]) -> tuple[Arc, ...]:
    """Join the moves between the same two states, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for source, event, target in rows:
        found.setdefault((source, target), []).append(event)
    return tuple(Arc(source, target, tuple(events)) for (source, target), events in found.items())


def states_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give the states, in order; the machine starts in the first."""
    return tuple(dict.fromkeys(state for source, _, target in rows for state in (source, target)))


def grids(states: tuple[str, ...], arcs: tuple[Arc, ...]) -> Iterator[dict[str, Cell]]:
    """Give the grids to choose from: a column for each rank, then folded into rows that are ever shorter."""
    ranked = _columns(states, arcs)
    in_order = [[state] for column in ranked for state in column]
    for columns in (ranked, in_order):
        for most in range(len(columns), 0, -1):
            yield _folded(columns, most)


def _folded(columns: list[list[str]], most: int) -> dict[str, Cell]:
    """Place columns side by side, so many in a row of columns."""
    cells: dict[str, Cell] = {}
    top = 0
    for start in range(0, len(columns), most):
        shelf = columns[start : start + most]
        for number, column in enumerate(shelf):
            cells |= {state: (top + down, number) for down, state in enumerate(column)}
        top += max(map(len, shelf))
    return cells


def _columns(states: tuple[str, ...], arcs: tuple[Arc, ...]) -> list[list[str]]:
    """Put the states of a rank into a column, each as near as can be to where its moves come from."""
    onward = _onward(states, arcs)
    ranks = _ranks(states, onward)
    columns: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
    for state in states:
        columns[ranks[state]].append(state)
    for before, column in pairwise(columns):
        heights = {state: height for height, state in enumerate(before)}
        column.sort(key=lambda state: _mean([heights[a] for a, b in onward if b == state and a in heights]))
    return columns


def _mean(numbers: list[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else len(numbers)


def _onward(states: tuple[str, ...], arcs: tuple[Arc, ...]) -> list[tuple[str, str]]:
    """Give the edges that do not lead back to where a walk came from: without them there is no circle."""
    targets: dict[str, list[str]] = {state: [] for state in states}
    for arc in arcs:
        targets[arc.source].append(arc.target)
    kept: list[tuple[str, str]] = []
    done: set[str] = set()

    def walk(state: str, way: tuple[str, ...]) -> None:
        for target in targets[state]:
            if target in way:
                continue
            kept.append((state, target))
            if target not in done:
                walk(target, (*way, target))
        done.add(state)

    for state in states:
        if state not in done:
            walk(state, (state,))
    return kept


def _ranks(states: tuple[str, ...], onward: list[tuple[str, str]]) -> Mapping[str, int]:
    """Give each state the length of the longest way to it; only the initial state stands in front."""
    ranks = {state: int(number > 0) for number, state in enumerate(states)}
    for _ in states:
        for source, target in onward:
            if target != states[0]:
                ranks[target] = max(ranks[target], ranks[source] + 1)
    return ranks
