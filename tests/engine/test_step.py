"""One action and what comes of it, on a toy rulebook."""

from dataclasses import replace
from datetime import timedelta

import pytest

from benefit_flows.engine.step import next_date, step
from benefit_flows.model.actions import Activate, ContractRef, CreateRequest, LinkContract, OpenPage, SignIn, Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Applied, Decision, Move, Problem, Shown, Step
from benefit_flows.model.world import Fact, Link, Place, Request
from tests.engine.toy import BOOK, DESK, START, ToyMachine, badge, contract, world

DOOR = OpenPage("Ann", DESK, "door")
WINDOW = OpenPage("Ann", DESK, "window")
DAY = timedelta(days=1)


def held(guard: str, rule: str, value: object = True) -> Decision:
    """Make the decision of a guard of the toy that held."""
    return Decision(guard, (rule,), held=True, facts=(Fact(guard, value),))  # type: ignore[arg-type]  # a fact's value


def failed(guard: str, rule: str) -> Decision:
    """Make the decision of a guard of the toy that failed."""
    return Decision(guard, (rule,), held=False, facts=(Fact(guard, value=False),))


def test_an_action_whose_guards_hold_is_accepted_and_has_its_effects() -> None:
    """All guards are asked in order, and the whole step stands in the result."""
    before = world()
    assert step(before, DOOR, BOOK) == Step(
        before,
        DOOR,
        Outcome.ACCEPTED,
        (held("first", "T1"), held("second", "T2"), held("third", "T3")),
        (Applied("open", ("T7",), ()),),
        (),
        (),
        (),
        before._replace(places=(Place("Ann", DESK, "door"),)),
    )


def test_guards_are_asked_up_to_the_first_that_fails() -> None:
    """The first guard that fails refuses; those behind it are not asked, and nothing changes."""
    before = world(first=False, third=False)
    done = step(before, DOOR, BOOK)
    assert done == Step(
        before,
        DOOR,
        Outcome.REFUSED,
        (failed("first", "T4"),),
        (Applied("first.message", ("T4",), ()),),
        (),
        (Shown("closed", (), documented=True),),
        (),
        before,
    )
    assert done.refusal == failed("first", "T4")


def test_the_second_guard_decides_when_the_first_holds() -> None:
    """A guard that held stands before the one that failed; the message is the one that its function chose."""
    before = world(second=False)
    done = step(before, DOOR, BOOK)
    assert (done.outcome, done.decisions) == (Outcome.REFUSED, (held("first", "T1"), failed("second", "T5")))
    assert done.shown == (Shown("door-closed", (), documented=False),)
    assert done.after == before


def test_a_guard_that_does_not_apply_is_not_asked() -> None:
    """A guard for doors says nothing about windows, even where it would fail."""
    done = step(world(second=False), WINDOW, BOOK)
    assert (done.outcome, done.decisions) == (Outcome.ACCEPTED, (held("first", "T1"), held("third", "T3")))


def test_an_error_to_ignore_shows_its_message_and_leaves_the_facts() -> None:
    """A guard with an outcome of its own ends the action so, and every fact stays."""
    before = world(third=False)
    done = step(before, DOOR, BOOK)
    assert (done.outcome, done.shown) == (Outcome.IGNORABLE, (Shown("never-mind", (), documented=True),))
    assert done.refusal == failed("third", "T6")
    assert done.after == before


def test_a_step_names_the_rules_it_relied_on_once_each_in_order() -> None:
    """Rules of decisions come first, then those of effects; none comes twice."""
    assert step(world(), DOOR, BOOK).rules == ("T1", "T2", "T3", "T7")
    assert step(world(second=False), DOOR, BOOK).rules == ("T1", "T5")


def off(rule: str, state: str) -> Decision:
    """Make the decision of the guard about a badge's state."""
    return Decision("is-off", (rule,), held=state == "off", facts=(Fact("state", state),))


def charged(rule: str, left: int) -> Decision:
    """Make the decision of the guard about a badge's charge."""
    return Decision("is-charged", (rule,), held=left != 0, facts=(Fact("charge", left),))


PRESS = Activate("Ann", DESK, "red")


