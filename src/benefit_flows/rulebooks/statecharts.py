"""The state machines run on ``transitions``. This is the only module that imports the library.

An event is triggered for an entity that is made for this one move, and no machine keeps models of its own. So nothing
triggers changes a machine, threads may share it, and worlds stay values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from transitions import Machine


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


@dataclass(frozen=True, eq=False)
class RunningMachine:
    """A machine as the library takes it; its first state is the initial one.

    The library makes the moves, and what others need to know of a machine is read from it.
    """

    name: str
    states: Sequence[str]
    transitions: Sequence[Transition]

    @cached_property
    def machine(self) -> "Machine":
        """The machine of the library, built when it is asked for the first time: to check files, none is needed."""
        from transitions import Machine

        return Machine(
            model=None,
            name=self.name,
            states=list(self.states),
            initial=self.states[0],
            transitions=list(self.transitions),
            # Else every state could be reached from everywhere, by an event of its own.
            auto_transitions=False,
        )

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
        from transitions import MachineError

        if event not in self.machine.events:
            return None
        entity = _Entity(state)
        try:
            self.machine.events[event].trigger(entity)
        except MachineError:
            return None
        return entity.state
