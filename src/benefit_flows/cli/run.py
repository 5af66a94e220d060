"""``benefit-flows run``: run scenarios and say how it went."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.check import add_message_format
from benefit_flows.cli.colours import add_color
from benefit_flows.cli.course import Ran, add_course, progress_of, run_chosen
from benefit_flows.cli.editions import common_rulebook
from benefit_flows.cli.findings import count_mistakes, show_findings, show_mistakes, show_results
from benefit_flows.cli.numbers import worlds
from benefit_flows.cli.reports import (
    Progress,
    ReportContent,
    add_report,
    can_report,
    would_replace_sources,
    write_reports,
)
from benefit_flows.cli.selection import (
    add_run_selection,
    add_selection,
    choose,
    choose_failed,
    concerning,
    names_lines,
    nothing_selected,
)
from benefit_flows.text import Language, Text, Words

if TYPE_CHECKING:
    from benefit_flows.model.coverage import Explored
    from benefit_flows.model.results import Results
    from benefit_flows.model.rulebooks import Rulebooks
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.pipeline import Loaded
    from benefit_flows.pipeline.memory import Memory

WORDS: Final = Words(
    {
        "interrupted": Text(
            "interrupted: {ran} of {all} scenarios ran", "interrompu\u00a0: {ran} scénarios sur {all} exécutés"
        ),
        "max-fail": Text(
            "stopped at failure {failed}: {ran} of {all} scenarios ran",
            "arrêté à l’échec {failed}\u00a0: {ran} scénarios sur {all} exécutés",
        ),
        "stopped": Text("stopped: {ran} of {all} scenarios ran", "arrêté\u00a0: {ran} scénarios sur {all} exécutés"),
        "forgotten": Text(
            "what failed last time is not known, and what fails now is not kept: {file}: {why}",
            "ce qui a échoué la dernière fois est inconnu, et ce qui échoue n’est pas noté\u00a0: {file}\u00a0: {why}",
        ),
        "explore": Text(
            "--explore is for the coverage of a page: add --report html=FILE",
            "--explore sert à la couverture d’une page\u00a0: ajoutez --report html=FICHIER",
        ),
        "unremembered": Text(
            "what failed cannot be remembered in {file}: {why}",
            "les échecs ne peuvent être notés dans {file}\u00a0: {why}",
        ),
    }
)
EPILOG: Final = """\
exit codes: 0 nothing failed; 1 a check failed; 2 a mistake in a file, or wrong usage; 3 a bug of ours;
5 nothing selected; 130 interrupted
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "run",
        help="run scenarios",
        description="Run the scenarios of .flow files and folders.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_selection(parser)
    add_run_selection(parser)
    add_course(parser)
    add_report(parser)
    parser.add_argument(
        "--explore",
        type=worlds,
        default=0,
        metavar="WORLDS",
        help="for an HTML report: explore so many worlds around every scenario, and show what they rest on",
    )
    add_message_format(parser)
    add_color(parser)
    parser.set_defaults(command=run_command)


def run_command(options: argparse.Namespace) -> int:
    """Run scenarios, print the report, give the exit code."""
    from benefit_flows.diagnostics import Severity
    from benefit_flows.model.results import Results
    from benefit_flows.pipeline import load
    from benefit_flows.pipeline.memory import recall

    if not can_report(options) or not _can_explore(options):
        return exits.USAGE
    rulebooks: Rulebooks = options.rulebooks
    loaded = load(options.paths, rulebooks)
    if would_replace_sources(options, loaded):
        return exits.USAGE
    diagnostics = concerning(loaded, options)
    mistakes = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    if options.message_format == "human":
        show_mistakes(diagnostics, options)
    if mistakes and not options.keep_going:
        return _nothing_run(Results(diagnostics, ()), rulebooks, options)
    memory = recall()
    chosen = choose_failed(choose(loaded.listed, options), loaded.listed, memory, options)
    if "html" in dict(options.report) and common_rulebook(chosen, options, options.lang) is None:
        return exits.USAGE
    ran = run_chosen(chosen, rulebooks, options)
    results = Results(diagnostics, ran.timed, len(ran.not_run))
    _remember(memory, loaded, results, options)
    show_findings(results, rulebooks, options)
    if chosen or mistakes:
        show_results(results, rulebooks, options)
    else:
        print(nothing_selected(loaded.listed, options), file=sys.stderr)
    ran, explored = _explored(ran, rulebooks, options)
    written = write_reports(options.report, ReportContent(results, ran.not_run, rulebooks, options.lang, explored))
    return _ended(ran, results, written=written, max_fail=options.max_fail, language=options.lang)


