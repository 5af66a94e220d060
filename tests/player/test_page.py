"""The whole page: what it is made of, and what it holds for browsers without scripts."""

import re
from pathlib import Path
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.player import page
from benefit_flows.player.document import worded
from benefit_flows.player.lesson import LessonSource, explored
from benefit_flows.text import LANGUAGES
from tests.player.support import BOOK, lesson_of
from tests.support import SCENARIOS, check_text

ASSETS: Final = Path(page.__file__).with_name("assets")


def test_every_script_and_style_of_the_player_is_in_its_page() -> None:
    named = {name for part, name in (*page.STYLES, *page.SCRIPTS) if part == "player"}
    assert named == {each.name for each in ASSETS.iterdir()}


def test_the_page_names_no_address_and_loads_nothing() -> None:
    (scenario,) = check_text("scenario: A\n  use: a Gold partner\n  then the number of requests is 0\n").scenarios
    for language in LANGUAGES:
        made = page.render_player(
            [worded(explored(LessonSource(scenario, "en"), BOOK, 5), BOOK)], Speaker(BOOK, language)
        )
        assert "default-src 'none'" in made
        assert re.findall(r"<(?:link|img|iframe)\b|\bsrc=|@import|\burl\(", made) == []
        assert {each for each in re.findall(r"https?://[^\s\"'<)]+", made) if "w3.org" not in each} == set()


def test_a_name_that_looks_like_html_is_text() -> None:
    hostile = "</noscript></title><script>alert(1)</script>&amp;"
    found = check_text(f"scenario: {hostile}\n  use: a Gold partner\n  then the number of requests is 0\n")
    (scenario,) = found.scenarios
    made = page.render_player([worded(explored(LessonSource(scenario, "en"), BOOK, 5), BOOK)], Speaker(BOOK, "en"))
    assert made.count("<script>") == 1
    assert made.count("</noscript>") == 1
    assert (
        "<title>Player: &lt;/noscript&gt;&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;</title>" in made
    )


def test_one_lesson_gives_the_page_its_name_and_several_are_a_course() -> None:
    one = worded(lesson_of(f"{SCENARIOS}/documented/azure-link.flow:55", 1), BOOK)
    name = "A contract linked in Azure and linked there again"
    assert f"<title>Player: {name}</title>" in page.render_player([one], Speaker(BOOK, "en"))
    assert f"<title>Lecteur\u00a0: {name}</title>" in page.render_player([one], Speaker(BOOK, "fr"))
    assert "<title>Lecteur\u00a0: un cours de 2 leçons</title>" in page.render_player([one, one], Speaker(BOOK, "fr"))
