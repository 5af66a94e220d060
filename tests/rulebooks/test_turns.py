"""The days on which an answer changes, held against every day: none is missed, and no others are waited for."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.engine.menu import actions_in, acts_in, next_dates, offered
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Activate, BuyPlan, ContractRef, Wait
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World
from tests.rulebooks.worlds import (
    AZURE,
    BUSINESS,
    DAY,
    PARTNER_CENTER,
    after,
    ask,
    link,
    opened,
    plans,
    sign_in,
    until,
)

BOOK: Final = rulebook()
SCOPE: Final = Scope(
    (PARTNER_CENTER, BUSINESS, AZURE), ("azure", "sharepoint-2016", "windows-server-2016", "windows-10"), ("advanced",)
)
ACCOUNTS: Final = "accounts of Contoso\n  | name | associated with | roles |\n  | Ada | MPN, CSP | Global admin |"


def answers(world: World) -> tuple[object, ...]:
    """Give what is answered in a world to all that can be tried, what comes of it later, and the plans on all pages."""
    tried = [step(world, each, BOOK) for each in acts_in(world, BOOK, SCOPE)]
    listed = [
        (portal, each, plans(world, "Ada", portal, each)) for portal in (BUSINESS, AZURE) for each in SCOPE.products
    ]
    return (*map(_answer, tried), *map(_comes_of_it, tried), *listed)


def _answer(done: Step) -> tuple[object, ...]:
    """Give how an attempt ended, what decided, and what was shown."""
    refusal = done.refusal.guard if done.refusal else None
    return done.action, done.outcome, refusal, done.problem, done.shown


def _comes_of_it(done: Step) -> tuple[object, ...]:
    """Give whether what was asked for has come when its processing has ended."""
    waiting = [each for each in done.after.benefits if each.due is not None]
    last = max((each.due for each in waiting if each.due), default=done.after.today)
    later = until(done.after, last.isoformat())
    return tuple((each.id, found.state) for each in waiting for found in later.benefits if found.id == each.id)


def unexpected(world: World, last: date) -> Iterator[date]:
    """Give the days up to one on which an answer changed, though neither is anything due nor do answers turn."""
    known = answers(world)
    while world.today < last:
        expected = {*BOOK.clock.due(world, BOOK), *BOOK.clock.turns(world, BOOK, SCOPE)}
        world = step(world, Wait(world.today + DAY), BOOK).after
        changed, known = known != (found := answers(world)), found
        if changed and world.today not in expected:
            yield world.today


def day(number: int) -> str:
    """Give a day of the year 2021 by its number from 0."""
    return (date(2021, 6, 20) + number * DAY).isoformat()


OFFERS: Final = {
    "an Action Pack": "an Action Pack",
    "Silver": 'a Silver competency in "Data Analytics"',
    "Gold": 'a Gold competency in "Datacenter"',
    "cloud": 'a Silver competency in "Security"',
}
offers = st.lists(
    st.tuples(st.sampled_from(sorted(OFFERS)), st.integers(-20, 30), st.integers(0, 40)), min_size=1, max_size=3
)


def begun(held: list[tuple[str, int, int]], takes: int, window: int) -> World:
    """Give the world in which offers are held, before anything is done in it."""
    lines = [
        f"company Contoso has {OFFERS[what]} from {day(start)} until {day(start + length)}"
        for what, start, length in held
    ]
    settings_ = (f'parameter "activation days" is {takes}', f'parameter "renewal window days" is {window}')
    return opened(f"today is {day(0)}", *settings_, *lines, ACCOUNTS)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(offers, st.sampled_from([0, 1, 3, 10]), st.sampled_from([0, 7]), st.lists(st.integers(0, 40), max_size=4))
def test_an_answer_changes_only_on_a_day_on_which_something_is_due_or_ends(
    held: list[tuple[str, int, int]], takes: int, window: int, picks: list[int]
) -> None:
    """For offers of all kinds that begin and end in any order, with something done at first, day by day."""
    world = after(begun(held, takes, window), sign_in())
    for pick in picks:
        accepted = [each for each in offered(world, BOOK, SCOPE) if each.outcome is Outcome.ACCEPTED]
        world = step(world, accepted[pick % len(accepted)].action, BOOK).after
    assert list(unexpected(world, world.today + 60 * DAY)) == []


def test_so_it_is_with_a_bought_plan_and_beyond_the_time_of_a_product() -> None:
    """A bought plan ends after a year; products are old before that, and the membership has ended."""
    world = after(opened("use: an activated Gold partner"), link(BUSINESS), BuyPlan("Ada", "advanced"))
    world = after(world, link(AZURE, contract=ContractRef(plan="advanced")))
    for first, last in (("2021-07-01", "2021-07-20"), ("2021-12-20", "2022-01-20"), ("2022-02-25", "2022-03-10")):
        assert list(unexpected(until(world, first), date.fromisoformat(last))) == []


def test_the_waits_that_are_offered_lead_to_the_next_due_date_and_to_the_next_turn_before_it() -> None:
    """An activation comes too late three days before the day after the end; products count only if they are named."""
    world = opened("use: a Gold partner")
    assert next_dates(world, BOOK, Scope((), ())) == (date(2021, 12, 29), date(2022, 1, 1))
    assert next_dates(world, BOOK, Scope((), ("sharepoint-2016",))) == (date(2021, 7, 11), date(2022, 1, 1))
    assert next_dates(until(world, "2021-12-29"), BOOK, Scope((), ())) == (date(2022, 1, 1),)
    assert next_dates(until(world, "2022-01-01"), BOOK, Scope((), ())) == ()
    waits = [each.until for each in actions_in(world, BOOK, Scope((), ())) if isinstance(each, Wait)]
    assert waits == [date(2021, 12, 29), date(2022, 1, 1)]


def moved(world: World, scope: Scope, kinds: tuple[type, ...]) -> set[tuple[str, str]]:
    """Explore all that actions of some kinds lead to, and give the moves of benefits from state to state."""
    seen, waiting, moves = {world}, [world], set()
    while waiting:
        here = waiting.pop()
        for each in actions_in(here, BOOK, scope):
            if isinstance(each, kinds):
                done = step(here, each, BOOK)
                moves |= {(move.source, move.target) for move in done.moves if move.machine == "benefit"}
                if done.after not in seen:
                    seen.add(done.after)
                    waiting.append(done.after)
    return moves


def test_who_follows_what_is_offered_meets_all_that_time_can_bring() -> None:
    """An activation that comes too late expires while it is pending."""
    assert moved(after(opened("use: a Gold partner"), sign_in()), Scope((), ()), (Activate, Wait)) == {
        ("inactive", "pending"),
        ("pending", "active"),
        ("inactive", "expired"),
        ("pending", "expired"),
        ("active", "expired"),
    }


def test_a_product_is_refused_from_the_day_that_is_waited_for() -> None:
    """SharePoint 2016 is in mainstream support until 2021-07-13, its last day."""
    world = until(after(opened("use: an activated Gold partner"), link(BUSINESS)), "2021-07-11")
    wanted = ask(BUSINESS, "sharepoint-2016")
    (old, _) = next_dates(world, BOOK, Scope((BUSINESS,), ("sharepoint-2016",)))
    assert [step(until(world, each.isoformat()), wanted, BOOK).outcome for each in (old - DAY, old)] == [
        Outcome.ACCEPTED,
        Outcome.REFUSED,
    ]


def test_how_few_days_are_waited_for() -> None:
    """Not every day is: a year of a membership with two old products has fewer than a dozen."""
    world, days = opened("use: a Gold partner"), 0
    while dates := next_dates(world, BOOK, SCOPE):
        world, days = step(world, Wait(dates[0]), BOOK).after, days + 1
    assert days == 6
