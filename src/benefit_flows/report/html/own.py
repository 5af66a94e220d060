"""What only one scenario has, taken out of its story: stories that differ in no more than that are stored once.

A mark in the texts of a story stands for a name, a day or the number of a line. What for is told beside it.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from benefit_flows.model.trace import Trace
from benefit_flows.view.packing import Json

FIRST: Final = 0xE000
LAST: Final = 0xF8FF
"""The marks: characters that mean nothing by themselves."""
_MARK: Final = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
_ANYONE: Final = r"\d{4}-\d\d-\d\d|(?<=[a-z]:)\d+|(?<=line |igne )\d+|^\d+(?= \|)"
"""Days, and the numbers of lines in the texts of failures."""


class Own(NamedTuple):
    """A document with marks. The first stands for the title of its scenario, the others for ``names`` in order.

    ``names`` is ``None`` where no mark stands for anything.
    """

    document: Json
    names: tuple[str, ...] | None


def own(document: Json, title: str, trace: Trace) -> Own:
    """Put marks into what is told of a scenario; none where a text holds marks already, or there are too few."""
    listed = sorted(filter(None, _named(title, trace)), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join([*map(re.escape, listed), _ANYONE])})(?!\w)", re.MULTILINE)
    found = {title: chr(FIRST)}
    known: dict[str, str] = {}

    def marked(text: str) -> str:
        if text not in known:
            if _MARK.search(text):
                raise _UnfitError
            known[text] = pattern.sub(lambda part: found.setdefault(part[0], chr(FIRST + len(found))), text)
            if len(found) > LAST - FIRST:
                raise _UnfitError
        return known[text]

    try:
        whole = _replaced(document, marked)
    except _UnfitError:
        return Own(document, None)
    return Own(whole, tuple(found)[1:])


class _UnfitError(Exception):
    """A text holds a character that would be taken for a mark, or there are more names than marks."""


def _named(title: str, trace: Trace) -> tuple[str, ...]:
    """Give the names that a scenario gives: to itself, to accounts and to companies.

    A title counts only if it stands in the list of the page as it is.
    """
    worlds = [step.after for step in trace.steps][-1:]
    accounts = (each.name for world in worlds for each in world.accounts)
    companies = (each.name for world in worlds for each in world.companies)
    return (title if title.isprintable() and title == title.strip() else "", *accounts, *companies)


def _replaced(value: Json, marked: Callable[[str], str]) -> Json:
    if isinstance(value, str):
        return marked(value)
    if isinstance(value, list):
        return [_replaced(each, marked) for each in value]
    if isinstance(value, dict):
        return {name: _replaced(each, marked) for name, each in value.items()}
    return value
