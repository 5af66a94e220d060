"""Portals are told apart by what they can do: a new one is data, and what no rule knows is refused."""

from textwrap import indent
from typing import Final

import pytest

from benefit_flows.engine.run import run
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Verdict
from benefit_flows.rulebooks.data import Fault
from tests.rulebooks.altered import BOOK, Edit, altered, edited, faults_of
from tests.support import parse_text, shown

NAMES: Final = Edit(
    "names.toml",
    "[names]\n",
    """\
[names]
toy-portal = { en = "Toy portal", fr = "Portail jouet" }
toy = { en = "Toy", fr = "Jouet" }
""",
)
PRODUCT: Final = 'toy = { portal = "toy-portal" }'
OLD_PRODUCT: Final = 'toy = { portal = "toy-portal", recent = true, rules = [] }'


def with_portal(said: str, product: str = PRODUCT) -> tuple[Edit, ...]:
    """Add a toy portal that says this of itself, and a product that is asked for there."""
    portal = f"\n{product}\n\n[portals.toy-portal]\n{said}\n\n[portals.partner-center]"
    return NAMES, Edit("catalogue.toml", "\n[portals.partner-center]", portal)


BY_ADDING: Final = """
request-page = "L5"
links-by = "add-contract"
second-link = "accepted"
pages = ["home", "L5", "own-add-contract"]
"""
CLOUD: Final = f'serves = "cloud"\nplans = ["partner-signature", "premier"]{BY_ADDING}'
COUNTING: Final = f"{CLOUD}shows-count = true"
COMPLAINING: Final = CLOUD.replace('"accepted"', '"error-to-ignore"')
BY_BUTTON: Final = """
serves = "cloud"
request-page = "L5"
links-by = "link-support-benefits"
second-link = "error-to-ignore"
plans = ["partner-signature", "csp"]
pages = ["home", "L11", "L12", "L3", "L5"]
"""
ON_PREMISES: Final = f'serves = "on-premises"\nplans = ["partner-support"]{BY_ADDING}'
SIGN_IN_FIRST: Final = f"explicit-sign-in = true\n{CLOUD}"

USED: Final = """
when Ada signs in to "Toy portal"
and Ada opens "home page" in "Toy portal"
then Ada sees "+ New Support request"
when Ada tries to create a request for "Toy" in "Toy portal"
then it is refused  [126]
when Ada opens "Add contract" in "Toy portal"
then Ada sees "Access ID"
when Ada links the contract in "Toy portal"
then the contract is linked for Ada
when Ada opens "+ New Support request" in "Toy portal"
then plan <plan> is available for Ada
when Ada creates a request for "Toy" in "Toy portal"
then the number of requests is 1
and <benefit> has <left> incidents remaining
"""
SIGNATURE: Final = ("Partner Signature", "Signature Cloud Support")
ALIKE: Final = {
    "a cloud portal": (CLOUD, PRODUCT, "Partner Signature", "Signature Cloud Support", 9),
    "a cloud portal that asks for a sign-in": (
        SIGN_IN_FIRST,
        PRODUCT,
        "Partner Signature",
        "Signature Cloud Support",
        9,
    ),
    "an on-premises portal": (ON_PREMISES, OLD_PRODUCT, "Partner Support", "Microsoft Product Support", 19),
}


def assert_passes(lines: str, book: Rulebook) -> None:
    """Check and run a scenario by a rulebook, and expect it to pass."""
    text = f"scenario: x\n{indent(f'use: an activated Gold partner{lines}', '  ')}"
    checked = check((Unit(parse_text(text)),), Editions(Rulebooks.of(book)))
    assert shown(checked.diagnostics) == ""
    (scenario,) = checked.scenarios
    trace = run(scenario, book)
    assert (trace.verdict, trace.failures) == (Verdict.PASSED, ())


@pytest.mark.parametrize("what", ALIKE)
def test_a_portal_that_is_added_by_data_alone_works(what: str) -> None:
    """One signs in, opens its pages, links there, sees the plan and creates a request."""
    said, product, plan, benefit, left = ALIKE[what]
    lines = USED.replace("<plan>", f'"{plan}"').replace("<benefit>", f'"{benefit}"').replace("<left>", str(left))
    assert_passes(lines, altered(*with_portal(said, product)))


def test_a_portal_that_shows_counts_lists_every_plan_with_its_count() -> None:
    """Where counts are shown, the plan that cannot be used is listed too, with the reason."""
    lines = """
when Ada starts a request for "Toy" in "Toy portal"
and Ada links the contract in "Toy portal"
then Ada sees "incidents remaining" 10 for plan "Partner Signature"
when Ada expands "Would you like to see unavailable support plans ?"
then plan "Partner Support" is unavailable for Ada because "product not covered"
and Ada sees "incidents remaining" 20 for plan "Partner Support"
when Ada leaves the request
then the number of requests is 0
"""
    assert_passes(lines, altered(*with_portal(COUNTING)))


def test_a_portal_that_shows_no_counts_keeps_them_back() -> None:
    lines = """
when Ada links the contract in "Toy portal"
and Ada opens "+ New Support request" in "Toy portal"
then Ada does not see "incidents remaining"
and Ada does not see "Partner Support"
"""
    assert_passes(lines, altered(*with_portal(CLOUD)))


@pytest.mark.parametrize("said", [COMPLAINING, BY_BUTTON], ids=["by adding", "by a button"])
def test_a_portal_that_complains_of_a_second_link_shows_the_message_that_can_be_ignored(said: str) -> None:
    lines = f"""
when Ada links the contract in "Toy portal"
and Ada tries to link the contract in "Toy portal"
then the error can be ignored  [185]
and Ada sees "{BOOK.messages["M3"].text.en}"
"""
    assert_passes(lines, altered(*with_portal(said)))


