"""A toy rulebook for the tests of the mechanism: a club with one desk, two badges and a tiny machine.

It shares nothing with the real rulebook but the model's types, so these tests say what the engine does
whatever the content is. Passage n belongs to rule Tn alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from benefit_flows.engine.references import find_benefit, find_contract
from benefit_flows.model.actions import (
    Action,
    Activate,
    CreateRequest,
    LinkContract,
    OpenPage,
    SignIn,
)
from benefit_flows.model.catalogue import Message, Plan, Rule, Scope
from benefit_flows.model.changes import Change, Fire, Put, Set, SetDate, Use
from benefit_flows.model.checks import Check, Outcome
from benefit_flows.model.givens import BenefitInState, CompanyExists, ContractLinked, Given, Setting, Today
from benefit_flows.model.rulebook import Clock, Page, Rulebook, ScreenEntry, View
from benefit_flows.model.rules import ActionRules, Effect, Finding, Guard, OneOf, Situation
from benefit_flows.model.scenario import Line, Note, Question, Scenario
from benefit_flows.model.screen import Item
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Account, Benefit, Company, Contract, Fact, Link, Package, Place, Request, World
from benefit_flows.source import Span
from benefit_flows.text import Text

START: Final = date(2000, 1, 1)
DESK: Final = "desk"


@dataclass(frozen=True)
class ToyMachine:
    """A machine as the engine sees one: a name and a question."""

    name: str
    rows: tuple[tuple[str, str, str], ...] = ()

    def target(self, state: str, event: str) -> str | None:
        """Look the move up."""
        return next((target for *row, target in self.rows if row == [state, event]), None)


BADGE: Final = ToyMachine("badge", (("off", "press", "on"), ("on", "fade", "gone")))
TIE: Final = ToyMachine("tie", (("unlinked", "link", "linked"),))


# Opening a page asks three guards in a row; a setting of the same name makes one fail.


def _passes(name: str) -> Guard[OpenPage]:
    """Make a guard that holds unless the world says otherwise."""

    def test(situation: Situation[Action]) -> Finding:
        value = dict(situation.world.settings).get(name, True)
        return Finding(bool(value), (Fact(name, value),))

    return Guard(name, test, (f"T{GUARDS.index(name) + 1}",), (f"T{GUARDS.index(name) + 4}",))


GUARDS: Final = ("first", "second", "third")


def _only_doors(situation: Situation[OpenPage]) -> bool:
    return situation.action.page == "door"


def _say_which(situation: Situation[OpenPage]) -> str:
    return f"{situation.action.page}-closed"


def _go(_: World, situation: Situation[SignIn | OpenPage]) -> Iterator[Change]:
    action = situation.action
    page = action.page if isinstance(action, OpenPage) else "hall"
    yield Put(Place(action.account, action.portal, page))


def _scribble(world: World, _: Situation[Action]) -> Iterator[Change]:
    yield Set("scribbles", len(world.settings) + 1)


At = TypeVar("At", SignIn, OpenPage, CreateRequest)


def _one(world: World, action: At, rulebook: Rulebook) -> tuple[Situation[At], ...]:
    return (Situation(world, rulebook, action, world.acting(action.account)),)


def _signing_in(world: World, _: Rulebook, scope: Scope) -> Iterator[Action]:
    return (SignIn(account.name, portal) for account in world.accounts for portal in scope.portals)


def _opening(world: World, _: Rulebook, scope: Scope) -> Iterator[Action]:
    return (OpenPage(account.name, portal, "door") for account in world.accounts for portal in scope.portals)


SIGN_IN: Final = ActionRules(SignIn, _one, (), (Effect("enter", ("T7",), _go),), (), _signing_in)
OPEN: Final = ActionRules(
    OpenPage,
    _one,
    (
        _passes("first")._replace(message="closed"),
        _passes("second")._replace(message=OneOf(("door-closed",), _say_which), applies=_only_doors),
        _passes("third")._replace(message="never-mind", outcome=Outcome.IGNORABLE),
    ),
    (Effect("open", ("T7",), _go),),
    (),
    _opening,
)


# Pressing takes the first badge of its kind that can be pressed.


def _badges(world: World, action: Activate, rulebook: Rulebook) -> tuple[Situation[Activate], ...]:
    base = Situation(world, rulebook, action, world.acting(action.account))
    return tuple(base._replace(benefit=each) for each in world.benefits if each.kind == action.benefit) or (base,)


def _is_off(situation: Situation[Action]) -> Finding:
    state = situation.benefit.state if situation.benefit else "none"
    return Finding(state == "off", (Fact("state", state),))


def _is_charged(situation: Situation[Action]) -> Finding:
    left = situation.benefit.remaining if situation.benefit else 0
    return Finding(left != 0, (Fact("charge", left),))


def _press(world: World, situation: Situation[Action]) -> Iterator[Change]:
    if situation.benefit is not None:
        due = world.today + timedelta(days=10)
        yield Fire("badge", situation.benefit._replace(due=due, activated=world.today), "press")


def _pressing(world: World, rulebook: Rulebook, _: Scope) -> Iterator[Action]:
    return (Activate(each.name, DESK, kind) for each in world.accounts for kind in rulebook.benefits)


PRESS: Final = ActionRules(
    Activate,
    _badges,
    (
        Guard("is-off", _is_off, ("T1",), ("T4",), "closed"),
        Guard("is-charged", _is_charged, ("T2",), ("T5",)),
    ),
    (Effect("press", ("T3",), _press),),
    (Effect("arrive", ("T7",), lambda _, s: (Put(Place(s.account.name, DESK, "hall")),)),),
    _pressing,
)


# Linking asks nothing: the machine alone says what is legal.


def _contracts(world: World, action: LinkContract, rulebook: Rulebook) -> tuple[Situation[LinkContract], ...] | Problem:
    found = find_contract(world, action.contract)
    if isinstance(found, Problem):
        return found
    return (Situation(world, rulebook, action, world.acting(action.account), contract=found),)


def _tie(world: World, situation: Situation[LinkContract]) -> Iterator[Change]:
    action, contract = situation.action, situation.contract
    if contract is not None:
        known = world.link(action.account, contract.id)
        yield Fire("tie", known or Link(action.account, contract.id, "unlinked", action.portal), "link")


TIE_UP: Final = ActionRules(
    LinkContract,
    _contracts,
    (),
    (Effect("scribble", (), _scribble), Effect("tie", ("T3",), _tie)),
    (),
    lambda _, __, ___: (),
)


# Asking makes a request; behind every action a bell settles what is left.


def _ask(world: World, situation: Situation[CreateRequest]) -> Iterator[Change]:
    what = situation.action
    number = len(world.requests) + 1
    yield Put(Request(number, what.account, what.portal, what.product, "help", None, world.today))


def _ring(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Note how many requests there are by now, once."""
    number = len(world.requests)
    if dict(world.settings).get("bell") != number:
        yield Set("bell", number)
        yield Use("bell-rung", ("T8",), f"request {number}")


