"""The scripts of the page fit together: one scope for all, and every word that they ask for is there."""

import re
from collections import Counter
from typing import Final

from benefit_flows.player.words import WORDS
from tests.support import PROJECT

PACKAGE: Final = PROJECT / "src" / "benefit_flows"
OWN: Final = sorted((PACKAGE / "player" / "assets").glob("*.js"))
SHARED: Final = [PACKAGE / "view" / "assets" / name for name in ("unpack.js", "dom.js", "story.js")]
DECLARED: Final = re.compile(r"^(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)


def test_no_two_scripts_of_the_page_use_one_name() -> None:
    names = [name for path in [*SHARED, *OWN] for name in DECLARED.findall(path.read_text(encoding="utf-8"))]
    assert len(names) > len(OWN)
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in OWN)
    quoted = {f"player.{each}" for each in re.findall(r"'([a-z_]+)'", scripts)}
    begun = [f"player.{each}" for each in re.findall(r"`([a-z]+_)\$\{", scripts)]
    asked = {f"player.{each}" for each in re.findall(r"\b(?:say|titled)\('([a-z_]+)'", scripts)}
    assert asked <= set(WORDS.texts)
    used = {key for key in WORDS.texts if key in quoted or any(key.startswith(each) for each in begun)}
    assert set(WORDS.texts) - used == set()
