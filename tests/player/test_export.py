"""What a page writes down of a walk is a scenario that checks without a mistake and passes."""

from functools import cache
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.pipeline import load
from benefit_flows.player.explored import explored
from tests.player.support import BOOK, asked, documents
from tests.support import SCENARIOS, run_text

FILES: Final = tuple(f"{SCENARIOS}/documented/{each}.flow" for each in ("membership", "fr/lien-azure"))


@cache
def lessons(path: str) -> list[Any]:
    """Give the lessons of a file, each with few worlds."""
    made = documents([explored(each, BOOK, 12) for each in asked(load([path], BOOK))])
    lessons_: list[Any] = made["en"]["lessons"]
    return lessons_


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(FILES))
def test_any_walk_can_be_written_as_a_scenario_that_passes(data: st.DataObject, path: str) -> None:
    lesson = data.draw(st.sampled_from(lessons(path)))
    world, lines = lesson["worlds"][0], list(lesson["given"])
    for _ in range(data.draw(st.integers(0, 6))):
        inside = [each for each in world["choices"] if each["to"] is not None]
        if not inside:
            break
        choice = data.draw(st.sampled_from(inside))
        lines += choice["export"]
        world = lesson["worlds"][choice["to"]]
    text = "\n".join([*lesson["header"], *(f"  {each}" for each in (*lines, *world["ending"])), ""])
    (trace,) = run_text(text)
    assert trace.passed, text
