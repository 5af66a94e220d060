"""Places: where accounts are, how one gets from page to page, what is made on the way to a customer."""

from collections.abc import Iterator
from typing import Final, TypeVar

from benefit_flows.model.actions import Action, OpenPage, SignIn
from benefit_flows.model.catalogue import Portal
from benefit_flows.model.changes import Change, Put, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Effect, Situation
from benefit_flows.model.world import Link, Place, Request, World


def benefits_portal(rulebook: Rulebook) -> Portal:
    """Give the portal that is meant where benefits are activated, and accounts changed, and no portal is named."""
    return rulebook.portals[rulebook.defaults["activation-portal"]]


def place_of(world: World, account: str) -> Place:
    """Give where an account is; nowhere yet is an empty portal."""
    return world.place(account) or Place(account, "", "")


def go(world: World, account: str, portal: str, page: str, product: str | None = None) -> Place:
    """Give the place of an account that goes to a page; what it signed in to stays, and by which way it is here."""
    here = place_of(world, account)
    return Place(
        account, portal, page, product, sessions=here.sessions, by_workload=here.by_workload and here.portal == portal
    )


At = TypeVar("At", SignIn, OpenPage)
"""An action that names its account and its portal, and nothing else that could be in question."""


def at_portal(world: World, action: At, rulebook: Rulebook) -> tuple[Situation[At], ...]:
    """Give the one situation of signing in or opening a page."""
    return (Situation(world, rulebook, action, world.acting(action.account), rulebook.portals[action.portal]),)


def _for_a_customer(world: World, situation: Situation[Action]) -> Iterator[Change]:
    """Stay in the portal that a chosen workload opened: what is linked and created there is so on that way [177]."""
    place = place_of(world, situation.account.name)
    if place.by_workload and place.portal == situation.portal.id:
        yield Put(place)
        for made in _made(situation.world, world):
            if made.account == place.account:
                yield Use("for-a-customer", FOR_A_CUSTOMER.rules, subject_of(made))


def _made(before: World, after: World) -> tuple[Link | Request, ...]:
    """Give the links and requests that are new, or changed."""
    links = (each for each in after.links if each not in before.links)
    return (*links, *(each for each in after.requests if each not in before.requests))


FOR_A_CUSTOMER: Final = Effect("for-a-customer", ("R58",), _for_a_customer)
