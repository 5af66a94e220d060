"""What membership offers bring, when packages start and end, and what time does to benefits."""

from datetime import date, timedelta
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.model.actions import Activate, OpenPage, Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.world import Package
from tests.rulebooks.worlds import (
    AZURE,
    BUSINESS,
    PARTNER_CENTER,
    TODAY,
    activate,
    after,
    ask,
    benefit,
    benefits,
    link,
    opened,
    seen,
    sign_in,
    tried,
    until,
    wait,
)
from tests.support import run_text

Grant = tuple[str, str, int | None]

CLOUD: Final = (
    "Security",
    "Cloud Business Applications",
    "Cloud Platform",
    "Cloud Productivity",
    "Enterprise Mobility Management",
    "Small and Midmarket Cloud Solutions",
)
OTHER: Final = ("Data Analytics", "Application Development", "Datacenter")
IS_TODAY: Final = "today is 2021-03-04"
ACCOUNTS: Final = "use: the usual accounts"
RUNS_ON: Final = 'parameter "replaced package" is "runs on"'
WINDOW: Final = 'parameter "renewal window days" is 30'


def competency(level: str, name: str, end: str = "2021-12-31", start: str | None = None, of: str = "Contoso") -> str:
    """Word a given line of a competency."""
    begin = f" from {start}" if start else ""
    return f'company {of} has a {level} competency in "{name}"{begin} until {end}'


def pack(end: str = "2021-12-31", start: str | None = None) -> str:
    """Word a given line of an Action Pack."""
    begin = f" from {start}" if start else ""
    return f"company Contoso has an Action Pack{begin} until {end}"


def granted(*offers: str) -> list[Grant]:
    """Give what offers bring, by package and benefit."""
    return [(each.package, each.kind, each.granted) for each in opened(IS_TODAY, *offers).benefits]


def package(number: int, product_support: int, signature: int | None) -> list[Grant]:
    """Write down a package of two benefits."""
    name = f"Contoso/{number}"
    return [(name, "product-support", product_support), (name, "signature", signature)]


# Entitlements


@pytest.mark.parametrize("name", CLOUD)
@pytest.mark.parametrize(("level", "incidents"), [("Silver", 15), ("Gold", 20)])
def test_each_of_the_six_cloud_competencies_brings_unlimited_signature(level: str, incidents: int, name: str) -> None:
    """A cloud competency brings unlimited Signature Cloud Support, whatever its level."""
    assert granted(competency(level, name)) == package(1, incidents, None)


@pytest.mark.parametrize("name", OTHER)
@pytest.mark.parametrize(("level", "incidents", "signature"), [("Silver", 15, 5), ("Gold", 20, 10)])
def test_another_competency_brings_counted_signature(level: str, incidents: int, signature: int, name: str) -> None:
    """Every competency beside the six brings 5 Signature incidents for Silver and 10 for Gold."""
    assert granted(competency(level, name)) == package(1, incidents, signature)


def test_the_cloud_competencies_are_the_six_and_no_other() -> None:
    """The data call exactly the six named competencies cloud competencies."""
    book = rulebook()
    assert {book.name(each.id) for each in book.competencies.values() if each.cloud} == set(CLOUD)
    assert {book.name(each.id) for each in book.competencies.values() if not each.cloud} == set(OTHER)


def test_an_action_pack_brings_ten_incidents_and_no_signature() -> None:
    """The Signature benefit of an Action Pack is absent, not at zero."""
    assert granted(pack()) == [("Contoso/1", "product-support", 10)]


def test_a_company_without_offers_has_nothing() -> None:
    """Without an offer there is no package and no benefit."""
    world = opened(IS_TODAY, "company Contoso")
    assert (world.packages, world.benefits) == ((), ())


