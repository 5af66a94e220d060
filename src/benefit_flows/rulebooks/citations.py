"""What rules, readings and passages say of one another, and which entries of a rulebook rest on which rules."""

from collections.abc import Iterator
from typing import Final, Never

from benefit_flows.model.actions import Action
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Effect, Guard
from benefit_flows.rulebooks.data import Fault

CONFIDENCES: Final = ("high", "medium", "low", "derived")


def check_passages_of_rules(rulebook: Rulebook) -> Iterator[Fault]:
    """Every rule cites passages, and only those that the document has."""
    for rule in rulebook.rules.values():
        key = f"rules.{rule.id}.passages"
        if not rule.passages:
            yield Fault("rules.toml", key, "cites no passage", "add the passages that the rule rests on")
        for passage in set(rule.passages) - set(rulebook.passages):
            yield Fault("rules.toml", key, f"cites passage {passage}, which there is not", "correct the number")


def check_homes_of_passages(rulebook: Rulebook) -> Iterator[Fault]:
    """Every passage is cited by a rule or said to be not testable, and not both."""
    cited = {passage for rule in rulebook.rules.values() for passage in rule.passages}
    for passage in rulebook.passages:
        key = f"not_testable.{passage}"
        if passage not in cited and passage not in rulebook.not_testable:
            yield Fault(
                "passages.toml",
                key,
                "the passage has no home",
                "cite it in a rule or say why it is not testable",
            )
        if passage in cited and passage in rulebook.not_testable:
            yield Fault("passages.toml", key, "a rule cites the passage", "take it out of the table")
    for passage in set(rulebook.not_testable) - set(rulebook.passages):
        yield Fault("passages.toml", f"not_testable.{passage}", "there is no such passage", "correct the number")


def check_readings(rulebook: Rulebook) -> Iterator[Fault]:
    """Rules and parameters name readings that there are, and each reading says how sure it is."""
    for rule in rulebook.rules.values():
        for reading in sorted(set(rule.readings) - set(rulebook.readings)):
            yield Fault("rules.toml", f"rules.{rule.id}.readings", f"there is no {reading}", "correct the id")
    for parameter in rulebook.parameters.values():
        if parameter.reading not in rulebook.readings:
            key, what = f"parameters.{parameter.id}.reading", f"there is no {parameter.reading}"
            yield Fault("parameters.toml", key, what, "correct the id")
    for each in rulebook.readings.values():
        if each.confidence not in CONFIDENCES:
            key, what = f"readings.{each.id}.confidence", f"there is no {each.confidence}"
            yield Fault("readings.toml", key, what, f"write one of {', '.join(CONFIDENCES)}")


def check_rules_of_entries(rulebook: Rulebook) -> Iterator[Fault]:
    """Every entry (guard, effect, screen item, data row) names rules that exist."""
    for entry, rules in entries(rulebook):
        for rule in rules:
            if rule not in rulebook.rules:
                yield Fault("rules.toml", f"rules.{rule}", f"{entry} names a rule that there is not", "correct the id")


def entries(rulebook: Rulebook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every entry of a rulebook with the rules that it stands for."""
    for kind, action in rulebook.actions.items():
        for guard in action.guards:
            yield from _guard_entries(kind.__name__, guard)
        for effect in (*action.effects, *action.arrive):
            yield f"{kind.__name__}/{effect.name}", effect.rules
    for effect in _timed(rulebook):
        yield effect.name, effect.rules
    for page in rulebook.screens.values():
        for entry in page.entries:
            yield entry.name, entry.rules
    yield "roles", rulebook.role_rules
    for row in rulebook.entitlements:
        yield row.name, row.rules
    for competency in rulebook.competencies.values():
        yield f"competency.{competency.id}", competency.rules
    for plan in rulebook.plans.values():
        yield f"plan.{plan.id}", plan.rules
    for product, rules in rulebook.product_rules.items():
        yield f"product.{product}", rules
    for parameter in rulebook.parameters.values():
        yield f"parameter.{parameter.id}", parameter.rules


def _guard_entries(kind: str, guard: Guard[Never]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield f"{kind}/{guard.name}", (*guard.held, *guard.failed)
    for effect in guard.effects:
        yield f"{kind}/{guard.name}/{effect.name}", effect.rules


def _timed(rulebook: Rulebook) -> tuple[Effect[Action], ...]:
    return (*rulebook.clock.effects, *rulebook.settle)
