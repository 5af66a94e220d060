"""Getting in and going to pages: signing in, changing the account, what opens for whom."""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from benefit_flows.model.actions import Action, OpenPage, SignIn, SwitchAccount
from benefit_flows.model.catalogue import Portal, Scope
from benefit_flows.model.changes import Change, Put, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, OneOf, Situation
from benefit_flows.model.world import Fact, Link, Place, Request, World
from benefit_flows.rulebooks.mpn_2021_04.ids import (
    ADD_CONTRACT,
    ADMIN_AGENT_ROLE,
    CSP,
    HOME,
    MPN,
    TECHNICAL_BENEFITS,
    WAY_TO_CUSTOMERS,
)
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import (
    Apply,
    adds_contracts,
    leads_to_benefits,
    links_by_button,
    only,
    serves_cloud,
    serves_on_premises,
)


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


# Guards


def signed_in(situation: Situation[Action]) -> Finding:
    """Ask whether the account has signed in, where that must be done first."""
    name = situation.account.name
    portal = situation.portal
    held = not portal.explicit_sign_in or portal.id in place_of(situation.world, name).sessions
    return Finding(held, (Fact("account", name), Fact("portal", portal.id)))


def mpn_association(situation: Situation[Action]) -> Finding:
    """Ask whether the account is associated with MPN."""
    associations = situation.account.associations
    return Finding(MPN in associations, (who(situation), Fact("associations", associations)))


def association_message(situation: Situation[Action]) -> str:
    """Choose what an account without MPN is told: the article knows only of CSP (reading A30)."""
    return "M1" if CSP in situation.account.associations else "own-association"


def who(situation: Situation[Action]) -> Fact:
    """Name the account that acts."""
    return Fact("account", situation.account.name)


def _opens_benefits(situation: Situation[OpenPage]) -> bool:
    return situation.action.page == TECHNICAL_BENEFITS


def _needs_sign_in(situation: Situation[Action]) -> bool:
    return situation.portal.explicit_sign_in


def _opens_service_management(situation: Situation[OpenPage]) -> bool:
    return situation.action.page in WAY_TO_CUSTOMERS


def csp_association(situation: Situation[Action]) -> Finding:
    """Ask whether the account is associated with CSP."""
    associations = situation.account.associations
    return Finding(CSP in associations, (who(situation), Fact("associations", associations)))


def _admin_agent(situation: Situation[Action]) -> Finding:
    roles = situation.account.roles
    return Finding(ADMIN_AGENT_ROLE in roles, (who(situation), Fact("roles", roles)))


def _other_known(situation: Situation[SwitchAccount]) -> Finding:
    action = situation.action
    return Finding(action.other != action.account, (Fact("account", action.other),))


ASSOCIATION_MESSAGE: Final = OneOf(("M1", "own-association"), association_message)
SIGNED_IN: Final = Guard("signed-in", signed_in, ("R04",), ("R04",), "own-sign-in", applies=_needs_sign_in)

CSP_ASSOCIATION: Final = Guard(
    "service-management", csp_association, ("R56",), ("R57",), "own-agent", applies=_opens_service_management
)
ADMIN_AGENT: Final = Guard(
    "admin-agent-role", _admin_agent, ("R56",), ("R57",), "own-agent", applies=_opens_service_management
)

OPEN_GUARDS: Final = (
    SIGNED_IN,
    CSP_ASSOCIATION,
    ADMIN_AGENT,
    Guard(
        "mpn-association",
        mpn_association,
        ("R04",),
        ("R05", "R06"),
        ASSOCIATION_MESSAGE,
        applies=_opens_benefits,
    ),
)


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


def _only_page(applies: Callable[[Situation[OpenPage]], bool]) -> Apply[OpenPage]:
    """Make the effect of going to a page, of those that it applies to."""
    return only(applies, _go_to_page)


def _go_to_page(world: World, situation: Situation[OpenPage]) -> Iterator[Change]:
    action = situation.action
    yield Put(go(world, action.account, action.portal, action.page))


def _opens_dashboard(situation: Situation[OpenPage]) -> bool:
    return leads_to_benefits(situation) and situation.action.page == HOME


def _opens_way_to_link(situation: Situation[OpenPage]) -> bool:
    return links_by_button(situation) and not _opens_request(situation)


def _opens_new_request(situation: Situation[OpenPage]) -> bool:
    return links_by_button(situation) and _opens_request(situation)


def _opens_request(situation: Situation[OpenPage]) -> bool:
    return situation.action.page == situation.portal.request_page


def _opens_elsewhere(situation: Situation[OpenPage]) -> bool:
    return adds_contracts(situation) and not _opens_fields(situation)


def _opens_fields(situation: Situation[OpenPage]) -> bool:
    return situation.action.page == ADD_CONTRACT


def _opens_fields_on_premises(situation: Situation[OpenPage]) -> bool:
    return serves_on_premises(situation) and _opens_fields(situation)


def _opens_fields_in_cloud(situation: Situation[OpenPage]) -> bool:
    return serves_cloud(situation) and _opens_fields(situation)


def _open_fields(world: World, situation: Situation[OpenPage]) -> Iterator[Change]:
    """The flow that it is opened from goes on behind it: the product stays chosen."""
    action = situation.action
    here = place_of(world, action.account)
    product = here.product if here.portal == action.portal else None
    yield Put(go(world, action.account, action.portal, action.page, product))


OPEN_EFFECTS: Final = (
    Effect("open-dashboard", ("R04",), _only_page(_opens_dashboard)),
    Effect("open-benefits", ("R07", "R08"), _only_page(_opens_benefits)),
    Effect("open-service-management", ("R56",), _only_page(_opens_service_management)),
    Effect("open-azure", ("R59",), _only_page(_opens_way_to_link)),
    Effect("open-new-request", ("R68",), _only_page(_opens_new_request)),
    Effect("open-elsewhere", (), _only_page(_opens_elsewhere)),
    Effect("open-add-contract-on-premises", ("R20", "R35", "R46"), only(_opens_fields_on_premises, _open_fields)),
    Effect("open-add-contract", ("R20", "R53"), only(_opens_fields_in_cloud, _open_fields)),
)


# What an action refers to, and what can be tried


At = TypeVar("At", SignIn, OpenPage)
"""An action that names its account and its portal, and nothing else that could be in question."""


def at_portal(world: World, action: At, rulebook: Rulebook) -> tuple[Situation[At], ...]:
    """Give the one situation of signing in or opening a page."""
    return (Situation(world, rulebook, action, world.acting(action.account), rulebook.portals[action.portal]),)


def switch_situations(world: World, action: SwitchAccount, rulebook: Rulebook) -> tuple[Situation[SwitchAccount], ...]:
    """Give the one situation of changing the account."""
    return (Situation(world, rulebook, action, world.acting(action.account), benefits_portal(rulebook)),)


def _sign_ins(world: World, _: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for portal in scope.portals:
            yield SignIn(account.name, portal)


def _openings(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for portal in scope.portals:
            for page in rulebook.portals[portal].pages:
                yield OpenPage(account.name, portal, page)


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
OPEN_PAGE: Final = ActionRules(
    OpenPage, at_portal, OPEN_GUARDS, OPEN_EFFECTS, (FOR_A_CUSTOMER,), _openings, looks_only=True
)
