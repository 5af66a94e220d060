"""Who may do what in which order, which plans are offered, and what a request does."""

from datetime import date
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.model.actions import (
    Action,
    Activate,
    BuyPlan,
    ChooseWorkload,
    ContractRef,
    ExpandPlans,
    LeaveRequest,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
)
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Request, World
from tests.rulebooks.worlds import (
    AZURE,
    BUSINESS,
    LIFECYCLE,
    OTHERS,
    PARTNER_CENTER,
    SUPPORT_PORTALS,
    TODAY,
    activate,
    after,
    ask,
    benefit,
    benefits,
    link,
    opened,
    plans,
    seen,
    sign_in,
    tried,
    until,
)
from tests.support import run_text

GOLD: Final = "use: an activated Gold partner"
PACK: Final = "use: an activated Action Pack partner"
NO_SIGNATURE: Final = '"Signature Cloud Support" has 0 incidents remaining'
NO_PRODUCT_SUPPORT: Final = '"Microsoft Product Support" has 0 incidents remaining'


def refusal(done: Step) -> tuple[Outcome, str | None, tuple[str, ...]]:
    """Give the outcome of a step, the guard that decided it and what was shown."""
    return done.outcome, done.refusal.guard if done.refusal else None, tuple(each.key for each in done.shown)


def passages(done: Step) -> set[int]:
    """Give the passages that a step relied on."""
    return set(rulebook().passages_of(done.rules))


def linked(*givens: str) -> World:
    """Give a world in which Ada has linked the contract."""
    return after(opened(*givens), link(BUSINESS))


# Partner Center: association, then offers, then role

PEOPLE: Final = """accounts of Contoso
    | name  | associated with | roles             |
    | Ida   | MPN             | Global admin      |
    | Jon   | MPN, CSP        | MPN partner admin |
    | Kim   | MPN             | Admin agent       |
    | Lea   | MPN             | -                 |
    | Max   | CSP             | Global admin      |
    | Nia   | -               | Global admin      |"""
STRANGERS: Final = """accounts of Fabrikam
    | name | associated with | roles        |
    | Olga | MPN             | Global admin |
    | Per  | CSP             | Global admin |"""
NOBODYS: Final = """accounts
    | name | associated with | roles        |
    | Quin | MPN             | Global admin |"""
EMPTY: Final = "use: a partner without offers"
FABRIKAM: Final = "company Fabrikam has an Action Pack until 2021-12-31"
TOWN: Final = ("use: a Gold partner", "company Fabrikam", PEOPLE, STRANGERS, NOBODYS)

M1: Final = (Outcome.REFUSED, "mpn-association", ("M1",))
NEITHER: Final = (Outcome.REFUSED, "mpn-association", ("own-association",))
M2: Final = (Outcome.REFUSED, "active-offer", ("M2",))
WRONG_ACCOUNT: Final = (Outcome.REFUSED, "active-offer-of-this-account", ("M2",))
DISABLED: Final = (Outcome.REFUSED, "activating-role", ())
ACCEPTED: Final = (Outcome.ACCEPTED, None, ())


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("Ida", ACCEPTED),
        ("Jon", ACCEPTED),
        ("Kim", DISABLED),
        ("Lea", DISABLED),
        ("Max", M1),
        ("Nia", NEITHER),
        ("Olga", WRONG_ACCOUNT),
        ("Per", M1),
        ("Quin", WRONG_ACCOUNT),
    ],
)
def test_activating_asks_for_association_then_offers_then_role(
    who: str, expected: tuple[Outcome, str | None, tuple[str, ...]]
) -> None:
    """CSP only gets M1 whatever the role, the wrong company M2, and a missing role a button that is disabled (A30)."""
    done = tried(after(opened(*TOWN), sign_in(who)), activate("signature", who))
    assert refusal(done) == expected
    assert (done.before.facts() == done.after.facts()) is (expected != ACCEPTED)


@pytest.mark.parametrize(("who", "expected"), [("Max", M1), ("Nia", NEITHER), ("Per", M1)])
def test_association_comes_before_offers(who: str, expected: tuple[Outcome, str | None, tuple[str, ...]]) -> None:
    """Without any offer an account without MPN is still told about its association (A30)."""
    world = after(opened("use: a partner without offers", "company Fabrikam", PEOPLE, STRANGERS), sign_in(who))
    assert refusal(tried(world, activate("signature", who))) == expected
    assert refusal(tried(world, OpenPage(who, PARTNER_CENTER, "L7"))) == expected


def test_offers_come_before_the_role() -> None:
    """Without an offer, who lacks the role is told that there are no benefits (A30)."""
    world = after(opened("use: a partner without offers", PEOPLE), sign_in("Kim"))
    assert refusal(tried(world, activate("signature", "Kim"))) == M2


