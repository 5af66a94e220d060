"""The list of plans on a screen says what a request would say, also where the rulebook is another one."""

from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Final

from benefit_flows import rulebook
from benefit_flows.engine.screens import screen
from benefit_flows.engine.step import step
from benefit_flows.explore.mutants import Mutant, mutants
from benefit_flows.model.actions import BuyPlan, ContractRef, CreateRequest
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Place, World
from tests.rulebooks.worlds import (
    AZURE,
    BUSINESS,
    SUPPORT_PORTALS,
    after,
    ask,
    link,
    opened,
    until,
)

GOLD: Final = "use: an activated Gold partner"
PRODUCTS: Final = ("windows-10", "exchange-2013", "azure", "dynamics-365-finance-and-operations", "power-platform")
WHO: Final = ("Ada", "Deniz")
Row = tuple[str, bool, str | None]
Look = tuple[World, str, str, str]


@cache
def worlds() -> tuple[World, ...]:
    """Give worlds in which every guard of a request is the first to fail somewhere."""
    linked = after(opened(GOLD), link(BUSINESS), link(AZURE, "Deniz"))
    half = opened("use: a Gold partner", '"Microsoft Product Support" is active')
    two = opened(
        "use: a Gold partner",
        'company Fabrikam has a Gold competency in "Datacenter" until 2021-12-31',
        '"Microsoft Product Support" of Contoso is active',
        '"Signature Cloud Support" of Fabrikam is active',
    )
    plans = opened("use: a partner without offers")
    for plan in ("premier", "advanced"):
        plans = after(plans, BuyPlan("Ada", plan), link(AZURE, contract=ContractRef(plan=plan)))
    return (
        opened("use: a Gold partner"),
        opened(GOLD),
        linked,
        until(linked, "2022-01-01"),
        after(half, link(BUSINESS)),
        after(two, link(BUSINESS, contract=ContractRef("Contoso")), link(AZURE, "Deniz", ContractRef("Fabrikam"))),
        after(opened("use: an activated Action Pack partner"), link(BUSINESS)),
        after(opened(GOLD, '"Microsoft Product Support" is exhausted'), link(BUSINESS)),
        after(opened(GOLD, '"Signature Cloud Support" is exhausted'), link(BUSINESS)),
        plans,
        until(plans, "2022-03-04"),
    )


def pages() -> Iterator[Look]:
    """Give every world, account, portal and product that a list of plans is looked at for."""
    return product(worlds(), WHO, SUPPORT_PORTALS, PRODUCTS)


def listed(world: World, who: str, portal: str, wanted: str, book: Rulebook) -> tuple[Row, ...]:
    """Give the plans on the page of a portal that lists them, with the section of unavailable ones unfolded."""
    place = Place(who, portal, "step-2" if portal == BUSINESS else "L5", wanted, unfolded=True)
    found = screen(world._replace(places=(place,)), who, book)
    assert found is not None
    return tuple((each.key, each.enabled, each.of) for each in found.items if each.role in ("row", "reason"))


def requested(look: Look, book: Rulebook) -> tuple[Step, ...]:
    """Give what comes of a request from a page under every plan."""
    world, who, portal, wanted = look
    return tuple(step(world, ask(portal, wanted, who, plan), book) for plan in book.plans)


def altered_guards() -> tuple[Mutant, ...]:
    """Give the rulebooks with one guard of the request altered."""
    guards = {each.name for each in rulebook().actions[CreateRequest].guards}
    named = (each for each in mutants(rulebook()) if each.name.startswith("CreateRequest/"))
    return tuple(each for each in named if each.touches in guards)


def test_an_altered_guard_of_a_request_shows_in_the_list_of_plans() -> None:
    """Wherever a request has another outcome, the page lists its plans otherwise; every guard has such a place."""
    real = {look: requested(look, rulebook()) for look in pages()}
    asked = {look: {each.guard for done in steps for each in done.decisions} for look, steps in real.items()}
    unseen, seen = [], set()
    for mutant in altered_guards():
        for look in (each for each in real if mutant.touches in asked[each]):
            others = requested(look, mutant.rulebook)
            if [each.outcome for each in others] == [each.outcome for each in real[look]]:
                continue
            seen.add(mutant.touches)
            if listed(*look, rulebook()) == listed(*look, mutant.rulebook):
                unseen.append((mutant.name, look[1:]))
    assert unseen == []
    assert {each.name for each in rulebook().actions[CreateRequest].guards} - seen == set()


def test_all_four_altered_guards_of_the_product_show_in_support_for_business() -> None:
    """Also the message: it is the reason that an unavailable plan shows."""
    world = after(opened(GOLD), link(BUSINESS))
    names = [each for each in altered_guards() if each.touches == "on-premises-product"]
    seen = {
        each.name.removeprefix("CreateRequest/on-premises-product "): [
            wanted
            for wanted in ("windows-10", "exchange-2013")
            if listed(world, "Ada", BUSINESS, wanted, each.rulebook)
            != listed(world, "Ada", BUSINESS, wanted, rulebook())
        ]
        for each in names
    }
    assert seen == {
        "always holds": ["exchange-2013"],
        "always fails": ["windows-10"],
        "shows nothing": ["exchange-2013"],
        "refuses otherwise": ["exchange-2013"],
    }
