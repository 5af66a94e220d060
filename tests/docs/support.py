"""The pages that people read, and what is code in them."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from tests.support import PROJECT

PAGES: Final = sorted(
    [*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *(PROJECT / "features").glob("*.md")],
)
FENCE: Final = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SPAN: Final = re.compile(r"(?<!`)`([^`]+)`(?!`)")
COMMAND: Final = re.compile(r"benefit-flows .*")
assert PAGES, "no documentation found"


def shown(page: Path) -> str:
    """Give a page's path from the top of the project."""
    return page.relative_to(PROJECT).as_posix()


class Found(NamedTuple):
    """A piece of a page."""

    page: str
    text: str


def spans() -> list[Found]:
    """Give the code in the sentences of all pages, on one line each."""
    return [
        Found(shown(page), " ".join(span.split()))
        for page in PAGES
        for span in SPAN.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    ]


def blocks(*languages: str) -> list[Found]:
    """Give the blocks of all pages that are in one of some languages."""
    return [
        Found(shown(page), text)
        for page in PAGES
        for language, text in FENCE.findall(page.read_text(encoding="utf-8"))
        if language in languages
    ]


def commands() -> list[Found]:
    """Give the command lines of all pages, without comments."""
    lines = [
        Found(block.page, each.removeprefix("$ "))
        for block in blocks("sh", "console", "text")
        for each in block.text.splitlines()
    ]
    found = [each for each in (*spans(), *lines) if COMMAND.fullmatch(each.text)]
    return [Found(each.page, each.text.split(" #")[0]) for each in found]


def prose() -> list[Found]:
    """Give the lines of all pages that are neither code nor output."""
    return [
        Found(shown(page), line)
        for page in PAGES
        for line in FENCE.sub("", page.read_text(encoding="utf-8")).splitlines()
    ]