@pytest.mark.parametrize(
    ("who", "shown", "rows"),
    [
        ("Ida", (), ["product-support", "signature"]),
        ("Lea", (), ["product-support", "signature"]),
        ("Olga", ("M2",), []),
        ("Quin", ("M2",), []),
    ],
)
def test_any_mpn_user_sees_the_benefits_of_its_own_company(who: str, shown: tuple[str, ...], rows: list[str]) -> None:
    """The page lists them whatever the role; an account of the wrong company sees M2 in their place."""
    done = tried(after(opened(*TOWN), sign_in(who)), OpenPage(who, PARTNER_CENTER, "L7"))
    assert refusal(done) == (Outcome.ACCEPTED, None, ())
    items = seen(done.after, who, PARTNER_CENTER, "L7")
    assert [each.key for each in items if each.role == "message"] == list(shown)
    assert [each.key for each in items if each.role == "row"] == rows


def test_the_likely_cause_of_an_empty_list_is_told_only_where_another_company_has_offers() -> None:
    """[118] is relied on when somebody of this world does have offers, not when nobody has."""
    wrong = seen(after(opened(*TOWN), sign_in("Olga")), "Olga", PARTNER_CENTER, "L7")
    empty = seen(after(opened("use: a partner without offers"), sign_in()), "Ada", PARTNER_CENTER, "L7")
    rules = [{rule for each in items if each.key == "M2" for rule in each.rules} for items in (wrong, empty)]
    assert [rulebook().passages_of(each) for each in rules] == [(117, 118, 119), (117,)]


def test_partner_center_needs_a_sign_in_that_every_account_gets() -> None:
    """Before signing in nothing can be opened or activated there; signing in is accepted even for CSP only."""
    world = opened(*TOWN)
    refused = (Outcome.REFUSED, "signed-in", ("own-sign-in",))
    assert refusal(tried(world, OpenPage("Ida", PARTNER_CENTER, "L7"))) == refused
    assert refusal(tried(world, activate("signature", "Ida"))) == refused
    assert [tried(world, sign_in(each)).outcome for each in ("Max", "Nia", "Quin")] == [Outcome.ACCEPTED] * 3


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_the_support_portals_need_no_sign_in(portal: str) -> None:
    """On first use they sign in by themselves (A13)."""
    assert tried(opened(GOLD), OpenPage("Ada", portal, "home")).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_no_other_portal_activates(portal: str) -> None:
    """Activation is refused everywhere but in Partner Center [111]."""
    world = after(opened("use: a Gold partner"), sign_in(), SignIn("Ada", portal))
    done = tried(world, Activate("Ada", portal, "signature"))
    assert refusal(done) == (Outcome.REFUSED, "portal-activates", ("own-portal",))
    assert passages(done) == {111}


def test_an_action_pack_has_no_signature_to_activate() -> None:
    """A benefit that the membership does not include cannot be activated."""
    done = tried(after(opened("use: an Action Pack partner"), sign_in()), activate("signature"))
    assert refusal(done) == (Outcome.REFUSED, "entitled", ("own-not-entitled",))


@pytest.mark.parametrize(
    ("givens", "expected"),
    [
        ((EMPTY,), {117}),
        (
            (
                "use: a partner without offers",
                'company Fabrikam has a Gold competency in "Datacenter" until 2021-12-31',
            ),
            {117},
        ),
        (
            ("use: a partner without offers", "company Fabrikam has an Action Pack until 2021-12-31", STRANGERS),
            {117, 118},
        ),
    ],
    ids=["nobody has offers", "a company without accounts has offers", "another account would see offers"],
)
def test_the_wrong_account_is_a_cause_only_where_there_is_another(givens: tuple[str, ...], expected: set[int]) -> None:
    """[118] may be cited for the empty list only where an account of another company, with offers, is in play."""
    world = after(opened(*givens), sign_in())
    done = tried(world, activate("signature"))
    assert done.refusal is not None
    items = seen(world, "Ada", PARTNER_CENTER, "L7")
    shown = {rule for each in items if each.key == "M2" for rule in each.rules}
    assert set(rulebook().passages_of(done.refusal.rules)) == expected
    assert set(rulebook().passages_of(shown)) - {119} == expected


def test_opening_technical_benefits_rests_on_what_the_page_lists() -> None:
    """The page may be cited by the way to it [115] and by what it is [116]; the dashboard rests on neither."""
    world = after(opened("use: a Gold partner"), sign_in())
    pages = [tried(world, OpenPage("Ada", PARTNER_CENTER, page)) for page in ("L7", "home")]
    assert [passages(each) for each in pages] == [{112, 115, 116}, {112}]


# Which plan serves what

