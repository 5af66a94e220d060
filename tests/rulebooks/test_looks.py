"""How portals look is data: ids and words that a window knows, and what is neither is refused."""

from typing import Final

import pytest

from benefit_flows.model.looks import PLAIN
from benefit_flows.rulebooks.data import Fault
from tests.rulebooks.altered import BOOK, Edit, altered, edited, faults_of
from tests.rulebooks.test_portals import CLOUD, with_portal

FILE: Final = "portals.toml"
AZURE: Final = "azure-portal"
WRONG: Final = {
    # what is written otherwise, and the key of the fault that this brings
    "a frame that no window is": ('frame = "blade"', 'frame = "carousel"', f"{AZURE}.frame"),
    "no frame": ('frame = "blade"\n', "", f"{AZURE}.frame"),
    "a colour that there is not": ('colour = "indigo"', 'colour = "#4b0082"', f"{AZURE}.colour"),
    "a slip of the pen": ('colour = "indigo"', 'colour = "indigo"\ncomands = []', f"{AZURE}.comands"),
    "a slip of the pen at a page": ('L11 = { under = "home" }', 'L11 = { below = "home" }', f"{AZURE}.pages.L11.below"),
    "a command that opens no page": ('commands = ["L3", "L5"]', 'commands = ["L6"]', f"{AZURE}.commands"),
    "a text": ('commands = ["L3", "L5"]', 'commands = ["New request"]', f"{AZURE}.commands"),
    "a step that is no page": ('steps = ["step-1", ', 'steps = ["step-0", ', "support-for-business.steps"),
    "an entry that opens no page": ('"L8"]   # R07', '"L1"]   # R07', "partner-center.navigation"),
    "a group that is no label": ('["L15 > L7"', '["Benefits > L7"', "partner-center.navigation"),
    "an entry of the account that is no label": ('account = ["L16"', 'account = ["Account"', "partner-center.account"),
    "a page that there is not": ('L11 = { under = "home" }', 'L7 = { under = "home" }', f"{AZURE}.pages"),
    "a page under none that there is": ('L12 = { under = "L11" }', 'L12 = { under = "L9" }', f"{AZURE}.pages"),
    "a kind that no page is": (
        'under = "L12", kind = "dialog"',
        'under = "L12", kind = "popup"',
        f"{AZURE}.pages.L3.kind",
    ),
    "a page under itself": ('L11 = { under = "home" }', 'L11 = { under = "L12" }', f"{AZURE}.pages.L11.under"),
    "a portal that there is not": (f"[{AZURE}]", "[toy-portal]", "toy-portal"),
    "a thing that is no label": ('L6 = "activate"', 'Activate = "activate"', "stands-for.Activate"),
    "an action that there is not": ('L6 = "activate"', 'L6 = "press"', "stands-for.L6"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_look_that_no_window_could_draw_is_refused_with_its_key(what: str) -> None:
    old, new, key = WRONG[what]
    assert (FILE, key) in [(each.file, each.key) for each in faults_of(edited(Edit(FILE, old, new)))]


def test_pages_under_one_another_are_each_named() -> None:
    fix = "name a page that leads to it"
    assert faults_of(edited(Edit(FILE, 'L11 = { under = "home" }', 'L11 = { under = "L12" }'))) == tuple(
        Fault(FILE, f"{AZURE}.pages.{page}.under", "the page is under itself", fix) for page in ("L11", "L12")
    )


def test_a_portal_of_which_nothing_is_said_is_a_plain_form() -> None:
    book = altered(*with_portal(CLOUD))
    assert (book.look("toy-portal"), PLAIN.frame, PLAIN.page("L5").kind) == (PLAIN, "form", "page")


def test_a_page_knows_all_pages_that_it_is_under() -> None:
    assert BOOK.look(AZURE).above("L3") == ("home", "L11", "L12")
