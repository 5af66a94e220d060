"""What each page shows, and what it keeps from an account, with the rules behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from benefit_flows.engine.step import holds
from benefit_flows.model.actions import Activate, OpenPage
from benefit_flows.model.catalogue import BY_ADDING, BY_BUTTON, Portal
from benefit_flows.model.rulebook import Page, ScreenEntry, View
from benefit_flows.model.rules import Guard, Situation
from benefit_flows.model.world import CLOUD, ON_PREMISES, Benefit
from benefit_flows.rulebooks.mpn_2021_04.activation import ACTIVATING_ROLE, BENEFIT_INACTIVE
from benefit_flows.rulebooks.mpn_2021_04.ids import (
    ADD_CONTRACT,
    CUSTOMER_REQUEST,
    CUSTOMERS,
    FIRST_STEP,
    HELP,
    HOME,
    LINK_SUPPORT_BENEFITS,
    SERVICE_MANAGEMENT,
    SUPPORT_PLANS,
    TECHNICAL_BENEFITS,
)
from benefit_flows.rulebooks.mpn_2021_04.packages import active_offers, others_have_offers, running
from benefit_flows.rulebooks.mpn_2021_04.pages import ADMIN_AGENT, CSP_ASSOCIATION
from benefit_flows.rulebooks.mpn_2021_04.plan_screens import (
    COUNTED_PLANS,
    Items,
    cloud_plans,
    id_fields,
    no_count,
    plan_rows,
)


@cache
def _label(key: str, role: str) -> Callable[[View, ScreenEntry], Items]:
    """Make an entry's builder for a label that a page always shows."""

    def build(_: View, entry: ScreenEntry) -> Items:
        yield entry.shows(key, role)

    return build


# Technical benefits


def _listed(view: View) -> list[Benefit]:
    packages = {package.id for package in running(view.world, view.account.company)}
    return [benefit for benefit in view.world.benefits if benefit.package in packages]


def _no_offers(view: View, entry: ScreenEntry) -> Items:
    """Show the message of an empty list, where nobody else has offers either; keep it from who has some."""
    if active_offers(view.world, view.account.company, view.rulebook):
        yield entry.withholds("M2", "message")
    elif not others_have_offers(view.world, view.account, view.rulebook):
        yield entry.shows("M2", "message")


def _wrong_account(view: View, entry: ScreenEntry) -> Items:
    """Show the same message where an account of another company has offers: this is probably the wrong one [118]."""
    own = active_offers(view.world, view.account.company, view.rulebook)
    if not own and others_have_offers(view.world, view.account, view.rulebook):
        yield entry.shows("M2", "message")


