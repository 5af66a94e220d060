"""What a learner is told when: nothing gives an answer away, and what was learnt is kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from benefit_flows.pipeline import load
from benefit_flows.player.lesson import explored
from benefit_flows.rulebooks import RULEBOOKS
from tests.player.support import BOOK, asked, documents
from tests.tools.browser import chromium, opened
from tests.tools.player_pages import place, press, ready, text, texts, written_from

pytestmark = pytest.mark.tools

ASKING: Final = """\
flow: Two lessons of one file
scenario: Asking  [122-124]
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Chloe signs in to "Partner Center"
  note: before the question
  ask: May Chloe activate?
    right: No
    wrong: Yes
    because: Her account has no such role.
  then "Microsoft Product Support" is inactive
  note: behind the question
  ask: And Ada?
    wrong: No
    right: Yes
  note: behind both
  when Chloe tries to activate "Microsoft Product Support"
  then it is refused  [123]
  when Ada activates "Microsoft Product Support"

scenario: Nothing to do
  use: a Gold partner
  then the number of requests is 0
"""
FRENCH: Final = """\
langue: fr
scénario: Une leçon en français
  utiliser: un partenaire Gold
  quand Ada se connecte à "Espace partenaires"
  alors "Support technique Microsoft" est inactif
"""
NOT_ACCEPTED: Final = """\
scenario: Not accepted
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe activates "Microsoft Product Support"
  then the number of requests is 0
"""
TO_THE_QUESTION: Final = ("Enter", "Enter")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    yield from chromium()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a page of three lessons from two files."""
    return written_from(tmp_path_factory.mktemp("player"), ASKING, FRENCH)


# ---------------------------------------------------------------- an open question


def test_the_next_step_is_not_named_while_a_question_is_open(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION)
        assert text(page, ".p-next") == "Next in the scenario ⏎"
        assert page.locator(".p-is-next").count() == 0
        press(page, "a", "b")
        assert text(page, ".p-next").startswith("Next in the scenario: Chloe activates")
        assert page.locator(".p-is-next").count() == 1


def test_while_only_predicting_the_next_step_is_named(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, "g")
        assert text(page, ".p-next").startswith("Next in the scenario: Ada signs in")


def told(page: Page) -> tuple[list[str], list[str], list[str]]:
    """Give the notes and questions beside the step, and in the scenario the verdicts and what is behind."""
    return texts(page, ".p-note"), texts(page, ".p-question > p:first-child"), texts(page, ".p-line-check .badge")


def test_what_stands_behind_an_open_question_comes_when_it_is_answered(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION)
        assert told(page) == (["Note before the question"], ["Question May Chloe activate?"], [])
        assert "behind" not in text(page, ".p-story")
        press(page, "b")
        assert told(page) == (
            ["Note before the question", "Note behind the question"],
            ["Question May Chloe activate?", "Question And Ada?"],
            ["✓ holds"],
        )
        assert "behind both" not in text(page, ".p-story")
        press(page, "b")
        assert told(page)[0][-1] == "Note behind both"


