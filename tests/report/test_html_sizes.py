"""The page of results stays small enough for a mail: what is equal in stories is stored once."""

from typing import Final

from benefit_flows import load
from tests.report.pages import different, many, page_of, results_of
from tests.support import PROJECT

MOST_BYTES: Final = 350_000
"""Of a suite as people write them: this project's own, and rows of outlines."""
MOST_OF_DIFFERENT: Final = 600_000
"""Of one that nobody writes: none of its names, days or citations stands in it twice."""


def test_the_scenarios_of_this_project_take_no_more_than_what_the_page_says() -> None:
    own = load(str(PROJECT / "scenarios"), str(PROJECT / "features")).scenarios
    assert len(own) >= 500
    assert len(page_of(results_of(own)).encode()) <= MOST_BYTES


def test_five_hundred_rows_of_which_some_fail_take_no_more() -> None:
    chosen = many(10)
    assert len(chosen) == 500
    assert len(page_of(results_of(chosen)).encode()) <= MOST_BYTES


def test_five_hundred_scenarios_that_all_differ_and_mostly_fail_take_no_more_than_is_said() -> None:
    results = results_of(different(500), explain=True)
    assert sum(not each.passed for each in results.traces) > 300
    assert len(page_of(results).encode()) <= MOST_OF_DIFFERENT