@pytest.mark.parametrize(
    ("offers", "product_support", "signature"),
    [
        ((("Silver", "Data Analytics"), ("Gold", "Data Analytics")), 20, 10),
        ((("Silver", "Data Analytics"), ("Silver", "Datacenter")), 15, 5),
        ((("Gold", "Data Analytics"), ("Gold", "Datacenter")), 20, 10),
        ((("Silver", "Security"), ("Gold", "Data Analytics")), 20, None),
        ((("Silver", "Data Analytics"), ("Gold", "Security")), 20, None),
        ((("Silver", "Security"), ("Silver", "Data Analytics")), 15, None),
        ((("Gold", "Security"), ("Gold", "Cloud Platform"), ("Silver", "Datacenter")), 20, None),
    ],
)
@pytest.mark.parametrize("backwards", [False, True])
def test_of_several_offers_the_best_counts_and_nothing_is_added(
    offers: tuple[tuple[str, str], ...], product_support: int, signature: int | None, *, backwards: bool
) -> None:
    """One package is made of all offers: the highest level, the best Signature, in whichever order they stand."""
    ordered = offers[::-1] if backwards else offers
    assert granted(*(competency(*each) for each in ordered)) == package(1, product_support, signature)


def test_a_competency_outdoes_an_action_pack_that_runs_at_the_same_time() -> None:
    """One package, of the competency; the Action Pack makes its own when that one has ended, for what is left (A27)."""
    offers = (competency("Gold", "Data Analytics"), pack("2022-02-28"))
    assert granted(*offers) == package(1, 20, 10)
    ended = until(opened(IS_TODAY, *offers), "2022-01-01")
    assert ended.packages[1:] == (Package("Contoso/2", "Contoso", date(2022, 1, 1), date(2022, 2, 28)),)
    assert benefits(ended)[2:] == [("Contoso/2/product-support", "inactive", 10)]


def test_an_action_pack_stands_beside_a_competency_where_packages_run_on() -> None:
    """With the parameter set, Gold and Action Pack bring two packages, each with its own end (A27)."""
    offers = (RUNS_ON, competency("Gold", "Data Analytics"), pack("2021-06-30"))
    assert granted(*offers) == [*package(1, 20, 10), ("Contoso/2", "product-support", 10)]
    assert [each.end for each in opened(IS_TODAY, *offers).packages] == [date(2021, 12, 31), date(2021, 6, 30)]


def test_each_company_has_packages_of_its_own() -> None:
    """What one company holds brings nothing to another."""
    assert granted(competency("Gold", "Security"), competency("Silver", "Datacenter", of="Fabrikam")) == [
        *package(1, 20, None),
        ("Fabrikam/1", "product-support", 15),
        ("Fabrikam/1", "signature", 5),
    ]


# When packages start and end


def test_a_package_ends_with_the_latest_of_its_offers() -> None:
    """The end of a package is the latest end of the offers that were active when it started."""
    offers = (competency("Gold", "Data Analytics", "2021-06-30"), competency("Silver", "Datacenter", "2021-12-31"))
    assert [each.end for each in opened(IS_TODAY, *offers).packages] == [date(2021, 12, 31)]


def test_an_offer_lost_in_mid_year_acts_when_the_package_ends() -> None:
    """A Gold that ends before the Silver beside it keeps its counts until the package ends (A34)."""
    world = opened(
        IS_TODAY,
        competency("Gold", "Data Analytics", "2021-06-30"),
        competency("Silver", "Datacenter", "2022-12-31", "2021-01-01"),
    )
    assert benefits(until(world, "2021-07-01")) == [
        ("Contoso/1/product-support", "inactive", 20),
        ("Contoso/1/signature", "inactive", 10),
    ]


def test_an_offer_that_starts_later_brings_its_package_on_its_first_day() -> None:
    """Nothing is granted before the first day of the first offer."""
    world = opened(IS_TODAY, competency("Gold", "Data Analytics", "2021-12-31", "2021-04-01"))
    assert world.packages == ()
    assert until(world, "2021-03-31").packages == ()
    assert until(world, "2021-04-01").packages == (
        Package("Contoso/1", "Contoso", date(2021, 4, 1), date(2021, 12, 31)),
    )