def test_the_first_situation_that_passes_is_taken() -> None:
    """Situations are tried in order; those behind the first that passes are not."""
    before = world(badge("p/1", state="gone"), badge("p/2"), badge("p/3"))
    done = step(before, PRESS, BOOK)
    assert done.decisions == (off("T4", "gone"), off("T1", "off"), charged("T2", 2))
    assert done.moves == (Move("badge", "p/2", "off", "press", "on", START, ("T3",)),)
    assert [each.state for each in done.after.benefits] == ["gone", "on", "off"]


def test_of_situations_that_all_fail_the_furthest_is_reported_last() -> None:
    """The situation that got furthest decides and stands last; the others stand before it in their order."""
    before = world(badge("p/1", state="gone"), badge("p/2", left=0), badge("p/3", state="on"))
    done = step(before, PRESS, BOOK)
    assert done.decisions == (off("T4", "gone"), off("T4", "on"), off("T1", "off"), charged("T5", 0))
    assert (done.outcome, done.refusal, done.shown) == (Outcome.REFUSED, charged("T5", 0), ())


def test_of_situations_that_get_equally_far_the_first_decides() -> None:
    """Where several situations fail at the same guard, the best of them, which is the first, is reported."""
    before = world(badge("p/1", state="gone"), badge("p/2", state="on"))
    assert step(before, PRESS, BOOK).refusal == off("T4", "gone")


def test_arriving_happens_whatever_the_outcome() -> None:
    """The account is at the desk after an accepted and after a refused action, and no fact has changed by it."""
    for state, outcome in (("off", Outcome.ACCEPTED), ("gone", Outcome.REFUSED)):
        done = step(world(badge("p/1", state=state)), PRESS, BOOK)
        assert (done.outcome, done.after.places) == (outcome, (Place("Ann", DESK, "hall"),))


def test_a_move_that_the_machine_does_not_have_refuses() -> None:
    """A missing move is a refusal by the machine, without an exception; effects before it are undone too."""
    before = world(contracts=1)._replace(links=(Link("Ann", "contract 1", "linked", DESK),))
    action = LinkContract("Ann", DESK, ContractRef())
    facts = (Fact("machine", "tie"), Fact("state", "linked"), Fact("event", "link"))
    refusal = Decision("machine", (), held=False, facts=facts)
    assert step(before, action, BOOK) == Step(before, action, Outcome.REFUSED, (refusal,), (), (), (), (), before)


def test_a_move_that_the_machine_has_is_recorded() -> None:
    """A move names its machine, subject, states, event, day and rules."""
    done = step(world(contracts=1), LinkContract("Ann", DESK, ContractRef()), BOOK)
    assert done.moves == (Move("tie", "Ann + contract 1", "unlinked", "link", "linked", START, ("T3",)),)
    assert done.after.links == (Link("Ann", "contract 1", "linked", DESK),)


def test_an_action_that_could_mean_several_things_is_a_problem() -> None:
    """With two contracts and none named, nothing is guessed: the step tells the candidates and changes nothing."""
    before = world(contracts=2)
    action = LinkContract("Ann", DESK, ContractRef())
    problem = Problem("BF504", (Fact("candidates", ("contract 1", "contract 2")),))
    assert step(before, action, BOOK) == Step(before, action, Outcome.REFUSED, (), (), (), (), (), before, problem)


def test_effects_of_settling_see_what_the_action_did() -> None:
    """What settles runs behind the effects, on the world that they left."""
    before = world()
    done = step(before, CreateRequest("Ann", DESK, "lamp", "dark"), BOOK)
    request = Request(1, "Ann", DESK, "lamp", "help", None, START)
    assert done.created == (request,)
    assert done.applied == (
        Applied("ask", ("T3",), ("request 1",)),
        Applied("bell-rung", ("T8",), ("request 1",)),
        Applied("bell", ("T8",), ()),
    )
    assert done.after == before._replace(requests=(request,), settings=(("bell", 1),))


def test_nothing_settles_behind_a_refusal() -> None:
    """A refused action leaves even what was waiting to be settled."""
    before = world(first=False)._replace(settings=(("bell", 9), ("first", False)))
    assert step(before, DOOR, BOOK).after == before


def turned(done: Step) -> list[str]:
    """Give the days that the clock turned to, in order."""
    return [subject for each in done.applied if each.effect == "turned-to" for subject in each.subjects]


