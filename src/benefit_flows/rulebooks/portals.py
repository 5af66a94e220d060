"""What must hold of portals, plans and products: each case is one that the rules know, so none falls to another's."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from benefit_flows.model.catalogue import LINKS_BY, SECOND_LINKS, Plan, Portal
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import CLOUD, FAMILIES, ON_PREMISES
from benefit_flows.rulebooks.data import Fault

FILE: Final = "catalogue.toml"
CHOICES: Final[Mapping[str, tuple[Callable[[Portal], str | None], tuple[str, ...]]]] = {
    "serves": (lambda portal: portal.serves, FAMILIES),
    "links-by": (lambda portal: portal.links_by, LINKS_BY),
    "second-link": (lambda portal: portal.second_link, SECOND_LINKS),
}
"""What a portal says of itself in one of several words: how it is read, and the words that rules know."""


def check_portals(rulebook: Rulebook) -> Iterator[Fault]:
    """A portal says what it can do in words that rules know, and says all that belongs together."""
    for portal in rulebook.portals.values():
        where = f"portals.{portal.id}"
        for key, (said, known) in CHOICES.items():
            if said(portal) not in (None, *known):
                yield Fault(FILE, f"{where}.{key}", f"no rule knows {said(portal)}", f"write one of {', '.join(known)}")
        yield from _whole(portal, where)
        yield from _pages(portal, where, rulebook)


def _whole(portal: Portal, where: str) -> Iterator[Fault]:
    """What takes requests links contracts too, and says all about both; what does neither leads to benefits."""
    parts = {key: said(portal) for key, (said, _) in CHOICES.items()} | {"request-page": portal.request_page}
    if portal.support or any(parts.values()):
        for key in (key for key, value in parts.items() if value is None):
            yield Fault(FILE, f"{where}.{key}", "is missing", "a portal that takes requests or links contracts has it")
        return
    for key, said in (
        ("any-product", portal.any_product),
        ("shows-count", portal.shows_count),
        ("plans", portal.plans),
    ):
        if said:
            yield Fault(FILE, f"{where}.{key}", "the portal takes no requests", "say which products it serves")
    if not (portal.activates or portal.customers):
        fix = "say what it serves, or activates = true, or customers = true"
        yield Fault(FILE, where, "nothing can be done in the portal", fix)


def _pages(portal: Portal, where: str, rulebook: Rulebook) -> Iterator[Fault]:
    """The pages are those that a portal has that can do this: each shows something, and each can be opened."""
    laid_out = {page for portal_id, page in rulebook.screens if portal_id == portal.id}
    reached = {*portal.pages, portal.request_page} - {None}
    if reached != laid_out:
        what = f"has the pages {_listed(reached)}, and by what it can do they are {_listed(laid_out)}"
        yield Fault(FILE, where, what, "correct the pages, or say what the portal can do")


def _listed(pages: Iterable[str | None]) -> str:
    return ", ".join(sorted(page for page in pages if page is not None))


def check_plans(rulebook: Rulebook) -> Iterator[Fault]:
    """A plan says what it covers, in words that rules know; a portal offers it for a product that it serves."""
    for plan in rulebook.plans.values():
        yield from _cover(plan, rulebook)
    for benefit in sorted(set(rulebook.benefits) - {each.benefit for each in rulebook.plans.values()}):
        yield Fault(FILE, "plans", f"there is none for {benefit}", "add a plan with this benefit behind it")
    for portal in rulebook.portals.values():
        for plan in (rulebook.plans[each] for each in portal.plans if each in rulebook.plans):
            if portal.support and portal.serves not in plan.families:
                what = f"{plan.id} covers nothing that the portal serves"
                yield Fault(FILE, f"portals.{portal.id}.plans", what, "take it out, or correct its families")


def _cover(plan: Plan, rulebook: Rulebook) -> Iterator[Fault]:
    for family in sorted(set(plan.families) - set(FAMILIES)):
        fix = f"write {' or '.join(FAMILIES)}"
        yield Fault(FILE, f"plans.{plan.id}.families", f"no rule knows {family}", fix)
    for product in sorted(set(plan.products) - set(rulebook.products)):
        yield Fault(FILE, f"plans.{plan.id}.products", f"there is no product {product}", "correct the id")
    if not (plan.needs_contract or plan.products):
        fix = "say which products it covers, or which benefit is behind it, or paid = true"
        yield Fault(FILE, f"plans.{plan.id}", "it needs no contract and covers no product", fix)


def check_products(rulebook: Rulebook) -> Iterator[Fault]:
    """A product is served by a portal for its kind of products."""
    for product in rulebook.products.values():
        portal = rulebook.portals.get(product.portal)
        if portal is not None and portal.serves != product.family:
            what = f"the portal does not serve {product.family} products"
            yield Fault(FILE, f"products.{product.id}.portal", what, "name one that does")


PORTALS_MEANT: Final[Mapping[str, Callable[[Portal], bool]]] = {
    "activation-portal": lambda portal: portal.activates,
    "cloud-portal": lambda portal: portal.serves == CLOUD,
    "on-premises-portal": lambda portal: portal.serves == ON_PREMISES,
}
"""The portals that are meant where a line names none, and what they must be able to do."""


def check_portals_meant(rulebook: Rulebook) -> Iterator[Fault]:
    """The portal that is meant where none is named can do what it is meant for, and one leads to customers."""
    if not any(each.customers for each in rulebook.portals.values()):
        yield Fault(FILE, "portals", "none leads to the requests of customers", "give one customers = true")
    for key, can in PORTALS_MEANT.items():
        meant = rulebook.defaults.get(key)
        portal = rulebook.portals.get(meant or "")
        if meant is None:
            yield Fault(FILE, f"defaults.{key}", "is missing", "name a portal")
        elif portal is not None and not can(portal):
            yield Fault(FILE, f"defaults.{key}", f"{meant} cannot do this", "name a portal that can")
