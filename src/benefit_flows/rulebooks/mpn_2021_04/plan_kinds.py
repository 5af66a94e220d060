"""Which kind of plan a guard or an effect is about: each asks, or does, something for its own kind only."""

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Plan
from benefit_flows.model.rules import Situation
from benefit_flows.model.world import ON_PREMISES
from benefit_flows.rulebooks.mpn_2021_04.ids import PRODUCT_SUPPORT, SIGNATURE
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import adds_contracts, links_by_button


def some_plan(situation: Situation[Action]) -> bool:
    """Say whether there is a plan: a portal that takes no requests has none to think of."""
    return situation.plan is not None


def _plan(situation: Situation[Action]) -> Plan | None:
    return situation.rulebook.plans[situation.plan] if situation.plan is not None else None


def _behind(situation: Situation[Action]) -> str | None:
    """Give the benefit behind the plan."""
    return situation.rulebook.plans[situation.plan].benefit if situation.plan is not None else None


def on_premises(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the on-premises benefit."""
    return _behind(situation) == PRODUCT_SUPPORT


def cloud(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit."""
    return _behind(situation) == SIGNATURE


def by_benefit(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of a benefit."""
    return _behind(situation) is not None


def paid(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought."""
    plan = _plan(situation)
    return plan is not None and plan.paid


def csp(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that needs no contract: that of Cloud Solution Providers."""
    plan = _plan(situation)
    return plan is not None and not plan.needs_contract


def paid_by_button(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought, used where contracts are linked by Link support benefits."""
    return paid(situation) and links_by_button(situation)


def paid_elsewhere(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought, used where contracts are added."""
    return paid(situation) and adds_contracts(situation)


def premier(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought for on-premises products too: Premier Support for Partners."""
    plan = _plan(situation)
    return plan is not None and plan.paid and ON_PREMISES in plan.families


def advanced(situation: Situation[Action]) -> bool:
    """Say whether the plan is one that is bought for cloud products only: Advanced Support for Partners."""
    plan = _plan(situation)
    return plan is not None and plan.paid and ON_PREMISES not in plan.families


def cloud_by_button(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit, where contracts are linked by Link support benefits."""
    return cloud(situation) and links_by_button(situation)


def cloud_elsewhere(situation: Situation[Action]) -> bool:
    """Say whether the plan is that of the cloud benefit, where contracts are added."""
    return cloud(situation) and adds_contracts(situation)
