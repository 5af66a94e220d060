"""What exists: companies, accounts, offers, packages, benefits, contracts, links, requests.

Every record is immutable. Named tuples, because a step builds many of them and a frozen
dataclass costs three times as much to build. Names of accounts and companies are their keys;
everything that comes from the rulebook (levels, roles, portals …) is held by its id.
"""

from datetime import date
from typing import Final, NamedTuple

Value = str | int | date | bool | None | tuple[str, ...]
"""What a fact can be; ``None`` stands for *unlimited* where incidents are counted, else for *none*."""


class Fact(NamedTuple):
    """Something that was looked at: the id of what (worded by the rulebook) and its value."""

    name: str
    value: Value


class Company(NamedTuple):
    """A partner company; what it holds refers to it by name."""

    name: str


class Account(NamedTuple):
    """A user account; ``company`` is ``None`` for one that belongs to no company."""

    name: str
    company: str | None
    identity: str
    associations: tuple[str, ...]
    roles: tuple[str, ...]


NOBODY: Final = Account("", None, "", (), ())
"""Who acts where time does."""


class Offer(NamedTuple):
    """A membership offer, active from ``start`` to ``end`` inclusive; an Action Pack has no competency."""

    company: str
    level: str
    competency: str | None
    start: date
    end: date


class Package(NamedTuple):
    """The benefits that a company's offers brought together; ends with the latest of the offers."""

    id: str
    company: str
    start: date
    end: date


class Benefit(NamedTuple):
    """One benefit of a package with its own counter; ``None`` incidents means unlimited.

    ``due`` is the day on which a pending benefit becomes active, ``activated`` the day on which it did.
    """

    id: str
    package: str
    kind: str
    state: str
    granted: int | None
    remaining: int | None
    due: date | None
    activated: date | None


def package_of(candidate: str) -> str:
    """Give the id by which a line names a benefit's package or a contract: a benefit's id without its kind."""
    package, _, last = candidate.rpartition("/")
    return candidate if last.isdecimal() else package


class Contract(NamedTuple):
    """A pair of Access ID and Contract ID. ``package`` is ``None`` for a bought plan (then ``plan`` is set)."""

    id: str
    company: str | None
    package: str | None
    plan: str | None
    start: date
    end: date


class Link(NamedTuple):
    """What ties a contract to an account, and in which portal it was made first."""

    account: str
    contract: str
    state: str
    portal: str


class Request(NamedTuple):
    """A support request; ``contract`` is ``None`` where the plan needs none."""

    number: int
    account: str
    portal: str
    product: str
    plan: str
    contract: str | None
    opened: date


class Place(NamedTuple):
    """Where an account is: a page of a portal, perhaps with a product chosen and a section unfolded.

    ``sessions`` are the portals that it has signed in to. ``by_workload`` says that choosing a workload led here.
    """

    account: str
    portal: str
    page: str
    product: str | None = None
    unfolded: bool = False
    sessions: tuple[str, ...] = ()
    by_workload: bool = False


ON_PREMISES: Final = "on-premises"
CLOUD: Final = "cloud"
FAMILIES: Final = (ON_PREMISES, CLOUD)


class Product(NamedTuple):
    """A product that support can be asked for.

    ``family`` is one of ``FAMILIES``; ``portal`` serves it. ``recent_until`` is the last day on
    which an on-premises product counts as recent: ``None`` for always, a day in the past for never.
    """

    id: str
    family: str
    portal: str
    recent_until: date | None


class World(NamedTuple):
    """All facts at one moment. Equal worlds behave alike; nothing here is ever changed in place."""

    today: date = date.min
    settings: tuple[tuple[str, Value], ...] = ()
    companies: tuple[Company, ...] = ()
    accounts: tuple[Account, ...] = ()
    offers: tuple[Offer, ...] = ()
    packages: tuple[Package, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    contracts: tuple[Contract, ...] = ()
    links: tuple[Link, ...] = ()
    requests: tuple[Request, ...] = ()
    products: tuple[Product, ...] = ()
    places: tuple[Place, ...] = ()

    def account(self, name: str) -> Account | None:
        """Find an account by name."""
        return next((account for account in self.accounts if account.name == name), None)

    def acting(self, name: str) -> Account:
        """Give the account that acts. Raises ``LookupError`` where there is none: no line that names one is run."""
        account = self.account(name)
        if account is None:
            raise LookupError(name)
        return account

    def benefit(self, benefit_id: str) -> Benefit | None:
        """Find a benefit by id."""
        return next((benefit for benefit in self.benefits if benefit.id == benefit_id), None)

    def package(self, package_id: str | None) -> Package | None:
        """Find a package by id."""
        return next((package for package in self.packages if package.id == package_id), None)

    def contract(self, contract_id: str) -> Contract | None:
        """Find a contract by id."""
        return next((contract for contract in self.contracts if contract.id == contract_id), None)

    def link(self, account: str, contract: str) -> Link | None:
        """Find what ties a contract to an account."""
        for link in self.links:
            if link.contract == contract and link.account == account:
                return link
        return None

    def place(self, account: str) -> Place | None:
        """Find where an account is."""
        return next((place for place in self.places if place.account == account), None)

    def facts(self) -> "World":
        """Give the world without where people look: two worlds with equal facts differ in nothing that counts."""
        return self._replace(places=())
