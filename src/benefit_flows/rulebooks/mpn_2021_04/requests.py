"""Requests: starting the flow, the plans it offers, creating a request, leaving without one."""

from collections.abc import Iterator
from typing import Final, cast

from benefit_flows.model.actions import Action, CreateRequest, ExpandPlans, LeaveRequest, StartRequest
from benefit_flows.model.rulebook import (
    ActionRules,
    Change,
    Effect,
    Finding,
    Fire,
    Guard,
    Plan,
    Put,
    Rulebook,
    Scope,
    Situation,
)
from benefit_flows.model.world import Contract, Fact, Link, Place, Product, Request, World
from benefit_flows.rulebooks.mpn_2021_04.linking import SUPPORT_FOR_BUSINESS
from benefit_flows.rulebooks.mpn_2021_04.membership import benefit_of, is_expired
from benefit_flows.rulebooks.mpn_2021_04.partner_center import go, place_of

ON_PREMISES_PLAN: Final = "partner-support"
CLOUD_PLAN: Final = "partner-signature"
CSP_PLAN: Final = "csp"
PLAN_PAGES: Final = ("step-2", "L5")
"""The pages that list plans: step 2 in Support for Business, + New Support request elsewhere."""


def plan_page(portal: str) -> str:
    """Give the page of a portal that lists the plans for a request."""
    return "step-2" if portal == SUPPORT_FOR_BUSINESS else "L5"


def find_product(world: World, rulebook: Rulebook, product: str | None) -> Product | None:
    """Find a product: one of the scenario's own, else one of the rulebook's."""
    declared = next((each for each in world.products if each.id == product), None)
    return declared or rulebook.products.get(product or "")


def is_recent(world: World, product: Product) -> bool:
    """Say whether an on-premises product counts as recent today (reading A21)."""
    return product.recent_until is None or world.today <= product.recent_until


# Which kind of plan a guard is about


def _on_premises(situation: Situation) -> bool:
    return situation.plan == ON_PREMISES_PLAN


def _cloud(situation: Situation) -> bool:
    return situation.plan == CLOUD_PLAN


def _paid(situation: Situation) -> bool:
    return situation.plan is not None and situation.rulebook.plans[situation.plan].paid


def _premier(situation: Situation) -> bool:
    return situation.plan == "premier"


def _advanced(situation: Situation) -> bool:
    return situation.plan == "advanced"


def _csp(situation: Situation) -> bool:
    return situation.plan == CSP_PLAN


def _by_benefit(situation: Situation) -> bool:
    return situation.plan in (ON_PREMISES_PLAN, CLOUD_PLAN)


# Guards


def _takes_requests(situation: Situation) -> Finding:
    return Finding(situation.rulebook.portals[situation.portal].support, (Fact("portal", situation.portal),))


def _takes_product(situation: Situation) -> Finding:
    portal, product = situation.rulebook.portals[situation.portal], situation.product
    held = portal.any_product or (product is not None and product.portal == portal.id)
    return Finding(held, (Fact("portal", portal.id), Fact("product", product.id if product else "none")))


def _offers_plan(situation: Situation) -> Finding:
    portal = situation.rulebook.portals[situation.portal]
    return Finding(situation.plan in portal.plans, (Fact("portal", portal.id), _plan(situation)))


def _csp_association(situation: Situation) -> Finding:
    associations = situation.account.associations if situation.account else ()
    return Finding("CSP" in associations, (Fact("associations", associations),))


def _associated(situation: Situation) -> Finding:
    account = situation.account.name if situation.account else "none"
    contract = situation.contract.id if situation.contract else "none"
    return Finding(situation.contract is not None, (Fact("account", account), Fact("contract", contract)))


def _entitled(situation: Situation) -> Finding:
    return Finding(situation.benefit is not None, (_plan(situation),))


def _activated(situation: Situation) -> Finding:
    benefit = situation.benefit
    held = benefit is not None and benefit.activated is not None
    return Finding(held, (_benefit(situation), Fact("state", benefit.state if benefit else "none")))


def _not_ended(situation: Situation) -> Finding:
    contract, world = situation.contract, situation.world
    held = contract is not None and not is_expired(world, contract)
    return Finding(held, (Fact("today", world.today), Fact("end-date", contract.end if contract else "none")))