def test_a_portal_with_the_button_has_the_way_to_it() -> None:
    """Help + Support, Support Plans, Link support benefits: as the article describes it, in whatever portal."""
    lines = """
when Ada opens "Help + Support" in "Toy portal"
then Ada sees "Support Plans"
when Ada opens "Support Plans" in "Toy portal"
then Ada sees "Link support benefits"
when Ada opens "Link support benefits" in "Toy portal"
and Ada links the contract in "Toy portal"
and Ada creates a request for "Toy" in "Toy portal"
then the number of requests is 1
"""
    assert_passes(lines, altered(*with_portal(BY_BUTTON)))


WHERE: Final = "portals.toy-portal"
UNKNOWN: Final = {
    # what is said of a portal, and the keys of the faults that this brings
    "products that no rule knows": (CLOUD.replace('"cloud"', '"stellar"'), f"{WHERE}.serves"),
    "a way to link that no rule knows": (CLOUD.replace('"add-contract"', '"by-phone"'), f"{WHERE}.links-by"),
    "a second link that no rule knows": (CLOUD.replace('"accepted"', '"ignored"'), f"{WHERE}.second-link"),
    "requests without a way to link": (CLOUD.replace('links-by = "add-contract"\n', ""), f"{WHERE}.links-by"),
    "a way to link without requests": (CLOUD.replace('serves = "cloud"\n', ""), f"{WHERE}.serves"),
    "requests without a page": (CLOUD.replace('request-page = "L5"\n', ""), f"{WHERE}.request-page"),
    "a slip of the pen": (CLOUD + "show-count = true", f"{WHERE}.show-count"),
    "a page on which nothing is shown": (CLOUD.replace('"L5", "own', '"L5", "L12", "own'), WHERE),
    "no page for what it can do": (CLOUD.replace(', "own-add-contract"', ""), WHERE),
    "nothing that can be done there": ('pages = ["home"]', WHERE),
    "counts without requests": ('activates = true\nshows-count = true\npages = ["home", "L7"]', f"{WHERE}.shows-count"),
    "a plan that covers nothing there": (CLOUD.replace("premier", "partner-support"), f"{WHERE}.plans"),
}


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_no_rule_knows_of_a_portal_is_refused_and_falls_to_no_others_rules(what: str) -> None:
    """The rulebook is not loaded, and the fault names the file and the key."""
    said, key = UNKNOWN[what]
    found = [(each.file, each.key) for each in faults_of(edited(*with_portal(said)))]
    assert ("catalogue.toml", key) in found
    assert all(each.startswith((WHERE, "products.toy.")) for _, each in found)


MISFITS: Final = {
    "a benefit without a plan": (
        Edit("catalogue.toml", 'label = "L18"\nbenefit = "signature"', 'label = "L18"\npaid = true'),
        "plans",
    ),
    "no way to the requests of customers": (Edit("catalogue.toml", "customers = true   # R56\n", ""), "portals"),
    "a benefit that no rule knows": (
        Edit("catalogue.toml", 'benefits = ["product-support", ', 'benefits = ["advice", "product-support", '),
        "benefits",
    ),
    "a role that no rule knows": (Edit("catalogue.toml", '"admin-agent"]', '"admin-agent", "owner"]'), "roles"),
    "a programme that rules name and that is missing": (
        Edit("catalogue.toml", 'associations = ["MPN", "CSP"]', 'associations = ["MPN"]'),
        "associations",
    ),
    "a product in a portal for others": (
        Edit("catalogue.toml", 'azure = { portal = "azure-portal" }', 'azure = { portal = "support-for-business" }'),
        "products.azure.portal",
    ),
    "a default portal that cannot do it": (
        Edit("catalogue.toml", 'activation-portal = "partner-center"', 'activation-portal = "azure-portal"'),
        "defaults.activation-portal",
    ),
    "no default portal": (
        Edit("catalogue.toml", 'on-premises-portal = "support-for-business"\n', ""),
        "defaults.on-premises-portal",
    ),
    "a plan for products that no rule knows": (
        Edit("catalogue.toml", 'families = ["cloud"]\nrules = ["R76"', 'families = ["clouds"]\nrules = ["R76"'),
        "plans.advanced.families",
    ),
    "a plan without a contract that covers no product": (
        Edit("catalogue.toml", 'products = ["azure"]   # R55\n', ""),
        "plans.csp",
    ),
    "a plan for a product that there is not": (
        Edit("catalogue.toml", 'products = ["azure"]   # R55', 'products = ["azur"]'),
        "plans.csp.products",
    ),
}


@pytest.mark.parametrize("what", MISFITS)
def test_data_about_portals_plans_and_products_fit_together(what: str) -> None:
    edit, key = MISFITS[what]
    assert ("catalogue.toml", key) in [(each.file, each.key) for each in faults_of(edited(edit))]


def test_a_fault_says_what_the_pages_would_be() -> None:
    said = CLOUD.replace(', "own-add-contract"', "")
    what = "has the pages L5, home, and by what it can do they are L5, home, own-add-contract"
    fix = "correct the pages, or say what the portal can do"
    assert faults_of(edited(*with_portal(said))) == (Fault("catalogue.toml", WHERE, what, fix),)


def test_no_portal_has_a_kind_of_its_own_that_no_other_could_have() -> None:
    """What tells the portals of the article apart is what they say of themselves: no two say the same but one pair."""
    said = {each.id: each._replace(id="", pages=(), plans=()) for each in BOOK.portals.values()}
    assert said.pop("lifecycle-services") == said["other-cloud-portals"]
    assert len(set(said.values())) == len(said)
