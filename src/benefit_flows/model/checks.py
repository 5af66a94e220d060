"""One type per thing that a scenario can check."""

from datetime import date
from enum import Enum

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.record import Record
from benefit_flows.model.world import Value


class Outcome(Enum):
    """How an action ended. Only ``ACCEPTED`` satisfies a plain ``when``."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    IGNORABLE = "error to ignore"


class OutcomeIs(Record):
    """The last action ended so."""

    outcome: Outcome


class NothingChanged(Record):
    """The last action left every fact as it was."""


class BenefitIs(Record):
    """A benefit is in a state."""

    benefit: BenefitRef
    state: str


class IncidentsAre(Record):
    """A benefit has so many incidents remaining; ``None`` is unlimited."""

    benefit: BenefitRef
    number: int | None


class NotEntitled(Record):
    """A company has no such benefit."""

    company: str
    kind: str


class ContractIs(Record):
    """A contract is in a state for an account."""

    contract: ContractRef
    account: str
    state: str


class ContractRuns(Record):
    """A contract starts or ends (``edge``) on a day."""

    contract: ContractRef
    edge: str
    day: date


class Sees(Record):
    """An account sees a text (a message, a label or a name, by key), or does not."""

    account: str
    text: str
    expected: bool = True


class ButtonIs(Record):
    """An account sees a button that can (not) be pressed; ``state`` is ``enabled`` or ``disabled``."""

    account: str
    text: str
    state: str


class PlanShows(Record):
    """An account sees a value beside a label of a plan; ``package`` tells contracts with the same plan apart."""

    account: str
    plan: str
    text: str
    value: Value
    package: str | None = None


class PlanIs(Record):
    """A plan is ``available``, ``unavailable`` or ``absent`` where the account is; with the reason shown."""

    account: str
    plan: str
    state: str
    reason: str | None = None
    package: str | None = None


class TopPlan(Record):
    """A plan is the top level of support."""

    plan: str


class RequestUnder(Record):
    """The last request stands under a plan."""

    plan: str


class RequestCount(Record):
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
    | TopPlan
    | RequestUnder
    | RequestCount
)

ON_SCREEN = (Sees, ButtonIs, PlanShows, PlanIs)
"""Checks of what an account sees: of one that is nowhere they would hold or fail by accident."""