PRODUCTS: Final = {
    "windows-10": BUSINESS,
    "azure": AZURE,
    "dynamics-365-finance-and-operations": LIFECYCLE,
    "dynamics-365": OTHERS,
    "power-platform": OTHERS,
    "microsoft-365": OTHERS,
}


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("portal", [PARTNER_CENTER, *SUPPORT_PORTALS])
def test_a_request_is_created_in_the_portal_of_its_product_only(portal: str, product: str) -> None:
    """Each product has one portal, on-premises under Partner Support, cloud under Partner Signature (A23 too)."""
    done = tried(linked(GOLD), ask(portal, product))
    plan = "partner-support" if product == "windows-10" else "partner-signature"
    request = Request(1, "Ada", portal, product, plan, "Contoso/1", TODAY)
    assert done.created == ((request,) if PRODUCTS[product] == portal else ())
    assert (done.outcome is Outcome.ACCEPTED) is (PRODUCTS[product] == portal)


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_request_uses_one_incident_of_its_plan(product: str) -> None:
    """The incident is deducted when the request is created, from the benefit behind the plan alone (A22)."""
    world = after(linked(GOLD), ask(PRODUCTS[product], product))
    on_premises = product == "windows-10"
    assert [each[2] for each in benefits(world)] == ([19, 10] if on_premises else [20, 9])


def test_unlimited_signature_is_used_without_a_count() -> None:
    """Many requests leave it unlimited and active."""
    world = linked('use: an activated Gold partner (competency = "Security")')
    for _ in range(50):
        world = after(world, ask(AZURE, "azure"))
    assert benefits(world)[1] == ("Contoso/1/signature", "active", None)
    assert len(world.requests) == 50


@pytest.mark.parametrize(
    ("issue", "accepted"),
    [
        ("specific-problem", True),
        ("error-message", True),
        ("not-working", True),
        ("how-to", False),
        ("advice", False),
    ],
)
@pytest.mark.parametrize("product", ["windows-10", "azure"])
def test_only_what_is_broken_is_supported(product: str, issue: str, *, accepted: bool) -> None:
    """Troubleshooting is in scope, advice and how-to questions are not, on-premises and in the cloud [128]."""
    done = tried(linked(GOLD), ask(PRODUCTS[product], product, issue=issue))
    guard = (Outcome.REFUSED, "issue-covered", ("own-issue",))
    assert refusal(done) == (ACCEPTED if accepted else guard)


DAYS: Final = {
    "windows-10": ("2030-01-01", None),
    "windows-server-2019": ("2030-01-01", None),
    "windows-server-2016": ("2022-01-11", "2022-01-12"),
    "sql-server-2017": ("2022-10-11", "2022-10-12"),
    "sharepoint-2016": ("2021-07-13", "2021-07-14"),
    "exchange-2016": (None, "2021-03-04"),
    "office-2016": (None, "2021-03-04"),
    "windows-server-2012-r2": (None, "2021-03-04"),
    "sql-server-2016": (None, "2021-03-04"),
}


@pytest.mark.parametrize("product", DAYS)
def test_recent_products_are_covered_to_their_last_day(product: str) -> None:
    """The current version is covered for good, the one before until mainstream support ends, older ones never (A21)."""
    gold = 'company Contoso has a Gold competency in "Datacenter" from 2021-01-01 until 2030-12-31'
    world = linked("today is 2021-03-04", gold, "use: the usual accounts", '"Microsoft Product Support" is active')
    covered, old = DAYS[product]
    if covered:
        assert refusal(tried(until(world, covered), ask(BUSINESS, product))) == ACCEPTED
    if old:
        done = tried(until(world, old), ask(BUSINESS, product))
        assert refusal(done) == (Outcome.REFUSED, "on-premises-product", ("own-product",))
        assert 169 in passages(done)


@pytest.mark.parametrize(("family", "accepted"), [("recent", True), ("old", False)])
def test_a_declared_product_is_covered_as_it_is_declared(family: str, *, accepted: bool) -> None:
    """A scenario may bring products of its own."""
    done = tried(linked(GOLD, f'product "Quark" is {family}'), ask(BUSINESS, "Quark"))
    assert (done.outcome is Outcome.ACCEPTED) is accepted


# The order of the tests

SIGNATURE: Final = '"Signature Cloud Support" is active'
ORDER: Final[list[tuple[tuple[str, ...], str, str, str, str]]] = [
    # what is given, the day, the product and the issue, and the guard that must decide
    (
        ("use: a Gold partner", '"Signature Cloud Support" is active'),
        "2022-01-01",
        "azure",
        "advice",
        "contract-to-use-on-premises",
    ),
    ((GOLD, NO_PRODUCT_SUPPORT), "2022-01-01", "azure", "advice", "on-premises-not-ended"),
    ((GOLD, NO_PRODUCT_SUPPORT), "2021-12-31", "azure", "advice", "on-premises-remaining"),
    ((GOLD,), "2021-12-31", "azure", "advice", "issue-covered"),
    ((GOLD,), "2021-12-31", "azure", "how-to", "issue-covered"),
    ((GOLD,), "2021-12-31", "azure", "specific-problem", "on-premises-family"),
    ((GOLD,), "2021-12-31", "exchange-2013", "advice", "issue-covered"),
    ((GOLD,), "2021-12-31", "exchange-2013", "specific-problem", "on-premises-product"),
]


