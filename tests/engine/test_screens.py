"""What an account sees, on a toy rulebook."""

from benefit_flows.engine.screens import screen
from benefit_flows.model.screen import Item, Screen
from benefit_flows.model.world import Place
from tests.engine.toy import BOOK, DESK, badge, world

BADGES = world(badge("p/1", state="on", left=1), badge("p/2", kind="blue"))


def test_a_screen_tells_what_is_shown_from_what_is_withheld() -> None:
    """Entries come in the page's order; what the rulebook keeps from an account stands apart, with its rules."""
    there = BADGES._replace(places=(Place("Ann", DESK, "hall"),))
    assert screen(there, "Ann", BOOK) == Screen(
        DESK,
        "hall",
        (
            Item("shiny", "row", "badges", ("T1", "T2"), "red", 1),
            Item("way-out", "button", "exit", ("T3",), enabled=False),
        ),
        (Item("shiny", "row", "badges", ("T1", "T2"), "blue"),),
    )


def test_an_account_that_has_been_nowhere_has_no_screen() -> None:
    """Before its first action an account sees nothing, and so does who is not there."""
    assert screen(BADGES, "Ann", BOOK) is None
    assert screen(BADGES._replace(places=(Place("Bo", DESK, "hall"),)), "Bo", BOOK) is None


def test_a_page_that_the_rulebook_does_not_lay_out_is_blank() -> None:
    """A page without entries shows and withholds nothing."""
    there = BADGES._replace(places=(Place("Ann", DESK, "cellar"),))
    assert screen(there, "Ann", BOOK) == Screen(DESK, "cellar", (), ())