UPGRADES: Final[dict[str, tuple[str, str, list[Grant]]]] = {
    "a higher level": (
        competency("Silver", "Data Analytics"),
        competency("Gold", "Data Analytics", "2022-05-31", "2021-06-01"),
        [*package(1, 15, 5), *package(2, 20, 10)],
    ),
    "a first cloud competency": (
        competency("Gold", "Data Analytics"),
        competency("Silver", "Security", "2022-05-31", "2021-06-01"),
        [*package(1, 20, 10), *package(2, 20, None)],
    ),
    "a competency beside an action pack": (
        pack(),
        competency("Silver", "Data Analytics", "2022-05-31", "2021-06-01"),
        [("Contoso/1", "product-support", 10), *package(2, 15, 5)],
    ),
    "an action pack beside a competency": (
        competency("Silver", "Data Analytics"),
        pack("2022-05-31", "2021-06-01"),
        package(1, 15, 5),
    ),
    "the same level again": (
        competency("Gold", "Data Analytics"),
        competency("Gold", "Datacenter", "2022-05-31", "2021-06-01"),
        package(1, 20, 10),
    ),
    "a lower level": (
        competency("Gold", "Data Analytics"),
        competency("Silver", "Datacenter", "2022-05-31", "2021-06-01"),
        package(1, 20, 10),
    ),
    "a second cloud competency": (
        competency("Gold", "Security"),
        competency("Gold", "Cloud Platform", "2022-05-31", "2021-06-01"),
        package(1, 20, None),
    ),
    "a second action pack": (pack(), pack("2022-05-31", "2021-06-01"), [("Contoso/1", "product-support", 10)]),
}


@pytest.mark.parametrize("what", UPGRADES)
def test_a_later_offer_starts_a_new_package_only_where_it_raises_an_entitlement(what: str) -> None:
    """A higher level or a first cloud competency starts a package at once; anything else waits (A05)."""
    first, later, expected = UPGRADES[what]
    world = until(opened(IS_TODAY, first, later), "2021-06-01")
    assert [(each.package, each.kind, each.granted) for each in world.benefits] == expected


UPGRADE: Final = (
    IS_TODAY,
    competency("Silver", "Data Analytics"),
    competency("Gold", "Data Analytics", "2022-05-31", "2021-06-01"),
    ACCOUNTS,
)


def test_the_package_that_an_upgrade_outdoes_ends_on_the_day_before() -> None:
    """Its benefits expire, its contract ends and is hidden for who linked it: nothing is added up (A41)."""
    world = opened(*UPGRADE, '"Microsoft Product Support" is active')
    linked = after(world, link(BUSINESS))
    assert until(linked, "2021-05-31") == linked._replace(today=date(2021, 5, 31))
    upgraded = until(linked, "2021-06-01")
    assert [(each.id, each.start, each.end) for each in upgraded.packages] == [
        ("Contoso/1", date(2021, 1, 1), date(2021, 5, 31)),
        ("Contoso/2", date(2021, 6, 1), date(2022, 5, 31)),
    ]
    assert benefits(upgraded) == [
        ("Contoso/1/product-support", "expired", 15),
        ("Contoso/1/signature", "expired", 5),
        ("Contoso/2/product-support", "inactive", 20),
        ("Contoso/2/signature", "inactive", 10),
    ]
    assert [(each.id, each.end) for each in upgraded.contracts] == [("Contoso/1", date(2021, 5, 31))]
    assert [each.state for each in upgraded.links] == ["hidden"]


def test_an_upgrade_leaves_no_activation_of_the_old_package_behind() -> None:
    """What is due on the very day of the upgrade expires instead of becoming active (A06)."""
    world = until(opened(*UPGRADE), "2021-05-29")
    upgraded = until(after(world, sign_in(), activate("signature")), "2021-06-01")
    assert [(each.id, each.state) for each in upgraded.benefits][:2] == [
        ("Contoso/1/product-support", "expired"),
        ("Contoso/1/signature", "expired"),
    ]
    assert upgraded.contracts == ()


