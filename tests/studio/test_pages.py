"""The pages: what they are made of, and their words, which exist in both languages."""

import re
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.studio import pages
from benefit_flows.studio.words import PAGES
from benefit_flows.text import LANGUAGES
from tests.studio.support import Client

STUDIO: Final = Path(pages.__file__).parent
SOURCES: Final = sorted((STUDIO / "assets").iterdir())
USED: Final = re.compile(r"""(?:\bt\(|status\(|words\[|data-word=|\? |: )['"]([\w.-]+)['"]""")
PLACES: Final = re.compile(r"\{\w+\}")


def used() -> set[str]:
    """Give the words that templates and scripts ask for."""
    assert len(SOURCES) > 5
    return {key for each in SOURCES for key in USED.findall(each.read_text(encoding="utf-8"))}


def test_every_word_that_a_page_asks_for_exists() -> None:
    named = {each for each in used() if "." in each and not each.endswith((".js", ".css"))}
    assert named
    assert named <= PAGES.texts.keys()


@pytest.mark.parametrize("path", ["/", "/edit", "/step", "/f/abcdefgh"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_comes_in_the_language_that_is_asked_for(tmp_path: Path, path: str, language: str) -> None:
    text = Client(tmp_path).http.get(f"{path}?lang={language}").text
    assert f'<html lang="{language}">' in text
    assert {"en": "The studio needs JavaScript.", "fr": "Le studio a besoin de JavaScript."}[language] in text


@pytest.mark.parametrize("language", ["", "de", "<script>", "FR"])
def test_a_language_that_is_none_gives_that_of_the_studio(tmp_path: Path, language: str) -> None:
    text = Client(tmp_path).http.get("/", params={"lang": language}).text
    assert '<html lang="en">' in text
    assert "<script>alert" not in text


def test_words_cannot_end_the_block_that_holds_them() -> None:
    words = {each: {"x": "</script><script>alert(1)</script>"} for each in LANGUAGES}
    assert "<" not in pages._json(words)


@pytest.mark.parametrize("name", pages.PARTS)
def test_every_asset_is_served_and_nothing_in_it_comes_from_elsewhere(tmp_path: Path, name: str) -> None:
    answer = Client(tmp_path).http.get(f"/assets/{name}")
    assert answer.status_code == 200
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert answer.headers["content-type"].startswith(kind)
    assert not re.search(r"https?://(?!www\.w3\.org)", answer.text)
    assert "innerHTML" not in answer.text


def test_no_page_has_a_script_or_a_style_of_its_own(tmp_path: Path) -> None:
    for path in ("/", "/edit", "/step", "/f/abcdefgh"):
        text = Client(tmp_path).http.get(path).text
        assert re.findall(r"<script(?! src=| type=\"application/json\")", text) == []
        assert re.findall(r"<style|\sstyle=|\son\w+=", text) == []
