"""Named things in words: portals, plans, products, benefits, levels, states and the rest."""

from collections.abc import Iterable, Iterator
from typing import Final

from benefit_flows.explanation.rules import ruled
from benefit_flows.explanation.setups import setups_of
from benefit_flows.explanation.words import OUTCOMES, WORDS
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.vocabulary import plain
from benefit_flows.model.catalogue import Entitlement
from benefit_flows.model.coverage import transition_id
from benefit_flows.model.world import ON_PREMISES, Product
from benefit_flows.rulebooks.citations import entries

NO_LEVEL: Final = "none"
"""The level of a membership without offers."""


def headed(kind: str, key: str, speaker: Speaker) -> Iterator[str]:
    """Name something: what it is, and what it is called in the other language."""
    name, other = speaker.name(key), speaker.rulebook.name(key, "en" if speaker.language == "fr" else "fr")
    yield f"{name}  {WORDS.say(kind, speaker.language)}"
    if other != name:
        yield f"  {WORDS.say('in-english', speaker.language, name=other)}"


def spoken_of(key: str, speaker: Speaker) -> Iterator[str]:
    """List the rules whose statement has a name in it."""
    name = plain(speaker.name(key)).casefold()
    rules = speaker.rulebook.rules.values()
    spoken = [rule.id for rule in rules if name in plain(speaker.text(rule.statement)).casefold()]
    yield from ruled(spoken, speaker, "spoken-of")


