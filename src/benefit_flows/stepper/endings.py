"""How a walk ended, as checks: a scenario must check something."""

from collections.abc import Iterator
from typing import NamedTuple

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.language.express import Wording
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.world import Benefit, Link, World
from benefit_flows.source import NOWHERE
from benefit_flows.stepper.lines import benefit_slots


class Ending(NamedTuple):
    """A check that holds in a world: of the state of a subject, or (``None``) of the number of requests."""

    subject: str | None
    phrase: Phrase


def endings(world: World, w: Wording) -> Iterator[Ending]:
    """Say how every benefit and every link stands that a line can name, and at last how many requests there are."""
    checks = [(each.id, "benefit_is", _benefit_is(each, world, w)) for each in world.benefits]
    checks += [(subject_of(each), "contract_is", _contract_is(each, world, w)) for each in world.links]
    yield from (Ending(subject, Phrase(kind, slots)) for subject, kind, slots in checks if slots)
    yield Ending(None, Phrase("request_count", (Slot("count", "INT", str(len(world.requests)), NOWHERE),)))


def _benefit_is(benefit: Benefit, world: World, w: Wording) -> tuple[Slot, ...]:
    refs = (BenefitRef(benefit.kind), BenefitRef(benefit.kind, package=benefit.package))
    ref = next(each for each in refs if find_benefit(world, each) == benefit)
    return (*benefit_slots(ref, w), Slot("state", benefit.state.upper(), benefit.state, NOWHERE))


def _contract_is(link: Link, world: World, w: Wording) -> tuple[Slot, ...]:
    """Say how a link stands; nothing where its contract cannot be named, because a plan was bought twice."""
    contract = world.contract(link.contract)
    if contract is None:
        return ()
    refs = (ContractRef(), ContractRef(package=contract.package, plan=contract.plan))
    ref = next((each for each in refs if find_contract(world, each) == contract), None)
    state = Slot("link_state", link.state.upper(), link.state, NOWHERE)
    return (*w.contract(ref), state, w.name("account", link.account)) if ref else ()
