"""Requests: under which plan one can be created, and what it uses up."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.engine.step import serving
from benefit_flows.model.actions import Action, CreateRequest
from benefit_flows.model.catalogue import Plan, Scope
from benefit_flows.model.changes import Change, Fire, Put
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Situation
from benefit_flows.model.world import Contract, Link, Request, World
from benefit_flows.rulebooks.mpn_2021_04.ids import CSP
from benefit_flows.rulebooks.mpn_2021_04.membership import benefit_of
from benefit_flows.rulebooks.mpn_2021_04.places import FOR_A_CUSTOMER, go, place_of
from benefit_flows.rulebooks.mpn_2021_04.plan_kinds import (
    cloud,
    cloud_by_button,
    cloud_elsewhere,
    csp,
    on_premises,
    paid_by_button,
    paid_elsewhere,
)
from benefit_flows.rulebooks.mpn_2021_04.plans import PLAN_GUARDS
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import only
from benefit_flows.rulebooks.mpn_2021_04.request_flow import TAKES_REQUESTS, about_product, starts

# Effects


def _create(world: World, situation: Situation[CreateRequest]) -> Iterator[Change]:
    action = situation.action
    contract = situation.contract.id if situation.contract else None
    number = len(world.requests) + 1
    yield Put(
        Request(number, action.account, action.portal, action.product, situation.plan or "", contract, world.today)
    )


def _use_counted(_: World, situation: Situation[Action]) -> Iterator[Change]:
    """Deduct the incident as the request is created (reading A22)."""
    benefit = situation.benefit
    if benefit is not None and benefit.remaining is not None:
        left = benefit.remaining - 1
        yield Fire("benefit", benefit._replace(remaining=left), "use" if left else "exhaust")


def _use_unlimited(_: World, situation: Situation[Action]) -> Iterator[Change]:
    if situation.benefit is not None and situation.benefit.remaining is None:
        yield Fire("benefit", situation.benefit, "use")


def _to_plans(world: World, situation: Situation[Action]) -> Iterator[Change]:
    """The account is at the plans for its product, whether or not it could use one."""
    portal = situation.portal
    if portal.request_page is None:
        return
    product = situation.product.id if situation.product else None
    place = place_of(world, situation.account.name)
    if (place.portal, place.page, place.product) != (portal.id, portal.request_page, product):
        yield Put(go(world, situation.account.name, portal.id, portal.request_page, product))


# What an action refers to, and what can be tried


def create_situations(world: World, action: CreateRequest, rulebook: Rulebook) -> tuple[Situation[CreateRequest], ...]:
    """Give every plan that the request could stand under: the portal's own first, of each contract in turn.

    The Cloud Solution Provider plan is thought of only for accounts associated with CSP, bought plans only
    where the account has linked them, or when they are named. Where several contracts could serve under one plan,
    the line must say which (A42).
    """
    base = about_product(world, action, rulebook)
    plans = (action.plan,) if action.plan else _thinkable(base)
    situations = [each for plan in plans for each in _under(base, plan)]
    return tuple(situations) or (base,)


def _thinkable(base: Situation[CreateRequest]) -> tuple[str, ...]:
    """Give the portal's plans without those that nobody would think of: CSP's without CSP, bought ones not linked."""
    has_csp = CSP in base.account.associations
    plans = (base.rulebook.plans[each] for each in base.portal.plans)
    return tuple(
        each.id
        for each in plans
        if (each.needs_contract or has_csp) and (not each.paid or any(True for _ in _linked(base, each)))
    )


def create_prospects(world: World, action: CreateRequest, rulebook: Rulebook) -> tuple[Situation[CreateRequest], ...]:
    """Give the request under every plan that it could ever stand under: those that can still be bought too."""
    base = about_product(world, action, rulebook)
    plans = (action.plan,) if action.plan else base.portal.plans
    return tuple(base._replace(plan=each) for each in plans) or (base,)


def _under(base: Situation[CreateRequest], plan: str) -> Iterator[Situation[CreateRequest]]:
    if not base.rulebook.plans[plan].needs_contract:
        yield base._replace(plan=plan)
        return
    found = list(_linked(base, base.rulebook.plans[plan]))
    for link, contract in found:
        benefit = benefit_of(base.world, contract, base.rulebook.plans[plan].benefit)
        yield base._replace(plan=plan, contract=contract, link=link, benefit=benefit)
    if not found:
        yield base._replace(plan=plan)


def _linked(base: Situation[CreateRequest], plan: Plan) -> Iterator[tuple[Link, Contract]]:
    """Give the contracts associated with the account that could carry a plan: bought ones carry their own only.

    Where the action names a company or a package, those of it.
    """
    what = base.action
    for link in base.world.links:
        contract = base.world.contract(link.contract)
        mine = link.account == base.account.name
        if not mine or contract is None or contract.plan != (plan.id if plan.paid else None):
            continue
        if what.company in (None, contract.company) and what.package in (None, contract.id):
            yield link, contract


def _creations(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    issue = rulebook.covered_issues[0]
    for start in starts(world, rulebook, scope):
        yield from _unambiguous(world, CreateRequest(start.account, start.portal, start.product, issue), rulebook)


def _unambiguous(world: World, action: CreateRequest, rulebook: Rulebook) -> Iterator[Action]:
    """Name plan and package where several contracts could serve, each in turn: a line must say which."""
    linked = sum(link.account == action.account for link in world.links)
    guards = rulebook.rules_for(CreateRequest).guards
    several = serving(create_situations(world, action, rulebook), guards) if linked > 1 else ()
    if len(several) <= 1:
        yield action
        return
    for each in several:
        package = each.contract.id if each.contract else None
        yield CreateRequest(action.account, action.portal, action.product, action.issue, each.plan, package=package)


CREATE: Final = ActionRules(
    CreateRequest,
    create_situations,
    (TAKES_REQUESTS, *PLAN_GUARDS),
    (
        Effect("create-on-premises", ("R39",), only(on_premises, _create)),
        Effect("create-azure", ("R52", "R68"), only(cloud_by_button, _create)),
        Effect("create-cloud", ("R52",), only(cloud_elsewhere, _create)),
        Effect("create-paid-azure", ("R73", "R74"), only(paid_by_button, _create)),
        Effect("create-paid", ("R74",), only(paid_elsewhere, _create)),
        Effect("create-csp", ("R55",), only(csp, _create)),
        Effect("use-on-premises", ("R36", "R39"), only(on_premises, _use_counted)),
        Effect("use-cloud", ("R54",), only(cloud, _use_counted)),
        Effect("use-unlimited", ("R71",), _use_unlimited),
    ),
    (Effect("to-plans", (), _to_plans), FOR_A_CUSTOMER),
    _creations,
    prospects=create_prospects,
)
