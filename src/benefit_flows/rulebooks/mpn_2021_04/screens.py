"""What each page shows, and what it keeps from an account, with the rules behind."""

from collections.abc import Callable, Mapping
from typing import Final

from benefit_flows.model.rulebook import Page, ScreenEntry, View
from benefit_flows.model.world import Benefit
from benefit_flows.rulebooks.mpn_2021_04.activation import ACTIVATING_ROLES
from benefit_flows.rulebooks.mpn_2021_04.packages import active_offers, others_have_offers, running
from benefit_flows.rulebooks.mpn_2021_04.pages import ADD_CONTRACT, PARTNER_CENTER, SUPPORT_FOR_BUSINESS
from benefit_flows.rulebooks.mpn_2021_04.plan_screens import (
    Items,
    available,
    available_numbers,
    cloud_plans,
    id_fields,
    no_count,
    plan_rows,
    section,
    unavailable_bought,
    unavailable_partner_support,
    unavailable_signature,
)


def _label(key: str, role: str) -> Callable[[View, ScreenEntry], Items]:
    """Make an entry's builder for a label that a page always shows."""

    def build(_: View, entry: ScreenEntry) -> Items:
        yield entry.shows(key, role)

    return build


# Technical benefits


def _listed(view: View) -> list[Benefit]:
    packages = {each.id for each in running(view.world, view.account.company)}
    return [each for each in view.world.benefits if each.package in packages]


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


def _activate_button(view: View, entry: ScreenEntry) -> Items:
    allowed = not set(view.account.roles).isdisjoint(ACTIVATING_ROLES)
    for benefit in _listed(view):
        if benefit.state != "inactive":
            yield entry.withholds("L6", "button", benefit.kind, package=benefit.package)
        elif allowed:
            yield entry.shows("L6", "button", benefit.kind, package=benefit.package)


def _disabled_button(view: View, entry: ScreenEntry) -> Items:
    if set(view.account.roles).isdisjoint(ACTIVATING_ROLES):
        for benefit in _listed(view):
            if benefit.state == "inactive":
                yield entry.shows("L6", "button", benefit.kind, enabled=False, package=benefit.package)


