"""The studio in a real browser: leading and following, editing, what is refused, a restart; and that all can use it."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benefit_flows.studio import app
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
    expect(page.locator("#status")).to_have_text(re.compile("^Following the trainer"))
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
        changes: list[str] = []
        follower.on("request", lambda request: changes.append(request.url) if request.method == "POST" else None)
        for key in ("Enter", "1", "ArrowRight"):
            follower.keyboard.press(key)
        assert (place(follower), place(page)) == (before, before)
        page.keyboard.press("Enter")
        wait_until(follower, lambda: place(follower) == place(page) != before, "the trainer leads")
        assert place(page).endswith("@1")
        assert changes == []
        assert follower.evaluate("() => localStorage.length") == 0


def test_trainees_choose_their_own_language(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, f"/step?file=lesson.flow&line={LINE}")
        follower = stack.enter_context(opened(browser, f"{link}?lang=fr")).page
        ready(follower)
        expect(follower.locator("html")).to_have_attribute("lang", "fr")
        expect(follower.locator("#status")).to_have_text(re.compile("^Vous suivez le formateur"))
        before = place(page)
        page.keyboard.press("Enter")
        wait_until(follower, lambda: place(follower) == place(page) != before, "the follower follows")
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
        before = place(page)
        page.keyboard.press("Enter")
        wait_until(slower, lambda: place(slower) == place(page) != before, "the other trainer's page follows")
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


def test_two_trainers_who_take_turns_with_the_text_do_not_throw_each_other_out(
    browser: Browser, studio: Served
) -> None:
    with ExitStack() as stack:
        page, _ = leading(browser, studio, stack, "/step?file=a.flow")
        wait_until(page, lambda: "session=" in page.url, "the address names the session")
        other = stack.enter_context(trainer(browser, studio, page.url.removeprefix(studio.base).split("#")[0])).page
        ready(other)
        other.click("#back-to-text")
        expect(other.locator("#text")).to_have_value(GOOD)
        other.evaluate("() => document.getElementById('text').setSelectionRange(100, 100)")
        with page.expect_navigation(url="**/step?session=*"):
            other.click("#step-here")
        ready(other)
        ready(page)
        wait_until(page, lambda: place(page) == place(other) != "", "both show the same")
        expect(page.locator("#status")).to_have_text("Another trainer took something else: this page came along.")
        session = studio.sessions.find(page.input_value("#follow-link").rpartition("/")[2])
        assert session is not None
        other.keyboard.press("Enter")
        wait_until(page, lambda: place(page) == place(other) != "", "and go on together")
        page.keyboard.press("Enter")
        wait_until(other, lambda: place(page) == place(other) != "", "either way")
        assert (session.news.course, "line=" in page.url) == (2, True)


def test_a_place_that_fits_no_more_is_told(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/") as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.goto(f"{studio.base}/step?file=a.flow#v=00000000&path=0@1")
        ready(page)
        expect(page.locator("#status")).to_have_text(re.compile("^The place of this link does not fit"))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/step?file=nope.flow", "nope.flow is not there (any more)"),
        ("/step?file=broken.flow", "nothing can be stepped through here: see the mistakes"),
        ("/step?file=a.flow&session=zz", "the request cannot be read"),
        ("/step?session=abcdefgh", "nobody steps here (any more)"),
    ],
)
def test_what_cannot_be_stepped_through_is_told_once(browser: Browser, studio: Served, path: str, told: str) -> None:
    with opened(browser, entered(studio, path)) as found:
        page = found.page
        expect(page.locator("#trouble")).to_have_text(told)
        expect(page.locator("#status")).to_have_text("")
        found.complaints.clear()  # the browser notes that it was refused


def test_who_waits_for_the_trainer_can_choose_the_language(browser: Browser, studio: Served) -> None:
    with opened(browser, f"{studio.base}/f/abcdefgh") as found:
        page = found.page
        expect(page.locator("#status")).to_have_text(re.compile("^Nobody steps here"))
        page.click("#other-language")
        expect(page.locator("#status")).to_have_text(re.compile("^Personne"))
        studio.post("/api/sessions", {"id": "abcdefgh", "file": "a.flow"})
        ready(page)
        expect(page.locator("#other-language")).to_be_hidden()
        assert page.get_by_text("Vous suivez le formateur").locator("visible=true").count() == 1
        found.complaints.clear()  # the browser notes that nobody was there


def test_the_link_for_trainees_is_copied_and_only_then_the_page_says_so(browser: Browser, studio: Served) -> None:
    with ExitStack() as stack:
        page, link = leading(browser, studio, stack, "/step?file=a.flow")
        page.evaluate("() => { navigator.clipboard.writeText = async text => { window.written = text } }")
        page.click("#copy")
        expect(page.locator("#status")).to_have_text("Copied.")
        assert page.evaluate("() => window.written") == link
        page.evaluate(
            "() => { navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false }"
        )
        page.click("#copy")
        expect(page.locator("#status")).to_have_text(re.compile("^The browser does not allow that"))


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
            expect(follower.locator("#status")).to_have_text(re.compile("^Following the trainer"))
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
    for wrong in ("wrong-token-of-some-length", "no token", f"{studio.base}/#token=wrong"):
        page.fill("#token-link", wrong)
        page.keyboard.press("Enter")
        expect(page.locator("#token-wrong")).to_have_text("This is not the token of this studio.")
        page.evaluate("() => { document.getElementById('token-wrong').hidden = true }")
    expect(page.locator("#needs-token")).to_be_visible()
    page.fill("#token-link", f"{studio.base}/#token={TOKEN}")
    page.keyboard.press("Enter")
    expect(page.locator(".file")).to_have_count(4)
    expect(page.locator("#needs-token")).to_be_hidden()
    context.close()


def test_a_link_with_another_token_does_not_take_the_place_of_the_good_one(browser: Browser, studio: Served) -> None:
    with opened(browser, entered(studio, "/")) as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.goto("about:blank")
        page.goto(f"{studio.base}/#token=evil")
        expect(page.locator("#token-wrong")).to_be_visible()
        expect(page.locator(".file")).to_have_count(4)
        assert page.url == f"{studio.base}/"
        found.complaints.clear()  # the browser notes that the wrong token was refused


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
        expect(page.locator("#conflict-title")).to_have_text(re.compile("^the file was changed on disk"))
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
        for _ in range(2):
            with page.expect_response("**/api/save?*"):
                page.keyboard.press("Control+s")
            expect(page.locator("#conflict-title")).to_have_text(re.compile("^the file was deleted meanwhile"))
            expect(page.locator("#take-disk")).to_be_hidden()
            with page.expect_response("**/api/check?*"):
                page.locator("#text").fill(GOOD)
            expect(page.locator("#conflict")).to_be_visible()
            assert not (folder / "a.flow").exists()
        page.click("#save-new")
        expect(page.locator("#status")).to_have_text("Saved.")
        expect(page.locator("#conflict")).to_be_hidden()
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
        page.keyboard.press("Control+z")
        expect(page.locator("#text")).to_have_value(GOOD.replace("  use:", "use:"))
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


def test_no_unsaved_text_takes_the_place_of_another(browser: Browser, studio: Served) -> None:
    mine = GOOD.replace("Turned on", "Mine")
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        page.on("dialog", lambda dialog: dialog.accept())
        expect(page.locator("#text")).to_have_value(GOOD)
        page.locator("#text").fill(mine)
        page.click("#step")
        ready(page)
        page.click("#export")
        expect(page.locator("#text")).to_have_value(re.compile("rulebook: "))
        page.go_back()
        ready(page)
        page.click("#back-to-text")
        expect(page.locator("#text")).to_have_value(mine)
        page.click("header a")
        expect(page.locator("#drafts-list li")).to_have_count(2)
        page.click(".file h2 a:text-is('a.flow')")
        expect(page.locator("#text")).to_have_value(GOOD)
        page.click("#offers a")
        expect(page.locator("#text")).to_have_value(mine)
        page.click("#save")
        expect(page.locator("#status")).to_have_text("Saved.")
        page.click("header a")
        expect(page.locator("#drafts-list li")).to_have_count(1)
        page.click("#drafts-list button")
        expect(page.locator("#drafts")).to_be_hidden()


def test_a_link_to_a_draft_of_another_tab_opens_an_empty_editor_and_says_why(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?draft=1") as found:
        expect(found.page.locator("#trouble")).to_have_text(re.compile("^The text of this link is not in this tab"))
        expect(found.page.locator("#text")).to_have_value("")
        expect(found.page.locator("#text")).to_be_editable()


def test_what_was_refused_stays_told_while_one_types_on(browser: Browser, studio: Served, folder: Path) -> None:
    with opened(browser, entered(studio, "/edit?file=a.flow")) as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        for name, told in (("nod/x", "there is no folder for nod/x.flow"), ("", "the text has no name yet")):
            page.fill("#name", name)
            page.keyboard.press("Control+s")
            expect(page.locator("#trouble")).to_have_text(re.compile(f"^{told}"))
            with page.expect_response("**/api/check?*"):
                page.locator("#text").fill(f"{GOOD}# {name}\n")
            expect(page.locator("#count")).to_have_text("No mistakes.")
            expect(page.locator("#trouble")).to_have_text(re.compile(f"^{told}"))
        page.fill("#name", "second")
        page.keyboard.press("Control+s")
        expect(page.locator("#status")).to_have_text("Saved.")
        expect(page.locator("#trouble")).to_be_hidden()
        expect(page.locator("#name")).to_have_value("second.flow")
        assert (folder / "second.flow").exists()
        page.fill("#name", "broken.flow")
        page.keyboard.press("Control+s")
        expect(page.locator("#conflict-title")).to_have_text(re.compile("^there is a file of this name already"))
        found.complaints.clear()  # the browser notes what was refused


def test_results_of_an_earlier_text_are_marked_as_such(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.click("#run")
        expect(page.locator("#verdict")).to_have_text("2 passed")
        expect(page.locator("#earlier")).to_have_text("")
        page.locator("#text").fill(BROKEN)
        expect(page.locator("#earlier")).to_have_text("These are the results of an earlier text.")
        page.locator("#text").fill(GOOD)
        expect(page.locator("#earlier")).to_have_text("")


def test_a_failure_in_an_included_file_leads_nowhere_in_this_text(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.locator("#text").fill(f"include: broken.flow\n\n{GOOD}whne\n")
        page.click("#run")
        expect(page.locator("#blocks pre")).to_have_count(2)
        expect(page.locator("#blocks button")).to_have_text(["line 13"])


def test_the_text_from_the_disk_can_be_undone(browser: Browser, studio: Served, folder: Path) -> None:
    with opened(browser, entered(studio, "/edit?file=a.flow")) as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.locator("#text").fill(BROKEN)
        (folder / "a.flow").write_text(FAILING, encoding="utf-8")
        page.keyboard.press("Control+s")
        page.click("#take-disk")
        expect(page.locator("#text")).to_have_value(FAILING)
        expect(page.locator("#status")).to_have_text("")
        page.locator("#text").focus()
        page.keyboard.press("Control+z")
        expect(page.locator("#text")).to_have_value(BROKEN)
        found.complaints.clear()  # the browser notes the conflict


def test_formatting_a_long_text_is_quick_and_can_be_undone(browser: Browser, studio: Served) -> None:
    rough = "\n".join(GOOD.replace("  use:", "use:").replace(" on", f" on {number}") for number in range(1000))
    with trainer(browser, studio, "/edit?file=a.flow") as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.evaluate("text => { document.getElementById('text').value = text }", rough)
        page.click("#format")
        expect(page.locator("#text")).to_have_value(rough.replace("use:", "  use:"))
        for value in (rough, rough.replace("use:", "  use:")):
            page.keyboard.press("Control+z")
            expect(page.locator("#text")).to_have_value(value)


def test_a_file_that_cannot_be_read_is_not_run_by_a_key(browser: Browser, studio: Served, folder: Path) -> None:
    (folder / "bytes.flow").write_bytes(b"\xff")
    with trainer(browser, studio, "/edit?file=bytes.flow") as found:
        expect(found.page.locator("#mistakes > li")).to_have_count(1)
        asked: list[str] = []
        found.page.on("request", lambda request: asked.append(request.url))
        found.page.keyboard.press("Control+Enter")
        found.page.keyboard.press("Control+s")
        found.page.click("header a")
        expect(found.page.locator(".file")).to_have_count(5)
        assert not [each for each in asked if "/api/run" in each or "/api/save" in each]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"scenario: \xe9t\xe9\n", "x.flow is not text in UTF-8: convert it first"),
        (b"#" * 1_000_001, "more than 1 MB: too large for the studio"),
    ],
)
def test_what_cannot_be_imported_is_told(browser: Browser, studio: Served, data: bytes, told: str) -> None:
    with trainer(browser, studio, "/") as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.set_input_files("#import-file", {"name": "x.flow", "mimeType": "text/plain", "buffer": data})
        expect(page.locator("#trouble")).to_have_text(told)


def test_a_tab_without_room_for_a_draft_says_so(browser: Browser, studio: Served) -> None:
    with trainer(browser, studio, "/") as found:
        page = found.page
        expect(page.locator(".file")).to_have_count(4)
        page.evaluate("() => sessionStorage.setItem('x', 'x'.repeat(5 * 1024 * 1024 - 100))")
        page.fill("#import-text", GOOD)
        page.click("#import-form button")
        expect(page.locator("#trouble")).to_have_text(re.compile("^The browser has no room"))


def test_an_answer_that_is_none_of_ours_is_put_in_words(browser: Browser, studio: Served) -> None:
    with opened(browser, entered(studio, "/edit?file=a.flow")) as found:
        page = found.page
        expect(page.locator("#text")).to_have_value(GOOD)
        page.route("**/api/run?*", lambda route: route.fulfill(status=503, body="Service Unavailable"))
        page.click("#run")
        expect(page.locator("#trouble")).to_have_text(re.compile(r"^The studio could not answer \(503\)"))
        found.complaints.clear()  # the browser notes the status


def test_one_file_is_counted_as_one_in_either_language(browser: Browser, studio: Served, folder: Path) -> None:
    for name in ("broken", "failing", "lesson"):
        (folder / f"{name}.flow").unlink()
    for language, shown, none in (("en", "1 file", "0 files"), ("fr", "1 fichier", "0 fichier")):
        with trainer(browser, studio, f"/?lang={language}") as found:
            expect(found.page.locator("#shown")).to_have_text(shown)
            found.page.fill("#filter", "nothing like this")
            expect(found.page.locator("#shown")).to_have_text(none)


def test_that_the_list_is_cut_is_said_while_one_filters_too(
    browser: Browser, studio: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "MOST_FILES", 4)
    with trainer(browser, studio, "/") as found:
        expect(found.page.locator("#shown")).to_have_text("4 files Only the first 4 are shown.")
        found.page.fill("#filter", "looked")
        expect(found.page.locator("#shown")).to_have_text("1 file Only the first 4 are shown.")


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
        expect(page.locator("#status")).to_have_text(re.compile("^Following the trainer"))

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
