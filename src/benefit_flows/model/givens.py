"""One type per fact that a scenario starts from."""

from datetime import date

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.record import Record
from benefit_flows.model.world import Account, Offer, Product, Value


class Today(Record):
    """It is this date."""

    day: date


class Setting(Record):
    """A parameter of the rulebook has this value."""

    parameter: str
    value: Value


class CompanyExists(Record):
    """A company, so far without offers."""

    company: str


class OfferHeld(Record):
    """A company holds an offer."""

    offer: Offer


class AccountsExist(Record):
    """Accounts, from one table."""

    accounts: tuple[Account, ...]


class ProductDeclared(Record):
    """A product beside those of the rulebook."""

    product: Product


class OfPackage(Record):
    """A fact about what a package brings: before it the packages must have started."""


class BenefitInState(OfPackage):
    """A benefit has been brought to a state."""

    benefit: BenefitRef
    state: str


class IncidentsLeft(OfPackage):
    """A benefit has so many incidents remaining."""

    benefit: BenefitRef
    number: int


class ContractLinked(OfPackage):
    """A contract is linked to an account."""

    contract: ContractRef
    account: str


Given = (
    Today
    | Setting
    | CompanyExists
    | OfferHeld
    | AccountsExist
    | ProductDeclared
    | BenefitInState
    | IncidentsLeft
    | ContractLinked
)