def _ids(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        for key, half in (("L13", "A"), ("L14", "C")):
            if benefit.state in ("active", "exhausted"):
                shown = f"{half}-{benefit.package.replace('/', '-')}"
                yield entry.shows(key, "value", benefit.kind, shown, package=benefit.package)
            else:
                yield entry.withholds(key, "value", benefit.kind, package=benefit.package)


# The plans for a request


def _customers(view: View, entry: ScreenEntry) -> Items:
    """Offer the way to customers' requests to Admin agents with CSP, and to nobody else [176]."""
    if "CSP" in view.account.associations and "admin-agent" in view.account.roles:
        yield entry.shows("L8", "link")
    else:
        yield entry.withholds("L8", "link")


_SERVICE_COUNT: Final = ScreenEntry("service-management.no-count", ("R41",), no_count)
_NO_COUNT_YET: Final = ScreenEntry("support-for-business.no-count-yet", ("R42", "R44"), no_count)


def _portal_pages(portal: str) -> Mapping[tuple[str, str], Page]:
    """Lay out a cloud portal of which the article says no more than that it is one."""
    new_request = ScreenEntry(f"{portal}.new-request", ("R52",), _label("L5", "button"))
    hides_count = ScreenEntry(f"{portal}.no-count", ("R41",), no_count)
    return {
        (portal, "home"): Page((new_request, hides_count)),
        (portal, "L5"): Page(
            (
                ScreenEntry(f"{portal}.id-fields", ("R20", "R21", "R53"), id_fields),
                ScreenEntry(f"{portal}.add-contract", ("R20", "R53"), _label(ADD_CONTRACT, "button")),
                *cloud_plans(portal, ("R52",)),
            ),
            plan_rows,
        ),
        (portal, ADD_CONTRACT): _add_contract(portal, ("R20", "R53")),
    }


def _add_contract(portal: str, rules: tuple[str, ...]) -> Page:
    """Lay out the two fields in which the IDs of a contract are entered, also of a second one (reading A50)."""
    in_cloud = ScreenEntry(f"{portal}.add-contract-no-count", ("R41",), no_count)
    return Page(
        (
            _NO_COUNT_YET if portal == SUPPORT_FOR_BUSINESS else in_cloud,
            ScreenEntry(f"{portal}.add-contract-heading", rules, _label(ADD_CONTRACT, "heading")),
            ScreenEntry(f"{portal}.access-id", rules, _label("L13", "field")),
            ScreenEntry(f"{portal}.contract-id", rules, _label("L14", "field")),
        )
    )


SCREENS: Final[Mapping[tuple[str, str], Page]] = {
    (PARTNER_CENTER, "home"): Page(
        (
            ScreenEntry("dashboard.benefits", ("R07",), _label("L15", "menu")),
            ScreenEntry("dashboard.technical-benefits", ("R07",), _label("L7", "link")),
            ScreenEntry("dashboard.customers", ("R56", "R57"), _customers),
            ScreenEntry("dashboard.account", ("R11",), _label("L16", "button")),
            ScreenEntry("dashboard.switch", ("R11",), _label("L4", "link")),
            ScreenEntry("dashboard.no-count", ("R40",), no_count),
        )
    ),
    (PARTNER_CENTER, "L7"): Page(
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
    ),
    (PARTNER_CENTER, "L8"): Page(
        (ScreenEntry("customers.service-management", ("R56",), _label("L9", "link")), _SERVICE_COUNT)
    ),
    (PARTNER_CENTER, "L9"): Page(
        (ScreenEntry("service-management.new-request", ("R56",), _label("L10", "button")), _SERVICE_COUNT)
    ),
    (PARTNER_CENTER, "L10"): Page(
        (ScreenEntry("new-request.heading", ("R56", "R58"), _label("L10", "heading")), _SERVICE_COUNT)
    ),
    (SUPPORT_FOR_BUSINESS, "home"): Page((_NO_COUNT_YET,)),
    (SUPPORT_FOR_BUSINESS, "step-1"): Page((_NO_COUNT_YET,)),
    (SUPPORT_FOR_BUSINESS, "step-2"): Page(
        (
            ScreenEntry("step-2.id-fields", ("R20", "R21", "R35", "R46"), id_fields),
            ScreenEntry("step-2.add-contract", ("R20", "R46"), _label(ADD_CONTRACT, "button")),
            ScreenEntry("step-2.available", ("R47", "R50"), available),
            ScreenEntry("step-2.numbers", ("R40", "R44", "R47"), available_numbers),
            ScreenEntry("step-2.section", ("R48", "R49"), section),
            ScreenEntry("step-2.signature", ("R48", "R40"), unavailable_signature),
            ScreenEntry("step-2.partner-support", ("R49", "R51"), unavailable_partner_support),
            ScreenEntry("step-2.bought", (), unavailable_bought),
        ),
        plan_rows,
    ),
    (SUPPORT_FOR_BUSINESS, ADD_CONTRACT): _add_contract(SUPPORT_FOR_BUSINESS, ("R20", "R35", "R46")),
    ("azure-portal", "home"): Page(
        (
            ScreenEntry("azure.help", ("R59",), _label("L11", "link")),
            ScreenEntry("azure.no-count", ("R41",), no_count),
        )
    ),
    ("azure-portal", "L11"): Page(
        (
            ScreenEntry("help.plans", ("R59",), _label("L12", "link")),
            ScreenEntry("help.new-request", ("R68",), _label("L5", "button")),
            ScreenEntry("help.no-count", ("R41",), no_count),
        )
    ),
    ("azure-portal", "L12"): Page(
        (
            ScreenEntry("plans.link", ("R59",), _label("L3", "button")),
            *cloud_plans("plans", ("R66", "R68")),
        ),
        plan_rows,
    ),
    ("azure-portal", "L3"): Page(
        (
            ScreenEntry("link.access-id", ("R20", "R53", "R59"), _label("L13", "field")),
            ScreenEntry("link.contract-id", ("R20", "R53", "R59"), _label("L14", "field")),
            ScreenEntry("link.no-count", ("R41",), no_count),
        )
    ),
    ("azure-portal", "L5"): Page(
        (
            ScreenEntry("new-request.link", ("R59",), _label("L3", "button")),
            *cloud_plans("new-request", ("R52", "R55", "R66", "R68")),
        ),
        plan_rows,
    ),
    **_portal_pages("lifecycle-services"),
    **_portal_pages("other-cloud-portals"),
}
