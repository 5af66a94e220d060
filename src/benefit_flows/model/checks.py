"""One type per thing that a scenario can check."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.world import Value


class Outcome(Enum):
    """How an action ended. Only ``ACCEPTED`` satisfies a plain ``when``."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    IGNORABLE = "error to ignore"


@dataclass(frozen=True)
class OutcomeIs:
    """The last action ended so."""

    outcome: Outcome


@dataclass(frozen=True)
class NothingChanged:
    """The last action left every fact as it was."""


@dataclass(frozen=True)
class BenefitIs:
    """A benefit is in a state."""

    benefit: BenefitRef
    state: str


@dataclass(frozen=True)
class IncidentsAre:
    """A benefit has so many incidents remaining; ``None`` is unlimited."""

    benefit: BenefitRef
    number: int | None


@dataclass(frozen=True)
class NotEntitled:
    """A company has no such benefit."""

    company: str
    kind: str


@dataclass(frozen=True)
class ContractIs:
    """A contract is in a state for an account."""

    contract: ContractRef
    account: str
    state: str


@dataclass(frozen=True)
class ContractRuns:
    """A contract starts or ends (``edge``) on a day."""

    contract: ContractRef
    edge: str
    day: date


@dataclass(frozen=True)
class Sees:
    """An account sees a text (a message, a label or a name, by key), or does not."""

    account: str
    text: str
    expected: bool = True


@dataclass(frozen=True)
class ButtonIs:
    """An account sees a button that can (not) be pressed; ``state`` is ``enabled`` or ``disabled``."""

    account: str
    text: str
    state: str


@dataclass(frozen=True)
class PlanShows:
    """An account sees a value beside a label of a plan; ``None`` is unlimited."""

    account: str
    plan: str
    text: str
    value: Value


@dataclass(frozen=True)
class PlanIs:
    """A plan is ``available``, ``unavailable`` or ``absent`` where the account is; with the reason shown."""

    account: str
    plan: str
    state: str
    reason: str | None = None


@dataclass(frozen=True)
class RequestUnder:
    """The last request stands under a plan."""

    plan: str


@dataclass(frozen=True)
class RequestCount:
    """So many requests have been created."""

    number: int


Check = (
    OutcomeIs
    | NothingChanged
    | BenefitIs
    | IncidentsAre
    | NotEntitled
    | ContractIs
    | ContractRuns
    | Sees
    | ButtonIs
    | PlanShows
    | PlanIs
    | RequestUnder
    | RequestCount
)
