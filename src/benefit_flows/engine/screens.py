"""What an account sees, computed from the facts and from where it is."""

from benefit_flows.model.rulebook import Page, Rulebook, View
from benefit_flows.model.screen import Screen
from benefit_flows.model.world import World

BLANK = Page(())
"""A page of which the rulebook says nothing."""


def screen(world: World, account_name: str, rulebook: Rulebook) -> Screen | None:
    """Compute the screen of an account; ``None`` before it has been anywhere."""
    account, place = world.account(account_name), world.place(account_name)
    if account is None or place is None:
        return None
    page = rulebook.screens.get((place.portal, place.page), BLANK)
    view = View(world, rulebook, account, place)
    view = view._replace(plans=page.plans(view))
    built = [pair for entry in page.entries for pair in entry.build(view, entry)]
    shown = tuple(item for item, visible in built if visible)
    withheld = tuple(item for item, visible in built if not visible)
    return Screen(place.portal, place.page, shown, withheld, place.product)