@pytest.mark.parametrize(("givens", "day", "product", "issue", "guard"), ORDER)
def test_the_tests_of_a_plan_come_in_the_order_of_the_readings(
    givens: tuple[str, ...], day: str, product: str, issue: str, guard: str
) -> None:
    """Of all that is wrong the first decides: contract, associated, activated, ended, remaining, issue, product."""
    world = until(linked(*givens), day)
    assert refusal(tried(world, ask(BUSINESS, product, issue=issue)))[1] == guard
    unlinked = until(opened(*givens), day)
    first = guard if guard == "contract-to-use-on-premises" else "associated-on-premises"
    assert refusal(tried(unlinked, ask(BUSINESS, product, issue=issue)))[1] == first


def test_a_cloud_request_is_tested_in_the_same_order() -> None:
    """The same order holds for the cloud plan."""
    refusals = [
        refusal(tried(until(linked(*givens), day), ask(AZURE, "azure", issue=issue)))[1]
        for givens, day, issue in (
            (("use: a Gold partner", '"Microsoft Product Support" is active'), "2022-01-01", "advice"),
            ((GOLD, NO_SIGNATURE), "2022-01-01", "advice"),
            ((GOLD, NO_SIGNATURE), "2021-12-31", "advice"),
            ((GOLD,), "2021-12-31", "advice"),
        )
    ]
    assert refusals == ["contract-to-use-cloud", "cloud-not-ended", "cloud-remaining", "issue-covered"]


@pytest.mark.parametrize(
    ("portal", "product", "ids"), [(BUSINESS, "windows-10", {126, 154, 156}), (OTHERS, "power-platform", {126, 173})]
)
def test_whose_own_benefit_is_not_active_may_cite_that_or_the_ids(portal: str, product: str, ids: set[int]) -> None:
    """Another company has a contract to use, so both are missing: the own activation, and the IDs of the other one."""
    fabrikam = 'company Fabrikam has a Silver competency in "Security" until 2021-12-31'
    world = opened(GOLD, fabrikam, STRANGERS)
    done = tried(world, ask(portal, product, "Olga"))
    assert refusal(done)[2] == ("own-not-activated",)
    assert done.refusal is not None
    assert set(rulebook().passages_of(done.refusal.rules)) == {120, 129, *ids}
    linking = after(world, link(portal, "Olga", ContractRef("Contoso")))
    assert tried(linking, ask(portal, product, "Olga")).outcome is Outcome.ACCEPTED


def test_every_guard_that_was_asked_stands_in_the_step() -> None:
    """An accepted request shows all tests of its plan in order, each with what it looked at."""
    decisions = tried(linked(GOLD), ask(BUSINESS, "windows-10")).decisions
    assert [each.guard for each in decisions] == [
        "portal-takes-requests",
        "contract-to-use-on-premises",
        "own-benefit-activated-on-premises",
        "associated-on-premises",
        "activated",
        "on-premises-not-ended",
        "on-premises-remaining",
        "issue-covered",
        "on-premises-family",
        "on-premises-product",
        "portal-offers-plan",
        "portal-serves-on-premises",
    ]
    assert all(each.held and each.facts for each in decisions)


# The plan of a Cloud Solution Provider


def csp_request(account: str) -> Request:
    """Write down a request under the plan that needs no contract."""
    return Request(1, account, AZURE, "azure", "csp", None, TODAY)


@pytest.mark.parametrize("who", ["Chloe", "Deniz", "Per"])
def test_any_csp_account_creates_azure_requests_without_a_contract(who: str) -> None:
    """The plan needs no MPN association, no role and no contract, and uses no incident (A24)."""
    world = opened(GOLD, "company Fabrikam", STRANGERS)
    done = tried(world, ask(AZURE, "azure", who))
    assert (done.outcome, done.created) == (Outcome.ACCEPTED, (csp_request(who),))
    assert done.after.facts() == world._replace(requests=(csp_request(who),)).facts()
    assert 175 in passages(done)


def test_a_csp_account_with_a_linked_contract_has_both_plans() -> None:
    """The contract's plan comes first; the other one can be named, and then uses no incident."""
    world = after(opened(GOLD), link(AZURE, "Chloe"))
    assert plans(world, "Chloe", AZURE, "azure") == [("partner-signature", "available"), ("csp", "available")]
    assert [each.plan for each in tried(world, ask(AZURE, "azure", "Chloe")).created] == ["partner-signature"]
    named = tried(world, ask(AZURE, "azure", "Chloe", "csp"))
    assert (named.created, benefit(named.after, "Contoso/1/signature").remaining) == ((csp_request("Chloe"),), 10)


def test_a_csp_account_keeps_its_plan_when_the_contract_is_hidden() -> None:
    """Nothing about the contract touches the plan that needs none."""
    world = until(after(opened(GOLD), link(AZURE, "Chloe")), "2022-01-01")
    assert plans(world, "Chloe", AZURE, "azure") == [("csp", "available")]
    assert [each.plan for each in tried(world, ask(AZURE, "azure", "Chloe")).created] == ["csp"]


def test_an_account_without_csp_has_no_such_plan() -> None:
    """The plan is for CSP-associated accounts only, also where it is named."""
    assert plans(opened(GOLD), "Ada", AZURE, "azure") == []
    assert refusal(tried(opened(GOLD), ask(AZURE, "azure", "Ada", "csp")))[:2] == (Outcome.REFUSED, "csp-association")


