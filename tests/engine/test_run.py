"""A whole run, on a toy rulebook: where it stops, what it asks of citations, what it cannot understand."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from benefit_flows.engine.run import run
from benefit_flows.model.actions import Action, Activate, BenefitRef, ContractRef, LinkContract, OpenPage, SignIn, Wait
from benefit_flows.model.changes import Change, Put
from benefit_flows.model.checks import BenefitIs, Check, ContractIs, NothingChanged, Outcome, OutcomeIs, Sees
from benefit_flows.model.givens import BenefitInState, CompanyExists, ContractLinked, Given, Setting
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line, Note, Question
from benefit_flows.model.screen import Screen
from benefit_flows.model.trace import Problem, Trace
from benefit_flows.model.world import Benefit, Contract, Fact, Package, World
from tests.engine.toy import BOOK, DESK, START, ToyMachine, badge, line, scenario, world

DAY: Final = timedelta(days=1)
DOOR: Final = OpenPage("Ann", DESK, "door")
ENTER: Final = SignIn("Ann", DESK)
ACCEPTED: Final = OutcomeIs(Outcome.ACCEPTED)
REFUSED: Final = OutcomeIs(Outcome.REFUSED)
IGNORABLE: Final = OutcomeIs(Outcome.IGNORABLE)
RED: Final = BenefitRef("red")
CLOSED: Final = line("given", Setting("first", value=False))
JAMMED: Final = line("given", Setting("second", value=False))
SHAKY: Final = line("given", Setting("third", value=False))
BADGE: Final = line("given", BenefitInState(RED, "press"))


def told(trace: Trace) -> list[tuple[str, tuple[Problem, ...]]]:
    """Give the lines that were reached behind the two that every scenario begins with, and their problems."""
    return [(event.line.keyword, event.problems) for event in trace.events[2:]]


def ran(*lines: Line, citations: tuple[int, ...] = ()) -> list[tuple[str, tuple[Problem, ...]]]:
    """Run lines and tell how far they came."""
    return told(run(scenario(*lines, citations=citations), BOOK))


def test_a_run_that_goes_well_reaches_every_line() -> None:
    """Every line has an event: a step, a judgement, or neither for what is only text."""
    lines = (
        BADGE,
        line("when", ENTER),
        line("note", Note("hello")),
        line("then", ACCEPTED),
        line("ask", Question("?", (), None)),
    )
    trace = run(scenario(*lines), BOOK)
    assert (trace.passed, told(trace)) == (True, [(each.keyword, ()) for each in lines])
    assert [(e.step is not None, e.judgement is not None) for e in trace.events[2:]] == [
        (True, False),
        (True, False),
        (False, False),
        (False, True),
        (False, False),
    ]


def test_a_run_stops_at_the_first_action_that_is_not_accepted() -> None:
    """Nothing behind a plain action that is refused is run or judged."""
    problem = Problem("BF502", (Fact("outcome", "refused"),))
    assert ran(CLOSED, line("when", DOOR), line("then", REFUSED), line("when", ENTER)) == [
        ("given", ()),
        ("when", (problem,)),
    ]


def test_an_error_to_ignore_is_not_accepted_either() -> None:
    """Only an accepted action satisfies a plain when."""
    problem = Problem("BF502", (Fact("outcome", "error to ignore"),))
    assert ran(SHAKY, line("when", DOOR)) == [("given", ()), ("when", (problem,))]


def test_an_attempt_may_be_refused() -> None:
    """A line that only tries goes on whatever the outcome."""
    assert ran(CLOSED, line("tries", DOOR, 4), line("then", REFUSED), line("when", ENTER)) == [
        ("given", ()),
        ("tries", ()),
        ("then", ()),
        ("when", ()),
    ]


def test_checks_right_behind_a_check_that_fails_are_still_judged() -> None:
    """A check that fails stops the run at the next action, not before."""
    lines = (
        line("when", DOOR),
        line("then", REFUSED),
        line("then", ACCEPTED),
        line("then", IGNORABLE),
        line("when", ENTER),
        line("then", ACCEPTED),
    )
    assert ran(*lines) == [
        ("when", ()),
        ("then", (Problem("BF501"),)),
        ("then", ()),
        ("then", (Problem("BF501"),)),
    ]


def test_a_note_behind_a_check_that_failed_ends_the_run() -> None:
    """Text is no check: the run ends there."""
    lines = (line("when", DOOR), line("then", REFUSED), line("note", Note("x")), line("then", REFUSED))
    assert ran(*lines) == [("when", ()), ("then", (Problem("BF501"),))]


def test_a_check_that_fails_tells_expected_and_actual() -> None:
    """The judgement holds both sides, the rules behind and the things it is about."""
    trace = run(scenario(BADGE, line("when", Activate("Ann", DESK, "blue"))), BOOK)
    assert trace.events[-1].problems == (Problem("BF502", (Fact("outcome", "refused"),)),)
    event = run(scenario(BADGE, line("then", BenefitIs(RED, "gone"))), BOOK).events[-1]
    assert event.judgement is not None
    assert event.judgement.expected == (Fact("benefit", "red"), Fact("state", "gone"))
    assert event.judgement.actual == (Fact("benefit", "red"), Fact("state", "on"))
    assert event.judgement.subjects == ("p/new",)
    assert event.problems == (Problem("BF501"),)


# Citations


def wrong(cited: int, *relied: int) -> Problem:
    """Make the problem of a wrong citation."""
    return Problem("BF503", (Fact("cited", cited), Fact("passages", tuple(map(str, relied)))))


def test_a_right_citation_on_an_action_passes() -> None:
    """Passages of rules of guards that held, and of effects, may be cited."""
    assert ran(line("when", DOOR, 1, 3, 7)) == [("when", ())]


def test_a_wrong_citation_on_an_action_fails_and_the_checks_behind_it_are_judged() -> None:
    """A passage that no rule of the step rests on is named beside those that one does; what happened did happen."""
    lines = (line("when", DOOR, 1, 8), line("then", ACCEPTED), line("when", ENTER))
    assert ran(*lines) == [("when", (wrong(8, 1, 2, 3, 7),)), ("then", ())]


def test_every_wrong_citation_is_told() -> None:
    """Two wrong citations on a line are two problems."""
    assert ran(line("when", DOOR, 9, 8)) == [("when", (wrong(9, 1, 2, 3, 7), wrong(8, 1, 2, 3, 7)))]


def test_a_wrong_citation_on_a_refused_attempt_fails() -> None:
    """The rule for which a guard stands when it holds cannot be cited when it failed."""
    lines = (CLOSED, line("tries", DOOR, 1), line("then", REFUSED))
    assert ran(*lines) == [("given", ()), ("tries", (wrong(1, 4),)), ("then", ())]


def test_a_wrong_citation_on_a_check_fails() -> None:
    """A check that holds but cites a passage that it does not rest on fails; checks behind it are judged."""
    lines = (line("when", DOOR), line("then", ACCEPTED, 8), line("then", ACCEPTED, 7), line("when", ENTER))
    assert ran(*lines) == [("when", ()), ("then", (wrong(8, 1, 2, 3, 7),)), ("then", ())]


def test_a_check_that_fails_says_nothing_about_its_citations() -> None:
    """Where the expectation is wrong, the citation is not judged too."""
    assert ran(line("when", DOOR), line("then", REFUSED, 8)) == [("when", ()), ("then", (Problem("BF501"),))]


def test_what_is_seen_is_cited_by_the_rules_of_its_entry() -> None:
    """A check of the screen rests on the rules of the entry that shows or withholds it."""
    enter = line("when", ENTER)
    assert ran(enter, line("then", Sees("Ann", "way-out"), 3)) == [("when", ()), ("then", ())]
    assert ran(enter, line("then", Sees("Ann", "way-out"), 7)) == [("when", ()), ("then", (wrong(7, 3),))]


def test_a_message_is_cited_by_the_rules_of_its_guard() -> None:
    """A message seen rests on the guard that showed it, and on no guard that held before."""
    lines = (JAMMED, line("tries", DOOR), line("then", Sees("Ann", "door-closed"), 5))
    assert ran(*lines) == [("given", ()), ("tries", ()), ("then", ())]
    lines = (JAMMED, line("tries", DOOR, 5), line("then", Sees("Ann", "door-closed"), 1))
    assert ran(*lines) == [("given", ()), ("tries", ()), ("then", (wrong(1, 5),))]


def test_a_message_is_gone_after_the_next_action_of_the_account() -> None:
    """A message lives until the account acts again; time does not take it away."""
    closed = Sees("Ann", "closed")
    lines = (CLOSED, line("tries", DOOR, 4), line("when", Wait(START + DAY)), line("then", closed))
    assert [problems for _, problems in ran(*lines)] == [(), (), (), ()]
    lines = (CLOSED, line("tries", DOOR, 4), line("when", ENTER), line("then", closed))
    assert [problems for _, problems in ran(*lines)] == [(), (), (), (Problem("BF501"),)]


UNCITED: Final = Problem("BF506", (Fact("passages", ("4",)),))


def test_a_documented_refusal_that_nobody_cites_fails() -> None:
    """When all else passed, the refusal that the document describes must have been cited."""
    lines = (CLOSED, line("tries", DOOR), line("then", REFUSED), line("when", ENTER, 7))
    assert ran(*lines) == [("given", ()), ("tries", (UNCITED,)), ("then", ()), ("when", ())]


@pytest.mark.parametrize(
    ("header", "attempt", "check"), [((4,), (), ()), ((), (4,), ()), ((), (), (4,))], ids=["header", "action", "check"]
)
def test_a_documented_refusal_may_be_cited_in_three_places(
    header: tuple[int, ...], attempt: tuple[int, ...], check: tuple[int, ...]
) -> None:
    """The citation may stand on the header, on the attempt or on a check right behind it."""
    lines = (CLOSED, line("tries", DOOR, *attempt), line("then", REFUSED, *check))
    assert ran(*lines, citations=header) == [("given", ()), ("tries", ()), ("then", ())]


def test_a_citation_behind_the_next_action_comes_too_late() -> None:
    """A check that belongs to the next action does not cite the refusal before."""
    lines = (CLOSED, line("tries", DOOR), line("then", REFUSED), line("tries", DOOR), line("then", REFUSED, 4))
    assert [problems for _, problems in ran(*lines)] == [(), (UNCITED,), (), (), ()]


def test_a_documented_error_to_ignore_must_be_cited_too() -> None:
    """An error to ignore is a refusal in this respect."""
    lines = (SHAKY, line("tries", DOOR), line("then", IGNORABLE))
    assert [problems for _, problems in ran(*lines)] == [(), (Problem("BF506", (Fact("passages", ("6",)),)),), ()]


def test_a_refusal_by_the_machine_needs_no_citation() -> None:
    """Where no rule refused, there is no passage to cite."""
    link = LinkContract("Ann", DESK, ContractRef())
    lines = (line("when", link), line("tries", link), line("then", REFUSED))
    assert told(run(scenario(*lines), with_records(contracts=1))) == [("when", ()), ("tries", ()), ("then", ())]


# References and facts


def with_records(*, badges: int = 0, contracts: int = 0) -> Rulebook:
    """Give the toy with companies that come with badges and contracts."""
    club = world(*(badge(f"p/{n + 1}") for n in range(badges)), contracts=contracts)
    records: tuple[Package | Benefit | Contract, ...] = (*club.packages, *club.benefits, *club.contracts)

    def with_club(before: World, given: Given, book: Rulebook) -> Iterable[Change] | Problem:
        made = BOOK.put(before, given, book)
        club = map(Put, records) if isinstance(given, CompanyExists) else ()
        return made if isinstance(made, Problem) else (*made, *club)

    return replace(BOOK, put=with_club)


SEVERAL_CONTRACTS: Final = Problem("BF504", (Fact("candidates", ("contract 1", "contract 2")),))
SEVERAL_BADGES: Final = Problem("BF504", (Fact("candidates", ("p/1", "p/2")),))


@pytest.mark.parametrize("keyword", ["when", "tries"])
def test_an_action_that_means_several_things_ends_the_run(keyword: str) -> None:
    """Several candidates are a mistake of the scenario, even where the action may be refused."""
    lines = (line(keyword, LinkContract("Ann", DESK, ContractRef())), line("then", REFUSED))
    assert told(run(scenario(*lines), with_records(contracts=2))) == [(keyword, (SEVERAL_CONTRACTS,))]


@pytest.mark.parametrize(
    ("check", "problem"),
    [
        (BenefitIs(RED, "off"), SEVERAL_BADGES),
        (ContractIs(ContractRef(), "Ann", "linked"), SEVERAL_CONTRACTS),
    ],
)
def test_a_check_that_means_several_things_ends_the_run(check: Check, problem: Problem) -> None:
    """A check that several things could be meant by is neither held nor failed."""
    lines = (line("when", ENTER), line("then", check), line("then", ACCEPTED))
    trace = run(scenario(*lines), with_records(badges=2, contracts=2))
    assert told(trace) == [("when", ()), ("then", (problem,))]
    assert trace.events[-1].judgement is None


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (BenefitInState(RED, "press"), SEVERAL_BADGES),
        (ContractLinked(ContractRef(), "Ann"), SEVERAL_CONTRACTS),
    ],
)
def test_a_fact_that_means_several_things_ends_the_run(given: Given, problem: Problem) -> None:
    """A fact about one of several things is not put in place."""
    lines = (line("given", given), line("then", ACCEPTED))
    assert told(run(scenario(*lines), with_records(badges=2, contracts=2))) == [("given", (problem,))]


def test_a_fact_that_the_machine_does_not_allow_is_a_problem() -> None:
    """A state that no move leads to cannot be so at the start."""
    facts = (Fact("machine", "badge"), Fact("state", "off"), Fact("event", "fade"))
    lines = (line("given", BenefitInState(RED, "fade")), line("when", ENTER))
    assert ran(*lines) == [("given", (Problem("BF505", facts),))]


# The first day


def days(trace: Trace) -> list[str]:
    """Give the days that the clock has turned to."""
    applied = [each for step in trace.steps for each in step.applied if each.effect == "turned-to"]
    return [subject for each in applied for subject in each.subjects]


def opened(trace: Trace, lines: int) -> World:
    """Give the world in which the line of this number was met."""
    step = trace.events[lines + 2].step
    assert step is not None
    return step.before


def test_the_first_day_is_opened_when_the_facts_are_in_place() -> None:
    """What the first day brings happens before the first action, on all facts together."""
    plain = (line("given", Setting("zeal", value=True)), line("when", ENTER))
    assert opened(run(scenario(*plain), BOOK), 1).settings == (("bell", 0), ("zeal", True))


def test_facts_behind_the_first_action_open_the_day_again() -> None:
    """Facts that are put in place later bring what they bring before the next line that is no fact."""
    later = (line("when", ENTER), line("given", Setting("bell", value=7)), line("then", NothingChanged()))
    last = run(scenario(*later), BOOK)
    assert last.passed
    ended = run(scenario(*later, line("when", ENTER)), BOOK)
    assert opened(ended, 3).settings == (("bell", 0),)


def test_a_move_missing_on_the_first_day_is_a_problem_and_no_exception() -> None:
    """Where the first day asks for a move that the machine does not have, the run fails and tells the facts."""

    def due_badge(before: World, given: Given, book: Rulebook) -> Iterable[Change] | Problem:
        due = Put(badge("p/1", state="on", due=START))
        return (due,) if isinstance(given, Setting) else BOOK.put(before, given, book)

    book = replace(BOOK, put=due_badge, machines={"badge": ToyMachine("badge")})
    trace = run(scenario(line("given", Setting("x", value=1)), line("when", ENTER)), book)
    facts = (Fact("machine", "badge"), Fact("state", "on"), Fact("event", "fade"))
    assert [each.facts for event in trace.events for each in event.problems] == [facts]


# Screens


def screens_of(action: Action, *, screens: bool) -> list[Screen | None]:
    """Run one action and give the screens that the trace kept."""
    trace = run(scenario(line("when", action)), BOOK, screens=screens)
    return [event.screen for event in trace.events]


def test_screens_are_kept_for_who_asks_for_them() -> None:
    """With screens the event of an action holds what the account sees then; without, and for facts, none."""
    seen = screens_of(ENTER, screens=True)
    assert [each.page if each else None for each in seen] == [None, None, "hall"]
    assert screens_of(ENTER, screens=False) == [None, None, None]


def test_waiting_has_no_screen() -> None:
    """Nobody acts while time passes."""
    assert screens_of(Wait(START + DAY), screens=True) == [None, None, None]


# What changed last


def test_a_check_is_recorded_with_the_line_that_last_changed_what_it_is_about() -> None:
    """A benefit by its own last change, what an account sees by its own last action, an outcome by none."""
    checks = (BenefitIs(RED, "press"), Sees("Ann", "x", expected=False), ACCEPTED)
    trace = run(scenario(BADGE, line("when", ENTER), *(line("then", each) for each in checks)), BOOK)
    assert [each.changed_by for each in trace.events[-3:]] == [2, 3, None]
