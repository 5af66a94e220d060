"""Pages: which opens for whom, and where an account is then."""

from collections.abc import Callable, Iterator
from typing import Final

from benefit_flows.model.actions import Action, OpenPage
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Put
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Guard, Situation
from benefit_flows.model.world import World
from benefit_flows.rulebooks.mpn_2021_04.accounts import (
    ASSOCIATION_MESSAGE,
    SIGNED_IN,
    admin_agent,
    csp_association,
    mpn_association,
)
from benefit_flows.rulebooks.mpn_2021_04.ids import ADD_CONTRACT, HOME, TECHNICAL_BENEFITS, WAY_TO_CUSTOMERS
from benefit_flows.rulebooks.mpn_2021_04.places import FOR_A_CUSTOMER, at_portal, go, place_of
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import (
    Apply,
    adds_contracts,
    leads_to_benefits,
    links_by_button,
    only,
    serves_cloud,
    serves_on_premises,
)

# Guards


def _opens_benefits(situation: Situation[OpenPage]) -> bool:
    return situation.action.page == TECHNICAL_BENEFITS


def _opens_service_management(situation: Situation[OpenPage]) -> bool:
    return situation.action.page in WAY_TO_CUSTOMERS


CSP_ASSOCIATION: Final = Guard(
    "service-management", csp_association, ("R56",), ("R57",), "own-agent", applies=_opens_service_management
)
ADMIN_AGENT: Final = Guard(
    "admin-agent-role", admin_agent, ("R56",), ("R57",), "own-agent", applies=_opens_service_management
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


def _openings(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    for account in world.accounts:
        for portal in scope.portals:
            for page in rulebook.portals[portal].pages:
                yield OpenPage(account.name, portal, page)


OPEN_PAGE: Final = ActionRules(
    OpenPage, at_portal, OPEN_GUARDS, OPEN_EFFECTS, (FOR_A_CUSTOMER,), _openings, looks_only=True
)
