"""Dates as people write them elsewhere: what each may mean, year-month-day."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

MONTHS: Final = (
    ("january", "janvier"),
    ("february", "février", "fevrier", "fév", "fev"),
    ("march", "mars"),
    ("april", "avril", "avr"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet", "juil"),
    ("august", "août", "aout"),
    ("september", "septembre", "sept"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "décembre", "decembre", "déc"),
)
"""The names of the months in both languages; English ones are also cut after three letters."""
NUMBERS: Final = {word: number for number, words in enumerate(MONTHS, start=1) for word in (*words, words[0][:3])}
ISO_FORM: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
QUOTED: Final = re.compile(r'"[^"]*"')
CENTURY: Final = 2000
MOST: Final = 8
"""Dates that are looked for in one line."""


@cache
def elsewhere() -> re.Pattern[str]:
    """Give the pattern of dates in other spellings. It is made when a line has a mistake: most runs have none."""
    month = rf"(?:{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\.?"
    return re.compile(
        rf"""(?<![\w/.-])(?:
          (?P<year>\d{{4}})\s?[/.-]\s?(?P<second>\d{{1,2}})\s?[/.-]\s?(?P<third>\d{{1,2}})(?:T[\d:.]+Z?)?
        | (?P<first>\d{{1,2}})\s?[/.-]\s?(?P<middle>\d{{1,2}})\s?[/.-]\s?(?P<last>\d{{4}}|\d{{2}})
        | (?:the\s|le\s)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\s?[ -]\s?
          (?:of\s)?(?P<month>{month}),?\s?[ -]\s?(?P<of>\d{{4}})
        | (?P<name>{month})\s(?:the\s)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<in>\d{{4}})
        )(?![\w/-])""",
        re.VERBOSE | re.IGNORECASE,
    )


class WrittenDate(NamedTuple):
    """A date that is not written year-month-day: where it stands, and the days that it may mean, so written."""

    start: int
    end: int
    readings: tuple[str, ...]


def dates_elsewhere(text: str) -> tuple[WrittenDate, ...]:
    """Find the dates of a text that are written in another way, outside of quotation marks; at most a few."""
    shown = QUOTED.sub(lambda found: "\0" * len(found[0]), text)
    found = ((each, readings_of(each)) for each in elsewhere().finditer(shown))
    written = (WrittenDate(*each.span(), readings) for each, readings in found if not ISO_FORM.fullmatch(each[0]))
    return tuple(islice(written, MOST))


def readings_of(found: re.Match[str]) -> tuple[str, ...]:
    """Give the days that a date may mean: two where day and month can be taken for one another."""
    days = (_day(*each) for each in _parts(found))
    return tuple(dict.fromkeys(day for day in days if day is not None))


def _parts(found: re.Match[str]) -> Iterator[tuple[int, int, int]]:
    """Give year, month and day, in the orders that people use."""
    if found["year"]:
        month, day = int(found["second"]), int(found["third"])
        yield (int(found["year"]), month, day) if month <= len(MONTHS) else (int(found["year"]), day, month)
    elif found["first"]:
        year = int(found["last"]) + (CENTURY if len(found["last"]) == 2 else 0)  # noqa: PLR2004  # two digits
        yield year, int(found["first"]), int(found["middle"])
        yield year, int(found["middle"]), int(found["first"])
    elif found["month"]:
        yield int(found["of"]), _month(found["month"]), int(found["day"])
    else:
        yield int(found["in"]), _month(found["name"]), int(found["number"])


def _month(text: str) -> int:
    return NUMBERS[text.rstrip(".").lower()]


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_date(text: str) -> bool:
    """Say whether a text is a date of the calendar, written year-month-day."""
    try:
        return ISO_FORM.fullmatch(text) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False