@pytest.mark.parametrize(
    ("portal", "product"), [(BUSINESS, "windows-10"), (LIFECYCLE, "dynamics-365-finance-and-operations")]
)
def test_the_csp_plan_is_for_azure_only(portal: str, product: str) -> None:
    """Other portals and products are not served by it."""
    done = tried(opened(GOLD), ask(portal, product, "Deniz", "csp"))
    assert refusal(done)[:2] == (Outcome.REFUSED, "csp-product")
    assert ("csp", "available") not in plans(opened(GOLD), "Deniz", portal, product)


# Who has the IDs

USERS: Final = ("Ada", "Bob")
CLOUD_PRODUCTS: Final = (
    "azure",
    "dynamics-365-finance-and-operations",
    "dynamics-365",
    "power-platform",
    "microsoft-365",
)


@pytest.mark.parametrize("identity", ["AAD", "MSA"])
def test_any_account_that_knows_the_ids_uses_on_premises_support(identity: str) -> None:
    """No association, company or role is needed [156]."""
    stranger = f"accounts\n    | name | identity   |\n    | Fred | {identity} |"
    world = after(opened(GOLD, stranger), link(BUSINESS, "Fred"))
    done = tried(world, ask(BUSINESS, "windows-10", "Fred"))
    assert (done.outcome, benefit(done.after, "Contoso/1/product-support").remaining) == (Outcome.ACCEPTED, 19)


def test_a_link_of_one_account_does_not_serve_another() -> None:
    """An account that did not enter the IDs is asked for them."""
    done = tried(linked(GOLD), ask(BUSINESS, "windows-10", "Bob"))
    assert refusal(done) == (Outcome.REFUSED, "associated-on-premises", ("own-ask-ids",))


@pytest.mark.parametrize("first", SUPPORT_PORTALS)
def test_the_ids_are_asked_for_once_per_contract_and_account(first: str) -> None:
    """Whichever portal was first, step 2 asks no more, for either benefit; another account is asked (A38)."""
    world = after(opened(GOLD), link(first))
    asked = {who: [each.key for each in seen(world, who, BUSINESS, "step-2") if each.role == "field"] for who in USERS}
    assert asked == {"Ada": [], "Bob": ["L13", "L14"]}
    done = after(world, ask(BUSINESS, "windows-10"), ask(AZURE, "azure"))
    assert [each.contract for each in done.requests] == ["Contoso/1", "Contoso/1"]


def asked_for(world: World, who: str, portal: str) -> list[str]:
    """Give the fields that the page of a portal shows unprompted on which plans are listed."""
    page = "step-2" if portal == BUSINESS else "L5"
    return [each.key for each in seen(world, who, portal, page) if each.role == "field"]


FIELDS: Final = ["L13", "L14"]
ASKING: Final = (BUSINESS, LIFECYCLE, OTHERS)


@pytest.mark.parametrize("portal", ASKING)
def test_ids_are_asked_for_unprompted_only_while_nothing_is_linked(portal: str) -> None:
    """Another contract that could be linked is not asked for; when what is linked has ended, the IDs are (A50, A38)."""
    world = opened(GOLD)
    both = after(world, BuyPlan("Ada", "premier"))
    tied = after(both, link(portal, contract=ContractRef(package="Contoso/1")))
    assert [asked_for(each, "Ada", portal) for each in (world, both, tied)] == [FIELDS, FIELDS, []]
    assert asked_for(tied, "Bob", portal) == FIELDS
    assert asked_for(until(tied, "2022-01-01"), "Ada", portal) == FIELDS
    assert asked_for(linked(GOLD, NO_SIGNATURE), "Ada", portal) == []


@pytest.mark.parametrize("portal", SUPPORT_PORTALS)
def test_whoever_wants_to_add_a_contract_gets_the_two_fields(portal: str) -> None:
    """Add contract, in Azure Link support benefits, is there before and after a link, and opens the fields (A50)."""
    plan_page, page = ("step-2" if portal == BUSINESS else "L5"), ("L3" if portal == AZURE else "own-add-contract")
    for world in (opened(GOLD), linked(GOLD)):
        buttons = [each.key for each in seen(world, "Ada", portal, plan_page) if each.role == "button" and each.enabled]
        done = after(world, OpenPage("Ada", portal, page))
        fields = [each.key for each in seen(done, "Ada", portal, page) if each.role == "field"]
        assert (page in buttons, fields) == (True, FIELDS)


def test_adding_a_contract_goes_back_to_the_flow_that_it_was_opened_from() -> None:
    """The product stays chosen; a pair that is refused leaves the account at the fields."""
    flow = (StartRequest("Ada", BUSINESS, "sql-server-2019"), OpenPage("Ada", BUSINESS, "own-add-contract"))
    world = after(opened(GOLD), *flow)
    refused = tried(world, LinkContract("Ada", BUSINESS, ContractRef(), right_pair=False))
    done = after(refused.after, link(BUSINESS))
    places = [(each.page, each.product) for found in (world, refused.after, done) for each in found.places]
    assert places == [("own-add-contract", "sql-server-2019")] * 2 + [("step-2", "sql-server-2019")]


