"""What a page shows of plans: those that can be used, those that cannot and why, and what is kept back."""

from collections.abc import Callable, Iterator
from typing import Final

from benefit_flows.engine.step import ask
from benefit_flows.model.actions import Action, CreateRequest
from benefit_flows.model.rulebook import PlanRow, ScreenEntry, View
from benefit_flows.model.rules import OneOf, Situation
from benefit_flows.model.screen import Item
from benefit_flows.model.world import Value
from benefit_flows.rulebooks.mpn_2021_04.ids import SIGNATURE
from benefit_flows.rulebooks.mpn_2021_04.membership import is_expired
from benefit_flows.rulebooks.mpn_2021_04.packages import running
from benefit_flows.rulebooks.mpn_2021_04.plan_kinds import cloud, on_premises, paid
from benefit_flows.rulebooks.mpn_2021_04.requests import create_situations

Items = Iterator[tuple[Item, bool]]
REMAINING: Final = "L21"


def no_count(_: View, entry: ScreenEntry) -> Items:
    """Keep the count of incidents from who is here."""
    yield entry.withholds(REMAINING, "value")


def plan_rows(view: View) -> tuple[PlanRow, ...]:
    """Give the plans of all contracts of an account, each tested like a request (a plain problem) would be.

    By the rulebook's own guards: a list of plans says no other thing than the request.
    """
    product = view.place.product or _first_product(view)
    guards = view.rulebook.rules_for(CreateRequest).guards
    rows = []
    for plan in view.rulebook.plans:
        action = CreateRequest(view.account.name, view.place.portal, product, view.rulebook.covered_issues[0], plan)
        for situation in create_situations(view.world, action, view.rulebook):
            _, failed = ask(guards, situation)
            row = PlanRow(situation, failed)
            if row.usable or _has_been_active(situation):
                rows.append(row)
    return tuple(rows)


def _has_been_active(situation: Situation[Action]) -> bool:
    if paid(situation):
        return situation.contract is not None
    return situation.benefit is not None and situation.benefit.activated is not None


def _first_product(view: View) -> str:
    known = (*view.world.products, *view.rulebook.products.values())
    return next((contract.id for contract in known if contract.portal == view.place.portal), known[0].id)


def _label_of(row: PlanRow) -> str:
    return row.situation.rulebook.plans[row.situation.plan or ""].label


def _contract_of(row: PlanRow) -> str | None:
    return row.situation.contract.id if row.situation.contract else None


def available(view: View, entry: ScreenEntry) -> Items:
    """Show the plans that can be used."""
    for row in view.plans:
        if row.usable:
            yield entry.shows(_label_of(row), "row", contract=_contract_of(row))


def available_numbers(view: View, entry: ScreenEntry) -> Items:
    """Show start, end and remaining incidents of the plans that can be used."""
    for row in view.plans:
        if row.usable and row.situation.contract is not None:
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
    return [plan for plan in view.plans if not plan.usable]


def section(view: View, entry: ScreenEntry) -> Items:
    """Show that there are plans that cannot be used."""
    if _unavailable(view):
        yield entry.shows("L1", "section")


def _unavailable_rows(view: View, entry: ScreenEntry, of_kind: Callable[[Situation[Action]], bool]) -> Items:
    for row in _unavailable(view):
        if not of_kind(row.situation):
            continue
        if not view.place.unfolded:
            yield entry.withholds(_label_of(row), "row", contract=_contract_of(row))
            continue
        yield entry.shows(_label_of(row), "row", enabled=False, contract=_contract_of(row))
        yield from _numbers(row, entry)
        reason = _reason(row)
        if reason is not None:
            yield entry.shows(reason, "reason", _label_of(row), reason, contract=_contract_of(row))


def _reason(row: PlanRow) -> str | None:
    """Give the reason shown for a plan that cannot be used: expired, then used up, then the product."""
    message = row.failed.message if row.failed else None
    key = message.choose(row.situation) if isinstance(message, OneOf) else message
    return "own-product" if key == "own-portal" else key


def unavailable_signature(view: View, entry: ScreenEntry) -> Items:
    """Show Partner Signature among the plans that cannot be used."""
    return _unavailable_rows(view, entry, cloud)


def unavailable_partner_support(view: View, entry: ScreenEntry) -> Items:
    """Show Partner Support among the plans that cannot be used."""
    return _unavailable_rows(view, entry, on_premises)


def unavailable_bought(view: View, entry: ScreenEntry) -> Items:
    """Show bought plans among those that cannot be used."""
    return _unavailable_rows(view, entry, paid)


def _hidden_plan(view: View, entry: ScreenEntry) -> Items:
    """Keep from a cloud portal the plan of a contract that is hidden there."""
    for row in _unavailable(view):
        link = row.situation.link
        if not on_premises(row.situation) and link is not None and link.state == "hidden":
            yield entry.withholds(_label_of(row), "row", contract=_contract_of(row))


def _no_cloud_plan(view: View, entry: ScreenEntry) -> Items:
    """Keep the cloud plan from who has linked a contract without it, or has no other to link: the Action Pack [180]."""
    label = next(plan.label for plan in view.rulebook.plans.values() if plan.benefit == SIGNATURE)
    included = {benefit.package for benefit in view.world.benefits if benefit.kind == SIGNATURE}
    linked = [view.world.contract(link.contract) for link in view.world.links if link.account == view.account.name]
    for contract in linked:
        if contract is not None and contract.package is not None and contract.package not in included:
            yield entry.withholds(label, "row", contract=contract.id)
    own = {package.id for package in running(view.world, view.account.company)}
    if own and not linked and own.isdisjoint(included):
        yield entry.withholds(label, "row")


def id_fields(view: View, entry: ScreenEntry) -> Items:
    """Ask for an ID pair only while nothing is linked that still runs: who wants to add more says so (reading A50)."""
    linked = {link.contract for link in view.world.links if link.account == view.account.name}
    asks = not any(contract.id in linked and not is_expired(view.world, contract) for contract in view.world.contracts)
    for key in ("L13", "L14"):
        yield entry.shows(key, "field") if asks else entry.withholds(key, "field")


def cloud_plans(name: str, rules: tuple[str, ...]) -> tuple[ScreenEntry, ...]:
    """Make the entries of a cloud portal's page that lists plans."""
    return (
        ScreenEntry(f"{name}.plans", rules, available),
        ScreenEntry(f"{name}.hidden", ("R69", "R70"), _hidden_plan),
        ScreenEntry(f"{name}.no-cloud-plan", ("R60", "R29", "R19"), _no_cloud_plan),
        ScreenEntry(f"{name}.no-count", ("R41",), no_count),
    )


COUNTED_PLANS: Final = (
    ScreenEntry("step-2.available", ("R47", "R50"), available),
    ScreenEntry("step-2.numbers", ("R40", "R44", "R47"), available_numbers),
    ScreenEntry("step-2.section", ("R48", "R49"), section),
    ScreenEntry("step-2.signature", ("R48", "R40"), unavailable_signature),
    ScreenEntry("step-2.partner-support", ("R49", "R51"), unavailable_partner_support),
    ScreenEntry("step-2.bought", (), unavailable_bought),
)
"""All plans that an account has linked, with what is left of each."""