def word_lines(kind: str, key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a name that there is no more to say of than which rules speak of it."""
    yield from headed(kind, key, speaker)
    yield from spoken_of(key, speaker)


def portal_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a portal: how one gets in, its pages, the plans and products that it serves."""
    book = speaker.rulebook
    portal = book.portals[key]
    yield from headed("portal", key, speaker)
    yield f"  {WORDS.say('sign-in' if portal.explicit_sign_in else 'no-sign-in', speaker.language)}"
    products = [product.id for product in book.products.values() if product.portal == key]
    for kind, ids in (("pages", portal.pages), ("plans", portal.plans), ("products", products)):
        if ids:
            yield f"  {WORDS.say(kind, speaker.language, names=_named(ids, speaker))}"
    yield from spoken_of(key, speaker)


def plan_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a plan: where it comes from, which products it is for, where it is offered, by which rules."""
    book = speaker.rulebook
    plan = book.plans[key]
    yield from headed("plan", key, speaker)
    if plan.benefit is not None:
        yield f"  {WORDS.say('behind', speaker.language, name=speaker.name(plan.benefit))}"
    if plan.paid:
        yield f"  {WORDS.say('bought', speaker.language)}"
    yield f"  {WORDS.say('products', speaker.language, names=_named(plan.families, speaker))}"
    offered = [portal.id for portal in book.portals.values() if key in portal.plans]
    yield f"  {WORDS.say('portals', speaker.language, names=_named(offered, speaker))}"
    yield from ruled(plan.rules, speaker)


def benefit_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a benefit: its plans, and how many incidents each kind of membership brings."""
    book = speaker.rulebook
    yield from headed("benefit", key, speaker)
    plans = [plan.id for plan in book.plans.values() if plan.benefit == key]
    yield f"  {WORDS.say('plans', speaker.language, names=_named(plans, speaker))}"
    rows = [entitlement for entitlement in book.entitlements if entitlement.benefit == key]
    yield from (_count(each, each.level, speaker) for each in rows)
    yield from ruled((rule for row in rows for rule in row.rules), speaker)


def level_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a level of membership: what it brings of each benefit."""
    yield from headed("level", key, speaker)
    rows = [entitlement for entitlement in speaker.rulebook.entitlements if entitlement.level == key]
    yield from (_count(each, each.benefit, speaker) for each in rows)
    yield from ruled((rule for row in rows for rule in row.rules), speaker)


def _count(row: Entitlement, named: str, speaker: Speaker) -> str:
    """Say how many incidents a row of the entitlements gives."""
    if not row.granted:
        count = WORDS.say("not-granted", speaker.language)
    elif row.incidents is None:
        count = speaker.name("unlimited")
    else:
        count = WORDS.say("incidents", speaker.language, count=str(row.incidents))
    name = WORDS.say("no-offer", speaker.language) if named == NO_LEVEL else speaker.name(named)
    who = f"{name}, {WORDS.say(row.competency, speaker.language)}"
    return f"  {WORDS.say('counts', speaker.language, who=who, count=count)}"


def product_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a product: its family, until when it counts as recent, and where requests for it are made."""
    book = speaker.rulebook
    product = book.products[key]
    yield from headed("product", key, speaker)
    yield f"  {', '.join(_age(product, speaker))}"
    yield f"  {WORDS.say('asked-for-in', speaker.language, portal=speaker.name(product.portal))}"
    yield from ruled(book.product_rules[key], speaker)


def _age(product: Product, speaker: Speaker) -> Iterator[str]:
    yield speaker.name(product.family)
    if product.family == ON_PREMISES:
        until = product.recent_until
        if until is None:
            yield WORDS.say("recent", speaker.language)
        else:
            key = "old" if until == type(until).min else "recent-until"
            yield WORDS.say(key, speaker.language, day=until.isoformat())


def competency_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a competency: whether it is a cloud competency."""
    competency = speaker.rulebook.competencies[key]
    yield from headed("competency", key, speaker)
    yield f"  {WORDS.say('cloud' if competency.cloud else 'other', speaker.language)}"
    yield from ruled(competency.rules, speaker)


def machine_lines(kind: str, key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a state or an event: the moves that it takes part in."""
    yield from headed(kind, key, speaker)
    for machine in speaker.rulebook.machines.values():
        rows = [row for row in machine.rows if key in row]
        if rows:
            yield WORDS.say("machine", speaker.language, name=speaker.name(f"fact:{machine.name}"))
        yield from (f"  {_move(row, speaker)}" for row in rows)


def move_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a move of a machine."""
    yield f"{key}  {WORDS.say('move', speaker.language)}"
    for machine in speaker.rulebook.machines.values():
        rows = (row for row in machine.rows if transition_id(machine.name, *row) == key)
        yield from (f"  {_move(row, speaker)}" for row in rows)


def _move(row: tuple[str, str, str], speaker: Speaker) -> str:
    source, event, target = (speaker.name(each) for each in row)
    return f"{source} → {target} ({event})"


def outcome_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell what an outcome of an action means."""
    yield from headed("outcome", key, speaker)
    yield f"  {speaker.text(OUTCOMES[key])}"


def setup_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Show the lines of a setup."""
    yield f"{key}  {WORDS.say('setup', speaker.language)}"
    yield from (f"  {each}" for each in setups_of(speaker.rulebook)[key].splitlines())


def page_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of a page: in which portals there is one."""
    yield from headed("page", key, speaker)
    portals = [portal for portal, page in speaker.rulebook.screens if page == key]
    yield f"  {WORDS.say('portals', speaker.language, names=_named(portals, speaker))}"


def entry_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell of an entry of the rulebook: the rules that it stands for."""
    yield f"{key}  {WORDS.say('entry', speaker.language)}"
    yield from ruled((rule for name, rules in entries(speaker.rulebook) if name == key for rule in rules), speaker)


def alias_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Tell what something is called here that people call otherwise."""
    yield f"{key}  {WORDS.say('word', speaker.language)}"
    meant = (each for each, words in speaker.rulebook.aliases.items() if key in words)
    yield f"  {WORDS.say('alias', speaker.language, name=_named(meant, speaker))}"


def _named(ids: Iterable[str], speaker: Speaker) -> str:
    return ", ".join(speaker.name(each) for each in ids)
