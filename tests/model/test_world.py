"""Worlds: found by key, equal in facts, and put together without losing anything."""

from datetime import date

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.changes import put
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.changes import Record, subject_of
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
    World,
)
from benefit_flows.text import Language

DAY = date(2021, 3, 4)
RECORDS: list[tuple[str, Record, Record, Record]] = [
    # where it stands, a record, the same with another value, another record
    ("companies", Company("A"), Company("A"), Company("B")),
    ("accounts", Account("A", None, "AAD", (), ()), Account("A", "C", "MSA", (), ()), Account("B", None, "", (), ())),
    ("offers", Offer("A", "gold", "x", DAY, DAY), Offer("A", "gold", "x", DAY, DAY), Offer("A", "gold", "y", DAY, DAY)),
    ("packages", Package("A", "C", DAY, DAY), Package("A", "D", DAY, DAY), Package("B", "C", DAY, DAY)),
    (
        "benefits",
        Benefit("A", "p", "k", "s", 1, 1, None, None),
        Benefit("A", "p", "k", "t", 1, 0, None, DAY),
        Benefit("B", "p", "k", "s", 1, 1, None, None),
    ),
    (
        "contracts",
        Contract("A", "C", "p", None, DAY, DAY),
        Contract("A", "D", "p", None, DAY, DAY),
        Contract("B", "C", "p", None, DAY, DAY),
    ),
    ("links", Link("A", "c", "linked", "x"), Link("A", "c", "hidden", "y"), Link("A", "d", "linked", "x")),
    (
        "requests",
        Request(1, "A", "x", "y", "z", None, DAY),
        Request(1, "B", "x", "y", "z", None, DAY),
        Request(2, "A", "x", "y", "z", None, DAY),
    ),
    ("products", Product("A", "cloud", "x", None), Product("A", "cloud", "y", None), Product("B", "cloud", "x", None)),
    ("places", Place("A", "x", "y"), Place("A", "x", "z"), Place("B", "x", "y")),
]


def filled(world: World) -> dict[str, object]:
    """Give what differs in a world from the empty one."""
    return {name: value for name, value in world._asdict().items() if value != getattr(World(), name)}


@pytest.mark.parametrize(("where", "record", "changed", "other"), RECORDS, ids=[each[0] for each in RECORDS])
def test_a_record_takes_the_place_of_the_one_with_its_key(
    where: str, record: Record, changed: Record, other: Record
) -> None:
    """A new record goes to the end, a changed one stands where the old one stood, and nothing else is touched."""
    both = put(put(World(), record), other)
    assert filled(both) == {where: (record, other)}
    assert filled(put(both, changed)) == {where: (changed, other)}


def test_no_two_records_have_one_subject() -> None:
    """Traces tell things apart by their subject: two offers of one level and competency too."""
    renewed = [Offer("A", "gold", "x", date(year, 1, 1), date(year, 12, 31)) for year in (2021, 2022)]
    subjects = [subject_of(each) for each in renewed]
    assert len(set(subjects)) == 2


def test_where_accounts_are_is_no_fact() -> None:
    """Worlds that differ in places only have equal facts; any other difference counts."""
    world = World(DAY)
    assert world._replace(places=(Place("A", "x", "y"),)).facts() == world.facts()
    assert world._replace(today=date(2021, 3, 5)).facts() != world.facts()


def test_what_is_not_there_is_not_found() -> None:
    """Looking for something that the world does not have gives nothing."""
    world = World(links=(Link("A", "c", "linked", "x"),))
    found = (
        world.account("A"),
        world.benefit("A"),
        world.package(None),
        world.contract("c"),
        world.link("A", "d"),
        world.link("B", "c"),
        world.place("A"),
    )
    assert found == (None,) * 7
    assert world.link("A", "c") == world.links[0]


def test_a_parameter_has_its_default_unless_it_is_set() -> None:
    """What a world sets goes before the rulebook's default."""
    book = rulebook()
    assert book.setting(World(), "activation-days") == 3
    assert book.setting(World(settings=(("activation-days", 0),)), "activation-days") == 0


VALUES: list[tuple[Value, Language, str]] = [
    (True, "en", "yes"),
    (True, "fr", "oui"),
    (False, "fr", "non"),
    (None, "en", "none"),
    (None, "fr", "aucun"),
    (0, "en", "0"),
    (1, "en", "1"),
    (DAY, "fr", "2021-03-04"),
    ("unlimited", "fr", "illimité"),
    ("L13", "fr", "ID d’accès"),
    ("Ada", "fr", "Ada"),
    ((), "en", "none"),
    (("MPN", "global-admin"), "fr", "MPN, Administrateur général"),
]


@pytest.mark.parametrize(("value", "language", "words"), VALUES)
def test_values_are_worded(value: Value, language: Language, words: str) -> None:
    """Ids have their names, dates and numbers stand as they are written, and what has no name is its own."""
    assert Speaker(rulebook(), language).value(value) == words


def test_a_fact_is_worded_by_its_name() -> None:
    """The name of a fact is told from a state of the same name; a label words what has no name as a fact."""
    book = rulebook()
    assert Speaker(book, "en").fact(Fact("state", "active")) == "state active"
    assert Speaker(book, "fr").fact(Fact("L20", DAY)) == "date de fin 2021-03-04"


def test_sources_name_rules_and_their_passages() -> None:
    """Rules stand as given, passages sorted and once each."""
    assert Speaker(rulebook(), "en").sources(("R16", "R15")) == "R16 R15 [107][123]"
    assert Speaker(rulebook(), "en").sources(()) == ""
