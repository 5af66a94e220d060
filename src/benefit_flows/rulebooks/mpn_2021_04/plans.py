"""Plans: when one can be used for a request, guard by guard, in the order in which the tests come."""

from typing import Final

from benefit_flows.model.actions import Action, CreateRequest
from benefit_flows.model.rules import Finding, Guard, OneOf, Situation
from benefit_flows.model.world import Fact
from benefit_flows.rulebooks.mpn_2021_04.accounts import csp_association
from benefit_flows.rulebooks.mpn_2021_04.membership import is_expired
from benefit_flows.rulebooks.mpn_2021_04.plan_kinds import (
    advanced,
    by_benefit,
    cloud,
    cloud_by_button,
    cloud_elsewhere,
    csp,
    on_premises,
    paid,
    premier,
    some_plan,
)
from benefit_flows.rulebooks.mpn_2021_04.products import (
    family_fits,
    is_on_premises,
    named_product,
    recent_on_premises,
    serves,
)

# Guards


def _offers_plan(situation: Situation[Action]) -> Finding:
    portal = situation.portal
    return Finding(situation.plan in portal.plans, (Fact("portal", portal.id), _plan(situation)))


def _associated(situation: Situation[Action]) -> Finding:
    account = situation.account.name
    contract = situation.contract.id if situation.contract else "none"
    facts = (_plan(situation), Fact("account", account), Fact("contract", contract))
    return Finding(situation.contract is not None, facts)


def _kind(situation: Situation[Action]) -> str:
    """Give the kind of benefit behind the plan."""
    plan = situation.rulebook.plans.get(situation.plan or "")
    return (plan.benefit if plan else None) or ""


def _entitled(situation: Situation[Action]) -> Finding:
    """Ask whether the membership includes the benefit: that of the contract linked, else of whoever has packages."""
    if situation.contract is not None:
        return Finding(situation.benefit is not None, (_plan(situation),))
    kinds = {each.kind for each in situation.world.benefits}
    return Finding(not kinds or _kind(situation) in kinds, (_plan(situation),))


def _contract_to_use(situation: Situation[Action]) -> Finding:
    """Ask whether there is a contract to use at all, linked or not: the benefit behind the plan has been active."""
    found = [each for each in situation.world.benefits if each.kind == _kind(situation)]
    states = tuple(dict.fromkeys(each.state for each in found))
    held = any(each.activated is not None for each in found)
    return Finding(held, (Fact("benefit", _kind(situation)), Fact("state", states or "none")))


def _own_benefit_activated(situation: Situation[Action]) -> Finding:
    """Ask who has linked nothing whether the benefit of its own company has been activated, if it has one.

    Another company's contract may be there to use, for whoever knows its IDs; the own one is what is missing.
    """
    company = situation.account.company
    packages = {each.id for each in situation.world.packages if each.company == company}
    own = [each for each in situation.world.benefits if each.package in packages and each.kind == _kind(situation)]
    held = situation.contract is not None or not own or any(each.activated is not None for each in own)
    states = tuple(dict.fromkeys(each.state for each in own))
    return Finding(held, (Fact("company", company or "none"), Fact("state", states or "none")))


def _activated(situation: Situation[Action]) -> Finding:
    benefit = situation.benefit
    held = benefit is not None and benefit.activated is not None
    return Finding(held, (_benefit(situation), Fact("state", benefit.state if benefit else "none")))


def _not_ended(situation: Situation[Action]) -> Finding:
    contract, world = situation.contract, situation.world
    held = contract is not None and not is_expired(world, contract)
    return Finding(held, (Fact("today", world.today), Fact("end-date", contract.end if contract else "none")))


def _remaining(situation: Situation[Action]) -> Finding:
    benefit = situation.benefit
    left = benefit.remaining if benefit else 0
    return Finding(left != 0, (_benefit(situation), Fact("incidents-remaining", "unlimited" if left is None else left)))


def _issue_covered(situation: Situation[CreateRequest]) -> Finding:
    issue = situation.action.issue
    return Finding(issue in situation.rulebook.covered_issues, (Fact("issue", issue),))


def _plan(situation: Situation[Action]) -> Fact:
    return Fact("plan", situation.plan or "none")


def _benefit(situation: Situation[Action]) -> Fact:
    return Fact("benefit", situation.benefit.kind if situation.benefit else "none")


NOT_OFFERED: Final = "own-not-offered"


def expired_message(situation: Situation[Action]) -> str:
    """Tell the reason only where such a plan is listed: the other portals hide it, and say no more [168][191]."""
    return "own-expired" if situation.portal.shows_count else NOT_OFFERED


