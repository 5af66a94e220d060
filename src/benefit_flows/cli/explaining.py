"""``benefit-flows explain``: a rule, a passage, a message or a diagnostic code in plain words, both languages."""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benefit_flows.cli import exits
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.wording import basis_in_words, confidence_in_words
from benefit_flows.text import LANGUAGES, Text

if TYPE_CHECKING:
    from benefit_flows.diagnostics.pages import Example

DEFAULT_SCENARIOS = "scenarios"
PLACEHOLDER = re.compile(r"\{\w+\}")


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
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of mistakes in those files")
    parser.set_defaults(command=explain_command)


def explain_command(options: argparse.Namespace) -> int:
    """Print the explanation and give the exit code."""
    from benefit_flows import rulebook
    from benefit_flows.diagnostics.carets import render_diagnostic
    from benefit_flows.language.nearest import nearest
    from benefit_flows.pipeline import load

    book = rulebook()
    plain = options.what.strip("[]")
    what = next((each for each in (*book.rules, *CODES, *book.messages) if each.upper() == plain.upper()), plain)
    lines = _explanation(what, book)
    if lines is None:
        known = (*book.rules, *map(str, book.passages), *book.messages, *CODES)
        near = nearest(what, known)
        print(f"nothing is called {options.what}" + (f"; did you mean {near}?" if near else ""), file=sys.stderr)
        return exits.USAGE
    for line in lines:
        print(line)
    paths = options.paths or [DEFAULT_SCENARIOS]
    if what in CODES or not (options.paths or Path(DEFAULT_SCENARIOS).is_dir()):
        return exits.GOOD
    loaded = load(paths, book)
    for line in _shown_by(what, book, loaded.scenarios):
        print(line)
    for diagnostic in loaded.errors:
        print(f"{render_diagnostic(diagnostic, options.lang)}\n", file=sys.stderr)
    return exits.USAGE if loaded.errors else exits.GOOD


def _explanation(what: str, book: Rulebook) -> Iterator[str] | None:
    if what in book.rules:
        return _rule(what, book)
    if what.isdecimal() and int(what) in book.passages:
        return _passage(int(what), book)
    if what in book.messages:
        return _message(what, book)
    return _code(what) if what in CODES else None


def _both(text: Text) -> Iterator[str]:
    yield from (f"  {language}: {text.in_language(language)}" for language in LANGUAGES)


def _rule(key: str, book: Rulebook) -> Iterator[str]:
    rule = book.rules[key]
    yield f"{key}  {''.join(f'[{each}]' for each in rule.passages)}  {rule.kind}, {basis_in_words(rule, book, 'en')}"
    yield from _both(rule.statement)
    for parameter in book.parameters.values():
        if key in parameter.rules:
            sure = confidence_in_words(parameter.reading, book, "en")
            yield f"  parameter “{parameter.name.en}” ({parameter.reading}, {sure}):"
            yield from (f"  {line}" for line in _both(parameter.text))


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
    for action in book.actions.values():
        for guard in action.guards:
            if key in book.shown_by(guard):
                yield f"  shown unless {book.name(f'guard:{guard.name}')}"
    touching = {rule.id for rule in book.rules.values() if set(rule.passages) & set(message.passages)}
    for parameter in book.parameters.values():
        if touching & set(parameter.rules):
            sure = confidence_in_words(parameter.reading, book, "en")
            yield f"  parameter “{parameter.name.en}” ({parameter.reading}, {sure})"


def _code(code: str) -> Iterator[str]:
    """Say what a code says, with an ellipsis for what a case fills in; then its page."""
    from benefit_flows.diagnostics.pages import page_of

    sentence = Text(*(PLACEHOLDER.sub("…", CODES[code].sentence.in_language(each)) for each in LANGUAGES))
    yield f"{code}  {CODES[code].severity.value}"
    yield from _both(sentence)
    page = page_of(code)
    yield ""
    yield from _both(page.why)
    yield from _example("wrong", page.wrong)
    yield from _example("right", page.right)


def _example(kind: str, example: "Example") -> Iterator[str]:
    """Show the files of an example, and how they are run where that matters."""
    yield ""
    yield "  ".join((f"{kind}:", *example.remarks()))
    for number, (name, lines) in enumerate(example.shown()):
        if number:
            yield ""
        if name is not None:
            yield f"  {name}:"
        yield from (f"    {line}".rstrip() for line in lines)


def _shown_by(what: str, book: Rulebook, scenarios: tuple[Scenario, ...]) -> Iterator[str]:
    """List the scenarios that cite a passage or rest on a rule, and those that show a message."""
    from benefit_flows.engine.run import run

    found = []
    for scenario in scenarios:
        trace = run(scenario, book)
        cited = {*scenario.citations, *(each for line in scenario.lines for each in line.citations)}
        rules = {rule for step in trace.steps for rule in step.rules}
        shown = {each.key for step in trace.steps for each in step.shown}
        if what.isdecimal():
            wanted = int(what) in cited
        else:
            wanted = what in shown or (what in rules and not cited.isdisjoint(book.rules[what].passages))
        if wanted:
            found.append(f"  {scenario.place}  {scenario.name}")
    if found:
        yield "scenarios:"
        yield from found
