"""Which kind of plan a guard or an effect is about: each asks, or does, something for its own plan only."""

from typing import Final

from benefit_flows.model.actions import Action
from benefit_flows.model.rules import Situation
from benefit_flows.rulebooks.mpn_2021_04.pages import AZURE

ON_PREMISES_PLAN: Final = "partner-support"
CLOUD_PLAN: Final = "partner-signature"
CSP_PLAN: Final = "csp"


def some_plan(situation: Situation[Action]) -> bool:
    """Say whether there is a plan: a portal that takes no requests has none to think of."""
    return situation.plan is not None


def on_premises(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the on-premises benefit."""
    return situation.plan == ON_PREMISES_PLAN


def cloud(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit."""
    return situation.plan == CLOUD_PLAN


def paid(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought."""
    return situation.plan is not None and situation.rulebook.plans[situation.plan].paid


def paid_in_azure(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought, used in the Azure portal."""
    return paid(situation) and situation.portal == AZURE


def paid_elsewhere(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought, used in another portal."""
    return paid(situation) and situation.portal != AZURE


def premier(situation: Situation[Action]) -> bool:
    """Say whether the plan is Premier Support for Partners."""
    return situation.plan == "premier"


def advanced(situation: Situation[Action]) -> bool:
    """Say whether the plan is Advanced Support for Partners."""
    return situation.plan == "advanced"


def cloud_in_azure(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit, in the Azure portal."""
    return cloud(situation) and situation.portal == AZURE


def cloud_elsewhere(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit, in another portal."""
    return cloud(situation) and situation.portal != AZURE


def csp(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of Cloud Solution Providers."""
    return situation.plan == CSP_PLAN


def by_benefit(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of a benefit."""
    return situation.plan in (ON_PREMISES_PLAN, CLOUD_PLAN)
