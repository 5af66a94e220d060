"""The state machines run on ``transitions``. This is the only module that imports the library.

An event is triggered for an entity that is made for this one move, and no machine keeps models of its own. So nothing
triggers changes a machine, threads may share it, and worlds stay values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from transitions import Machine, MachineError


class Transition(TypedDict):
    """A transition in the form of ``transitions``: several sources are several moves, and ``=`` leads back to each."""

    trigger: str
    source: str | Sequence[str]
    dest: str


class _Entity:
    """What a machine moves, once."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


@dataclass(frozen=True, slots=True)
class RunningMachine:
    """A machine of the library: it makes the moves, and what others need to know of it is read from it."""

    name: str
    machine: Machine

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """All moves as (state, event, target), event by event, in the order in which they were defined."""
        return tuple(
            (each.source, event.name, str(each.dest))
            for event in self.machine.events.values()
            for same_source in event.transitions.values()
            for each in same_source
        )

    def target(self, state: str, event: str) -> str | None:
        """Trigger ``event`` in ``state`` and give the state reached; ``None`` where the machine refuses.

        Raises ``ValueError`` for a state that the machine does not have.
        """
        if event not in self.machine.events:
            return None
        entity = _Entity(state)
        try:
            self.machine.events[event].trigger(entity)
        except MachineError:
            return None
        return entity.state


def running(name: str, states: Sequence[str], transitions: Sequence[Transition]) -> RunningMachine:
    """Build a machine; its first state is the initial one."""
    machine = Machine(
        model=None,
        name=name,
        states=list(states),
        initial=states[0],
        transitions=list(transitions),
        # Else every state could be reached from everywhere, by an event of its own.
        auto_transitions=False,
    )
    return RunningMachine(name, machine)
