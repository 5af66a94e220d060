"""Which scenarios: tag expressions (``@azure and not @slow``) and words of the name."""

import argparse
import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from benefit_flows.model.scenario import Scenario
from benefit_flows.text import Language, Text

TOKEN: Final = re.compile(r"\s*(\(|\)|@[\w.-]+|\w+|\S)")
MOST_TOKENS: Final = 200
Filter = Callable[[frozenset[str]], bool]
WORDS: Final = {
    "no-tag": Text("no scenario has the tag {word}", "aucun scénario ne porte l’étiquette {word}"),
    "no-name": Text(
        'no name of a scenario contains "{word}"', "aucun nom de scénario ne contient «\u00a0{word}\u00a0»"
    ),
    "near": Text("; did you mean {near}?", "\u00a0; vouliez-vous dire {near}\u00a0?"),
}


class TagExpression(NamedTuple):
    """A tag expression as read: whether the tags of a scenario fit, and which tags it names, in order."""

    fits: Filter
    named: tuple[str, ...]


class TagExpressionError(ValueError):
    """A tag expression cannot be read; the message says where."""


def parse_tags(expression: str) -> TagExpression:
    """Read a tag expression: tags, ``and``, ``or``, ``not``, parentheses. Raises ``TagExpressionError``."""
    tokens = TOKEN.findall(expression)
    if len(tokens) > MOST_TOKENS:
        raise TagExpressionError(f"the tag expression has more than {MOST_TOKENS} words")
    wanted, rest = _either(tokens)
    if rest:
        raise TagExpressionError(f'"{rest[0]}" does not fit in: {expression}')
    return TagExpression(wanted, tuple(dict.fromkeys(each for each in tokens if each.startswith("@"))))


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
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is printed")


def _tags(text: str) -> TagExpression:
    try:
        return parse_tags(text)
    except TagExpressionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def choose(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> tuple[Scenario, ...]:
    """Keep the scenarios that the options select."""
    words = (options.name or "").casefold()
    return tuple(
        each
        for each in scenarios
        if words in each.name.casefold() and (options.tags is None or options.tags.fits(frozenset(each.tags)))
    )


def nothing_selected(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> str:
    """Say that the options leave no scenario; and which tag or word is nowhere, with the nearest that is somewhere."""
    from benefit_flows.report.terminal import none_selected

    tags = tuple(dict.fromkeys(tag for each in scenarios for tag in each.tags))
    unknown = [each for each in options.tags.named if each not in tags] if options.tags else []
    lines = [none_selected(options.lang), *(_missing("no-tag", each, tags, options.lang) for each in unknown)]
    if options.name and not any(options.name.casefold() in each.name.casefold() for each in scenarios):
        lines.append(_missing("no-name", options.name, tuple(_names(scenarios)), options.lang))
    return "\n".join(lines)


def _names(scenarios: tuple[Scenario, ...]) -> Iterator[str]:
    """Give what a name can be found by: its words, and the whole."""
    for each in scenarios:
        yield from (*each.name.split(), each.name)


def _missing(key: str, word: str, known: tuple[str, ...], language: Language) -> str:
    from benefit_flows.diagnostics.carets import printable
    from benefit_flows.language.nearest import nearest

    near = nearest(word, known)
    hint = WORDS["near"].in_language(language).format(near=printable(near)) if near else ""
    return WORDS[key].in_language(language).format(word=printable(word)) + hint
