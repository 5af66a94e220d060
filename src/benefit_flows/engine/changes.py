"""Changes become a new world: the only place where records are put into it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from benefit_flows.model.changes import Change, Fire, Put, Record, Set, SetDate, Show, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import A, Effect, Situation
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


def carry_out(world: World, effects: Iterable[Effect[A]], situation: Situation[A]) -> Happened:
    """Apply effects one after another, each to the world that the one before left.

    Raises ``NoSuchMoveError`` where a machine has no such move.
    """
    record = _Record(world, situation.rulebook)
    for name, rules, apply in effects:
        changes = tuple(apply(record.world, situation))
        if changes:
            record.take(name, rules, changes)
    return record.happened()


def apply_changes(
    world: World, name: str, rules: tuple[str, ...], changes: Iterable[Change], rulebook: Rulebook
) -> Happened:
    """Apply changes that stand for one effect of this name. Raises like ``carry_out``."""
    record = _Record(world, rulebook)
    record.take(name, rules, tuple(changes))
    return record.happened()


class _Record:
    """The world while effects change it, and how that came about."""

    __slots__ = ("applied", "created", "moves", "rulebook", "shown", "world")

    def __init__(self, world: World, rulebook: Rulebook) -> None:
        self.world = world
        self.rulebook = rulebook
        self.applied: list[Applied] = []
        self.moves: list[Move] = []
        self.shown: list[Shown] = []
        self.created: list[Request] = []

    def happened(self) -> Happened:
        return Happened(self.world, tuple(self.applied), tuple(self.moves), tuple(self.shown), tuple(self.created))

    def take(self, effect: str, rules: tuple[str, ...], changes: tuple[Change, ...]) -> None:
        """Apply the changes of one effect."""
        subjects: list[str] = []
        for change in changes:
            if type(change) is Put:
                self._put(change.record, subjects)
            elif type(change) is Fire:
                self._fire(change, rules, subjects)
            elif type(change) is Use:
                self.applied.append(Applied(change.entry, change.rules, (change.subject,)))
            else:
                self._say(change)
        self.applied.append(Applied(effect, rules, tuple(subjects)))

    def _put(self, record: Record, subjects: list[str]) -> None:
        self.world = put(self.world, record)
        if type(record) is Place:
            return
        subjects.append(subject_of(record))
        if type(record) is Request:
            self.created.append(record)

    def _fire(self, change: Fire, rules: tuple[str, ...], subjects: list[str]) -> None:
        move = _move(change, self.world.today, rules, self.rulebook)
        self.world = put(self.world, change.record._replace(state=move.target))
        subjects.append(move.subject)
        self.moves.append(move)

    def _say(self, change: Change) -> None:
        match change:
            case Show(key, values):
                self.shown.append(Shown(key, values, self.rulebook.messages[key].documented))
            case SetDate(day):
                self.world = self.world._replace(today=day)
            case Set(parameter, value):
                others = (setting for setting in self.world.settings if setting[0] != parameter)
                self.world = self.world._replace(settings=tuple(sorted((*others, (parameter, value)))))


def _move(change: Fire, today: date, rules: tuple[str, ...], rulebook: Rulebook) -> Move:
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
