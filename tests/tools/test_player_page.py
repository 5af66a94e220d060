"""The player in a real browser: everything that a learner does with it, by keyboard, from disk, without a network."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, FloatRect, Page

from benefit_flows.pipeline import load
from benefit_flows.player.lesson import explored
from benefit_flows.rulebooks import RULEBOOKS
from tests.player.support import BOOK, asked, documents
from tests.support import PROJECT, command, run_text
from tests.tools.browser import chromium, opened
from tests.tools.player_pages import (
    DOUBLE_LINK,
    STEPS,
    TRAINING,
    place,
    press,
    ready,
    shown,
    text,
    texts,
    turn_to,
    written,
)

pytestmark = pytest.mark.tools

LARGEST: Final = 150_000
FEW: Final = 24
GAP: Final = 8
"""Pixels between a button and what stands below it."""
MESSAGE: Final = "This Access ID is already associated to an account."
FAILING: Final = """\
scenario: A claim that does not hold
  use: an activated Gold partner
  when Ada links the contract in "Azure portal"  [173]
  then the contract is hidden for Ada
  when Ada links the contract in "Azure portal"
  then it is accepted
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    yield from chromium()


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the double-link lesson."""
    return written(tmp_path_factory.mktemp("player"), DOUBLE_LINK)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the same lesson with few worlds."""
    return written(tmp_path_factory.mktemp("player"), DOUBLE_LINK, "--worlds", str(FEW))


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of all English lessons."""
    return written(tmp_path_factory.mktemp("player"), TRAINING, "--worlds", "20")


@pytest.fixture(scope="module")
def few_worlds() -> Any:
    """Give the document of the lesson with few worlds, unpacked."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(PROJECT)
        (only,) = asked(load([DOUBLE_LINK], RULEBOOKS))
        return documents([explored(only, BOOK, FEW)])["en"]["lessons"][0]


# ---------------------------------------------------------------- stepping


def test_the_double_link_lesson_is_a_small_file(lesson: Path) -> None:
    assert lesson.stat().st_size <= LARGEST


def test_enter_goes_through_the_whole_scenario(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *["Enter"] * STEPS)
        assert text(page, ".p-end h3") == "End of the scenario"
        assert text(page, ".p-choices-head h2").startswith("Choices, page 1 of")
        assert re.fullmatch(r"path=(\d+\.){4}\d+@5&done=1", place(page))


def test_the_misleading_message_is_shown_in_large_with_its_outcome(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "Enter")
        assert MESSAGE in text(page, ".p-now-card .messages")
        assert text(page, ".p-done") == 'Ada links the contract in "Azure portal" ! error to ignore'


