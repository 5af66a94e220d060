"""Changes become a new world: the only place where records are put into it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple, assert_never

from benefit_flows.model.rulebook import (
    Change,
    Effect,
    Fire,
    Put,
    Record,
    Rulebook,
    Set,
    SetDate,
    Show,
    Situation,
    Use,
)
from benefit_flows.model.trace import Applied, Move, Shown
from benefit_flows.model.world import (
    Account,
    Benefit,
    Company,
    Contract,
    Fact,
    Link,
    Offer,
    Package,
    Place,
    Product,
    Request,
    World,
)

_KEYS: Final[Mapping[type, tuple[str, int]]] = {
    # record type: the world's field, and how many leading fields of the record are its key
    Company: ("companies", 1),
    Account: ("accounts", 1),
    Offer: ("offers", 5),
    Package: ("packages", 1),
    Benefit: ("benefits", 1),
    Contract: ("contracts", 1),
    Link: ("links", 2),
    Request: ("requests", 1),
    Product: ("products", 1),
    Place: ("places", 1),
}


class NoSuchMoveError(Exception):
    """A machine has no such move: the action that asked for it is refused, and the world stays as it was."""

    def __init__(self, facts: tuple[Fact, ...]) -> None:
        """Keep the facts that a decision shows."""
        super().__init__(facts)
        self.facts = facts


class Happened(NamedTuple):
    """What effects did: the new world and the records of how it came about."""

    world: World
    applied: tuple[Applied, ...] = ()
    moves: tuple[Move, ...] = ()
    shown: tuple[Shown, ...] = ()
    created: tuple[Request, ...] = ()

    def then(self, later: "Happened") -> "Happened":
        """Join with what happened afterwards."""
        return Happened(
            later.world,
            self.applied + later.applied,
            self.moves + later.moves,
            self.shown + later.shown,
            self.created + later.created,
        )


def subject_of(record: Record) -> str:
    """Give the id by which traces name a record: unlike any other record's."""
    match record:
        case Link():
            return f"{record.account} + {record.contract}"
        case Request():
            return f"request {record.number}"
        case Place():
            return ""
        case Offer():
            return f"{record.company}/{record.level}/{record.competency}"
        case _:
            return str(record[0])


def carry_out(world: World, effects: Iterable[Effect], situation: Situation) -> Happened:
    """Apply effects one after another, each to the world that the one before left.

    Raises ``NoSuchMoveError`` where a machine has no such move.
    """
    done = Happened(world)
    for effect in effects:
        changes = tuple(effect.apply(done.world, situation))
        if changes:
            done = done.then(_apply(done.world, effect, changes, situation.rulebook))
    return done


def apply_changes(world: World, name: str, rules: tuple[str, ...], changes: Iterable[Change], rulebook: Rulebook) -> Happened:
    """Apply changes that stand for one effect of this name."""
    return _apply(world, Effect(name, rules, _no_changes), tuple(changes), rulebook)


def _no_changes(_: World, __: Situation) -> tuple[Change, ...]:
    return ()


def _apply(world: World, effect: Effect, changes: tuple[Change, ...], rulebook: Rulebook) -> Happened:
    applied: list[Applied] = []
    moves: list[Move] = []
    shown: list[Shown] = []
    created: list[Request] = []
    subjects: list[str] = []
    for change in changes:
        match change:
            case Put(record):
                world = put(world, record)
                subjects.append(subject_of(record))
                if type(record) is Request:
                    created.append(record)
            case Fire():
                move = _fire(change, world.today, effect.rules, rulebook)
                world = put(world, change.record._replace(state=move.target))
                subjects.append(move.subject)
                moves.append(move)
            case Show(key, values):
                shown.append(Shown(key, values, rulebook.messages[key].documented))
            case SetDate(day):
                world = world._replace(today=day)
            case Set(parameter, value):
                others = tuple(each for each in world.settings if each[0] != parameter)
                world = world._replace(settings=tuple(sorted((*others, (parameter, value)))))
            case Use(entry, rules, subject):
                applied.append(Applied(entry, rules, (subject,)))
            case _:
                assert_never(change)
    applied.append(Applied(effect.name, effect.rules, tuple(each for each in subjects if each)))
    return Happened(world, tuple(applied), tuple(moves), tuple(shown), tuple(created))


def _fire(change: Fire, today: date, rules: tuple[str, ...], rulebook: Rulebook) -> Move:
    record = change.record
    target = rulebook.machines[change.machine].target(record.state, change.event)
    if target is None:
        raise NoSuchMoveError(
            (Fact("machine", change.machine), Fact("state", record.state), Fact("event", change.event))
        )
    return Move(change.machine, subject_of(record), record.state, change.event, target, today, rules)


def put(world: World, record: Record) -> World:
    """Give the world with a record added, or in the place of the one with the same key."""
    field, size = _KEYS[type(record)]
    records: tuple[Record, ...] = getattr(world, field)
    key = record[:size]
    for index, each in enumerate(records):
        if each[:size] == key:
            return world._replace(**{field: (*records[:index], record, *records[index + 1 :])})
    return world._replace(**{field: (*records, record)})
