"""What the tests of the player share: scenarios made into documents, documents unpacked, pure scripts under Node."""

import json
import shutil
import subprocess
from typing import Any, Final

from benefit_flows import rulebook
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.pipeline import Loaded, load
from benefit_flows.player.document import player_document, worded
from benefit_flows.player.lesson import Lesson, LessonSource, explored
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.packing import Json
from tests.support import PROJECT
from tests.unpacking import unpack

BOOK: Final = rulebook()
ASSETS: Final = PROJECT / "src" / "benefit_flows" / "player" / "assets"
PURE: Final = ("state.js", "link.js", "export.js")
"""The scripts that draw nothing."""


def asked(loaded: Loaded) -> list[LessonSource]:
    """Give the scenarios of files, which have no mistake, as lessons that are asked for."""
    assert not loaded.errors
    assert loaded.scenarios
    languages = {each.parsed.source.path: each.parsed.language for each in loaded.units}
    return [LessonSource(each, languages[each.span.path]) for each in loaded.scenarios]


def lesson_of(place: str, most: int = 20) -> Lesson:
    """Explore around the scenario at a place of the documented scenarios."""
    (only,) = asked(load([place], RULEBOOKS))
    return explored(only, BOOK, most)


def documents(lessons: list[Lesson], language: Language = "en", book: Rulebook = BOOK) -> dict[Language, Any]:
    """Give the document of lessons in each language, packed and unpacked again."""
    packed: Json = player_document([worded(each, book) for each in lessons], Speaker(book, language))
    return {each: unpack(packed, number) for number, each in enumerate(LANGUAGES)}


def judged(body: str, **values: object) -> Any:
    """Run the body of a function in Node, with the page's own scripts around it and these values at hand."""
    node = shutil.which("node")
    assert node is not None, "node is not installed"
    scripts = "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in PURE)
    names = ", ".join(values)
    program = (
        f"'use strict'\n{scripts}\nconst {{ {names} }} = JSON.parse(require('fs').readFileSync(0, 'utf8'))\n"
        f"console.log(JSON.stringify((() => {{ {body} }})()))"
    )
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(values), capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
