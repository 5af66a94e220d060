"""What time brings: packages start, activation is processed, benefits expire, contracts are hidden."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

from benefit_flows.model.catalogue import Entitlement
from benefit_flows.model.changes import Change, Fire, Put, Use, subject_of
from benefit_flows.model.rulebook import Clock, Effect, Rulebook, Situation
from benefit_flows.model.world import Account, Benefit, Company, Contract, Offer, Package, World

DAY: Final = timedelta(days=1)
NO_MEMBER: Final = "none"
"""The level, in the entitlement table, of a company without a membership."""


def active_offers(world: World, company: str | None, rulebook: Rulebook) -> tuple[Offer, ...]:
    """Give the offers of a company that are active today; the renewal window belongs to them (reading A28)."""
    window = renewal_window(world, rulebook)
    own = (each for each in world.offers if each.company == company)
    return tuple(each for each in own if each.start <= world.today <= each.end + window)


def others_have_offers(world: World, account: Account, rulebook: Rulebook) -> bool:
    """Say whether there is an account of another company, and that company has active offers [118]."""
    others = {each.company for each in world.accounts if each.company not in (None, account.company)}
    return any(active_offers(world, each, rulebook) for each in others)


def renewal_window(world: World, rulebook: Rulebook) -> timedelta:
    """Give how long offers, packages and contracts last beyond the end of an offer."""
    return timedelta(days=int(str(rulebook.setting(world, "renewal-window-days"))))


def running(world: World, company: str | None) -> tuple[Package, ...]:
    """Give the packages of a company that have not ended."""
    return tuple(each for each in world.packages if each.company == company and each.end >= world.today)


def is_expired(world: World, contract: Contract) -> bool:
    """Say whether a contract has ended."""
    return contract.end < world.today


def signature_of(world: World, contract: Contract) -> Benefit | None:
    """Give the cloud benefit behind a contract."""
    return benefit_of(world, contract, "signature")


def benefit_of(world: World, contract: Contract | None, kind: str | None) -> Benefit | None:
    """Give a contract's benefit of a kind."""
    if contract is None or contract.package is None:
        return None
    return next((b for b in world.benefits if b.package == contract.package and b.kind == kind), None)


def is_invalid(world: World, contract: Contract) -> bool:
    """Say whether a contract has expired or its Signature incidents are used up [191]."""
    signature = signature_of(world, contract)
    return is_expired(world, contract) or (signature is not None and signature.state == "exhausted")


# Packages


def start_packages(world: World, situation: Situation) -> Iterator[Change]:
    """Start a package for the offers active today where none runs, or where they raise an entitlement.

    An Action Pack is a package of its own (readings A01, A05, A27).
    """
    for company in world.companies:
        offers = active_offers(world, company.name, situation.rulebook)
        if not any(each.company == company.name for each in world.offers):
            yield from _without_membership(world, company, situation)
        packs = tuple(each for each in offers if each.competency is None)
        attained = tuple(each for each in offers if each.competency is not None)
        number = sum(each.company == company.name for each in world.packages)
        for group in (attained, packs):
            if group and _brings_more(world, company, group, situation.rulebook):
                number += 1
                yield from _package(world, company, group, number, situation)


def _without_membership(world: World, company: Company, situation: Situation) -> Iterator[Change]:
    """Give a company that never held an offer what the table has for it: nothing [109]."""
    none = Offer(company.name, NO_MEMBER, None, world.today, world.today + timedelta(days=364))
    rows = entitlements((none,), situation.rulebook)
    if any(row.granted for row in rows) and not running(world, company.name):
        yield from _package(world, company, (none,), 1, situation)
    for row in rows:
        yield Use(row.name, row.rules, subject_of(company))


def entitlements(offers: Iterable[Offer], rulebook: Rulebook) -> tuple[Entitlement, ...]:
    """Give the row that counts for each benefit: the best of the offers' rows, never a sum."""
    rows = [row for offer in offers for row in rulebook.entitlements if _fits(row, offer, rulebook)]
    best: dict[str, Entitlement] = {}
    for row in rows:
        if row.benefit not in best or _amount(row) > _amount(best[row.benefit]):
            best[row.benefit] = row
    return tuple(best[kind] for kind in rulebook.benefits if kind in best)


def _fits(row: Entitlement, offer: Offer, rulebook: Rulebook) -> bool:
    if row.level != offer.level:
        return False
    known = rulebook.competencies.get(offer.competency or "")
    return row.competency in ("any", "cloud" if known is not None and known.cloud else "other")


