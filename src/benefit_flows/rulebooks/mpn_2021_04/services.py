"""Beside the benefits: requests for customers through service management, and plans that are bought."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from benefit_flows.model.actions import Action, BuyPlan, ChooseWorkload
from benefit_flows.model.catalogue import NOWHERE, Scope
from benefit_flows.model.changes import Change, Put, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, Situation
from benefit_flows.model.world import CLOUD, Contract, Fact, World
from benefit_flows.rulebooks.mpn_2021_04.ids import CUSTOMER_REQUEST, HOME
from benefit_flows.rulebooks.mpn_2021_04.packages import DAY
from benefit_flows.rulebooks.mpn_2021_04.places import go, place_of
from benefit_flows.rulebooks.mpn_2021_04.products import find_product


def _at_new_request(situation: Situation[Action]) -> Finding:
    place = place_of(situation.world, situation.account.name)
    held = situation.portal.customers and place.page == CUSTOMER_REQUEST
    return Finding(held, (Fact("page", place.page or "none"),))


def _cloud_workload(situation: Situation[Action]) -> Finding:
    """Ask for a cloud product: on-premises incidents are not tied to a customer's tenant."""
    product = situation.product
    facts = (Fact("product", product.id if product else "none"),)
    return Finding(product is not None and product.family == CLOUD, facts)


def _plan_for_sale(situation: Situation[BuyPlan]) -> Finding:
    plan = situation.action.plan
    return Finding(situation.rulebook.plans[plan].paid, (Fact("plan", plan),))


def _buyer_company(situation: Situation[Action]) -> Finding:
    company = situation.account.company
    return Finding(company is not None, (Fact("company", company or "none"),))


def _open_workload(world: World, situation: Situation[Action]) -> Iterator[Change]:
    if situation.product is not None:
        portal = situation.rulebook.portals[situation.product.portal]
        place = go(world, situation.account.name, portal.id, portal.request_page or HOME, situation.product.id)
        yield Put(place._replace(by_workload=True))


def _buy(world: World, situation: Situation[BuyPlan]) -> Iterator[Change]:
    """A new contract with its own ID pair, active at once, for a year (reading P03)."""
    plan = situation.action.plan
    company = situation.account.company
    number = sum(each.plan == plan and each.company == company for each in world.contracts) + 1
    contract = Contract(f"{company}/{plan}/{number}", company, None, plan, world.today, a_year_from(world.today))
    yield Put(contract)
    yield Use(f"plan.{plan}", situation.rulebook.plans[plan].rules, subject_of(contract))


def a_year_from(day: date) -> date:
    """Give the last day of a year that starts on a day."""
    try:
        return day.replace(year=day.year + 1) - DAY
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)


def _workload_situations(
    world: World, action: ChooseWorkload, rulebook: Rulebook
) -> tuple[Situation[ChooseWorkload], ...]:
    product = find_product(world, rulebook, action.product)
    portal = rulebook.portals.get(place_of(world, action.account).portal, NOWHERE)
    return (Situation(world, rulebook, action, world.acting(action.account), portal, product=product),)


def _buy_situations(world: World, action: BuyPlan, rulebook: Rulebook) -> tuple[Situation[BuyPlan], ...]:
    return (Situation(world, rulebook, action, world.acting(action.account)),)


def _workloads(world: World, _: Rulebook, scope: Scope) -> Iterator[Action]:
    for place in world.places:
        if place.page == CUSTOMER_REQUEST:
            for product in scope.products:
                yield ChooseWorkload(place.account, product)


def _purchases(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for plan in scope.plans:
            if rulebook.plans[plan].paid:
                yield BuyPlan(account.name, plan)


WORKLOAD: Final = ActionRules(
    ChooseWorkload,
    _workload_situations,
    (
        Guard("at-new-request", _at_new_request, ("R56", "R58"), ("R57",), "own-flow"),
        Guard("cloud-workload", _cloud_workload, ("R58",), (), "own-product"),
    ),
    (Effect("open-workload", ("R58",), _open_workload),),
    (),
    _workloads,
    by_page=True,
    looks_only=True,
)

BUY: Final = ActionRules(
    BuyPlan,
    _buy_situations,
    (
        Guard("plan-for-sale", _plan_for_sale, ("R74",), (), "own-sale"),
        Guard("buyer-company", _buyer_company, (), (), "own-company"),
    ),
    (Effect("buy-plan", ("R73", "R74"), _buy),),
    (),
    _purchases,
    last_resort=True,
)
