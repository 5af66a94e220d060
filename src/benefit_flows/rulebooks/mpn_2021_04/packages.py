"""Packages: what the offers of a company bring together, when a package starts, and which one it replaces."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Final

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Entitlement
from benefit_flows.model.changes import Change, Put, Use, subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Situation
from benefit_flows.model.world import Account, Benefit, Company, Offer, Package, World
from benefit_flows.rulebooks.mpn_2021_04.ids import SIGNATURE

Offers = tuple[Offer, ...]

DAY: Final = timedelta(days=1)
NO_MEMBER: Final = "none"
"""The level, in the entitlement table, of a company without a membership."""


def active_offers(world: World, company: str | None, rulebook: Rulebook) -> tuple[Offer, ...]:
    """Give the offers of a company that are active today; the renewal window belongs to them (reading A28)."""
    window = renewal_window(world, rulebook)
    own = (offer for offer in world.offers if offer.company == company)
    return tuple(offer for offer in own if offer.start <= world.today <= offer.end + window)


def others_have_offers(world: World, account: Account, rulebook: Rulebook) -> bool:
    """Say whether there is an account of another company, and that company has active offers [118]."""
    others = {each.company for each in world.accounts if each.company not in (None, account.company)}
    return any(active_offers(world, company, rulebook) for company in others)


def renewal_window(world: World, rulebook: Rulebook) -> timedelta:
    """Give how long offers, packages and contracts last beyond the end of an offer."""
    return timedelta(days=int(str(rulebook.setting(world, "renewal-window-days"))))


def running(world: World, company: str | None) -> tuple[Package, ...]:
    """Give the packages of a company that have not ended."""
    return tuple(package for package in world.packages if package.company == company and package.end >= world.today)


def start_packages(world: World, situation: Situation[Action]) -> Iterator[Change]:
    """Start a package for the offers active today where none runs, or where they raise an entitlement.

    One that is outdone ends on the day before (readings A05, A27, A41, A43).
    """
    for company in world.companies:
        if not any(offer.company == company.name for offer in world.offers):
            yield from _without_membership(world, company, situation)
        number = sum(package.company == company.name for package in world.packages)
        for group in _due(world, company.name, situation.rulebook):
            number += 1
            yield from _package(world, company, group, number, situation)
            yield from _replaced(world, company.name, group, situation.rulebook)


def _due(world: World, company: str, rulebook: Rulebook) -> Iterator[Offers]:
    """Give the offers that make a package today: competencies, or Action Packs where no competency outdoes them."""
    offers = tuple(offer for offer in active_offers(world, company, rulebook) if not _has_made_one(world, offer))
    attained = tuple(offer for offer in offers if offer.competency is not None)
    packs = tuple(offer for offer in offers if offer.competency is None)
    starts = bool(attained) and _brings_more(world, company, attained, rulebook)
    if starts:
        yield attained
    alone = not starts or not _replaces(world, rulebook)
    if alone and packs and _brings_more(world, company, packs, rulebook):
        yield packs


def _has_made_one(world: World, offer: Offer) -> bool:
    """Say whether an offer that only the renewal window prolongs has had its package: it makes no second one."""
    packages = (package for package in world.packages if package.company == offer.company)
    return world.today > offer.end and any(package.start <= offer.end for package in packages)


def _replaces(world: World, rulebook: Rulebook) -> bool:
    return rulebook.setting(world, "replaced-package") == "ends"


def _without_membership(world: World, company: Company, situation: Situation[Action]) -> Iterator[Change]:
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


def _brings_more(world: World, company: str, offers: Offers, rulebook: Rulebook) -> bool:
    """Say whether offers bring more than the packages that run and go on: those that the offers renew do not count."""
    granted: dict[str, float] = {}
    for package in _alike(world, company, offers, rulebook):
        if not _renews(world, offers, package, rulebook):
            for kind, amount in _granted(world, package).items():
                granted[kind] = max(amount, granted.get(kind, 0))
    return _raises(offers, granted, rulebook)


def _raises(offers: Offers, granted: Mapping[str, float], rulebook: Rulebook) -> bool:
    return any(row.granted and _amount(row) > granted.get(row.benefit, -1) for row in entitlements(offers, rulebook))


def _granted(world: World, package: Package) -> dict[str, float]:
    """Give what a package brought, by kind of benefit."""
    own = (benefit for benefit in world.benefits if benefit.package == package.id)
    return {benefit.kind: float("inf") if benefit.granted is None else benefit.granted for benefit in own}


def _alike(world: World, company: str, offers: Offers, rulebook: Rulebook) -> list[Package]:
    """Give the packages that offers are measured by: all that run, or only their kind where both stand side by side."""
    packs = all(offer.competency is None for offer in offers)
    every = _replaces(world, rulebook)
    return [package for package in running(world, company) if every or _is_pack(world, package) is packs]


def _renews(world: World, offers: Offers, package: Package, rulebook: Rulebook) -> bool:
    """Say whether offers follow a package that only the renewal window prolongs, and give no less (reading A43)."""
    end = package.end - renewal_window(world, rulebook)
    rows = {row.benefit: _amount(row) for row in entitlements(offers, rulebook)}
    no_less = all(rows.get(kind, -1) >= amount for kind, amount in _granted(world, package).items())
    return no_less and all(offer.start > end for offer in offers)


def _replaced(world: World, company: str, offers: Offers, rulebook: Rulebook) -> Iterator[Change]:
    """End the packages that offers outdo on the day before, with their contracts (reading A41)."""
    if not _replaces(world, rulebook):
        return
    for package in running(world, company):
        if _raises(offers, _granted(world, package), rulebook):
            end = world.today - DAY
            yield Put(package._replace(end=end))
            yield from (
                Put(contract._replace(end=end)) for contract in world.contracts if contract.package == package.id
            )


def _is_pack(world: World, package: Package) -> bool:
    """Say whether a package came from an Action Pack: it alone has no Signature Cloud Support."""
    return not any(benefit.package == package.id and benefit.kind == SIGNATURE for benefit in world.benefits)


def _package(
    world: World, company: Company, offers: Offers, number: int, situation: Situation[Action]
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
    found = (rulebook.competencies.get(offer.competency or "") for offer in offers)
    known = [competency for competency in found if competency is not None]
    return tuple(dict.fromkeys(rule for competency in known for rule in competency.rules))
