"""What accounts see in a world: the screens computed, and put in words. Reports have screens from the trace instead."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benefit_flows.engine.controls import done_by, opened_by
from benefit_flows.engine.screens import screen
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import SignIn
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.screen import Screen
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World
from benefit_flows.view.sight import Controls, ScreenView, screen_view


def screens(
    world: World, accounts: Iterable[str], speaker: Speaker, tried: Sequence[Step] = ()
) -> tuple[ScreenView, ...]:
    """Give what each of the accounts sees, without those that are nowhere; ``tried`` is all that can be done there."""
    seen = ((screen(world, each, speaker.rulebook), each) for each in accounts)
    return tuple(
        screen_view(found, account, speaker, _controls(found, account, tried, speaker.rulebook))
        for found, account in seen
        if found is not None and found.portal
    )


def _controls(seen: Screen, account: str, tried: Sequence[Step], rulebook: Rulebook) -> Controls:
    return Controls(
        lambda item: done_by(item, seen, account, tried, rulebook),
        lambda page: opened_by(page, seen, account, tried),
    )


class TabView(NamedTuple):
    """A portal that an account can go to, and the number of the choice that goes there."""

    account: str
    portal_id: str
    does: int


def tabs(tried: Sequence[Step]) -> tuple[TabView, ...]:
    """Give the portals that accounts can go to, of all that can be done in a world."""
    return tuple(
        TabView(step.action.account, step.action.portal, number)
        for number, step in enumerate(tried)
        if isinstance(step.action, SignIn)
    )
