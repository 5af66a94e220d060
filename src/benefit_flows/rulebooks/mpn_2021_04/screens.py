"""What each page shows, and what it keeps from an account, with the rules behind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benefit_flows.engine.step import ask
from benefit_flows.model.actions import CreateRequest
from benefit_flows.model.rulebook import Page, PlanRow, ScreenEntry, Situation, View
from benefit_flows.model.screen import Item
from benefit_flows.model.world import Benefit, Value
from benefit_flows.rulebooks.mpn_2021_04.activation import ACTIVATING_ROLES
from benefit_flows.rulebooks.mpn_2021_04.linking import SUPPORT_FOR_BUSINESS
from benefit_flows.rulebooks.mpn_2021_04.membership import active_offers, is_expired, running
from benefit_flows.rulebooks.mpn_2021_04.pages import PARTNER_CENTER
from benefit_flows.rulebooks.mpn_2021_04.plans import PLAN_GUARDS
from benefit_flows.rulebooks.mpn_2021_04.requests import create_situations

Items = Iterator[tuple[Item, bool]]
REMAINING: Final = "L21"


def _label(key: str, role: str) -> Callable[[View, ScreenEntry], Items]:
    """Make an entry's builder for a label that a page always shows."""

    def build(_: View, entry: ScreenEntry) -> Items:
        yield entry.shows(key, role)

    return build


def _no_count(_: View, entry: ScreenEntry) -> Items:
    yield entry.withholds(REMAINING, "value")


# Technical benefits


def _listed(view: View) -> list[Benefit]:
    packages = {each.id for each in running(view.world, view.account.company)}
    return [each for each in view.world.benefits if each.package in packages]


def _no_offers(view: View, entry: ScreenEntry) -> Items:
    """Show the message of an empty list, where nobody else has offers either; keep it from who has some."""
    if active_offers(view.world, view.account.company, view.rulebook):
        yield entry.withholds("M2", "message")
    elif not _others_have_offers(view):
        yield entry.shows("M2", "message")


def _wrong_account(view: View, entry: ScreenEntry) -> Items:
    """Show the same message where another company has offers: the account is probably the wrong one [118]."""
    if not active_offers(view.world, view.account.company, view.rulebook) and _others_have_offers(view):
        yield entry.shows("M2", "message")


def _others_have_offers(view: View) -> bool:
    others = (each.name for each in view.world.companies if each.name != view.account.company)
    return any(active_offers(view.world, each, view.rulebook) for each in others)


