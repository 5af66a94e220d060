"""Products: which is meant, and what a plan asks of one."""

from datetime import date

from benefit_flows.model.actions import Action
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Finding, Situation
from benefit_flows.model.world import ON_PREMISES, Fact, Product, Value, World


def find_product(world: World, rulebook: Rulebook, product: str | None) -> Product | None:
    """Find a product: one of the scenario's own, else one of the rulebook's."""
    declared = next((each for each in world.products if each.id == product), None)
    return declared or rulebook.products.get(product or "")


def is_recent(world: World, product: Product) -> bool:
    """Say whether an on-premises product counts as recent today (reading A21)."""
    return product.recent_until is None or world.today <= product.recent_until


def is_on_premises(situation: Situation[Action]) -> Finding:
    """Ask whether the product is one of those that run on premises."""
    product = situation.product
    return Finding(product is not None and product.family == ON_PREMISES, _product(situation))


def recent_on_premises(situation: Situation[Action]) -> Finding:
    """Ask whether the product is recent enough today."""
    product, world = situation.product, situation.world
    if product is None:
        return Finding(held=False, facts=_product(situation))
    facts = (
        *_product(situation),
        Fact("recent-until", _last_recent_day(product)),
        Fact("today", world.today),
    )
    return Finding(is_recent(world, product), facts)


def _last_recent_day(product: Product) -> Value:
    """Give until when a product is recent: an old one never was, the current version has no such day."""
    if product.recent_until is None:
        return "unlimited"
    return "never" if product.recent_until == date.min else product.recent_until


def family_fits(situation: Situation[Action]) -> Finding:
    """Ask whether the plan covers products of this family."""
    plan = situation.rulebook.plans[situation.plan or ""]
    return Finding(situation.product is not None and situation.product.family in plan.families, _product(situation))


def named_product(situation: Situation[Action]) -> Finding:
    """Ask whether the plan names the product: it covers no other."""
    plan = situation.rulebook.plans[situation.plan or ""]
    return Finding(situation.product is not None and situation.product.id in plan.products, _product(situation))


def serves(situation: Situation[Action]) -> Finding:
    """Ask whether the portal is the one that serves the product."""
    portal = situation.portal.id
    held = situation.product is not None and situation.product.portal == portal
    return Finding(held, (*_product(situation), Fact("portal", portal)))


def _product(situation: Situation[Action]) -> tuple[Fact, ...]:
    product = situation.product
    return (
        Fact("product", product.id if product else "none"),
        Fact("family", product.family if product else "none"),
    )
