"""The player: one HTML file that holds its lessons, its pictures and all that draws them."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.player.document import Worded, player_document
from benefit_flows.player.lesson import Lesson
from benefit_flows.player.words import WORDS
from benefit_flows.text import Language
from benefit_flows.view.packing import compressed
from benefit_flows.view.page import asset, page
from benefit_flows.view.titles import title

STYLES: Final = (("view", "base.css"), ("player", "player.css"))
SHARED_SCRIPTS: Final = ("unpack", "dom", "story")
OWN_SCRIPTS: Final = (
    *("state", "link", "export", "app", "places", "around", "choices", "keys", "now", "sheets", "story_list"),
    "player",
)
"""The last of them starts the player: what it needs stands above."""
SCRIPTS: Final = (
    *(("view", f"{each}.js") for each in SHARED_SCRIPTS),
    *(("player", f"{each}.js") for each in OWN_SCRIPTS),
)


def render_player(lessons: Sequence[Worded], speaker: Speaker) -> str:
    """Render the page, which opens in ``language`` and can be switched to the other."""
    explored = [lesson.lesson for lesson in lessons]
    return page(
        title=_title(explored, speaker.language),
        language=speaker.language,
        styles=[_asset(*each) for each in STYLES],
        scripts=[_asset(*each) for each in SCRIPTS],
        body="\n".join(_body(explored, speaker.language)),
        data={"data": compressed(player_document(lessons, speaker))},
    )


def _asset(part: str, name: str) -> str:
    return asset(f"benefit_flows.{part}", f"assets/{name}")


def _title(lessons: Sequence[Lesson], language: Language) -> str:
    if len(lessons) == 1:
        return WORDS.say("player.title", language, name=title(lessons[0].start.scenario, language))
    return WORDS.say("player.course", language, number=len(lessons))


def _body(lessons: Sequence[Lesson], language: Language) -> Iterator[str]:
    """Hold the place of the player; without JavaScript, list the lines of the lessons."""
    yield '<div id="player"></div>'
    yield f"<noscript><p>{escape(WORDS.say('player.noscript', language))}</p>"
    for lesson in lessons:
        yield f'<section lang="{lesson.asked.language}"><h2>{escape(title(lesson.start.scenario, language))}</h2><ol>'
        yield from (f"<li>{escape(line.text)}</li>" for line in lesson.asked.scenario.lines)
        yield "</ol></section>"
    yield "</noscript>"