def test_going_back_shows_the_same_worlds_as_going_forward(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        forward = [shown(ready(page)), *(shown(press(page, "Enter")) for _ in range(STEPS))]
        there = [shown(page), *(shown(press(page, "ArrowLeft")) for _ in range(STEPS))]
        assert there == forward[::-1]
        again = [shown(page), *(shown(press(page, "ArrowRight")) for _ in range(STEPS))]
        assert again == forward


def test_every_branch_within_the_cap_can_be_walked_by_keyboard_alone(
    browser: Browser, small: Path, few_worlds: Any
) -> None:
    with opened(browser, small) as (page, *_):
        seen, walked = {0}, 0

        def walk(world: int) -> int:
            steps = 0
            for at, choice in enumerate(_listed(page, few_worlds["worlds"][world])):
                if choice["to"] is None:
                    continue
                before = shown(page)
                turn_to(page, at)
                assert text(page, ".p-done").lower().startswith(choice["text"].lower())
                assert texts(page, ".p-now-title time, #now-title time") == [
                    f"Today: {few_worlds['worlds'][choice['to']]['today']}"
                ]
                steps += 1
                if choice["to"] not in seen:
                    seen.add(choice["to"])
                    steps += walk(choice["to"])
                press(page, "ArrowLeft")
                assert shown(page) == before
            return steps

        walked = walk(0)
        assert seen == set(range(FEW))
        assert walked == sum(each["to"] is not None for world in few_worlds["worlds"] for each in world["choices"])


def _listed(page: Page, world: Any) -> list[Any]:
    """Give the choices of a world in the order of the list on all of its pages."""
    ready(page)
    found: list[str] = []
    while len(found) < len(world["choices"]):
        found += page.locator(".p-choice-text").all_inner_texts()
        press(page, "n")
    by_text = {each["text"].lower(): each for each in world["choices"]}
    assert len(by_text) == len(found) == len(world["choices"])
    return [by_text[each.lower()] for each in found]


def test_a_step_in_the_middle_keeps_the_old_future(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "Enter", "ArrowLeft", "ArrowLeft", "1")
        first = place(page)
        assert re.fullmatch(r"path=\d+\.\d+@2&kept=\d+\.\d+\.\d+", first)
        press(page, "s")
        assert re.fullmatch(r"path=\d+\.\d+\.\d+@1&kept=\d+\.\d+", place(page))
        press(page, "s", "ArrowRight")
        assert place(page) == first


def test_start_here_is_where_reset_leads(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "h", "Enter", "Enter", "r")
        assert place(page).endswith("@2&from=2")
        press(page, "Home")
        assert place(page).endswith("@0&from=2")
        press(page, "End")
        assert place(page).endswith("@4&from=2")


def test_the_slider_goes_over_the_path(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *["Enter"] * 4)
        page.locator("input[type=range]").focus()
        press(page, "ArrowLeft", "ArrowLeft")
        assert place(page).endswith("@2")
        assert page.locator("input[type=range]").get_attribute("aria-valuetext") == (
            'Step 2 of 4: Ada creates a request for "Windows 10" in "Support for Business"'
        )
        press(page, "End")
        assert place(page).endswith("@4")


def test_the_slider_can_be_dragged(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *["Enter"] * 4)
        box = page.locator("input[type=range]").bounding_box()
        assert box is not None
        x, y = box["x"], box["y"] + box["height"] / 2
        page.mouse.move(x + box["width"] - 8, y)
        page.mouse.down()
        for part in (0.7, 0.5, 0.3, 0.01):
            page.mouse.move(x + box["width"] * part, y)
        assert place(page).endswith("@0")
        page.mouse.move(x + box["width"] * 0.5, y)
        page.mouse.up()
        assert place(page).endswith("@2")
        assert text(page, ".p-count") == "2 / 4"


def test_a_line_of_the_scenario_can_be_gone_to(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        ready(page).locator(".p-line-action .p-go").nth(2).click()
        assert place(page).endswith("@3")
        page.locator(".p-line-action .p-go").nth(0).click()
        assert place(page).endswith("@1")
        assert texts(page, ".p-line-check .badge") == []


def test_who_leaves_the_scenario_is_told_so(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "End", *["n"] * 2)
        page.get_by_role("button", name="wait until 2022-01-01").click()
        press(page, "Enter")
        assert text(page, ".p-here") == "You left the scenario here"


def test_a_file_and_a_line_open_paused_there(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, DOUBLE_LINK.replace(":28", ":30"))
    with opened(browser, path) as (page, *_):
        assert text(ready(page), "#now-title").startswith("Step 2 of 2")
        assert "Ada links the contract" in text(page, ".p-next")


# ---------------------------------------------------------------- links


def test_a_link_restores_path_and_cursor(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "1", "ArrowLeft", "l")
        before, address = shown(page), page.url
    with opened(browser, address) as (page, *_):
        assert shown(ready(page)) == before
        assert page.url == address
        assert page.locator("html").get_attribute("lang") == "fr"


BAD: Final = {
    "v=00000000&path=1.2@1": "This link was made for another version of the lesson.",
    "path=99@1": "This link leads to a place that does not exist here.",
    "path=x": "This link leads to a place that does not exist here.",
    "lesson=7": "This link leads to a place that does not exist here.",
}


@pytest.mark.parametrize("link", BAD)
def test_a_link_that_does_not_fit_is_said_and_the_lesson_starts_at_the_beginning(
    browser: Browser, lesson: Path, link: str
) -> None:
    with opened(browser, f"{lesson.as_uri()}#{link}") as (page, *_):
        assert text(ready(page), ".p-notice") == f"{BAD[link]} The lesson starts at the beginning."
        assert text(page, "#now-title").startswith("The start")
        press(page, "Enter")
        assert texts(page, ".p-notice") == []


def test_a_link_to_a_world_outside_the_file_is_said(browser: Browser, small: Path, few_worlds: Any) -> None:
    outside = next(n for n, each in enumerate(few_worlds["worlds"][0]["choices"]) if each["to"] is None)
    with opened(browser, f"{small.as_uri()}#path={outside}@1") as (page, *_):
        assert text(ready(page), ".p-notice").startswith("This link leads to a world that is not in this file.")


# ---------------------------------------------------------------- the cap


def test_what_lies_outside_the_file_can_be_tried_but_not_gone_on_with(
    browser: Browser, small: Path, few_worlds: Any
) -> None:
    with opened(browser, small) as (page, *_):
        listed = _listed(page, few_worlds["worlds"][0])
        at, choice = next((at, each) for at, each in enumerate(listed) if each["to"] is None)
        turn_to(page, at)
        assert place(page) == ""
        assert text(page, ".p-done").lower().startswith(f"tried only {choice['text']}".lower())
        assert text(page, ".p-outside").startswith("The world after this is not in this file.")
        known = few_worlds["known"]
        assert text(page, ".p-foot p:nth-child(2)") == (
            f"This file holds {FEW} of at least {known} worlds around the scenario. Where it ends, a choice says so."
        )
        press(page, "ArrowLeft")
        assert texts(page, ".p-outside") == []
        turn_to(page, at)
        press(page, "Enter")
        assert texts(page, ".p-outside") == []
        assert place(page).endswith("@1")


def test_a_file_with_the_scenarios_own_path_only_says_so(browser: Browser, tmp_path: Path) -> None:
    path = written(tmp_path, DOUBLE_LINK, "--worlds", "1")
    with opened(browser, path) as (page, *_):
        assert text(ready(page), ".p-foot p:nth-child(2)").startswith("This file holds the scenario’s own path only.")
        press(page, *["Enter"] * STEPS)
        assert text(page, ".p-end h3") == "End of the scenario"


# ---------------------------------------------------------------- learning


def test_the_quiz_is_asked_in_place_and_scored(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter")
        assert texts(page, ".p-question") == []
        press(page, "Enter", "b", "a")
        assert text(page, ".p-grade") == (
            "Not right. The right answer: Ignore it and choose + New Support request "
            "A contract is linked to an account only once, and it is linked already."
        )
        press(page, "Enter", "Enter")
        assert "Questions: 0 of 1 right" in texts(page, ".p-scores li")


def test_what_comes_next_is_hidden_until_the_question_is_answered(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter")
        assert texts(page, ".p-error-to-ignore, .p-refused")
        press(page, "Enter")
        assert texts(page, ".p-choice .p-error-to-ignore, .p-choice .p-refused, .p-line-ahead") == []
        press(page, "a")
        assert texts(page, ".p-choice .p-error-to-ignore, .p-choice .p-refused")
        assert texts(page, ".p-line-ahead")


def test_a_right_answer_counts_and_one_left_out_is_said(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *["Enter"] * STEPS)
        assert texts(page, ".p-scores li") == ["Checks: 6 of 6 hold", "Questions: 0 of 1 right (1 not answered)"]
        press(page, "ArrowLeft", "ArrowLeft", "a", "ArrowRight", "ArrowRight")
        assert texts(page, ".p-scores li") == ["Checks: 6 of 6 hold", "Questions: 1 of 1 right"]


def test_predict_first_hides_outcomes_asks_tells_and_scores(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "g")
        assert texts(page, ".p-refused") == []
        assert text(page, ".p-story-card > .quiet").endswith("more lines, hidden for now")
        press(page, "Enter")
        assert text(page, ".p-prediction h2") == "What will happen?"
        press(page, "Escape")
        assert place(page) == ""
        for guess in ("1", "1", "1", "1", "2"):
            press(page, "Enter", guess)
        assert text(page, ".p-verdict").endswith("You predicted: Refused. It is: Accepted.")
        assert "Predictions: 3 of 5 right" in texts(page, ".p-scores li")


def test_why_shows_conditions_with_facts_rules_and_passages(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "Enter", "y")
        assert texts(page, "dialog h3")[:2] == ["Conditions", "Rules"]
        assert "ID pair right" in text(page, "dialog .guards")
        assert "R62 [182] explicit, with reading P03 For a membership contract" in text(
            page, "dialog section > .sources"
        )
        press(page, "Escape")
        assert texts(page, "dialog[open]") == []
        assert page.evaluate("document.activeElement !== document.body")


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


def test_why_not_gives_the_shortest_way_and_walks_it(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        ready(page).locator(
            ".p-choice", has_text='creates a request for "Windows 10" in "Support for Business"'
        ).click()
        press(page, "w")
        (way,) = texts(page, "dialog .p-way li")
        assert way.startswith("Ada links the contract")
        below, above = box(page, "dialog section"), box(page, "dialog .p-asks")
        assert below["y"] - above["y"] - above["height"] >= GAP, "the ring of the button would lie on the heading"
        press(page, "1")
        assert text(page, "dialog p:first-of-type strong") == "It is accepted here now."
        press(page, "Enter")
        assert text(page, ".p-done").endswith("✓ accepted")
        assert len(texts(page, ".p-path > li")) == 3


REFUSALS: Final = """\
scenario: What nobody can change, and what nobody need change
  use: an activated Gold partner
  given the contract is linked for Ada
  when Ada signs in to "Partner Center"
  and Chloe signs in to "Partner Center"
  and Chloe tries to activate "Microsoft Product Support"
  then it is refused  [123]
  when Ada tries to link the contract in "Azure portal"
  then the error can be ignored  [182]
"""


def test_why_not_says_what_no_action_can_change_and_what_may_be_ignored(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "a.flow").write_text(REFUSALS, encoding="utf-8")
    with opened(browser, written(tmp_path, str(tmp_path / "a.flow"))) as (page, *_):
        press(ready(page), "Enter", "Enter", "Enter", "w")
        assert "only if Chloe were Global admin or MPN partner admin" in text(page, "dialog")
        press(page, "Escape", "Enter", "w")
        assert "Nothing is missing: ignore the error, and go on." in text(page, "dialog")


def test_notes_come_where_they_stand(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        first = texts(ready(page), ".p-note")
        assert (
            first[0]
            == "Note Contoso is a Gold partner, and Ada is its Global admin. Nobody there has asked for support yet."
        )
        press(page, "Enter")
        assert texts(page, ".p-note") != first


def test_checks_that_fail_are_shown_with_what_was_expected(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "wrong.flow").write_text(FAILING, encoding="utf-8")
    path = tmp_path / "wrong.html"
    done = command("player", str(tmp_path / "wrong.flow"), "-o", str(path), cwd=PROJECT)
    assert done.returncode == 0
    with opened(browser, path) as (page, *_):
        press(page, "Enter")
        assert "does not hold" in text(page, ".p-broken")
        press(page, "Enter")
        assert "This scenario fails" in text(page, ".p-foot")
        assert "not checked" in texts(page, ".p-line-check .badge")[-1]


# ---------------------------------------------------------------- a course


def test_a_course_has_a_list_of_lessons_and_keeps_what_is_done_in_the_link(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *["Enter"] * 20, "o")
        done = texts(page, "dialog .badge")
        assert len(done) >= 1
        assert texts(page, "dialog p")[0].startswith(f"{len(done)} of ")
        press(page, "9")
        assert "lesson=9&done=1" in place(page)
        assert text(page, "h1") == "Expiry and renewal: a new year, a new contract"
        address = page.url
    with opened(browser, address) as (page, *_):
        press(page, "o")
        assert texts(page, "dialog .badge") == done


# ---------------------------------------------------------------- languages


def test_english_and_french_switch_in_the_page(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "Enter", "Enter")
        english = text(page, "main")
        press(page, "l")
        assert page.locator("html").get_attribute("lang") == "fr"
        assert texts(page, "main h2")[1:] == [
            "Ce que voit Ada",
            "Votre chemin",
            "Choix, page 1 sur 3",
            "Le scénario",
        ]
        assert "erreur à ignorer" in text(page, ".p-done")
        press(page, "l")
        assert text(page, "main") == english


def test_no_word_is_missing_in_either_language(browser: Browser, course: Path) -> None:
    with opened(browser, course) as (page, *_):
        press(page, *["Enter"] * 3)
        for keys in (
            ["w", "Escape"],
            ["y", "Escape"],
            ["k", "Escape"],
            ["o", "Escape"],
            ["i", "Escape"],
            ["x", "Escape"],
            ["g"],
        ):
            for language in ("l", "l"):
                press(page, language, keys[0])
                assert re.findall(r"\b(player|story)\.[a-z_-]+", page.content().split("<script")[0]) == []
                press(page, *keys[1:])


# ---------------------------------------------------------------- out of the page


def test_the_path_written_as_a_scenario_passes(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "1", "Enter", "Enter", "x")
        written_down = page.locator("dialog textarea").input_value()
        (trace,) = run_text(written_down)
        assert trace.passed
        assert [each.split()[0] for each in written_down.splitlines()[4:]] == [
            *("when", "and", "then", "when", "and", "then", "and", "and", "and")
        ]
        with page.expect_download() as download:
            page.get_by_role("link", name="Save as a file").click()
        assert download.value.path().read_text(encoding="utf-8") == written_down


def test_the_link_to_copy_is_the_address_of_the_place(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "Enter", "i")
        assert page.locator("dialog input").input_value() == page.url


def test_keys_of_one_letter_can_be_switched_off(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, "k")
        page.get_by_label("Keys of one letter are on").uncheck()
        press(page, "Escape", "1", "l", "v")
        assert place(page) == ""
        press(page, "Enter")
        assert place(page).endswith("@1")


def test_a_button_with_the_focus_is_pressed_by_enter_and_space(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        ready(page).locator(".p-choice").nth(1).focus()
        press(page, " ")
        first = place(page)
        assert text(page, ".p-done").startswith("Ada activates")
        press(page, "Enter")
        assert place(page) != first


def test_a_damaged_file_says_so_and_lists_the_lines(browser: Browser, lesson: Path, tmp_path: Path) -> None:
    whole = lesson.read_text(encoding="utf-8")
    start = whole.index('id="data">') + len('id="data">')
    path = tmp_path / "damaged.html"
    path.write_text(whole[: start + 40] + whole[start + 90 :], encoding="utf-8")
    with opened(browser, path) as (page, *_):
        assert text(ready(page), ".p-notice").startswith("This file is damaged, or the browser is too old to open it.")
        assert 'Ada creates a request for "Windows 10"' in text(page, "main ol")


def test_without_scripts_the_lines_are_listed(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson, scripts=False) as (page, *_):
        assert "This page needs JavaScript" in text(page, "body")
        assert 'Ada creates a request for "Windows 10"' in text(page, "ol")


# ---------------------------------------------------------------- for those who serve the page


def test_other_scripts_hear_of_every_place_and_can_go_to_one(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        ready(page).evaluate("window.heard = []; player.onChange(place => heard.push(place))")
        press(page, "Enter", "Enter", "ArrowLeft")
        heard = page.evaluate("heard")
        assert [each.rpartition("@")[2] for each in heard] == ["1", "2", "1"]
        page.evaluate("place => player.go(place)", heard[1])
        assert place(page).endswith("@2")
        assert page.evaluate("heard.length") == len(heard)


def test_a_follower_has_no_controls_but_sees_everything(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        ready(page).evaluate("player.follow(true)")
        press(page, "Enter", "1", "End", "s", "r")
        assert place(page) == ""
        assert text(page, ".p-notice") == "Following the trainer. The controls are off."
        assert page.locator(".p-choice:enabled, .p-next button:enabled").count() == 0
        press(page, "l")
        assert page.locator("html").get_attribute("lang") == "fr"
        page.evaluate("player.follow(false)")
        press(page, "Enter")
        assert place(page).endswith("@1&lang=fr")


def test_worlds_beyond_the_file_are_asked_for_where_somebody_serves_them(
    browser: Browser, small: Path, lesson: Path, few_worlds: Any
) -> None:
    outside = next(n for n, each in enumerate(few_worlds["worlds"][0]["choices"]) if each["to"] is None)
    with opened(browser, lesson) as (page, *_):
        more = ready(page).evaluate(UNPACKED)
    with opened(browser, small) as (page, *_):
        ready(page).evaluate(SERVE, json.dumps(more))
        page.evaluate("place => player.go(place)", f"path={outside}@1")
        page.wait_for_selector(".p-done")
        assert page.evaluate("asked") == [[outside]]
        assert place(page) == f"path={outside}@1"


UNPACKED: Final = """async () => {
  const bytes = Uint8Array.from(atob(document.getElementById('data').textContent.trim()), each => each.charCodeAt(0))
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))).json()
}"""
SERVE: Final = """more => {
  window.asked = []
  player.expand = async path => { asked.push(path); return JSON.parse(more) }
}"""
