"""Offers that begin later than their author may think: without a first day, a year before their end."""

from collections.abc import Iterable
from datetime import date

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.statements import Phrase
from benefit_flows.model.givens import OfferHeld
from benefit_flows.model.scenario import Line


def begins_later(phrase: Phrase, held: OfferHeld, today: date | None, earlier: Iterable[Line]) -> Diagnostic | None:
    """Warn of an offer whose first day is not said and still to come, where its company has no other one by today."""
    slot, offer = phrase.slot("last_day"), held.offer
    if slot is None or phrase.slot("first_day") is not None or today is None or offer.start <= today:
        return None
    others = (each.what.offer for each in earlier if isinstance(each.what, OfferHeld))
    if any(each.company == offer.company and each.start <= today for each in others):
        return None
    values = (("start", offer.start.isoformat()), ("company", offer.company))
    return Diagnostic("BF341", slot.span, (("word", slot.value), *values), "first-day")
