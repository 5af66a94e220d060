"""Scenarios and tags under names that pytest can take: on its command line, in its reports."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pytest

from benefit_flows.model.scenario import Scenario
from benefit_flows.text import Language, Text

ROW: Final = Text("row {row}: {values}", "ligne {row} : {values}")
LONGEST_NAME: Final = 80
LONGEST_ROW: Final = 60
TAKEN: Final = frozenset(
    {
        *("and", "or", "not"),
        *("parametrize", "parameterize", "parametrise", "parameterise", "skip", "skipif", "xfail"),
        *("filterwarnings", "tryfirst", "trylast", "usefixtures"),
    }
)
"""Words that mean something to pytest: as a tag they say nothing about how a scenario runs."""


def node_names(scenarios: Iterable[Scenario], language: Language) -> Iterator[str]:
    """Name each scenario of a file, with its row; what two would share gets a number."""
    used: dict[str, int] = {}
    for scenario in scenarios:
        name, row = _safe(scenario.name, LONGEST_NAME), _row(scenario, language)
        used[name + row] = number = used.get(name + row, 0) + 1
        yield f"{name} ({number}){row}" if number > 1 else name + row


def _row(scenario: Scenario, language: Language) -> str:
    if scenario.row is None:
        return ""
    values = ", ".join(value for _, value in scenario.values)
    text = ROW.in_language(language).format(row=scenario.row, values=values).replace("\u00a0", " ")
    return f"[{_safe(text, LONGEST_ROW)}]"


def _safe(text: str, most: int) -> str:
    """Replace what parts or ends a node id, and shorten it."""
    text = re.sub(":{2,}", ":", text.replace("[", "(").replace("]", ")").replace("\\", "/"))
    text = "".join(each if each.isprintable() else "_" for each in text)
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."


def marker_of(tag: str) -> str:
    """Name the marker of a tag: ``@a:b`` is ``a_b``; a word that pytest takes for itself is ``tag_skip``."""
    name = re.sub(r"\W", "_", tag.removeprefix("@")).lstrip("_")
    return f"tag_{name}" if not name or name in TAKEN else name


def register_markers(config: pytest.Config, tags: Iterable[str]) -> None:
    """Tell pytest the markers of tags, so that it takes them for known."""
    known = {re.split("[:(]", line, maxsplit=1)[0].strip() for line in config.getini("markers")}
    for name, tag in {marker_of(each): each for each in tags}.items():
        if name not in known:
            config.addinivalue_line("markers", f"{name}: scenarios with the tag {tag}")
