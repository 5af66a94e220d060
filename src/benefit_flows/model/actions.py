"""One type per action that an account, or time, can take. Ids and names only, no text.

Frozen dataclasses, not tuples: two actions of different kinds must never compare equal.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ContractRef:
    """Which contract is meant: that of a company, or the only one there is; ``start`` tells several apart."""

    company: str | None = None
    start: date | None = None


@dataclass(frozen=True)
class BenefitRef:
    """Which benefit is meant: its kind, perhaps its company, perhaps the start of its package."""

    kind: str
    company: str | None = None
    start: date | None = None


@dataclass(frozen=True)
class SignIn:
    """An account signs in to a portal."""

    account: str
    portal: str


@dataclass(frozen=True)
class OpenPage:
    """An account opens a page of a portal."""

    account: str
    portal: str
    page: str


@dataclass(frozen=True)
class Activate:
    """An account asks for the activation of a benefit of its company."""

    account: str
    portal: str
    benefit: str
    start: date | None = None


@dataclass(frozen=True)
class LinkContract:
    """An account enters an ID pair in a portal; ``right_pair`` is false for a pair that is no contract's."""

    account: str
    portal: str
    contract: ContractRef
    right_pair: bool = True


@dataclass(frozen=True)
class StartRequest:
    """An account starts the flow that creates a request, up to the step that shows the plans."""

    account: str
    portal: str
    product: str


@dataclass(frozen=True)
class ExpandPlans:
    """An account unfolds the section of unavailable plans."""

    account: str


@dataclass(frozen=True)
class LeaveRequest:
    """An account leaves the flow without creating a request."""

    account: str


@dataclass(frozen=True)
class CreateRequest:
    """An account creates a request; ``plan`` is ``None`` where it takes the one that the portal offers."""

    account: str
    portal: str
    product: str
    issue: str
    plan: str | None = None


@dataclass(frozen=True)
class Wait:
    """Time passes until a date."""

    until: date


Action = SignIn | OpenPage | Activate | LinkContract | StartRequest | ExpandPlans | LeaveRequest | CreateRequest | Wait
