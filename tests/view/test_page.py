"""The shell of all pages."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Final

import pytest

from benefit_flows.text import LANGUAGES, Language
from benefit_flows.view.packing import compressed, pack
from benefit_flows.view.page import asset, page

VOID: Final = ("meta",)
SCRIPTS: Final = tuple(asset("benefit_flows.view", f"assets/{each}.js") for each in ("unpack", "dom", "story"))
STYLE: Final = asset("benefit_flows.view", "assets/base.css")


class Reader(HTMLParser):
    """Keeps what stands in which tags, and finds tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == self.seen[-1][0]:
            tag, attributes, text = self.seen[-1]
            self.seen[-1] = (tag, attributes, text + data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for name, attributes, text in self.seen if name == tag]


def whole(language: Language = "en", title: str = "A & <b>") -> str:
    """Give a page with all that can be in one."""
    data = {"lessons": compressed(pack((["a"], ["b"])))}
    body = '<main id="place"></main>'
    return page(title=title, language=language, styles=[STYLE, "p{}"], scripts=SCRIPTS, body=body, data=data)


def digest(text: str) -> str:
    """Give a digest as a policy writes it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_well_formed(language: Language) -> None:
    text = whole(language)
    reader = Reader(text)
    assert reader.open == []
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n')
    assert text.endswith("</body>\n</html>\n")
    assert [text.strip() for _, text in reader.all("title")] == ["A & <b>"]
    assert [each["id"] for each, _ in reader.all("main")] == ["place"]


def test_the_policy_of_a_page_allows_its_own_style_and_script_and_nothing_else() -> None:
    reader = Reader(whole())
    (policy,) = (each["content"] for each, _ in reader.all("meta") if "http-equiv" in each)
    ((_, style),) = reader.all("style")
    ((_, script),) = ((each, text) for each, text in reader.all("script") if "type" not in each)
    assert policy == (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [name for name, attributes, _ in reader.seen for each in attributes if each.startswith("on")] == []
    assert [name for name, attributes, _ in reader.seen if "style" in attributes] == []


def test_the_policy_comes_before_what_it_is_about() -> None:
    text = whole()
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<script")


def test_a_page_names_no_remote_address() -> None:
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+|@import|url\(", whole().replace("http://www.w3.org/", "")) == []


def test_data_blocks_stand_before_the_script_by_their_names() -> None:
    scripts = Reader(whole()).all("script")
    assert [(each.get("type"), each.get("id")) for each, _ in scripts] == [
        ("application/octet-stream", "lessons"),
        (None, None),
    ]
    assert scripts[0][1].strip() == compressed(pack((["a"], ["b"])))


def test_scripts_share_one_strict_scope() -> None:
    text = page(title="x", language="en", styles=[], scripts=["const a = 1", "f(a)"], body="", data={})
    assert Reader(text).all("script")[0][1].strip() == "(() => {\n'use strict';\nconst a = 1\nf(a)\n})();"


def test_nothing_in_a_script_or_a_style_ends_it() -> None:
    script, style = "const a = '</script><!--'", "p::after{content:'</style>'}"
    text = page(title="x", language="en", styles=[style], scripts=[script], body="<p>", data={})
    assert "const a = '<\\/script><\\!--'" in text
    assert (text.count("</script"), text.count("</style")) == (1, 1)


def test_a_page_without_scripts_allows_none() -> None:
    text = page(title="x", language="fr", styles=[], scripts=[], body="<p>", data={})
    assert "<script" not in text
    assert "script-src 'none'" in text
