"""Linking a contract: the ID pair is entered in a support portal, once per account."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from benefit_flows.engine.references import find_contract
from benefit_flows.model.actions import Action, ContractRef, LinkContract
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Fire, Put
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, OneOf, Situation
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import ON_PREMISES, Contract, Fact, Link, World
from benefit_flows.rulebooks.mpn_2021_04.accounts import who
from benefit_flows.rulebooks.mpn_2021_04.ids import ADD_CONTRACT, HOME, SUPPORT_PLANS
from benefit_flows.rulebooks.mpn_2021_04.membership import is_expired, is_invalid, signature_of
from benefit_flows.rulebooks.mpn_2021_04.places import FOR_A_CUSTOMER, go, place_of
from benefit_flows.rulebooks.mpn_2021_04.portal_kinds import (
    accepts_second_link,
    cloud_by_adding,
    complains_of_second_link,
    links_by_button,
    only,
    serves_on_premises,
)

# Guards


def _portal_links(situation: Situation[Action]) -> Finding:
    return Finding(situation.portal.support, (Fact("portal", situation.portal.id),))


def _right_pair(situation: Situation[LinkContract]) -> Finding:
    right = situation.action.right_pair
    return Finding(right, (Fact("pair", "right" if right else "wrong"),))


def _contract_exists(situation: Situation[Action]) -> Finding:
    return Finding(situation.contract is not None, (_named(situation),))


def _first(situation: Situation[Action]) -> bool:
    return situation.link is None


def _first_by_button(situation: Situation[Action]) -> bool:
    return situation.link is None and links_by_button(situation)


def _action_pack_link(situation: Situation[Action]) -> Finding:
    contract = situation.contract
    cloud = contract is not None and (contract.package is None or signature_of(situation.world, contract) is not None)
    setting = situation.rulebook.setting(situation.world, "action-pack-link-in-azure")
    return Finding(cloud or setting == "accepted", (_named(situation), Fact("parameter", setting)))


def _first_link_valid(situation: Situation[Action]) -> Finding:
    invalid = situation.contract is not None and is_invalid(situation.world, situation.contract)
    setting = situation.rulebook.setting(situation.world, "first-link-of-an-invalid-contract")
    return Finding(not invalid or setting == "accepted", (_named(situation), Fact("parameter", setting)))


def _not_hidden(situation: Situation[Action]) -> Finding:
    state = situation.link.state if situation.link else "unlinked"
    return Finding(state != "hidden", (who(situation), _named(situation), Fact("state", state)))


def _not_linked_on_premises(situation: Situation[Action]) -> Finding:
    link = situation.link
    elsewhere = link is not None and situation.rulebook.portals[link.portal].serves == ON_PREMISES
    return Finding(
        not elsewhere,
        (who(situation), _named(situation), Fact("linked-in", link.portal if link else "none")),
    )


def _not_linked(situation: Situation[Action]) -> Finding:
    state = situation.link.state if situation.link else "unlinked"
    return Finding(situation.link is None, (who(situation), _named(situation), Fact("state", state)))


def _named(situation: Situation[Action]) -> Fact:
    return Fact("contract", situation.contract.id if situation.contract else "none")


def already_associated(situation: Situation[Action]) -> str:
    """Choose what the Azure portal says of a second link: the message of old, or a diagnostic [183]."""
    if situation.rulebook.setting(situation.world, "relink-message") == "legacy" or situation.contract is None:
        return "M3"
    if is_expired(situation.world, situation.contract):
        return "own-linked-expired"
    return "own-linked-exhausted" if is_invalid(situation.world, situation.contract) else "own-linked-valid"


# Effects


def _link(_: World, situation: Situation[Action]) -> Iterator[Change]:
    """Link, or link again, which changes nothing."""
    if situation.link is not None:
        yield Fire("contract", situation.link, "relink")
    elif situation.contract is not None:
        link = Link(situation.account.name, situation.contract.id, "unlinked", situation.portal.id)
        yield Fire("contract", link, "link")


def _arrive(world: World, situation: Situation[Action]) -> Iterator[Change]:
    """The account is in the portal now; there it stays at the plans it was looking at, or is back at them."""
    place = place_of(world, situation.account.name)
    portal = situation.portal
    if place.portal != portal.id:
        page = SUPPORT_PLANS if links_by_button(situation) else HOME
        yield Put(go(world, situation.account.name, portal.id, page))
    elif place.page == ADD_CONTRACT and portal.request_page is not None:
        yield Put(place._replace(page=portal.request_page))


ARRIVE: Final = Effect("arrive", (), _arrive)
"""Who is refused stays where it was (reading A47): so this follows a link, and an error to ignore."""

RELINK: Final = (Effect("relink", ("R62", "R66"), _link), ARRIVE)
"""Machines move on a second link too, to where they were: nothing is lost by it."""


SECOND_LINK_MESSAGE: Final = OneOf(
    ("M3", "own-linked-valid", "own-linked-expired", "own-linked-exhausted"), already_associated
)


def _again(name: str, test: Callable[[Situation[Action]], Finding], own_rules: tuple[str, ...]) -> Guard[Action]:
    """Make one of the guards against linking again: where a portal complains of it, the error can be ignored."""
    rules = ("R61", "R62", "R63", "R64", *own_rules)
    return Guard(name, test, ("R59",), rules, SECOND_LINK_MESSAGE, Outcome.IGNORABLE, RELINK, complains_of_second_link)


def _bought(situation: Situation[Action]) -> bool:
    return situation.contract is not None and situation.contract.plan is not None


def _bought_where_it_complains(situation: Situation[Action]) -> bool:
    """Say whether a bought plan is linked where the message of old is shown (reading A44)."""
    return _bought(situation) and complains_of_second_link(situation)


def _bought_elsewhere(situation: Situation[Action]) -> bool:
    return _bought(situation) and accepts_second_link(situation)


def _ids_of_one_account(situation: Situation[Action]) -> Finding:
    """Ask whether a bought plan is still free for this account (reading P03)."""
    contract = situation.contract.id if situation.contract else ""
    holders = tuple(link.account for link in situation.world.links if link.contract == contract)
    shared = situation.rulebook.setting(situation.world, "paid-plan-ids") == "shared"
    name = situation.account.name
    return Finding(shared or not holders or name in holders, (_named(situation), Fact("account", holders)))


LINK_GUARDS: Final = (
    Guard("portal-links", _portal_links, ("R20",), ("R20",), "own-portal"),
    Guard(
        "right-pair-on-premises",
        _right_pair,
        ("R20", "R35", "R37"),
        ("R20", "R35", "R38", "R46"),
        "own-ids",
        applies=serves_on_premises,
        derived=True,
    ),
    Guard(
        "right-pair-azure",
        _right_pair,
        ("R20", "R53", "R59"),
        ("R20", "R53", "R59"),
        "own-ids",
        applies=links_by_button,
        derived=True,
    ),
    Guard(
        "right-pair-cloud",
        _right_pair,
        ("R20", "R53"),
        ("R20", "R53"),
        "own-ids",
        applies=cloud_by_adding,
        derived=True,
    ),
    Guard("contract-exists", _contract_exists, ("R13", "R18"), ("R12", "R13"), "own-ids"),
    Guard("ids-of-one-account-azure", _ids_of_one_account, (), ("R61",), "M3", applies=_bought_where_it_complains),
    Guard("ids-of-one-account", _ids_of_one_account, (), (), "own-ids-taken", applies=_bought_elsewhere),
    Guard(
        "action-pack-link",
        _action_pack_link,
        (),
        ("R60",),
        "own-no-cloud-support",
        applies=_first_by_button,
        derived=True,
    ),
    Guard("first-link-valid", _first_link_valid, (), ("R69", "R70"), "own-invalid", applies=_first, derived=True),
    _again("not-hidden", _not_hidden, ("R72", "R73")),
    _again("not-linked-on-premises", _not_linked_on_premises, ("R65", "R66", "R67")),
    _again("not-linked", _not_linked, ("R67", "R66")),
)


def link_situations(
    world: World, action: LinkContract, rulebook: Rulebook
) -> tuple[Situation[LinkContract], ...] | Problem:
    """Give the contract that is meant, and what ties it to the account already."""
    account = world.acting(action.account)
    found: Contract | Problem | None = find_contract(world, action.contract) if action.right_pair else None
    if isinstance(found, Problem):
        return found
    link = world.link(action.account, found.id) if found else None
    return (Situation(world, rulebook, action, account, rulebook.portals[action.portal], contract=found, link=link),)


def _links(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[Action]:
    contracts = _references(world.contracts)
    for account in world.accounts:
        for portal in scope.portals:
            if rulebook.portals[portal].support:
                for contract in contracts:
                    yield LinkContract(account.name, portal, contract)


def _references(contracts: Sequence[Contract]) -> list[ContractRef]:
    """Name contracts only where there are several, as people do: a bought one by its plan, where that tells which."""
    if len(contracts) <= 1:
        return [ContractRef() for _ in contracts]
    plans = Counter(contract.plan for contract in contracts if contract.plan is not None)
    return [
        ContractRef(plan=contract.plan) if plans[contract.plan or ""] == 1 else ContractRef(package=contract.id)
        for contract in contracts
    ]


LINK: Final = ActionRules(
    LinkContract,
    link_situations,
    LINK_GUARDS,
    (
        Effect("link-on-premises", ("R20", "R35", "R46"), only(serves_on_premises, _link)),
        Effect("link-azure", ("R20", "R53", "R59"), only(links_by_button, _link)),
        Effect("link-other", ("R20", "R53"), only(cloud_by_adding, _link)),
        ARRIVE,
    ),
    (FOR_A_CUSTOMER,),
    _links,
)
