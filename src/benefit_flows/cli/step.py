"""``benefit-flows step``: go through a scenario step by step, at a terminal or in a pipe."""

import argparse
import sys
from typing import TYPE_CHECKING

from benefit_flows.cli import exits
from benefit_flows.cli.findings import nothing_to_show
from benefit_flows.text import LANGUAGES, Language

if TYPE_CHECKING:
    from benefit_flows.model.rulebook import Rulebook
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.pipeline import Loaded
    from benefit_flows.stepper.session import Session

EPILOG = """\
exit codes: 0 you left; 2 a mistake in a file, or wrong usage; 3 a bug of ours; 5 nothing selected
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "step",
        help="go through a scenario step by step",
        description="Go through a scenario step by step: on its own path, or on any other. Type help for the commands.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "path", metavar="FILE", help="a .flow file, a folder, or FILE:LINE (opens just before that line)"
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="the language of what is shown (default: that of the file)")
    parser.set_defaults(command=step_command)


def step_command(options: argparse.Namespace) -> int:
    """Step until the user leaves, and give the exit code."""
    from benefit_flows.pipeline import load

    loaded = load([options.path], options.rulebooks)
    languages = {each.parsed.source.path: each.parsed.language for each in loaded.units}
    language: Language = options.lang or next(iter(languages.values()), LANGUAGES[0])
    refused = nothing_to_show(loaded, language)
    if refused is not None:
        return refused
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return _step(loaded, options)


def _step(loaded: "Loaded", options: argparse.Namespace) -> int:
    """Choose the scenario, and step through it."""
    from benefit_flows import __version__
    from benefit_flows.stepper.link import version
    from benefit_flows.terminal.choice import choose_scenario
    from benefit_flows.terminal.console import Console
    from benefit_flows.terminal.dialogue import talk, write_new

    languages = {each.parsed.source.path: each.parsed.language for each in loaded.units}
    language = options.lang or languages[loaded.scenarios[0].span.path]
    number = choose_scenario(loaded.scenarios, language)
    if number is None:
        return exits.GOOD
    scenario = loaded.scenarios[number]
    book = options.rulebooks.get(scenario.rulebook)
    file_language = languages[scenario.span.path]
    talk(
        Console(
            _session(scenario, book, options.path),
            write_new,
            options.lang or file_language,
            file_language,
            version(loaded.scenarios, book, __version__),
            number,
        )
    )
    return exits.GOOD


def _session(scenario: "Scenario", book: "Rulebook", path: str) -> "Session":
    """Begin where the path says: just before its line, if it names one."""
    from benefit_flows.pipeline import wanted
    from benefit_flows.stepper.session import begin
    from benefit_flows.stepper.start import position_at, start_of

    start, line = start_of(scenario, book), wanted(path).line
    return begin(start, book, 0 if line is None else position_at(start, line))
