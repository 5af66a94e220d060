"""Pages of the player for tests in a browser: written once by the command, opened, walked through by keyboard."""

from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from tests.support import PROJECT, command

DOUBLE_LINK: Final = "scenarios/documented/azure-link.flow:28"
TRAINING: Final = "scenarios/training/en"
TRAINING_FR: Final = "scenarios/training/fr"
STEPS: Final = 5
"""So many actions the double-link lesson has."""

SHOWN: Final = """() => ['.p-machines', '.p-done', '.messages', '.p-portal-card', '.p-choices-card']
  .map(each => document.querySelector(`.player ${each}`)?.outerHTML ?? '')"""


def written(folder: Path, *arguments: str, name: str = "player.html") -> Path:
    """Write a page with the command, and give its place."""
    path = folder / name
    done = command("player", *arguments, "-o", str(path), cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return path


def written_from(folder: Path, *files: str, worlds: int = 100) -> Path:
    """Write a page from the texts of files, in their order. A scenario may fail."""
    names = [f"{number}.flow" for number, _ in enumerate(files)]
    for name, flow in zip(names, files, strict=True):
        (folder / name).write_text(flow, encoding="utf-8")
    done = command("player", *names, "-o", "own.html", "--worlds", str(worlds), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "own.html"


def ready(page: Page) -> Page:
    """Wait until the page has drawn itself."""
    page.evaluate("async () => { await window.player.ready }")
    return page


def press(page: Page, *keys: str) -> Page:
    """Press keys, one after another."""
    ready(page)
    for each in keys:
        page.keyboard.press(each)
    return page


def shown(page: Page) -> Any:
    """Give what the page shows of a world: the machines, the last step, the portal, the choices."""
    return page.evaluate(SHOWN)


def texts(page: Page, selector: str) -> list[str]:
    """Give the texts of elements as a reader sees them, in one line each."""
    return [" ".join(each.split()) for each in page.locator(selector).all_inner_texts()]


def text(page: Page, selector: str) -> str:
    """Give the text of the only such element."""
    (only,) = texts(page, selector)
    return only


def place(page: Page) -> str:
    """Give the link of the place where the page is, without its version."""
    address = page.evaluate("location.hash.slice(1)")
    return "&".join(each for each in address.split("&") if not each.startswith("v="))


def turn_to(page: Page, number: int) -> None:
    """Take the choice that stands at a place (from 0) of the list, by keyboard alone."""
    pages, digit = divmod(number, 9)
    press(page, *["n"] * pages, str(digit + 1))
