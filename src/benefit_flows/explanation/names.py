"""Named things in words: portals, plans, products, benefits, levels, states and the rest."""

from collections.abc import Iterable, Iterator
from typing import Final

from benefit_flows.explanation.rules import ruled
from benefit_flows.explanation.setups import setups_of
from benefit_flows.explanation.words import OUTCOMES, say
from benefit_flows.language.vocabulary import plain
from benefit_flows.model.catalogue import Entitlement
from benefit_flows.model.coverage import transition_id
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import Product
from benefit_flows.rulebooks.validation import entries
from benefit_flows.text import Language

NO_LEVEL: Final = "none"
"""The level of a membership without offers."""


def headed(kind: str, key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Name something: what it is, and what it is called in the other language."""
    name, other = book.name(key, language), book.name(key, "en" if language == "fr" else "fr")
    yield f"{name}  {say(kind, language)}"
    if other != name:
        yield f"  {say('in-english', language, name=other)}"


def spoken_of(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """List the rules whose statement has a name in it."""
    name = plain(book.name(key, language)).casefold()
    said = [each.id for each in book.rules.values() if name in plain(each.statement.in_language(language)).casefold()]
    yield from ruled(said, book, language, "spoken-of")


def word_lines(kind: str, key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a name that there is no more to say of than which rules speak of it."""
    yield from headed(kind, key, book, language)
    yield from spoken_of(key, book, language)


def portal_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a portal: how one gets in, its pages, the plans and products that it serves."""
    portal = book.portals[key]
    yield from headed("portal", key, book, language)
    yield f"  {say('sign-in' if portal.explicit_sign_in else 'no-sign-in', language)}"
    products = [each.id for each in book.products.values() if each.portal == key]
    for kind, ids in (("pages", portal.pages), ("plans", portal.plans), ("products", products)):
        if ids:
            yield f"  {say(kind, language, names=_named(ids, book, language))}"
    yield from spoken_of(key, book, language)


def plan_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a plan: where it comes from, which products it is for, where it is offered, by which rules."""
    plan = book.plans[key]
    yield from headed("plan", key, book, language)
    if plan.benefit is not None:
        yield f"  {say('behind', language, name=book.name(plan.benefit, language))}"
    if plan.paid:
        yield f"  {say('bought', language)}"
    yield f"  {say('products', language, names=_named(plan.families, book, language))}"
    offered = [each.id for each in book.portals.values() if key in each.plans]
    yield f"  {say('portals', language, names=_named(offered, book, language))}"
    yield from ruled(plan.rules, book, language)


def benefit_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a benefit: its plans, and how many incidents each kind of membership brings."""
    yield from headed("benefit", key, book, language)
    plans = [each.id for each in book.plans.values() if each.benefit == key]
    yield f"  {say('plans', language, names=_named(plans, book, language))}"
    rows = [each for each in book.entitlements if each.benefit == key]
    yield from (_count(each, each.level, book, language) for each in rows)
    yield from ruled((rule for row in rows for rule in row.rules), book, language)


def level_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a level of membership: what it brings of each benefit."""
    yield from headed("level", key, book, language)
    rows = [each for each in book.entitlements if each.level == key]
    yield from (_count(each, each.benefit, book, language) for each in rows)
    yield from ruled((rule for row in rows for rule in row.rules), book, language)


def _count(row: Entitlement, named: str, book: Rulebook, language: Language) -> str:
    """Say how many incidents a row of the entitlements gives."""
    if not row.granted:
        count = say("not-granted", language)
    elif row.incidents is None:
        count = book.name("unlimited", language)
    else:
        count = say("incidents", language, count=str(row.incidents))
    name = say("no-offer", language) if named == NO_LEVEL else book.name(named, language)
    who = f"{name}, {say(row.competency, language)}"
    return f"  {say('counts', language, who=who, count=count)}"


def product_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a product: its family, until when it counts as recent, and where requests for it are made."""
    product = book.products[key]
    yield from headed("product", key, book, language)
    yield f"  {', '.join(_age(product, book, language))}"
    yield f"  {say('asked-for-in', language, portal=book.name(product.portal, language))}"
    yield from ruled(book.product_rules[key], book, language)


def _age(product: Product, book: Rulebook, language: Language) -> Iterator[str]:
    yield book.name(product.family, language)
    if product.family == "on-premises":
        until = product.recent_until
        if until is None:
            yield say("recent", language)
        else:
            old = until == type(until).min
            yield say("old", language) if old else say("recent-until", language, day=until.isoformat())


def competency_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a competency: whether it is a cloud competency."""
    competency = book.competencies[key]
    yield from headed("competency", key, book, language)
    yield f"  {say('cloud' if competency.cloud else 'other', language)}"
    yield from ruled(competency.rules, book, language)


def machine_lines(kind: str, key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a state or an event: the moves that it takes part in."""
    yield from headed(kind, key, book, language)
    for machine in book.machines.values():
        rows = [row for row in machine.rows if key in row]
        if rows:
            yield say("machine", language, name=book.name(f"fact:{machine.name}", language))
        yield from (f"  {_move(row, book, language)}" for row in rows)


def move_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a move of a machine."""
    yield f"{key}  {say('move', language)}"
    for machine in book.machines.values():
        rows = (row for row in machine.rows if transition_id(machine.name, *row) == key)
        yield from (f"  {_move(row, book, language)}" for row in rows)


def _move(row: tuple[str, str, str], book: Rulebook, language: Language) -> str:
    source, event, target = (book.name(each, language) for each in row)
    return f"{source} → {target} ({event})"


def outcome_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell what an outcome of an action means."""
    yield from headed("outcome", key, book, language)
    yield f"  {OUTCOMES[key].in_language(language)}"


def setup_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Show the lines of a setup."""
    yield f"{key}  {say('setup', language)}"
    yield from (f"  {each}" for each in setups_of(book)[key].splitlines())


def page_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of a page: in which portals there is one."""
    yield from headed("page", key, book, language)
    portals = [portal for portal, page in book.screens if page == key]
    yield f"  {say('portals', language, names=_named(portals, book, language))}"


def entry_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell of an entry of the rulebook: the rules that it stands for."""
    yield f"{key}  {say('entry', language)}"
    yield from ruled((rule for name, rules in entries(book) if name == key for rule in rules), book, language)


def alias_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Tell what something is called here that people call otherwise."""
    yield f"{key}  {say('word', language)}"
    meant = (each for each, words in book.aliases.items() if key in words)
    yield f"  {say('alias', language, name=_named(meant, book, language))}"


def _named(ids: Iterable[str], book: Rulebook, language: Language) -> str:
    return ", ".join(book.name(each, language) for each in ids)
