"""The document of the player: it says what the engine and the trace say, and the same in every run."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.language.record_names import number_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.results import Results
from benefit_flows.model.trace import Step
from benefit_flows.model.world import Fact, Value, World
from benefit_flows.pipeline import load
from benefit_flows.pipeline.runs import run_all
from benefit_flows.player.lesson import Lesson, explored
from benefit_flows.report.json import render_json
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.stepper.elements import take
from benefit_flows.stepper.start import choices
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.packing import document
from benefit_flows.view.screens import screens
from benefit_flows.view.steps import step_view
from benefit_flows.view.worlds import world_rows
from tests.player.support import BOOK, asked, documents, lesson_of
from tests.support import SCENARIOS, flow_files

FOLDERS: Final = ("documented", "training")
DOUBLE_LINK: Final = f"{SCENARIOS}/documented/azure-link.flow:28"
EVERY_FILE: Final = [path for folder in FOLDERS for path in flow_files(SCENARIOS / folder)]


def shown(path: Path) -> str:
    return path.relative_to(SCENARIOS).as_posix()


# ---------------------------------------------------------------- the same as the trace


class Made(NamedTuple):
    """The lessons of a file, and their document in each language."""

    lessons: list[Lesson]
    documents: dict[Language, Any]


@pytest.fixture(scope="module", params=EVERY_FILE, ids=shown)
def made(request: pytest.FixtureRequest) -> Made:
    """Make the lessons of a file with no more than the scenarios' own paths. Both tests of a file share them."""
    lessons = [explored(each, BOOK, 1) for each in asked(load([str(request.param)], RULEBOOKS))]
    return Made(lessons, documents(lessons))


def test_every_step_and_check_of_a_scenario_is_shown_as_the_results_have_it(made: Made) -> None:
    timed = run_all([each.asked.scenario for each in made.lessons], RULEBOOKS, lambda: 0.0, screens=True)
    results = json.loads(render_json(Results((), timed), RULEBOOKS))["scenarios"]
    for language in LANGUAGES:
        for lesson, result in zip(made.documents[language]["lessons"], results, strict=True):
            assert told_by_player(lesson) == told_by_results(result, language)


def told_by_player(lesson: Any) -> list[Any]:
    """Walk a lesson along the scenario's own path, and give what its screens say on the way."""
    told: list[Any] = []
    world = 0
    for item in lesson["story"]:
        if item["kind"] == "action":
            choice = lesson["worlds"][world]["choices"][item["choice"]]
            world = choice["to"]
            if choice["kind"] != "given":
                told.append((item["line"], item["citations"], player_step(choice, lesson["worlds"][world])))
        elif item["kind"] == "check":
            verdict = (item["held"], item["expected"], item["actual"], player_sources(item["sources"]))
            told.append((item["line"], item["citations"], item["text"], verdict))
        elif item["kind"] == "ask":
            answers = [(each["text"], each["right"]) for each in item["choices"]]
            told.append((item["line"], item["text"], answers, item["because"]))
    return told


def told_by_results(result: Any, language: Language) -> list[Any]:
    """Give what the results say of the same lines."""
    told: list[Any] = []
    for event in result["events"]:
        if event["question"] is not None:
            answers = [(each["text"], each["right"]) for each in event["question"]["choices"]]
            told.append((event["line"], event["question"]["text"], answers, event["question"]["because"]))
        elif event["check"] is not None:
            told.append((event["line"], event["citations"], event["text"], results_verdict(event["check"], language)))
        elif event["step"] is not None and event["keyword"] != "given":
            told.append((event["line"], event["citations"], results_step(event, language)))
    return told


def player_step(choice: Any, after: Any) -> dict[str, Any]:
    step = choice["step"]
    assert step["account"] == choice["account"]
    assert after["today"] == step["today"]
    return {
        "outcome": step["outcome"],
        "today": step["today"],
        "messages": [(each["key"], each["text"], each["documented"]) for each in step["messages"]],
        "moves": [tuple(each[name] for name in MOVE.values()) for each in step["moves"]],
        "guards": [(each["held"], each["facts"], player_sources(each["sources"])) for each in step["guards"]],
        "sources": player_sources(step["sources"]),
        "created": len(step["created"]),
        "changed": bool(step["changes"]),
        "screen": player_screen(next((each for each in after["screens"] if each["account"] == step["account"]), None)),
    }


MOVE: Final = {
    "machine": "machine",
    "subject": "subject",
    "from": "source",
    "event": "event",
    "to": "target",
    "on": "on",
}
"""The parts of a move: as results call them, and as the player does."""


def results_step(event: Any, language: Language) -> dict[str, Any]:
    step = event["step"]
    refused = [each for each in step["decisions"] if not each["held"]] if step["outcome"] != "accepted" else []
    return {
        "outcome": step["outcome"].replace(" ", "-"),
        "today": step["today"],
        "messages": [(each["key"], each[language], each["documented"]) for each in step["shown"]],
        "moves": [tuple(each[name] for name in MOVE) for each in step["moves"]],
        "guards": [(each["held"], in_words(each["facts"], language), sources_of(each)) for each in step["decisions"]],
        "sources": sources_of(refused[-1] if refused else step),
        "created": len(step["created"]),
        "changed": step["changed_facts"],
        "screen": results_screen(event["screen"], language),
    }