def test_a_package_that_is_outdone_can_run_on_beside_the_new_one() -> None:
    """With the parameter set both have their own counters, start and end; the old one keeps what it had (A41)."""
    world = opened(
        RUNS_ON,
        *UPGRADE,
        '"Microsoft Product Support" is active',
        '"Microsoft Product Support" has 4 incidents remaining',
    )
    upgraded = until(world, "2021-06-01")
    assert upgraded.packages[1] == Package("Contoso/2", "Contoso", date(2021, 6, 1), date(2022, 5, 31))
    assert benefits(upgraded) == [
        ("Contoso/1/product-support", "active", 4),
        ("Contoso/1/signature", "inactive", 5),
        ("Contoso/2/product-support", "inactive", 20),
        ("Contoso/2/signature", "inactive", 10),
    ]
    assert benefits(until(upgraded, "2022-01-01")) == [
        ("Contoso/1/product-support", "expired", 4),
        ("Contoso/1/signature", "expired", 5),
        ("Contoso/2/product-support", "inactive", 20),
        ("Contoso/2/signature", "inactive", 10),
    ]


def test_only_the_packages_of_the_same_company_are_replaced() -> None:
    """What another company holds goes on."""
    world = opened(*UPGRADE, competency("Silver", "Datacenter", of="Fabrikam"))
    ends = {each.id: str(each.end) for each in until(world, "2021-06-01").packages}
    assert ends == {"Contoso/1": "2021-05-31", "Fabrikam/1": "2021-12-31", "Contoso/2": "2022-05-31"}


RENEWED: Final = (
    IS_TODAY,
    competency("Gold", "Data Analytics", "2021-12-31"),
    competency("Gold", "Data Analytics", "2022-12-31", "2022-01-01"),
    ACCOUNTS,
)


def test_a_renewal_brings_a_new_package_and_revives_nothing() -> None:
    """The day after the end, the old benefits are expired and new ones are inactive (A08)."""
    world = opened(*RENEWED, "use: both benefits active")
    renewed = until(world, "2022-01-01")
    assert benefits(renewed) == [
        ("Contoso/1/product-support", "expired", 20),
        ("Contoso/1/signature", "expired", 10),
        ("Contoso/2/product-support", "inactive", 20),
        ("Contoso/2/signature", "inactive", 10),
    ]
    assert renewed.packages[1] == Package("Contoso/2", "Contoso", date(2022, 1, 1), date(2022, 12, 31))


def test_a_renewal_that_overlaps_starts_its_package_the_day_after_the_old_one_ends() -> None:
    """An offer that was there before and raises nothing makes a package when the old one has ended, from that day."""
    world = opened(
        IS_TODAY,
        competency("Gold", "Data Analytics", "2021-12-31"),
        competency("Gold", "Data Analytics", "2022-11-30", "2021-12-01"),
    )
    assert len(until(world, "2021-12-31").packages) == 1
    assert until(world, "2022-01-01").packages[1:] == (
        Package("Contoso/2", "Contoso", date(2022, 1, 1), date(2022, 11, 30)),
    )


def test_a_package_follows_for_the_offers_that_are_left() -> None:
    """When a package of Gold and Silver ends with the Gold, the Silver that runs on makes the next one."""
    world = opened(
        IS_TODAY,
        competency("Gold", "Security", "2021-12-31"),
        competency("Silver", "Datacenter", "2022-03-31", "2021-04-01"),
    )
    ended = until(world, "2022-01-01")
    assert [(each.package, each.kind, each.granted, each.state) for each in ended.benefits] == [
        ("Contoso/1", "product-support", 20, "expired"),
        ("Contoso/1", "signature", None, "expired"),
        ("Contoso/2", "product-support", 15, "inactive"),
        ("Contoso/2", "signature", 5, "inactive"),
    ]


# Activation


@pytest.mark.parametrize(("days", "before"), [(3, 2), (90, 89)])
def test_a_benefit_becomes_active_after_the_days_of_activation(days: int, before: int) -> None:
    """One day short the benefit is pending; on the day itself it is active and the contract starts."""
    world = opened("use: a Gold partner", f'parameter "activation days" is {days}')
    asked = after(world, sign_in(), activate("signature"))
    assert benefits(wait(asked, before))[1] == ("Contoso/1/signature", "pending", 10)
    assert wait(asked, before).contracts == ()
    active = wait(asked, days)
    assert benefits(active)[1] == ("Contoso/1/signature", "active", 10)
    assert [(each.start, each.end) for each in active.contracts] == [
        (TODAY + timedelta(days=days), date(2021, 12, 31)),
    ]


