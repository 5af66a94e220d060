"""Which of the actions that are offered the things on a screen stand for, by what the rulebook says of them."""

from collections.abc import Iterable, Sequence
from typing import Final

from benefit_flows.model.actions import Activate, CreateRequest, ExpandPlans, OpenPage
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.screen import Item, Screen
from benefit_flows.model.trace import Step

CONTROLS: Final = ("menu", "link", "button", "field", "section")
"""The roles of things that can be pressed or filled in."""


def done_by(item: Item, screen: Screen, account: str, tried: Sequence[Step], rulebook: Rulebook) -> tuple[int, ...]:
    """Give the numbers, among the actions tried in a world, of those that a thing on the screen of an account does.

    None for what is only read. Several where one chooses: a product, another account, whose IDs. A thing that is
    disabled or kept back does what would be refused.
    """
    if item.role not in CONTROLS:
        return ()
    mine = _of_account(tried, account, screen.portal)
    return tuple(number for number, step in mine if _does(item, screen, step, rulebook))


def opened_by(page: str, screen: Screen, account: str, tried: Sequence[Step]) -> int | None:
    """Give the number of the action that opens a page of the portal where an account is, if that can be tried."""
    mine = _of_account(tried, account, screen.portal)
    return next((number for number, each in mine if _opens(page, each)), None)


def _of_account(tried: Sequence[Step], account: str, portal: str) -> Iterable[tuple[int, Step]]:
    """Give the actions of an account in a portal, or in whichever it is."""
    for number, step in enumerate(tried):
        action = step.action
        if getattr(action, "account", None) == account and getattr(action, "portal", portal) == portal:
            yield number, step


def _opens(page: str, step: Step) -> bool:
    return isinstance(step.action, OpenPage) and step.action.page == page


def _does(item: Item, screen: Screen, step: Step, rulebook: Rulebook) -> bool:
    if _opens(item.key, step):
        return True
    if rulebook.stands_for.get(item.key) is not type(step.action):
        return False
    match step.action:
        case Activate() as action:
            return action.benefit == item.of and action.package in (None, item.package)
        case CreateRequest() as action:
            return screen.product in (None, action.product) and _under_plan(item, action, step, rulebook)
        case ExpandPlans() as action:
            return action.section == item.key
    return True


def _under_plan(item: Item, action: CreateRequest, step: Step, rulebook: Rulebook) -> bool:
    """Say whether a request is made under the plan of an item: the one that is named, or that was taken."""
    made = [(rulebook.plans[each.plan].label, each.contract) for each in step.created]
    if made:
        return (item.of, item.contract) in made
    named = None if action.plan is None else rulebook.plans[action.plan].label
    return named in (None, item.of) and action.package in (None, item.contract)
