"""The facts of a world before they are in words: what there is, section by section, and what is known of each."""

from datetime import date
from typing import NamedTuple

from benefit_flows.model.changes import subject_of
from benefit_flows.model.world import (
    CLOUD,
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


class SettingRecord(NamedTuple):
    """A parameter that was set."""

    parameter: str
    value: Value


class Detail(NamedTuple):
    """A fact before it is in words; ``own`` says that its author named it, which is the same in every language."""

    label: str
    value: Value
    own: bool = False


Record = Company | Account | Offer | Package | Benefit | Contract | Link | Request | Product | SettingRecord


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
        ("setting", tuple(SettingRecord(*setting) for setting in world.settings)),
    )


def id_of(record: Record) -> str:
    """Give the id of a record, by which traces name it too."""
    return f"setting {record.parameter}" if isinstance(record, SettingRecord) else subject_of(record)


def facts_of(record: Record) -> tuple[Detail, ...]:
    """Give the facts about something, in the order in which they are shown."""
    match record:
        case Company():
            return ()
        case Account(_, company, identity, associations, roles):
            known = Detail("identity", identity), Detail("associations", associations), Detail("roles", roles)
            return (Detail("company", company, own=True), *known)
        case Offer(company, _, _, start, end) | Package(_, company, start, end):
            return (Detail("company", company, own=True), Detail("start", start), Detail("end", end))
        case Benefit():
            return _benefit_facts(record)
        case Contract(_, company, package, plan, start, end):
            holder = Detail("company", company, own=True), Detail("package", package, own=True)
            return (*holder, Detail("plan", plan), Detail("start", start), Detail("end", end))
        case Link(_, _, state, portal):
            return (Detail("state", state), Detail("linked-in", portal))
        case Request(_, account, portal, product, plan, contract, opened):
            what = Detail("portal", portal), Detail("product", product), Detail("plan", plan)
            by, under = Detail("account", account, own=True), Detail("contract", contract)
            return (by, *what, under, Detail("opened", opened))
        case Product():
            served = Detail("family", record.family), Detail("portal", record.portal)
            return (*served, Detail("recent-until", _recent_until(record)))
        case SettingRecord(_, value):
            return (Detail("value", value),)


def _benefit_facts(benefit: Benefit) -> tuple[Detail, ...]:
    remaining, granted = ("unlimited" if each is None else each for each in (benefit.remaining, benefit.granted))
    return (
        Detail("state", benefit.state),
        Detail("remaining", remaining),
        Detail("granted", granted),
        Detail("due", benefit.due),
        Detail("activated", benefit.activated),
        Detail("package", benefit.package, own=True),
    )


def _recent_until(product: Product) -> Value:
    """Give until when a product counts as recent; the question is put for products on premises only."""
    if product.family == CLOUD:
        return None
    return {None: "always", date.min: "never"}.get(product.recent_until, product.recent_until)