def test_with_no_days_of_activation_a_benefit_is_active_at_once() -> None:
    """Activation of zero days passes through pending on the same day."""
    world = opened("use: a Gold partner", 'parameter "activation days" is 0')
    done = tried(after(world, sign_in()), activate("signature"))
    assert [(each.source, each.target) for each in done.moves] == [("inactive", "pending"), ("pending", "active")]
    assert [each.start for each in done.after.contracts] == [TODAY]


def test_three_days_are_the_default() -> None:
    """Without a word about it, activation takes three days."""
    asked = after(opened("use: a Gold partner"), sign_in(), activate("signature"))
    assert benefit(asked, "Contoso/1/signature").due == date(2021, 3, 7)


def test_a_benefit_that_is_given_as_pending_is_pending() -> None:
    """A scenario can start while an activation is being processed, and it ends when it would."""
    world = opened("use: a Gold partner", '"Signature Cloud Support" is pending')
    assert benefit(world, "Contoso/1/signature").state == "pending"
    assert benefit(wait(world, 3), "Contoso/1/signature").state == "active"


def test_each_benefit_has_an_activation_of_its_own() -> None:
    """Activating one benefit leaves the other inactive; the second one to become active brings no second contract."""
    world = wait(after(opened("use: a Gold partner"), sign_in(), activate("signature")), 3)
    assert [each[1] for each in benefits(world)] == ["inactive", "active"]
    both = wait(after(world, activate("product-support")), 3)
    assert [each[1] for each in benefits(both)] == ["active", "active"]
    assert both.contracts == world.contracts


def test_on_the_last_day_an_activation_still_succeeds() -> None:
    """What is due on the end date itself becomes active, for that one day."""
    world = after(until(opened("use: a Gold partner"), "2021-12-28"), sign_in(), activate("signature"))
    assert benefit(until(world, "2021-12-31"), "Contoso/1/signature").state == "active"
    assert benefit(until(world, "2022-01-01"), "Contoso/1/signature").state == "expired"


@pytest.mark.parametrize("direct", [True, False])
def test_on_one_day_expiry_comes_before_activation(*, direct: bool) -> None:
    """What is due the day after the end expires instead, and brings no contract (A06)."""
    world = after(until(opened("use: a Gold partner"), "2021-12-29"), sign_in(), activate("signature"))
    ended = until(world if direct else until(world, "2021-12-31"), "2022-01-01")
    assert [each[1] for each in benefits(ended)] == ["expired", "expired"]
    assert ended.contracts == ()
    assert [(each.source, each.event) for each in tried(until(world, "2021-12-31"), Wait(date(2022, 1, 1))).moves] == [
        ("inactive", "expire"),
        ("pending", "expire"),
    ]


def test_every_state_expires_the_day_after_the_end() -> None:
    """Inactive, pending, active and exhausted benefits are there on the last day and expired on the next."""
    fabrikam = (
        competency("Gold", "Datacenter", of="Fabrikam"),
        '"Signature Cloud Support" of Fabrikam is exhausted',
    )
    world = opened("use: a Gold partner", *fabrikam, '"Microsoft Product Support" of Contoso is active')
    late = after(until(world, "2021-12-30"), sign_in(), activate("signature"))
    last_day = until(late, "2021-12-31")
    assert [each[1] for each in benefits(last_day)] == ["active", "pending", "inactive", "exhausted"]
    assert [each[1] for each in benefits(until(last_day, "2022-01-01"))] == ["expired"] * 4


