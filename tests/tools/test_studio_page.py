"""The studio in a real browser: leading and following, editing, what is refused, a restart; and that all can use it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.studio.support import BROKEN, FAILING, GOOD, TOKEN, Served, served
from tests.studio.support import running as process
from tests.support import SCENARIOS
from tests.tools.browser import Opened, chromium, opened, sideways, violations

pytestmark = pytest.mark.tools
LESSON: Final = SCENARIOS / "documented" / "azure-link.flow"
LINE: Final = 28
THEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
PAGES: Final = ("/", "/edit?file=a.flow", "/edit?file=broken.flow", "/step?file=a.flow")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    yield from chromium()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with a good file, a broken one, one that fails and the lesson of the double link."""
    for name, text in {"a": GOOD, "broken": BROKEN, "failing": FAILING, "lesson": LESSON.read_text("utf-8")}.items():
        (tmp_path / f"{name}.flow").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def studio(folder: Path) -> Iterator[Served]:
    """Serve the folder."""
    with served(folder) as running:
        yield running


def entered(studio: Served, path: str) -> str:
    """Give the address of a page together with the token."""
    return f"{studio.base}{path}#token={TOKEN}"


@contextmanager
def trainer(browser: Browser, studio: Served, path: str) -> Iterator[Opened]:
    """Open a page as a trainer."""
    with opened(browser, entered(studio, path)) as found:
        yield found


def place(page: Page) -> str:
    """Give where the player of a page is, without what is each reader's own."""
    text: str = page.evaluate("() => window.player ? window.player.place() : ''")
    return re.sub(r"&lang=\w+", "", text)


def shown(page: Page) -> str:
    """Give what a page says has happened."""
    return page.locator("#now-title").locator("..").inner_text()


def wait_until(page: Page, condition: Callable[[], bool], what: str) -> None:
    """Wait until something is so."""
    for _ in range(200):
        if condition():
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{what}: {page.locator('body').inner_text()[:1000]}")


def ready(page: Page) -> None:
    """Wait until the player stands, with the link to follow."""
    expect(page.locator("#player main")).to_be_visible()
    wait_until(page, lambda: place(page) != "", "the player stands")


def leading(browser: Browser, studio: Served, stack: ExitStack, path: str) -> tuple[Page, str]:
    """Open a lesson as a trainer; give the page and the link for trainees."""
    page = stack.enter_context(trainer(browser, studio, path)).page
    ready(page)
    expect(page.locator("#follow-link")).to_have_value(re.compile(r"/f/\w{8}$"))
    return page, page.input_value("#follow-link")


def following(browser: Browser, link: str, stack: ExitStack) -> Page:
    """Open the link for trainees."""
    page = stack.enter_context(opened(browser, link)).page
    ready(page)
    expect(page.locator("#status")).to_have_text("Following the trainer")
    return page


# Leading and following


def test_a_trainer_and_two_followers_stay_in_step_through_ten_moves_and_three_steps_back(
    browser: Browser, studio: Served
) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        followers = [following(browser, link, stack) for _ in range(2)]
        seen = [place(page)]
        keys = ["Enter", "Enter", "Enter", *["1", "2", "4"] * 2, "3", *["ArrowLeft"] * 3]
        for key in keys:
            before = place(page)
            page.keyboard.press(key)
            wait_until(page, lambda before=before: place(page) != before, f"{key} does something")  # type: ignore[misc]
            seen.append(place(page))
            for each in followers:
                wait_until(each, lambda each=each: place(each) == place(page), "the follower is there")  # type: ignore[misc]
                assert shown(each) == shown(page)
        assert len(set(seen)) == 1 + 10 + 3
        assert seen[-1].endswith("@7")
        assert page.url.split("#")[1] == seen[-1]


