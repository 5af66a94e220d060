"""How the facts that a scenario starts from are put in place: through the machines, where they have a state."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final, assert_never

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.model.changes import Change, Fire, Put, Set, SetDate
from benefit_flows.model.givens import (
    AccountsExist,
    BenefitInState,
    CompanyExists,
    ContractLinked,
    Given,
    IncidentsLeft,
    OfferHeld,
    ProductDeclared,
    Setting,
    Today,
)
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Benefit, Company, Fact, Link, World
from benefit_flows.rulebooks.mpn_2021_04.membership import contract_of

IMPOSSIBLE: Final = "BF505"

_PATHS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    # state wanted and state held: the events that lead there
    ("inactive", "inactive"): (),
    ("inactive", "pending"): ("activate",),
    ("inactive", "active"): ("activate", "provision"),
    ("inactive", "exhausted"): ("activate", "provision", "exhaust"),
    ("pending", "pending"): (),
    ("pending", "active"): ("provision",),
    ("pending", "exhausted"): ("provision", "exhaust"),
    ("active", "active"): (),
    ("active", "exhausted"): ("exhaust",),
    ("exhausted", "exhausted"): (),
}


def put(world: World, given: Given, rulebook: Rulebook) -> Iterable[Change] | Problem:
    """Give the changes that put a fact in place, or why it cannot be."""
    match given:
        case Today(day=day):
            return (SetDate(day),)
        case Setting():
            return _setting(world, given)
        case CompanyExists(company=company):
            return (Put(Company(company)),)
        case OfferHeld(offer=offer):
            return (Put(Company(offer.company)), Put(offer))
        case AccountsExist(accounts=accounts):
            return map(Put, accounts)
        case ProductDeclared(product=product):
            return (Put(product),)
        case BenefitInState():
            return _benefit_state(world, given, rulebook)
        case IncidentsLeft():
            return _incidents(world, given)
        case ContractLinked():
            return _linked(world, given, rulebook)
        case _:
            assert_never(given)


def _setting(world: World, what: Setting) -> Iterable[Change] | Problem:
    """Set a parameter; the one that packages are made with is too late once there are some."""
    if what.parameter == "renewal-window-days" and world.packages:
        return Problem(IMPOSSIBLE, (Fact("parameter", what.parameter), Fact("needed", "before-packages")))
    return (Set(what.parameter, what.value),)


def _benefit_state(world: World, what: BenefitInState, rulebook: Rulebook) -> Iterable[Change] | Problem:
    """Lead a benefit to a state by the events of its machine, with all that belongs to it."""
    found = find_benefit(world, what.benefit)
    if isinstance(found, Problem):
        return found
    facts = (Fact("benefit", what.benefit.kind), Fact("state", found.state if found else "none"))
    if found is None or (found.state, what.state) not in _PATHS:
        return Problem(IMPOSSIBLE, (*facts, Fact("needed", what.state)))
    if what.state == "exhausted" and found.granted is None:
        return Problem(IMPOSSIBLE, (*facts, Fact("incidents-remaining", "unlimited")))
    days = int(str(rulebook.setting(world, "activation-days")))
    return tuple(_led(world, found, _PATHS[found.state, what.state], world.today + timedelta(days=days)))


def _led(world: World, benefit: Benefit, events: tuple[str, ...], due: date) -> Iterator[Change]:
    states = {"activate": "pending", "provision": "active", "exhaust": "exhausted"}
    for event in events:
        if event == "activate":
            benefit = benefit._replace(due=due)
        elif event == "provision":
            benefit = benefit._replace(due=None, activated=world.today)
        else:
            benefit = benefit._replace(remaining=0)
        yield Fire("benefit", benefit, event)
        benefit = benefit._replace(state=states[event])
        package = world.package(benefit.package)
        if event == "provision" and package and not any(c.package == package.id for c in world.contracts):
            yield Put(contract_of(world, package))


def _incidents(world: World, what: IncidentsLeft) -> Iterable[Change] | Problem:
    found = find_benefit(world, what.benefit)
    if isinstance(found, Problem):
        return found
    named = Fact("benefit", what.benefit.kind)
    if found is None or found.state != "active":
        return Problem(IMPOSSIBLE, (named, Fact("state", found.state if found else "none"), Fact("needed", "active")))
    if found.granted is None or what.number > found.granted:
        granted = "unlimited" if found.granted is None else found.granted
        return Problem(IMPOSSIBLE, (named, Fact("incidents-remaining", granted), Fact("given", what.number)))
    changed = found._replace(remaining=what.number)
    return (Fire("benefit", changed, "use" if what.number else "exhaust"),)


def _linked(world: World, what: ContractLinked, rulebook: Rulebook) -> Iterable[Change] | Problem:
    found = find_contract(world, what.contract)
    if isinstance(found, Problem):
        return found
    if found is None or world.link(what.account, found.id) is not None:
        facts = (Fact("account", what.account), Fact("contract", found.id if found else "none"))
        return Problem(IMPOSSIBLE, (*facts, Fact("needed", "unlinked")))
    return (
        Fire("contract", Link(what.account, found.id, "unlinked", rulebook.defaults["on-premises-portal"]), "link"),
    )
