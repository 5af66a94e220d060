"""Random walks through what is offered in worlds of the real rulebook: what holds at every step of every walk."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

import pytest
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.engine.menu import next_dates, offered
from benefit_flows.engine.screens import screen
from benefit_flows.engine.step import step
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
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.screen import Screen
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Account, Place, World
from tests.rulebooks.worlds import AZURE, BUSINESS, LIFECYCLE, PARTNER_CENTER, SUPPORT_PORTALS, opened

BOOK: Final = rulebook()
SCOPE: Final = Scope((PARTNER_CENTER, BUSINESS, AZURE), ("azure", "windows-10"), ("premier",))

PEOPLE: Final = """accounts of Contoso
    | name  | associated with | roles             |
    | Ada   | MPN             | Global admin      |
    | Chloe | MPN, CSP        | Admin agent       |"""
GOLD: Final = 'company Contoso has a Gold competency in "Data Analytics" until 2021-12-31'
SILVER: Final = 'company Contoso has a Silver competency in "Data Analytics" until 2021-12-31'
CLOUD: Final = 'company Contoso has a Gold competency in "Security" until 2021-12-31'
PACK: Final = "company Contoso has an Action Pack until 2021-06-30"
LATER: Final = 'company Contoso has a Gold competency in "Datacenter" from 2021-06-01 until 2022-05-31'
RENEWED: Final = 'company Contoso has a Gold competency in "Datacenter" from 2022-01-01 until 2022-12-31'
BESIDE: Final = 'parameter "replaced package" is "runs on"'
WINDOW: Final = 'parameter "renewal window days" is 30'
BOTH: Final = ("use: both benefits active", '"Signature Cloud Support" has 2 incidents remaining')
TODAY: Final = "today is 2021-03-04"

STARTS: Final[dict[str, tuple[str, ...]]] = {
    "inactive": (TODAY, GOLD, PEOPLE),
    "an activation that comes too late": ("today is 2021-12-30", GOLD, PEOPLE),
    "nearly used up": (
        *(TODAY, SILVER, PEOPLE, *BOTH, "the contract is linked for Ada"),
        '"Microsoft Product Support" has 1 incidents remaining',
    ),
    "unlimited": (TODAY, CLOUD, PEOPLE, "use: both benefits active"),
    "an Action Pack": (TODAY, PACK, PEOPLE, '"Microsoft Product Support" is active'),
    "an Action Pack beside Gold": (TODAY, GOLD, PACK, PEOPLE, '"Signature Cloud Support" is active'),
    "an upgrade in mid-year": (TODAY, SILVER, PEOPLE, *BOTH, LATER),
    "an upgrade beside the old package": (TODAY, BESIDE, SILVER, PEOPLE, *BOTH, LATER),
    "a renewal in a renewal window": (TODAY, WINDOW, GOLD, PEOPLE, *BOTH, RENEWED),
    "a renewal": (TODAY, GOLD, PEOPLE, *BOTH, RENEWED),
    "a renewal window": (TODAY, GOLD, PEOPLE, WINDOW, *BOTH),
    "activation at once": (TODAY, GOLD, PEOPLE, 'parameter "activation days" is 0'),
    "the diagnostic": (TODAY, GOLD, PEOPLE, *BOTH, 'parameter "relink message" is "diagnostic"'),
    "no first link when invalid": (
        *(TODAY, GOLD, PEOPLE, *BOTH),
        'parameter "first link of an invalid contract" is "refused"',
    ),
}


@cache
def first_world(start: str) -> World:
    """Give the world in which walks start: Ada has signed in to Partner Center, Chloe is about to help a customer."""
    world = opened(*STARTS[start])
    arrive = (SignIn("Ada", PARTNER_CENTER), SignIn("Chloe", PARTNER_CENTER), OpenPage("Chloe", PARTNER_CENTER, "L10"))
    late = (Activate("Ada", PARTNER_CENTER, "signature"),) if "too late" in start else ()
    for action in (*arrive, *late):
        world = step(world, action, BOOK).after
    return world


class Pick(NamedTuple):
    """Which kind of action is taken next, which of that kind, and whether it may be one that is refused."""

    kind: int
    number: int
    bold: bool


class Walk(NamedTuple):
    """Where a walk starts, and what is picked at every step."""

    start: str
    picks: tuple[Pick, ...]


@cache
def taken(walk: Walk) -> tuple[tuple[Action, Step], ...]:
    """Take a walk: of what is offered pick a kind of action, then one of that kind."""
    world, steps = first_world(walk.start), []
    for pick in walk.picks:
        action = _picked(world, pick)
        done = step(world, action, BOOK)
        steps.append((action, done))
        world = done.after
    return tuple(steps)


def walked(walk: Walk) -> tuple[Step, ...]:
    """Give the steps of a walk."""
    return tuple(done for _, done in taken(walk))


def _picked(world: World, pick: Pick) -> Action:
    """Pick what is not refused, unless the pick is bold; time passes in one step of twelve only."""
    choices = offered(world, BOOK, SCOPE)
    if isinstance(choices[-1].action, Wait) and pick.kind % 12 == 0:
        return choices[-1].action
    choices = tuple(each for each in choices if not isinstance(each.action, Wait))
    fine = [each for each in choices if pick.bold or each.outcome is not Outcome.REFUSED]
    kinds = list(dict.fromkeys(type(each.action) for each in fine))
    of_kind = [each.action for each in fine if type(each.action) is kinds[pick.kind % len(kinds)]]
    return of_kind[pick.number % len(of_kind)]


PICKS: Final = st.builds(Pick, st.integers(0, 83), st.integers(0, 60), st.sampled_from([False, False, True]))


def _walk(picks: list[Pick]) -> Walk:
    """Start a walk by its picks: of a list of starts, Hypothesis takes some again and again and others never."""
    return Walk(sorted(STARTS)[sum(each.number for each in picks) % len(STARTS)], tuple(picks))


WALKS: Final = st.lists(PICKS, min_size=15, max_size=30).map(_walk)

# Without shrinking: a walk that fails is short enough to read, and shrinking one takes minutes.
BOUNDED: Final = settings(deadline=None, database=None, phases=(Phase.generate,))
Property = Callable[[Walk], None]


def every_walk(test: Property) -> Property:
    """Let Hypothesis take the same bounded walks for every property, so that each is walked once."""
    return seed(2021)(settings(BOUNDED, max_examples=110)(given(WALKS)(test)))


def worlds(walk: Walk) -> list[World]:
    """Give every world of a walk, the first one too."""
    return [first_world(walk.start), *(each.after for each in walked(walk))]


def moments(walk: Walk) -> list[World]:
    """Give every world of a walk, and those that time alone would bring from its end."""
    found = worlds(walk)
    last = found[-1]
    ends = (date(2021, 6, 30), date(2021, 7, 1), date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 31))
    return [*found, *(step(last, Wait(day), BOOK).after for day in ends if day > last.today)]


@every_walk
def test_what_is_not_accepted_leaves_every_fact(walk: Walk) -> None:
    """A refusal, and an error to ignore, leave the facts equal; only where the account is may differ."""
    for each in walked(walk):
        assert each.outcome is Outcome.ACCEPTED or each.before.facts() == each.after.facts()


@every_walk
def test_a_contract_is_hidden_exactly_when_it_has_ended_or_its_signature_is_used_up(walk: Walk) -> None:
    """At every moment: hidden if and only if associated and (contract expired or Signature exhausted)."""
    for world in moments(walk):
        for link in world.links:
            contract = world.contract(link.contract)
            assert contract is not None
            used_up = [
                each.id
                for each in world.benefits
                if each.package == contract.package and each.kind == "signature" and each.state == "exhausted"
            ]
            invalid = contract.end < world.today or bool(used_up)
            assert link.state == ("hidden" if invalid else "linked")


@every_walk
def test_a_refused_link_moves_nobody(walk: Walk) -> None:
    """Not only the facts: also where accounts are stays (A47)."""
    for each in walked(walk):
        if isinstance(each.action, LinkContract) and each.outcome is Outcome.REFUSED:
            assert each.after == each.before


@every_walk
def test_a_company_has_one_package_at_a_time(walk: Walk) -> None:
    """Nothing is added up, but where a scenario lets packages run on, or a renewal window prolongs one (A41, A43)."""
    for world in moments(walk):
        running = [each.id for each in world.packages if each.end >= world.today]
        assert len(running) <= 1 or world.settings


@every_walk
def test_a_contract_ends_with_its_package(walk: Walk) -> None:
    """Also where the package is replaced before its time."""
    for world in moments(walk):
        ends = {each.id: each.end for each in world.packages}
        assert all(each.package is None or each.end == ends[each.package] for each in world.contracts)


@every_walk
def test_an_expired_benefit_never_changes_again(walk: Walk) -> None:
    """Nothing revives a benefit, and nothing else about it changes."""
    found = moments(walk)
    for before, after in pairwise(found):
        ended = [each for each in before.benefits if each.state == "expired"]
        assert [after.benefit(each.id) for each in ended] == ended


@every_walk
def test_benefits_are_expired_exactly_behind_the_end_of_their_package(walk: Walk) -> None:
    """On the end date a benefit is not expired yet, and the day after it is."""
    for world in moments(walk):
        ends = {each.id: each.end for each in world.packages}
        assert [each.state == "expired" for each in world.benefits] == [
            ends[each.package] < world.today for each in world.benefits
        ]


@every_walk
def test_remaining_incidents_only_fall_and_never_below_zero(walk: Walk) -> None:
    """A count starts at what was granted and goes down; used up means zero, and only that."""
    found = moments(walk)
    for before, after in pairwise(found):
        for each in before.benefits:
            later = after.benefit(each.id)
            assert later is not None
            assert later.granted == each.granted
            if each.remaining is not None:
                assert later.remaining is not None
                assert 0 <= later.remaining <= each.remaining
                assert (later.state == "exhausted") <= (later.remaining == 0)
                assert (later.state == "active") <= (later.remaining > 0)


@every_walk
def test_unlimited_is_never_used_up(walk: Walk) -> None:
    """A benefit without a limit has no count at any moment and is never exhausted."""
    for world in moments(walk):
        unlimited = [each for each in world.benefits if each.granted is None]
        assert [each.remaining for each in unlimited] == [None] * len(unlimited)
        assert "exhausted" not in {each.state for each in unlimited}


@every_walk
def test_a_request_under_a_contract_uses_one_incident(walk: Walk) -> None:
    """Every accepted request takes one incident of the counted benefit behind its plan; nothing else takes any."""
    for each in walked(walk):
        used = {
            after.id: before.remaining - after.remaining
            for before, after in zip(each.before.benefits, each.after.benefits, strict=False)
            if before.remaining is not None and after.remaining is not None and before.remaining != after.remaining
        }
        expected = {
            benefit.id: 1
            for request in each.created
            for benefit in each.before.benefits
            if benefit.package == request.contract
            and benefit.kind == BOOK.plans[request.plan].benefit
            and benefit.granted is not None
        }
        assert used == expected


def shown_to(world: World, account: Account, portal: str, page: str) -> Screen:
    """Give what an account would see on a page."""
    place = Place(account.name, portal, page)
    found = screen(world._replace(places=(place,)), account.name, BOOK)
    assert found is not None
    return found


@every_walk
def test_the_ids_are_shown_exactly_for_benefits_that_have_become_active(walk: Walk) -> None:
    """On Technical benefits both IDs stand at each benefit that has been active and whose package has not ended."""
    for world in moments(walk):
        running = {each.id for each in world.packages if each.end >= world.today}
        expected = Counter(each.kind for each in world.benefits if each.activated and each.package in running)
        for account in world.accounts:
            items = shown_to(world, account, PARTNER_CENTER, "L7").items
            shown = [Counter(each.of for each in items if each.key == key) for key in ("L13", "L14")]
            assert shown == [expected, expected]


@every_walk
def test_a_contract_is_there_exactly_when_a_benefit_of_its_package_has_been_active(walk: Walk) -> None:
    """The first benefit of a package to become active brings the one contract, which starts on that day."""
    for world in moments(walk):
        firsts: dict[str, date] = {}
        for each in world.benefits:
            if each.activated is not None:
                firsts[each.package] = min(each.activated, firsts.get(each.package, each.activated))
        assert {each.package: each.start for each in world.contracts if each.plan is None} == firsts


@every_walk
def test_the_count_is_never_shown_outside_of_support_for_business(walk: Walk) -> None:
    """No page of Partner Center or of a cloud portal shows incidents remaining."""
    world = worlds(walk)[-1]
    pages = [each for each in BOOK.screens if each[0] != BUSINESS]
    for account in world.accounts:
        assert [
            each for each in pages if any(item.key == "L21" for item in shown_to(world, account, *each).items)
        ] == []


@every_walk
def test_a_plan_that_a_portal_lists_can_be_used_there(walk: Walk) -> None:
    """What a cloud portal lists as available is accepted for a request, and what it does not list is refused."""
    world = worlds(walk)[-1]
    labels = {each.label: each.id for each in BOOK.plans.values()}
    for account in world.accounts:
        for product in ("azure", "dynamics-365-finance-and-operations"):
            portal = BOOK.products[product].portal
            items = shown_to(world, account, portal, "L5").items
            listed = {(labels[each.key], each.contract) for each in items if each.role == "row"}
            assert listed == set(usable(world, account.name, portal, product))


def usable(world: World, account: str, portal: str, product: str) -> Iterator[tuple[str, str | None]]:
    """Give the plans that a request is accepted under, each with the contract that is named, if it has one."""
    for plan in BOOK.plans:
        for contract in (None,) if plan == "csp" else (each.id for each in world.contracts):
            wanted = CreateRequest(account, portal, product, "error-message", plan, package=contract)
            if step(world, wanted, BOOK).outcome is Outcome.ACCEPTED:
                yield plan, contract


@every_walk
def test_a_walk_leaves_its_worlds_as_they_were(walk: Walk) -> None:
    """Worlds are values: after the whole walk each equals, and hashes like, what it was before its step."""
    world = first_world(walk.start)
    for action, done in taken(walk):
        as_it_was = hash(done.before)
        step(done.before, action, BOOK)
        assert (done.before, hash(done.before)) == (world, as_it_was)
        world = done.after


@every_walk
def test_a_walk_that_is_replayed_gives_equal_steps(walk: Walk) -> None:
    """The same actions from the same start give the same steps, decisions and messages included."""
    assert replayed(walk) == walked(walk)


def replayed(walk: Walk) -> tuple[Step, ...]:
    """Take the actions of a walk once more."""
    world, steps = first_world(walk.start), []
    for action, _ in taken(walk):
        steps.append(step(world, action, BOOK))
        world = steps[-1].after
    return tuple(steps)


@every_walk
def test_every_choice_has_the_outcome_of_its_step(walk: Walk) -> None:
    """What is offered tells how it would end, and the waits stand last: for the next turn, and the next due date."""
    world = worlds(walk)[-1]
    choices = offered(world, BOOK, SCOPE)
    assert [each.outcome for each in choices] == [step(world, each.action, BOOK).outcome for each in choices]
    waiting = [isinstance(each.action, Wait) for each in choices]
    assert waiting == sorted(waiting)
    assert [each.action.until for each in choices if isinstance(each.action, Wait)] == [*next_dates(world, BOOK, SCOPE)]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("day", [date(2021, 3, 4), date(2021, 6, 1), date(2022, 1, 1)])
def test_nothing_that_is_offered_could_mean_several_things(start: str, day: date) -> None:
    """Every choice names what it is about: none is refused because several benefits or contracts are meant."""
    world = step(first_world(start), Wait(day), BOOK).after
    unclear = [each.action for each in offered(world, BOOK, SCOPE) if step(world, each.action, BOOK).problem]
    assert unclear == []


def test_two_bought_plans_of_one_kind_are_offered_apart() -> None:
    """Who buys a plan twice has two ID pairs: each can be linked, and no choice stands there twice."""
    world = first_world("inactive")
    for _ in range(2):
        world = step(world, BuyPlan("Ada", "premier"), BOOK).after
    links = [each.action for each in offered(world, BOOK, SCOPE) if isinstance(each.action, LinkContract)]
    assert len(links) == len(set(links)) == 8
    linked = {step(world, each, BOOK).after.links for each in links if each.account == "Ada"}
    assert {link.contract for links in linked for link in links} == {each.id for each in world.contracts}


def test_the_walks_reach_what_the_properties_are_about() -> None:
    """The bounded walks come past every outcome, every move of both machines, and every kind of action."""
    reached: set[object] = set()

    @every_walk
    def collect(walk: Walk) -> None:
        for each in walked(walk):
            reached.update((each.outcome, type(each.action)))
        reached.add(walk.start)
        for before, after in pairwise(moments(walk)):
            for old in before.benefits:
                new = after.benefit(old.id)
                reached.add((old.state, new.state if new else None))
            reached.update(link.state for link in after.links)

    collect()  # type: ignore[call-arg]  # Hypothesis gives the walks
    wanted: set[object] = {
        *STARTS,
        *Outcome,
        *(SignIn, OpenPage, Activate, LinkContract, StartRequest, ExpandPlans, LeaveRequest, CreateRequest, Wait),
        *(SwitchAccount, ChooseWorkload, BuyPlan),
        ("inactive", "pending"),
        ("pending", "active"),
        ("active", "exhausted"),
        ("inactive", "expired"),
        ("pending", "expired"),
        ("active", "expired"),
        ("exhausted", "expired"),
        "linked",
        "hidden",
    }
    assert wanted - reached == set()


# Whatever is tried

NAMES: Final = st.sampled_from(["Ada", "Chloe"])
PORTALS: Final = st.sampled_from([PARTNER_CENTER, *SUPPORT_PORTALS])
PRODUCTS: Final = st.sampled_from([*BOOK.products, "Quark"])
PACKAGES: Final = st.sampled_from([None, "Contoso/1", "Contoso/2", "Contoso/9"])
BOUGHT: Final = st.sampled_from([None, "premier", "advanced"])
CONTRACTS: Final = st.builds(ContractRef, st.sampled_from([None, "Contoso", "Fabrikam"]), PACKAGES, BOUGHT)
ANY_ACTION: Final[st.SearchStrategy[Action]] = st.one_of(
    st.builds(SignIn, NAMES, PORTALS),
    st.builds(
        OpenPage, NAMES, PORTALS, st.sampled_from(["home", "L3", "L5", "L7", "L8", "L9", "L10", "L11", "L12", "cellar"])
    ),
    st.builds(Activate, NAMES, PORTALS, st.sampled_from(BOOK.benefits), PACKAGES),
    st.builds(LinkContract, NAMES, PORTALS, CONTRACTS, st.booleans()),
    st.builds(StartRequest, NAMES, PORTALS, PRODUCTS),
    st.builds(ExpandPlans, NAMES, st.just("L1")),
    st.builds(LeaveRequest, NAMES),
    st.builds(
        CreateRequest,
        NAMES,
        PORTALS,
        PRODUCTS,
        st.sampled_from(BOOK.issues),
        st.one_of(st.none(), st.sampled_from(sorted(BOOK.plans))),
    ),
    st.builds(SwitchAccount, NAMES, NAMES),
    st.builds(ChooseWorkload, NAMES, PRODUCTS),
    st.builds(BuyPlan, NAMES, st.sampled_from(sorted(BOOK.plans))),
    st.builds(Wait, st.dates(date(2020, 12, 1), date(2023, 1, 1))),
)


@seed(2021)
@settings(BOUNDED, max_examples=150)
@given(st.sampled_from(sorted(STARTS)), st.lists(ANY_ACTION, min_size=1, max_size=12))
def test_whatever_is_tried_ends_in_an_outcome(start: str, actions: list[Action]) -> None:
    """No action raises, sensible or not: it is accepted, or the facts stay as they were."""
    world = first_world(start)
    for action in actions:
        done = step(world, action, BOOK)
        assert done.outcome is Outcome.ACCEPTED or done.after.facts() == world.facts()
        assert (done.outcome is Outcome.ACCEPTED) == (done.refusal is None and done.problem is None)
        world = done.after


@seed(2021)
@settings(BOUNDED, max_examples=100)
@given(st.sampled_from(sorted(STARTS)), st.lists(st.integers(0, 500), max_size=6).map(sorted))
def test_waiting_in_steps_comes_to_the_same_facts_as_waiting_at_once(start: str, days: list[int]) -> None:
    """However a span of time is cut into pieces, the world at its end is the same."""
    world = stepwise = opened(*STARTS[start])
    for each in days:
        stepwise = step(stepwise, Wait(world.today + timedelta(days=each)), BOOK).after
    assert step(world, Wait(world.today + timedelta(days=max(days, default=0))), BOOK).after == stepwise


@pytest.mark.parametrize("portal", [AZURE, LIFECYCLE])
def test_a_hidden_contract_of_the_walks_offers_no_plan(portal: str) -> None:
    """In the world in which Signature is used up, linking offers nothing in the cloud portals."""
    world = opened(TODAY, SILVER, PEOPLE, "use: both benefits active", '"Signature Cloud Support" is exhausted')
    linked = step(world, LinkContract("Ada", portal, ContractRef()), BOOK).after
    ada = linked.account("Ada")
    assert ada is not None
    assert [each.key for each in shown_to(linked, ada, portal, "L5").items if each.role == "row"] == []
