"""How portals look, with their pages named: what a window needs to know of a portal beside the screen in it."""

from typing import NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.looks import PortalLook


class PageLookView(NamedTuple):
    """A page of a portal: its name, its kind (page, form or dialog), and the page that it is opened from."""

    page_id: str
    name: str
    kind: str
    under: str | None


class PortalView(NamedTuple):
    """A portal: its frame and colour by their names, and what stands in its menus and bars, by the keys of items.

    Each entry of ``navigation`` leads from its group to the page that it opens; ``steps`` are pages.
    """

    portal_id: str
    name: str
    frame: str
    colour: str
    navigation: tuple[tuple[str, ...], ...]
    account: tuple[str, ...]
    steps: tuple[str, ...]
    commands: tuple[str, ...]
    pages: tuple[PageLookView, ...]


def portals(speaker: Speaker) -> tuple[PortalView, ...]:
    """Put the look of every portal of a rulebook in words."""
    return tuple(_portal(each, speaker.rulebook.look(each), speaker) for each in speaker.rulebook.portals)


def _portal(portal: str, look: PortalLook, speaker: Speaker) -> PortalView:
    pages = [page for each, page in speaker.rulebook.screens if each == portal]
    return PortalView(
        portal,
        speaker.name(portal),
        look.frame,
        look.colour,
        look.navigation,
        look.account,
        look.steps,
        look.commands,
        tuple(PageLookView(each, speaker.name(each), look.page(each).kind, look.page(each).under) for each in pages),
    )