def exhausted_message(situation: Situation[Action]) -> str:
    """Tell the reason only where such a plan is listed, likewise."""
    return "own-exhausted" if situation.portal.shows_count else NOT_OFFERED


def no_contract_message(situation: Situation[Action]) -> str:
    """Tell a benefit that waits for its activation from one that nobody has."""
    has = any(each.kind == _kind(situation) for each in situation.world.benefits)
    return "own-not-activated" if has else "own-not-entitled"


NO_CONTRACT: Final = OneOf(("own-not-activated", "own-not-entitled"), no_contract_message)
EXPIRED: Final = OneOf(("own-expired", NOT_OFFERED), expired_message)
EXHAUSTED: Final = OneOf(("own-exhausted", NOT_OFFERED), exhausted_message)


PLAN_GUARDS: Final = (
    # In the order in which the tests come (readings: "a plan can be used for a request when"). Each carries the
    # passages of its own plan: the rules on both (R19, R21) would let a request cite what is said of the other one.
    Guard("plan-entitled", _entitled, ("R19", "R23", "R52"), ("R19", "R29", "R60"), "own-not-entitled", applies=cloud),
    Guard("contract-to-use-on-premises", _contract_to_use, ("R12", "R23"), ("R12",), NO_CONTRACT, applies=on_premises),
    Guard("contract-to-use-cloud", _contract_to_use, ("R12",), ("R12",), NO_CONTRACT, applies=cloud),
    Guard(
        "own-benefit-activated-on-premises",
        _own_benefit_activated,
        ("R12",),
        ("R12", "R20", "R35", "R38"),
        "own-not-activated",
        applies=on_premises,
    ),
    Guard(
        "own-benefit-activated-cloud",
        _own_benefit_activated,
        ("R12",),
        ("R12", "R20", "R53"),
        "own-not-activated",
        applies=cloud,
    ),
    Guard(
        "associated-on-premises",
        _associated,
        ("R20", "R36", "R66"),
        ("R20", "R35", "R38"),
        "own-ask-ids",
        applies=on_premises,
    ),
    Guard(
        "associated-azure",
        _associated,
        ("R20", "R54", "R66"),
        ("R20", "R53", "R59"),
        "own-ask-ids",
        applies=cloud_by_button,
    ),
    Guard(
        "associated-cloud",
        _associated,
        ("R20", "R54", "R66"),
        ("R20", "R53"),
        "own-ask-ids",
        applies=cloud_elsewhere,
    ),
    Guard("activated", _activated, ("R12", "R18"), ("R12", "R18"), "own-not-activated", applies=by_benefit),
    Guard("on-premises-not-ended", _not_ended, ("R36",), ("R36", "R49"), EXPIRED, applies=on_premises),
    Guard("cloud-not-ended", _not_ended, ("R54",), ("R54", "R69", "R73"), EXPIRED, applies=cloud),
    Guard("on-premises-remaining", _remaining, ("R36",), ("R36", "R49"), EXHAUSTED, applies=on_premises),
    Guard("cloud-remaining", _remaining, ("R54",), ("R54", "R70", "R73"), EXHAUSTED, applies=cloud),
    Guard("associated-paid", _associated, ("R20", "R66"), ("R20",), "own-ask-ids", applies=paid),
    Guard("paid-not-ended", _not_ended, (), (), EXPIRED, applies=paid),
    Guard("csp-association", csp_association, ("R55",), ("R55",), "own-csp", applies=csp),
    Guard("issue-covered", _issue_covered, ("R22",), ("R22",), "own-issue"),
    Guard("on-premises-family", is_on_premises, ("R24",), ("R24",), "own-product", applies=on_premises),
    Guard(
        "on-premises-product",
        recent_on_premises,
        ("R24", "R51"),
        ("R24", "R49", "R51"),
        "own-product",
        applies=on_premises,
    ),
    Guard("cloud-product", family_fits, ("R28",), ("R28",), "own-product", applies=cloud),
    Guard("premier-product", family_fits, (), (), "own-product", applies=premier),
    Guard("advanced-product", family_fits, ("R76",), ("R76",), "own-product", applies=advanced),
    Guard("csp-product", named_product, ("R55",), ("R55",), "own-product", applies=csp),
    Guard("portal-offers-plan", _offers_plan, (), (), "own-portal", applies=some_plan),
    Guard("portal-serves-on-premises", serves, ("R39",), ("R39",), "own-portal", applies=on_premises),
    Guard("portal-serves-cloud", serves, ("R52",), (), "own-portal", applies=cloud),
    Guard("portal-serves-paid", serves, (), (), "own-portal", applies=paid),
    Guard("portal-serves-csp", serves, ("R55",), ("R55",), "own-portal", applies=csp),
)
