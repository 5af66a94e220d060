"""The facts of a world before they are in words: what there is, section by section, and what is known of each."""

from datetime import date
from typing import NamedTuple

from benefit_flows.model.changes import subject_of
from benefit_flows.model.world import (
    Account,
    Benefit,
    Company,
    Contract,
    Link,
    Offer,
    Package,
    Product,
    Request,
    Value,
    World,
)


class Setting(NamedTuple):
    """A parameter that was set."""

    parameter: str
    value: Value


class Known(NamedTuple):
    """A fact before it is in words; ``own`` says that its author named it, which is the same in every language."""

    label: str
    value: Value
    own: bool = False


Record = Company | Account | Offer | Package | Benefit | Contract | Link | Request | Product | Setting


def sections_of(world: World) -> tuple[tuple[str, tuple[Record, ...]], ...]:
    """Give all records of a world by the kind of what they are."""
    return (
        ("company", world.companies),
        ("account", world.accounts),
        ("offer", world.offers),
        ("package", world.packages),
        ("benefit", world.benefits),
        ("contract", world.contracts),
        ("link", world.links),
        ("request", world.requests),
        ("product", world.products),
        ("setting", tuple(Setting(*each) for each in world.settings)),
    )


def id_of(record: Record) -> str:
    """Give the id of a record, by which traces name it too."""
    return f"setting {record.parameter}" if isinstance(record, Setting) else subject_of(record)


def facts_of(record: Record) -> tuple[Known, ...]:
    """Give the facts about something, in the order in which they are shown."""
    match record:
        case Company():
            return ()
        case Account(_, company, identity, associations, roles):
            known = (Known("identity", identity), Known("associations", associations), Known("roles", roles))
            return (Known("company", company, own=True), *known)
        case Offer(company, _, _, start, end) | Package(_, company, start, end):
            return (Known("company", company, own=True), Known("start", start), Known("end", end))
        case Benefit():
            return _benefit_facts(record)
        case Contract(_, company, package, plan, start, end):
            held = (Known("company", company, own=True), Known("package", package, own=True), Known("plan", plan))
            return (*held, Known("start", start), Known("end", end))
        case Link(_, _, state, portal):
            return (Known("state", state), Known("linked-in", portal))
        case Request(_, account, portal, product, plan, contract, opened):
            what = (Known("portal", portal), Known("product", product), Known("plan", plan))
            return (Known("account", account, own=True), *what, Known("contract", contract), Known("opened", opened))
        case Product():
            until = _recent_until(record)
            return (Known("family", record.family), Known("portal", record.portal), Known("recent-until", until))
        case Setting(_, value):
            return (Known("value", value),)


def _benefit_facts(benefit: Benefit) -> tuple[Known, ...]:
    remaining, granted = ("unlimited" if each is None else each for each in (benefit.remaining, benefit.granted))
    return (
        Known("state", benefit.state),
        Known("remaining", remaining),
        Known("granted", granted),
        Known("due", benefit.due),
        Known("activated", benefit.activated),
        Known("package", benefit.package, own=True),
    )


def _recent_until(product: Product) -> Value:
    """Give until when a product counts as recent; the question is put for products on premises only."""
    if product.family == "cloud":
        return None
    return {None: "always", date.min: "never"}.get(product.recent_until, product.recent_until)
