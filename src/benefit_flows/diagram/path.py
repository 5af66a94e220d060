"""Which states the benefits and contracts of a scenario went through: one panel for each that moved."""

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import NamedTuple

from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.shapes import Row
from benefit_flows.diagram.states_svg import Panel
from benefit_flows.diagram.words import WORDS, machine_name
from benefit_flows.language.record_names import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.trace import Move, Trace


class Journey(NamedTuple):
    """The moves of one subject, each with its number among all moves of the scenario."""

    machine: str
    subject: str
    moves: tuple[tuple[int, Move], ...]


def journeys(trace: Trace) -> tuple[Journey, ...]:
    """Give the moves by subject, in the order in which the subjects first moved."""
    found: dict[tuple[str, str], list[tuple[int, Move]]] = {}
    moves = (move for step in trace.steps for move in step.moves)
    for number, move in enumerate(moves, 1):
        found.setdefault((move.machine, move.subject), []).append((number, move))
    return tuple(Journey(*key, tuple(each)) for key, each in found.items())


def machine_panels(names: Iterable[str], speaker: Speaker) -> tuple[Panel, ...]:
    """Give the machines of a rulebook themselves; several have headings."""
    chosen = tuple(names)
    headings = [machine_name(name, speaker.language) if len(chosen) > 1 else "" for name in chosen]
    machines = speaker.rulebook.machines
    return tuple(
        Panel(layout(machines[name], speaker.name), heading) for name, heading in zip(chosen, headings, strict=True)
    )


def path_panels(trace: Trace, speaker: Speaker) -> tuple[Panel, ...]:
    """Give a panel for each subject that moved: the moves numbered, the last state as the current one."""
    return tuple(_panel(each, trace, speaker) for each in journeys(trace))


def _panel(journey: Journey, trace: Trace, speaker: Speaker) -> Panel:
    last = journey.moves[-1][1]
    visited = dict.fromkeys(state for _, move in journey.moves for state in (move.source, move.target))
    moves = [
        WORDS.say("on", speaker.language, number=number, move=_move_text(move, speaker), day=move.on)
        for number, move in journey.moves
    ]
    return Panel(
        layout(speaker.rulebook.machines[journey.machine], speaker.name, _numbers(journey)),
        Naming(trace.steps[-1].after, speaker).subject(journey.subject),
        last.target,
        tuple(each for each in visited if each != last.target),
        _row(last),
        frozenset(_row(move) for _, move in journey.moves),
        WORDS.say("path", speaker.language, what="; ".join(moves)) + ".",
    )


def _row(move: Move) -> Row:
    return move.source, move.event, move.target


def _move_text(move: Move, speaker: Speaker) -> str:
    source, target = speaker.name(move.source), speaker.name(move.target)
    return WORDS.say("move", speaker.language, source=source, target=target, event=speaker.name(move.event))


def _numbers(journey: Journey) -> Mapping[Row, str]:
    """Give each move that was made its numbers: 2, 5–9."""
    found: dict[Row, list[int]] = {}
    for number, move in journey.moves:
        found.setdefault(_row(move), []).append(number)
    return {row: joined(numbers) for row, numbers in found.items()}


def joined(numbers: list[int]) -> str:
    """Write growing numbers, those in a row as a range."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if run[2:] else ", ".join(map(str, run)) for run in runs)