def _remaining(situation: Situation) -> Finding:
    benefit = situation.benefit
    left = benefit.remaining if benefit else 0
    return Finding(left != 0, (_benefit(situation), Fact("incidents-remaining", "unlimited" if left is None else left)))


def _issue_covered(situation: Situation) -> Finding:
    issue = cast("CreateRequest", situation.action).issue
    return Finding(issue in situation.rulebook.covered_issues, (Fact("issue", issue),))


def _recent_on_premises(situation: Situation) -> Finding:
    product, world = situation.product, situation.world
    if product is None or product.family != "on-premises":
        return Finding(held=False, facts=_product(situation))
    facts = (
        *_product(situation),
        Fact("recent-until", product.recent_until or "unlimited"),
        Fact("today", world.today),
    )
    return Finding(is_recent(world, product), facts)


def _family_fits(situation: Situation) -> Finding:
    plan = situation.rulebook.plans[situation.plan or ""]
    return Finding(situation.product is not None and situation.product.family in plan.families, _product(situation))


def _azure_product(situation: Situation) -> Finding:
    return Finding(situation.product is not None and situation.product.id == "azure", _product(situation))


def _serves(situation: Situation) -> Finding:
    held = situation.product is not None and situation.product.portal == situation.portal
    return Finding(held, (*_product(situation), Fact("portal", situation.portal)))


def _in_flow(situation: Situation) -> Finding:
    place = place_of(situation.world, situation.account.name if situation.account else "")
    return Finding(place.page in PLAN_PAGES, (Fact("page", place.page or "none"),))


def _at_step_2(situation: Situation) -> Finding:
    place = place_of(situation.world, situation.account.name if situation.account else "")
    return Finding(place.page == "step-2", (Fact("page", place.page or "none"),))


def _plan(situation: Situation) -> Fact:
    return Fact("plan", situation.plan or "none")


def _benefit(situation: Situation) -> Fact:
    return Fact("benefit", situation.benefit.kind if situation.benefit else "none")


def _product(situation: Situation) -> tuple[Fact, ...]:
    product = situation.product
    return (
        Fact("product", product.id if product else "none"),
        Fact("family", product.family if product else "none"),
    )


TAKES_REQUESTS: Final = Guard("portal-takes-requests", _takes_requests, (), (), "own-portal")

PLAN_GUARDS: Final = (
    # In the order in which the tests come (readings: "a plan can be used for a request when").
    Guard(
        "associated-on-premises",
        _associated,
        ("R21", "R66"),
        ("R20", "R35", "R38"),
        "own-ask-ids",
        applies=_on_premises,
    ),
    Guard("associated-cloud", _associated, ("R21", "R66"), ("R20", "R53", "R59"), "own-ask-ids", applies=_cloud),
    Guard(
        "plan-entitled",
        _entitled,
        ("R19", "R23", "R52"),
        ("R19", "R29", "R60"),
        "own-not-entitled",
        applies=_by_benefit,
    ),
    Guard("activated", _activated, ("R12", "R18"), ("R12", "R18"), "own-not-activated", applies=_by_benefit),
    Guard("on-premises-not-ended", _not_ended, ("R36",), ("R36", "R49"), "own-expired", applies=_on_premises),
    Guard("cloud-not-ended", _not_ended, ("R54",), ("R54", "R69", "R73"), "own-expired", applies=_cloud),
    Guard("on-premises-remaining", _remaining, ("R36",), ("R36", "R49"), "own-exhausted", applies=_on_premises),
    Guard("cloud-remaining", _remaining, ("R54",), ("R54", "R70", "R73"), "own-exhausted", applies=_cloud),
    Guard("associated-paid", _associated, ("R21", "R66"), ("R20",), "own-ask-ids", applies=_paid),
    Guard("paid-not-ended", _not_ended, (), (), "own-expired", applies=_paid),
    Guard("csp-association", _csp_association, ("R55",), ("R55",), applies=_csp),
    Guard("issue-covered", _issue_covered, ("R22",), ("R22",), "own-issue"),
    Guard(
        "on-premises-product",
        _recent_on_premises,
        ("R24", "R51"),
        ("R24", "R49", "R51"),
        "own-product",
        applies=_on_premises,
    ),
    Guard("cloud-product", _family_fits, ("R28",), ("R28",), "own-product", applies=_cloud),
    Guard("premier-product", _family_fits, (), (), "own-product", applies=_premier),
    Guard("advanced-product", _family_fits, ("R76",), ("R76",), "own-product", applies=_advanced),
    Guard("csp-product", _azure_product, ("R55",), ("R55",), "own-product", applies=_csp),
    Guard("portal-offers-plan", _offers_plan, (), (), "own-portal"),
    Guard("portal-serves-on-premises", _serves, ("R39",), ("R39",), "own-portal", applies=_on_premises),
    Guard("portal-serves-cloud", _serves, ("R52",), ("R52",), "own-portal", applies=_cloud),
    Guard("portal-serves-paid", _serves, (), (), "own-portal", applies=_paid),
    Guard("portal-serves-csp", _serves, ("R55",), ("R55",), "own-portal", applies=_csp),
)


