"""The address of a place in a course.

It is a text such as ``v=1a2b3c4d&lesson=1&path=3.0.12@2&from=0&kept=3.0.5_3.1&done=1.2&answers=1.2.0_2.1&lang=fr``.
The player's page reads and writes the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final, NamedTuple, TypeVar

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import LANGUAGES, Language

NUMBER: Final = re.compile(r"[0-9]{1,6}")
ESCAPED: Final = re.compile(r"%([0-7][0-9A-Fa-f])")
"""What mail programs make of ``@``, ``=`` and ``&``; a link has no other signs, so that any other escape is none."""

PARTS: Final = ("v", "lesson", "path", "from", "kept", "done", "answers", "lang")
DIGITS: Final = 8

Path = tuple[int, ...]
T = TypeVar("T")


class Walk(NamedTuple):
    """Where somebody is in a lesson.

    ``path`` are numbers of choices, the future included, ``cursor`` says how many of them are done, ``base`` how
    many are done where ``reset`` leads, ``kept`` are the other futures, as whole paths.
    """

    path: Path = ()
    cursor: int = 0
    base: int = 0
    kept: tuple[Path, ...] = ()


class Permalink(NamedTuple):
    """A place in a course, for the version of the course that it was made in. Lessons count from 0, texts from 1.

    ``done`` are the lessons whose end was reached. ``answers`` has a group of numbers for each lesson in which a
    question was answered: the lesson, then for each of its questions the answer from 1, or 0 where none was given.
    """

    version: str | None = None
    lesson: int = 0
    walk: Walk = Walk()
    done: tuple[int, ...] = ()
    language: Language | None = None
    answers: tuple[Path, ...] = ()


def version(scenarios: Iterable[Scenario], rulebook: Rulebook, program: str) -> str:
    """Give a digest of the lessons, the rulebook and the version of the program.

    A link of another version may mean other choices.
    """
    told = [program, rulebook.id]
    for scenario in scenarios:
        told += [
            scenario.name,
            str(scenario.row),
            *(repr((line.keyword, line.what, line.text)) for line in scenario.lines),
        ]
    return sha256("\n".join(told).encode()).hexdigest()[:DIGITS]


def render_link(link: Permalink) -> str:
    """Write a link; parts at their default are left out."""
    walk = link.walk
    parts = (
        ("v", link.version),
        ("lesson", link.lesson + 1 if link.lesson else None),
        ("path", f"{_joined(walk.path)}@{walk.cursor}" if walk.path else None),
        ("from", walk.base or None),
        ("kept", "_".join(map(_joined, walk.kept)) or None),
        ("done", _joined(each + 1 for each in link.done) or None),
        ("answers", "_".join(_joined((lesson + 1, *rest)) for lesson, *rest in link.answers) or None),
        ("lang", link.language),
    )
    return "&".join(f"{name}={value}" for name, value in parts if value is not None)


def parse_link(text: str) -> Permalink | None:
    """Read a link; ``None`` for what is none. An empty one leads to the start."""
    whole = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).removeprefix("#")
    parts = dict(_pair(each) for each in whole.split("&") if each)
    walk = _walk(parts)
    lesson, done = _numbers(parts.get("lesson", "1")), _numbers(parts.get("done", ""))
    answers = _groups(parts.get("answers", ""))
    if walk is None or lesson is None or done is None or answers is None or (whole and not parts.keys() & {*PARTS}):
        return None
    if len(lesson) != 1 or min((*lesson, *done, *(each[0] for each in answers))) < 1:
        return None
    language = next((each for each in LANGUAGES if each == parts.get("lang")), None)
    told = tuple((answer[0] - 1, *answer[1:]) for answer in answers)
    return Permalink(parts.get("v"), lesson[0] - 1, walk, tuple(each - 1 for each in done), language, told)


def _walk(parts: Mapping[str, str]) -> Walk | None:
    """Read where somebody is in the lesson."""
    path, _, cursor = parts.get("path", "@0").partition("@")
    whole, kept = _numbers(path), _groups(parts.get("kept", ""))
    stands, base = _number(cursor), _number(parts.get("from", "0"))
    if whole is None or kept is None or stands is None or base is None or max(stands, base) > len(whole):
        return None
    return Walk(whole, stands, base, kept)


def _joined(numbers: Iterable[int]) -> str:
    return ".".join(map(str, numbers))


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name, value


def _number(text: str) -> int | None:
    return int(text) if NUMBER.fullmatch(text) else None


def _numbers(text: str) -> Path | None:
    return _all([_number(each) for each in text.split(".")] if text else [])


def _groups(text: str) -> tuple[Path, ...] | None:
    return _all([_numbers(each) for each in text.split("_") if each])


def _all(found: Sequence[T | None]) -> tuple[T, ...] | None:
    """Give what was read if nothing of it could not be."""
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None
