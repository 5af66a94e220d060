"""The machines as running machines of ``transitions``, and tables read off these.

``transitions`` is the authority on legal moves: tests hold every table to its running machine, and
``--engine transitions`` runs scenarios on them. This is the only module that imports the library, and a
plain run does not import it.
"""

from dataclasses import dataclass

from transitions import Machine, MachineError, State

from benefit_flows.rulebooks.moves import MoveTable, Row, UnsupportedMachineError


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


def build(table: MoveTable) -> Machine:
    """Build the running machine of a table, without models."""
    return Machine(
        model=None,
        name=table.name,
        states=list(table.states),
        initial=table.initial,
        transitions=[{"source": source, "trigger": event, "dest": target} for source, event, target in table.rows],
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


def live(table: MoveTable) -> LiveMachine:
    """Give the running machine of a table the form that the engine asks."""
    return LiveMachine(table.name, build(table))
