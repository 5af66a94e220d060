"""A real browser for tests of pages: Chromium without a network, what a page asks for, and axe's complaints."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, NamedTuple

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.support import PROJECT

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE: Final = PROJECT / ".tools" / "node_modules" / "axe-core" / "axe.min.js"
PROJECTOR: Final = (1280, 720)
SLOWEST: Final = 15_000
"""Milliseconds after which a page counts as hanging."""


class Opened(NamedTuple):
    """An open page, every address that it asked for, and everything that it complained about."""

    page: Page
    requests: list[str]
    complaints: list[str]


def chromium() -> Iterator[Browser]:
    """Start the browser, and stop it afterwards: the body of a fixture (``yield from chromium()``)."""
    program = shutil.which("chromium")
    assert program is not None, "chromium is not installed; make test-tools installs it"
    expect.set_options(timeout=SLOWEST)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def opened(
    browser: Browser,
    address: Path | str,
    *,
    theme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = PROJECTOR,
    ready: str = "body",
    scripts: bool = True,
    forced_colors: bool = False,
) -> Iterator[Opened]:
    """Open a page. One from disk has no network, may ask for nothing but itself, and may complain about nothing.

    ``address`` is a file, or an address with a hash (``path.as_uri() + "#…"``); ``ready`` is a selector of something
    that is there once the page can be used.
    """
    wide, high = size
    context = browser.new_context(
        color_scheme=theme,
        viewport={"width": wide, "height": high},
        java_script_enabled=scripts,
        forced_colors="active" if forced_colors else "none",
        accept_downloads=True,
    )
    try:
        found = _open(context, address, ready)
        yield found
        if not _address(address).startswith("http"):
            assert set(found.requests) <= {_address(address).partition("#")[0]}
        assert found.complaints == []
    finally:
        context.close()


def violations(
    browser: Browser,
    address: Path | str,
    prepare: Callable[[Page], object] = lambda _: None,
    *,
    theme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = PROJECTOR,
    ready: str = "body",
    before: str = "",
) -> list[str]:
    """Let axe look at a page in the state that ``prepare`` brings it to; give a line for each complaint.

    ``before`` is a script that runs before those of the page. The page's own policy forbids strange scripts, so axe
    gets a context in which the policy counts for nothing.
    """
    assert AXE.is_file(), "axe-core is not installed; make test-tools installs it"
    wide, high = size
    context = browser.new_context(color_scheme=theme, viewport={"width": wide, "height": high}, bypass_csp=True)
    try:
        context.add_init_script(before)
        page = _open(context, address, ready).page
        prepare(page)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        told: list[str] = page.evaluate(
            "async () => (await axe.run()).violations.flatMap("
            "rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary}`))"
        )
        return told
    finally:
        context.close()


def sideways(page: Page) -> int:
    """Give by how many pixels a page is wider than its window: at 320 pixels it must be none."""
    too_wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return too_wide


def _address(address: Path | str) -> str:
    return address.resolve().as_uri() if isinstance(address, Path) else address


def _open(context: BrowserContext, address: Path | str, ready: str) -> Opened:
    if not _address(address).startswith("http"):
        context.set_offline(offline=True)
    context.set_default_timeout(SLOWEST)
    page = context.new_page()
    found = Opened(page, [], [])
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("console", lambda message: found.complaints.extend(_complaint(message)))
    page.goto(_address(address))
    page.locator(ready).first.wait_for(state="attached")
    return found


def _complaint(message: ConsoleMessage) -> Iterator[str]:
    if message.type in ("error", "warning"):
        yield message.text