def test_a_follower_cannot_lead(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        follower = following(browser, link, stack)
        before = place(page)
        for key in ("Enter", "1", "ArrowRight"):
            follower.keyboard.press(key)
        follower.wait_for_timeout(300)
        assert (place(follower), place(page)) == (before, before)
        assert follower.evaluate("() => localStorage.length") == 0


def test_trainees_choose_their_own_language(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        follower = stack.enter_context(opened(browser, f"{link}?lang=fr")).page
        ready(follower)
        expect(follower.locator("html")).to_have_attribute("lang", "fr")
        expect(follower.locator("#status")).to_have_text("Vous suivez le formateur")
        page.keyboard.press("Enter")
        wait_until(follower, lambda: place(follower) == place(page) != "", "the follower follows")
        expect(follower.locator("html")).to_have_attribute("lang", "fr")


def test_of_two_trainers_the_slower_one_is_told_and_takes_over_what_the_faster_one_did(
    browser: Browser, studio: Served
) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        key = link.rpartition("/")[2]
        found = stack.enter_context(trainer(browser, studio, f"/step?file=lesson.flow&line={LINE}&session={key}"))
        slower = found.page
        ready(slower)
        page.keyboard.press("Enter")
        wait_until(slower, lambda: place(slower) == place(page) != "", "the other trainer's page follows")
        session = studio.sessions.find(key)
        assert session is not None
        version, state = session.news.version, session.news.state

        def be_faster(route: Route) -> None:
            studio.post(f"/api/sessions/{key}", {"from": version, "state": state.replace("@1", "@0")})
            route.continue_()

        slower.route(f"**/api/sessions/{key}?*", be_faster, times=1)
        slower.keyboard.press("Enter")
        expect(slower.locator("#status")).to_have_text(re.compile("^somebody else was faster"))
        wait_until(slower, lambda: place(slower) == place(page) == state.replace("@1", "@0"), "both are there")
        slower.keyboard.press("ArrowRight")
        wait_until(page, lambda: place(slower) == place(page) == state, "and go on together")
        found.complaints.clear()  # the browser notes that a change was refused


def test_going_beyond_the_document_asks_for_more_and_followers_come_along(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        follower = following(browser, link, stack)
        asked = []
        page.on("request", lambda request: asked.append(request.url) if "/around" in request.url else None)
        for step in range(1, 26):
            count = page.evaluate("() => document.querySelectorAll('.p-choices-card [data-key]').length")
            assert count
            page.keyboard.press(str(1 + step % 6))
            wait_until(page, lambda step=step: place(page).endswith(f"@{step}"), f"step {step}")  # type: ignore[misc]
            if asked:
                break
        assert asked
        wait_until(follower, lambda: place(follower) == place(page), "the follower comes along")
        assert shown(follower) == shown(page)


def test_what_was_done_is_exported_to_the_editor_unsaved(browser: Browser, studio: Served, folder: Path) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with ExitStack() as stack:
        page, _ = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        for _ in range(3):
            page.keyboard.press("Enter")
        wait_until(page, lambda: place(page).endswith("@3"), "three steps are done")
        page.click("#export")
        expect(page.locator("#text")).to_have_value(re.compile("scenario: Scenario 1"))
        expect(page.locator("#count")).to_have_text("No mistakes.")
        expect(page.locator("#status")).to_have_text("Not saved yet.")
        page.click("#run")
        expect(page.locator("#verdict")).to_have_text("1 passed")
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_followers_come_along_when_the_trainer_changes_the_text(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        found = stack.enter_context(trainer(browser, studio, "/edit?file=a.flow"))
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.click("#step")
        ready(page)
        expect(page.locator("#follow-link")).to_have_value(re.compile(r"/f/\w{8}$"))
        link = page.input_value("#follow-link")
        follower = following(browser, link, stack)
        page.keyboard.press("Enter")
        wait_until(follower, lambda: place(follower).endswith("@1"), "the follower follows")
        page.click("#back-to-text")
        expect(page.locator("#text")).to_have_value(GOOD)
        page.locator("#text").fill(GOOD.replace("Turned on", "Switched on"))
        page.click("#step")
        ready(page)
        expect(page.locator("#follow-link")).to_have_value(link)
        wait_until(follower, lambda: place(follower) == place(page) != "", "the follower has the new text")
        expect(follower.locator("#player")).to_contain_text("Switched on")
        page.keyboard.press("Enter")
        wait_until(follower, lambda: place(follower) == place(page), "and follows in it")


def test_killing_and_starting_the_studio_again_loses_nothing(browser: Browser, folder: Path) -> None:
    with ExitStack() as stack:
        with process(folder) as first:
            context = browser.new_context()
            stack.callback(context.close)
            page, follower, editor = (context.new_page() for _ in range(3))
            editor.goto(f"{first.base}/edit?file=a.flow#token={first.token}")
            editor.locator("#text").fill(GOOD.replace("Turned on", "Switched on"))
            editor.click("#save")
            expect(editor.locator("#status")).to_have_text("Saved.")
            editor.locator("#text").fill(GOOD.replace("Turned on", "Not saved"))
            page.goto(f"{first.base}/step?file=lesson.flow&line={LINE}")
            ready(page)
            expect(page.locator("#follow-link")).to_have_value(re.compile(r"/f/\w{8}$"))
            link = page.input_value("#follow-link")
            follower.goto(link)
            ready(follower)
            page.keyboard.press("Enter")
            wait_until(follower, lambda: place(follower).endswith("@1"), "the follower follows")
            port = int(first.base.rpartition(":")[2])
            first.process.kill()
            first.process.wait()
        assert "Switched on" in (folder / "a.flow").read_text(encoding="utf-8")
        expect(follower.locator("#status")).to_have_text("Connection lost, trying again…")
        page.keyboard.press("Enter")
        expect(page.locator("#status")).to_have_text(re.compile("^Connection lost, trying again"))
        with process(folder, port=port) as second:
            expect(page.locator("#needs-token")).to_be_visible()
            fresh = context.new_page()
            fresh.goto(f"{second.base}/#token={second.token}")  # the new link brings the token to all tabs
            expect(page.locator("#needs-token")).to_be_hidden()
            wait_until(follower, lambda: place(follower).endswith("@2"), "the follower follows again")
            assert place(page) == place(follower)
            assert page.input_value("#follow-link") == link
            expect(follower.locator("#status")).to_have_text("Following the trainer")
            assert "Not saved" in editor.input_value("#text")
            editor.click("#save")
            expect(editor.locator("#status")).to_have_text("Saved.")
            assert "Not saved" in (folder / "a.flow").read_text(encoding="utf-8")


# The token


def test_without_the_token_a_page_asks_for_it_and_goes_on(browser: Browser, studio: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{studio.base}/")
    expect(page.locator("#needs-token")).to_be_visible()
    assert page.locator(".file").count() == 0
    page.fill("#token-link", "wrong-token-of-some-length")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    expect(page.locator("#needs-token")).to_be_visible()
    page.fill("#token-link", f"{studio.base}/#token={TOKEN}")
    page.keyboard.press("Enter")
    expect(page.locator(".file")).to_have_count(4)
    expect(page.locator("#needs-token")).to_be_hidden()
    context.close()


def test_the_token_leaves_the_address_bar_and_no_request_names_it(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/") as found:
        expect(found.page.locator(".file")).to_have_count(4)
        assert TOKEN not in found.page.url
        assert not [each for each in found.requests if TOKEN in each]
        assert {each.split("/")[2] for each in found.requests if not each.startswith("data:")} == {
            studio.base.removeprefix("http://")
        }


# The editor


def test_mistakes_are_shown_in_place_while_one_types(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        expect(page.locator("#count")).to_have_text("No mistakes.")
        page.locator("#text").fill(BROKEN)
        expect(page.locator("#mistakes > li")).to_have_count(1)
        assert page.locator("#mistakes > li").inner_text().split("\n\n") == [
            "error BF105 line 2",
            'no such keyword: "whne"',
            'did you mean "when"?',
        ]
        expect(page.locator("#numbers .marked")).to_have_text("✗ 2")
        page.click("#mistakes button")
        selected = page.evaluate(
            "() => { const t = document.getElementById('text');"
            " return t.value.slice(t.selectionStart, t.selectionEnd) }"
        )
        assert selected == "whne"
        page.keyboard.type("when")
        expect(page.locator("#mistakes > li")).not_to_have_text(re.compile("BF105"))


def test_a_failing_scenario_explains_itself(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?file=failing.flow") as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(FAILING)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#verdict")).to_have_text("0 passed, 1 failed")
        expect(page.locator("#blocks pre")).to_contain_text("expected: ")


def test_a_file_that_changed_on_disk_is_not_written_over(browser: Browser, studio: Served, folder: Path) -> None:
    with opened(browser, entered(studio, "/edit?file=a.flow")) as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        (folder / "a.flow").write_text(GOOD.replace("Turned", "Changed"), encoding="utf-8")
        page.locator("#text").fill(GOOD.replace("Turned", "Mine"))
        page.keyboard.press("Control+s")
        expect(page.locator("#conflict")).to_be_visible()
        expect(page.locator("#difference del")).to_have_text("-scenario: Changed on\n")
        expect(page.locator("#difference ins")).to_have_text("+scenario: Mine on\n")
        assert "Changed" in (folder / "a.flow").read_text(encoding="utf-8")
        page.click("#keep-mine")
        page.click("#save")
        expect(page.locator("#status")).to_have_text("Saved.")
        assert "Mine" in (folder / "a.flow").read_text(encoding="utf-8")
        assert [each for each in found.complaints if "409" not in each] == []
        found.complaints.clear()


def test_a_file_that_was_deleted_while_open_can_be_saved_again(browser: Browser, studio: Served, folder: Path) -> None:
    with opened(browser, entered(studio, "/edit?file=a.flow")) as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        (folder / "a.flow").unlink()
        page.click("#save")
        expect(page.locator("#trouble")).to_have_text(re.compile("^the file was deleted meanwhile"))
        assert not (folder / "a.flow").exists()
        page.click("#save")
        expect(page.locator("#status")).to_have_text("Saved.")
        assert (folder / "a.flow").read_text(encoding="utf-8") == GOOD
        found.complaints.clear()


def test_a_new_file_is_written_formatted_and_saved(browser: Browser, studio: Served, folder: Path) -> None:
    with opened(browser, entered(studio, "/")) as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.fill("#new-name", "mine")
        page.keyboard.press("Enter")
        expect(page.locator("#name")).to_have_value("mine.flow")
        page.locator("#text").fill(GOOD.replace("  use:", "use:"))
        page.click("#format")
        expect(page.locator("#text")).to_have_value(GOOD)
        assert not (folder / "mine.flow").exists()
        page.click("#save")
        expect(page.locator("#status")).to_have_text("Saved.")
        assert (folder / "mine.flow").read_text(encoding="utf-8") == GOOD
        found.complaints.clear()  # the browser notes that there was no such file yet


def test_an_imported_text_is_opened_unsaved_and_can_be_stepped_through(
    browser: Browser, studio: Served, folder: Path
) -> None:
    with trainer(browser, studio, "/") as found:
        page = found.page
        page.fill("#import-text", GOOD)
        page.click("#import-form button")
        expect(page.locator("#text")).to_have_value(GOOD)
        page.fill("#name", "brought.flow")
        page.click("#step")
        ready(page)
        page.keyboard.press("Enter")
        wait_until(page, lambda: place(page).endswith("@1"), "a step is done")
        page.click("#back-to-text")
        expect(page.locator("#text")).to_have_value(GOOD)
        expect(page.locator("#name")).to_have_value("brought.flow")
    assert not (folder / "brought.flow").exists()


def test_a_scenario_opens_paused_before_the_line_of_the_cursor(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?file=a.flow&line=4") as found:
        page = found.page
        expect(page.locator("#text")).to_be_focused()
        page.click("#step-here")
        ready(page)
        wait_until(page, lambda: place(page).endswith("@1"), "one step is done")
        page.reload()
        ready(page)
        wait_until(page, lambda: place(page).endswith("@1"), "and is after loading anew")


def test_the_editor_speaks_french_and_keeps_the_text_when_the_language_changes(
    browser: Browser, studio: Served
) -> None:
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.locator("#text").fill(BROKEN)
        page.on("dialog", lambda dialog: dialog.accept())
        page.click("#other-language")
        expect(page.locator("#save")).to_have_text("Enregistrer")
        expect(page.locator("#text")).to_have_value(BROKEN)
        expect(page.locator("#mistakes")).to_contain_text("mot-clé inconnu")


def test_the_list_is_filtered_by_keyboard(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/") as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.focus("#filter")
        page.keyboard.type("looked")
        expect(page.locator(".file h2")).to_have_text(["a.flow"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#name")).to_have_value("a.flow")


# For all


def settled(page: Page) -> None:
    """Wait until a page has got what it asked for."""
    page.wait_for_load_state("networkidle" if "/step" not in page.url and "/f/" not in page.url else "load")
    if "/step" in page.url:
        ready(page)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, studio: Served, path: str, theme: Literal["light", "dark"]) -> None:
    assert violations(browser, entered(studio, path), settled, theme=theme) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_trainees_follow(
    browser: Browser, studio: Served, theme: Literal["light", "dark"]
) -> None:
    session = studio.post("/api/sessions", {"file": "a.flow", "line": 4}).json()

    def followed(page: Page) -> None:
        ready(page)
        expect(page.locator("#status")).to_have_text("Following the trainer")

    assert violations(browser, session["follow"], followed, theme=theme) == []


def test_axe_finds_nothing_in_a_conflict(browser: Browser, studio: Served, folder: Path) -> None:
    def conflict(page: Page) -> None:
        expect(page.locator("#text")).to_have_value(GOOD)
        (folder / "a.flow").write_text(BROKEN, encoding="utf-8")
        page.click("#save")
        expect(page.locator("#conflict")).to_be_visible()

    assert violations(browser, entered(studio, "/edit?file=a.flow"), conflict) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_small_screen(browser: Browser, studio: Served, path: str) -> None:
    with opened(browser, entered(studio, path), size=(320, 640)) as found:
        settled(found.page)
        assert sideways(found.page) == 0
