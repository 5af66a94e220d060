"""Which scenarios: tag expressions (``@azure and not @slow``), words of the name, rows, what failed last time."""

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from benefit_flows.cli.editions import add_rulebook, of_named_rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import Language, Text, Words, harmless

if TYPE_CHECKING:
    from benefit_flows.diagnostics import Diagnostic
    from benefit_flows.pipeline import Loaded
    from benefit_flows.pipeline.memory import Memory
    from benefit_flows.pipeline.ownership import Owners

TOKEN: Final = re.compile(r"\s*(\(|\)|@(?:\\[()\\]|[^\s()]|\([^\s()]*\))*|\w+|\S)")
"""A tag goes on to a space, or to a parenthesis that it has not opened: ``@bug(12)``; a lone one is ``\\(``."""

ESCAPED: Final = re.compile(r"\\([()\\])")
MOST_TOKENS: Final = 200
LONGEST_ROW: Final = 9
Filter = Callable[[frozenset[str]], bool]
WORDS: Final = Words(
    {
        "no-tag": Text("no scenario has the tag {word}", "aucun scénario ne porte l’étiquette {word}"),
        "no-name": Text(
            'no name of a scenario contains "{word}"', "aucun nom de scénario ne contient «\u00a0{word}\u00a0»"
        ),
        "no-rows": Text(
            "--row chooses rows of outlines, and none of these scenarios is one",
            "--row choisit des lignes de plans, et aucun de ces scénarios n’en est un",
        ),
        "no-row": Text(
            "none of these outlines has a row {word}: they have {most} at most",
            "aucun de ces plans n’a de ligne {word}\u00a0: ils en ont {most} au plus",
        ),
        "none-failed": Text(
            "none of these scenarios failed last time: all of them run",
            "aucun de ces scénarios n’a échoué la dernière fois\u00a0: tous sont exécutés",
        ),
        "altered": Text(
            "failures that are no longer as they were: {number}; all that may stand for them runs",
            "échecs qui ne sont plus tels qu’ils étaient\u00a0: {number}\u00a0; "
            "tout ce qui peut en tenir lieu est exécuté",
        ),
        "near": Text("; did you mean {near}?", "\u00a0; vouliez-vous dire {near}\u00a0?"),
    }
)


class TagExpression(NamedTuple):
    """A tag expression as read: whether the tags of a scenario fit, and which tags it names, in order."""

    fits: Filter
    named: tuple[str, ...]


class TagExpressionError(ValueError):
    """A tag expression cannot be read; the message says where."""


def parse_tags(expression: str) -> TagExpression:
    """Read a tag expression: tags, ``and``, ``or``, ``not``, parentheses. Raises ``TagExpressionError``."""
    tokens = [ESCAPED.sub(r"\1", each) if each.startswith("@") else each for each in TOKEN.findall(expression)]
    if len(tokens) > MOST_TOKENS:
        raise TagExpressionError(f"the tag expression has more than {MOST_TOKENS} words")
    wanted, rest = _either(tokens)
    if rest:
        raise TagExpressionError(f'"{rest[0]}" does not fit in: {expression}')
    return TagExpression(wanted, tuple(dict.fromkeys(token for token in tokens if token.startswith("@"))))


def _either(tokens: list[str]) -> tuple[Filter, list[str]]:
    left, rest = _both(tokens)
    while rest[:1] == ["or"]:
        right, rest = _both(rest[1:])
        left = _any_of(left, right)
    return left, rest


def _both(tokens: list[str]) -> tuple[Filter, list[str]]:
    left, rest = _one(tokens)
    while rest[:1] == ["and"]:
        right, rest = _one(rest[1:])
        left = _all_of(left, right)
    return left, rest


def _one(tokens: list[str]) -> tuple[Filter, list[str]]:
    if not tokens:
        raise TagExpressionError("the tag expression stops too early")
    first, rest = tokens[0], tokens[1:]
    if first == "not":
        negated, rest = _one(rest)
        return (lambda tags: not negated(tags)), rest
    if first == "(":
        inner, rest = _either(rest)
        if rest[:1] != [")"]:
            raise TagExpressionError("a parenthesis is not closed")
        return inner, rest[1:]
    if not first.startswith("@"):
        raise TagExpressionError(f'"{first}" is no tag: tags start with @')
    return (lambda tags: first in tags), rest


def _any_of(left: Filter, right: Filter) -> Filter:
    return lambda tags: left(tags) or right(tags)


def _all_of(left: Filter, right: Filter) -> Filter:
    return lambda tags: left(tags) and right(tags)


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that select scenarios, and the language."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="a .flow file, FILE:LINE, or a folder (default: this one)",
    )
    parser.add_argument("-t", "--tags", type=_tags, metavar="EXPRESSION", help='such as "@azure and not @slow"')
    parser.add_argument("-k", "--name", metavar="TEXT", help="scenarios whose name contains TEXT")
    add_rulebook(parser, "only scenarios of this rulebook")
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is printed")
    parser.set_defaults(rows=None)