def test_waiting_visits_due_dates_in_order() -> None:
    """Dates that only come up on the way are visited too, and every move stands on its own day."""
    late, early = START + 9 * DAY, START + 2 * DAY
    before = world(badge("p/1", state="on", due=late), badge("p/2"), badge("p/3", state="on", due=early))
    done = step(before, Wait(START + 30 * DAY), BOOK)
    assert [(each.subject, each.event, each.on - START) for each in done.moves] == [
        ("p/3", "fade", 2 * DAY),
        ("p/2", "press", 5 * DAY),
        ("p/1", "fade", 9 * DAY),
    ]
    assert turned(done) == ["2000-01-03", "2000-01-06", "2000-01-10", "2000-01-31"]
    assert (done.outcome, done.after.today) == (Outcome.ACCEPTED, START + 30 * DAY)


def test_waiting_stops_before_what_comes_later() -> None:
    """A due date behind the day that is waited for is not reached."""
    done = step(world(badge("p/1", state="on", due=START + 5 * DAY)), Wait(START + 4 * DAY), BOOK)
    assert (turned(done), done.moves, done.after.benefits[0].state) == (["2000-01-05"], (), "on")


def test_waiting_until_a_due_date_turns_to_it_once() -> None:
    """What happens on the day that is waited for happens once on that day."""
    done = step(world(badge("p/1", state="on", due=START + 5 * DAY)), Wait(START + 5 * DAY), BOOK)
    assert turned(done) == ["2000-01-06"]
    assert [each.event for each in done.moves] == ["fade"]


def test_waiting_until_today_changes_nothing() -> None:
    """Waiting for the day that it is already is accepted."""
    before = world(badge("p/1"))
    done = step(before, Wait(START), BOOK)
    assert (done.outcome, done.after) == (Outcome.ACCEPTED, before)


def test_time_does_not_go_backwards() -> None:
    """Waiting for a day in the past is refused on the two dates, and the world stays."""
    before = world(badge("p/1", state="on", due=START))
    facts = (Fact("today", START), Fact("until", START - DAY))
    forward = Decision("clock.forward", (), held=False, facts=facts)
    action = Wait(START - DAY)
    assert step(before, action, BOOK) == Step(before, action, Outcome.REFUSED, (forward,), (), (), (), (), before)


def without(machine: str) -> Rulebook:
    """Give the toy with a machine that has no moves."""
    return replace(BOOK, machines={**BOOK.machines, machine: ToyMachine(machine)})


def test_a_move_missing_in_the_machine_refuses_waiting_too() -> None:
    """A move that time asks for and the machine does not have is no exception either, and time stands still."""
    before = world(badge("p/1", state="on", due=START + DAY))
    done = step(before, Wait(START + 2 * DAY), without("badge"))
    assert (done.outcome, done.after) == (Outcome.REFUSED, before)
    assert done.refusal is not None
    assert done.refusal.facts == (Fact("machine", "badge"), Fact("state", "on"), Fact("event", "fade"))


def test_the_next_date_is_the_earliest_behind_today() -> None:
    """Dates of today and before do not count; without any there is no next date."""
    days = [badge(f"p/{n}", due=START + n * DAY) for n in (0, 7, 3)]
    assert next_date(world(*days), BOOK) == START + 3 * DAY
    assert next_date(world(days[0]), BOOK) is None


@pytest.mark.parametrize("action", [DOOR, PRESS, SignIn("Ann", DESK), Wait(START + 30 * DAY)])
def test_a_step_leaves_the_world_before_it_as_it_was(action: SignIn | OpenPage | Activate | Wait) -> None:
    """Worlds are values: what was before is equal to, and hashes like, an equal world built anew."""
    before = world(badge("p/1"), badge("p/2", state="on", due=START + DAY), contracts=1)
    done = step(before, action, BOOK)
    same = world(badge("p/1"), badge("p/2", state="on", due=START + DAY), contracts=1)
    assert (before, hash(before)) == (same, hash(same))
    assert done.before is before
    assert done == step(same, action, BOOK)


def test_contracts_of_the_toy_are_told_apart_by_company() -> None:
    """A reference that names a company with one contract finds it."""
    other = contract(2)._replace(company="Other")
    before = world(contracts=1)
    before = before._replace(contracts=(*before.contracts, other))
    done = step(before, LinkContract("Ann", DESK, ContractRef("Other")), BOOK)
    assert done.after.links == (Link("Ann", "contract 2", "linked", DESK),)
