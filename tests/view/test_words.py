"""The words of all pages."""

import re

from benefit_flows.source import package_text
from benefit_flows.text import LANGUAGES
from benefit_flows.view.words import ROLES, WORDS
from tests.view.support import all_traces


def test_every_role_on_a_screen_has_words() -> None:
    screens = [event.screen for each in all_traces() for event in each.events if event.screen is not None]
    roles = {item.role for each in screens for item in (*each.items, *each.withheld)}
    assert roles
    assert roles == ROLES.texts.keys()


def test_words_are_given_by_language() -> None:
    assert [WORDS.in_language(each)["story.gone"] for each in LANGUAGES] == ["is no more there", "n’est plus là"]


def test_the_scripts_of_all_pages_find_their_words_and_use_all_of_them() -> None:
    script = package_text("benefit_flows.view", "assets/story.js")
    keys = set(re.findall(r"'(story\.[\w-]+)'", script))
    by_role = {"story.link", "story.menu"}
    assert "`story.${each.role}`" in script
    assert keys | by_role == WORDS.texts.keys()
