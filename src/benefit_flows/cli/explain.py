"""``benefit-flows explain``: whatever the program prints, by its id, its name or its text, in plain words."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import add_rulebook, rulebook_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import LANGUAGES, Text

if TYPE_CHECKING:
    from benefit_flows.explanation.subjects import NameIndex, Subject

DEFAULT_SCENARIOS: Final = "scenarios"
SEVERAL: Final = 6
"""Things that are told in full at most; of more than these only the names are told."""
SHOWN_BY: Final = ("rule", "passage", "message")
"""The kinds of things for which scenarios are looked up."""
UNKNOWN: Final = Text("nothing is called {what}", "rien ne s’appelle {what}")
DID_YOU_MEAN: Final = Text(
    "{unknown}; did you mean “{near}”?", "{unknown}\u00a0; vouliez-vous dire «\u00a0{near}\u00a0»\u00a0?"
)
THERE_ARE: Final = Text("{unknown}; there are {ids}", "{unknown}\u00a0; il y a {ids}")
FROM_TO: Final = Text("{first} to {last}", "{first} à {last}")
MANY: Final = Text("{count} things have this in them:", "{count} textes le contiennent\u00a0:")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="explain anything that is printed: R64, 181, A22, M3, BF101, a name, a message",
        description="Explain a rule, a passage, a reading, a code, a name, or a message by its text or a part of it.",
    )
    parser.add_argument("what", metavar="WHAT", help="R64, 181, A22, M3, BF101, a name, or (a part of) a message")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=f"where to look for scenarios (default: {DEFAULT_SCENARIOS})"
    )
    add_rulebook(parser, "the rulebook in which it is looked up")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the answer")
    parser.set_defaults(command=explain_command)


def explain_command(options: argparse.Namespace) -> int:
    """Print the explanation and give the exit code."""
    from benefit_flows.explanation.subjects import NameIndex

    book = rulebook_of(options)
    names = NameIndex(book)
    subjects = names.subjects(options.what)
    if not subjects:
        print(_unknown(options, names), file=sys.stderr)
        return exits.USAGE
    for line in _explanations(subjects, book, options):
        print(line)
    wanted = [subject for subject in subjects if subject.kind in SHOWN_BY]
    looked = options.paths or ([DEFAULT_SCENARIOS] if Path(DEFAULT_SCENARIOS).is_dir() else [])
    return _print_scenarios(wanted, looked, book, options) if wanted and looked else exits.GOOD


def _unknown(options: argparse.Namespace, names: "NameIndex") -> str:
    unknown = UNKNOWN.say(options.lang, what=options.what)
    near, known = names.near(options.what), names.alike(options.what)
    if known:
        told = (FROM_TO.say(options.lang, first=first, last=last) for first, last in known)
        return THERE_ARE.say(options.lang, unknown=unknown, ids=", ".join(told))
    return unknown if near is None else DID_YOU_MEAN.say(options.lang, unknown=unknown, near=near)


def _explanations(subjects: "Sequence[Subject]", book: Rulebook, options: argparse.Namespace) -> Iterator[str]:
    """Tell of all subjects, with a blank line between; only the first line of each where they are many."""
    from benefit_flows.explanation.content import lines_about

    if len(subjects) > SEVERAL:
        yield MANY.say(options.lang, count=len(subjects))
        for subject in subjects:
            yield f"  {next(iter(lines_about(subject, Speaker(book, options.lang))))}"
        return
    for number, each in enumerate(subjects):
        if number:
            yield ""
        yield from lines_about(each, Speaker(book, options.lang))


def _print_scenarios(
    subjects: "Sequence[Subject]", paths: Sequence[str], book: Rulebook, options: argparse.Namespace
) -> int:
    """Print the scenarios in which something shows, and the mistakes of their files."""
    from benefit_flows.cli.findings import show_errors
    from benefit_flows.explanation.words import WORDS
    from benefit_flows.pipeline import load

    loaded = load(paths, options.rulebooks)
    shown = [each for each in loaded.scenarios if each.rulebook == book.id and _shows(subjects, each, book)]
    if shown:
        print(WORDS.say("scenarios", options.lang))
    for scenario in shown:
        print(f"  {scenario.place}  {scenario.name}")
    return exits.USAGE if show_errors(loaded.diagnostics, options.lang) else exits.GOOD


def _shows(subjects: "Sequence[Subject]", scenario: Scenario, book: Rulebook) -> bool:
    """Tell whether a scenario cites a passage, rests on a rule and cites it, or shows a message."""
    from benefit_flows.engine.run import run

    trace = run(scenario, book)
    cited = {*scenario.citations, *(citation for line in scenario.lines for citation in line.citations)}
    rules = {rule for step in trace.steps for rule in step.rules}
    shown = {each.key for step in trace.steps for each in step.shown}
    relied = {each for each in rules if not cited.isdisjoint(book.rules[each].passages)}
    found = {"passage": {str(each) for each in cited}, "rule": relied, "message": shown}
    return any(subject.key in found[subject.kind] for subject in subjects)
