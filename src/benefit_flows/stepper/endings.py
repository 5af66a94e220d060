"""How a walk ended, as checks: a scenario must check something."""

from collections.abc import Iterator
from typing import NamedTuple

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.checks import BenefitIs, Check, ContractIs, RequestCount
from benefit_flows.model.world import Benefit, Link, World


class Ending(NamedTuple):
    """A check that holds in a world: of the state of a subject, or (``None``) of the number of requests."""

    subject: str | None
    check: Check


def endings(world: World) -> Iterator[Ending]:
    """Give how every benefit and every link stands that a line can name, and at last how many requests there are."""
    yield from (Ending(benefit.id, _benefit_is(benefit, world)) for benefit in world.benefits)
    for link in world.links:
        check = _contract_is(link, world)
        if check is not None:
            yield Ending(subject_of(link), check)
    yield Ending(None, RequestCount(len(world.requests)))


def _benefit_is(benefit: Benefit, world: World) -> BenefitIs:
    refs = (BenefitRef(benefit.kind), BenefitRef(benefit.kind, package=benefit.package))
    return BenefitIs(next(each for each in refs if find_benefit(world, each) == benefit), benefit.state)


def _contract_is(link: Link, world: World) -> ContractIs | None:
    """Check how a link stands; not where its contract cannot be named, because a plan was bought twice."""
    contract = world.contract(link.contract)
    if contract is None:
        return None
    refs = (ContractRef(), ContractRef(package=contract.package, plan=contract.plan))
    ref = next((each for each in refs if find_contract(world, each) == contract), None)
    return None if ref is None else ContractIs(ref, link.account, link.state)
