"""What an account sees: computed from the facts and from where the account is, never stored."""

from typing import NamedTuple

from benefit_flows.model.world import Value


class Item(NamedTuple):
    """One thing on a screen.

    ``key`` is a message, a label or a named thing of the rulebook; ``role`` says what it is
    (heading, link, button, field, row, value, section); ``of`` is the plan or benefit it belongs to,
    ``contract`` the contract of a plan, ``package`` the package of a benefit;
    ``entry`` names the rulebook's entry that put it there and ``rules`` the rules behind.
    """

    key: str
    role: str
    entry: str
    rules: tuple[str, ...]
    of: str | None = None
    value: Value = None
    enabled: bool = True
    contract: str | None = None
    package: str | None = None


class Screen(NamedTuple):
    """A page as an account sees it; ``withheld`` is what the rulebook keeps from it, and by which rules.

    ``product`` is the one that is chosen for a request there, if one is.
    """

    portal: str
    page: str
    items: tuple[Item, ...]
    withheld: tuple[Item, ...]
    product: str | None = None
