"""Facts and steps back to lines of a scenario: what was done, said so that it checks and passes again."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from benefit_flows.language.accounts import COLUMNS
from benefit_flows.language.express import Wording
from benefit_flows.language.print import print_phrase
from benefit_flows.language.said import Said, judged
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import Action, BenefitRef, Wait
from benefit_flows.model.checks import Outcome
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
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Account, Offer, Product, Value
from benefit_flows.source import NOWHERE
from benefit_flows.stepper.elements import Element

NOTHING: Final = "-"


def said(step: Step, element: Element, speaker: Speaker) -> tuple[Said, ...]:
    """Say a step in lines of a scenario: ``when …``, or an attempt and how it is judged, or the facts put in place.

    A refusal that the source documents is cited. A line that cannot be carried out says nothing.
    """
    if step.problem is not None:
        return ()
    if isinstance(element, tuple):
        return facts_said(element, speaker)
    return tuple(_action_said(step, element, speaker))


def _action_said(step: Step, action: Action, speaker: Speaker) -> Iterator[Said]:
    if step.outcome is Outcome.ACCEPTED or isinstance(action, Wait):
        _, _, text = speaker.line(action).partition(" ")
        yield Said("wait" if isinstance(action, Wait) else "when", text)
        return
    attempt = speaker.phrase(action)._replace(tries=True)
    yield Said("when", print_phrase(attempt, "when", tables_for(speaker.language)))
    yield judged(step, speaker.rulebook, speaker.language)


def facts_said(facts: Iterable[Given], speaker: Speaker) -> tuple[Said, ...]:
    """Say facts that are put in place."""
    found = []
    for fact in facts:
        phrase = _phrase_of(fact, Wording(speaker.rulebook, speaker.language))
        rows = _table(fact.accounts, speaker) if isinstance(fact, AccountsExist) else ()
        found.append(Said("given", print_phrase(phrase, "given", tables_for(speaker.language)), rows))
    return tuple(found)


def _word(slot: str, word: str) -> Slot:
    return Slot(slot, word.upper(), word, NOWHERE)


def _day(slot: str, day: date) -> Slot:
    return Slot(slot, "DATE", day.isoformat(), NOWHERE)


def _phrase_of(fact: Given, w: Wording) -> Phrase:
    match fact:
        case Today():
            return Phrase("today", (_day("date", fact.day),))
        case Setting():
            return Phrase("setting", _setting(fact.parameter, fact.value, w))
        case CompanyExists():
            return Phrase("company", (w.name("company", fact.company),))
        case OfferHeld():
            return _offer(fact.offer, w)
        case AccountsExist():
            company = fact.accounts[0].company if fact.accounts else None
            return Phrase("accounts", (w.name("company", company),) if company else ())
        case ProductDeclared():
            return Phrase("product", (w.quoted("product", fact.product.id), _word("family", _family(fact.product))))
        case BenefitInState():
            return Phrase("benefit_is", (*benefit_slots(fact.benefit, w), _word("state", fact.state)))
        case IncidentsLeft():
            number = Slot("number", "INT", str(fact.number), NOWHERE)
            return Phrase("incidents", (*benefit_slots(fact.benefit, w), number))
        case ContractLinked():
            account = w.name("account", fact.account)
            return Phrase("contract_is", (*w.contract(fact.contract), _word("link_state", "linked"), account))


def _setting(parameter: str, value: Value, w: Wording) -> tuple[Slot, ...]:
    about = w.rulebook.parameters[parameter]
    words = {key: text.in_language(w.language) for key, text in about.choices}
    name = Slot("parameter", "STRING", about.name.in_language(w.language), NOWHERE)
    if value in words:
        return name, Slot("setting", "STRING", words[str(value)], NOWHERE)
    return name, Slot("setting", "INT", str(value), NOWHERE)


def _offer(offer: Offer, w: Wording) -> Phrase:
    """Say an offer with both its days."""
    company, dates = w.name("company", offer.company), (_day("first_day", offer.start), _day("last_day", offer.end))
    if offer.competency is None:
        return Phrase("action_pack", (company, *dates))
    return Phrase(
        "competency", (company, _word("level", offer.level), w.quoted("competency", offer.competency), *dates)
    )


def _family(product: Product) -> str:
    if product.family == "cloud":
        return "cloud"
    return "recent" if product.recent_until is None else "old"


def benefit_slots(ref: BenefitRef, w: Wording) -> tuple[Slot, ...]:
    """Make the slots that say which benefit."""
    package = (Slot("package", "STRING", ref.package, NOWHERE),) if ref.package else ()
    company = (w.name("company", ref.company),) if ref.company and not package else ()
    return (w.quoted("benefit", ref.kind), *package, *company)


def _table(accounts: tuple[Account, ...], speaker: Speaker) -> tuple[str, ...]:
    """Draw the table of accounts, its cells below one another."""
    rows = [COLUMNS[speaker.language], *(_cells(each, speaker) for each in accounts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = (tuple(map(str.ljust, row, widths)) for row in rows)
    return tuple(f"| {' | '.join(row)} |" for row in padded)


def _cells(account: Account, speaker: Speaker) -> tuple[str, ...]:
    listed = [", ".join(speaker.name(each) for each in ids) for ids in (account.associations, account.roles)]
    return account.name, speaker.name(account.identity), *(each or NOTHING for each in listed)
