"""Lines as people write them who know the article and not the program, with the phrases that say what they mean.

Three people wrote twenty lines each from the article alone, and others a hundred more. ``right`` lists the kinds of
phrases that say what a line means (its keyword and its kind, with commas between); where no phrase says it,
``sayable`` is *no* and these are what comes nearest. The first sixty stood here before phrases were ranked. The sixty
after these were measured once, with what had been built by then, and are lines to build with since.
"""

import csv
from typing import Final, NamedTuple

from benefit_flows.text import Language
from tests.support import GOLDEN

FOLDER: Final = GOLDEN / "newcomers"


class Newcomer(NamedTuple):
    """One line: its keyword and words, what was meant, and the phrases that say it, as (keyword, kind)."""

    language: Language
    line: str
    meaning: str
    right: tuple[tuple[str, str], ...]
    sayable: bool


def newcomers() -> tuple[tuple[Newcomer, ...], tuple[Newcomer, ...]]:
    """Give the lines to build with, and those kept for the test: every second one of the first sixty."""
    halved = [_lines(name) for name in ("first", "second-fr", "third")]
    built = [_lines(name) for name in ("fourth", "fifth-fr")]
    building = (*(e for f in halved for e in f[::2]), *(e for f in built for e in f))
    return building, tuple(e for f in halved for e in f[1::2])


def newcomers_measured_once() -> tuple[Newcomer, ...]:
    """Give forty lines that were labelled when help was built, and measured then: nothing was built with them."""
    return (*_lines("sixth"), *_lines("sixth-fr"))


def _lines(name: str) -> list[Newcomer]:
    language: Language = "fr" if name.endswith("-fr") else "en"
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Newcomer(language, each["line"], each["meaning"], _kinds(each["right"]), each["sayable"] == "yes")
        for each in rows
    ]


def _kinds(text: str) -> tuple[tuple[str, str], ...]:
    parts = (each.split() for each in text.split(", "))
    return tuple((keyword, kind) for keyword, kind in parts)
