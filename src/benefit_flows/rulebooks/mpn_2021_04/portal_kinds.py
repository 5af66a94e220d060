"""Which kind of portal a guard or an effect is about: told by what it can do, never by which one it is.

Each question has a yes of its own: a portal that answers none is refused when the rulebook is loaded, and never
falls to the rules of the others.
"""

from collections.abc import Callable, Iterable

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import ACCEPTED, BY_ADDING, BY_BUTTON, COMPLAINT
from benefit_flows.model.changes import Change
from benefit_flows.model.rules import A, Situation
from benefit_flows.model.world import CLOUD, ON_PREMISES, World

Apply = Callable[[World, Situation[A]], Iterable[Change]]


def only(applies: Callable[[Situation[A]], bool], apply: Apply[A]) -> Apply[A]:
    """Make an effect happen only where it applies: one entry for each rule that says so."""
    return lambda world, situation: apply(world, situation) if applies(situation) else ()


def serves_on_premises(situation: Situation[Action]) -> bool:
    """Say whether the portal takes requests for on-premises products."""
    return situation.portal.serves == ON_PREMISES


def serves_cloud(situation: Situation[Action]) -> bool:
    """Say whether the portal takes requests for cloud products."""
    return situation.portal.serves == CLOUD


def leads_to_benefits(situation: Situation[Action]) -> bool:
    """Say whether the portal is one of the programme: for benefits, or for the requests of customers."""
    return situation.portal.activates or situation.portal.customers


def links_by_button(situation: Situation[Action]) -> bool:
    """Say whether contracts are linked by Link support benefits: what [178] to [193] say is about such a portal."""
    return situation.portal.links_by == BY_BUTTON


def adds_contracts(situation: Situation[Action]) -> bool:
    """Say whether contracts are linked by adding them."""
    return situation.portal.links_by == BY_ADDING


def cloud_by_adding(situation: Situation[Action]) -> bool:
    """Say whether the portal is one of the cloud in which contracts are linked by adding them."""
    return serves_cloud(situation) and adds_contracts(situation)


def complains_of_second_link(situation: Situation[Action]) -> bool:
    """Say whether a second link shows an error to ignore (reading A44)."""
    return situation.portal.second_link == COMPLAINT


def accepts_second_link(situation: Situation[Action]) -> bool:
    """Say whether a second link is accepted, and changes nothing (reading A19)."""
    return situation.portal.second_link == ACCEPTED