def test_what_is_made_on_the_way_of_a_workload_may_cite_the_way() -> None:
    """Not only the line that makes it: also the check that looks at the link or at the request [177]."""
    text = """\
scenario: s  [176]
  use: an activated Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe opens "New request"
  and Chloe chooses workload "Power Platform"  [177]
  and Chloe links the contract in "other cloud portals"  [177]
  then the contract is linked for Chloe  [177]
  when Chloe creates a request for "Power Platform" in "other cloud portals"  [177]
  then the request is under plan "Partner Signature"  [177]
"""
    (trace,) = run_text(text)
    assert trace.failures == ()


def test_a_contract_that_is_added_on_the_way_of_a_workload_may_cite_the_way() -> None:
    """Whatever pages of the portal lie between: the fields in Azure are two pages away from the new request [177]."""
    way = (SignIn("Chloe", PARTNER_CENTER), OpenPage("Chloe", PARTNER_CENTER, "L10"), ChooseWorkload("Chloe", "azure"))
    world = after(opened(GOLD), *way, OpenPage("Chloe", AZURE, "L12"), OpenPage("Chloe", AZURE, "L3"))
    assert 177 in passages(tried(world, link(AZURE, "Chloe")))


# Bought plans (P03)


def bought(plan: str, *givens: str) -> World:
    """Give a world in which Ada has bought a plan and linked it."""
    world = after(opened("use: a partner without offers", *givens), BuyPlan("Ada", plan))
    return after(world, link(AZURE))


@pytest.mark.parametrize("plan", ["premier", "advanced"])
@pytest.mark.parametrize("product", ["windows-10", "exchange-2013", *CLOUD_PRODUCTS])
def test_a_bought_plan_covers_its_products_without_a_count(plan: str, product: str) -> None:
    """Premier covers every product, old ones too, Advanced cloud products only; neither runs out."""
    portal = rulebook().products[product].portal
    covered = plan == "premier" or portal != BUSINESS
    world = bought(plan)
    for _ in range(3):
        done = tried(world, ask(portal, product, plan=plan))
        assert (done.outcome is Outcome.ACCEPTED) is covered
        world = done.after
    assert len(world.requests) == (3 if covered else 0)


def test_a_plan_that_is_not_linked_is_not_used() -> None:
    """Buying brings a contract with IDs of its own: they are asked for on first use."""
    world = after(opened("use: a partner without offers"), BuyPlan("Ada", "premier"))
    assert refusal(tried(world, ask(AZURE, "azure", plan="premier"))) == (
        Outcome.REFUSED,
        "associated-paid",
        ("own-ask-ids",),
    )


@pytest.mark.parametrize("portal", [AZURE, BUSINESS, LIFECYCLE, OTHERS])
def test_the_ids_of_a_bought_plan_are_for_one_account(portal: str) -> None:
    """A second account is linked nowhere: in Azure by M3, which is true there, elsewhere in own words (P03, A44)."""
    world = bought("premier")
    done = tried(world, link(portal, "Bob"))
    said = "M3" if portal == AZURE else "own-ids-taken"
    assert (done.outcome, [each.key for each in done.shown]) == (Outcome.REFUSED, [said])
    assert done.after.facts() == world.facts()


def test_the_ids_of_a_bought_plan_can_be_shared() -> None:
    """With the parameter set, a second account links for itself."""
    done = tried(bought("premier", 'parameter "paid plan ids" is "shared"'), link(AZURE, "Bob"))
    assert [(each.account, each.state) for each in done.after.links] == [("Ada", "linked"), ("Bob", "linked")]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2021-03-04", "2022-03-03"),
        ("2021-03-31", "2022-03-30"),
        ("2021-12-31", "2022-12-30"),
        ("2024-02-29", "2025-02-28"),
    ],
)
def test_a_bought_plan_runs_for_a_year(day: str, last: str) -> None:
    """Its contract starts on the day on which it is bought and ends a year later, whatever the day of the month."""
    world = after(until(opened("use: a partner without offers"), day), BuyPlan("Ada", "premier"))
    assert [(str(each.start), str(each.end)) for each in world.contracts] == [(day, last)]


def test_a_bought_plan_ends_and_is_hidden() -> None:
    """The day after its end the contract is hidden, and the plan is neither listed nor accepted in a cloud portal."""
    world = until(bought("premier"), "2022-03-04")
    assert [each.state for each in world.links] == ["hidden"]
    assert refusal(tried(world, ask(AZURE, "azure", plan="premier")))[1] == "paid-not-ended"
    assert plans(world, "Ada", AZURE, "azure") == []


def test_support_for_business_lists_bought_plans_that_are_unavailable() -> None:
    """Every associated contract's plans are listed there, with the reason: expired, or product not covered."""
    assert plans(bought("advanced"), "Ada", BUSINESS, "windows-10") == [("advanced", "own-product")]
    ended = until(bought("premier"), "2022-03-04")
    assert plans(ended, "Ada", BUSINESS, "windows-10") == [("premier", "own-expired")]


