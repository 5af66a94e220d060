"""A rulebook from its data files and its behaviour: read, shaped, validated."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Competency, Entitlement, Message, Parameter, Plan, Portal, Reading, Rule
from benefit_flows.model.changes import Change
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Clock, Page, Rulebook
from benefit_flows.model.rules import Effect, Remedy, RulesOfSomeKind
from benefit_flows.model.statechart import Statechart
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import CLOUD, ON_PREMISES, Product, Value, World
from benefit_flows.rulebooks.data import Fault, RulebookError, Section, read_section
from benefit_flows.rulebooks.looks import read_looks, read_stands_for
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


class Behaviour(NamedTuple):
    """The part of a rulebook that is code. ``named`` are the ids that its rules name, by their list in the data."""

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
    portals = {key: _portal(key, section) for key, section in catalogue.sections("portals")}
    worded = {**names.texts("names"), **_prefixed(names)}
    return Rulebook(
        id=rulebook_id,
        title=names.text("title"),
        passages=passages.ranges("ranges"),
        not_testable=_not_testable(passages.section("not_testable")),
        rules={key: _rule(key, section) for key, section in data["rules.toml"].sections("rules")},
        readings={
            key: Reading(key, section.word("confidence"), section.text("text"))
            for key, section in data["readings.toml"].sections("readings")
        },
        messages={
            **{key: _message(key, section) for key, section in data["messages.toml"].sections("messages")},
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
        competencies={
            key: Competency(key, section.flag("cloud"), section.words("rules"))
            for key, section in catalogue.sections("competencies")
        },
        entitlements=tuple(map(_entitlement, catalogue.rows("entitlements"))),
        products={key: _product(key, section) for key, section in catalogue.sections("products")},
        product_rules={key: section.words("rules", ()) for key, section in catalogue.sections("products")},
        portals=portals,
        plans={key: _plan(key, section) for key, section in catalogue.sections("plans")},
        parameters={key: _parameter(key, section) for key, section in data["parameters.toml"].sections("parameters")},
        aliases={key: catalogue.section("aliases").words(key) for key in catalogue.section("aliases").table},
        printed=_words(catalogue.section("printed")),
        around={key: catalogue.section("around").words(key) for key in catalogue.section("around").table},
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
    )


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


def _rule(key: str, section: Section) -> Rule:
    said = section.word("basis"), section.word("kind"), section.text("statement")
    return Rule(key, section.numbers("passages"), *said, section.words("readings", ()))


def _message(key: str, section: Section) -> Message:
    text = Text(section.word("en"), section.word("fr"))
    shown = section.section("places") if "places" in section.table else None
    places = tuple((portal, shown.words(portal)) for portal in shown.table) if shown else ()
    return Message(key, section.word("kind"), section.numbers("passages"), text, places)


def _entitlement(section: Section) -> Entitlement:
    level, competency, benefit = section.word("level"), section.word("competency"), section.word("benefit")
    amount = section.table.get("incidents")
    if amount not in ("none", "unlimited") and not isinstance(amount, int):
        section.fault("incidents", "is missing", 'write a number, "unlimited" or "none"')
    incidents = amount if isinstance(amount, int) else None
    name = f"entitlement.{level}.{competency}.{benefit}"
    return Entitlement(name, level, competency, benefit, amount != "none", incidents, section.words("rules"))


def _product(key: str, section: Section) -> Product:
    recent = section.table.get("recent")
    if not isinstance(recent, bool | date | None):
        section.fault("recent", "is neither true, false nor a date", "write recent = 2022-01-11")
    family = CLOUD if recent is None else ON_PREMISES
    until = date.min if recent is False else section.day("recent")
    return Product(key, family, section.word("portal"), until)


PORTAL_KEYS: Final = (
    "pages",
    "plans",
    "explicit-sign-in",
    "activates",
    "customers",
    "serves",
    "any-product",
    "request-page",
    "links-by",
    "second-link",
    "shows-count",
)
PLAN_KEYS: Final = ("label", "benefit", "paid", "rank", "families", "products", "rules")


def _portal(key: str, section: Section) -> Portal:
    section.only(*PORTAL_KEYS)
    return Portal(
        key,
        section.words("pages"),
        section.words("plans", ()),
        explicit_sign_in=section.flag("explicit-sign-in"),
        activates=section.flag("activates"),
        customers=section.flag("customers"),
        serves=section.word_if_any("serves"),
        any_product=section.flag("any-product"),
        request_page=section.word_if_any("request-page"),
        links_by=section.word_if_any("links-by"),
        second_link=section.word_if_any("second-link"),
        shows_count=section.flag("shows-count"),
    )


def _plan(key: str, section: Section) -> Plan:
    section.only(*PLAN_KEYS)
    said = section.word("label"), section.word_if_any("benefit"), section.flag("paid"), section.number("rank")
    return Plan(key, *said, section.words("families"), section.words("rules"), section.words("products", ()))


def _parameter(key: str, section: Section) -> Parameter:
    numeric = "least" in section.table
    default: Value = section.number("default") if numeric else section.word("default")
    return Parameter(
        key,
        section.text("name"),
        default,
        section.number("least") if numeric else None,
        section.number("most") if numeric else None,
        () if numeric else tuple(section.texts("choices").items()),
        section.words("rules"),
        section.word("reading"),
        section.text("text"),
        section.words("guards", ()),
    )
