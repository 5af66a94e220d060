"""What accounts see in a world: the screens computed, and put in words. Reports have screens from the trace instead."""

from collections.abc import Iterable

from benefit_flows.engine.screens import screen
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.world import World
from benefit_flows.view.sight import ScreenView, screen_view


def screens(world: World, accounts: Iterable[str], speaker: Speaker) -> tuple[ScreenView, ...]:
    """Give what each of the accounts sees, without those that are nowhere."""
    seen = ((screen(world, each, speaker.rulebook), each) for each in accounts)
    return tuple(screen_view(found, account, speaker) for found, account in seen if found is not None and found.portal)
