"""``benefit-flows run``: run scenarios and say how it went."""

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.checking import add_message_format, render_findings
from benefit_flows.cli.selecting import add_selection, choose, nothing_selected
from benefit_flows.text import Language, Text

if TYPE_CHECKING:
    from benefit_flows.diagnostics import Diagnostic
    from benefit_flows.model.results import Results
    from benefit_flows.model.rulebook import Rulebook, Statechart

FORMATS: Final = ("json",)
UNWRITTEN: Final = Text("cannot write {file}: {why}", "impossible d’écrire {file} : {why}")
EPILOG: Final = """\
exit codes: 0 all passed; 1 a check failed; 2 a mistake in a file, or wrong usage; 3 a bug of ours;
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
    parser.add_argument("-x", "--exit-first", action="store_true", help="stop at the first scenario that fails")
    parser.add_argument("-q", "--quiet", action="store_true", help="one line a failure")
    parser.add_argument("-v", "--verbose", action="store_true", help="every line of every scenario")
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="run the good files although others have mistakes (still exit 2)",
    )
    parser.add_argument(
        "--report",
        action="append",
        default=[],
        metavar="FORMAT=FILE",
        type=_report,
        help="write a report: json=FILE",
    )
    parser.add_argument(
        "--engine", choices=("table", "transitions"), default="table", help="what moves the state machines"
    )
    add_message_format(parser)
    parser.set_defaults(command=run_command)


def _report(text: str) -> tuple[str, Path]:
    """Read FORMAT=FILE, and find before the run that the file cannot be written."""
    name, sign, file = text.partition("=")
    if not sign or name not in FORMATS or not file:
        raise argparse.ArgumentTypeError(f"write FORMAT=FILE with a format of: {', '.join(FORMATS)}")
    path = Path(file)
    if not _writable(path):
        raise argparse.ArgumentTypeError(f"cannot write {file}")
    return name, path


def _writable(path: Path) -> bool:
    try:
        target = path if path.exists() else path.parent
        return not path.is_dir() and (path.exists() or target.is_dir()) and os.access(target, os.W_OK)
    except OSError:
        return False


def run_command(options: argparse.Namespace) -> int:
    """Run scenarios, print the report, give the exit code."""
    from benefit_flows import rulebook
    from benefit_flows.model.results import Results
    from benefit_flows.pipeline import load, run_all

    human = options.message_format == "human"
    book = rulebook() if options.engine == "table" else replace(rulebook(), machines=_live_machines())
    loaded = load(options.paths, book)
    if human:
        _show_mistakes(loaded.diagnostics, options.lang)
    if loaded.errors and not options.keep_going:
        return _nothing_run(Results(loaded.diagnostics, ()), book, options)
    chosen = choose(loaded.scenarios, options)
    timed = run_all(
        chosen,
        book,
        perf_counter,
        stop_at_failure=options.exit_first,
        screens=bool(options.report),
        explain=human and not options.quiet,
    )
    results = Results(loaded.diagnostics, timed, len(chosen) - len(timed))
    written = _write(options, results, book)
    _show_findings(results, book, options)
    if not chosen and not loaded.errors:
        print(nothing_selected(loaded.scenarios, options), file=sys.stderr)
        return exits.NOTHING_SELECTED
    _show_results(results, book, options)
    if loaded.errors or not written:
        return exits.USAGE
    return exits.GOOD if all(trace.passed for trace in results.traces) else exits.FAILED


def _nothing_run(results: "Results", book: "Rulebook", options: argparse.Namespace) -> int:
    """Give the mistakes that kept everything from running, to whoever asked for them."""
    _write(options, results, book)
    _show_findings(results, book, options)
    _count_mistakes(results, options.lang, ran=False)
    return exits.USAGE


def _count_mistakes(results: "Results", language: Language, *, ran: bool) -> None:
    from benefit_flows.diagnostics import Severity
    from benefit_flows.report.terminal import mistakes

    number = sum(each.severity is Severity.ERROR for each in results.diagnostics)
    if number:
        print(mistakes(number, language, ran=ran), file=sys.stderr)


def _show_mistakes(diagnostics: "tuple[Diagnostic, ...]", language: Language) -> None:
    from benefit_flows.diagnostics.carets import render_diagnostic

    for each in diagnostics:
        print(f"{render_diagnostic(each, language)}\n", file=sys.stderr)


def _show_findings(results: "Results", book: "Rulebook", options: argparse.Namespace) -> None:
    """Print mistakes and failures for machines; nothing for people, whom the report tells more."""
    if options.message_format != "human":
        findings = render_findings(
            lambda language: _findings(results, book, language), options.message_format, options.lang
        )
        print(findings, end="")


def _findings(results: "Results", book: "Rulebook", language: Language) -> "tuple[Diagnostic, ...]":
    """Give the mistakes of the files, then each problem of each scenario that failed."""
    from benefit_flows.model.wording import problem_diagnostic

    problems = (
        problem_diagnostic(event, problem, book, language)
        for trace in results.traces
        for event in trace.failures
        for problem in event.problems
    )
    return (*results.diagnostics, *problems)


def _show_results(results: "Results", book: "Rulebook", options: argparse.Namespace) -> None:
    """Print the report; where the standard output belongs to a machine, only how it went, beside it."""
    from benefit_flows.report.terminal import render_results, summary

    if options.message_format == "human":
        print(render_results(results, book, options.lang, _verbosity(options)), end="")
    else:
        print(summary(results, options.lang), file=sys.stderr)
    _count_mistakes(results, options.lang, ran=True)


def _live_machines() -> "Mapping[str, Statechart]":
    from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
    from benefit_flows.rulebooks.statecharts import live

    return {each.name: each for each in map(live, MACHINES)}


def _verbosity(options: argparse.Namespace) -> int:
    return int(options.verbose) - int(options.quiet)


def _write(options: argparse.Namespace, results: "Results", book: "Rulebook") -> bool:
    """Write the reports, each whole or not at all; say which could not be written after all (a full disk, say)."""
    from benefit_flows.report.json import render_json

    written = True
    for _, path in options.report:
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            part.write_text(render_json(results, book), encoding="utf-8", newline="\n")
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            print(UNWRITTEN.in_language(options.lang).format(file=path, why=error.strerror), file=sys.stderr)
            written = False
    return written
