"""The player's document: lessons and words, the same in both languages but for what is worded."""

from collections.abc import Sequence
from typing import NamedTuple

from benefit_flows import __version__
from benefit_flows.language.keywords import AND, STEPS, keyword_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.player.lesson import Lesson
from benefit_flows.player.lines import plain
from benefit_flows.player.story import Item, problems_at_start, story
from benefit_flows.player.words import WORDS
from benefit_flows.player.worlds import WorldView, worlds
from benefit_flows.stepper.export import beginning, export_scenario
from benefit_flows.stepper.link import version
from benefit_flows.stepper.session import Session
from benefit_flows.text import LANGUAGES, Language, harmless
from benefit_flows.view import words as shared
from benefit_flows.view.machines import machine_names, pictures
from benefit_flows.view.packing import Json, document, pack
from benefit_flows.view.portals import portals
from benefit_flows.view.titles import title


class LessonView(NamedTuple):
    """One scenario with the worlds around it.

    ``language`` is that of its file: what its author wrote is in it. ``title`` is that of the file, if it has one.
    ``header`` is what stands above the first line of a file with this scenario, ``given`` are the facts that it begins
    with, as lines, ``keywords`` begin more lines, ``problems`` say what was wrong with these facts.
    ``explored`` counts the worlds of the document and ``known`` those that were met while it was made:
    where ``capped``, there are at least so many. ``only_trace`` says that nothing but the scenario's own path is here.
    ``paused`` says how many of its actions are done when it opens.
    """

    name: str
    file: str
    title: str
    line: int
    row: int | None
    language: str
    tags: tuple[str, ...]
    header: tuple[str, ...]
    given: tuple[str, ...]
    keywords: dict[str, str]
    accounts: tuple[str, ...]
    passed: bool
    problems: tuple[str, ...]
    explored: int
    known: int
    capped: bool
    only_trace: bool
    paused: int
    story: tuple[Item, ...]
    worlds: tuple[WorldView, ...]


def lesson_view(lesson: Lesson, speaker: Speaker) -> LessonView:
    """Put a lesson in words of a language."""
    scenario, start, graph = lesson.asked.scenario, lesson.start, lesson.graph
    return LessonView(
        title(start.scenario, speaker.language),
        harmless(scenario.span.path),
        lesson.asked.title,
        scenario.span.line,
        scenario.row,
        lesson.asked.language,
        scenario.tags,
        _header(lesson, speaker.rulebook),
        tuple(map(plain, beginning(start, Speaker(speaker.rulebook, lesson.asked.language)))),
        {each: keyword_of(each, lesson.asked.language) for each in (*STEPS, AND)},
        start.accounts,
        start.trace.passed,
        problems_at_start(lesson, speaker),
        len(graph.nodes),
        graph.known,
        graph.capped,
        lesson.only_trace,
        lesson.paused,
        story(lesson, speaker),
        worlds(lesson, speaker),
    )


def _header(lesson: Lesson, rulebook: Rulebook) -> tuple[str, ...]:
    """Give what stands above the first line of a file with this scenario: the headers, and the scenario's own."""
    lines = export_scenario(Session(lesson.start, rulebook), lesson.asked.language).splitlines()
    return tuple(lines[: lines.index("") + len(("", "scenario"))])


class Worded(NamedTuple):
    """A lesson as a document in each language, with the scenario that it comes from."""

    lesson: Lesson
    documents: tuple[Json, ...]


def worded(lesson: Lesson, rulebook: Rulebook) -> Worded:
    """Put a lesson in words: the long part of the work."""
    known: dict[tuple[object, ...], Json] = {}
    views = (lesson_view(lesson, Speaker(rulebook, language)) for language in LANGUAGES)
    return Worded(lesson, tuple(_shared(document(each), known) for each in views))


def _shared(value: Json, known: dict[tuple[object, ...], Json]) -> Json:
    """Give a document in which equal parts are one: worlds differ in little, and many lessons would fill the memory."""
    if isinstance(value, dict):
        fields = {name: _shared(each, known) for name, each in value.items()}
        return known.setdefault((dict, *fields, *map(id, fields.values())), fields)
    if isinstance(value, list):
        parts = [_shared(each, known) for each in value]
        return known.setdefault((list, *map(id, parts)), parts)
    return known.setdefault((type(value), value), value)


def player_document(lessons: Sequence[Worded], speaker: Speaker) -> Json:
    """Give the packed document of lessons; a page of it opens in ``language``."""
    whole = [_document(lessons, number, speaker.rulebook, speaker.language) for number in range(len(LANGUAGES))]
    return pack(whole)


def _document(lessons: Sequence[Worded], number: int, rulebook: Rulebook, opens_in: Language) -> Json:
    language = LANGUAGES[number]
    return {
        "rulebook": {"id": rulebook.id, "title": rulebook.title.in_language(language)},
        "version": version([each.lesson.asked.scenario for each in lessons], rulebook, __version__),
        "language": opens_in,
        "words": document({**shared.WORDS.in_language(language), **WORDS.in_language(language)}),
        "pictures": document(pictures(Speaker(rulebook, language))),
        "portals": document(portals(Speaker(rulebook, language))),
        "machine_names": document(machine_names(Speaker(rulebook, language))),
        "lessons": [lesson.documents[number] for lesson in lessons],
    }
