"""``benefit-flows explain``: a rule, a passage, a message or a diagnostic code in plain words, both languages."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benefit_flows.cli import exits
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import LANGUAGES, Text

DEFAULT_SCENARIOS = "scenarios"


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "explain",
        help="explain a rule (R64), a passage (181), a message (M3) or a code (BF101)",
        description="Explain a rule, a passage, a message or a diagnostic code in both languages.",
    )
    parser.add_argument("what", metavar="WHAT", help="R64, 181, M3 or BF101")
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help=f"where to look for scenarios (default: {DEFAULT_SCENARIOS})"
    )
    parser.set_defaults(command=explain_command)


def explain_command(options: argparse.Namespace) -> int:
    """Print the explanation and give the exit code."""
    from benefit_flows import rulebook
    from benefit_flows.language.nearest import nearest
    from benefit_flows.pipeline import load

    book = rulebook()
    what = options.what.upper() if options.what.upper() in {*book.rules, *CODES} else options.what.strip("[]")
    lines = _explanation(what, book)
    if lines is None:
        known = (*book.rules, *map(str, book.passages), *book.messages, *CODES)
        near = nearest(what, known)
        print(f"nothing is called {options.what}" + (f"; did you mean {near}?" if near else ""), file=sys.stderr)
        return exits.USAGE
    for line in lines:
        print(line)
    paths = options.paths or [DEFAULT_SCENARIOS]
    if what not in CODES and (options.paths or Path(DEFAULT_SCENARIOS).is_dir()):
        for line in _shown_by(what, book, load(paths, book).scenarios):
            print(line)
    return exits.GOOD


def _explanation(what: str, book: Rulebook) -> Iterator[str] | None:
    if what in book.rules:
        return _rule(what, book)
    if what.isdigit() and int(what) in book.passages:
        return _passage(int(what), book)
    if what in book.messages:
        return _message(what, book)
    return _code(what) if what in CODES else None


def _both(text: Text) -> Iterator[str]:
    yield from (f"  {language}: {text.in_language(language)}" for language in LANGUAGES)


def _rule(key: str, book: Rulebook) -> Iterator[str]:
    rule = book.rules[key]
    yield f"{key}  {''.join(f'[{each}]' for each in rule.passages)}  {rule.kind}, {rule.basis}"
    yield from _both(rule.statement)
    for parameter in book.parameters.values():
        if key in parameter.rules:
            yield f"  parameter “{parameter.name.en}” ({parameter.reading}, confidence {parameter.confidence}):"
            yield f"    {parameter.text.en}"


def _passage(passage: int, book: Rulebook) -> Iterator[str]:
    if passage in book.not_testable:
        yield f"[{passage}]  not testable"
        yield from _both(book.not_testable[passage])
        return
    rules = [each.id for each in book.rules.values() if passage in each.passages]
    yield f"[{passage}]  {' '.join(rules)}"
    for rule in rules:
        yield from _rule(rule, book)


def _message(key: str, book: Rulebook) -> Iterator[str]:
    message = book.messages[key]
    cited = "".join(f"[{each}]" for each in message.passages) or "not documented: words of the simulator"
    yield f"{key}  {message.kind}  {cited}"
    yield from _both(message.text)
    for kind, action in book.actions.items():
        for guard in action.guards:
            if key in book.shown_by(guard):
                yield f"  shown when it does not hold that {book.name(f'guard:{guard.name}')} ({kind.__name__})"


def _code(code: str) -> Iterator[str]:
    yield f"{code}  {CODES[code].severity.value}"
    yield from _both(CODES[code].sentence)


def _shown_by(what: str, book: Rulebook, scenarios: tuple[Scenario, ...]) -> Iterator[str]:
    """List the scenarios that cite a passage or rest on a rule, and those that show a message."""
    from benefit_flows.engine.run import run

    found = []
    for scenario in scenarios:
        trace = run(scenario, book)
        cited = {*scenario.citations, *(each for line in scenario.lines for each in line.citations)}
        rules = {rule for step in trace.steps for rule in step.rules}
        shown = {each.key for step in trace.steps for each in step.shown}
        if what.isdigit():
            wanted = int(what) in cited
        else:
            wanted = what in shown or (what in rules and not cited.isdisjoint(book.rules[what].passages))
        if wanted:
            found.append(f"  {scenario.place}  {scenario.name}")
    if found:
        yield "scenarios:"
        yield from found
