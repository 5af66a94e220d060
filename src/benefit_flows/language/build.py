"""Phrases with their names resolved, to the model's actions, facts and checks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from benefit_flows.model.actions import (
    Action,
    Activate,
    BenefitRef,
    BuyPlan,
    ChooseWorkload,
    ContractRef,
    CreateRequest,
    ExpandPlans,
    LeaveRequest,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
    SwitchAccount,
    Wait,
)
from benefit_flows.model.checks import (
    UNLIMITED,
    BenefitIs,
    ButtonIs,
    Check,
    ContractIs,
    ContractRuns,
    IncidentsAre,
    NotEntitled,
    NothingChanged,
    Outcome,
    OutcomeIs,
    PlanIs,
    PlanShows,
    RequestCount,
    RequestUnder,
    Sees,
    TopPlan,
)
from benefit_flows.model.givens import (
    AccountsExist,
    BenefitInState,
    CompanyExists,
    ContractLinked,
    Given,
    IncidentsLeft,
    OfferHeld,
    ProductDeclared,
    Setting,
    Today,
)
from benefit_flows.model.world import Account, Offer, Product, Value

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

    def counted(self, slot: str) -> int | str:
        """Give the number in a slot, or the word that stands for any."""
        text = self.text(slot)
        return text if text == UNLIMITED else int(text)

    def benefit(self) -> BenefitRef:
        """Give the benefit that is meant."""
        return BenefitRef(self.text("benefit"), self.maybe("company"), self.maybe("package"))

    def contract(self) -> ContractRef:
        """Give the contract that is meant."""
        return ContractRef(self.maybe("company"), self.maybe("package"), self.maybe("plan"))


def a_year_before(end: date) -> date:
    """Give the first day of the year that ends on a day: without one of its own, an offer begins then."""
    try:
        return end.replace(year=end.year - 1) + DAY
    except ValueError:  # the 29th of February
        return end.replace(year=end.year - 1, day=28) + DAY


def _offer(values: Values, level: str, competency: str | None) -> OfferHeld:
    last = values.day("last_day")
    first = values.day("first_day") if "first_day" in values.of else a_year_before(last)
    return OfferHeld(Offer(values.text("company"), level, competency, first, last))


def _product(values: Values) -> ProductDeclared:
    name, family = values.text("product"), values.text("family")
    if family == "cloud":
        return ProductDeclared(Product(name, "cloud", values.defaults["cloud-portal"], None))
    until = None if family == "recent" else date.min
    return ProductDeclared(Product(name, "on-premises", values.defaults["on-premises-portal"], until))


GIVENS: Final[Mapping[str, Callable[[Values], Given]]] = {
    "today": lambda v: Today(v.day("date")),
    "setting": lambda v: Setting(v.text("parameter"), v.of["setting"]),
    "company": lambda v: CompanyExists(v.text("company")),
    "competency": lambda v: _offer(v, v.text("level"), v.text("competency")),
    "action_pack": lambda v: _offer(v, v.defaults["pack"], None),
    "accounts": lambda v: AccountsExist(v.accounts),
    "product": _product,
    "benefit_is": lambda v: BenefitInState(v.benefit(), v.text("state")),
    "incidents": lambda v: IncidentsLeft(v.benefit(), v.number("number")),
    "contract_is": lambda v: ContractLinked(v.contract(), v.text("account")),
}


def _create(v: Values) -> CreateRequest:
    issue = v.maybe("issue") or v.defaults["issue"]
    account, portal, product = v.text("account"), v.text("portal"), v.text("product")
    return CreateRequest(account, portal, product, issue, v.maybe("plan"), v.maybe("company"), v.maybe("package"))


def days_in(values: Values) -> int:
    """Give how many days the unit of a wait has."""
    return 7 if values.text("unit").startswith("week") else 1


def _wait(v: Values) -> Wait:
    return Wait(v.today + timedelta(days=v.number("count") * days_in(v)))


ACTIONS: Final[Mapping[str, Callable[[Values], Action]]] = {
    "sign_in": lambda v: SignIn(v.text("account"), v.text("portal")),
    "switch": lambda v: SwitchAccount(v.text("account"), v.text("other")),
    "choose_workload": lambda v: ChooseWorkload(v.text("account"), v.text("product")),
    "buy_plan": lambda v: BuyPlan(v.text("account"), v.text("plan")),
    "open_page": lambda v: OpenPage(v.text("account"), v.text("portal"), v.text("page")),
    "activate": lambda v: Activate(
        v.text("account"),
        v.maybe("portal") or v.defaults["activation-portal"],
        v.text("benefit"),
        v.maybe("package"),
    ),
    "link": lambda v: LinkContract(v.text("account"), v.text("portal"), v.contract()),
    "wrong_pair": lambda v: LinkContract(v.text("account"), v.text("portal"), ContractRef(), right_pair=False),
    "start_request": lambda v: StartRequest(v.text("account"), v.text("portal"), v.text("product")),
    "expand": lambda v: ExpandPlans(v.text("account")),
    "leave_request": lambda v: LeaveRequest(v.text("account")),
    "create_request": _create,
    "wait": _wait,
    "wait_until": lambda v: Wait(v.day("date")),
}


CHECKS: Final[Mapping[str, Callable[[Values], Check]]] = {
    "benefit_is": lambda v: BenefitIs(v.benefit(), v.text("state")),
    "incidents": lambda v: IncidentsAre(v.benefit(), v.counted("number")),
    "not_entitled": lambda v: NotEntitled(v.text("company"), v.text("benefit")),
    "contract_is": lambda v: ContractIs(v.contract(), v.text("account"), v.text("link_state")),
    "contract_starts": lambda v: ContractRuns(v.contract(), "start-date", v.day("date")),
    "contract_ends": lambda v: ContractRuns(v.contract(), "end-date", v.day("date")),
    "sees": lambda v: Sees(v.text("account"), v.text("text")),
    "sees_not": lambda v: Sees(v.text("account"), v.text("text"), expected=False),
    "plan_shows": lambda v: PlanShows(
        v.text("account"), v.text("plan"), v.text("text"), v.of["value"], v.maybe("package")
    ),
    "button_is": lambda v: ButtonIs(v.text("account"), v.text("text"), v.text("press")),
    "plan_is": lambda v: PlanIs(
        v.text("account"), v.text("plan"), v.text("offer"), v.maybe("reason"), v.maybe("package")
    ),
    "outcome_is": lambda v: OutcomeIs(Outcome(v.text("outcome"))),
    "ignorable": lambda _: OutcomeIs(Outcome.IGNORABLE),
    "nothing_changed": lambda _: NothingChanged(),
    "top_plan": lambda v: TopPlan(v.text("plan")),
    "request_under": lambda v: RequestUnder(v.text("plan")),
    "request_count": lambda v: RequestCount(v.number("count")),
}