# Effects


def _create(world: World, situation: Situation) -> Iterator[Change]:
    action = cast("CreateRequest", situation.action)
    contract = situation.contract.id if situation.contract else None
    number = len(world.requests) + 1
    yield Put(
        Request(number, action.account, action.portal, action.product, situation.plan or "", contract, world.today)
    )


def _create_on_premises(world: World, situation: Situation) -> Iterator[Change]:
    return _create(world, situation) if _on_premises(situation) else iter(())


def _create_cloud(world: World, situation: Situation) -> Iterator[Change]:
    return _create(world, situation) if _cloud(situation) else iter(())


def _create_paid(world: World, situation: Situation) -> Iterator[Change]:
    return _create(world, situation) if _paid(situation) else iter(())


def _create_csp(world: World, situation: Situation) -> Iterator[Change]:
    return _create(world, situation) if _csp(situation) else iter(())


def _use_counted(_: World, situation: Situation) -> Iterator[Change]:
    """Deduct the incident as the request is created (reading A22)."""
    benefit = situation.benefit
    if benefit is not None and benefit.remaining is not None:
        left = benefit.remaining - 1
        yield Fire("benefit", benefit._replace(remaining=left), "use" if left else "exhaust")


def _use_on_premises(world: World, situation: Situation) -> Iterator[Change]:
    return _use_counted(world, situation) if _on_premises(situation) else iter(())


def _use_cloud(world: World, situation: Situation) -> Iterator[Change]:
    return _use_counted(world, situation) if _cloud(situation) else iter(())


def _use_unlimited(_: World, situation: Situation) -> Iterator[Change]:
    if situation.benefit is not None and situation.benefit.remaining is None:
        yield Fire("benefit", situation.benefit, "use")


def _to_plans(world: World, situation: Situation) -> Iterator[Change]:
    """The account is at the plans for its product, whether or not it could use one."""
    if situation.account is None or not situation.rulebook.portals[situation.portal].support:
        return
    product = situation.product.id if situation.product else None
    place = place_of(world, situation.account.name)
    here = (place.portal, place.page, place.product) == (
        situation.portal,
        plan_page(situation.portal),
        product,
    )
    if not here:
        yield Put(go(world, situation.account.name, situation.portal, plan_page(situation.portal), product))


def _leave(world: World, situation: Situation) -> Iterator[Change]:
    if situation.account is not None:
        yield Put(go(world, situation.account.name, situation.portal, "home"))


def _expand(world: World, situation: Situation) -> Iterator[Change]:
    if situation.account is not None:
        yield Put(place_of(world, situation.account.name)._replace(unfolded=True))


# What an action refers to, and what can be tried


def create_situations(world: World, action: Action, rulebook: Rulebook) -> tuple[Situation, ...]:
    """Give every plan that the request could stand under: the portal's own first, of each contract in turn.

    The Cloud Solution Provider plan is thought of only for accounts associated with CSP, bought plans only
    where the account has linked them, or when they are named.
    """
    what = cast("CreateRequest", action)
    account = world.account(what.account)
    base = Situation(world, rulebook, action, account, what.portal, product=find_product(world, rulebook, what.product))
    plans = (what.plan,) if what.plan else _thinkable(base)
    situations = [each for plan in plans for each in _under(base, plan)]
    return tuple(situations) or (base,)


