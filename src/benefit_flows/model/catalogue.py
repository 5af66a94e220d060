"""What a rulebook knows as data: rules, messages, entitlements, portals, plans, parameters."""

from typing import Final, NamedTuple

from benefit_flows.model.world import Value
from benefit_flows.text import Text


class Rule(NamedTuple):
    """A rule of the source document in our own words; ``basis`` is ``explicit`` or ``implied``.

    ``readings`` are the ids of the readings that the statement contains: there it says more than the document.
    """

    id: str
    passages: tuple[int, ...]
    basis: str
    kind: str
    statement: Text
    readings: tuple[str, ...] = ()


class Reading(NamedTuple):
    """What the simulator decides where the source document is silent or contradicts itself.

    ``confidence`` is ``high``, ``medium``, ``low``, or ``derived`` where it follows from the rest.
    """

    id: str
    confidence: str
    text: Text


class Message(NamedTuple):
    """A text that a portal shows (``kind`` message or label), or a quotation of one that no portal shows.

    Texts with passages are the document's; those without are the simulator's own words (reading P04).
    ``places`` are the portals that show it and on which of their pages; an answer to an action has no page.
    """

    key: str
    kind: str
    passages: tuple[int, ...]
    text: Text
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def documented(self) -> bool:
        """Whether the source document gives this text."""
        return bool(self.passages)


class Competency(NamedTuple):
    """A competency; cloud competencies bring other entitlements than the rest."""

    id: str
    cloud: bool
    rules: tuple[str, ...]


class Entitlement(NamedTuple):
    """One cell of the entitlement table; ``competency`` is ``cloud``, ``other`` or ``any``.

    ``incidents`` is ``None`` for unlimited; a cell that is not ``granted`` says that the benefit is absent.
    """

    name: str
    level: str
    competency: str
    benefit: str
    granted: bool
    incidents: int | None
    rules: tuple[str, ...]


BY_ADDING: Final = "add-contract"
BY_BUTTON: Final = "link-support-benefits"
LINKS_BY: Final = (BY_ADDING, BY_BUTTON)
"""The ways in which an account enters the IDs of a contract."""
ACCEPTED: Final = "accepted"
COMPLAINT: Final = "error-to-ignore"
SECOND_LINKS: Final = (ACCEPTED, COMPLAINT)
"""What can come of linking a contract that is linked already."""


class Portal(NamedTuple):
    """A portal: its pages, and what it can do. Rules ask for that, never for its id.

    ``explicit_sign_in``: one must sign in first. ``activates``: it lists benefits, and activates them.
    ``customers``: the way to the requests of customers leads through it. ``serves``: the family of products that it
    takes requests for; ``any_product`` lets a request be started for others too, to be refused at the plans.
    ``request_page``: where it lists the plans for a request; ``plans``: those that it offers.
    ``links_by``: how a contract is linked (one of ``LINKS_BY``), ``second_link``: what comes of a second time
    (one of ``SECOND_LINKS``). ``shows_count``: it lists every plan of a linked contract with how many incidents
    remain, those that cannot be used too, with the reason; other portals list what can be used, and no count.
    """

    id: str
    pages: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    explicit_sign_in: bool = False
    activates: bool = False
    customers: bool = False
    serves: str | None = None
    any_product: bool = False
    request_page: str | None = None
    links_by: str | None = None
    second_link: str | None = None
    shows_count: bool = False

    @property
    def support(self) -> bool:
        """Whether it links contracts and takes requests: a portal does both, or neither."""
        return self.serves is not None


NOWHERE: Final = Portal("")
"""The portal of what is done in none: to buy a plan, to let time pass."""


class Plan(NamedTuple):
    """A support plan: ``benefit`` is the benefit behind it; ``paid`` ones are bought and have a contract too.

    ``families`` are the families of products that it covers; ``products``, where there are any, all that it covers.
    ``rank`` compares plans: the higher, the better the support.
    """

    id: str
    label: str
    benefit: str | None
    paid: bool
    rank: int
    families: tuple[str, ...]
    rules: tuple[str, ...]
    products: tuple[str, ...] = ()

    @property
    def needs_contract(self) -> bool:
        """Whether a contract must be linked to use it."""
        return self.paid or self.benefit is not None


class Parameter(NamedTuple):
    """A ``reading`` (by id) that a user may want otherwise. Numbers have bounds, words have ``choices``.

    ``guards`` are the names of those whose verdict or message it decides.
    """

    id: str
    name: Text
    default: Value
    least: int | None
    most: int | None
    choices: tuple[tuple[str, Text], ...]
    rules: tuple[str, ...]
    reading: str
    text: Text
    guards: tuple[str, ...] = ()


class Scope(NamedTuple):
    """What a scenario names: the portals, products and plans that its accounts could use."""

    portals: tuple[str, ...]
    products: tuple[str, ...]
    plans: tuple[str, ...] = ()
