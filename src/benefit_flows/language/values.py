"""What stands in the slots of a phrase, and what several slots make together: gathered from them, spread over them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.checks import Outcome
from benefit_flows.model.world import CLOUD, ON_PREMISES, Account, Offer, Product, Value

DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Values:
    """The resolved values of a phrase's slots, by slot; what a phrase leaves out has no value."""

    of: Mapping[str, Value]
    defaults: Mapping[str, str]
    today: date = date.min
    accounts: tuple[Account, ...] = ()

    def text(self, slot: str) -> str:
        """Give the value of a slot that the phrase has, as text."""
        return str(self.of[slot])

    def maybe(self, slot: str) -> str | None:
        """Give the value of a slot that a phrase may leave out."""
        value = self.of.get(slot)
        return None if value is None else str(value)

    def day(self, slot: str) -> date:
        """Give the date in a slot."""
        value = self.of[slot]
        return value if isinstance(value, date) else date.min

    def number(self, slot: str) -> int:
        """Give the number in a slot."""
        return int(self.text(slot))

    def days(self) -> int:
        """Give how many days a wait has, by its number and its unit."""
        return self.number("count") * (7 if self.text("unit").startswith("week") else 1)

    def later(self) -> date:
        """Give the day on which a wait of so many days ends."""
        return self.today + timedelta(days=self.days())

    def benefit(self) -> BenefitRef:
        """Give the benefit that is meant."""
        return BenefitRef(self.text("benefit"), self.maybe("company"), self.maybe("package"))

    def contract(self) -> ContractRef:
        """Give the contract that is meant."""
        return ContractRef(self.maybe("company"), self.maybe("package"), self.maybe("plan"))

    def offer(self) -> Offer:
        """Give an offer: an Action Pack where no competency is said, and of a year where no first day is."""
        last = self.day("last_day")
        first = self.day("first_day") if "first_day" in self.of else a_year_before(last)
        level = self.maybe("level") or self.defaults["pack"]
        return Offer(self.text("company"), level, self.maybe("competency"), first, last)

    def product(self) -> Product:
        """Give a product of a family, in the portal that serves such products."""
        name, family = self.text("product"), self.text("family")
        if family == CLOUD:
            return Product(name, CLOUD, self.defaults["cloud-portal"], None)
        until = None if family == "recent" else date.min
        return Product(name, ON_PREMISES, self.defaults["on-premises-portal"], until)

    def outcome(self) -> Outcome:
        """Give how an action is to have ended."""
        return Outcome(self.text("outcome"))


def a_year_before(end: date) -> date:
    """Give the first day of the year that ends on a day: without one of its own, an offer begins then."""
    try:
        return end.replace(year=end.year - 1) + DAY
    except ValueError:  # the 29th of February
        return end.replace(year=end.year - 1, day=28) + DAY


GATHERED: Final[Mapping[object, Callable[[Values], object]]] = {
    BenefitRef: Values.benefit,
    ContractRef: Values.contract,
    Offer: Values.offer,
    Product: Values.product,
    Outcome: Values.outcome,
    tuple[Account, ...]: lambda values: values.accounts,
}
"""How a field is read that no single slot fills as it stands, by the type of the field."""


def spread(slot: str, value: object) -> Mapping[str, Value]:
    """Give what slots say of a field's value, by slot: the one that fills it, or those that it was gathered from.

    A slot without a value says nothing. Raises ``TypeError`` for a value that no slots can hold.
    """
    match value:
        case BenefitRef():
            return {"benefit": value.kind, **_whose(value.company, value.package)}
        case ContractRef():
            return {"plan": value.plan} if value.plan is not None else _whose(value.company, value.package)
        case Offer(company, level, competency, start, end):
            which = {} if competency is None else {"level": level, "competency": competency}
            return {"company": company, **which, "first_day": start, "last_day": end}
        case Product():
            return {"product": value.id, "family": _family(value)}
        case Outcome():
            return {"outcome": value.value}
        case tuple():  # accounts: a phrase names the company of all
            return {"company": next((each.company for each in value if isinstance(each, Account)), None)}
        case None | str() | int() | date():
            return {slot: value}
    raise TypeError(f"no slot for {value!r}")


def _whose(company: str | None, package: str | None) -> Mapping[str, Value]:
    """Tell one of several by its package, which says more, or by its company."""
    return {"package": package} if package is not None else {"company": company}


def _family(product: Product) -> str:
    if product.family == CLOUD:
        return CLOUD
    return "recent" if product.recent_until is None else "old"
