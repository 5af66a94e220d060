"""One type per fact that a scenario starts from."""

from dataclasses import dataclass
from datetime import date

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.world import Account, Offer, Product, Value


@dataclass(frozen=True)
class Today:
    """It is this date."""

    day: date


@dataclass(frozen=True)
class Setting:
    """A parameter of the rulebook has this value."""

    parameter: str
    value: Value


@dataclass(frozen=True)
class CompanyExists:
    """A company, so far without offers."""

    company: str


@dataclass(frozen=True)
class OfferHeld:
    """A company holds an offer."""

    offer: Offer


@dataclass(frozen=True)
class AccountsExist:
    """Accounts, from one table."""

    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class ProductDeclared:
    """A product beside those of the rulebook."""

    product: Product


@dataclass(frozen=True)
class BenefitInState:
    """A benefit has been brought to a state."""

    benefit: BenefitRef
    state: str


@dataclass(frozen=True)
class IncidentsLeft:
    """A benefit has so many incidents remaining."""

    benefit: BenefitRef
    number: int


@dataclass(frozen=True)
class ContractLinked:
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
