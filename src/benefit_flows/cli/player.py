"""``benefit-flows player``: write lessons that can be stepped through, all in one HTML file."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import add_rulebook, common_rulebook, of_named_rulebook
from benefit_flows.cli.files import READ, file_name, is_read, say_unwritten, written
from benefit_flows.cli.findings import nothing_to_show
from benefit_flows.cli.numbers import worlds
from benefit_flows.cli.reports import Progress, progress_stream
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import LANGUAGES, Language, Text, Words, harmless
from benefit_flows.writing import foreseen

if TYPE_CHECKING:
    from benefit_flows.model.rulebook import Rulebook
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.pipeline import Loaded
    from benefit_flows.player.document import Worded
    from benefit_flows.player.lesson import Lesson, LessonSource

PAGE: Final = "player.html"
WORLDS: Final = 100
"""With so many, every first step off the path of a documented scenario can be gone on from, in a page of 150 KB."""
WORDS: Final = Words(
    {
        "all": Text("{lesson}: all worlds, {number}", "{lesson}\u00a0: tous les mondes, {number}"),
        "capped": Text(
            "{lesson}: {number} of at least {known} worlds", "{lesson}\u00a0: {number} mondes sur {known} au moins"
        ),
        "trace": Text(
            "{lesson}: only the scenario's own path, {number} of at least {known} worlds",
            "{lesson}\u00a0: seulement le chemin du scénario, {number} mondes sur {known} au moins",
        ),
        "fails": Text(
            "warning: this scenario fails, and the player shows it: {lesson}",
            "avertissement\u00a0: ce scénario échoue, et le lecteur le montre\u00a0: {lesson}",
        ),
        "written": Text(
            "{file}: lessons: {lessons}, worlds: {number}, {size} KB",
            "{file}\u00a0: leçons\u00a0: {lessons}, mondes\u00a0: {number}, {size}\u00a0Ko",
        ),
    }
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "player",
        help="write lessons to step through, in one HTML file",
        description="Write scenarios as lessons that can be stepped through in a browser: one HTML file, no network.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="a .flow file, FILE:LINE (opens just before that line), or a folder"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=file_name,
        metavar="FILE",
        help=f"what to write (default: {PAGE})",
    )
    parser.add_argument(
        "--worlds",
        type=worlds,
        default=WORLDS,
        metavar="N",
        help="explore up to N worlds around each scenario (default: %(default)s)",
    )
    add_rulebook(parser, "only scenarios of this rulebook")
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="the language in which the page opens (default: the first file's)"
    )
    parser.set_defaults(command=player_command)


def player_command(options: argparse.Namespace) -> int:
    """Write the player, say what is in it, and give the exit code."""
    from benefit_flows.pipeline import load

    output = options.output or Path(PAGE)
    why = foreseen(output, named=options.output is not None)
    if why is not None:
        say_unwritten(output, why, options.lang or LANGUAGES[0])
        return exits.USAGE
    loaded = load(options.paths, options.rulebooks)
    loaded = loaded._replace(listed=of_named_rulebook(loaded.listed, options))
    language = options.lang or _language_of(loaded)
    refused = _refusal(loaded, output, language)
    if refused is not None:
        return refused
    book = common_rulebook(loaded.scenarios, options, language)
    if book is None:
        return exits.USAGE
    lessons = _lessons(_asked(loaded, options.paths), book, options, language)
    return _write(lessons, book, options, language)


def _language_of(loaded: "Loaded") -> Language:
    """Give the language of the first file."""
    return next((each.parsed.language for each in loaded.units), "en")


def _refusal(loaded: "Loaded", output: Path, language: Language) -> int | None:
    """Show what is wrong with the files; give the exit code where that keeps the page from being written."""
    refused = nothing_to_show(loaded, language)
    if refused is not None:
        return refused
    if is_read(output, loaded):
        say_unwritten(output, READ, language)
        return exits.USAGE
    return None


def _asked(loaded: "Loaded", paths: Iterable[str]) -> "Iterator[LessonSource]":
    """Give each scenario with the language and title of its file, and the line that it was asked for by."""
    from benefit_flows.player.lesson import LessonSource

    files = {each.parsed.source.path: each.parsed for each in loaded.units}
    lines = tuple(_lines(paths))
    for scenario in loaded.scenarios:
        path = scenario.span.path
        named = (line for file, line in lines if file == path and _opens(scenario, line))
        title = " ".join(each.text for each in files[path].headers_of("flow"))
        yield LessonSource(scenario, files[path].language, next(named, None), title)


def _opens(scenario: "Scenario", line: int) -> bool:
    """Whether a scenario opens before a line: one of its own, not one of the table below an outline."""
    last = max((each.span.line for each in scenario.lines if each.span.path == scenario.span.path), default=0)
    return scenario.span.line <= line <= (scenario.last_line if scenario.row is None else last)


def _lines(paths: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Give the lines that the command names, with the files as scenarios name them."""
    from benefit_flows.pipeline import shown_path, wanted

    for each in map(wanted, paths):
        if each.line is not None:
            yield shown_path(each.path), each.line


def _lessons(
    asked: "Iterable[LessonSource]", book: "Rulebook", options: argparse.Namespace, language: Language
) -> "list[Worded]":
    """Explore around each scenario and put it in words, with a bar where that takes long."""
    from benefit_flows.player.document import worded
    from benefit_flows.player.lesson import explored

    every = list(asked)
    progress = Progress(progress_stream(), len(every), perf_counter, language)
    lessons = []
    try:
        for each in every:
            lessons.append(worded(explored(each, book, options.worlds), book))
            progress.ran(lessons[-1].lesson.start.trace.verdict)
    finally:
        progress.erase()
    return lessons


def _write(lessons: "list[Worded]", book: "Rulebook", options: argparse.Namespace, language: Language) -> int:
    """Write the page whole, then say what is in it."""
    from benefit_flows.player.page import render_player

    file = options.output or Path(PAGE)
    page = render_player(lessons, Speaker(book, language)).encode("utf-8", "backslashreplace")
    if not written(file, page, language, named=options.output is not None):
        return exits.USAGE
    for lesson in lessons:
        _tell(lesson.lesson, language)
    worlds = sum(len(each.lesson.graph.nodes) for each in lessons)
    _say("written", language, file=file, lessons=len(lessons), number=worlds, size=-(-len(page) // 1000))
    return exits.GOOD


def _tell(lesson: "Lesson", language: Language) -> None:
    """Say how much of what can be tried is in the page, and whether the scenario fails."""
    from benefit_flows.view.titles import title

    trace, graph = lesson.start.trace, lesson.graph
    name = harmless(f"{trace.scenario.place}  {title(trace.scenario, language)}")
    key = "trace" if lesson.only_trace else "capped" if graph.capped else "all"
    _say(key, language, lesson=name, number=len(graph.nodes), known=graph.known)
    if not trace.passed:
        print(WORDS.say("fails", language, lesson=name), file=sys.stderr)


def _say(key: str, language: Language, **values: object) -> None:
    print(WORDS.say(key, language, **values))
