"""The course for trainers: every lesson is well, teaches something, and is the same in both languages."""

import re
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook, run
from benefit_flows.engine.screens import screen
from benefit_flows.model.actions import LinkContract
from benefit_flows.model.scenario import Line, Note, Question, Scenario
from benefit_flows.pipeline import Loaded, load, shown_path
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import PROJECT, SCENARIOS, command, flow_files, shown

TRAINING: Final = SCENARIOS / "training"
LANGUAGES: Final = ("en", "fr")
LESSONS: Final = flow_files(TRAINING)
FEWEST: Final = 8
"""A course has at least so many lessons."""
NO_BREAK: Final = "\u00a0"


@cache
def loaded() -> Loaded:
    return load([str(TRAINING)], RULEBOOKS)


def scenarios_of(lesson: Path) -> tuple[Scenario, ...]:
    found = tuple(each for each in loaded().scenarios if each.span.path == shown_path(lesson))
    assert found, f"no scenario in {lesson.name}"
    return found


def lines_of(lesson: Path) -> list[Line]:
    return [line for scenario in scenarios_of(lesson) for line in scenario.lines]


def questions_of(lesson: Path) -> list[Question]:
    return [line.what for line in lines_of(lesson) if isinstance(line.what, Question)]


def answers(question: Question) -> tuple[bool, ...]:
    """Give which of the answers are right, in their order."""
    return tuple(right for _, right in question.choices)


def meaning(line: Line) -> object:
    """Give what a line says in any language: of texts for readers, only what kind they are."""
    match line.what:
        case Note():
            return "note"
        case Question() as question:
            return answers(question), question.because is not None
        case said:
            return said


def shape(scenario: Scenario) -> object:
    """Give all of a scenario that does not depend on its language."""
    lines = tuple((line.keyword, meaning(line), line.citations) for line in scenario.lines)
    return scenario.tags, scenario.citations, lines


def name_of(lesson: Path) -> str:
    return f"{lesson.parent.name}/{lesson.stem}"


each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=name_of)


def test_no_lesson_has_a_mistake_a_warning_or_a_hint() -> None:
    assert shown(loaded().diagnostics) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_course_has_enough_lessons_numbered_without_a_gap(language: str) -> None:
    numbers = [lesson.name[:3] for lesson in flow_files(TRAINING / language)]
    assert numbers == [f"{number:02}-" for number in range(1, len(numbers) + 1)]
    assert len(numbers) >= FEWEST


@each_lesson
def test_every_scenario_of_a_lesson_passes(lesson: Path) -> None:
    traces = [run(scenario) for scenario in scenarios_of(lesson)]
    assert [trace.passed for trace in traces] == [True] * len(traces)


@each_lesson
def test_a_lesson_says_in_its_first_line_in_which_language_it_is(lesson: Path) -> None:
    first = lesson.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith({"en": "flow: Lesson ", "fr": "langue: fr"}[lesson.parent.name])


def test_both_languages_have_the_same_lessons() -> None:
    english, french = ([lesson.name for lesson in flow_files(TRAINING / each)] for each in LANGUAGES)
    assert english == french


@pytest.mark.parametrize("name", [lesson.name for lesson in flow_files(TRAINING / "en")])
def test_a_lesson_says_the_same_in_both_languages(name: str) -> None:
    english, french = (tuple(map(shape, scenarios_of(TRAINING / each / name))) for each in LANGUAGES)
    assert english == french


@each_lesson
def test_every_scenario_of_a_lesson_is_tagged_as_training_and_cites_what_it_is_about(lesson: Path) -> None:
    untagged = [each.name for each in scenarios_of(lesson) if "@training" not in each.tags or len(each.tags) == 1]
    uncited = [each.name for each in scenarios_of(lesson) if not each.citations]
    assert (untagged, uncited) == ([], [])


@each_lesson
def test_every_scenario_of_a_lesson_has_a_note_a_question_and_a_refusal_or_time_that_passes(lesson: Path) -> None:
    for scenario in scenarios_of(lesson):
        keywords = {line.keyword for line in scenario.lines}
        assert (scenario.name, {"note", "ask"} - keywords) == (scenario.name, set())
        assert (scenario.name, keywords & {"tries", "wait"}) != (scenario.name, set())


