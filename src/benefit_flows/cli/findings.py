"""What commands print: mistakes before, findings for machines, results for people."""

import argparse
import sys
from typing import TYPE_CHECKING

from benefit_flows.cli import exits
from benefit_flows.cli.check import Reportable, print_findings
from benefit_flows.cli.colours import print_diagnostic, print_lines
from benefit_flows.text import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_flows.diagnostics import Diagnostic
    from benefit_flows.model.results import Results
    from benefit_flows.model.rulebooks import Rulebooks
    from benefit_flows.pipeline import Loaded
    from benefit_flows.view.failure import Failure


def count_mistakes(results: "Results", language: Language, *, ran: bool) -> None:
    """Say how many mistakes the files have, if any, and whether something ran all the same."""
    from benefit_flows.diagnostics import Severity
    from benefit_flows.report.terminal import mistakes

    number = sum(diagnostic.severity is Severity.ERROR for diagnostic in results.diagnostics)
    if number:
        print(mistakes(number, language, ran=ran), file=sys.stderr)


def show_mistakes(diagnostics: "tuple[Diagnostic, ...]", options: argparse.Namespace) -> None:
    """Draw mistakes for people, before anything runs; which scenarios are not judged is listed after it."""
    from benefit_flows.diagnostics.codes import NOT_JUDGED
    from benefit_flows.diagnostics.limits import limited

    for each in limited(diagnostic for diagnostic in diagnostics if diagnostic.code not in NOT_JUDGED):
        print_diagnostic(each, options.lang, options.color)


def show_errors(diagnostics: "Iterable[Diagnostic]", language: Language) -> bool:
    """Draw errors, and which features are left alone, beside what a command prints; say whether there are errors."""
    from benefit_flows.diagnostics import Severity
    from benefit_flows.diagnostics.carets import render_diagnostic
    from benefit_flows.diagnostics.codes import LEFT_ALONE
    from benefit_flows.diagnostics.limits import limited

    told = [
        diagnostic
        for diagnostic in diagnostics
        if diagnostic.severity is Severity.ERROR or diagnostic.code in LEFT_ALONE
    ]
    for each in limited(told):
        print(f"{render_diagnostic(each, language)}\n", file=sys.stderr)
    return any(each.severity is Severity.ERROR for each in told)


def nothing_to_show(loaded: "Loaded", language: Language) -> int | None:
    """Show what is wrong with files; give the exit code where that leaves no scenario to show."""
    from benefit_flows.diagnostics.limits import limited
    from benefit_flows.report.terminal import mistakes, none_selected

    for each in limited(loaded.diagnostics):
        print_diagnostic(each, language)
    if loaded.errors:
        print(mistakes(len(loaded.errors), language), file=sys.stderr)
        return exits.USAGE
    if not loaded.scenarios:
        print(none_selected(language), file=sys.stderr)
        return exits.NOTHING_SELECTED
    return None


def show_findings(results: "Results", rulebooks: "Rulebooks", options: argparse.Namespace) -> None:
    """Print mistakes and failures for machines; nothing for people, whom the report tells more."""
    if options.message_format != "human":
        findings = Reportable(results.diagnostics, lambda language: _failures(results, rulebooks, language))
        print_findings(findings, options)


def _failures(results: "Results", rulebooks: "Rulebooks", language: Language) -> "tuple[Failure, ...]":
    """Give each problem of each scenario that failed."""
    from benefit_flows.language.speaker import Speakers
    from benefit_flows.view.failure import failures_of

    speakers = Speakers(rulebooks, language)
    return tuple(each for trace in results.failed for each in failures_of(trace, speakers.of(trace.scenario)))


def show_results(results: "Results", rulebooks: "Rulebooks", options: argparse.Namespace) -> None:
    """Print the report; where the standard output belongs to a machine, only how it went, beside it."""
    from benefit_flows.language.speaker import Speakers
    from benefit_flows.report.terminal import results_lines
    from benefit_flows.view.counts import summary

    if options.message_format == "human":
        lines = results_lines(results, Speakers(rulebooks, options.lang), _verbosity(options))
        print_lines(lines, options.color, sys.stdout)
    else:
        print(summary(results, options.lang), file=sys.stderr)
    count_mistakes(results, options.lang, ran=True)


def _verbosity(options: argparse.Namespace) -> int:
    return int(options.verbose) - int(options.quiet)
