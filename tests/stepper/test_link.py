"""Links: written and read again, and never trusted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.stepper.link import Permalink, Walk, parse_link, render_link, version
from tests.stepper.support import BOOK, LINKING, scenarios

NUMBERS = st.lists(st.integers(0, 999_999), max_size=5).map(tuple)


def test_a_link_tells_the_whole_place() -> None:
    link = Permalink("1a2b3c4d", 1, Walk((3, 0, 12), 2, 1, ((3, 0, 5), (3, 1))), (0, 1), "fr", ((0, 2, 0), (1, 1)))
    text = "v=1a2b3c4d&lesson=2&path=3.0.12@2&from=1&kept=3.0.5_3.1&done=1.2&answers=1.2.0_2.1&lang=fr"
    assert render_link(link) == text
    assert parse_link(f"#{text}") == link


def test_what_is_as_always_is_left_out() -> None:
    assert render_link(Permalink("1a2b3c4d")) == "v=1a2b3c4d"
    assert parse_link("v=1a2b3c4d") == Permalink("1a2b3c4d")
    assert parse_link("") == Permalink()


@given(
    st.builds(
        Permalink,
        st.text("0123456789abcdef", min_size=8, max_size=8),
        st.integers(0, 999),
        NUMBERS.flatmap(
            lambda path: st.builds(
                Walk,
                st.just(path),
                st.integers(0, len(path)) if path else st.just(0),
                st.integers(0, len(path)),
                st.lists(NUMBERS.filter(bool), max_size=3).map(tuple),
            )
        ),
        st.lists(st.integers(0, 99), max_size=3).map(tuple),
        st.sampled_from((None, "en", "fr")),
        st.lists(NUMBERS.filter(lambda numbers: numbers and numbers[0] < 999_999), max_size=3).map(tuple),
    )
)
def test_every_link_is_read_as_it_was_written(link: Permalink) -> None:
    assert parse_link(render_link(link)) == link


@given(st.text())
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    for each in (
        text,
        f"path={text}",
        f"kept={text}&path={text}@{text}",
        f"lesson={text}",
        f"done={text}",
        f"answers={text}",
    ):
        found = parse_link(each)
        assert found is None or parse_link(render_link(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "path=1",
        "path=1@2",
        "path=1@",
        "path=x@1",
        "path=1..2@1",
        "path=٣@1",
        "path=1234567@1",
        "path=-1@0",
        "path=1@1@1",
        "path=1@1@9",
        "answers=0.1",
        "answers=1.x",
        "answers=1._2",
        "some words",
        "more=1&other=2",
        "%F0%9F",
        "path%3D1",
        "lesson=0",
        "lesson=x",
        "lesson=",
        "from=1",
        "from=x",
        "kept=1.x",
        "done=0",
        "done=1.",
    ],
)
def test_what_is_no_link_is_none(text: str) -> None:
    assert parse_link(text) is None


@pytest.mark.parametrize("text", ["path=3.0%401", "path%3d3.0%401", "%23path%3D3.0%401", "%70ath=3.0%401&x=%zz%C3"])
def test_a_link_that_a_mail_program_has_escaped_is_read_all_the_same(text: str) -> None:
    assert parse_link(text) == Permalink(walk=Walk((3, 0), 1))


def test_what_is_unknown_in_a_link_is_left_aside() -> None:
    assert parse_link("v=1&lang=de&more=1&path=2@1") == Permalink("1", 0, Walk((2,), 1))


def test_the_version_follows_from_what_the_lessons_say() -> None:
    (scenario,) = scenarios(LINKING)
    first = version([scenario], BOOK, "1")
    assert first == version(scenarios(LINKING), BOOK, "1")
    assert len(first) == 8
    changed = scenarios(LINKING.replace("3 days", "2 days"))
    others = (version(changed, BOOK, "1"), version([scenario] * 2, BOOK, "1"), version([], BOOK, "1"))
    assert (
        len({first, *others, version([scenario], replace(BOOK, id="other"), "1"), version([scenario], BOOK, "2")}) == 6
    )
