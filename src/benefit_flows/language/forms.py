"""What can be said: one row a phrase. From a row an action, a fact or a check is made of a line, and said as one.

Fields are called like the slots that fill them. ``speaker`` turns what a row says into words.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Generic, NamedTuple, TypeVar

from benefit_flows.language.values import GATHERED, Values, spread
from benefit_flows.model.actions import (
    Action,
    Activate,
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
from benefit_flows.model.record import Record
from benefit_flows.model.world import Value
from benefit_flows.text import PLACEHOLDER, Text

Made_co = TypeVar("Made_co", bound=Record, covariant=True)
NONE: Final[Mapping[str, str]] = MappingProxyType({})
NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Form(NamedTuple, Generic[Made_co]):
    """A phrase: what it makes, and what its slots are for where their names do not say so.

    ``slots`` are fields that a slot of another name fills; ``defaults`` those that a line may leave out, with the name
    of the rulebook's default; ``fixed`` those that the phrase itself decides. ``words`` are slots that
    fill no field, with the one word that they can hold.
    ``read`` makes it where the slots do not hold its fields; such a phrase is only read, and another one says it.
    ``declares`` are kinds of names that a line of it brings into the scenario.
    """

    makes: type[Made_co]
    slots: Mapping[str, str] = NONE
    defaults: Mapping[str, str] = NONE
    fixed: Mapping[str, object] = NO_VALUES
    words: Mapping[str, str] = NONE
    read: Callable[[Values], Made_co] | None = None
    declares: tuple[str, ...] = ()

    def built(self, values: Values) -> Made_co:
        """Make what a line says."""
        if self.read is not None:
            return self.read(values)
        return self.makes(*(self._field(each, values) for each in self.makes.fields))

    def _field(self, field: str, values: Values) -> object:
        if field in self.fixed:
            return self.fixed[field]
        kind = self.makes.types[field]
        if kind in GATHERED:
            return GATHERED[kind](values)
        value = values.of.get(self.slots.get(field, field))
        return values.defaults[self.defaults[field]] if value is None and field in self.defaults else value

    def said(self, what: Record, defaults: Mapping[str, str]) -> Mapping[str, Value] | None:
        """Give what the slots of the phrase say of something, by slot; ``None`` for what it does not say."""
        if type(what) is not self.makes or self.read is not None:
            return None
        fields = dict(zip(what.fields, what.values(), strict=True))
        if any(fields[each] != value for each, value in self.fixed.items()):
            return None
        found: dict[str, Value] = {}
        for field, value in fields.items():
            unsaid = field in self.defaults and value == defaults[self.defaults[field]]
            if field not in self.fixed and not unsaid:
                found |= spread(self.slots.get(field, field), value)
        return {slot: value for slot, value in found.items() if value is not None} | dict(self.words)


class ActionForm(NamedTuple):
    """A phrase that says an action: its form, what it is called, and how a sequence draws it.

    It is drawn with the first text of which all slots are said, from the account to whom it is addressed: the other
    account, the portal, or the portal where the account is. To nobody where it is done ``alone``.
    """

    form: Form[Action]
    called: Text
    drawn: tuple[Text, ...]
    alone: bool = False

    def drawing(self, slots: Container[str]) -> Text:
        """Give the text that draws it, by the slots that are said."""
        return next(each for each in self.drawn if all(slot in slots for slot in PLACEHOLDER.findall(each.en)))


FACTS: Final[Mapping[str, Form[Given]]] = {
    "today": Form(Today, slots={"day": "date"}),
    "setting": Form(Setting, slots={"value": "setting"}),
    "company": Form(CompanyExists, declares=("company",)),
    "competency": Form(OfferHeld, declares=("company",)),
    "action_pack": Form(OfferHeld, declares=("company",)),
    "accounts": Form(AccountsExist, declares=("account",)),
    "product": Form(ProductDeclared, declares=("product",)),
    "benefit_is": Form(BenefitInState),
    "incidents": Form(IncidentsLeft),
    "contract_is": Form(ContractLinked, words={"link_state": "linked"}),
}

ACTIONS: Final[Mapping[str, ActionForm]] = {
    "sign_in": ActionForm(
        Form(SignIn),
        Text("an account signs in to a portal", "un compte se connecte à un portail"),
        (Text("signs in", "se connecte"),),
    ),
    "switch": ActionForm(
        Form(SwitchAccount),
        Text("somebody goes on with another account", "on continue avec un autre compte"),
        (Text("signs in as {other} instead", "se connecte plutôt avec le compte {other}"),),
    ),
    "choose_workload": ActionForm(
        Form(ChooseWorkload),
        Text("an account chooses a workload", "un compte choisit une charge de travail"),
        (Text("chooses “{product}”", "choisit «\u00a0{product}\u00a0»"),),
    ),
    "buy_plan": ActionForm(
        Form(BuyPlan),
        Text("an account buys a plan", "un compte achète un plan"),
        (Text("buys “{plan}”", "achète «\u00a0{plan}\u00a0»"),),
        alone=True,
    ),
    "open_page": ActionForm(
        Form(OpenPage),
        Text("an account opens a page", "un compte ouvre une page"),
        (Text("opens “{page}”", "ouvre «\u00a0{page}\u00a0»"),),
    ),
    "activate": ActionForm(
        Form(Activate, defaults={"portal": "activation-portal"}),
        Text("an account activates a benefit", "un compte active un avantage"),
        (Text("activates “{benefit}”", "active «\u00a0{benefit}\u00a0»"),),
    ),
    "link": ActionForm(
        Form(LinkContract, fixed={"right_pair": True}),
        Text("an account links a contract", "un compte lie un contrat"),
        (
            Text("enters the ID pair of “{plan}”", "saisit la paire d’ID de «\u00a0{plan}\u00a0»"),
            Text("enters the ID pair of the contract", "saisit la paire d’ID du contrat"),
        ),
    ),
    "wrong_pair": ActionForm(
        Form(LinkContract, fixed={"right_pair": False, "contract": ContractRef()}),
        Text("an account enters a wrong ID pair", "un compte saisit une fausse paire d’ID"),
        (Text("enters a wrong ID pair", "saisit une fausse paire d’ID"),),
    ),
    "start_request": ActionForm(
        Form(StartRequest),
        Text("an account starts a request", "un compte commence une demande"),
        (Text("starts a request for “{product}”", "commence une demande pour «\u00a0{product}\u00a0»"),),
    ),
    "expand": ActionForm(
        Form(ExpandPlans, slots={"section": "text"}),
        Text("an account unfolds the unavailable plans", "un compte déplie les plans indisponibles"),
        (Text("unfolds the unavailable plans", "déplie les plans indisponibles"),),
    ),
    "leave_request": ActionForm(
        Form(LeaveRequest),
        Text("an account leaves a request", "un compte quitte une demande"),
        (Text("leaves the request", "abandonne la demande"),),
    ),
    "create_request": ActionForm(
        Form(CreateRequest, defaults={"issue": "issue"}),
        Text("an account creates a request", "un compte crée une demande"),
        (Text("creates a request for “{product}”", "crée une demande pour «\u00a0{product}\u00a0»"),),
    ),
}

WAITS: Final[Mapping[str, Form[Wait]]] = {
    "wait_until": Form(Wait, slots={"until": "date"}),
    "wait": Form(Wait, read=lambda values: Wait(values.later())),
}

CHECKS: Final[Mapping[str, Form[Check]]] = {
    "benefit_is": Form(BenefitIs),
    "incidents": Form(IncidentsAre),
    "not_entitled": Form(NotEntitled, slots={"kind": "benefit"}),
    "contract_is": Form(ContractIs, slots={"state": "link_state"}),
    "contract_starts": Form(ContractRuns, slots={"day": "date"}, fixed={"edge": "start-date"}),
    "contract_ends": Form(ContractRuns, slots={"day": "date"}, fixed={"edge": "end-date"}),
    "sees": Form(Sees, fixed={"expected": True}),
    "sees_not": Form(Sees, fixed={"expected": False}),
    "plan_shows": Form(PlanShows),
    "button_is": Form(ButtonIs, slots={"state": "press"}),
    "plan_is": Form(PlanIs, slots={"state": "offer"}),
    "ignorable": Form(OutcomeIs, fixed={"outcome": Outcome.IGNORABLE}),
    "outcome_is": Form(OutcomeIs),
    "nothing_changed": Form(NothingChanged),
    "top_plan": Form(TopPlan),
    "request_under": Form(RequestUnder),
    "request_count": Form(RequestCount, slots={"number": "count"}),
}

ACTS: Final[Mapping[str, Form[Action]]] = {**{kind: each.form for kind, each in ACTIONS.items()}, **WAITS}
"""All that happens: what accounts do, and time that passes."""

FORMS: Final[Mapping[str, Mapping[str, Form[Given | Action | Check]]]] = {
    "given": FACTS,
    "when": ACTS,
    "wait": WAITS,
    "then": CHECKS,
}
"""All phrases, by the keyword that they stand behind."""


def start_of(what: Given | Action | Check) -> str:
    """Give the keyword behind which something is said."""
    if isinstance(what, Wait):
        return "wait"
    return "given" if isinstance(what, Given) else "when" if isinstance(what, Action) else "then"


def sayings(what: Given | Action | Check, defaults: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, Value]]]:
    """Give the kinds of phrases that may say something, each with what its slots say: the grammar tells which does."""
    for kind, form in FORMS[start_of(what)].items():
        said = form.said(what, defaults)
        if said is not None:
            yield kind, said
