"""The page of results stays small: what only one scenario has is taken out of its story, and read in its place."""

from datetime import date, timedelta
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.model.results import Results, Timed
from benefit_flows.report.html import listing
from benefit_flows.report.html.own import Own, own
from benefit_flows.report.terminal import render_failures
from benefit_flows.view.packing import Json
from tests.report.pages import ALIKE, MIXED, different, many, page_of, results_of, scenarios, stories_of
from tests.unpacking import data_of

MOST_BYTES: Final = 300_000
LIKE_IT: Final = (
    ALIKE.replace("One", "Another")
    .replace("2021-03-04", "2021-05-01")
    .replace("2022-03-03", "2022-04-30")
    .replace("Fabrikam", "Tailspin")
    .replace("Zoe", "Yan")
)


@pytest.fixture(scope="module")
def results() -> Results:
    return results_of(scenarios(MIXED))


def test_five_hundred_scenarios_take_no_more_than_three_hundred_kilobytes() -> None:
    chosen = many(10)
    assert len(chosen) == 500
    assert len(page_of(results_of(chosen)).encode()) <= MOST_BYTES


@pytest.mark.parametrize("explain", [False, True])
def test_five_hundred_scenarios_that_all_differ_and_mostly_fail_take_no_more_either(*, explain: bool) -> None:
    results = results_of(different(500), explain=explain)
    assert sum(not each.passed for each in results.traces) > 300
    assert len(page_of(results).encode()) <= MOST_BYTES


def test_stories_that_differ_in_names_days_and_lines_alone_are_stored_once() -> None:
    one, other = data_of(page_of(results_of(scenarios(f"{ALIKE}\n{LIKE_IT}"))))["stories"]
    assert one["told"] == other["told"]
    assert (one["names"], other["names"]) == (
        ["2021-03-04", "Fabrikam", "2022-03-03", "Zoe", "2021-03-07"],
        ["2021-05-01", "Tailspin", "2022-04-30", "Yan", "2021-05-04"],
    )


def test_a_story_that_holds_what_would_be_taken_for_a_mark_is_stored_as_it_is(results: Results) -> None:
    story: Json = {"a": ["One wrote \ue001", "Two"]}
    assert own(story, "Two", results.traces[0]) == Own(story, None)


def test_a_story_with_more_names_than_there_are_marks_is_stored_as_it_is(results: Results) -> None:
    story: Json = [(date(1900, 1, 1) + timedelta(each)).isoformat() for each in range(7000)]
    assert own(story, "One", results.traces[0]) == Own(story, None)


def test_every_text_of_a_story_is_read_as_it_was_before_marks_stood_in_it() -> None:
    traces = results_of(different(40), explain=True).traces
    stories = stories_of(page_of(Results((), tuple(Timed(each, 0.25) for each in traces))))
    told = [[(each["place"], each["text"]) for each in story["events"]] for story in stories]
    assert told == [[(str(each.line.span.line), each.line.text) for each in trace.events] for trace in traces]
    whole = [render_failures(trace, rulebook()) for trace in traces]
    assert [each for story in stories if (each := "\n".join(story["failure"]))] == [each for each in whole if each][
        listing.MOST_FAILURES :
    ]