def _ended(ran: Ran, results: "Results", *, written: bool, max_fail: int, language: Language) -> int:
    """Give the exit code of a run, and say where it was stopped."""
    from benefit_flows.diagnostics import Severity

    mistakes = any(diagnostic.severity is Severity.ERROR for diagnostic in results.diagnostics)
    if ran.stopped is not None:
        return _stopped(ran, language)
    if max_fail > 0 and ran.not_run and ran.timed and ran.timed[-1].trace.failed:
        _say(
            "max-fail", language, failed=len(results.failed), ran=len(ran.timed), all=len(ran.timed) + len(ran.not_run)
        )
    if mistakes or not written:
        return exits.USAGE
    if not ran.timed:
        return exits.NOTHING_SELECTED
    return exits.FAILED if results.failed else exits.GOOD


def _can_explore(options: argparse.Namespace) -> bool:
    """Whether exploring is for something; say it where not."""
    if options.explore and "html" not in dict(options.report):
        _say("explore", options.lang)
        return False
    return True


def _explored(ran: Ran, rulebooks: "Rulebooks", options: argparse.Namespace) -> "tuple[Ran, Explored | None]":
    """Explore around what ran, for a report that shows it; one that is stopped there has all but that."""
    if not options.explore or ran.stopped is not None:
        return ran, None
    from benefit_flows.pipeline.exploration import explored_around

    progress = progress_of(len(ran.timed), options)
    try:
        return ran, explored_around(_followed(ran, progress), rulebooks, options.explore)
    except KeyboardInterrupt as why:
        return ran._replace(stopped=why), None
    finally:
        progress.erase()


def _followed(ran: Ran, progress: Progress) -> "Iterator[Scenario]":
    """Give the scenarios that ran, one by one, and let the bar follow."""
    for timed in ran.timed:
        yield timed.trace.scenario
        progress.ran(timed.trace.verdict)


def _stopped(ran: Ran, language: Language) -> int:
    """Say how far a run came that was stopped from outside. A worker that ended is a bug of ours."""
    interrupted = isinstance(ran.stopped, KeyboardInterrupt)
    ran_of = {"ran": len(ran.timed), "all": len(ran.timed) + len(ran.not_run)}
    _say("interrupted" if interrupted else "stopped", language, **ran_of)
    if ran.stopped is not None and not interrupted:
        raise ran.stopped
    return exits.INTERRUPTED


def _remember(memory: "Memory", loaded: "Loaded", results: "Results", options: argparse.Namespace) -> None:
    """Keep what failed for ``--last-failed``, and say where that cannot be done."""
    from benefit_flows.pipeline import shown_path
    from benefit_flows.pipeline.memory import remember

    whole = not loaded.errors and not names_lines(options)
    folders = (Path(os.path.realpath(path)) for path in options.paths)
    change = memory.change(results.traces, loaded.listed if whole else (), folders)
    unwritten = remember(memory, change)
    if unwritten is not None:
        key = "unremembered" if memory.trouble is None else "forgotten"
        _say(key, options.lang, file=shown_path(memory.path), why=unwritten.in_language(options.lang))


def _say(key: str, language: Language, **values: object) -> None:
    print(WORDS.say(key, language, **values), file=sys.stderr)


def _nothing_run(results: "Results", rulebooks: "Rulebooks", options: argparse.Namespace) -> int:
    """Give the mistakes that kept everything from running, to whoever asked for them."""
    write_reports(options.report, ReportContent(results, (), rulebooks, options.lang))
    show_findings(results, rulebooks, options)
    count_mistakes(results, options.lang, ran=False)
    return exits.USAGE