def test_the_scenario_ahead_is_shown_up_to_its_next_question(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        hidden = "7 more lines, hidden for now"
        assert (texts(page, ".p-line")[-1], text(page, ".p-story-card > .quiet")) == (
            "Question May Chloe activate?",
            hidden,
        )
        press(page, *TO_THE_QUESTION, "b", "b")
        assert texts(page, ".p-line")[-1] == 'when Ada activates "Microsoft Product Support"'
        press(page, "Home")
        assert texts(page, ".p-line")[-1] == 'when Ada activates "Microsoft Product Support"'


def test_a_question_that_is_left_holds_nothing_back(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION, "Enter")
        assert texts(page, ".p-line-check .badge") == ["✓ holds", "✓ holds"]


def test_why_not_tells_nothing_before_the_answer(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION, "w")
        assert texts(page, "dialog .p-sheet-body") == [
            "Answer the question first. What is not accepted here is told after that."
        ]
        press(page, "Escape", "a", "b", "w")
        assert page.locator("dialog .p-choice").count() > 0


def test_why_not_while_predicting_is_for_the_refused_step_only_and_takes_none(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, "g", "w")
        assert texts(page, "dialog .p-sheet-body") == [
            "While you predict, this tells only of the step that was just refused."
        ]
        press(page, "Escape", "Enter", "1", "Enter", "1", "a", "b", "Enter", "2", "w")
        assert text(page, "dialog h2").startswith("What is missing for: Chloe activates")
        before = place(page)
        press(page, "2", "1")
        assert place(page) == before


# ---------------------------------------------------------------- what is kept


def test_answers_are_kept_in_the_link_and_counted_over_the_course(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION, "a", "a")
        assert place(page).endswith("&answers=1.1.1")
        press(page, "o")
        assert texts(page, "dialog p")[:2] == ["0 of 3 done", "Questions: 1 of 2 right"]
        address = page.url
    with opened(browser, address) as (page, *_):
        assert page.locator("[data-answer]").count() == 0
        ready(page)
        assert page.locator("[data-answer]").count() == 0
        assert page.locator(".p-grade").count() == 2
        assert page.url == address


def test_one_answer_of_two_is_kept_too(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION, "b")
        assert place(page).endswith("&answers=1.2.0")
        address = page.url
    with opened(browser, address) as (page, *_):
        assert texts(ready(page), ".p-grade") == ["Not right. The right answer: No Her account has no such role."]
        assert page.locator("[data-answer]").count() == 2


@pytest.mark.parametrize("answers", ["1.3.0", "1.1.1.1", "2.1", "9.1"])
def test_answers_that_fit_no_question_are_no_link(browser: Browser, course: Path, answers: str) -> None:
    with opened(browser, f"{course.as_uri()}#answers={answers}") as (page, *_):
        assert text(ready(page), ".p-notice").startswith("This link leads to a place that does not exist here.")


def test_a_link_of_another_version_keeps_the_language_and_what_is_done(browser: Browser, course: Path) -> None:
    with opened(browser, f"{course.as_uri()}#v=00000000&lesson=2&done=1.3.9&answers=1.1.1&lang=fr") as (page, *_):
        assert text(ready(page), ".p-notice").startswith("Ce lien a été fait pour une autre version de la leçon.")
        assert place(page) == "lesson=2&done=1.2.3&lang=fr"


def test_an_escaped_link_leads_to_its_place(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *TO_THE_QUESTION)
        address = page.url
    with opened(browser, address.replace("@", "%40")) as (page, *_):
        assert texts(ready(page), ".p-notice") == []
        assert page.url == address


def test_a_lesson_without_steps_is_done_when_it_opens(browser: Browser, tmp_path: Path) -> None:
    path = written_from(tmp_path, ASKING[ASKING.index("scenario: Nothing") :], FRENCH)
    with opened(browser, path) as (page, *_):
        assert place(ready(page)) == "done=1"


# ---------------------------------------------------------------- worlds that come late

SLOW: Final = """() => {
  window.given = []
  player.expand = () => new Promise((_, reject) => { given.push(() => reject(new Error('late'))) })
}"""
OUTSIDE: Final = 'Chloe signs in to "Partner Center"'
ARRIVED: Final = "async number => { given[number](); await new Promise(done => setTimeout(done)) }"


def test_worlds_that_come_after_somebody_went_elsewhere_move_nothing(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written_from(tmp_path, ASKING, worlds=1)) as (page, *_):
        ready(page).evaluate(SLOW)
        press(page, "n")
        page.locator(".p-choice", has_text=OUTSIDE).click()
        page.locator(".p-next button").click()
        before = page.locator("main").inner_text()
        page.evaluate(ARRIVED, 0)
        assert page.locator("main").inner_text() == before
        press(page, "Home", "n")
        page.locator(".p-choice", has_text=OUTSIDE).click()
        press(page, "o", "2")
        page.evaluate(ARRIVED, 1)
        assert text(page, "h1") == "Nothing to do"
        assert texts(page, ".p-outside") == []


def test_the_link_that_was_asked_for_last_counts(browser: Browser, tmp_path: Path) -> None:
    path = written_from(tmp_path, ASKING, worlds=1)
    first, _ = asked(load([str(tmp_path / "0.flow")], RULEBOOKS))
    choices = documents([explored(first, BOOK, 1)])["en"]["lessons"][0]["worlds"][0]["choices"]
    (outside,) = (number for number, each in enumerate(choices) if each["text"] == OUTSIDE and each["to"] is None)
    with opened(browser, path) as (page, *_):
        ready(page).evaluate(SLOW)
        page.evaluate("number => { window.first = player.go(`path=${number}@1`) }", outside)
        page.evaluate("async () => { await player.go('lesson=2') }")
        page.evaluate(ARRIVED, 0)
        page.evaluate("async () => { await first }")
        assert place(page) == "lesson=2&done=2"
        assert texts(page, ".p-notice") == []


# ---------------------------------------------------------------- the rest


def test_a_step_that_did_not_end_as_expected_says_so(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, written_from(tmp_path, NOT_ACCEPTED)) as (page, *_):
        press(page, "Enter")
        assert texts(page, ".p-now-card .p-broken") == []
        press(page, "Enter")
        (broken,) = texts(page, ".p-now-card .p-broken")
        assert broken == texts(page, ".p-line-action .p-wrong")[0]
        assert "steps that did not end as expected" in text(page, ".p-foot .p-wrong")


def test_the_contents_are_grouped_by_file_under_its_title(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, "o")
        assert texts(page, "dialog h3") == ["Two lessons of one file", "1.flow"]
        assert [len(each) for each in page.locator("dialog ol").evaluate_all(CHILDREN)] == [2, 1]
        press(page, "3")
        assert place(page) == "lesson=3"


CHILDREN: Final = "all => all.map(each => [...each.children].map(one => one.tagName))"


def test_where_the_lesson_is_in_the_other_language_that_is_said(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        assert texts(ready(page), ".p-other-language") == []
        press(page, "l")
        assert text(page, ".p-other-language").startswith("Le titre, les notes et les questions")
        assert page.locator("h1").get_attribute("lang") == "en"
        press(page, "o", "3")
        assert texts(page, ".p-other-language") == []
        press(page, "l")
        assert text(page, ".p-other-language").startswith("The title, the notes and the questions")


def test_on_paper_all_choices_and_the_facts_are_there(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        ready(page)
        assert (page.locator(".p-choices > li").count(), page.locator(".p-given[open]").count()) == (9, 0)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator(".p-choices > li").count() > 9
        assert page.locator(".p-given[open]").count() == page.locator(".p-given").count() == 2
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert (page.locator(".p-choices > li").count(), page.locator(".p-given[open]").count()) == (9, 0)
