"""Activation: who may ask for it, in which order that is tested, and what it sets going."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from benefit_flows.engine.references import AMBIGUOUS
from benefit_flows.model.actions import Action, Activate
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Fire, Put
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, Situation
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Benefit, Fact, World
from benefit_flows.rulebooks.mpn_2021_04.accounts import ASSOCIATION_MESSAGE, SIGNED_IN, mpn_association, who
from benefit_flows.rulebooks.mpn_2021_04.ids import ACTIVATING_ROLES, TECHNICAL_BENEFITS
from benefit_flows.rulebooks.mpn_2021_04.membership import PROVISION
from benefit_flows.rulebooks.mpn_2021_04.packages import active_offers, others_have_offers
from benefit_flows.rulebooks.mpn_2021_04.places import benefits_portal, go


def active_offer(situation: Situation[Action]) -> Finding:
    """Ask whether the account's company has an active offer."""
    company = situation.account.company
    offers = active_offers(situation.world, company, situation.rulebook)
    return Finding(bool(offers), (Fact("company", company or "none"), Fact("active-offers", len(offers))))


def _another_account(situation: Situation[Action]) -> bool:
    """Say whether another account may be the right one, for its company has offers [118]."""
    return others_have_offers(situation.world, situation.account, situation.rulebook)


def _no_other_account(situation: Situation[Action]) -> bool:
    return not _another_account(situation)


def activating_role(situation: Situation[Action]) -> Finding:
    """Ask whether the account may activate."""
    roles = situation.account.roles
    return Finding(not set(roles).isdisjoint(ACTIVATING_ROLES), (who(situation), Fact("roles", roles)))


def _portal_activates(situation: Situation[Action]) -> Finding:
    return Finding(situation.portal.activates, (Fact("portal", situation.portal.id),))


def _entitled(situation: Situation[Activate]) -> Finding:
    return Finding(situation.benefit is not None, (Fact("benefit", situation.action.benefit),))


def _benefit_inactive(situation: Situation[Action]) -> Finding:
    benefit = situation.benefit
    state = benefit.state if benefit else "none"
    return Finding(state == "inactive", (Fact("benefit", benefit.kind if benefit else "none"), Fact("state", state)))


# The button is disabled: nothing is said (reading A30).
ACTIVATING_ROLE: Final = Guard("activating-role", activating_role, ("R15",), ("R15", "R16"))
BENEFIT_INACTIVE: Final = Guard("benefit-inactive", _benefit_inactive, ("R14",), ("R14",))

ACTIVATE_GUARDS: Final = (
    Guard("portal-activates", _portal_activates, ("R03",), ("R03",), "own-portal"),
    SIGNED_IN,
    Guard("mpn-association", mpn_association, ("R04",), ("R05", "R06"), ASSOCIATION_MESSAGE),
    Guard("active-offer", active_offer, ("R08",), ("R09",), "M2", applies=_no_other_account),
    Guard("active-offer-of-this-account", active_offer, ("R08",), ("R09", "R10"), "M2", applies=_another_account),
    Guard("entitled", _entitled, ("R19", "R23"), ("R19", "R29"), "own-not-entitled"),
    ACTIVATING_ROLE,
    BENEFIT_INACTIVE,
)


def _activate(world: World, situation: Situation[Action]) -> Iterator[Change]:
    if situation.benefit is not None:
        days = int(str(situation.rulebook.setting(world, "activation-days")))
        due = world.today + timedelta(days=days)
        yield Fire("benefit", situation.benefit._replace(due=due), "activate")


def _show_benefits(world: World, situation: Situation[Action]) -> Iterator[Change]:
    yield Put(go(world, situation.account.name, situation.portal.id, TECHNICAL_BENEFITS))


def activate_situations(
    world: World, action: Activate, rulebook: Rulebook
) -> tuple[Situation[Activate], ...] | Problem:
    """Give the benefit that is meant: of the account's company, from a package that has not ended."""
    account = world.acting(action.account)
    found = candidates(world, account.company, action)
    if len(found) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(benefit.id for benefit in found)),))
    return (Situation(world, rulebook, action, account, rulebook.portals[action.portal], found[0] if found else None),)


def candidates(world: World, company: str | None, action: Activate) -> list[Benefit]:
    """Give the benefits of a company that an activation could mean: those not expired, else the last that did."""
    found = [
        benefit
        for benefit in world.benefits
        if benefit.kind == action.benefit and _belongs(world, benefit, company, action)
    ]
    return [benefit for benefit in found if benefit.state != "expired"] or found[-1:]


def _belongs(world: World, benefit: Benefit, company: str | None, action: Activate) -> bool:
    package = world.package(benefit.package)
    return package is not None and package.company == company and action.package in (None, package.id)


def _activations(world: World, rulebook: Rulebook, _: Scope) -> Iterator[Action]:
    """Offer each kind of benefit once, and by its package where several packages bring it."""
    portal = benefits_portal(rulebook).id
    for account in world.accounts:
        for kind in rulebook.benefits:
            named = Activate(account.name, portal, kind)
            found = [candidate.package for candidate in candidates(world, account.company, named)]
            if len(found) > 1:
                yield from (Activate(account.name, portal, kind, package) for package in found)
            else:
                yield named


ACTIVATE: Final = ActionRules(
    Activate,
    activate_situations,
    ACTIVATE_GUARDS,
    (
        Effect("activate", ("R14", "R17"), _activate),
        PROVISION,
        Effect("show-benefits", ("R08",), _show_benefits),
    ),
    (),
    _activations,
)
