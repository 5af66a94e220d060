"""Actions back to lines: what an explorer, a stepper or an explanation found, said in the scenario language."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.print import print_phrase
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import NAME, tables_for
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
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.source import NOWHERE
from benefit_flows.text import Language


class Wording(NamedTuple):
    """Makes slots in a language."""

    rulebook: Rulebook
    language: Language

    def name(self, slot: str, value: str) -> Slot:
        """Make a slot of a bare name."""
        return Slot(slot, NAME, value, NOWHERE)

    def quoted(self, slot: str, key: str) -> Slot:
        """Make a slot of a quoted name of the rulebook."""
        return Slot(slot, "STRING", self.rulebook.name(key, self.language), NOWHERE)

    def contract(self, ref: ContractRef) -> tuple[Slot, ...]:
        """Make the slot that says which contract, if it takes one."""
        if ref.package is not None:
            return (Slot("package", "STRING", ref.package, NOWHERE),)
        if ref.plan is not None:
            return (self.quoted("plan", ref.plan),)
        return (self.name("company", ref.company),) if ref.company else ()


def phrase_of(action: Action, rulebook: Rulebook, language: Language = "en") -> Phrase:
    """Give the phrase that says an action in a language; parsed and checked again it gives the action."""
    kind, slots = _PHRASES[type(action)](action, Wording(rulebook, language))
    return Phrase(kind, slots)


def line_of(action: Action, rulebook: Rulebook, language: Language = "en") -> str:
    """Give the line of a scenario that says an action, keyword included."""
    start = "wait" if isinstance(action, Wait) else "when"
    text = print_phrase(phrase_of(action, rulebook, language), start, tables_for(language))
    return f"{keyword_of(start, language)} {text}"


Said = tuple[str, tuple[Slot, ...]]


def _sign_in(a: SignIn, w: Wording) -> Said:
    return "sign_in", (w.name("account", a.account), w.quoted("portal", a.portal))


def _switch(a: SwitchAccount, w: Wording) -> Said:
    return "switch", (w.name("account", a.account), w.name("other", a.other))


def _open(a: OpenPage, w: Wording) -> Said:
    return "open_page", (w.name("account", a.account), w.quoted("page", a.page), w.quoted("portal", a.portal))


def _activate(a: Activate, w: Wording) -> Said:
    package = (Slot("package", "STRING", a.package, NOWHERE),) if a.package else ()
    elsewhere = a.portal != w.rulebook.defaults["activation-portal"]
    portal = (w.quoted("portal", a.portal),) if elsewhere else ()
    return "activate", (w.name("account", a.account), w.quoted("benefit", a.benefit), *package, *portal)


def _link(a: LinkContract, w: Wording) -> Said:
    account, portal = w.name("account", a.account), w.quoted("portal", a.portal)
    return ("link", (account, *w.contract(a.contract), portal)) if a.right_pair else ("wrong_pair", (account, portal))


def _start(a: StartRequest, w: Wording) -> Said:
    slots = (w.name("account", a.account), w.quoted("product", a.product), w.quoted("portal", a.portal))
    return "start_request", slots


def _expand(a: ExpandPlans, w: Wording) -> Said:
    return "expand", (w.name("account", a.account), w.quoted("text", w.rulebook.defaults["section"]))


def _leave(a: LeaveRequest, w: Wording) -> Said:
    return "leave_request", (w.name("account", a.account),)


def _create(a: CreateRequest, w: Wording) -> Said:
    plan = (w.quoted("plan", a.plan), *w.contract(ContractRef(a.company, a.package))) if a.plan else ()
    issue = (w.quoted("issue", a.issue),) if a.issue != w.rulebook.defaults["issue"] else ()
    slots = (w.name("account", a.account), w.quoted("product", a.product), w.quoted("portal", a.portal))
    return "create_request", (*slots, *plan, *issue)


def _workload(a: ChooseWorkload, w: Wording) -> Said:
    return "choose_workload", (w.name("account", a.account), w.quoted("product", a.product))


def _buy(a: BuyPlan, w: Wording) -> Said:
    return "buy_plan", (w.name("account", a.account), w.quoted("plan", a.plan))


def _wait(a: Wait, _: Wording) -> Said:
    return "wait_until", (Slot("date", "DATE", a.until.isoformat(), NOWHERE),)


_PHRASES: Final[Mapping[type, Callable[..., Said]]] = {
    SignIn: _sign_in,
    SwitchAccount: _switch,
    OpenPage: _open,
    Activate: _activate,
    LinkContract: _link,
    StartRequest: _start,
    ExpandPlans: _expand,
    LeaveRequest: _leave,
    CreateRequest: _create,
    ChooseWorkload: _workload,
    BuyPlan: _buy,
    Wait: _wait,
}