@pytest.mark.parametrize("state", ["pending", "active", "exhausted"])
def test_activate_is_refused_in_every_state_but_inactive(state: str) -> None:
    """The button is absent (P04), and trying all the same is refused without a change."""
    if state == "pending":
        world = after(opened("use: a Gold partner"), sign_in(), activate("signature"))
    else:
        world = after(opened("use: a Gold partner", f'"Signature Cloud Support" is {state}'), sign_in())
    done = tried(world, activate("signature"))
    assert benefit(world, "Contoso/1/signature").state == state
    assert (done.outcome, done.refusal and done.refusal.guard) == (Outcome.REFUSED, "benefit-inactive")
    assert done.after.facts() == world.facts()
    buttons = [each for each in seen(world, "Ada", PARTNER_CENTER, "L7") if each.key == "L6"]
    assert [each.of for each in buttons] == ["product-support"]


def test_activating_an_expired_benefit_is_refused() -> None:
    """The benefit of a package that has ended stays expired although the company has an active offer again."""
    world = after(until(opened(*RENEWED), "2022-01-01"), sign_in())
    done = tried(world, Activate("Ada", PARTNER_CENTER, "signature", "Contoso/1"))
    assert (done.outcome, done.refusal and done.refusal.guard) == (Outcome.REFUSED, "benefit-inactive")
    assert done.after.facts() == world.facts()


# The renewal window


def test_the_renewal_window_moves_the_ends_of_package_and_contract() -> None:
    """With a window of 30 days, package and contract end 30 days after the offer, and nothing expires before."""
    world = opened("use: a Gold partner", 'parameter "renewal window days" is 30', "use: both benefits active")
    assert [each.end for each in world.packages] == [date(2022, 1, 30)]
    assert [each.end for each in world.contracts] == [date(2022, 1, 30)]
    linked = after(world, link(AZURE))
    assert [each[1] for each in benefits(until(linked, "2022-01-30"))] == ["active", "active"]
    assert until(linked, "2022-01-30").links[0].state == "linked"
    assert [each[1] for each in benefits(until(linked, "2022-01-31"))] == ["expired", "expired"]
    assert until(linked, "2022-01-31").links[0].state == "hidden"


def test_in_the_renewal_window_support_can_be_used() -> None:
    """Between the end of the offer and the end of the package requests are created as before."""
    world = opened("use: a Gold partner", 'parameter "renewal window days" is 30', "use: both benefits active")
    late = until(after(world, link(BUSINESS)), "2022-01-15")
    assert benefits(after(late, ask(BUSINESS, "windows-10"), ask(AZURE, "azure"))) == [
        ("Contoso/1/product-support", "active", 19),
        ("Contoso/1/signature", "active", 9),
    ]


@pytest.mark.parametrize("day", ["2021-12-31", "2022-01-15", "2022-01-31"])
def test_the_page_never_shows_benefits_and_the_empty_message_together(day: str) -> None:
    """Whatever the day, the Technical benefits page shows a list or the message in its place, not both [117]."""
    world = opened("use: a Gold partner", 'parameter "renewal window days" is 30', "use: both benefits active")
    done = tried(after(until(world, day), sign_in()), OpenPage("Ada", PARTNER_CENTER, "L7"))
    roles = [each.role for each in seen(done.after, "Ada", PARTNER_CENTER, "L7")]
    assert [("row" in roles), ("message" in roles)] in ([True, False], [False, True])


FOLLOWING: Final[dict[str, tuple[str, str, list[tuple[str, str]]]]] = {
    # What follows a Gold competency that ends on 2021-12-31, the day looked at, and every package with its days.
    "an equal offer": (
        competency("Gold", "Datacenter", "2022-12-31", "2022-01-01"),
        "2022-01-15",
        [("2021-01-01", "2022-01-30"), ("2022-01-01", "2023-01-30")],
    ),
    "an equal offer some days later": (
        competency("Gold", "Datacenter", "2022-12-31", "2022-01-10"),
        "2022-01-15",
        [("2021-01-01", "2022-01-30"), ("2022-01-10", "2023-01-30")],
    ),
    "an offer that gives more": (
        competency("Gold", "Security", "2022-12-31", "2022-01-01"),
        "2022-01-15",
        [("2021-01-01", "2021-12-31"), ("2022-01-01", "2023-01-30")],
    ),
    "an offer that gives less": (
        competency("Silver", "Datacenter", "2022-12-31", "2022-01-01"),
        "2022-02-15",
        [("2021-01-01", "2022-01-30"), ("2022-01-31", "2023-01-30")],
    ),
    "an equal offer that was there before": (
        competency("Gold", "Datacenter", "2022-11-30", "2021-12-01"),
        "2022-02-15",
        [("2021-01-01", "2022-01-30"), ("2022-01-31", "2022-12-30")],
    ),
    "nothing": (competency("Gold", "Datacenter", of="Fabrikam"), "2022-01-15", [("2021-01-01", "2022-01-30")]),
}


