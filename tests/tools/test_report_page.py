"""The report in a real browser: filters, stories, keys, print, without a script, without a network."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.results import Results
from benefit_flows.source import Span
from tests.report.pages import MIXED, many, page_of, results_of, scenarios
from tests.tools.browser import PROJECTOR, chromium, opened, sideways, violations

pytestmark = pytest.mark.tools

NARROW: Final = (320, 700)
MISTAKE: Final = Diagnostic("BF101", Span("b.flow", 1, 1, 4, f"x {'y' * 200} z"))
TABLES: Final = """\
scenario: A table
  given today is 2021-03-04
  and company Fabrikam has a Gold competency in "Datacenter" until 2022-03-03
  and accounts of Fabrikam
    | name | associated with | roles        |
    | Zoe  | MPN             | Global admin |
  then "Microsoft Product Support" is active

outline: Only two rows
  use: a Gold partner
  when <who> signs in to "Partner Center"
  wait <days> days
  then "Microsoft Product Support" is inactive
  examples:
    | days | who   |
    | 30   | Chloe |
    | 31   | Ada   |
"""
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


@pytest.fixture(scope="module")
def mistaken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report of files that all have mistakes."""
    return written(tmp_path_factory, page_of(Results((MISTAKE,) * 3, ())))


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a report of scenarios that ran, and of many mistakes in other files."""
    return written(tmp_path_factory, page_of(results_of(scenarios(MIXED))._replace(diagnostics=(MISTAKE,) * 40)))


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
    """Open all that opens in a story: again, because what opens holds more of it, until all is drawn."""
    page.wait_for_function(OPENED)


def test_it_opens_on_the_failed_ones_with_the_first_of_them(browser: Browser, report: Path) -> None:
    with opened(browser, report, ready=READY) as (page, requests, _):
        assert listed(page) == [
            "✕ failed A state is another than expected",
            "✕ failed Only two roles may activate (row 2: who = Bob, outcome = refused)",
        ]
        assert page.inner_text("#opened") == "A state is another than expected"
        assert shown(page) == "Scenarios: 2 of 6"
        assert len(requests) == 1


def test_filters_and_stories_are_reached_by_keys_alone(browser: Browser, big: Path) -> None:
    with opened(browser, big, ready=READY) as (page, _, _):
        page.keyboard.press("f")
        assert shown(page) == "Scenarios: 500 of 500"
        page.keyboard.press("/")
        page.keyboard.type("part-3 chloe")
        assert shown(page) == "Scenarios: 18 of 500"
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
        assert shown(page) == f"Scenarios: {number} of 500"
        address = page.url
    with opened(browser, address, ready=READY) as (page, _, _):
        assert shown(page) == f"Scenarios: {number} of 500"
        page.click("text=Remove all filters")
        assert shown(page) == "Scenarios: 500 of 500"


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
        assert shown(page) == "Scenarios: 6 of 6"


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
        assert page.locator("#story svg, #story table:not(.cells), #story .screen").count() == 0
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
        page.get_by_text(f"Scenarios: {number} of 6").wait_for()
        page.click("text=Rule R16 ✕")
        page.click("text=.flow ✕")
        assert shown(page) == "Scenarios: 6 of 6"


def test_the_list_is_readable_without_scripts(browser: Browser, report: Path) -> None:
    with opened(browser, report, scripts=False) as (page, _, _):
        assert len(listed(page)) == 6
        page.click("summary >> nth=0")
        assert page.locator(".failure >> nth=0").inner_text().startswith("BF501 the check does not hold")
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


def focused(page: Page) -> str:
    """Give what names the element that has the focus."""
    name: str = page.evaluate("document.activeElement.id || document.activeElement.textContent")
    return name


def told(page: Page, text: str) -> None:
    """Wait until a screen reader is told this."""
    page.locator("#announcements", has_text=text).wait_for(state="attached")


def test_a_link_to_a_story_leads_there_in_a_narrow_window(browser: Browser, big: Path) -> None:
    with opened(browser, at(big, "#s=suite/part-3.flow:4:16"), size=NARROW, ready=READY) as (page, _, _):
        assert focused(page) == "opened"
        page.wait_for_function("document.getElementById('opened').getBoundingClientRect().top < innerHeight / 2")
    with opened(browser, big, size=NARROW, ready=READY) as (page, _, _):
        assert page.evaluate("document.activeElement.tagName") == "BODY"
    with opened(browser, at(big, "#s=other.flow:1"), size=NARROW, ready=READY) as (page, _, _):
        assert (focused(page), page.inner_text("#opened")) == ("opened", "This report has no scenario other.flow:1.")


def test_the_focus_stays_on_the_page_when_what_had_it_is_gone(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#rule=R16&tag=@slow"), ready=READY) as (page, _, _):
        page.focus("text=Rule R16 ✕")
        page.keyboard.press("Enter")
        assert focused(page) == "filter-text"
        told(page, "Scenarios: 2 of 6")
        page.focus("text=Remove all filters")
        page.keyboard.press("Enter")
        assert focused(page) == "filter-text"
        told(page, "Scenarios: 6 of 6")


def test_a_number_in_the_coverage_and_going_back_lead_into_the_list(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#view=coverage"), ready=READY) as (page, _, _):
        page.locator("#coverage tr", has=page.locator("th", has_text="R16")).locator("a").press("Enter")
        page.locator("#scenarios a:focus").wait_for()
        told(page, shown(page))
        page.go_back()
        page.locator("#coverage-heading:focus").wait_for()
        page.keyboard.press("Escape")
        assert page.locator("#scenarios a:focus").count() == 1
        for _ in range(2):
            page.keyboard.press("c")
        assert page.locator("#scenarios a:focus").count() == 1


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("text", "zoe", 1),
        ("text", "BF501 Zoe", 1),
        ("text", "not the shown state", 0),
        ("row", "only two", 0),
        ("row", "who = ch", 1),
        ("row", "2", 1),
        ("row", "30", 1),
        ("row", "3", 0),
    ],
)
def test_texts_are_found_in_tables_and_failures_and_rows_by_their_cells_alone(
    browser: Browser, tmp_path: Path, name: str, value: str, number: int
) -> None:
    page_file = tmp_path / "report.html"
    page_file.write_text(page_of(results_of(scenarios(TABLES))), encoding="utf-8")
    with opened(browser, at(page_file, f"#{name}={value}"), ready=READY) as (page, _, _):
        assert shown(page).startswith(f"Scenarios: {number} of 3")


def test_the_table_below_a_line_is_drawn_below_it(browser: Browser, tmp_path: Path) -> None:
    page_file = tmp_path / "report.html"
    page_file.write_text(page_of(results_of(scenarios(TABLES))), encoding="utf-8")
    with opened(browser, at(page_file, "#s=mixed.flow:1"), ready=READY) as (page, _, _):
        page.click("text=Put in place")
        assert page.inner_text("#event-2 table").split("\n") == [
            "name\tassociated with\troles",
            "Zoe\tMPN\tGlobal admin",
        ]


def test_a_wanted_value_that_no_field_shows_can_be_dropped(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#verdict=odd&tag=@no&passage=999&row=3"), ready=READY) as (page, _, _):
        chips = ["Verdict: odd ✕", "Tag: @no ✕", "Passage, cited or relied on: 999 ✕", "Remove all filters"]
        assert page.locator("#filter-chips button").all_inner_texts() == chips
        page.click("text=Tag: @no")
        assert "tag" not in page.url
        page.click("text=Passage, cited or relied on: 999")
        page.click("text=Verdict: odd")
        assert shown(page) == "Scenarios: 1 of 6"


def test_a_report_of_mistakes_alone_has_neither_filters_nor_a_story(browser: Browser, mistaken: Path) -> None:
    with opened(browser, mistaken, ready=READY) as (page, _, _):
        assert page.title() == "3 mistakes in the files, nothing was run, Results"
        assert page.locator("#filters *, #story:visible").count() == 0
        assert page.locator(".mistakes pre").is_visible()
        for key in "jkf/":
            page.keyboard.press(key)
        page.keyboard.press("c")
        assert focused(page) == "coverage-heading"
        page.keyboard.press("Escape")
        assert focused(page) == "Scenarios"


def test_all_failed_stories_are_printed_from_the_coverage_too(browser: Browser, report: Path) -> None:
    with opened(browser, at(report, "#view=coverage"), ready=READY) as (page, _, _):
        page.evaluate(
            "window.print = () => { window.printed = ['#story article h2', '#coverage h2'].map(each => "
            "[...document.querySelectorAll(each)].filter(one => one.checkVisibility()).length) }"
        )
        page.click("text=Print all failed")
        assert page.evaluate("window.printed") == [2, 0]
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("#coverage-heading").is_visible()
        assert not page.locator("#story").is_visible()
        page.keyboard.press("c")
        assert page.locator("#story").is_visible()


def test_mistakes_are_printed_whole_though_their_card_is_closed(browser: Browser, wrong: Path) -> None:
    with opened(browser, wrong, ready=READY) as (page, _, _):
        text = page.locator(".mistakes pre")
        assert not text.is_visible()
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert text.is_visible()
        assert text.evaluate("each => each.scrollHeight - each.clientHeight") == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert not text.is_visible()


def test_axe_finds_nothing_in_mistakes_and_in_the_plain_list(browser: Browser, mistaken: Path, wrong: Path) -> None:
    plain = "delete window.DecompressionStream"
    opening = "document.querySelectorAll('details').forEach(each => { each.open = true })"
    for path in (mistaken, wrong):
        for before, size in (("", PROJECTOR), ("", NARROW), (plain, NARROW)):
            found = violations(browser, path, lambda page: page.evaluate(opening), size=size, before=before)
            assert found == []


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


OPENED: Final = """\
() => {
  const all = [...document.querySelectorAll('#story details')]
  const done = all.every(each => each.open && each.children.length > 1)
  for (const each of all) each.open = true
  return done
}
"""
CONTROLS: Final = """\
[...document.querySelectorAll('a[href], button:not([disabled]), input, select:not([disabled]), summary')]
  .filter(each => each.checkVisibility())
  .map((each, n) => each.dataset.n = String(n))
"""
