"""What a rulebook knows as data: rules, messages, entitlements, portals, plans, parameters."""

from typing import NamedTuple

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


class Portal(NamedTuple):
    """A portal: whether one must sign in first, what it is for, the plans it serves and the pages it has.

    ``support`` portals link contracts and take requests for the products that name them. ``any_product``
    lets a request be started for a product that the portal does not serve, to be refused at the plans.
    """

    id: str
    explicit_sign_in: bool
    support: bool
    any_product: bool
    plans: tuple[str, ...]
    pages: tuple[str, ...]


class Plan(NamedTuple):
    """A support plan: ``benefit`` is the benefit behind it; ``paid`` ones are bought and have a contract too.

    ``rank`` compares plans: the higher, the better the support.
    """

    id: str
    label: str
    benefit: str | None
    paid: bool
    rank: int
    families: tuple[str, ...]
    rules: tuple[str, ...]


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
