"""The days of one scenario: they go forward, waits are short enough, and what happens has a day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.forms import FACTS
from benefit_flows.language.names import Names
from benefit_flows.language.resolvers import FIRST_DAY, LAST_DAY
from benefit_flows.language.statements import Phrase, Statement
from benefit_flows.language.values import Values
from benefit_flows.model.givens import OfferHeld, OfPackage
from benefit_flows.model.scenario import Line

LONGEST_WAIT: Final = 36_500


class Timeline:
    """The day to which the lines of a scenario have come, and what is wrong with days, said to ``names``.

    It is ``undated`` once something happens before any day is said.
    """

    def __init__(self, names: Names) -> None:
        """Start before the first day."""
        self.names = names
        self.today: date | None = None
        self.undated = False

    def takes(self, step: Statement, phrase: Phrase, values: Values, *, excused: bool) -> bool:
        """Keep the date; say where it goes backwards or, unless that is ``excused``, is not known yet."""
        if phrase.kind in ("today", "wait_until"):
            return self._turn(step, values.day("date"))
        if phrase.kind == "wait" and not self._short_enough(phrase, values):
            return False
        if "first_day" in values.of:
            return self._forward(phrase, values)
        if self.today is None and not self.undated and _happens(step, phrase):
            self.undated = True
            if not excused:
                self.names.diagnostics.append(Diagnostic("BF318", step.span, hint="today"))
        return not self.undated

    def _turn(self, step: Statement, day: date) -> bool:
        if self.today is not None and day < self.today:
            slot = step.phrase.slot("date") if step.phrase else None
            values = (("day", day.isoformat()), ("today", self.today.isoformat()))
            self.names.diagnostics.append(Diagnostic("BF303", slot.span if slot else step.span, values))
            return False
        self.today = day
        return True

    def _short_enough(self, phrase: Phrase, values: Values) -> bool:
        slot = phrase.slot("count")
        days = values.days()
        if slot is None or (days <= LONGEST_WAIT and values.today + timedelta(days=days) <= LAST_DAY):
            return True
        code, known = (
            ("BF214", f"0 – {LONGEST_WAIT}") if days > LONGEST_WAIT else ("BF114", f"{FIRST_DAY} – {LAST_DAY}")
        )
        self.names.say(code, slot, ("known", known))
        return False

    def _forward(self, phrase: Phrase, values: Values) -> bool:
        slot = phrase.slot("last_day")
        if slot is None or values.day("first_day") <= values.day("last_day"):
            return True
        self.names.say("BF322", slot)
        return False

    def begins_later(self, phrase: Phrase, held: OfferHeld, earlier: Iterable[Line]) -> Diagnostic | None:
        """Warn of an offer whose first day is not said and still to come, if its company has no other one by today."""
        slot, offer, today = phrase.slot("last_day"), held.offer, self.today
        if slot is None or phrase.slot("first_day") is not None or today is None or offer.start <= today:
            return None
        others = (each.what.offer for each in earlier if isinstance(each.what, OfferHeld))
        if any(each.company == offer.company and each.start <= today for each in others):
            return None
        values = (("start", offer.start.isoformat()), ("company", offer.company))
        return Diagnostic("BF341", slot.span, (("word", slot.value), *values), "first-day")


def _happens(step: Statement, phrase: Phrase) -> bool:
    """Say whether a line is about a day: what is done or checked then, or what a package has brought until then."""
    return step.keyword != "given" or issubclass(FACTS[phrase.kind].makes, OfPackage)