def _thinkable(base: Situation) -> tuple[str, ...]:
    """Give the portal's plans without those that nobody would think of: CSP's without CSP, bought ones not linked."""
    csp = base.account is not None and "CSP" in base.account.associations
    plans = (base.rulebook.plans[each] for each in base.rulebook.portals[base.portal].plans)
    return tuple(
        each.id
        for each in plans
        if (each.id != CSP_PLAN or csp) and (not each.paid or any(True for _ in _linked(base, each)))
    )


def _under(base: Situation, plan: str) -> Iterator[Situation]:
    if plan == CSP_PLAN or base.account is None:
        yield base._replace(plan=plan)
        return
    found = list(_linked(base, base.rulebook.plans[plan]))
    for link, contract in found:
        benefit = benefit_of(base.world, contract, base.rulebook.plans[plan].benefit)
        yield base._replace(plan=plan, contract=contract, link=link, benefit=benefit)
    if not found:
        yield base._replace(plan=plan)


def _linked(base: Situation, plan: Plan) -> Iterator[tuple[Link, Contract]]:
    """Give the contracts associated with the account that could carry a plan: bought ones carry their own only."""
    for link in base.world.links:
        contract = base.world.contract(link.contract)
        mine = base.account is not None and link.account == base.account.name
        if mine and contract is not None and contract.plan == (plan.id if plan.paid else None):
            yield link, contract


def start_situations(world: World, action: Action, rulebook: Rulebook) -> tuple[Situation, ...]:
    """Give the one situation of starting a request."""
    what = cast("StartRequest", action)
    product = find_product(world, rulebook, what.product)
    return (Situation(world, rulebook, action, world.account(what.account), what.portal, product=product),)


def here_situations(world: World, action: Action, rulebook: Rulebook) -> tuple[Situation, ...]:
    """Give the one situation of an action that is done where the account is."""
    name = cast("ExpandPlans | LeaveRequest", action).account
    place: Place = place_of(world, name)
    return (Situation(world, rulebook, action, world.account(name), place.portal),)


def _creations(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    for start in _starts(world, rulebook, scope):
        what = cast("StartRequest", start)
        yield CreateRequest(what.account, what.portal, what.product, rulebook.covered_issues[0])


def _starts(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for portal in scope.portals:
            if rulebook.portals[portal].support:
                for product in scope.products:
                    yield StartRequest(account.name, portal, product)


def _expansions(world: World, _: Rulebook, __: Scope) -> Iterator[Action]:
    return (ExpandPlans(place.account) for place in world.places if place.page == "step-2" and not place.unfolded)


def _leavings(world: World, _: Rulebook, __: Scope) -> Iterator[Action]:
    return (LeaveRequest(place.account) for place in world.places if place.page in PLAN_PAGES)


CREATE: Final = ActionRules(
    create_situations,
    (TAKES_REQUESTS, *PLAN_GUARDS),
    (
        Effect("create-on-premises", ("R39",), _create_on_premises),
        Effect("create-cloud", ("R52", "R68"), _create_cloud),
        Effect("create-paid", ("R73", "R74"), _create_paid),
        Effect("create-csp", ("R55",), _create_csp),
        Effect("use-on-premises", ("R36", "R39"), _use_on_premises),
        Effect("use-cloud", ("R54",), _use_cloud),
        Effect("use-unlimited", ("R71",), _use_unlimited),
    ),
    (Effect("to-plans", (), _to_plans),),
    _creations,
)

START: Final = ActionRules(
    start_situations,
    (
        TAKES_REQUESTS,
        Guard("portal-takes-product", _takes_product, ("R39", "R42", "R45"), ("R28",), "own-portal"),
    ),
    (Effect("start-request", ("R42", "R44", "R45"), _to_plans),),
    (),
    _starts,
)

EXPAND: Final = ActionRules(
    here_situations,
    (Guard("plans-to-unfold", _at_step_2, ("R48",), ("R48",), "own-portal"),),
    (Effect("expand-plans", ("R48",), _expand),),
    (),
    _expansions,
    by_page=True,
)

LEAVE: Final = ActionRules(
    here_situations,
    (Guard("in-flow", _in_flow, ("R43",), ("R43",), "own-portal"),),
    (Effect("leave-request", ("R43",), _leave),),
    (),
    _leavings,
    by_page=True,
)
