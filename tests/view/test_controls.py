"""What the things on a screen do: each stands for those of the world's choices that pressing it would be."""

from collections.abc import Sequence
from typing import Final

from benefit_flows import rulebook
from benefit_flows.engine.menu import actions_in
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import OpenPage, SignIn
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World
from benefit_flows.view.portals import portals
from benefit_flows.view.screens import TabView, screens, tabs
from benefit_flows.view.sight import ItemView, ScreenView
from tests.rulebooks.worlds import AZURE, PARTNER_CENTER, after, opened, sign_in, tried

EN: Final = Speaker(rulebook(), "en")
SCOPE: Final = Scope((PARTNER_CENTER, AZURE), ("azure",))


def choices(world: World) -> tuple[Step, ...]:
    """Give all that can be tried in a world."""
    return tuple(tried(world, each) for each in actions_in(world, rulebook(), SCOPE))


def seen(world: World, account: str = "Ada") -> ScreenView:
    """Give what an account sees, with what the things on it do."""
    (screen,) = screens(world, (account,), EN, choices(world))
    return screen


def said(world: World, numbers: Sequence[int]) -> list[str]:
    """Say the choices that have these numbers."""
    found = choices(world)
    actions = [found[number].action for number in numbers]
    return [EN.line(each).removeprefix("when ") for each in actions]


def done(world: World, items: tuple[ItemView, ...]) -> list[tuple[str, str | None, list[str]]]:
    """Give the things on a screen that do something, each with what."""
    return [(each.text, each.of, said(world, each.does)) for each in items if each.does]


def test_an_item_that_is_called_like_a_page_opens_it_and_others_do_what_the_data_say() -> None:
    home = after(opened("use: a Gold partner"), sign_in())
    assert done(home, seen(home).items) == [
        ("Technical benefits", None, ['Ada opens "Technical benefits" in "Partner Center"']),
        (
            "Sign-in with another account",
            None,
            ["Ada switches to Bob", "Ada switches to Chloe", "Ada switches to Deniz"],
        ),
    ]
    benefits = after(home, OpenPage("Ada", PARTNER_CENTER, "L7"))
    assert done(benefits, seen(benefits).items)[:2] == [
        ("Activate", benefit, [f'Ada activates "{benefit}"'])
        for benefit in ("Microsoft Product Support", "Signature Cloud Support")
    ]


def test_what_is_disabled_or_kept_back_does_what_would_be_refused() -> None:
    world = after(opened("use: a Gold partner"), sign_in("Chloe"))
    there = after(world, OpenPage("Chloe", PARTNER_CENTER, "L7"))
    buttons = [each for each in seen(there, "Chloe").items if each.key == "L6"]
    found = [(each.enabled, [choices(there)[number].outcome.value for number in each.does]) for each in buttons]
    assert found == [(False, ["refused"])] * 2
    home = after(opened("use: a Gold partner"), sign_in("Bob"))
    (customers,) = (each for each in seen(home, "Bob").withheld if each.key == "L8")
    assert said(home, customers.does) == ['Bob opens "Customers" in "Partner Center"']


def test_who_looks_elsewhere_presses_nothing_here() -> None:
    """Every choice that a thing stands for is one of the account that sees it."""
    world = after(opened("use: a Gold partner"), sign_in(), sign_in("Bob"))
    for account in ("Ada", "Bob"):
        numbers = [number for each in seen(world, account).items for number in each.does]
        assert {getattr(choices(world)[number].action, "account", None) for number in numbers} == {account}


def test_the_pages_above_are_named_with_the_choices_that_open_them() -> None:
    world = after(opened("use: a Gold partner"), SignIn("Ada", AZURE), OpenPage("Ada", AZURE, "L12"))
    above = seen(world).above
    assert [(each.page_id, each.text) for each in above] == [("home", "home page"), ("L11", "Help + Support")]
    assert [said(world, [each.does]) for each in above if each.does is not None] == [
        ['Ada opens "home page" in "Azure portal"'],
        ['Ada opens "Help + Support" in "Azure portal"'],
    ]


def test_a_tab_goes_to_a_portal() -> None:
    world = opened("use: a Gold partner")
    found = tabs(choices(world))
    assert [(each.account, each.portal_id) for each in found] == [
        (account, portal) for account in ("Ada", "Bob", "Chloe", "Deniz") for portal in SCOPE.portals
    ]
    assert said(world, [found[0].does]) == ['Ada signs in to "Partner Center"']
    assert isinstance(found[0], TabView)


def test_a_screen_without_choices_does_nothing() -> None:
    """A report shows what an account saw: nothing can be tried there."""
    (screen,) = screens(after(opened("use: a Gold partner"), sign_in()), ("Ada",), EN)
    assert {each.does for each in screen.items} == {()}
    assert {each.does for each in (*screen.above, *screen.steps)} <= {None}


def test_every_portal_is_described_with_its_pages() -> None:
    found = {each.portal_id: each for each in portals(EN)}
    assert list(found) == list(rulebook().portals)
    azure = found[AZURE]
    assert (azure.name, azure.frame, azure.commands) == ("Azure portal", "blade", ("L3", "L5"))
    assert [(each.name, each.kind, each.under) for each in azure.pages] == [
        ("home page", "page", None),
        ("Help + Support", "page", "home"),
        ("Support Plans", "page", "L11"),
        ("Link support benefits", "dialog", "L12"),
        ("+ New Support request", "form", "L11"),
    ]
