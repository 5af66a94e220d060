"""Photograph the pages for the documentation: ``python docs/screenshots.py`` writes ``docs/pictures/*.png``.

Needs Chromium. Run it when the pages look different; no test can tell, since letters differ from machine to machine.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from benefit_flows.cli import main as command

DOCS: Final = Path(__file__).parent
PROJECT: Final = DOCS.parent
PICTURES: Final = DOCS / "pictures"
LESSON: Final = "scenarios/training/en/07-the-error-to-ignore.flow"
FAILING: Final = """\
scenario: A Gold partner activates a benefit  [122-124]
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Ada activates "Microsoft Product Support"
  wait 2 days
  then "Microsoft Product Support" is active  [124]
"""
SIZE: Final = {"width": 1280, "height": 720}


@contextmanager
def browser_page() -> Iterator[Page]:
    """Open an empty page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser.new_context(viewport=SIZE, offline=True).new_page()
        browser.close()


def photograph(page: Page, file: Path, name: str, ready: str, *keys: str) -> None:
    """Open a file, press keys, and keep what is seen."""
    page.goto(file.as_uri())
    page.wait_for_selector(ready)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Make the pages, and photograph them."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder), browser_page() as page:
        made = Path(folder)
        (made / "first.flow").write_text(FAILING, encoding="utf-8")
        shutil.copytree(PROJECT / "scenarios", made / "scenarios")
        command(["run", "first.flow", "scenarios/documented", "-q", "--report", "html=report.html"])
        command(["player", LESSON])
        photograph(page, made / "report.html", "report", "#story")
        photograph(page, made / "player.html", "player", ".p-choice", "Enter", "Enter", "Enter")


if __name__ == "__main__":
    main()