@pytest.mark.parametrize(
    ("givens", "day", "portal", "product", "message"),
    [
        ((NO_SIGNATURE,), "2021-12-31", AZURE, "azure", "own-not-offered"),
        ((), "2022-01-01", AZURE, "azure", "own-not-offered"),
        ((NO_PRODUCT_SUPPORT,), "2021-12-31", BUSINESS, "windows-10", "own-exhausted"),
        ((), "2022-01-01", BUSINESS, "windows-10", "own-expired"),
    ],
)
def test_only_support_for_business_says_why_a_plan_is_not_there(
    givens: tuple[str, ...], day: str, portal: str, product: str, message: str
) -> None:
    """A cloud portal hides the contract, and does not say whether it has expired or is used up [168][191]."""
    step = tried(until(linked(GOLD, *givens), day), ask(portal, product))
    assert (step.outcome, [each.key for each in step.shown]) == (Outcome.REFUSED, [message])


# Plans as Support for Business lists them


@pytest.mark.parametrize(
    ("givens", "day", "product", "expected"),
    [
        ((), "2021-12-31", "windows-10", [("partner-support", "available"), ("partner-signature", "own-product")]),
        (
            (NO_PRODUCT_SUPPORT,),
            "2021-12-31",
            "windows-10",
            [("partner-signature", "own-product"), ("partner-support", "own-exhausted")],
        ),
        (
            (NO_PRODUCT_SUPPORT,),
            "2022-01-01",
            "exchange-2013",
            [("partner-signature", "own-expired"), ("partner-support", "own-expired")],
        ),
        (
            (NO_PRODUCT_SUPPORT, NO_SIGNATURE),
            "2021-12-31",
            "exchange-2013",
            [("partner-signature", "own-exhausted"), ("partner-support", "own-exhausted")],
        ),
        (
            (),
            "2021-12-31",
            "exchange-2013",
            [("partner-signature", "own-product"), ("partner-support", "own-product")],
        ),
        ((), "2021-12-31", "azure", [("partner-signature", "own-product"), ("partner-support", "own-product")]),
        (
            (NO_SIGNATURE,),
            "2021-12-31",
            "windows-10",
            [("partner-support", "available"), ("partner-signature", "own-exhausted")],
        ),
    ],
)
def test_support_for_business_lists_every_plan_with_the_reason(
    givens: tuple[str, ...], day: str, product: str, expected: list[tuple[str, str]]
) -> None:
    """Available plans come first; of several reasons: expired, then no incidents remaining, then the product (A16)."""
    assert plans(until(linked(GOLD, *givens), day), "Ada", BUSINESS, product) == expected


def test_an_unavailable_plan_shows_its_dates_and_its_count() -> None:
    """The unavailable section shows start, end, remaining and the reason (A16)."""
    items = seen(linked(GOLD), "Ada", BUSINESS, "step-2", "windows-10")
    assert {each.key: each.value for each in items if each.of == "L18"} == {
        "L19": TODAY,
        "L20": date(2021, 12, 31),
        "L21": 10,
        "own-product": "own-product",
    }


def test_an_unlimited_plan_says_so_in_the_unavailable_section() -> None:
    """Where no number remains to be shown, Unlimited is."""
    world = linked('use: an activated Gold partner (competency = "Security")')
    items = seen(world, "Ada", BUSINESS, "step-2", "windows-10")
    assert {each.key: each.value for each in items if each.of == "L18"}["L21"] == "unlimited"
    assert [each.of for each in items if each.key == "L22"] == ["L18"]


def test_a_gold_partner_with_a_hidden_contract_still_uses_on_premises_support() -> None:
    """Hidden for the cloud portals, the contract serves Support for Business as before."""
    world = linked(GOLD, NO_SIGNATURE)
    assert world.links[0].state == "hidden"
    assert plans(world, "Ada", AZURE, "azure") == []
    assert tried(world, ask(BUSINESS, "windows-10")).outcome is Outcome.ACCEPTED
    assert refusal(tried(world, ask(AZURE, "azure")))[1] == "cloud-remaining"


# Looking up the count

FLOW: Final = (
    StartRequest("Ada", BUSINESS, "windows-10"),
    link(BUSINESS),
    ExpandPlans("Ada", "L1"),
    LeaveRequest("Ada"),
)


def test_looking_up_the_count_leaves_the_link_and_nothing_else() -> None:
    """No request is created and no incident used; the contract stays linked (A17)."""
    before = opened(GOLD)
    world = after(before, *FLOW)
    assert world.facts()._replace(links=()) == before.facts()
    assert [(each.account, each.state) for each in world.links] == [("Ada", "linked")]


