"""Scenarios and tags under names that pytest can take: on its command line, in its reports."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

import pytest

from benefit_flows.model.scenario import Scenario

LONGEST_NAME: Final = 80
LONGEST_ROW: Final = 60
TAKEN: Final = frozenset({"and", "or", "not", "parameterize", "parametrise", "parameterise"})
"""Words that pytest refuses as the name of a marker."""

OURS: Final = pytest.StashKey[set[str]]()
"""The lines that register markers of tags, as we wrote them."""


def node_names(scenarios: Iterable[Scenario]) -> Iterator[str]:
    """Name each scenario of a file, with the values of its row; what two would share gets a number.

    A row has no number: pytest finds it again although rows were put above it.
    """
    used: dict[str, int] = {}
    for scenario in scenarios:
        name, row = _safe(scenario.name, LONGEST_NAME), _row(scenario)
        used[name + row] = number = used.get(name + row, 0) + 1
        yield f"{name} ({number}){row}" if number > 1 else name + row


def _row(scenario: Scenario) -> str:
    if scenario.row is None:
        return ""
    return f"[{_safe(', '.join(value for _, value in scenario.values), LONGEST_ROW)}]"


def _safe(text: str, most: int) -> str:
    """Replace what parts or ends a node id, and shorten it: the end tells apart what begins alike."""
    harmless = re.sub(":{2,}", ":", text.replace("[", "(").replace("]", ")").replace("\\", "/"))
    harmless = "".join(sign if sign.isprintable() else "_" for sign in harmless)
    if len(harmless) <= most:
        return harmless
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{harmless[: most - 10].rstrip()}... {digest}"


def marker_of(tag: str) -> str:
    """Name the marker of a tag: ``@a:b`` is ``a_b``; a word that pytest refuses is ``tag_not``."""
    name = re.sub(r"\W", "_", tag.removeprefix("@")).lstrip("_")
    return f"tag_{name}" if not name or name in TAKEN else name


def register_markers(config: pytest.Config, tags: Iterable[str]) -> None:
    """Tell pytest the markers of tags, so that it takes them for known."""
    ours = config.stash.setdefault(OURS, set())
    known = {_name_in(line) for line in config.getini("markers")}
    for name, tag in {marker_of(each): each for each in tags}.items():
        if name not in known:
            ours.add(line := f"{name}: scenarios with the tag {tag}")
            config.addinivalue_line("markers", line)


def means_something(marker: str, config: pytest.Config) -> bool:
    """Say whether a marker was registered by somebody else: then it may change how a test runs."""
    ours = config.stash.get(OURS, set())
    return any(_name_in(line) == marker for line in config.getini("markers") if line not in ours)


def _name_in(line: str) -> str:
    """Give the marker that a line of the setting ``markers`` registers."""
    return re.split("[:(]", line, maxsplit=1)[0].strip()
