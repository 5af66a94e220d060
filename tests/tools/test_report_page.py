"""The report in a real browser: filters, stories, keys, print, without a script, without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.report.pages import MIXED, many, page_of, results_of, scenarios
from tests.tools.browser import chromium, opened, sideways, violations

pytestmark = pytest.mark.tools

NARROW: Final = (320, 700)
READY: Final = "#tools button"
STATES: Final = {
    "as it opens": "",
    "a story": "#s=mixed.flow:31",
    "a story of what did not run": "#s=mixed.flow:4",
    "nothing fits": "#text=zzz&rule=R15&passage=107&row=3",
    "coverage": "#view=coverage",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report of few scenarios, some of which fail and one of which did not run."""
    chosen = scenarios(MIXED)
    results = results_of(chosen[1:], explain=True)._replace(skipped=1)
    return written(tmp_path_factory, page_of(results, chosen[:1]))


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report of five hundred scenarios."""
    return written(tmp_path_factory, page_of(results_of(many(10))))


def written(folders: pytest.TempPathFactory, page: str) -> Path:
    path = folders.mktemp("report") / "a report.html"
    path.write_text(page, encoding="utf-8")
    return path


def listed(page: Page) -> list[str]:
    """Give the list as it is shown, without where and how long."""
    return [
        each.inner_text().partition(" line ")[0].replace("\n", " ")
        for each in page.locator("#scenarios a:visible").all()
    ]


def shown(page: Page) -> str:
    return page.inner_text("#filter-shown")


def at(report: Path, state: str) -> str:
    return report.resolve().as_uri() + state


def open_all(page: Page) -> None:
    """Open all that opens in a story: again, because what opens holds more of it."""
    for _ in range(3):
        page.evaluate("document.querySelectorAll('#story details').forEach(each => { each.open = true })")
        page.wait_for_timeout(50)


def test_it_opens_on_the_failed_ones_with_the_first_of_them(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, requests, _):
        assert listed(page) == [
            "✕ failed A state is another than expected",
            "✕ failed Only two roles may activate (row 2: who = Bob, outcome = refused)",
        ]
        assert page.inner_text("#opened") == "A state is another than expected"
        assert shown(page) == "2 of 6 scenarios"
        assert len(requests) == 1


def test_filters_and_stories_are_reached_by_keys_alone(browser: Browser, big: Path) -> None:
    with opened(browser, big, ready=READY) as (page, _, _):
        page.keyboard.press("f")
        assert shown(page) == "500 of 500 scenarios"
        page.keyboard.press("/")
        page.keyboard.type("part-3 chloe")
        assert shown(page) == "18 of 500 scenarios"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "opened"
        assert page.inner_text("#opened").startswith("Who may activate in part 3 (row 16: who = Chloe")
        assert "s=suite/part-3.flow:4:16" in page.url
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"
        page.keyboard.press("c")
        assert page.evaluate("document.activeElement.id") == "coverage-heading"
        page.keyboard.press("c")
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#help").is_visible()


def test_every_control_is_reached_by_tab(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, _, _):
        page.evaluate("document.getElementById('filter-more').open = true")
        wanted = page.evaluate(CONTROLS)
        reached = []
        for _ in range(len(wanted) + 5):
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.dataset.n || ''"))
        assert wanted
        assert [each for each in wanted if each not in reached] == []


def test_letters_do_nothing_while_one_writes_or_when_they_are_switched_off(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, _, _):
        page.keyboard.press("/")
        page.keyboard.type("cjk?f/")
        assert page.input_value("#filter-text") == "cjk?f/"
        page.fill("#filter-text", "")
        page.click("#tools >> text=Keys")
        page.uncheck("#keys-on")
        page.keyboard.press("Escape")
        page.keyboard.press("c")
        assert not page.locator("#coverage").is_visible()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("tag", "@part-7", 42),
        ("passage", "190", 80),
        ("row", "42", 10),
        ("row", "chloe", 180),
        ("text", "part-9 BOB", 14),
    ],
)
def test_each_filter_leaves_what_fits_and_stands_in_the_address(
    browser: Browser, big: Path, name: str, value: str, number: int
) -> None:
    with opened(browser, at(big, "#verdict="), ready=READY) as (page, _, _):
        page.click("#filter-more > summary")
        field = page.locator(f"#filter-{name}")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
        assert shown(page) == f"{number} of 500 scenarios"
        address = page.url
    with opened(browser, address, ready=READY) as (page, _, _):
        assert shown(page) == f"{number} of 500 scenarios"
        page.click("text=Remove all filters")
        assert shown(page) == "500 of 500 scenarios"


def test_a_story_has_an_address_that_going_back_leads_to(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#s=mixed.flow:20:2"), ready=READY) as (page, _, _):
        assert page.inner_text("#opened") == "Only two roles may activate (row 2: who = Bob, outcome = refused)"
        assert page.inner_text(".again code") == "benefit-flows run mixed.flow:28"
        page.click("text=All the way to a request")
        assert page.inner_text("#opened") == "All the way to a request"
        page.go_back()
        page.wait_for_function("document.getElementById('opened').textContent.startsWith('Only two roles')")


def test_an_address_that_fits_nothing_says_so(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#s=other.flow:1"), ready=READY) as (page, _, _):
        assert page.inner_text("#story") == "This report has no scenario other.flow:1."
        assert shown(page) == "6 of 6 scenarios"


def test_a_failed_check_shows_both_sides_and_leads_to_the_line_that_changed_it(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, _, _):
        assert page.locator(".versus dd").all_inner_texts() == [
            "benefit Microsoft Product Support, state active",
            "benefit Microsoft Product Support, state pending",
        ]
        page.click("button >> text=changed by line 15")
        assert "activates" in page.evaluate("document.activeElement.textContent")


def test_a_story_draws_machines_screens_conditions_and_facts_when_they_are_opened(
    browser: Browser, report: Path
) -> None:
    with opened(browser, at(report, "#s=mixed.flow:31"), ready=READY) as (page, _, _):
        assert page.locator("#story svg, #story table, #story .screen").count() == 0
        open_all(page)
        assert page.locator("#story svg .d-current text").all_text_contents()[-3:] == ["expired", "expired", "hidden"]
        assert page.locator("#story .screen .titlebar").first.is_visible()
        assert page.locator("#story .guards li.held").count() > 10
        assert page.locator("#story .world td.changed").first.is_visible()


def test_a_number_of_the_coverage_leads_to_its_scenarios(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#view=coverage"), ready=READY) as (page, _, _):
        link = page.locator("#coverage tr", has=page.locator("th", has_text="R16")).locator("a")
        number = link.inner_text()
        link.click()
        page.get_by_text(f"{number} of 6 scenarios").wait_for()
        page.click("text=Rule R16 ✕")
        page.click("text=.flow ✕")
        assert shown(page) == "6 of 6 scenarios"


def test_the_list_is_readable_without_scripts(browser: Browser, report: Path) -> None:
    with opened(browser, report, scripts=False) as (page, _, _):
        assert len(listed(page)) == 6
        page.click("summary >> nth=0")
        assert page.locator("pre >> nth=0").inner_text().startswith("error[BF501]: the check does not hold")
        assert page.locator("button, input, select").count() == 0


def test_the_list_stays_where_a_browser_cannot_open_the_data(browser: Browser, report: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script("delete window.DecompressionStream")
    page = context.new_page()
    page.goto(report.resolve().as_uri())
    assert (len(listed(page)), page.locator("#plain").is_visible()) == (6, True)
    context.close()


def test_nothing_that_a_scenario_says_becomes_markup(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#s=mixed.flow:4"), ready=READY) as (page, _, _):
        assert page.inner_text("#opened") == "Chloe cannot activate <b>anything</b> & more"
        assert "did not run" in page.inner_text("#story")


def test_all_failed_stories_are_printed_and_the_page_is_as_before(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, _, _):
        page.evaluate("window.print = () => { window.printed = document.querySelectorAll('#story article').length }")
        page.click("text=Print all failed")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("window.printed") == 2
        assert page.inner_text("#opened") == "A state is another than expected"


def test_paper_has_the_list_and_the_open_story_and_nothing_to_press(browser: Browser, report: Path) -> None:
    with opened(browser, report, theme="dark", ready=READY) as (page, _, _):
        page.emulate_media(media="print")
        assert page.locator("#opened").is_visible()
        assert len(listed(page)) == 2
        assert page.locator("#filters, #tools, .steps").locator("visible=true").count() == 0
        colour = "getComputedStyle(document.querySelector('#opened')).color"
        assert page.evaluate(colour) == "rgb(0, 0, 0)"
        assert page.pdf()[:5] == b"%PDF-"


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_narrow_window(browser: Browser, report: Path, state: str) -> None:
    with opened(browser, at(report, STATES[state]), size=NARROW, ready=READY) as (page, _, _):
        open_all(page)
        assert sideways(page) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, report: Path, state: str, theme: Literal["light", "dark"]) -> None:
    assert violations(browser, at(report, STATES[state]), open_all, theme=theme, ready=READY) == []


def test_axe_finds_nothing_in_a_narrow_window_and_in_the_keys(browser: Browser, report: Path) -> None:
    assert violations(browser, at(report, "#s=mixed.flow:31"), open_all, size=NARROW, ready=READY) == []
    assert violations(browser, report, lambda page: page.keyboard.press("?"), ready=READY) == []


CONTROLS: Final = """\
[...document.querySelectorAll('a[href], button:not([disabled]), input, select:not([disabled]), summary')]
  .filter(each => each.checkVisibility())
  .map((each, n) => each.dataset.n = String(n))
"""
