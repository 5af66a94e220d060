"""What must hold between the parts of a rulebook. Each check is listed in ``CHECKS``."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, Never

from benefit_flows.model.actions import Action
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Effect, Guard, OneOf
from benefit_flows.rulebooks.data import Fault
from benefit_flows.rulebooks.looks import check_looks
from benefit_flows.rulebooks.portals import check_plans, check_portals, check_portals_meant, check_products
from benefit_flows.text import Text

CONFIDENCES: Final = ("high", "medium", "low", "derived")
PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")


def validate(rulebook: Rulebook) -> list[Fault]:
    """Give every fault of a rulebook."""
    return [fault for check in CHECKS for fault in check(rulebook)]


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


NAME_TABLES: Final = {
    "fact": "facts",
    "guard": "guards",
    "unmet": "unmet",
    "otherwise": "otherwise",
    "chosen": "chosen",
}
"""Where words stand that have keys of their own: some facts and guards are called like states."""


def check_placeholders(rulebook: Rulebook) -> Iterator[Fault]:
    """A text has the same placeholders in both languages."""
    for file, key, text in _texts(rulebook):
        if Counter(PLACEHOLDER.findall(text.en)) != Counter(PLACEHOLDER.findall(text.fr)):
            yield Fault(file, key, "placeholders differ between en and fr", "use the same {names} in both")


def _texts(rulebook: Rulebook) -> Iterator[tuple[str, str, Text]]:
    for rule in rulebook.rules.values():
        yield "rules.toml", f"rules.{rule.id}.statement", rule.statement
    for reading in rulebook.readings.values():
        yield "readings.toml", f"readings.{reading.id}.text", reading.text
    for message in rulebook.messages.values():
        yield "messages.toml" if message.documented else "names.toml", f"messages.{message.key}", message.text
    for parameter in rulebook.parameters.values():
        yield "parameters.toml", f"parameters.{parameter.id}.text", parameter.text
        yield "parameters.toml", f"parameters.{parameter.id}.name", parameter.name
    for key, text in rulebook.names.items():
        table, sign, name = key.partition(":")
        yield "names.toml", f"{NAME_TABLES[table]}.{name}" if sign else f"names.{key}", text


def check_names(rulebook: Rulebook) -> Iterator[Fault]:
    """Every id that a user can meet is worded."""
    ids = {
        *rulebook.levels,
        *rulebook.roles,
        *rulebook.identities,
        *rulebook.associations,
        *rulebook.issues,
        *rulebook.benefits,
        *rulebook.competencies,
        *rulebook.products,
        *rulebook.portals,
    }
    for missing in sorted(ids - set(rulebook.names)):
        yield Fault("names.toml", f"names.{missing}", "the id has no name", "add it in both languages")


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


def check_references(rulebook: Rulebook) -> Iterator[Fault]:
    """Data refer to data that exist: messages of guards, portals of products, labels and benefits of plans."""
    for kind, action in rulebook.actions.items():
        for guard in action.guards:
            for message in set(rulebook.shown_by(guard)) - set(rulebook.messages):
                what = f"{kind.__name__}/{guard.name} shows it"
                yield Fault("names.toml", f"messages.{message}", what, "add it in both languages")
            yield from _guard_words(guard.name, rulebook)
            yield from _choice_words(guard, rulebook)
    for product in rulebook.products.values():
        if product.portal not in rulebook.portals:
            yield Fault("catalogue.toml", f"products.{product.id}.portal", "there is no such portal", "correct the id")
    for plan in rulebook.plans.values():
        if plan.label not in rulebook.messages:
            yield Fault("catalogue.toml", f"plans.{plan.id}.label", "there is no such label", "correct the key")
    for portal in rulebook.portals.values():
        for unknown in sorted(set(portal.plans) - set(rulebook.plans)):
            yield Fault(
                "catalogue.toml",
                f"portals.{portal.id}.plans",
                f"there is no plan {unknown}",
                "correct the id",
            )


def _guard_words(guard: str, rulebook: Rulebook) -> Iterator[Fault]:
    """A guard is worded as met and as not met; one that no action can change also says what would have to differ."""
    tables = ("guard", "unmet", "otherwise") if rulebook.remedies.get(guard) == () else ("guard", "unmet")
    for table in tables:
        if f"{table}:{guard}" not in rulebook.names:
            where = f"{NAME_TABLES[table]}.{guard}"
            yield Fault("names.toml", where, "the guard is not worded", "add it in both languages")
    if rulebook.remedies and guard not in rulebook.remedies:
        yield Fault("remedies", guard, "it is not said what can change it", "add it, with no actions if none can")


def _choice_words(guard: Guard[Never], rulebook: Rulebook) -> Iterator[Fault]:
    """Of several messages that a guard may show, it is said when each is."""
    keys = guard.message.keys if isinstance(guard.message, OneOf) else ()
    for missing in (key for key in keys if f"chosen:{key}" not in rulebook.names):
        yield Fault("names.toml", f"chosen.{missing}", f"{guard.name} chooses it", "say when, in both languages")


def check_data(rulebook: Rulebook) -> Iterator[Fault]:
    """Rows and lists speak of ids that there are; defaults are among what can be set."""
    file = "catalogue.toml"
    if not rulebook.entitlements:
        yield Fault(file, "entitlements", "there are none", "add a row for every cell of the table")
    for number, row in enumerate(rulebook.entitlements, start=1):
        for name, value, known in (
            ("level", row.level, (*rulebook.levels, "none")),
            ("competency", row.competency, ("any", "cloud", "other")),
            ("benefit", row.benefit, rulebook.benefits),
        ):
            if value not in known:
                yield Fault(file, f"entitlements[{number}].{name}", f"there is no {value}", "correct the id")
    for plan in rulebook.plans.values():
        if plan.benefit is not None and plan.benefit not in rulebook.benefits:
            yield Fault(file, f"plans.{plan.id}.benefit", f"there is no {plan.benefit}", "correct the id")
    for issue in sorted(set(rulebook.covered_issues) - set(rulebook.issues)):
        yield Fault(file, "covered-issues", f"there is no {issue}", "correct the id")
    for portal in rulebook.portals.values():
        for page in portal.pages:
            if page not in rulebook.names and page not in rulebook.messages:
                yield Fault(file, f"portals.{portal.id}.pages", f"no text words {page}", "correct the key")
    yield from _words_for_ids(rulebook)


def _words_for_ids(rulebook: Rulebook) -> Iterator[Fault]:
    known = {*rulebook.names, *rulebook.messages, *rulebook.plans}
    for key in rulebook.aliases:
        if key not in known:
            yield Fault("catalogue.toml", f"aliases.{key}", f"there is no {key}", "correct the id")
    for table, words in (("printed", rulebook.printed), ("defaults", rulebook.defaults)):
        for key, target in words.items():
            if target not in known:
                yield Fault("catalogue.toml", f"{table}.{key}", f"there is no {target}", "correct the id")


def check_places(rulebook: Rulebook) -> Iterator[Fault]:
    """A message is said to be shown in portals and on pages that there are."""
    for message in rulebook.messages.values():
        for portal, pages in message.places:
            key = f"messages.{message.key}.places.{portal}"
            if portal not in rulebook.portals:
                yield Fault("messages.toml", key, "there is no such portal", "correct the id")
            for page in pages:
                if (portal, page) not in rulebook.screens:
                    yield Fault("messages.toml", key, f"there is no page {page}", "correct the id")


def check_parameters(rulebook: Rulebook) -> Iterator[Fault]:
    """A parameter's default is one of the values that can be set, and the guards that it decides exist."""
    guards = {guard.name for action in rulebook.actions.values() for guard in action.guards}
    for parameter in rulebook.parameters.values():
        for unknown in sorted(set(parameter.guards) - guards):
            what = f"there is no guard {unknown}"
            yield Fault("parameters.toml", f"parameters.{parameter.id}.guards", what, "correct the name")
        key = f"parameters.{parameter.id}.default"
        if parameter.least is not None and parameter.most is not None:
            if not parameter.least <= int(str(parameter.default)) <= parameter.most:
                what = f"is not between {parameter.least} and {parameter.most}"
                yield Fault("parameters.toml", key, what, "choose a number in between")
        elif parameter.default not in dict(parameter.choices):
            yield Fault("parameters.toml", key, "is none of the choices", "choose one of them")


CHECKS: Final[tuple[Callable[[Rulebook], Iterator[Fault]], ...]] = (
    check_passages_of_rules,
    check_homes_of_passages,
    check_readings,
    check_placeholders,
    check_names,
    check_rules_of_entries,
    check_references,
    check_data,
    check_portals,
    check_plans,
    check_products,
    check_portals_meant,
    check_looks,
    check_places,
    check_parameters,
)