def _benefit_rows(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        yield entry.shows(benefit.kind, "row", value=benefit.state)


def _activate_button(view: View, entry: ScreenEntry) -> Items:
    allowed = not set(view.account.roles).isdisjoint(ACTIVATING_ROLES)
    for benefit in _listed(view):
        if benefit.state != "inactive":
            yield entry.withholds("L6", "button", benefit.kind)
        elif allowed:
            yield entry.shows("L6", "button", benefit.kind)


def _disabled_button(view: View, entry: ScreenEntry) -> Items:
    if set(view.account.roles).isdisjoint(ACTIVATING_ROLES):
        for benefit in _listed(view):
            if benefit.state == "inactive":
                yield entry.shows("L6", "button", benefit.kind, enabled=False)


def _ids(view: View, entry: ScreenEntry) -> Items:
    for benefit in _listed(view):
        for key, half in (("L13", "A"), ("L14", "C")):
            if benefit.state in ("active", "exhausted"):
                yield entry.shows(key, "value", benefit.kind, f"{half}-{benefit.package.replace('/', '-')}")
            else:
                yield entry.withholds(key, "value", benefit.kind)


# The plans for a request


def plan_rows(view: View) -> tuple[PlanRow, ...]:
    """Give the plans of all contracts of an account, each tested like a request (a plain problem) would be."""
    product = view.place.product or _first_product(view)
    rows = []
    for plan in view.rulebook.plans:
        action = CreateRequest(view.account.name, view.place.portal, product, view.rulebook.covered_issues[0], plan)
        for situation in create_situations(view.world, action, view.rulebook):
            _, refusal = ask(PLAN_GUARDS, situation)
            if refusal is None or _has_been_active(situation):
                rows.append(PlanRow(situation, refusal))
    return tuple(rows)


def _has_been_active(situation: Situation) -> bool:
    if situation.plan is not None and situation.rulebook.plans[situation.plan].paid:
        return situation.contract is not None
    return situation.benefit is not None and situation.benefit.activated is not None


def _first_product(view: View) -> str:
    known = (*view.world.products, *view.rulebook.products.values())
    return next((each.id for each in known if each.portal == view.place.portal), known[0].id)


def _label_of(row: PlanRow) -> str:
    return row.situation.rulebook.plans[row.situation.plan or ""].label


def _contract_of(row: PlanRow) -> str | None:
    return row.situation.contract.id if row.situation.contract else None


def _available(view: View, entry: ScreenEntry) -> Items:
    for row in view.plans:
        if row.refusal is None:
            yield entry.shows(_label_of(row), "row", contract=_contract_of(row))


def _available_numbers(view: View, entry: ScreenEntry) -> Items:
    for row in view.plans:
        if row.refusal is None and row.situation.contract is not None:
            yield from _numbers(row, entry)


def _numbers(row: PlanRow, entry: ScreenEntry) -> Items:
    contract, benefit = row.situation.contract, row.situation.benefit
    if contract is None:
        return
    left: Value = "unlimited" if benefit is None or benefit.remaining is None else benefit.remaining
    for key, value in (("L19", contract.start), ("L20", contract.end), (REMAINING, left)):
        yield entry.shows(key, "value", _label_of(row), value, contract=contract.id)
    if left == "unlimited":
        yield entry.shows("L22", "value", _label_of(row), contract=contract.id)


def _unavailable(view: View) -> list[PlanRow]:
    return [each for each in view.plans if each.refusal is not None]


def _section(view: View, entry: ScreenEntry) -> Items:
    if _unavailable(view):
        yield entry.shows("L1", "section")


def _unavailable_rows(view: View, entry: ScreenEntry, plan: str) -> Items:
    for row in _unavailable(view):
        if row.situation.plan != plan:
            continue
        if not view.place.unfolded:
            yield entry.withholds(_label_of(row), "row")
            continue
        yield entry.shows(_label_of(row), "row", enabled=False, contract=_contract_of(row))
        yield from _numbers(row, entry)
        yield entry.shows(_reason(row), "reason", _label_of(row), _reason(row), contract=_contract_of(row))


def _reason(row: PlanRow) -> str:
    """Give the reason shown for a plan that cannot be used: expired, then used up, then the product."""
    message = row.refusal.message if row.refusal else None
    return message if isinstance(message, str) and message != "own-portal" else "own-product"


def _unavailable_signature(view: View, entry: ScreenEntry) -> Items:
    return _unavailable_rows(view, entry, "partner-signature")


def _unavailable_partner_support(view: View, entry: ScreenEntry) -> Items:
    return _unavailable_rows(view, entry, "partner-support")


def _unavailable_bought(view: View, entry: ScreenEntry) -> Items:
    for plan in view.rulebook.plans.values():
        if plan.paid:
            yield from _unavailable_rows(view, entry, plan.id)


def _hidden_plan(view: View, entry: ScreenEntry) -> Items:
    """Keep from a cloud portal the plan of a contract that is hidden there."""
    for row in _unavailable(view):
        if row.situation.plan != "partner-support" and row.situation.link and row.situation.link.state == "hidden":
            yield entry.withholds(_label_of(row), "row")


def _no_cloud_plan(view: View, entry: ScreenEntry) -> Items:
    """Keep the cloud plan from who has a contract without it: the Action Pack [180]."""
    links = [each for each in view.world.links if each.account == view.account.name]
    for link in links:
        contract = view.world.contract(link.contract)
        kinds = [each.kind for each in view.world.benefits if contract and each.package == contract.package]
        if contract is not None and contract.package is not None and "signature" not in kinds:
            yield entry.withholds(view.rulebook.plans["partner-signature"].label, "row")


def _id_fields(view: View, entry: ScreenEntry) -> Items:
    """Ask for an ID pair as long as a contract is there to link (reading A38: per contract and account)."""
    linked = {each.contract for each in view.world.links if each.account == view.account.name}
    own = [each for each in view.world.contracts if each.company == view.account.company]
    asks = not linked or any(each.id not in linked and not is_expired(view.world, each) for each in own)
    for key in ("L13", "L14"):
        yield entry.shows(key, "field") if asks else entry.withholds(key, "field")


def _cloud_plans(name: str, rules: tuple[str, ...]) -> tuple[ScreenEntry, ...]:
    return (
        ScreenEntry(f"{name}.plans", rules, _available),
        ScreenEntry(f"{name}.hidden", ("R69", "R70"), _hidden_plan),
        ScreenEntry(f"{name}.no-cloud-plan", ("R60", "R29", "R19"), _no_cloud_plan),
        ScreenEntry(f"{name}.no-count", ("R41",), _no_count),
    )


def _customers(view: View, entry: ScreenEntry) -> Items:
    """Offer the way to customers' requests to Admin agents with CSP, and to nobody else [176]."""
    if "CSP" in view.account.associations and "admin-agent" in view.account.roles:
        yield entry.shows("L8", "link")
    else:
        yield entry.withholds("L8", "link")


_SERVICE_COUNT: Final = ScreenEntry("service-management.no-count", ("R41",), _no_count)
_NO_COUNT_YET: Final = ScreenEntry("support-for-business.no-count-yet", ("R42", "R44"), _no_count)


def _portal_pages(portal: str) -> Mapping[tuple[str, str], Page]:
    """Lay out a cloud portal of which the article says no more than that it is one."""
    new_request = ScreenEntry(f"{portal}.new-request", ("R52",), _label("L5", "button"))
    no_count = ScreenEntry(f"{portal}.no-count", ("R41",), _no_count)
    return {
        (portal, "home"): Page((new_request, no_count)),
        (portal, "L5"): Page(_cloud_plans(portal, ("R52",)), plan_rows),
    }


SCREENS: Final[Mapping[tuple[str, str], Page]] = {
    (PARTNER_CENTER, "home"): Page(
        (
            ScreenEntry("dashboard.benefits", ("R07",), _label("L15", "menu")),
            ScreenEntry("dashboard.technical-benefits", ("R07",), _label("L7", "link")),
            ScreenEntry("dashboard.customers", ("R56", "R57"), _customers),
            ScreenEntry("dashboard.account", ("R11",), _label("L16", "button")),
            ScreenEntry("dashboard.switch", ("R11",), _label("L4", "link")),
            ScreenEntry("dashboard.no-count", ("R40",), _no_count),
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
            ScreenEntry("benefits.no-count", ("R40",), _no_count),
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
            ScreenEntry("step-2.id-fields", ("R20", "R21", "R35", "R46"), _id_fields),
            ScreenEntry("step-2.available", ("R47", "R50"), _available),
            ScreenEntry("step-2.numbers", ("R40", "R44", "R47"), _available_numbers),
            ScreenEntry("step-2.section", ("R48", "R49"), _section),
            ScreenEntry("step-2.signature", ("R48", "R40"), _unavailable_signature),
            ScreenEntry("step-2.partner-support", ("R49", "R51"), _unavailable_partner_support),
            ScreenEntry("step-2.bought", (), _unavailable_bought),
        ),
        plan_rows,
    ),
    ("azure-portal", "home"): Page(
        (
            ScreenEntry("azure.help", ("R59",), _label("L11", "link")),
            ScreenEntry("azure.no-count", ("R41",), _no_count),
        )
    ),
    ("azure-portal", "L11"): Page(
        (
            ScreenEntry("help.plans", ("R59",), _label("L12", "link")),
            ScreenEntry("help.new-request", ("R68",), _label("L5", "button")),
            ScreenEntry("help.no-count", ("R41",), _no_count),
        )
    ),
    ("azure-portal", "L12"): Page(
        (
            ScreenEntry("plans.link", ("R59",), _label("L3", "button")),
            *_cloud_plans("plans", ("R66", "R68")),
        ),
        plan_rows,
    ),
    ("azure-portal", "L3"): Page(
        (
            ScreenEntry("link.access-id", ("R20", "R53", "R59"), _label("L13", "field")),
            ScreenEntry("link.contract-id", ("R20", "R53", "R59"), _label("L14", "field")),
        )
    ),
    ("azure-portal", "L5"): Page(_cloud_plans("new-request", ("R52", "R55", "R66", "R68")), plan_rows),
    **_portal_pages("lifecycle-services"),
    **_portal_pages("other-cloud-portals"),
}
