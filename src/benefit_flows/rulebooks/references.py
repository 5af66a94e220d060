"""What data refer to: ids, keys and guards that must exist, and values among those that can be set."""

from collections.abc import Iterator

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.rulebooks.data import Fault


def check_references(rulebook: Rulebook) -> Iterator[Fault]:
    """Data refer to data that exist: portals of products, labels of plans, plans of portals."""
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
