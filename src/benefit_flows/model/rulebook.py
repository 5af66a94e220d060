"""The shape of a rulebook: everything that is content, as one immutable value.

The engine runs on these entries and on nothing else, so breaking a rule means altering one entry.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Never

from benefit_flows.model.actions import Action, CreateRequest
from benefit_flows.model.catalogue import (
    Competency,
    Entitlement,
    Message,
    Parameter,
    Plan,
    Portal,
    Reading,
    Rule,
    Scope,
)
from benefit_flows.model.changes import Change
from benefit_flows.model.checks import Outcome
from benefit_flows.model.givens import Given
from benefit_flows.model.looks import PLAIN, PortalLook
from benefit_flows.model.rules import A, ActionRules, Effect, Guard, OneOf, Remedy, RulesOfSomeKind, Situation, are_for
from benefit_flows.model.screen import Item
from benefit_flows.model.statechart import Statechart
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Account, Place, Product, Value, World
from benefit_flows.source import Source
from benefit_flows.text import Language, Text


class PlanRow(NamedTuple):
    """A plan as it stands for an account and a product, and the guard that a request under it fails, if one does."""

    situation: Situation[CreateRequest]
    failed: Guard[CreateRequest] | None

    @property
    def usable(self) -> bool:
        """Whether the plan is there to use: what ends in an error to ignore takes it from nobody."""
        return self.failed is None or self.failed.outcome is not Outcome.REFUSED


class View(NamedTuple):
    """What screen entries look at: an account, where it is, and the plans that the page there lists."""

    world: World
    rulebook: "Rulebook"
    account: Account
    place: Place
    plans: tuple[PlanRow, ...] = ()

    @property
    def portal(self) -> Portal:
        """The portal in which the account is."""
        return self.rulebook.portals[self.place.portal]


class ScreenEntry(NamedTuple):
    """Something that a page shows or withholds; items that it yields with ``withheld`` are not shown."""

    name: str
    rules: tuple[str, ...]
    build: Callable[[View, "ScreenEntry"], Iterable[tuple[Item, bool]]]

    def shows(
        self,
        key: str,
        role: str,
        of: str | None = None,
        value: Value = None,
        *,
        enabled: bool = True,
        contract: str | None = None,
        package: str | None = None,
    ) -> tuple[Item, bool]:
        """Make an item of this entry that is shown."""
        return Item(key, role, self.name, self.rules, of, value, enabled, contract, package), True

    def withholds(
        self, key: str, role: str, of: str | None = None, *, contract: str | None = None, package: str | None = None
    ) -> tuple[Item, bool]:
        """Make an item of this entry that is kept from the account."""
        return Item(key, role, self.name, self.rules, of, contract=contract, package=package), False


def no_plans(_: View) -> tuple[PlanRow, ...]:
    """Say that a page lists no plans."""
    return ()


class Page(NamedTuple):
    """A page: its entries, and the plans it lists, tested once for all of them."""

    entries: tuple[ScreenEntry, ...]
    plans: Callable[[View], tuple[PlanRow, ...]] = no_plans


@dataclass(frozen=True)
class Clock:
    """What time does: the dates on which something happens, and what happens on such a date, in order.

    ``turns`` are the dates on which nothing happens, but an answer may change: what a guard says, within a scope, or
    what comes of an action. In between all days are alike.
    """

    due: Callable[[World, "Rulebook"], Iterable[date]]
    effects: tuple[Effect[Action], ...]
    turns: Callable[[World, "Rulebook", Scope], Iterable[date]]


@dataclass(frozen=True)
class Rulebook:
    """A whole rulebook: texts, data, machines and behaviour. ``names`` words every id in both languages.

    ``defaults`` says what a line means that leaves something out: the portal of an activation, the kind
    of issue, the portals of products that a scenario declares, the section of plans that unfolds.
    ``printed`` gives ids for other names that the source prints, which are taken; ``aliases`` gives for ids
    what people call them otherwise, which is only answered with our name. ``around`` says what may stand around
    a name (``…``), by the slot it is in.
    ``package`` is where the files of its setups lie. ``role_rules`` are the rules that say which roles there are.
    ``looks`` are those of portals, ``stands_for`` says of things on their pages which kind of action they are.
    ``remedies`` says for each guard, by its name, which actions can make it hold: none, where it is about
    facts that no action changes. A guard that is left out may be changed by any.
    """

    id: str
    title: Text
    passages: tuple[int, ...]
    not_testable: Mapping[int, Text]
    rules: Mapping[str, Rule]
    readings: Mapping[str, Reading]
    messages: Mapping[str, Message]
    names: Mapping[str, Text]
    levels: tuple[str, ...]
    roles: tuple[str, ...]
    identities: tuple[str, ...]
    associations: tuple[str, ...]
    issues: tuple[str, ...]
    covered_issues: tuple[str, ...]
    benefits: tuple[str, ...]
    competencies: Mapping[str, Competency]
    entitlements: tuple[Entitlement, ...]
    products: Mapping[str, Product]
    product_rules: Mapping[str, tuple[str, ...]]
    portals: Mapping[str, Portal]
    plans: Mapping[str, Plan]
    parameters: Mapping[str, Parameter]
    aliases: Mapping[str, tuple[str, ...]]
    printed: Mapping[str, str]
    around: Mapping[str, tuple[str, ...]]
    defaults: Mapping[str, str]
    machines: Mapping[str, Statechart]
    actions: Mapping[type, RulesOfSomeKind]
    put: Callable[[World, Given, "Rulebook"], Iterable[Change] | Problem]
    clock: Clock
    settle: tuple[Effect[Action], ...]
    screens: Mapping[tuple[str, str], Page]
    standard_setups: tuple[Source, ...]
    package: str = ""
    role_rules: tuple[str, ...] = ()
    remedies: Mapping[str, tuple[Remedy, ...]] = field(default_factory=dict)
    looks: Mapping[str, PortalLook] = field(default_factory=dict)
    stands_for: Mapping[str, type] = field(default_factory=dict)

    def look(self, portal: str) -> PortalLook:
        """Give the look of a portal: a plain form, where the data describe none."""
        return self.looks.get(portal, PLAIN)

    def rules_for(self, kind: type[A]) -> ActionRules[A]:
        """Give the rules of a kind of action. Raises ``KeyError`` where there are none: time has none, for one."""
        rules = self.actions[kind]
        if not are_for(rules, kind):
            raise KeyError(kind)
        return rules

    def setting(self, world: World, parameter: str) -> Value:
        """Give the value of a parameter in a world: what was set there, else the default."""
        for name, value in world.settings:
            if name == parameter:
                return value
        return self.parameters[parameter].default

    def name(self, key: str, language: Language = "en") -> str:
        """Word an id or a message key; plans are called by their labels, what has no entry is its own name."""
        if key in self.plans:
            return self.messages[self.plans[key].label].text.in_language(language)
        if key in self.names:
            return self.names[key].in_language(language)
        if key in self.messages:
            return self.messages[key].text.in_language(language)
        return key

    def shown_by(self, guard: Guard[Never]) -> tuple[str, ...]:
        """Give the keys of the messages that a guard can show."""
        if isinstance(guard.message, OneOf):
            return guard.message.keys
        return (guard.message,) if guard.message is not None else ()

    def readings_of(self, rules: Iterable[str]) -> tuple[str, ...]:
        """Give the readings that the statements of rules contain, sorted."""
        return tuple(sorted({reading for rule in rules for reading in self.rules[rule].readings}))

    def passages_of(self, rules: Iterable[str]) -> tuple[int, ...]:
        """Give the passages that rules rest on, sorted."""
        return tuple(sorted({passage for rule in rules for passage in self.rules[rule].passages}))