@pytest.mark.parametrize("what", FOLLOWING)
def test_a_renewal_starts_on_its_own_first_day_also_in_the_renewal_window(what: str) -> None:
    """An equal offer that follows does not wait for the window to end; a lower one does (A43)."""
    later, day, expected = FOLLOWING[what]
    world = until(opened(IS_TODAY, WINDOW, competency("Gold", "Data Analytics"), later), day)
    found = [(str(each.start), str(each.end)) for each in world.packages if each.company == "Contoso"]
    assert found == expected


def test_a_scenario_may_begin_in_the_renewal_window() -> None:
    """The package of an offer that has just ended is there, for the days that are left."""
    world = opened("today is 2022-01-15", WINDOW, competency("Gold", "Data Analytics", "2021-12-31", "2021-01-01"))
    assert [(str(each.start), str(each.end)) for each in world.packages] == [("2021-01-01", "2022-01-30")]


@pytest.mark.parametrize("renewed", [False, True])
def test_in_the_renewal_window_partner_center_lists_benefits_and_ids_as_before(*, renewed: bool) -> None:
    """Membership counts as running: benefits and IDs of the old package are there, beside those of a renewal (A48)."""
    offers = (competency("Gold", "Data Analytics", "2022-12-31", "2022-01-01"),) if renewed else ()
    world = opened("use: a Gold partner", WINDOW, *offers, "use: both benefits active")
    late = after(until(world, "2022-01-15"), sign_in(), OpenPage("Ada", PARTNER_CENTER, "L7"))
    items = seen(late, "Ada", PARTNER_CENTER, "L7")
    rows = [(each.package, each.value) for each in items if each.role == "row"]
    ids = [each.package for each in items if each.key == "L13"]
    new = [("Contoso/2", "inactive")] * 2 if renewed else []
    assert rows == [("Contoso/1", "active"), ("Contoso/1", "active"), *new]
    assert ids == ["Contoso/1"] * 2


# Rules behind what time does


@pytest.mark.parametrize(
    ("name", "own", "other"), [("Microsoft Product Support", 155, 174), ("Signature Cloud Support", 174, 155)]
)
def test_an_expired_benefit_rests_on_the_passage_about_it_alone(name: str, own: int, other: int) -> None:
    """On-premises support ends by [155] and cloud support by [174]; citing the other one fails."""
    text = f'use: an activated Gold partner\n  wait until 2022-01-01\n  then "{name}" is expired'
    cited = [run_text(f"scenario: s\n  {text}  [{passage}]\n")[0] for passage in (own, other)]
    assert [[each.code for event in trace.failures for each in event.problems] for trace in cited] == [[], ["BF503"]]


# Several packages at a time


def test_the_benefits_of_a_package_beside_another_can_be_activated() -> None:
    """With a Gold competency and an Action Pack from the same day, every benefit has a way to become active."""
    world = after(
        opened(
            IS_TODAY,
            RUNS_ON,
            competency("Gold", "Data Analytics"),
            pack(),
            ACCOUNTS,
            'parameter "activation days" is 0',
        ),
        sign_in(),
    )
    activated = set()
    for found in world.packages:
        for kind in ("product-support", "signature"):
            done = tried(world, Activate("Ada", PARTNER_CENTER, kind, found.id))
            activated |= {each.subject for each in done.moves}
    assert activated == {each.id for each in world.benefits}