def _amount(row: Entitlement) -> float:
    if not row.granted:
        return -1
    return float("inf") if row.incidents is None else row.incidents


def _brings_more(world: World, company: Company, offers: tuple[Offer, ...], rulebook: Rulebook) -> bool:
    packs = all(each.competency is None for each in offers)
    granted: dict[str, float] = {}
    for package in running(world, company.name):
        for benefit in world.benefits:
            if benefit.package == package.id and _is_pack(world, package) is packs:
                amount = float("inf") if benefit.granted is None else benefit.granted
                granted[benefit.kind] = max(amount, granted.get(benefit.kind, 0))
    return any(row.granted and _amount(row) > granted.get(row.benefit, -1) for row in entitlements(offers, rulebook))


def _is_pack(world: World, package: Package) -> bool:
    """Say whether a package came from an Action Pack: it alone has no Signature Cloud Support."""
    return not any(each.package == package.id and each.kind == "signature" for each in world.benefits)


def _package(
    world: World, company: Company, offers: tuple[Offer, ...], number: int, situation: Situation
) -> Iterator[Change]:
    rulebook = situation.rulebook
    end = max(each.end for each in offers) + renewal_window(world, rulebook)
    ended = [each.end + DAY for each in world.packages if each.company == company.name and each.end < world.today]
    start = max([each.start for each in offers] + ended)
    package = Package(f"{company.name}/{number}", company.name, start, end)
    yield Put(package)
    for offer in offers:
        competency = rulebook.competencies.get(offer.competency or "")
        if competency is not None:
            yield Use(f"competency.{competency.id}", competency.rules, subject_of(package))
    for row in entitlements(offers, rulebook):
        if not row.granted:
            yield Use(row.name, row.rules, subject_of(package))
            continue
        benefit = Benefit(
            f"{package.id}/{row.benefit}",
            package.id,
            row.benefit,
            "inactive",
            row.incidents,
            row.incidents,
            None,
            None,
        )
        yield Put(benefit)
        yield Use(row.name, (*row.rules, *_competency_rules(row, offers, rulebook)), benefit.id)


def _competency_rules(row: Entitlement, offers: tuple[Offer, ...], rulebook: Rulebook) -> tuple[str, ...]:
    """Give the rules that told a cloud competency from another, where the row depends on it."""
    if row.competency == "any":
        return ()
    found = (rulebook.competencies.get(each.competency or "") for each in offers)
    known = [each for each in found if each is not None]
    return tuple(dict.fromkeys(rule for each in known for rule in each.rules))


# Activation and the end


def provision(world: World, _: Situation) -> Iterator[Change]:
    """Make active what has been processed; the first benefit of a package brings the contract."""
    contracts = {each.package for each in world.contracts}
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
    ended = {each.id for each in world.packages if each.end < world.today}
    for benefit in world.benefits:
        if benefit.package in ended and benefit.kind == kind and benefit.state != "expired":
            yield Fire("benefit", benefit._replace(due=None), "expire")


def expire_on_premises(world: World, _: Situation) -> Iterator[Change]:
    """Expire Microsoft Product Support [155]."""
    return expire(world, "product-support")


def expire_cloud(world: World, _: Situation) -> Iterator[Change]:
    """Expire Signature Cloud Support [174]."""
    return expire(world, "signature")


def hide_expired(world: World, _: Situation) -> Iterator[Change]:
    """Hide linked contracts that have expired, for every account [191]."""
    for link in world.links:
        contract = world.contract(link.contract)
        if link.state == "linked" and contract is not None and is_expired(world, contract):
            yield Fire("contract", link, "hide")


def hide_used_up(world: World, _: Situation) -> Iterator[Change]:
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


PROVISION: Final = Effect("provision", ("R17", "R13", "R18"), provision)

CLOCK: Final = Clock(
    due_dates,
    (
        # On one day, expire comes before provision (reading A08), and a new package follows one that ended.
        Effect("expire-on-premises", ("R36",), expire_on_premises),
        Effect("expire-cloud", ("R54",), expire_cloud),
        Effect("start-packages", ("R23", "R08"), start_packages),
        PROVISION,
    ),
)

SETTLE: Final = (
    Effect("hide-expired", ("R69",), hide_expired),
    Effect("hide-used-up", ("R70",), hide_used_up),
)
