"""How portals look, and which things on their pages stand for which action: read from data, and checked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from benefit_flows.model.looks import COLOURS, FRAMES, PAGE_KINDS, PageLook, PortalLook
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.rulebooks.data import Fault, Section

FILE: Final = "portals.toml"
STANDS_FOR: Final = "stands-for"
KEYS: Final = ("frame", "colour", "navigation", "account", "steps", "commands", "pages")
INTO: Final = " > "


def read_looks(data: Section) -> dict[str, PortalLook]:
    """Read the look of each portal that the data describe."""
    return {each: _look(data.section(each)) for each in data.table if each != STANDS_FOR}


def _look(each: Section) -> PortalLook:
    each.only(*KEYS)
    pages = {key: _page(page) for key, page in each.sections("pages")} if "pages" in each.table else {}
    navigation = tuple(tuple(entry.split(INTO)) for entry in each.words("navigation", ()))
    listed = each.words("account", ()), each.words("steps", ()), each.words("commands", ())
    return PortalLook(each.word("frame"), each.word("colour"), navigation, *listed, pages)


def _page(each: Section) -> PageLook:
    each.only("under", "kind")
    return PageLook(each.word_if_any("under"), each.word("kind", "page"))


def read_stands_for(data: Section, kinds: Iterable[type]) -> dict[str, type]:
    """Read what things stand for: a key, and a kind of action in the words of its name."""
    named = {_in_words(each): each for each in kinds}
    said = data.section(STANDS_FOR)
    for key in said.table:
        if said.word(key) not in named:
            said.fault(key, "is no action", f"write one of {', '.join(sorted(named))}")
    return {key: named[said.word(key)] for key in said.table if said.word(key) in named}


def _in_words(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


def check_looks(rulebook: Rulebook) -> Iterator[Fault]:
    """A look is of a portal, in words that a window knows, and names only pages and labels that there are."""
    for portal, look in rulebook.looks.items():
        if portal not in rulebook.portals:
            yield Fault(FILE, portal, "there is no such portal", "correct the id")
            continue
        for key, said, known in (("frame", look.frame, FRAMES), ("colour", look.colour, COLOURS)):
            if said not in known:
                yield Fault(FILE, f"{portal}.{key}", f"there is no {said}", f"write one of {', '.join(known)}")
        yield from _unknown(portal, look, rulebook)
        yield from _misplaced(portal, look.pages)
    for key in rulebook.stands_for:
        if key not in rulebook.messages:
            yield Fault(FILE, f"{STANDS_FOR}.{key}", "there is no such label", "correct the key")


def _unknown(portal: str, look: PortalLook, rulebook: Rulebook) -> Iterator[Fault]:
    pages = {page for each, page in rulebook.screens if each == portal}
    of_pages = {page for page, each in look.pages.items()} | {each.under for each in look.pages.values()} - {None}
    named: Mapping[str, Iterable[str | None]] = {
        "steps": look.steps,
        "commands": look.commands,
        "navigation": [entry[-1] for entry in look.navigation],
        "pages": sorted(each for each in of_pages if each is not None),
    }
    for key, names in named.items():
        for page in (each for each in names if each not in pages):
            yield Fault(FILE, f"{portal}.{key}", f"the portal has no page {page}", "correct the id")
    for key, labels in (
        ("account", look.account),
        ("navigation", [each for entry in look.navigation for each in entry[:-1]]),
    ):
        for label in (each for each in labels if each not in rulebook.messages):
            yield Fault(FILE, f"{portal}.{key}", f"there is no label {label}", "correct the key")


def _misplaced(portal: str, pages: Mapping[str, PageLook]) -> Iterator[Fault]:
    """A page is of a kind that there is, and is not under itself, however far up."""
    for page, look in pages.items():
        where = f"{portal}.pages.{page}"
        if look.kind not in PAGE_KINDS:
            yield Fault(FILE, f"{where}.kind", f"there is no {look.kind}", f"write one of {', '.join(PAGE_KINDS)}")
        if page in _ways_up(page, pages):
            yield Fault(FILE, f"{where}.under", "the page is under itself", "name a page that leads to it")


def _ways_up(page: str, pages: Mapping[str, PageLook]) -> Iterator[str]:
    """Give the pages that a page is under, each once, in however wide a circle."""
    met: list[str] = []
    under = pages[page].under
    while under is not None and under not in met:
        met.append(under)
        under = pages[under].under if under in pages else None
    return iter(met)
