"""The address of a place in a course: ``v=1a2b3c4d&lesson=1&path=3.0.12@2&from=0&kept=3.0.5_3.1&done=1.2&lang=fr``.

The player's page reads and writes the same text.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import LANGUAGES, Language

NUMBER: Final = re.compile(r"[0-9]{1,6}")
DIGITS: Final = 8

Path = tuple[int, ...]


class Walk(NamedTuple):
    """Where somebody is in a lesson.

    ``path`` are numbers of choices, the future included, ``cursor`` says how many of them are done, ``base`` how
    many are done where ``reset`` leads, ``kept`` are the other futures, as whole paths.
    """

    path: Path = ()
    cursor: int = 0
    base: int = 0
    kept: tuple[Path, ...] = ()


class Link(NamedTuple):
    """A place in a course, for the version of the course that it was made in. Lessons count from 0, texts from 1."""

    version: str | None = None
    lesson: int = 0
    walk: Walk = Walk()
    done: tuple[int, ...] = ()
    language: Language | None = None


def version(scenarios: Iterable[Scenario], rulebook: Rulebook, program: str) -> str:
    """Give a digest of the lessons, the rulebook and the version of the program.

    A link of another version may mean other choices.
    """
    told = [program, rulebook.id]
    for each in scenarios:
        told += [each.name, str(each.row), *(repr((line.keyword, line.what, line.text)) for line in each.lines)]
    return sha256("\n".join(told).encode()).hexdigest()[:DIGITS]


def render_link(link: Link) -> str:
    """Write a link; parts at their default are left out."""
    walk = link.walk
    parts = (
        ("v", link.version),
        ("lesson", link.lesson + 1 if link.lesson else None),
        ("path", f"{_joined(walk.path)}@{walk.cursor}" if walk.path else None),
        ("from", walk.base or None),
        ("kept", "_".join(map(_joined, walk.kept)) or None),
        ("done", _joined(each + 1 for each in link.done) or None),
        ("lang", link.language),
    )
    return "&".join(f"{name}={value}" for name, value in parts if value is not None)


def parse_link(text: str) -> Link | None:
    """Read a link; ``None`` for what is none."""
    parts = dict(_pair(each) for each in text.removeprefix("#").split("&") if each)
    path, at, cursor = parts.get("path", "@0").partition("@")
    kept = [_numbers(each) for each in parts.get("kept", "").split("_") if each]
    numbers = [_numbers(path), _numbers(parts.get("done", "")), *kept]
    single = [_number(each) for each in (parts.get("lesson", "1"), cursor if at else "", parts.get("from", "0"))]
    if None in numbers or None in single:
        return None
    whole, done, *others = (each for each in numbers if each is not None)
    lesson, stands, base = (each for each in single if each is not None)
    if min((lesson, *done)) < 1 or max(stands, base) > len(whole):
        return None
    language = next((each for each in LANGUAGES if each == parts.get("lang")), None)
    walk = Walk(whole, stands, base, tuple(others))
    return Link(parts.get("v"), lesson - 1, walk, tuple(each - 1 for each in done), language)


def _joined(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name, value


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def _numbers(text: str) -> Path | None:
    found = [_number(each) for each in text.split(".")] if text else []
    numbers = tuple(each for each in found if each is not None)
    return numbers if len(numbers) == len(found) else None
