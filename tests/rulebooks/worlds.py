"""Worlds of the real rulebook, made of the given lines of a scenario, and what is done in them."""

from datetime import date, timedelta
from functools import cache
from textwrap import indent
from typing import Final

from benefit_flows import rulebook
from benefit_flows.engine.screens import screen
from benefit_flows.engine.step import step
from benefit_flows.model.actions import (
    Action,
    Activate,
    ContractRef,
    CreateRequest,
    LinkContract,
    SignIn,
    Wait,
)
from benefit_flows.model.checks import Outcome
from benefit_flows.model.screen import Item
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Benefit, Place, World
from tests.support import run_text

TODAY: Final = date(2021, 3, 4)
DAY: Final = timedelta(days=1)
PARTNER_CENTER: Final = "partner-center"
AZURE: Final = "azure-portal"
BUSINESS: Final = "support-for-business"
LIFECYCLE: Final = "lifecycle-services"
OTHERS: Final = "other-cloud-portals"
SUPPORT_PORTALS: Final = (BUSINESS, AZURE, LIFECYCLE, OTHERS)
PROBLEM: Final = "specific-problem"


@cache
def opened(*givens: str) -> World:
    """Give the world that given lines bring about, opened on its first day."""
    lines = "\n".join(f"given {each}" if not each.startswith("use:") else each for each in givens)
    text = f"scenario: a world\n{indent(lines, '  ')}\n  wait 0 days\n  then the number of requests is 0\n"
    (trace,) = run_text(text)
    assert trace.passed, trace.failures
    return trace.steps[-1].before


def tried(world: World, action: Action) -> Step:
    """Try an action."""
    return step(world, action, rulebook())


def after(world: World, *actions: Action) -> World:
    """Give the world after actions that are accepted."""
    for action in actions:
        done = tried(world, action)
        assert done.outcome is Outcome.ACCEPTED, done
        world = done.after
    return world


def sign_in(account: str = "Ada") -> SignIn:
    """Sign in to Partner Center."""
    return SignIn(account, PARTNER_CENTER)


def activate(benefit: str, account: str = "Ada") -> Activate:
    """Activate a benefit in Partner Center."""
    return Activate(account, PARTNER_CENTER, benefit)


def link(portal: str, account: str = "Ada", contract: ContractRef | None = None) -> LinkContract:
    """Link the contract."""
    return LinkContract(account, portal, contract or ContractRef())


def ask(
    portal: str, product: str, account: str = "Ada", plan: str | None = None, issue: str = PROBLEM
) -> CreateRequest:
    """Create a request."""
    return CreateRequest(account, portal, product, issue, plan)


def wait(world: World, days: int) -> World:
    """Let days pass."""
    return after(world, Wait(world.today + days * DAY))


def until(world: World, day: str) -> World:
    """Let time pass until a day."""
    return after(world, Wait(date.fromisoformat(day)))


def benefits(world: World) -> list[tuple[str, str, int | None]]:
    """Give every benefit as its id, its state and its incidents remaining."""
    return [(each.id, each.state, each.remaining) for each in world.benefits]


def benefit(world: World, benefit_id: str) -> Benefit:
    """Give a benefit that is there."""
    found = world.benefit(benefit_id)
    assert found is not None
    return found


def link_states(world: World) -> list[tuple[str, str, str]]:
    """Give every link as account, contract and state."""
    return [(each.account, each.contract, each.state) for each in world.links]


def seen(world: World, account: str, portal: str, page: str, product: str | None = None) -> tuple[Item, ...]:
    """Give what an account sees on a page, with the section of unavailable plans unfolded."""
    place = Place(account, portal, page, product, unfolded=True)
    others = tuple(each for each in world.places if each.account != account)
    found = screen(world._replace(places=(*others, place)), account, rulebook())
    assert found is not None
    return found.items


def plans(world: World, account: str, portal: str, product: str | None = None) -> list[tuple[str, str]]:
    """Give the plans that an account sees for a product, each with what is said of it."""
    page = "step-2" if portal == BUSINESS else "L5"
    items = seen(world, account, portal, page, product)
    names = {each.label: each.id for each in rulebook().plans.values()}
    reasons = {each.of: str(each.value) for each in items if each.role == "reason"}
    rows = [each for each in items if each.role == "row"]
    return [(names[each.key], "available" if each.enabled else reasons[each.key]) for each in rows]
