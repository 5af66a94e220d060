"""Dates as people write them elsewhere: what they may mean, and where they are found."""

from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.language.dates import dates_elsewhere, is_date
from tests.support import check_text

HEAD: Final = "scenario: s\n  use: a Gold partner\n  wait until {}\n"
CHECK: Final = '  then "Microsoft Product Support" is inactive\n'
LAST_DAY: Final = (
    *(
        "2021/12/31",
        "2021.12.31",
        "31.12.2021",
        "31/12/2021",
        "31-12-2021",
        "12/31/2021",
        "31/12/21",
        "2021-12-31T00:00",
    ),
    *("Dec 31 2021", "Dec 31, 2021", "Dec. 31st, 2021", "December 31, 2021", "31 December 2021", "31 Dec 2021"),
    *("the 31st of December 2021", "31-Dec-2021", "31 décembre 2021", "31 déc. 2021", "31 Décembre 2021"),
)


@pytest.mark.parametrize("written", LAST_DAY)
def test_a_date_in_another_spelling_is_answered_with_the_day_that_it_means(written: str) -> None:
    (found,) = check_text(HEAD.format(written) + CHECK).diagnostics
    assert (found.code, found.help()) == ("BF106", "write 2021-12-31")
    assert found.span.text[found.span.column - 1 : found.span.end - 1] == written


def test_a_day_that_may_be_a_month_is_asked_about_and_one_that_there_is_not_has_no_hint() -> None:
    found = [check_text(HEAD.format(each) + CHECK).diagnostics for each in ("04/05/2021", "1er mai 2021", "31/31/2021")]
    assert [[each.help() for each in diagnostics] for diagnostics in found] == [
        ["write 2021-04-05 or 2021-05-04"],
        ["write 2021-05-01"],
        [None],
    ]


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.sampled_from(("/", ".", "-", " / ")))
def test_among_what_a_date_may_mean_is_what_was_meant(day: date, sign: str) -> None:
    (found,) = dates_elsewhere(f"on {day.day}{sign}{day.month}{sign}{day.year}")
    assert day.isoformat() in found.readings
    assert all(map(is_date, found.readings))


def test_numbers_names_and_quoted_texts_are_no_dates() -> None:
    texts = ("2021-12-31", 'sees "31/12/2021"', "may 3 days pass", "version 10.0.19041", "1/2", "192.168.10.2", "Mars")
    assert [each for each in texts if dates_elsewhere(each)] == []
