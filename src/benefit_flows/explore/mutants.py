"""Mutants: the rulebook with one entry altered. What no scenario notices, no scenario judges."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Outcome
from benefit_flows.model.coverage import transition_id
from benefit_flows.model.rulebook import Page, Rulebook, ScreenEntry, View
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard
from benefit_flows.model.screen import Item
from benefit_flows.model.statechart import Statechart
from benefit_flows.model.world import CLOUD, FAMILIES, ON_PREMISES, Value
from benefit_flows.text import Text

SCREENS: Final = "(screens)"
"""The entry that every check of a screen touches: screens are computed where a check looks."""


class Mutant(NamedTuple):
    """An altered rulebook: its name, the rules that the altered entry stands for, what a run must touch to notice.

    ``recheck`` for what is noticed before running: names and texts that lines quote.
    """

    name: str
    rules: tuple[str, ...]
    touches: str
    rulebook: Rulebook
    recheck: bool = False


def mutants(rulebook: Rulebook) -> Iterator[Mutant]:
    """Give every mutant, in a fixed order: guards, effects, data, screens, messages, machines, parameters."""
    for known in rulebook.actions.values():
        rules = rulebook.rules_for(known.kind)
        for guard in rules.guards:
            yield from _of_guard(rulebook, rules, guard)
        for effect in rules.effects:
            altered = replace(rules, effects=_dropped(rules.effects, effect))
            name = f"{rules.kind.__name__}/{effect.name} dropped"
            yield Mutant(name, effect.rules, effect.name, _with_rules(rulebook, altered))
    yield from _of_time(rulebook)
    yield from _of_data(rulebook)
    yield from _of_screens(rulebook)
    yield from _of_roles(rulebook)
    yield from _of_messages(rulebook)
    yield from _of_machines(rulebook)
    yield from _of_parameters(rulebook)


def _with_rules(rulebook: Rulebook, rules: ActionRules[Action]) -> Rulebook:
    return replace(rulebook, actions={**rulebook.actions, rules.kind: rules})


def _dropped(effects: tuple[Effect[Action], ...], effect: Effect[Action]) -> tuple[Effect[Action], ...]:
    return tuple(each for each in effects if each is not effect)


# Guards


def _holds(guard: Guard[Action]) -> Guard[Action]:
    return guard._replace(test=lambda situation: Finding(held=True, facts=guard.test(situation).facts))


def _fails(guard: Guard[Action]) -> Guard[Action]:
    return guard._replace(test=lambda situation: Finding(held=False, facts=guard.test(situation).facts))


def _of_guard(rulebook: Rulebook, rules: ActionRules[Action], guard: Guard[Action]) -> Iterator[Mutant]:
    altered = {
        "always holds": (_holds(guard), guard.failed),
        "always fails": (_fails(guard), guard.held),
        "shows nothing": (guard._replace(message=None), guard.failed),
        "refuses otherwise": (guard._replace(outcome=_other(guard.outcome)), guard.failed),
        "forgets what follows": (guard._replace(effects=()), guard.failed),
    }
    for what, (mutant, behind) in altered.items():
        if mutant != guard or what.startswith("always"):
            guards = tuple(mutant if each is guard else each for each in rules.guards)
            name = f"{rules.kind.__name__}/{guard.name} {what}"
            yield Mutant(name, behind, guard.name, _with_rules(rulebook, replace(rules, guards=guards)))


def _other(outcome: Outcome) -> Outcome:
    return Outcome.IGNORABLE if outcome is Outcome.REFUSED else Outcome.REFUSED


# Time and data


def _of_time(rulebook: Rulebook) -> Iterator[Mutant]:
    clock = rulebook.clock
    for effect in clock.effects:
        altered = replace(clock, effects=_dropped(clock.effects, effect))
        yield Mutant(f"Wait/{effect.name} dropped", effect.rules, effect.name, replace(rulebook, clock=altered))
    for effect in rulebook.settle:
        settle = _dropped(rulebook.settle, effect)
        yield Mutant(f"Wait/{effect.name} dropped", effect.rules, effect.name, replace(rulebook, settle=settle))


def _of_data(rulebook: Rulebook) -> Iterator[Mutant]:
    for index, row in enumerate(rulebook.entitlements):
        more = row._replace(granted=True, incidents=7 if row.incidents != 7 else 8)  # noqa: PLR2004  # any other number
        rows = (*rulebook.entitlements[:index], more, *rulebook.entitlements[index + 1 :])
        yield Mutant(f"{row.name} other", row.rules, row.name, replace(rulebook, entitlements=rows))
    for key, competency in rulebook.competencies.items():
        flipped = {**rulebook.competencies, key: competency._replace(cloud=not competency.cloud)}
        yield Mutant(
            f"competency.{key} flipped", competency.rules, f"competency.{key}", replace(rulebook, competencies=flipped)
        )
    for key, plan in rulebook.plans.items():
        families = (CLOUD,) if ON_PREMISES in plan.families else FAMILIES
        other = plan._replace(families=families, rank=-plan.rank)
        plans = {**rulebook.plans, key: other}
        yield Mutant(f"plan.{key} other", plan.rules, "", replace(rulebook, plans=plans))
    for key, product in rulebook.products.items():
        if product.family == ON_PREMISES:
            until = date.min if product.recent_until != date.min else None
            products = {**rulebook.products, key: product._replace(recent_until=until)}
            yield Mutant(f"product.{key} other", rulebook.product_rules[key], "", replace(rulebook, products=products))


# Screens, messages


def _of_screens(rulebook: Rulebook) -> Iterator[Mutant]:
    for place, page in rulebook.screens.items():
        for entry in page.entries:
            for what, mutant in (("shows nothing", _blank(entry)), ("withholds nothing", _open(entry))):
                entries = tuple(mutant if each is entry else each for each in page.entries)
                screens = {**rulebook.screens, place: Page(entries, page.plans)}
                name = f"{entry.name} {what} ({' '.join(place)})"
                yield Mutant(name, entry.rules, SCREENS, replace(rulebook, screens=screens))


def _blank(entry: ScreenEntry) -> ScreenEntry:
    def build(view: View, _: ScreenEntry) -> Iterator[tuple[Item, bool]]:
        return (pair for pair in entry.build(view, entry) if not pair[1])

    return entry._replace(build=build)


def _open(entry: ScreenEntry) -> ScreenEntry:
    def build(view: View, _: ScreenEntry) -> Iterator[tuple[Item, bool]]:
        return ((item._replace(enabled=True), True) for item, _ in entry.build(view, entry))

    return entry._replace(build=build)


def _of_messages(rulebook: Rulebook) -> Iterator[Mutant]:
    """Change the text of a message or label: lines that quote it no longer resolve."""
    for key, message in rulebook.messages.items():
        text = Text(f"{message.text.en} (other)", f"{message.text.fr} (autre)")
        messages = {**rulebook.messages, key: message._replace(text=text)}
        rules = tuple(rule.id for rule in rulebook.rules.values() if set(rule.passages) & set(message.passages))
        yield Mutant(f"message.{key} reworded", rules, "", replace(rulebook, messages=messages), recheck=True)


def _of_roles(rulebook: Rulebook) -> Iterator[Mutant]:
    for role in rulebook.roles:
        roles = tuple(each for each in rulebook.roles if each != role)
        yield Mutant(f"role.{role} missing", rulebook.role_rules, "", replace(rulebook, roles=roles), recheck=True)


class _WithoutMove(NamedTuple):
    """A machine in which one move is missing."""

    machine: Statechart
    state: str
    event: str

    @property
    def name(self) -> str:
        return self.machine.name

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(row for row in self.machine.rows if row[:2] != (self.state, self.event))

    def target(self, state: str, event: str) -> str | None:
        return None if (state, event) == (self.state, self.event) else self.machine.target(state, event)


def _of_machines(rulebook: Rulebook) -> Iterator[Mutant]:
    for name, machine in rulebook.machines.items():
        for state, event, target in machine.rows:
            machines = {**rulebook.machines, name: _WithoutMove(machine, state, event)}
            title = transition_id(name, state, event, target)
            yield Mutant(title, (), title, replace(rulebook, machines=machines))


def _of_parameters(rulebook: Rulebook) -> Iterator[Mutant]:
    for key, parameter in rulebook.parameters.items():
        default: Value = next((name for name, _ in parameter.choices if name != parameter.default), None)
        if default is None:
            default = parameter.most if parameter.default != parameter.most else parameter.least
        changed = {**rulebook.parameters, key: parameter._replace(default=default)}
        yield Mutant(f"parameter.{key} otherwise", parameter.rules, "", replace(rulebook, parameters=changed))
