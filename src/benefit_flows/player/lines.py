"""Lines that a page needs to write a walk down as a scenario: how it can end, because each must check something."""

from collections.abc import Container
from typing import Final, NamedTuple

from benefit_flows.language.scan import SPACES
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.world import World
from benefit_flows.stepper.endings import endings

PLAIN: Final = str.maketrans(dict.fromkeys(SPACES, " "))


def plain(text: str) -> str:
    """Write all spaces alike, as a scenario file has them."""
    return text.translate(PLAIN)


class EndingView(NamedTuple):
    """A check that holds: of the state of a subject, or (``None``) of the number of requests."""

    subject: str | None
    text: str


def ending_views(world: World, moving: Container[str], speaker: Speaker) -> tuple[EndingView, ...]:
    """Say how subjects stand, of those that can move in a lesson, and how many requests there are."""
    return tuple(
        EndingView(subject, plain(speaker.says(check).text))
        for subject, check in endings(world)
        if subject is None or subject in moving
    )