def results_verdict(check: Any, language: Language) -> tuple[Any, ...]:
    return check["held"], in_words(check["expected"], language), in_words(check["actual"], language), sources_of(check)


def in_words(facts: list[Any], language: Language) -> str:
    return Speaker(BOOK, language).facts(Fact(each["name"], value_of(each["value"])) for each in facts)


def value_of(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def player_sources(sources: list[Any]) -> tuple[list[str], list[int]]:
    return [each["rule"] for each in sources], sorted({passage for each in sources for passage in each["passages"]})


def sources_of(part: Any) -> tuple[list[str], list[int]]:
    return part["rules"], part["passages"]


def player_screen(screen: Any) -> Any:
    if screen is None:
        return None
    items = [[tuple(each[name] for name in ITEM) for each in screen[part]] for part in ("items", "withheld")]
    return screen["portal"], screen["page"], *items


ITEM: Final = ("role", "text", "of", "value", "enabled")


def results_screen(screen: Any, language: Language) -> Any:
    if screen is None or not screen["portal"]:
        return None
    every = [*screen["items"], *screen["withheld"]]
    shown, withheld = ([results_item(each, every, language) for each in screen[part]] for part in ("items", "withheld"))
    return BOOK.name(screen["portal"], language), BOOK.name(screen["page"], language), shown, withheld


def results_item(item: Any, items: list[Any], language: Language) -> tuple[Any, ...]:
    """Word an item. Rows of which there are several are told apart by their contracts or packages."""

    def named(key: str) -> str:
        rows = {owner_of(each) for each in items if each["key"] == key and each["role"] == "row"}
        apart = f" ({number_of(owner_of(item), BOOK)})" if owner_of(item) else ""
        return BOOK.name(key, language) + (apart if len(rows - {""}) > 1 else "")

    value = value_of(item["value"])
    worded_value = None if value in (None, item["key"]) else Speaker(BOOK, language).value(value)
    of = None if item["of"] is None else named(item["of"])
    return item["role"], named(item["key"]), of, worded_value, item["enabled"]


def owner_of(item: Any) -> str:
    return str(item["contract"] or item["package"] or "")


# ---------------------------------------------------------------- the same as the engine


def test_the_scenarios_own_path_goes_through_the_worlds_of_its_run(made: Made) -> None:
    for lesson, shown_lesson in zip(made.lessons, made.documents["en"]["lessons"], strict=True):
        reached = [world_of(lesson, 0), *(step.after for step in acted(lesson))]
        assert [facts_shown(world, lesson) for world in reached] == walked(shown_lesson)


def acted(lesson: Lesson) -> list[Step]:
    """Give the steps of the run behind the facts that it begins with, facts further down joined as they are there."""
    ends = {numbers[-1] for numbers in lesson.start.lines}
    events = enumerate(lesson.start.trace.events)
    return [event.step for number, event in events if number in ends and event.step is not None]


def walked(lesson: Any) -> list[Any]:
    """Follow the story of a lesson through its worlds; give what is shown of each."""
    world, worlds = 0, [0]
    for item in lesson["story"]:
        if item["kind"] == "action":
            world = lesson["worlds"][world]["choices"][item["choice"]]["to"]
            worlds.append(world)
    return [{name: lesson["worlds"][each][name] for name in ("today", "rows", "screens")} for each in worlds]


def world_of(lesson: Lesson, number: int) -> World:
    return lesson.graph.nodes[number].world


def facts_shown(world: World, lesson: Lesson) -> Any:
    rows = document(world_rows(world, Speaker(BOOK, "en")))
    tried = [take(world, each, BOOK) for each in choices(lesson.start, world, BOOK)]
    seen = document(screens(world, lesson.start.accounts, Speaker(BOOK, "en"), tried))
    return {"today": world.today.isoformat(), "rows": rows, "screens": seen}


PLACES: Final = {DOUBLE_LINK: 30, f"{SCENARIOS}/documented/azure-link.flow:81": 25}
"""A lesson that is cut off, and one in which time passes, with the number of worlds taken in."""


@settings(deadline=None)
@given(st.data())
def test_wherever_one_walks_the_next_world_is_the_one_that_the_engine_gives(data: st.DataObject) -> None:
    lesson, made = made_at(data.draw(st.sampled_from(list(PLACES))))
    world, number = lesson.start.world, 0
    for _ in range(data.draw(st.integers(1, 12))):
        here = made["worlds"][number]
        elements = choices(lesson.start, world, BOOK)
        assert len(here["choices"]) == len(elements)
        taken = data.draw(st.integers(0, len(elements) - 1))
        step = take(world, elements[taken], BOOK)
        choice = here["choices"][taken]
        assert choice["step"] == document(step_view(step, Speaker(BOOK, "en")))
        if choice["to"] is None:
            break
        world, number = step.after, choice["to"]
        there = made["worlds"][number]
        assert {name: there[name] for name in ("today", "rows", "screens")} == facts_shown(world, lesson)


@cache
def made_at(place: str) -> tuple[Lesson, Any]:
    lesson = lesson_of(place, PLACES[place])
    return lesson, documents([lesson])["en"]["lessons"][0]
