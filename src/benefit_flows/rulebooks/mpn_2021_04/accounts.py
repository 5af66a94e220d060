"""Accounts: what one must be for what it does, signing in, changing to another."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.model.actions import Action, SignIn, SwitchAccount
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Put
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, OneOf, Situation
from benefit_flows.model.world import Fact, Place, World
from benefit_flows.rulebooks.mpn_2021_04.ids import ADMIN_AGENT_ROLE, CSP, HOME, MPN
from benefit_flows.rulebooks.mpn_2021_04.places import at_portal, benefits_portal, go, place_of

# Guards


def who(situation: Situation[Action]) -> Fact:
    """Name the account that acts."""
    return Fact("account", situation.account.name)


def signed_in(situation: Situation[Action]) -> Finding:
    """Ask whether the account has signed in, where that must be done first."""
    name = situation.account.name
    portal = situation.portal
    held = not portal.explicit_sign_in or portal.id in place_of(situation.world, name).sessions
    return Finding(held, (Fact("account", name), Fact("portal", portal.id)))


def _needs_sign_in(situation: Situation[Action]) -> bool:
    return situation.portal.explicit_sign_in


def mpn_association(situation: Situation[Action]) -> Finding:
    """Ask whether the account is associated with MPN."""
    associations = situation.account.associations
    return Finding(MPN in associations, (who(situation), Fact("associations", associations)))


def csp_association(situation: Situation[Action]) -> Finding:
    """Ask whether the account is associated with CSP."""
    associations = situation.account.associations
    return Finding(CSP in associations, (who(situation), Fact("associations", associations)))


def admin_agent(situation: Situation[Action]) -> Finding:
    """Ask whether the account has the role of an admin agent."""
    roles = situation.account.roles
    return Finding(ADMIN_AGENT_ROLE in roles, (who(situation), Fact("roles", roles)))


def _other_known(situation: Situation[SwitchAccount]) -> Finding:
    action = situation.action
    return Finding(action.other != action.account, (Fact("account", action.other),))


def association_message(situation: Situation[Action]) -> str:
    """Choose what an account without MPN is told: the article knows only of CSP (reading A30)."""
    return "M1" if CSP in situation.account.associations else "own-association"


ASSOCIATION_MESSAGE: Final = OneOf(("M1", "own-association"), association_message)
SIGNED_IN: Final = Guard("signed-in", signed_in, ("R04",), ("R04",), "own-sign-in", applies=_needs_sign_in)


# Effects


def _sign_in(world: World, situation: Situation[SignIn]) -> Iterator[Change]:
    action = situation.action
    if _needs_sign_in(situation):
        sessions = tuple(sorted({*place_of(world, action.account).sessions, action.portal}))
        yield Put(Place(action.account, action.portal, HOME, sessions=sessions))


def _enter(world: World, situation: Situation[SignIn]) -> Iterator[Change]:
    """The other portals sign in by themselves: one is simply there."""
    action = situation.action
    if not _needs_sign_in(situation):
        yield Put(go(world, action.account, action.portal, HOME))


def _switch(world: World, situation: Situation[SwitchAccount]) -> Iterator[Change]:
    """The other account is signed in instead; this one is nowhere any more."""
    action = situation.action
    portal = situation.portal.id
    sessions = tuple(each for each in place_of(world, action.account).sessions if each != portal)
    yield Put(Place(action.account, "", "", sessions=sessions))
    others = tuple(sorted({*place_of(world, action.other).sessions, portal}))
    yield Put(Place(action.other, portal, HOME, sessions=others))


# What an action refers to, and what can be tried


def switch_situations(world: World, action: SwitchAccount, rulebook: Rulebook) -> tuple[Situation[SwitchAccount], ...]:
    """Give the one situation of changing the account."""
    return (Situation(world, rulebook, action, world.acting(action.account), benefits_portal(rulebook)),)


def _sign_ins(world: World, _: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for portal in scope.portals:
            yield SignIn(account.name, portal)


def _switches(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    portal = benefits_portal(rulebook).id
    if portal in scope.portals:
        for place in world.places:
            for other in world.accounts:
                if place.portal == portal and other.name != place.account:
                    yield SwitchAccount(place.account, other.name)


SIGN_IN: Final = ActionRules(
    SignIn, at_portal, (), (Effect("sign-in", ("R04",), _sign_in), Effect("enter", (), _enter)), (), _sign_ins
)
SWITCH: Final = ActionRules(
    SwitchAccount,
    switch_situations,
    (
        Guard("signed-in", signed_in, ("R11",), ("R04", "R11"), "own-sign-in"),
        Guard("other-known", _other_known, ("R11",), ("R11",), "own-account"),
    ),
    (Effect("switch-account", ("R11",), _switch),),
    (),
    _switches,
)