@each_lesson
def test_a_lesson_asks_two_to_four_questions(lesson: Path) -> None:
    assert 2 <= len(questions_of(lesson)) <= 4


@each_lesson
def test_a_question_has_three_different_answers_of_which_one_is_right_and_says_why(lesson: Path) -> None:
    for question in questions_of(lesson):
        texts = {text for text, _ in question.choices}
        assert (question.text, len(texts), sorted(answers(question))) == (question.text, 3, [False, False, True])
        assert question.because, question.text


@each_lesson
def test_a_question_comes_before_the_step_that_answers_it(lesson: Path) -> None:
    """Behind a question stands an action, not a check: what a check finds can be read off the screen already."""
    for scenario in scenarios_of(lesson):
        for number, line in enumerate(scenario.lines):
            if isinstance(line.what, Question):
                later = [each.keyword for each in scenario.lines[number:] if each.keyword not in ("ask", "note")]
                assert later[:1] in (["when"], ["tries"], ["wait"]), line.what.text


@each_lesson
def test_a_lesson_is_one_scenario_with_the_number_of_its_file(lesson: Path) -> None:
    assert len(scenarios_of(lesson)) == 1
    title = next(each for each in lesson.read_text("utf-8").splitlines() if each.startswith(("flow:", "parcours:")))
    (number,) = re.findall(r"(?:Lesson|Leçon) (\d+)\W", title)
    assert lesson.name.startswith(f"{int(number):02}-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_answer_stands_in_every_place_and_in_none_too_often(language: str) -> None:
    places = [answers(each).index(True) for lesson in flow_files(TRAINING / language) for each in questions_of(lesson)]
    share = [places.count(place) / len(places) for place in range(3)]
    assert min(share) > 1 / 5
    assert max(share) < 1 / 2


def test_the_lessons_are_formatted() -> None:
    done = command("fmt", "--check", "scenarios/training", cwd=PROJECT)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("lesson", flow_files(TRAINING / "fr"), ids=name_of)
def test_french_marks_are_never_broken_from_their_word(lesson: Path) -> None:
    """Before : ; ? ! and », and behind «, stands a space that does not break."""
    texts = [line.what.text for line in lines_of(lesson) if isinstance(line.what, Note | Question)]
    texts += [text for question in questions_of(lesson) for text in (question.because or "", *dict(question.choices))]
    loose = [text for text in texts if any(f" {mark}" in text for mark in ":;?!»") or "« " in text or "'" in text]
    assert loose == []
    assert any(NO_BREAK in text for text in texts)


def test_the_page_for_trainers_names_every_lesson_with_its_first_and_its_last_passage() -> None:
    page = (PROJECT / "docs" / "training.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| [")]
    lessons = flow_files(TRAINING / "en")
    assert [row.split("](")[1].split(")")[0] for row in rows] == [
        f"../scenarios/training/en/{each.name}" for each in lessons
    ]
    for row, lesson in zip(rows, lessons, strict=True):
        missing = [each for each in first_citations(lesson) if str(each) not in row]
        assert (lesson.name, missing) == (lesson.name, [])


def first_citations(lesson: Path) -> set[int]:
    """Give the first and the last passage that the headers of a lesson cite."""
    cited = [passage for scenario in scenarios_of(lesson) for passage in scenario.citations]
    return {min(cited), max(cited)}


@each_lesson
def test_nobody_types_ids_where_no_fields_are(lesson: Path) -> None:
    """Who links on a page of the portal finds the two fields there, or the button that opens them (reading A50)."""
    for scenario in scenarios_of(lesson):
        for step in run(scenario).steps:
            place = step.before.place(getattr(step.action, "account", ""))
            if not isinstance(step.action, LinkContract) or place is None or place.portal != step.action.portal:
                continue
            seen = screen(step.before, place.account, rulebook())
            keys = {each.key for each in seen.items} if seen else set()
            assert {"L13", "L14"} <= keys or not keys.isdisjoint({"L3", "own-add-contract"}), place
