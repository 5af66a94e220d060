"""How a rulebook says that portals look: ids and a few words that a window knows, never a text."""

from collections.abc import Mapping
from typing import Final, NamedTuple

FRAMES: Final = ("navigation", "wizard", "blade", "form")
"""What a window can be: pages beside a navigation, steps of a flow, pages that open one from the other, a form."""
COLOURS: Final = ("plum", "teal", "indigo", "amber", "rose", "green", "blue", "slate")
"""Names of colours: what they are, in light and in dark, is of who draws."""
PAGE_KINDS: Final = ("page", "form", "dialog")
"""A dialog lies over the page that it is under."""


class PageLook(NamedTuple):
    """Where a page stands: the page that it is opened from, and what kind it is (one of ``PAGE_KINDS``)."""

    under: str | None = None
    kind: str = "page"


class PortalLook(NamedTuple):
    """What a portal looks like: its frame, its colour, and where the things on its pages stand.

    ``navigation`` are entries, each the keys from its group to the page that it opens; ``account`` are keys of the menu
    of the account, ``commands`` of the command bar; ``steps`` are the pages of a flow, in their order. A portal that
    the data do not describe is a plain form.
    """

    frame: str = "form"
    colour: str = "slate"
    navigation: tuple[tuple[str, ...], ...] = ()
    account: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    pages: Mapping[str, PageLook] = {}

    def page(self, page: str) -> PageLook:
        """Give where a page stands: alone, where nothing is said of it."""
        return self.pages.get(page, PageLook())

    def above(self, page: str) -> tuple[str, ...]:
        """Give the pages that a page is under, the outermost first."""
        under = self.page(page).under
        return () if under is None else (*self.above(under), under)


PLAIN: Final = PortalLook()
"""The look of a portal of which nothing is said."""