ASK: Final = ActionRules(CreateRequest, _one, (), (Effect("ask", ("T3",), _ask),), (), lambda _, __, ___: ())
SETTLE: Final = (Effect("bell", ("T8",), _ring),)


# Time: badges fade when they are due, and every day that is turned to is noted.


def _due(world: World, _: Rulebook) -> Iterator[date]:
    return (each.due for each in world.benefits if each.due is not None)


def _note_day(world: World, _: Situation[Action]) -> Iterator[Change]:
    yield Use("turned-to", (), world.today.isoformat())


def _fade(world: World, _: Situation[Action]) -> Iterator[Change]:
    """Let badges fade that are due; the first wakes the next one three days later."""
    for each in world.benefits:
        if each.due is not None and each.due <= world.today:
            yield Fire("badge", each._replace(due=None), "press" if each.state == "off" else "fade")
            waiting = [other for other in world.benefits if other.state == "off" and other.due is None]
            yield from (Put(other._replace(due=world.today + timedelta(days=3))) for other in waiting[:1])


def _turns(_: World, __: Rulebook, scope: Scope) -> Iterator[date]:
    """Say that answers change on two days, if the scope has a product at all."""
    return (START + days * timedelta(days=1) for days in (2, 6) if scope.products)


CLOCK: Final = Clock(_due, (Effect("note-day", (), _note_day), Effect("fade", ("T9",), _fade)), _turns)


# The hall


def _hall(view: View, entry: ScreenEntry) -> Iterator[tuple[Item, bool]]:
    for each in view.world.benefits:
        if each.state == "on":
            yield entry.shows("shiny", "row", each.kind, each.remaining)
        else:
            yield entry.withholds("shiny", "row", each.kind)


