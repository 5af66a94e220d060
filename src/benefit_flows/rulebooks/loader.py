"""A rulebook from its data files and its behaviour: read, shaped, validated."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeVar

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Message, Portal
from benefit_flows.model.changes import Change
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Clock, Page, Rulebook
from benefit_flows.model.rules import Effect, Remedy, RulesOfSomeKind
from benefit_flows.model.statechart import Statechart
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import World
from benefit_flows.rulebooks.data import Fault, RulebookError, Section, read_section
from benefit_flows.rulebooks.looks import read_looks, read_stands_for
from benefit_flows.rulebooks.records import (
    read_competency,
    read_entitlement,
    read_message,
    read_parameter,
    read_plan,
    read_portal,
    read_product,
    read_reading,
    read_rule,
)
from benefit_flows.rulebooks.validation import validate
from benefit_flows.rulebooks.wordings import NAME_TABLES
from benefit_flows.source import Source, package_text
from benefit_flows.text import Text

FILES: Final = (
    "rules.toml",
    "readings.toml",
    "passages.toml",
    "messages.toml",
    "parameters.toml",
    "catalogue.toml",
    "portals.toml",
    "names.toml",
)
SETUPS: Final = ("setups.flow", "setups.fr.flow")

T = TypeVar("T")


class Behaviour(NamedTuple):
    """The part of a rulebook that is code. ``named`` are the ids that its rules name, by their list in the data.

    ``package`` is the package that it is, in which its data files lie too.
    """

    package: str
    machines: Mapping[str, Statechart]
    actions: Mapping[type, RulesOfSomeKind]
    put: Callable[[World, Given, Rulebook], Iterable[Change] | Problem]
    clock: Clock
    settle: tuple[Effect[Action], ...]
    screens: Callable[[Iterable[Portal]], Mapping[tuple[str, str], Page]]
    remedies: Mapping[str, tuple[Remedy, ...]]
    named: Mapping[str, tuple[str, ...]]


def read_package_data(package: str) -> dict[str, str]:
    """Read the data files of a rulebook's package, by file name."""
    return {name: package_text(package, name) for name in (*FILES, *SETUPS)}


def load_rulebook(rulebook_id: str, texts: Mapping[str, str], behaviour: Behaviour) -> Rulebook:
    """Make a rulebook of data files (by file name) and behaviour.

    Raises ``RulebookError`` with every fault: something missing or of the wrong kind, a rule without a
    passage, a passage without a home, a text in one language only, placeholders that differ.
    """
    faults: list[Fault] = []
    data = {name: read_section(name, texts[name], faults) for name in FILES}
    setups = tuple(Source(f"{rulebook_id}/{name}", texts[name]) for name in SETUPS)
    rulebook = _shape(rulebook_id, data, setups, behaviour)
    faults += [*validate(rulebook), *_named(data["catalogue.toml"], behaviour.named)]
    if faults:
        raise RulebookError(tuple(faults))
    return rulebook


def _named(catalogue: Section, named: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """What rules name is there, and of such lists nothing else: it would do nothing, in silence."""
    for key, ids in named.items():
        found = set(catalogue.words(key))
        for missing in sorted(set(ids) - found):
            yield Fault(catalogue.file, key, f"rules name {missing}, which is missing", "add it")
        for unknown in sorted(found - set(ids)):
            yield Fault(catalogue.file, key, f"no rule knows {unknown}", "take it out, or write its rules")


def _shape(rulebook_id: str, data: Mapping[str, Section], setups: tuple[Source, ...], behaviour: Behaviour) -> Rulebook:
    passages, catalogue, names = data["passages.toml"], data["catalogue.toml"], data["names.toml"]
    portals = _records(catalogue, "portals", read_portal)
    worded = {**names.texts("names"), **_prefixed(names)}
    return Rulebook(
        id=rulebook_id,
        title=names.text("title"),
        passages=passages.ranges("ranges"),
        not_testable=_not_testable(passages.section("not_testable")),
        rules=_records(data["rules.toml"], "rules", read_rule),
        readings=_records(data["readings.toml"], "readings", read_reading),
        messages={
            **_records(data["messages.toml"], "messages", read_message),
            **_own("message", names),
            **_own("label", names),
        },
        names=worded,
        levels=catalogue.words("levels"),
        roles=catalogue.words("roles"),
        role_rules=catalogue.words("role-rules", ()),
        identities=catalogue.words("identities"),
        associations=catalogue.words("associations"),
        issues=catalogue.words("issues"),
        covered_issues=catalogue.words("covered-issues"),
        benefits=catalogue.words("benefits"),
        competencies=_records(catalogue, "competencies", read_competency),
        entitlements=tuple(map(read_entitlement, catalogue.rows("entitlements"))),
        products=_records(catalogue, "products", read_product),
        product_rules={key: section.words("rules", ()) for key, section in catalogue.sections("products")},
        portals=portals,
        plans=_records(catalogue, "plans", read_plan),
        parameters=_records(data["parameters.toml"], "parameters", read_parameter),
        aliases=_lists(catalogue.section("aliases")),
        printed=_words(catalogue.section("printed")),
        around=_lists(catalogue.section("around")),
        defaults=_words(catalogue.section("defaults")),
        machines=behaviour.machines,
        actions=behaviour.actions,
        put=behaviour.put,
        clock=behaviour.clock,
        settle=behaviour.settle,
        screens=behaviour.screens(portals.values()),
        looks=read_looks(data["portals.toml"]),
        stands_for=read_stands_for(data["portals.toml"], behaviour.actions),
        remedies=behaviour.remedies,
        standard_setups=setups,
        package=behaviour.package,
    )


def _records(file: Section, table: str, read: Callable[[str, Section], T]) -> dict[str, T]:
    """Read each table below a table, by its name."""
    return {key: read(key, section) for key, section in file.sections(table)}


def _lists(section: Section) -> dict[str, tuple[str, ...]]:
    return {key: section.words(key) for key in section.table}


def _not_testable(section: Section) -> dict[int, Text]:
    for key in section.table:
        if not key.isdecimal():
            section.fault(key, "is no number of a passage", "write the number")
    return {int(key): section.text(key) for key in section.table if key.isdecimal()}


def _prefixed(names: Section) -> dict[str, Text]:
    """Give the words for facts and guards under keys of their own."""
    tables = {prefix: names.texts(table) for prefix, table in NAME_TABLES.items()}
    return {f"{prefix}:{key}": text for prefix, texts in tables.items() for key, text in texts.items()}


def _own(kind: str, names: Section) -> dict[str, Message]:
    """Give the simulator's own texts of a kind: no passage has them."""
    return {key: Message(key, kind, (), text) for key, text in names.texts(f"{kind}s").items()}


def _words(section: Section) -> dict[str, str]:
    return {key: section.word(key) for key in section.table}