def _benefit_rows(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        yield entry.shows(benefit.kind, "row", value=benefit.state, package=benefit.package)


def _activates(view: View, benefit: Benefit, guard: Guard[Activate]) -> bool:
    """Ask a guard of the activation: the button says no other thing."""
    action = Activate(view.account.name, view.place.portal, benefit.kind, benefit.package)
    situation = Situation(view.world, view.rulebook, action, view.account, view.portal, benefit)
    return holds((guard.name,), situation)


def _activate_button(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        if not _activates(view, benefit, BENEFIT_INACTIVE):
            yield entry.withholds("L6", "button", benefit.kind, package=benefit.package)
        elif _activates(view, benefit, ACTIVATING_ROLE):
            yield entry.shows("L6", "button", benefit.kind, package=benefit.package)


def _disabled_button(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        if _activates(view, benefit, BENEFIT_INACTIVE) and not _activates(view, benefit, ACTIVATING_ROLE):
            yield entry.shows("L6", "button", benefit.kind, enabled=False, package=benefit.package)


def _ids(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        for key, half in (("L13", "A"), ("L14", "C")):
            if benefit.state in ("active", "exhausted"):
                shown = f"{half}-{benefit.package.replace('/', '-')}"
                yield entry.shows(key, "value", benefit.kind, shown, package=benefit.package)
            else:
                yield entry.withholds(key, "value", benefit.kind, package=benefit.package)


_BENEFITS: Final = Page(
    (
        ScreenEntry("benefits.heading", ("R07",), _label("L7", "heading")),
        ScreenEntry("benefits.empty", ("R09",), _no_offers),
        ScreenEntry("benefits.wrong-account", ("R09", "R10", "R11"), _wrong_account),
        ScreenEntry("benefits.rows", ("R08", "R19"), _benefit_rows),
        ScreenEntry("benefits.activate", ("R14", "R15"), _activate_button),
        ScreenEntry("benefits.disabled", ("R15", "R16"), _disabled_button),
        ScreenEntry("benefits.ids", ("R13", "R18"), _ids),
        ScreenEntry("benefits.account", ("R11",), _label("L16", "button")),
        ScreenEntry("benefits.switch", ("R11",), _label("L4", "link")),
        ScreenEntry("benefits.no-count", ("R40",), no_count),
    )
)


# The way to the requests of customers


def _customers(view: View, entry: ScreenEntry) -> Items:
    """Offer the way to customers' requests to who gets in, and to nobody else [176]."""
    action = OpenPage(view.account.name, view.place.portal, CUSTOMERS)
    situation = Situation(view.world, view.rulebook, action, view.account, view.portal)
    if holds((CSP_ASSOCIATION.name, ADMIN_AGENT.name), situation):
        yield entry.shows(CUSTOMERS, "link")
    else:
        yield entry.withholds(CUSTOMERS, "link")


_SERVICE_COUNT: Final = ScreenEntry("service-management.no-count", ("R41",), no_count)
_WAY_TO_CUSTOMERS: Final = {
    CUSTOMERS: Page((ScreenEntry("customers.service-management", ("R56",), _label("L9", "link")), _SERVICE_COUNT)),
    SERVICE_MANAGEMENT: Page(
        (ScreenEntry("service-management.new-request", ("R56",), _label("L10", "button")), _SERVICE_COUNT)
    ),
    CUSTOMER_REQUEST: Page(
        (ScreenEntry("new-request.heading", ("R56", "R58"), _label("L10", "heading")), _SERVICE_COUNT)
    ),
}


# Pages, by what a portal can do


class _LinkRules(NamedTuple):
    """The rules by which a portal asks for IDs, offers to add a contract, and has the fields for that."""

    asked: tuple[str, ...]
    offered: tuple[str, ...]
    fields: tuple[str, ...]


_LINK_RULES: Final = {
    ON_PREMISES: _LinkRules(("R20", "R21", "R35", "R46"), ("R20", "R46"), ("R20", "R35", "R46")),
    CLOUD: _LinkRules(("R20", "R21", "R53"), ("R20", "R53"), ("R20", "R53")),
}
_NO_COUNT_YET: Final = ScreenEntry("support-for-business.no-count-yet", ("R42", "R44"), no_count)


def lay_out(portals: Iterable[Portal]) -> Mapping[tuple[str, str], Page]:
    """Lay out the pages of portals, each by what the portal can do."""
    return {(portal.id, key): page for portal in portals for key, page in _pages(portal)}


def _pages(portal: Portal) -> Iterator[tuple[str, Page]]:
    yield HOME, Page(tuple(_home(portal)))
    if portal.activates:
        yield TECHNICAL_BENEFITS, _BENEFITS
    if portal.customers:
        yield from _WAY_TO_CUSTOMERS.items()
    if portal.request_page is not None and portal.serves in _LINK_RULES:
        if portal.links_by == BY_BUTTON:
            yield from _pages_with_button(portal, portal.request_page)
        if portal.links_by == BY_ADDING:
            yield from _pages_with_adding(portal, portal.request_page, _LINK_RULES[portal.serves])


def _home(portal: Portal) -> Iterator[ScreenEntry]:
    if portal.activates:
        yield ScreenEntry("dashboard.benefits", ("R07",), _label("L15", "menu"))
        yield ScreenEntry("dashboard.technical-benefits", ("R07",), _label("L7", "link"))
    if portal.customers:
        yield ScreenEntry("dashboard.customers", ("R56", "R57"), _customers)
    if portal.explicit_sign_in:
        yield ScreenEntry("dashboard.account", ("R11",), _label("L16", "button"))
        yield ScreenEntry("dashboard.switch", ("R11",), _label("L4", "link"))
    if portal.links_by == BY_BUTTON:
        yield ScreenEntry("azure.help", ("R59",), _label("L11", "link"))
    elif portal.request_page is not None and portal.request_page in portal.pages:
        yield ScreenEntry(f"{portal.id}.new-request", ("R52",), _label(portal.request_page, "button"))
    yield _home_count(portal)


def _home_count(portal: Portal) -> ScreenEntry:
    if not portal.support:
        return ScreenEntry("dashboard.no-count", ("R40",), no_count)
    return _count(portal, "azure.no-count" if portal.links_by == BY_BUTTON else f"{portal.id}.no-count")


def _count(portal: Portal, name: str) -> ScreenEntry:
    """Keep the count back: where a portal shows it, until its plans are listed."""
    return _NO_COUNT_YET if portal.shows_count else ScreenEntry(name, ("R41",), no_count)


def _plans(portal: Portal, name: str, rules: tuple[str, ...]) -> tuple[ScreenEntry, ...]:
    return COUNTED_PLANS if portal.shows_count else cloud_plans(name, rules)


def _pages_with_button(portal: Portal, request: str) -> Iterator[tuple[str, Page]]:
    """Lay out a portal in which Link support benefits is found under Help + Support and Support Plans [179]."""
    button = _label(LINK_SUPPORT_BENEFITS, "button")
    yield (
        HELP,
        Page(
            (
                ScreenEntry("help.plans", ("R59",), _label(SUPPORT_PLANS, "link")),
                ScreenEntry("help.new-request", ("R68",), _label(request, "button")),
                _count(portal, "help.no-count"),
            )
        ),
    )
    plans = (ScreenEntry("plans.link", ("R59",), button), *_plans(portal, "plans", ("R66", "R68")))
    yield SUPPORT_PLANS, Page(plans, plan_rows)
    yield (
        LINK_SUPPORT_BENEFITS,
        Page(
            (
                ScreenEntry("link.access-id", ("R20", "R53", "R59"), _label("L13", "field")),
                ScreenEntry("link.contract-id", ("R20", "R53", "R59"), _label("L14", "field")),
                _count(portal, "link.no-count"),
            )
        ),
    )
    listed = _plans(portal, "new-request", ("R52", "R55", "R66", "R68"))
    yield request, Page((ScreenEntry("new-request.link", ("R59",), button), *listed), plan_rows)


def _pages_with_adding(portal: Portal, request: str, rules: _LinkRules) -> Iterator[tuple[str, Page]]:
    """Lay out a portal in which contracts are added where its plans are listed (reading A50)."""
    name = "step-2" if portal.shows_count else portal.id
    if FIRST_STEP in portal.pages:
        yield FIRST_STEP, Page((_count(portal, f"{portal.id}.no-count"),))
    yield (
        request,
        Page(
            (
                ScreenEntry(f"{name}.id-fields", rules.asked, id_fields),
                ScreenEntry(f"{name}.add-contract", rules.offered, _label(ADD_CONTRACT, "button")),
                *_plans(portal, portal.id, ("R52",)),
            ),
            plan_rows,
        ),
    )
    yield (
        ADD_CONTRACT,
        Page(
            (
                _count(portal, f"{portal.id}.add-contract-no-count"),
                ScreenEntry(f"{portal.id}.add-contract-heading", rules.fields, _label(ADD_CONTRACT, "heading")),
                ScreenEntry(f"{portal.id}.access-id", rules.fields, _label("L13", "field")),
                ScreenEntry(f"{portal.id}.contract-id", rules.fields, _label("L14", "field")),
            )
        ),
    )