def add_run_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options that select scenarios only where they run."""
    parser.add_argument(
        "--row",
        dest="rows",
        action="append",
        type=_row,
        metavar="N",
        help="only row N of outlines; may be given several times",
    )
    parser.add_argument("--last-failed", action="store_true", help="only what failed last time")


def _row(text: str) -> int:
    if not text.isdecimal() or not text.strip("0") or len(text) > LONGEST_ROW:
        raise argparse.ArgumentTypeError(f'"{text}" is no row: rows count from 1')
    return int(text)


def _tags(text: str) -> TagExpression:
    try:
        return parse_tags(text)
    except TagExpressionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def choose(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> tuple[Scenario, ...]:
    """Keep the scenarios that the options select."""
    chosen = _by_words(scenarios, options)
    return tuple(each for each in chosen if each.row in options.rows) if options.rows else chosen


def _by_words(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> tuple[Scenario, ...]:
    own = of_named_rulebook(scenarios, options)
    return tuple(each for each in own if _fits(each.name, each.tags, options))


def _fits(name: str, tags: tuple[str, ...], options: argparse.Namespace) -> bool:
    words = (options.name or "").casefold()
    return words in name.casefold() and (options.tags is None or options.tags.fits(frozenset(tags)))


def concerning(loaded: "Loaded", options: argparse.Namespace) -> "tuple[Diagnostic, ...]":
    """Give what is wrong in files, without the errors of scenarios that ``-t`` and ``-k`` leave out."""
    if options.tags is None and not options.name:
        return loaded.diagnostics
    from benefit_flows.pipeline.ownership import Owners

    owners = Owners(loaded.units)
    return tuple(diagnostic for diagnostic in loaded.diagnostics if _concerns(diagnostic, owners, options))


def _concerns(diagnostic: "Diagnostic", owners: "Owners", options: argparse.Namespace) -> bool:
    from benefit_flows.diagnostics import Severity
    from benefit_flows.pipeline.ownership import names_of

    path, line = diagnostic.span.path, diagnostic.span.line
    found = owners.of(path, line) if diagnostic.severity is Severity.ERROR else ()
    fits = (each.broken or any(_fits(name, each.tags, options) for name in names_of(each, [line])) for each in found)
    return not found or any(fits)


def choose_failed(
    chosen: tuple[Scenario, ...], present: tuple[Scenario, ...], memory: "Memory", options: argparse.Namespace
) -> tuple[Scenario, ...]:
    """Keep those that failed last time, where that is asked for; where none did, say so and keep all.

    ``present`` are all scenarios of the files: a failure that is none of them has altered, and more is kept for it.
    """
    if not options.last_failed or not chosen or memory.trouble is not None:
        return chosen
    found = memory.among(present)
    failed = tuple(each for each, key in zip(chosen, memory.keys(chosen), strict=True) if key in found.scenarios)
    if not failed:
        print(WORDS.say("none-failed", options.lang), file=sys.stderr)
    elif found.altered and not names_lines(options):
        print(WORDS.say("altered", options.lang, number=found.altered), file=sys.stderr)
    return failed or chosen


def names_lines(options: argparse.Namespace) -> bool:
    """Whether a path picks scenarios by a line: then not all of its file is known."""
    from benefit_flows.pipeline import wanted

    return any(wanted(path).line is not None for path in options.paths)


def nothing_selected(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> str:
    """Say that the options leave no scenario; and which tag or word is nowhere, with the nearest that is somewhere."""
    from benefit_flows.report.terminal import none_selected

    tags = tuple(dict.fromkeys(tag for scenario in scenarios for tag in scenario.tags))
    unknown = [each for each in options.tags.named if each not in tags] if options.tags else []
    lines = [none_selected(options.lang), *(_missing("no-tag", each, tags, options.lang) for each in unknown)]
    if options.name and not any(options.name.casefold() in each.name.casefold() for each in scenarios):
        lines.append(_missing("no-name", options.name, tuple(_names(scenarios)), options.lang))
    lines += _missing_rows(_by_words(scenarios, options), options)
    return "\n".join(lines)


def _missing_rows(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> Iterator[str]:
    """Say why the rows asked for are not among scenarios that all else would select."""
    if not options.rows or not scenarios:
        return
    rows = [scenario.row for scenario in scenarios if scenario.row is not None]
    asked = ", ".join(map(str, options.rows))
    yield WORDS.say("no-row" if rows else "no-rows", options.lang, word=asked, most=max(rows, default=0))


def _names(scenarios: tuple[Scenario, ...]) -> Iterator[str]:
    """Give what a name can be found by: its words, and the whole."""
    for scenario in scenarios:
        yield from (*scenario.name.split(), scenario.name)


def _missing(key: str, word: str, known: tuple[str, ...], language: Language) -> str:
    from benefit_flows.language.nearest import nearest

    near = nearest(word, known)
    hint = WORDS.say("near", language, near=harmless(near)) if near else ""
    return WORDS.say(key, language, word=harmless(word)) + hint
