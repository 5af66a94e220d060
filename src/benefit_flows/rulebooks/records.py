"""Records of the catalogue from tables of data files, one function a kind of record."""

from datetime import date
from typing import Final

from benefit_flows.model.catalogue import Competency, Entitlement, Message, Parameter, Plan, Portal, Reading, Rule
from benefit_flows.model.world import CLOUD, ON_PREMISES, Product, Value
from benefit_flows.rulebooks.data import Section
from benefit_flows.text import Text


def read_rule(key: str, section: Section) -> Rule:
    """Read a rule."""
    said = section.word("basis"), section.word("kind"), section.text("statement")
    return Rule(key, section.numbers("passages"), *said, section.words("readings", ()))


def read_reading(key: str, section: Section) -> Reading:
    """Read a reading of the document, and how sure it is."""
    return Reading(key, section.word("confidence"), section.text("text"))


def read_competency(key: str, section: Section) -> Competency:
    """Read a competency."""
    return Competency(key, section.flag("cloud"), section.words("rules"))


def read_message(key: str, section: Section) -> Message:
    """Read a text that screens show, with the portals and pages that show it."""
    text = Text(section.word("en"), section.word("fr"))
    shown = section.section("places") if "places" in section.table else None
    places = tuple((portal, shown.words(portal)) for portal in shown.table) if shown else ()
    return Message(key, section.word("kind"), section.numbers("passages"), text, places)


def read_entitlement(section: Section) -> Entitlement:
    """Read a row of the table of entitlements: what a level brings of a benefit, with which competency."""
    level, competency, benefit = section.word("level"), section.word("competency"), section.word("benefit")
    amount = section.table.get("incidents")
    if amount not in ("none", "unlimited") and not isinstance(amount, int):
        section.fault("incidents", "is missing", 'write a number, "unlimited" or "none"')
    incidents = amount if isinstance(amount, int) else None
    name = f"entitlement.{level}.{competency}.{benefit}"
    return Entitlement(name, level, competency, benefit, amount != "none", incidents, section.words("rules"))


def read_product(key: str, section: Section) -> Product:
    """Read a product; one without ``recent`` is in the cloud."""
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


def read_portal(key: str, section: Section) -> Portal:
    """Read a portal: its pages and plans, and what it can do."""
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


PLAN_KEYS: Final = ("label", "benefit", "paid", "rank", "families", "products", "rules")


def read_plan(key: str, section: Section) -> Plan:
    """Read a plan."""
    section.only(*PLAN_KEYS)
    said = section.word("label"), section.word_if_any("benefit"), section.flag("paid"), section.number("rank")
    return Plan(key, *said, section.words("families"), section.words("rules"), section.words("products", ()))


def read_parameter(key: str, section: Section) -> Parameter:
    """Read a parameter: a number in a range, or one of some choices."""
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
