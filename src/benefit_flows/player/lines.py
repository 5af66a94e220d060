"""Lines that a page needs to write a walk down as a scenario: how it can end, because each must check something."""

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.language.express import Wording
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import SPACES
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.world import Benefit, Link, World
from benefit_flows.source import NOWHERE
from benefit_flows.stepper.lines import benefit_slots

PLAIN: Final = str.maketrans(dict.fromkeys(SPACES, " "))


def plain(text: str) -> str:
    """Write all spaces alike, as a scenario file has them."""
    return text.translate(PLAIN)


class EndingView(NamedTuple):
    """A check that holds: of the state of a subject, or (``None``) of the number of requests."""

    subject: str | None
    text: str


def endings(world: World, moving: Container[str], w: Wording) -> tuple[EndingView, ...]:
    """Say how subjects stand, of those that can move in a lesson, and how many requests there are."""
    tables = tables_for(w.language)
    return tuple(
        EndingView(subject, plain(print_phrase(Phrase(kind, slots), "then", tables)))
        for subject, kind, slots in _checks(world, w)
        if slots and (subject is None or subject in moving)
    )


def _checks(world: World, w: Wording) -> Iterator[tuple[str | None, str, tuple[Slot, ...]]]:
    for benefit in world.benefits:
        yield benefit.id, "benefit_is", _benefit_is(benefit, world, w)
    for link in world.links:
        yield subject_of(link), "contract_is", _contract_is(link, world, w)
    yield None, "request_count", (Slot("count", "INT", str(len(world.requests)), NOWHERE),)


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
