"""Which names, dates and numbers may stand in which slot of a phrase."""

from collections.abc import Callable, Mapping
from typing import Final

from benefit_flows.language.names import Names
from benefit_flows.language.statements import Slot
from benefit_flows.model.world import Value

Resolve = Callable[[Names, Slot], Value]
RESOLVERS: Final[Mapping[str, Resolve]] = {
    "account": Names.account,
    "other": Names.account,
    "package": Names.package,
    "company": Names.company,
    "portal": Names.portal,
    "page": Names.page,
    "benefit": Names.benefit,
    "product": Names.product,
    "plan": Names.plan,
    "competency": Names.competency,
    "parameter": Names.parameter,
    "issue": Names.issue,
    "text": Names.text,
    "reason": Names.reason,
    "date": Names.day,
    "first_day": Names.day,
    "last_day": Names.day,
    "count": Names.count,
}
"""Slots whose value is a name, a date or a number; the words of all other slots stand for themselves."""
