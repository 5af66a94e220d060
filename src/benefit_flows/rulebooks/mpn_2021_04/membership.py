"""What time brings: packages start and end, activation is processed, benefits expire, contracts are hidden."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.changes import Change, Fire, Put
from benefit_flows.model.rulebook import Clock, Rulebook
from benefit_flows.model.rules import Effect, Situation
from benefit_flows.model.world import Benefit, Contract, Package, World
from benefit_flows.rulebooks.mpn_2021_04.ids import PRODUCT_SUPPORT, SIGNATURE
from benefit_flows.rulebooks.mpn_2021_04.packages import DAY, renewal_window, start_packages


def is_expired(world: World, contract: Contract) -> bool:
    """Say whether a contract has ended."""
    return contract.end < world.today


def signature_of(world: World, contract: Contract) -> Benefit | None:
    """Give the cloud benefit behind a contract."""
    return benefit_of(world, contract, SIGNATURE)


def benefit_of(world: World, contract: Contract | None, kind: str | None) -> Benefit | None:
    """Give a contract's benefit of a kind."""
    if contract is None or contract.package is None:
        return None
    return next((b for b in world.benefits if b.package == contract.package and b.kind == kind), None)


def is_invalid(world: World, contract: Contract) -> bool:
    """Say whether a contract has expired or its Signature incidents are used up [191]."""
    signature = signature_of(world, contract)
    return is_expired(world, contract) or (signature is not None and signature.state == "exhausted")


# Activation and the end


def provision(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Make active what has been processed; the first benefit of a package brings the contract."""
    contracts = {contract.package for contract in world.contracts}
    for benefit in world.benefits:
        if benefit.state != "pending" or benefit.due is None or benefit.due > world.today:
            continue
        yield Fire("benefit", benefit._replace(due=None, activated=world.today), "provision")
        package = world.package(benefit.package)
        if package is not None and package.id not in contracts:
            contracts.add(package.id)
            yield Put(contract_of(world, package))


def contract_of(world: World, package: Package) -> Contract:
    """Make the contract of a package: it starts today and ends with the package (reading A28)."""
    return Contract(package.id, package.company, package.id, None, world.today, package.end)


def expire(world: World, kind: str) -> Iterator[Change]:
    """Expire the benefits of a kind whose package ended yesterday or before."""
    ended = {package.id for package in world.packages if package.end < world.today}
    for benefit in world.benefits:
        if benefit.package in ended and benefit.kind == kind and benefit.state != "expired":
            yield Fire("benefit", benefit._replace(due=None), "expire")


def expire_on_premises(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Expire Microsoft Product Support [155]."""
    return expire(world, PRODUCT_SUPPORT)


def expire_cloud(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Expire Signature Cloud Support [174]."""
    return expire(world, SIGNATURE)


def hide_expired(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Hide linked contracts that have expired, for every account [191]."""
    for link in world.links:
        contract = world.contract(link.contract)
        if link.state == "linked" and contract is not None and is_expired(world, contract):
            yield Fire("contract", link, "hide")


def hide_used_up(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Hide linked contracts whose Signature incidents are used up, for every account [191]."""
    for link in world.links:
        contract = world.contract(link.contract)
        signature = signature_of(world, contract) if contract is not None else None
        if link.state == "linked" and signature is not None and signature.state == "exhausted":
            yield Fire("contract", link, "hide")


def due_dates(world: World, _: Rulebook) -> Iterator[date]:
    """Give the dates on which something happens by itself; past ones may be among them."""
    for offer in world.offers:
        yield offer.start
    for package in world.packages:
        yield package.end + DAY
    for contract in world.contracts:
        yield contract.end + DAY
    for benefit in world.benefits:
        if benefit.due is not None:
            yield benefit.due


def turns(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[date]:
    """Give the first days on which something has ended: an offer, a package, the time of a product of the scope.

    And as many days before each as an activation takes (A10): one that begins then comes too late. Past days may be
    among them, and days on which something happens too.
    """
    takes = timedelta(days=int(str(rulebook.setting(world, "activation-days"))))
    for day in _ends(world, rulebook, scope):
        yield day
        yield day - takes


def _ends(world: World, rulebook: Rulebook, scope: Scope) -> Iterator[date]:
    window = renewal_window(world, rulebook)
    # Packages, and their contracts, end with one of their offers, or where one begins that outdoes them (A41).
    yield from (offer.end + window + DAY for offer in world.offers)
    yield from (offer.start for offer in world.offers)
    products = (rulebook.products[product] for product in scope.products if product in rulebook.products)
    yield from (product.recent_until + DAY for product in products if product.recent_until not in (None, date.min))


PROVISION: Final = Effect("provision", ("R17", "R13", "R18"), provision)

CLOCK: Final = Clock(
    due_dates,
    (
        # On one day, a new package starts before the one that it replaces expires, and that before provision (A06).
        Effect("start-packages", ("R23", "R08"), start_packages),
        Effect("expire-on-premises", ("R36",), expire_on_premises),
        Effect("expire-cloud", ("R54",), expire_cloud),
        PROVISION,
    ),
    turns,
)

SETTLE: Final = (
    Effect("hide-expired", ("R69",), hide_expired),
    Effect("hide-used-up", ("R70",), hide_used_up),
)
