"""The pages of the studio, made from templates; their styles and scripts, put together from those of all pages."""

import json
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from jinja2 import Environment, FunctionLoader, StrictUndefined

from benefit_flows.player import page as player_page
from benefit_flows.source import package_text
from benefit_flows.studio.words import PAGES
from benefit_flows.text import LANGUAGES, Language

LIST, EDIT, STEP, FOLLOW, REFUSED = "list", "edit", "step", "follow", "refused"
CSS, JS = "text/css", "text/javascript"
OWN, SHARED = "studio", "view"
PARTS: Final[Mapping[str, Sequence[tuple[str, str]]]] = {
    "studio.css": ((SHARED, "base.css"), (OWN, "studio.css")),
    "step.css": (*player_page.STYLES, (OWN, "studio.css")),
    "list.js": ((SHARED, "dom.js"), (OWN, "common.js"), (OWN, "list.js")),
    "edit.js": ((SHARED, "dom.js"), (OWN, "common.js"), (OWN, "check.js"), (OWN, "edit.js")),
    "boot.js": ((SHARED, "dom.js"), (SHARED, "unpack.js"), (OWN, "common.js"), (OWN, "boot.js")),
    "step.js": player_page.SCRIPTS,
}
"""Each served file with those that it is made of. Nothing else can be had."""


class Asset(NamedTuple):
    """A file for the browser."""

    kind: str
    text: str


class Pages:
    """Templates and assets, read once."""

    def __init__(self) -> None:
        environment = Environment(
            autoescape=True, loader=FunctionLoader(_template), undefined=StrictUndefined, trim_blocks=True
        )
        self.templates = {
            each: environment.get_template(f"{each}.html") for each in (LIST, EDIT, STEP, FOLLOW, REFUSED)
        }
        self.assets = {name: _joined(name, parts) for name, parts in PARTS.items()}

    def render(self, name: str, language: Language, message: str = "") -> str:
        """Render a page: its frame and its words, none of its contents; ``message`` is for the page that refuses."""
        other = "fr" if language == "en" else "en"
        words = {each: PAGES.in_language(each) for each in LANGUAGES}
        return self.templates[name].render(
            words=words[language], language=language, other=other, words_json=_json(words), message=message
        )

    def asset(self, name: str) -> Asset | None:
        """Give a file for the browser, if it is one of ours."""
        return self.assets.get(name)


def _template(name: str) -> str:
    return package_text("benefit_flows.studio", f"assets/{name}")


def _joined(name: str, parts: Sequence[tuple[str, str]]) -> Asset:
    """Put the parts of a file together; scripts share one scope that is closed to others."""
    whole = "\n".join(package_text(f"benefit_flows.{part}", f"assets/{file}") for part, file in parts)
    return Asset(CSS, whole) if name.endswith(".css") else Asset(JS, f"'use strict';\n(() => {{\n{whole}\n}})();\n")


def _json(words: Mapping[Language, Mapping[str, str]]) -> str:
    """Write words for a data block. No ``<`` can end the block."""
    return json.dumps(words).replace("<", "\\u003c")
