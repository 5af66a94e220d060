"""Stepping: forward and back show the same worlds, other futures are kept, a link restores all."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.model.actions import Activate, SignIn
from benefit_flows.model.checks import Outcome
from benefit_flows.stepper.link import Walk
from benefit_flows.stepper.session import Session, begin, restore
from tests.stepper.support import BOOK, documented, started, stepping, walked

MOVES: Final = st.lists(st.integers(0, 999), max_size=8)


def on_own_path(session: Session, steps: int) -> Session:
    """Follow the scenario for so many steps."""
    for _ in range(steps):
        assert session.next is not None
        session = session.choose(session.next)
    return session


def test_following_the_scenario_leads_along_its_own_path() -> None:
    for start in documented():
        session = begin(start, BOOK)
        for position, world in enumerate(start.worlds):
            assert (session.world, session.position, session.on_path) == (world, position, True)
            if session.next is not None:
                session = session.choose(session.next)
        assert session.ended
        assert session.just_ended
        assert session.next is None


def test_back_from_the_last_step_shows_the_same_worlds_as_forward() -> None:
    session = on_own_path(stepping(), 4)
    back = [session.jump(at).world for at in (4, 3, 2, 1, 0)]
    forward = [on_own_path(stepping(), at).world for at in (4, 3, 2, 1, 0)]
    assert back == forward
    assert session.back().forward() == session
    assert session.jump(0).back().cursor == 0
    assert session.forward().cursor == 4


def test_another_choice_in_the_middle_keeps_the_old_future_once() -> None:
    session = on_own_path(stepping(), 3)
    old = session.path
    other = session.jump(1).choose(0)
    assert (other.path, other.cursor, other.kept) == ((old[0], 0), 2, (old,))
    again = other.back().choose(old[1]).choose(old[2])
    assert again.kept == (old, (old[0], 0))
    assert again.back().choose(old[2]).kept == again.kept


def test_the_same_choice_in_the_middle_is_just_forward() -> None:
    session = on_own_path(stepping(), 3)
    assert session.jump(1).choose(session.path[1]) == session.jump(2)


def test_switching_takes_a_kept_future_where_both_part() -> None:
    first = on_own_path(stepping(), 3)
    second = first.jump(1).choose(0).choose(0)
    back = second.switch(0)
    assert (back.path, back.cursor, back.kept) == (first.path, 1, (second.path,))
    assert back.done == first.done
    assert replace(second, base=2).switch(0).base == 1


def test_reset_leads_to_where_the_session_starts() -> None:
    session = on_own_path(stepping(), 2).start_here()
    assert on_own_path(session, 2).reset().cursor == 2
    assert on_own_path(stepping(), 2).reset().cursor == 0


def test_off_the_path_the_scenario_goes_on_where_its_next_step_can_be_tried() -> None:
    session = stepping()
    aside = session.choose(session.choices.index(SignIn("Ada", "azure-portal")))
    assert (aside.position, aside.on_path, aside.ended) == (0, False, False)
    assert aside.next is not None
    assert aside.choose(aside.next).position == 1
    before_facts = on_own_path(session, 2)
    aside = before_facts.choose(before_facts.choices.index(SignIn("Chloe", "partner-center")))
    assert (aside.position, aside.on_path, aside.next) == (2, False, None)


def test_where_the_path_parts_before_the_start_the_session_starts_there() -> None:
    session = on_own_path(stepping(), 2).start_here().jump(1)
    other = next(number for number in range(len(session.choices)) if number != session.next)
    parted = session.choose(other)
    assert (parted.base, parted.reset().cursor) == (1, 1)
    assert restore(parted.start, BOOK, parted.walk) == parted


def test_a_refused_choice_says_what_would_make_it_accepted() -> None:
    session = stepping(
        """\
scenario: Activating
  use: a Gold partner
  when Ada tries to activate "Microsoft Product Support"
  then it is refused  [112]
"""
    )
    number = session.choices.index(Activate("Ada", "partner-center", "product-support"))
    assert session.outcome(number) is Outcome.REFUSED
    found = session.why_not(number)
    assert found is not None
    assert found.way == (SignIn("Ada", "partner-center"),)
    there = session.choose(session.choices.index(SignIn("Ada", "partner-center")))
    assert there.why_not(there.choices.index(Activate("Ada", "partner-center", "product-support"))) is None


def test_facts_and_time_are_never_explained_away() -> None:
    session = on_own_path(stepping(), 2)
    assert session.next is not None
    assert session.why_not(session.next) is None


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 999), MOVES, MOVES, st.integers(0, 8))
def test_a_link_restores_any_session(which: int, moves: list[int], others: list[int], at: int) -> None:
    start = documented()[which % len(documented())]
    session = walked(walked(begin(start, BOOK), moves).jump(at).start_here(), others)
    assert restore(start, BOOK, session.walk) == session


@pytest.mark.parametrize(
    "walk",
    [
        Walk((999,), 1),
        Walk((-1,), 1),
        Walk((0,), 2),
        Walk((0,), -1),
        Walk((0,), 0, 2),
        Walk((0,), 0, -1),
        Walk((0,), 1, 0, ((0, 999),)),
    ],
)
def test_numbers_that_fit_nothing_restore_nothing(walk: Walk) -> None:
    assert restore(started(), BOOK, walk) is None


def test_a_session_can_begin_further_down() -> None:
    session = begin(started(), BOOK, 3)
    assert (session.cursor, session.position) == (3, 3)
    assert session.done[2].step == started().steps[2]
