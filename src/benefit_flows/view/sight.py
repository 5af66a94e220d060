"""What an account sees, in words."""

from typing import NamedTuple

from benefit_flows.language.record_names import number_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.screen import Item, Screen
from benefit_flows.view.sources import SourceView, sources


class ItemView(NamedTuple):
    """One thing on a screen; ``of`` is the text of the row that it belongs to, ``sources`` say why it is there or not.

    No two rows of a screen have the same text.
    """

    role: str
    text: str
    of: str | None
    value: str | None
    enabled: bool
    sources: tuple[SourceView, ...]


class ScreenView(NamedTuple):
    """A page of a portal as an account sees it, and what is kept from it. Nowhere is an empty portal."""

    account: str
    portal: str
    page: str
    items: tuple[ItemView, ...]
    withheld: tuple[ItemView, ...]


def screen_view(screen: Screen, account: str, speaker: Speaker) -> ScreenView:
    """Put a screen in words."""
    several = _several((*screen.items, *screen.withheld))
    return ScreenView(
        account,
        speaker.name(screen.portal),
        speaker.name(screen.page),
        tuple(_item(item, several, speaker) for item in screen.items),
        tuple(_item(each, several, speaker) for each in screen.withheld),
    )


def _owner(item: Item) -> str | None:
    """Give the contract or the package that a row is of, or that what stands in a row is of."""
    return item.contract or item.package


def _several(items: tuple[Item, ...]) -> frozenset[str]:
    """Give the plans and benefits that several contracts or packages carry: their rows must be told apart."""
    rows = {(item.key, _owner(item)) for item in items if item.role == "row" and _owner(item) is not None}
    names = [key for key, _ in rows]
    return frozenset(each for each in names if names.count(each) > 1)


def _item(item: Item, several: frozenset[str], speaker: Speaker) -> ItemView:
    text = speaker.name(item.key)
    of = None if item.of is None else speaker.name(item.of)
    owner = _owner(item)
    apart = f" ({number_of(owner, speaker.rulebook)})" if owner else ""
    # The same text twice says nothing: a reason is its own value.
    value = None if item.value in (None, item.key) else speaker.value(item.value)
    return ItemView(
        item.role,
        text + apart if item.key in several else text,
        of + apart if of is not None and item.of in several else of,
        value,
        item.enabled,
        sources(item.rules, speaker),
    )
