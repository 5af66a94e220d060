"""Changes become a new world: the only place where records are put into it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar, assert_never

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

_Kind = TypeVar("_Kind", bound=tuple[object, ...])


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


def apply_changes(
    world: World, name: str, rules: tuple[str, ...], changes: Iterable[Change], rulebook: Rulebook
) -> Happened:
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
    match record:
        case Place():
            return world._replace(places=_with(world.places, record, 1))
        case Benefit():
            return world._replace(benefits=_with(world.benefits, record, 1))
        case Link():
            return world._replace(links=_with(world.links, record, 2))
        case Request():
            return world._replace(requests=_with(world.requests, record, 1))
        case Contract():
            return world._replace(contracts=_with(world.contracts, record, 1))
        case Package():
            return world._replace(packages=_with(world.packages, record, 1))
        case Offer():
            return world._replace(offers=_with(world.offers, record, len(record)))
        case Account():
            return world._replace(accounts=_with(world.accounts, record, 1))
        case Product():
            return world._replace(products=_with(world.products, record, 1))
        case Company():
            return world._replace(companies=_with(world.companies, record, 1))


def _with(records: tuple[_Kind, ...], record: _Kind, size: int) -> tuple[_Kind, ...]:
    """Put a record in the place of the one that agrees in the first ``size`` fields, else at the end."""
    key = record[:size]
    for index, each in enumerate(records):
        if each[:size] == key:
            return (*records[:index], record, *records[index + 1 :])
    return (*records, record)
