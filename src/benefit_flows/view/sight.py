"""What an account sees, in words."""

from collections.abc import Callable
from typing import Final, NamedTuple

from benefit_flows.language.record_names import number_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.screen import Item, Screen
from benefit_flows.view.sources import SourceView, sources


class ItemView(NamedTuple):
    """One thing on a screen; ``of`` is the text of the row that it belongs to, ``sources`` say why it is there or not.

    No two rows of a screen have the same text. ``key`` and ``of_key`` are the ids of these texts, ``owner`` is the
    contract or the package that it is of. ``does`` are the numbers of the world's choices that it stands for: several
    where one chooses, none where it is only read, and in a report.
    """

    key: str
    of_key: str | None
    owner: str | None
    role: str
    text: str
    of: str | None
    value: str | None
    enabled: bool
    sources: tuple[SourceView, ...]
    does: tuple[int, ...]


class PageView(NamedTuple):
    """A page of the portal beside the one that is seen, and the number of the choice that opens it, if one does."""

    page_id: str
    text: str
    does: int | None


class ScreenView(NamedTuple):
    """A page of a portal as an account sees it, and what is kept from it. Nowhere is an empty portal.

    ``product`` is the one that is chosen for a request. ``above`` are the pages that this one is under, the outermost
    first, ``steps`` those of the portal's flow.
    """

    account: str
    portal: str
    page: str
    items: tuple[ItemView, ...]
    withheld: tuple[ItemView, ...]
    portal_id: str
    page_id: str
    product: str | None
    above: tuple[PageView, ...]
    steps: tuple[PageView, ...]


class Controls(NamedTuple):
    """Where the choices of a world are found on a screen: those that an item does, and that which opens a page."""

    done_by: Callable[[Item], tuple[int, ...]]
    opened_by: Callable[[str], int | None]


LOOKED_AT: Final = Controls(lambda _: (), lambda _: None)
"""Those of a screen that is only looked at: in a report nothing can be tried."""


def screen_view(screen: Screen, account: str, speaker: Speaker, controls: Controls = LOOKED_AT) -> ScreenView:
    """Put a screen in words, with where the choices of its world are found on it."""
    look = speaker.rulebook.look(screen.portal)
    several = _several((*screen.items, *screen.withheld))

    def page(page_id: str) -> PageView:
        return PageView(page_id, speaker.name(page_id), controls.opened_by(page_id))

    return ScreenView(
        account,
        speaker.name(screen.portal),
        speaker.name(screen.page),
        tuple(_item(each, controls.done_by(each), several, speaker) for each in screen.items),
        tuple(_item(each, controls.done_by(each), several, speaker) for each in screen.withheld),
        screen.portal,
        screen.page,
        None if screen.product is None else speaker.name(screen.product),
        tuple(map(page, look.above(screen.page))),
        tuple(map(page, look.steps)),
    )


def _owner(item: Item) -> str | None:
    """Give the contract or the package that a row is of, or that what stands in a row is of."""
    return item.contract or item.package


def _several(items: tuple[Item, ...]) -> frozenset[str]:
    """Give the plans and benefits that several contracts or packages carry: their rows must be told apart."""
    rows = {(item.key, _owner(item)) for item in items if item.role == "row" and _owner(item) is not None}
    names = [key for key, _ in rows]
    return frozenset(each for each in names if names.count(each) > 1)


def _item(item: Item, does: tuple[int, ...], several: frozenset[str], speaker: Speaker) -> ItemView:
    text = speaker.name(item.key)
    of = None if item.of is None else speaker.name(item.of)
    owner = _owner(item)
    apart = f" ({number_of(owner, speaker.rulebook)})" if owner else ""
    # The same text twice says nothing: a reason is its own value.
    value = None if item.value in (None, item.key) else speaker.value(item.value)
    return ItemView(
        item.key,
        item.of,
        owner,
        item.role,
        text + apart if item.key in several else text,
        of + apart if of is not None and item.of in several else of,
        value,
        item.enabled,
        sources(item.rules, speaker),
        does,
    )
