"""Activation: who may ask for it, in which order that is tested, and what it sets going."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final, cast

from benefit_flows.engine.references import AMBIGUOUS
from benefit_flows.model.actions import Action, Activate
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Fire, Put
from benefit_flows.model.rulebook import ActionRules, Effect, Finding, Guard, Rulebook, Situation
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Benefit, Fact, World
from benefit_flows.rulebooks.mpn_2021_04.membership import PROVISION
from benefit_flows.rulebooks.mpn_2021_04.packages import active_offers, others_have_offers
from benefit_flows.rulebooks.mpn_2021_04.pages import (
    ASSOCIATION_MESSAGE,
    PARTNER_CENTER,
    SIGNED_IN,
    TECHNICAL_BENEFITS,
    go,
    mpn_association,
    who,
)

ACTIVATING_ROLES: Final = ("global-admin", "mpn-partner-admin")


def active_offer(situation: Situation) -> Finding:
    """Ask whether the account's company has an active offer."""
    company = situation.account.company if situation.account else None
    offers = active_offers(situation.world, company, situation.rulebook)
    return Finding(bool(offers), (Fact("company", company or "none"), Fact("active-offers", len(offers))))


def _another_account(situation: Situation) -> bool:
    """Say whether another account may be the right one, for its company has offers [118]."""
    account = situation.account
    return account is not None and others_have_offers(situation.world, account, situation.rulebook)


def _no_other_account(situation: Situation) -> bool:
    return not _another_account(situation)


def activating_role(situation: Situation) -> Finding:
    """Ask whether the account may activate."""
    roles = situation.account.roles if situation.account else ()
    return Finding(not set(roles).isdisjoint(ACTIVATING_ROLES), (who(situation), Fact("roles", roles)))


def _portal_activates(situation: Situation) -> Finding:
    return Finding(situation.portal == PARTNER_CENTER, (Fact("portal", situation.portal),))


def _entitled(situation: Situation) -> Finding:
    action = cast("Activate", situation.action)
    return Finding(situation.benefit is not None, (Fact("benefit", action.benefit),))


def _benefit_inactive(situation: Situation) -> Finding:
    benefit = situation.benefit
    state = benefit.state if benefit else "none"
    return Finding(state == "inactive", (Fact("benefit", benefit.kind if benefit else "none"), Fact("state", state)))


ACTIVATE_GUARDS: Final = (
    Guard("portal-activates", _portal_activates, ("R03",), ("R03",), "own-portal"),
    SIGNED_IN,
    Guard("mpn-association", mpn_association, ("R04",), ("R05", "R06"), ASSOCIATION_MESSAGE),
    Guard("active-offer", active_offer, ("R08",), ("R09",), "M2", applies=_no_other_account),
    Guard("active-offer-of-this-account", active_offer, ("R08",), ("R09", "R10"), "M2", applies=_another_account),
    Guard("entitled", _entitled, ("R19", "R23"), ("R19", "R29"), "own-not-entitled"),
    # The button is disabled: nothing is said (reading A30).
    Guard("activating-role", activating_role, ("R15",), ("R15", "R16")),
    Guard("benefit-inactive", _benefit_inactive, ("R14",), ("R14",)),
)


def _activate(world: World, situation: Situation) -> Iterator[Change]:
    if situation.benefit is not None:
        days = int(str(situation.rulebook.setting(world, "activation-days")))
        due = world.today + timedelta(days=days)
        yield Fire("benefit", situation.benefit._replace(due=due), "activate")


def _show_benefits(world: World, situation: Situation) -> Iterator[Change]:
    if situation.account:
        yield Put(go(world, situation.account.name, PARTNER_CENTER, TECHNICAL_BENEFITS))


def activate_situations(world: World, action: Action, rulebook: Rulebook) -> tuple[Situation, ...] | Problem:
    """Give the benefit that is meant: of the account's company, from a package that has not ended."""
    what = cast("Activate", action)
    account = world.account(what.account)
    found = candidates(world, account.company if account else None, what)
    if len(found) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(each.id for each in found)),))
    return (Situation(world, rulebook, action, account, what.portal, found[0] if found else None),)


def candidates(world: World, company: str | None, action: Activate) -> list[Benefit]:
    """Give the benefits of a company that an activation could mean: those not expired, else the last that did."""
    found = [each for each in world.benefits if each.kind == action.benefit and _belongs(world, each, company, action)]
    return [each for each in found if each.state != "expired"] or found[-1:]


def _belongs(world: World, benefit: Benefit, company: str | None, action: Activate) -> bool:
    package = world.package(benefit.package)
    return package is not None and package.company == company and action.package in (None, package.id)


def _activations(world: World, rulebook: Rulebook, _: Scope) -> Iterator[Action]:
    """Offer each kind of benefit once, and by its package where several packages bring it."""
    for account in world.accounts:
        for kind in rulebook.benefits:
            named = Activate(account.name, PARTNER_CENTER, kind)
            found = [each.package for each in candidates(world, account.company, named)]
            if len(found) > 1:
                yield from (Activate(account.name, PARTNER_CENTER, kind, package) for package in found)
            else:
                yield named


ACTIVATE: Final = ActionRules(
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
