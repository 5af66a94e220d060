"""The flow of requests: starting it, unfolding the plans that it offers, leaving it without a request."""

from collections.abc import Iterator
from typing import Final, TypeVar

from benefit_flows.model.actions import Action, CreateRequest, ExpandPlans, LeaveRequest, StartRequest
from benefit_flows.model.catalogue import NOWHERE, Portal, Scope
from benefit_flows.model.changes import Change, Put, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, Situation
from benefit_flows.model.world import Fact, Place, World
from benefit_flows.rulebooks.mpn_2021_04.ids import HOME
from benefit_flows.rulebooks.mpn_2021_04.places import go, place_of
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import only, serves_cloud, serves_on_premises
from benefit_flows.rulebooks.mpn_2021_04.products import find_product

# Guards


def _takes_requests(situation: Situation[Action]) -> Finding:
    return Finding(situation.portal.support, (Fact("portal", situation.portal.id),))


def takes_product(situation: Situation[Action]) -> Finding:
    """Ask whether a request for the product can be started in the portal."""
    portal, product = situation.portal, situation.product
    held = portal.any_product or (product is not None and product.portal == portal.id)
    return Finding(held, (Fact("portal", portal.id), Fact("product", product.id if product else "none")))


def in_flow(situation: Situation[Action]) -> Finding:
    """Ask whether the account is in the flow that creates a request."""
    place = place_of(situation.world, situation.account.name)
    return Finding(place.page == situation.portal.request_page, (Fact("page", place.page or "none"),))


def at_listed_plans(situation: Situation[Action]) -> Finding:
    """Ask whether the account is where plans are listed as available and not: at step 2 [163]."""
    place = place_of(situation.world, situation.account.name)
    held = situation.portal.shows_count and place.page == situation.portal.request_page
    return Finding(held, (Fact("page", place.page or "none"),))


TAKES_REQUESTS: Final = Guard("portal-takes-requests", _takes_requests, (), (), "own-portal")


# Effects


def _start(world: World, situation: Situation[Action]) -> Iterator[Change]:
    """Begin a flow of its own, at its plans, whatever the account was looking at."""
    product = situation.product.id if situation.product else None
    portal = situation.portal
    place = go(world, situation.account.name, portal.id, portal.request_page or HOME, product)
    yield Put(place._replace(by_workload=False))
    if serves_on_premises(situation) and product is not None:
        rules = situation.rulebook.product_rules.get(product, ())
        yield Use(f"product.{product}", rules, subject_of(situation.account))


def _leave(world: World, situation: Situation[Action]) -> Iterator[Change]:
    yield Put(go(world, situation.account.name, situation.portal.id, HOME)._replace(by_workload=False))


def _expand(world: World, situation: Situation[Action]) -> Iterator[Change]:
    yield Put(place_of(world, situation.account.name)._replace(unfolded=True))


# What an action refers to, and what can be tried


Asks = TypeVar("Asks", StartRequest, CreateRequest)
"""An action that is about a product in a portal."""


def about_product(world: World, action: Asks, rulebook: Rulebook) -> Situation[Asks]:
    """Give the situation of an action, with its product if there is one, before any plan is thought of."""
    product = find_product(world, rulebook, action.product)
    return Situation(
        world, rulebook, action, world.acting(action.account), rulebook.portals[action.portal], product=product
    )


def start_situations(world: World, action: StartRequest, rulebook: Rulebook) -> tuple[Situation[StartRequest], ...]:
    """Give the one situation of starting a request."""
    return (about_product(world, action, rulebook),)


Here = TypeVar("Here", ExpandPlans, LeaveRequest)
"""An action that is done where the account is."""


def here_situations(world: World, action: Here, rulebook: Rulebook) -> tuple[Situation[Here], ...]:
    """Give the one situation of an action that is done where the account is."""
    portal = rulebook.portals.get(place_of(world, action.account).portal, NOWHERE)
    return (Situation(world, rulebook, action, world.acting(action.account), portal),)


def starts(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[StartRequest]:
    """Give each account, portal and product with which a request could be started."""
    for account in world.accounts:
        for portal in scope.portals:
            if rulebook.portals[portal].support:
                for product in scope.products:
                    yield StartRequest(account.name, portal, product)


def _expansions(world: World, rulebook: Rulebook, _: Scope) -> Iterator[Action]:
    for place, portal in _in_flow(world, rulebook):
        if portal.shows_count and not place.unfolded:
            yield ExpandPlans(place.account, rulebook.defaults["section"])


def _leavings(world: World, rulebook: Rulebook, _: Scope) -> Iterator[Action]:
    return (LeaveRequest(place.account) for place, _ in _in_flow(world, rulebook))


def _in_flow(world: World, rulebook: Rulebook) -> Iterator[tuple[Place, Portal]]:
    """Give where accounts are that are making a request."""
    for place in world.places:
        portal = rulebook.portals.get(place.portal, NOWHERE)
        if place.page == portal.request_page:
            yield place, portal


START: Final = ActionRules(
    StartRequest,
    start_situations,
    (
        TAKES_REQUESTS,
        Guard(
            "portal-takes-product-on-premises",
            takes_product,
            ("R39", "R42"),
            (),
            "own-portal",
            applies=serves_on_premises,
        ),
        Guard("portal-takes-product", takes_product, (), (), "own-portal", applies=serves_cloud),
    ),
    (
        Effect("start-on-premises", ("R42", "R44"), only(serves_on_premises, _start)),
        Effect("start-cloud", (), only(serves_cloud, _start)),
    ),
    (),
    starts,
    looks_only=True,
)

EXPAND: Final = ActionRules(
    ExpandPlans,
    here_situations,
    (Guard("plans-to-unfold", at_listed_plans, ("R48",), ("R48",), "own-flow"),),
    (Effect("expand-plans", ("R48",), _expand),),
    (),
    _expansions,
    by_page=True,
    looks_only=True,
)

LEAVE: Final = ActionRules(
    LeaveRequest,
    here_situations,
    (Guard("in-flow", in_flow, (), (), "own-flow"),),
    (
        Effect("leave-on-premises", ("R43",), only(serves_on_premises, _leave)),
        Effect("leave-cloud", (), only(serves_cloud, _leave)),
    ),
    (),
    _leavings,
    by_page=True,
    looks_only=True,
)
