"""How the player looks: for people who see little, print, project, use a phone, or their own colours."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.tools.browser import PROJECTOR, chromium, opened, sideways, violations
from tests.tools.player_pages import DOUBLE_LINK, STEPS, TRAINING, TRAINING_FR, press, ready, text, texts, written

pytestmark = pytest.mark.tools

NARROW: Final = (320, 640)
WIDER: Final = ((1280, 720), (1920, 1080), (1024, 768))
MOST_STEPS: Final = 40
LATER: Final = ["Enter", "Enter", "Enter"]
STATES: Final = {
    "at the start": [],
    "with a message and a question": LATER,
    "after the answer": [*LATER, "b"],
    "at the end": ["Enter"] * STEPS,
    "predicting": ["g", "1"],
    "in a projector": ["v", *LATER],
    "why": [*LATER, "y"],
    "why not": ["w", "1"],
    "the keys": ["k"],
    "the scenario": [*LATER, "x"],
    "in French": ["l", *LATER],
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    yield from chromium()


@pytest.fixture(scope="module")
def lesson(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the double-link lesson."""
    return written(tmp_path_factory.mktemp("player"), DOUBLE_LINK)


def pressing(keys: list[str]) -> Callable[[Page], object]:
    """Give what brings a page to a state."""
    return lambda page: press(page, *keys)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, lesson: Path, state: str, theme: Literal["light", "dark"]) -> None:
    assert violations(browser, lesson, pressing(STATES[state]), theme=theme) == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_cut_off_on_a_narrow_screen(browser: Browser, lesson: Path, state: str) -> None:
    with opened(browser, lesson, size=NARROW) as (page, *_):
        press(page, *STATES[state])
        assert sideways(page) == 0


def _seen(page: Page) -> list[str]:
    """Say which of what must be seen at once lies below the lower edge, or under the bar that stands there."""
    below: list[str] = page.evaluate(
        """() => {
          const edge = document.querySelector('.p-ways').getBoundingClientRect()
          const needed = ['.p-front svg', '.p-front .d-current', '.p-done', '.p-now-card .messages', '.p-choice']
          const boxes = needed.flatMap(each => [...document.querySelectorAll(each)]
            .map(part => [each, part.getBoundingClientRect(), edge.top]))
          return [...boxes, ['.p-ways', edge, innerHeight]]
            .filter(([each, box, lowest]) => box.height === 0 || box.top < 0 || box.bottom > lowest)
            .map(([each, box, lowest]) => `${each} ${Math.round(box.bottom)} > ${Math.round(lowest)}`)
        }"""
    )
    return below


@pytest.mark.parametrize("size", WIDER)
def test_a_projector_shows_machine_choices_and_message_at_once(
    browser: Browser, lesson: Path, size: tuple[int, int]
) -> None:
    with opened(browser, lesson, size=size) as (page, *_):
        press(page, "v")
        for _ in range(STEPS + 1):
            assert page.locator(".p-choice").count() == 9
            assert _seen(page) == []
            assert page.evaluate("scrollY") == 0
            press(page, "Enter")


@pytest.mark.parametrize("folder", [TRAINING, TRAINING_FR])
def test_a_projector_shows_every_step_of_every_lesson_at_once(browser: Browser, tmp_path: Path, folder: str) -> None:
    path = written(tmp_path, folder, "--worlds", "1", *(("--lang", "fr") if folder == TRAINING_FR else ()))
    with opened(browser, path, size=PROJECTOR) as (page, *_):
        press(page, "v")
        steps = 0
        while page.locator(".p-next").count() and steps < 300:
            assert (page.url, _seen(page)) == (page.url, [])
            press(page, "Enter")
            steps += 1
        assert texts(page, ".p-end h3") != []
        assert steps > MOST_STEPS


def test_letters_in_a_projector_grow_with_the_screen(browser: Browser, lesson: Path) -> None:
    sizes = []
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        with opened(browser, lesson, size=size) as (page, *_):
            press(page, "v")
            sizes.append(float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")))
    assert sizes[0] >= 19
    assert sizes == sorted(set(sizes))


def test_own_colours_of_the_system_still_tell_the_states_apart(browser: Browser, lesson: Path) -> None:
    widths = """() => [...document.querySelectorAll('.p-machine:last-child [data-state], .p-machine [data-state]')]
      .map(each => [each.getAttribute('class'), getComputedStyle(each.querySelector('rect')).strokeWidth,
                    getComputedStyle(each.querySelector('rect')).strokeDasharray])"""
    with opened(browser, lesson, forced_colors=True) as (page, *_):
        press(page, *LATER)
        found = page.evaluate(widths)
        current = {(width, dashes) for name, width, dashes in found if "d-current" in name}
        visited = {(width, dashes) for name, width, dashes in found if "d-visited" in name}
        others = {(width, dashes) for name, width, dashes in found if not re.search("d-(current|visited)", name)}
        assert len(current) == len(visited) == len(others) == 1
        assert len(current | visited | others) == 3


def test_the_theme_can_be_switched_in_the_page(browser: Browser, lesson: Path) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, lesson, theme="dark") as (page, *_):
        system = ready(page).evaluate(ground)
        press(page, "t")
        light = page.evaluate(ground)
        press(page, "t")
        assert page.evaluate(ground) == system
        assert light != system
        press(page, "t")
        assert page.locator("html").get_attribute("data-theme") is None


def test_paper_shows_the_step_the_path_and_the_scenario_without_buttons(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *LATER)
        page.emulate_media(media="print")
        for each in (".p-done", ".messages", ".p-story", ".p-path", ".p-choices", ".p-machine svg", ".p-foot"):
            assert page.locator(each).first.is_visible(), each
        for each in (".p-tools", ".p-ways", ".p-asks", ".p-restart"):
            assert not page.locator(each).first.is_visible(), each
        assert "Ada links the contract" in text(page, ".p-path > li:first-child")


def test_a_screen_reader_is_told_what_happened(browser: Browser, lesson: Path) -> None:
    with opened(browser, lesson) as (page, *_):
        press(page, *LATER)
        told = page.locator("#announcements").text_content() or ""
        assert told.startswith('Ada links the contract in "Azure portal". error to ignore. This Access ID is already')
        labels = page.locator(".p-machine svg").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
        assert labels[-1] == "Contract, for each account. Ada: contract of Contoso: linked."