def _door(_: View, entry: ScreenEntry) -> Iterator[tuple[Item, bool]]:
    yield entry.shows("way-out", "button", enabled=False)


# Facts


def put(world: World, given: Given, _: Rulebook) -> Iterable[Change] | Problem:
    """Put a fact in place, of the few that a club knows; a company brings an account of the same name."""
    match given:
        case Today():
            return (SetDate(given.day),)
        case CompanyExists():
            return (Put(Company(given.company)), Put(Account(given.company, given.company, "", (), ())))
        case Setting():
            return (Set(given.parameter, given.value),)
        case BenefitInState():
            return _benefit(world, given)
        case ContractLinked():
            found = find_contract(world, given.contract)
            return found if isinstance(found, Problem) else ()
        case _:
            raise TypeError(given)


def _benefit(world: World, what: BenefitInState) -> Iterable[Change] | Problem:
    """Bring a badge with this event of its machine, or fail as the machine does."""
    found = find_benefit(world, what.benefit)
    if isinstance(found, Problem):
        return found
    return (Fire("badge", found or badge("p/new", kind=what.benefit.kind), what.state),)


def text(words: str) -> Text:
    """Make a text of the toy, which speaks no French."""
    return Text(words, words)


def _message(key: str, passages: tuple[int, ...] = ()) -> Message:
    return Message(key, "message", passages, text(key))


BOOK: Final = Rulebook(
    id="toy",
    title=text("Toy"),
    passages=tuple(range(1, 10)),
    not_testable={},
    rules={f"T{number}": Rule(f"T{number}", (number,), "explicit", "toy", text("toy")) for number in range(1, 10)},
    readings={},
    messages={
        each.key: each
        for each in (
            _message("closed", (4,)),
            _message("door-closed"),
            _message("never-mind", (6,)),
            _message("shiny"),
            _message("way-out"),
            _message("help-label"),
        )
    },
    names={},
    levels=(),
    roles=(),
    identities=(),
    associations=(),
    issues=(),
    covered_issues=(),
    benefits=("red", "blue"),
    competencies={},
    entitlements=(),
    products={},
    product_rules={},
    portals={},
    plans={"help": Plan("help", "help-label", None, paid=False, rank=0, families=(), rules=())},
    parameters={},
    aliases={},
    printed={},
    around={},
    defaults={},
    machines={"badge": BADGE, "tie": TIE},
    actions={SignIn: SIGN_IN, OpenPage: OPEN, Activate: PRESS, LinkContract: TIE_UP, CreateRequest: ASK},
    put=put,
    clock=CLOCK,
    settle=SETTLE,
    screens={
        (DESK, "hall"): Page((ScreenEntry("badges", ("T1", "T2"), _hall), ScreenEntry("exit", ("T3",), _door))),
    },
    standard_setups=(),
)


def badge(
    badge_id: str, *, kind: str = "red", state: str = "off", left: int | None = 2, due: date | None = None
) -> Benefit:
    """Make a badge."""
    return Benefit(badge_id, "p", kind, state, left, left, due, None)


def contract(number: int) -> Contract:
    """Make a contract of the club."""
    return Contract(f"contract {number}", "Club", "p", None, START, START + timedelta(days=number))


def world(*benefits: Benefit, contracts: int = 0, **settings: bool) -> World:
    """Make a world of one account, with badges, contracts and settings; the bell has been heard."""
    return World(
        START,
        (("bell", 0), *sorted(settings.items())),
        (Company("Club"),),
        (Account("Ann", "Club", "", (), ()),),
        packages=(Package("p", "Club", START, START),),
        benefits=benefits,
        contracts=tuple(contract(number + 1) for number in range(contracts)),
    )


What = Given | Action | Check | Note | Question


def line(keyword: str, what: What, *citations: int) -> Line:
    """Make a line of a scenario."""
    words = f"{keyword} {type(what).__name__}"
    return Line(keyword, what, Span("toy.flow", 1, 1, 2, words), words, citations)  # type: ignore[arg-type]  # a keyword


def scenario(*lines: Line, citations: tuple[int, ...] = ()) -> Scenario:
    """Make a scenario of lines, behind a first day and one account."""
    begin = (line("given", Today(START)), line("given", CompanyExists("Ann")))
    return Scenario("toy", Span("toy.flow", 1, 1, 2, ""), (), citations, (*begin, *lines), "toy")
