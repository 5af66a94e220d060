"""Names of files for several pictures or conversions: readable, short enough, never two the same."""

from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.cli.file_names import LONGEST, distinct


def test_places_become_readable_names_and_like_ones_are_numbered() -> None:
    places = ("a/b.flow:7-states", "a-b.flow:7-states", "A-B.flow:7-states", "a-b.flow:7-states-2", "../é ü.flow:1")
    assert distinct(places, ".svg") == (
        "a-b.flow-7-states.svg",
        "a-b.flow-7-states-3.svg",
        "A-B.flow-7-states-4.svg",
        "a-b.flow-7-states-2.svg",
        "é-ü.flow-1.svg",
    )


def test_of_a_long_place_the_end_is_kept() -> None:
    (name,) = distinct((f"{'é' * 300}.flow:7-states",), ".svg")
    assert name.endswith("é.flow-7-states.svg")
    assert LONGEST < len(name.encode()) <= LONGEST + len(".svg")


@given(st.lists(st.text("aAé-/.:1234 ", max_size=8), max_size=12))
def test_no_two_names_are_the_same_and_none_leads_elsewhere(places: list[str]) -> None:
    names = distinct(places, ".svg")
    assert len({each.casefold() for each in names}) == len(places)
    assert not any("/" in each for each in names)
