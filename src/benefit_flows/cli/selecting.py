"""Which scenarios: tag expressions (``@azure and not @slow``) and words of the name."""

import argparse
import re
from collections.abc import Callable
from typing import Final

from benefit_flows.model.scenario import Scenario

TOKEN: Final = re.compile(r"\s*(\(|\)|@[\w.-]+|\w+|\S)")
MOST_TOKENS: Final = 200
Filter = Callable[[frozenset[str]], bool]


class TagExpressionError(ValueError):
    """A tag expression cannot be read; the message says where."""


def tag_filter(expression: str) -> Filter:
    """Read a tag expression: tags, ``and``, ``or``, ``not``, parentheses. Raises ``TagExpressionError``."""
    tokens = TOKEN.findall(expression)
    if len(tokens) > MOST_TOKENS:
        raise TagExpressionError(f"the tag expression has more than {MOST_TOKENS} words")
    wanted, rest = _either(tokens)
    if rest:
        raise TagExpressionError(f'"{rest[0]}" does not fit in: {expression}')
    return wanted


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


def _tags(text: str) -> object:
    try:
        return tag_filter(text)
    except TagExpressionError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def choose(scenarios: tuple[Scenario, ...], options: argparse.Namespace) -> tuple[Scenario, ...]:
    """Keep the scenarios that the options select."""
    words = (options.name or "").casefold()
    return tuple(
        each
        for each in scenarios
        if words in each.name.casefold() and (options.tags is None or options.tags(frozenset(each.tags)))
    )
