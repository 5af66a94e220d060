"""One type per thing that a scenario can check."""

from datetime import date
from enum import Enum
from typing import Final

from benefit_flows.model.actions import BenefitRef, ContractRef
from benefit_flows.model.record import Record
from benefit_flows.model.world import Value


class Outcome(Enum):
    """How an action ended. Only ``ACCEPTED`` satisfies a plain ``when``."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    IGNORABLE = "error to ignore"


UNLIMITED: Final = "unlimited"
"""Stands where a number of incidents would, for a benefit that has no limit."""


class OfLastAction(Record):
    """A check of how the last action ended: there must be one."""


class OutcomeIs(OfLastAction):
    """The last action ended so."""

    outcome: Outcome


class NothingChanged(OfLastAction):
    """The last action left every fact as it was."""


class BenefitIs(Record):
    """A benefit is in a state."""

    benefit: BenefitRef
    state: str


class IncidentsAre(Record):
    """A benefit has so many incidents remaining, or ``UNLIMITED`` ones."""

    benefit: BenefitRef
    number: int | str


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


class OnScreen(Record):
    """A check of what an account sees: of one that is nowhere it would hold or fail by accident."""

    account: str


class Sees(OnScreen):
    """An account sees a text (a message, a label or a name, by key), or does not."""

    text: str
    expected: bool = True


class ButtonIs(OnScreen):
    """An account sees a button that can (not) be pressed; ``state`` is ``enabled`` or ``disabled``."""

    text: str
    state: str


class PlanShows(OnScreen):
    """An account sees a value beside a label of a plan; ``package`` tells contracts with the same plan apart."""

    plan: str
    text: str
    value: Value
    package: str | None = None


class PlanIs(OnScreen):
    """A plan is ``available``, ``unavailable`` or ``absent`` where the account is; with the reason shown."""

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
