"""What can make a guard hold that does not: which actions, and whether they must be the account's own.

Advice rests on this: what no action can change is told at once, and only what can help is searched for.
"""

from collections.abc import Mapping
from typing import Final

from benefit_flows.model.actions import (
    Action,
    Activate,
    BuyPlan,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
    Wait,
)
from benefit_flows.model.rules import Remedy, Situation
from benefit_flows.rulebooks.mpn_2021_04.ids import CUSTOMER_REQUEST

LINKED: Final = (Remedy(LinkContract),)
"""An account links contracts for itself only (reading A20)."""
TIME: Final = (Remedy(Wait),)
"""Offers begin, activations are processed."""
CONTRACT: Final = (Remedy(Activate, anyone=True), *TIME, Remedy(BuyPlan, anyone=True))
"""A contract is there once a benefit has been active, whoever activated it, or once a plan is bought."""


def _opens_new_request(situation: Situation[Action]) -> OpenPage:
    portals = situation.rulebook.portals.values()
    return OpenPage(situation.account.name, next(portal.id for portal in portals if portal.customers), CUSTOMER_REQUEST)


FIXED: Final = (
    # The account is who it is.
    "mpn-association",
    "activating-role",
    "service-management",
    "admin-agent-role",
    "csp-association",
    "buyer-company",
    # The portal does what it does.
    "portal-activates",
    "portal-links",
    "portal-takes-requests",
    "portal-takes-product-on-premises",
    "portal-takes-product",
    "portal-offers-plan",
    "portal-serves-on-premises",
    "portal-serves-cloud",
    "portal-serves-paid",
    "portal-serves-csp",
    # The product fits the plan or not; a product that is not recent any more never is again.
    "on-premises-family",
    "on-premises-product",
    "cloud-product",
    "premier-product",
    "advanced-product",
    "csp-product",
    "cloud-workload",
    # The action says it.
    "issue-covered",
    "right-pair-on-premises",
    "right-pair-azure",
    "right-pair-cloud",
    "plan-for-sale",
    "other-known",
    # There is no unlinking.
    "ids-of-one-account",
    "ids-of-one-account-azure",
)

REMEDIES: Final[Mapping[str, tuple[Remedy, ...]]] = {
    **dict.fromkeys(FIXED, ()),
    "signed-in": (Remedy(SignIn),),
    "active-offer": TIME,
    "active-offer-of-this-account": TIME,
    "entitled": TIME,
    "benefit-inactive": TIME,
    "contract-exists": CONTRACT,
    "action-pack-link": CONTRACT,
    "first-link-valid": CONTRACT,
    "not-hidden": CONTRACT,
    "not-linked-on-premises": CONTRACT,
    "not-linked": CONTRACT,
    "plans-to-unfold": (Remedy(StartRequest),),
    "in-flow": (Remedy(StartRequest),),
    "at-new-request": (Remedy(OpenPage, only=_opens_new_request),),
    "associated-on-premises": LINKED,
    "associated-azure": LINKED,
    "associated-cloud": LINKED,
    "associated-paid": LINKED,
    # Another contract than the one that is linked may serve.
    "contract-to-use-on-premises": CONTRACT,
    "contract-to-use-cloud": CONTRACT,
    "own-benefit-activated-on-premises": (*LINKED, *CONTRACT),
    "own-benefit-activated-cloud": (*LINKED, *CONTRACT),
    "plan-entitled": (*LINKED, *CONTRACT),
    "activated": (*LINKED, *CONTRACT),
    "on-premises-not-ended": (*LINKED, *CONTRACT),
    "cloud-not-ended": (*LINKED, *CONTRACT),
    "on-premises-remaining": (*LINKED, *CONTRACT),
    "cloud-remaining": (*LINKED, *CONTRACT),
    "paid-not-ended": (*LINKED, *CONTRACT),
}
