"""What was done, as a whole scenario file: it checks without a mistake, and passes."""

import re
from collections.abc import Iterator
from typing import Final

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.language.express import Wording
from benefit_flows.language.format import format_text
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.parse import parse
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import take_apart
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.changes import subject_of
from benefit_flows.model.givens import Given, Today
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import Benefit, Link, World
from benefit_flows.source import NOWHERE, Source
from benefit_flows.stepper.lines import Said, benefit_slots, facts_said, said, written
from benefit_flows.stepper.session import Session
from benefit_flows.stepper.setups import folded
from benefit_flows.stepper.start import Start
from benefit_flows.text import Language, Text

UNSAFE: Final = re.compile(r'[#"\[\]<>|]')
UNNAMED: Final = Text("A path", "Un parcours")


def export_scenario(session: Session, language: Language) -> str:
    """Write what is done in a session as a scenario file, in a language: the facts, the path, how it ended."""
    book = session.rulebook
    use, facts = _beginning(session.start, book, language)
    lines = (*facts, *_path(session, language), *_ending(session, Wording(book, language)))
    head = (
        *((f"{keyword_of('language', language)} {language}",) if language != "en" else ()),
        f"{keyword_of('rulebook', language)} {book.id}",
        "",
        f"{keyword_of('scenario', language)} {_title(session.start, language)}",
    )
    body = (*use, *written(lines, language))
    return format_text(parse(Source("", "\n".join((*head, *body)))))


def beginning(start: Start, rulebook: Rulebook, language: Language) -> tuple[str, ...]:
    """Say the facts that a scenario begins with, by a standard setup where one fits."""
    use, facts = _beginning(start, rulebook, language)
    return (*use, *written(facts, language))


def _beginning(start: Start, rulebook: Rulebook, language: Language) -> tuple[tuple[str, ...], tuple[Said, ...]]:
    found = folded(_facts(start), rulebook, language)
    days = [each.day for each in found.within if isinstance(each, Today)]
    rest = facts_said(found.rest, days[-1] if days else World().today, rulebook, language)
    return (found.use,) if found.use else (), rest


def _facts(start: Start) -> tuple[Given, ...]:
    """Give the facts that a scenario begins with."""
    later = {number for numbers in start.lines for number in numbers}
    lines = enumerate(start.scenario.lines)
    return tuple(line.what for number, line in lines if number not in later and isinstance(line.what, Given))


def _path(session: Session, language: Language) -> Iterator[Said]:
    for each in session.done[: session.cursor]:
        yield from said(each.step, each.element, session.rulebook, language)


def _title(start: Start, language: Language) -> str:
    """Name the scenario, with its values where it is a row of an outline; what a header cannot hold is left out."""
    scenario = start.scenario
    values = ", ".join(f"{name} = {value}" for name, value in scenario.values)
    name = " ".join(f"{scenario.name} ({values})".split()) if values else scenario.name
    line, mistake = take_apart(f"{keyword_of('scenario', language)} {name}")
    if line is None or mistake is not None or line.body != name:
        name = " ".join(UNSAFE.sub(" ", "".join(each if each.isprintable() else " " for each in name)).split())
    return name or UNNAMED.in_language(language)


# How it ended


def _ending(session: Session, w: Wording) -> tuple[Said, ...]:
    """Say how all stands that moved, and how many requests there are: a scenario must check something."""
    world, steps = session.world, [each.step for each in session.done[: session.cursor]]
    moved = {move.subject for step in steps for move in step.moves}
    benefits = (("benefit_is", _benefit_is(each, world, w)) for each in world.benefits if each.id in moved)
    links = (("contract_is", _contract_is(each, world, w)) for each in world.links if subject_of(each) in moved)
    told = [(kind, slots) for kind, slots in (*benefits, *links) if slots]
    if not told or any(step.created for step in steps):
        told.append(("request_count", (Slot("count", "INT", str(len(world.requests)), NOWHERE),)))
    tables = tables_for(w.language)
    return tuple(Said("then", print_phrase(Phrase(*each), "then", tables)) for each in told)


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
