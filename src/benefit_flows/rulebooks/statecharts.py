"""Statecharts defined with ``transitions``, and the move tables derived from them.

``transitions`` is the authority on legal moves; the engine asks a table, because a look-up costs a
fortieth of a trigger. This is the only module that imports the library.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from transitions import Machine, MachineError, State


class UnsupportedMachineError(Exception):
    """A machine has something that a table cannot hold; the message says what and where."""


Row = tuple[str, str, str]
"""State, event, target."""


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


class _Entity:
    """What a live machine moves."""

    state: str


@dataclass(frozen=True, slots=True)
class LiveMachine:
    """The same question put to the running machine: slower, to hold the table to it."""

    name: str
    machine: Machine

    @property
    def rows(self) -> tuple[Row, ...]:
        """All moves as (state, event, target), in order."""
        return derive(self.machine).rows

    def target(self, state: str, event: str) -> str | None:
        """Trigger ``event`` in ``state`` and give the state reached; ``None`` where the machine refuses."""
        if event not in self.machine.events:
            return None
        entity = _Entity()
        self.machine.add_model(entity, initial=state)
        try:
            self.machine.events[event].trigger(entity)
        except MachineError:
            return None
        finally:
            self.machine.remove_model(entity)
        return entity.state


def build(name: str, states: tuple[str, ...], rows: tuple[Row, ...]) -> Machine:
    """Define a machine without models; the first state is the initial one."""
    return Machine(
        model=None,
        name=name,
        states=list(states),
        initial=states[0],
        transitions=[{"source": source, "trigger": event, "dest": target} for source, event, target in rows],
        auto_transitions=False,
    )


def derive(machine: Machine) -> MoveTable:
    """Read the move table off a machine.

    Raises ``UnsupportedMachineError`` for whatever the table would lose: conditions, callbacks, nested
    states, internal transitions, and two transitions for one event in one state.
    """
    name = machine.name.rstrip(": ")
    _refuse_machine_callbacks(name, machine)
    moves: dict[tuple[str, str], str] = {}
    for event_name, event in machine.events.items():
        for source, transitions in event.transitions.items():
            if len(transitions) > 1:
                raise UnsupportedMachineError(f"{name}: {source} has several transitions for {event_name}")
            for transition in transitions:
                callbacks = (transition.conditions, transition.before, transition.after, transition.prepare)
                if any(callbacks):
                    raise UnsupportedMachineError(f"{name}: {source} --{event_name}--> has conditions or callbacks")
                if transition.dest is None:
                    raise UnsupportedMachineError(f"{name}: {source} --{event_name}--> is internal")
                moves[source, event_name] = transition.dest
    return MoveTable(name, str(machine.initial), tuple(machine.states), moves)


def _refuse_machine_callbacks(name: str, machine: Machine) -> None:
    hooks = (
        machine.before_state_change,
        machine.after_state_change,
        machine.prepare_event,
        machine.finalize_event,
        machine.on_exception,
        machine.on_final,
    )
    if any(hooks) or machine.send_event or machine.has_queue or machine.ignore_invalid_triggers:
        raise UnsupportedMachineError(f"{name}: the machine has callbacks, a queue or ignores invalid triggers")
    for state in machine.states.values():
        if type(state) is not State or state.on_enter or state.on_exit or state.ignore_invalid_triggers:
            raise UnsupportedMachineError(f"{name}: state {state.name} is nested or has callbacks")


def live(machine: Machine) -> LiveMachine:
    """Give the running machine the form that the engine asks."""
    return LiveMachine(machine.name.rstrip(": "), machine)
