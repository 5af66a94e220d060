"""One type per action that an account, or time, can take. Ids and names only, no text.

Fields with the same name hold the same in every action: ``account`` acts, ``other`` is the account it goes on with,
``portal``, ``product``, ``plan`` and ``contract`` are those it is about. Who asks for them need not know the action.
"""

from datetime import date

from benefit_flows.model.record import Record


class ContractRef(Record):
    """Which contract is meant: a company's, a package's (by the id that both share), a bought plan's, or the only one.

    A bought contract has no package; its own id stands in the place of one.
    """

    company: str | None = None
    package: str | None = None
    plan: str | None = None


class BenefitRef(Record):
    """Which benefit is meant: its kind, perhaps its company or its package (by its id)."""

    kind: str
    company: str | None = None
    package: str | None = None


class SignIn(Record):
    """An account signs in to a portal."""

    account: str
    portal: str


class OpenPage(Record):
    """An account opens a page of a portal."""

    account: str
    portal: str
    page: str


class Activate(Record):
    """An account asks for the activation of a benefit of its company."""

    account: str
    portal: str
    benefit: str
    package: str | None = None


class LinkContract(Record):
    """An account enters an ID pair in a portal; ``right_pair`` is false for a pair that is no contract's."""

    account: str
    portal: str
    contract: ContractRef
    right_pair: bool = True


class StartRequest(Record):
    """An account starts the flow that creates a request, up to the step that shows the plans."""

    account: str
    portal: str
    product: str


class ExpandPlans(Record):
    """An account unfolds a section of the page where it is, by the key of its label: that of unavailable plans."""

    account: str
    section: str


class LeaveRequest(Record):
    """An account leaves the flow without creating a request."""

    account: str


class CreateRequest(Record):
    """An account creates a request; ``plan`` is ``None`` where it takes the one that the portal offers.

    ``company`` or ``package`` tell whose plan it is: a package by its id, a bought plan by that of its contract.
    """

    account: str
    portal: str
    product: str
    issue: str
    plan: str | None = None
    company: str | None = None
    package: str | None = None


class SwitchAccount(Record):
    """An account's user signs in with another account instead."""

    account: str
    other: str


class ChooseWorkload(Record):
    """An account chooses the workload (a product) of a customer's request; its portal opens."""

    account: str
    product: str


class BuyPlan(Record):
    """An account buys a support plan for its company."""

    account: str
    plan: str


class Wait(Record):
    """Time passes until a date."""

    until: date


Action = (
    SignIn
    | SwitchAccount
    | OpenPage
    | Activate
    | LinkContract
    | StartRequest
    | ExpandPlans
    | LeaveRequest
    | CreateRequest
    | ChooseWorkload
    | BuyPlan
    | Wait
)
