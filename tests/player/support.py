"""What the tests of the player share: scenarios made into documents, and documents unpacked as a page does it."""

from typing import Any, Final

from benefit_flows import rulebook
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.pipeline import Loaded, load
from benefit_flows.player.document import player_document, worded
from benefit_flows.player.explored import Asked, Explored, explored
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.packing import Json
from tests.unpacking import unpack

BOOK: Final = rulebook()


def asked(loaded: Loaded) -> list[Asked]:
    """Give the scenarios of files, which have no mistake, as lessons that are asked for."""
    assert not loaded.errors
    assert loaded.scenarios
    languages = {each.parsed.source.path: each.parsed.language for each in loaded.units}
    return [Asked(each, languages[each.span.path]) for each in loaded.scenarios]


def lesson_of(place: str, most: int = 20) -> Explored:
    """Explore around the scenario at a place of the documented scenarios."""
    (only,) = asked(load([place], BOOK))
    return explored(only, BOOK, most)


def documents(lessons: list[Explored], language: Language = "en", book: Rulebook = BOOK) -> dict[Language, Any]:
    """Give the document of lessons in each language, packed and unpacked again."""
    packed: Json = player_document([worded(each, book) for each in lessons], book, language)
    return {each: unpack(packed, number) for number, each in enumerate(LANGUAGES)}
