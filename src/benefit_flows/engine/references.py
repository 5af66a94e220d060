"""Which benefit, which contract is meant. Several candidates are the user's mistake, never a guess."""

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Benefit, Contract, Fact, World

AMBIGUOUS = "BF504"


def find_benefit(world: World, ref: BenefitRef) -> Benefit | Problem | None:
    """Find the one benefit that is meant; ``None`` if there is none, a problem if there are several."""
    found = [benefit for benefit in world.benefits if benefit.kind == ref.kind and _fits(world, benefit, ref)]
    if len(found) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(benefit.id for benefit in found)),))
    return found[0] if found else None


def find_contract(world: World, ref: ContractRef) -> Contract | Problem | None:
    """Find the one contract that is meant; ``None`` if there is none, a problem if there are several."""
    found = [
        contract
        for contract in world.contracts
        if ref.company in (None, contract.company)
        and ref.package in (None, contract.id)
        and ref.plan in (None, contract.plan)
    ]
    if len(found) > 1:
        return Problem(AMBIGUOUS, (Fact("candidates", tuple(contract.id for contract in found)),))
    return found[0] if found else None


def _fits(world: World, benefit: Benefit, ref: BenefitRef) -> bool:
    package = world.package(benefit.package)
    company = package.company if package else None
    return ref.company in (None, company) and ref.package in (None, benefit.package)