def test_the_count_is_seen_at_step_2_of_support_for_business_and_nowhere_else() -> None:
    """No page of any other portal, and no other page of this one, shows incidents remaining (A35)."""
    world = linked(GOLD)
    shown = {
        (portal, page)
        for portal, page in rulebook().screens
        if any(each.key == "L21" for each in seen(world, "Ada", portal, page, "windows-10"))
    }
    assert shown == {(BUSINESS, "step-2")}


def test_the_section_cannot_be_unfolded_outside_of_step_2() -> None:
    """There is nothing to unfold before the flow is started or after it is left."""
    world = opened(GOLD)
    assert refusal(tried(world, ExpandPlans("Ada", "L1")))[1] == "plans-to-unfold"
    assert refusal(tried(after(world, *FLOW), ExpandPlans("Ada", "L1")))[1] == "plans-to-unfold"
    assert refusal(tried(world, LeaveRequest("Ada")))[1] == "in-flow"


# Rules that are about one portal


@pytest.mark.parametrize(
    ("action", "foreign"),
    [
        (StartRequest("Ada", AZURE, "azure"), {157, 161, 163, 164}),
        (StartRequest("Ada", BUSINESS, "sql-server-2019"), {164}),
        (SignIn("Ada", AZURE), {112}),
        (OpenPage("Ada", AZURE, "L11"), {112}),
        (ask(LIFECYCLE, "dynamics-365-finance-and-operations"), {190}),
        (LeaveRequest("Ada"), {162}),
    ],
    ids=[
        "a request that is started in Azure",
        "a look-up with another product than Windows 10",
        "a sign-in to Azure",
        "a page of Azure",
        "a request in Lifecycle Services",
        "a request that is left in Azure",
    ],
)
def test_an_action_does_not_rest_on_passages_about_another_portal(action: Action, foreign: set[int]) -> None:
    """What the article says of one portal or product cannot be cited for another."""
    world = after(linked(GOLD), StartRequest("Ada", AZURE, "azure"))
    done = tried(world, action)
    assert done.outcome is Outcome.ACCEPTED
    assert passages(done) & foreign == set()


ABOUT_CLOUD: Final = {172, 173, 174, 180}
ABOUT_ON_PREMISES: Final = {153, 154, 155, 156, 157}


@pytest.mark.parametrize("portal", [BUSINESS, AZURE, LIFECYCLE])
def test_a_request_rests_on_passages_of_its_own_plan_only(portal: str) -> None:
    """Whatever comes of it, on-premises support never rests on what is said of cloud support, nor the other way."""
    product = {BUSINESS: "windows-10", AZURE: "azure", LIFECYCLE: "dynamics-365-finance-and-operations"}[portal]
    active = linked(GOLD)
    worlds = [
        opened("use: a Gold partner"),
        opened(GOLD),
        active,
        until(active, "2022-01-01"),
        linked(PACK),
        linked(GOLD, NO_SIGNATURE, NO_PRODUCT_SUPPORT),
        after(opened(EMPTY), BuyPlan("Ada", "premier"), link(portal)),
    ]
    foreign = ABOUT_CLOUD if portal == BUSINESS else ABOUT_ON_PREMISES
    assert [passages(tried(world, ask(portal, product))) & foreign for world in worlds] == [set()] * len(worlds)


def test_what_follows_a_chosen_workload_may_cite_the_way() -> None:
    """[177] belongs to linking, trying and requesting in the portal that the workload opened, and to nothing after."""
    way = (SignIn("Chloe", PARTNER_CENTER), OpenPage("Chloe", PARTNER_CENTER, "L10"))
    world = after(opened(GOLD), *way, ChooseWorkload("Chloe", "power-platform"))
    refused = tried(world, ask(OTHERS, "power-platform", "Chloe"))
    linking = tried(refused.after, link(OTHERS, "Chloe"))
    asking = tried(linking.after, ask(OTHERS, "power-platform", "Chloe"))
    assert [177 in passages(each) for each in (refused, linking, asking)] == [True, True, True]
    later = after(asking.after, StartRequest("Chloe", OTHERS, "power-platform"))
    assert 177 not in passages(tried(later, ask(OTHERS, "power-platform", "Chloe")))
    assert 177 not in passages(tried(world, link(AZURE, "Chloe")))


@pytest.mark.parametrize(
    ("action", "foreign"),
    [
        (ask(LIFECYCLE, "dynamics-365-finance-and-operations", "Bob"), {179}),
        (ask(OTHERS, "azure"), {172}),
        (StartRequest("Ada", LIFECYCLE, "azure"), {141, 142}),
        (ask(BUSINESS, "azure"), {169}),
    ],
    ids=[
        "the IDs are missing in Lifecycle Services",
        "a cloud product in a portal that does not serve it",
        "a cloud product that is started in another cloud portal",
        "a cloud product in Support for Business",
    ],
)
def test_a_refusal_does_not_rest_on_passages_about_something_else(action: Action, foreign: set[int]) -> None:
    """A refusal names the passages of its own cause only: whoever cites must not be led astray."""
    done = tried(linked(GOLD), action)
    assert done.refusal is not None
    assert set(rulebook().passages_of(done.refusal.rules)) & foreign == set()
