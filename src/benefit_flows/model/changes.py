"""What effects ask for: the engine alone puts it into the world."""

from datetime import date
from typing import NamedTuple

from benefit_flows.model.world import (
    Account,
    Benefit,
    Company,
    Contract,
    Fact,
    Link,
    Offer,
    Package,
    Place,
    Product,
    Request,
    Value,
)

Record = Account | Offer | Package | Benefit | Contract | Link | Request | Place | Product | Company


def subject_of(record: Record) -> str:
    """Give the id by which traces name a record: unlike any other record's."""
    match record:
        case Link():
            return f"{record.account} + {record.contract}"
        case Request():
            return f"request {record.number}"
        case Offer():
            return f"offer {'/'.join(map(str, record))}"
        case Benefit() | Account():
            return record[0]
        case _:
            return f"{type(record).__name__.lower()} {record[0]}"


class Put(NamedTuple):
    """Add a record to the world, or put it in the place of the one with the same key."""

    record: Record


class Fire(NamedTuple):
    """Move a benefit or a link by an event of its machine; the record may carry other new values."""

    machine: str
    record: Benefit | Link
    event: str


class Show(NamedTuple):
    """Show a message, with the values of its placeholders."""

    key: str
    values: tuple[Fact, ...] = ()


class SetDate(NamedTuple):
    """It becomes this date."""

    day: date


class Set(NamedTuple):
    """A parameter gets a value."""

    parameter: str
    value: Value


class Use(NamedTuple):
    """A row of data was used for a subject; so that an outcome can say which row it rests on."""

    entry: str
    rules: tuple[str, ...]
    subject: str


Change = Put | Fire | Show | SetDate | Set | Use
