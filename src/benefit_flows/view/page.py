"""The shell of all pages: one HTML file that needs nothing else, and may load nothing else."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape
from typing import Final

from benefit_flows.source import package_text
from benefit_flows.text import Language

COMMENTS: Final = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/[ \t]*)$", re.MULTILINE)


def page(
    *,
    title: str,
    language: Language,
    styles: Sequence[str],
    scripts: Sequence[str],
    body: str,
    data: Mapping[str, str],
) -> str:
    """Give a whole page. ``body`` is HTML, ``data`` are blocks by their ids, as ``packing.compressed`` gives them.

    The scripts share one scope, in which no other script can reach. The page's own rules allow these styles and
    scripts by their digests, and no address at all.
    """
    style = _inside("\n".join(styles), "style")
    script = _inside("\n".join(["(() => {", "'use strict';", *scripts, "})();"]), "script") if scripts else ""
    return "\n".join(
        [*_head(title, language, style, script), "<body>", body, *_end(script, data), "</body>", "</html>\n"]
    )


def _head(title: str, language: Language, style: str, script: str) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield f'<html lang="{language}">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title>"
    if style:
        yield f"<style>{style}</style>"
    yield "</head>"


def _policy(style: str, script: str) -> str:
    allowed = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(content: str) -> str:
    """Give what allows a style or a script; nothing is allowed where there is none."""
    if not content:
        return "'none'"
    return f"'sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def _end(script: str, data: Mapping[str, str]) -> Iterator[str]:
    for name, block in data.items():
        yield f'<script type="application/octet-stream" id="{escape(name)}">{escape(block)}</script>'
    if script:
        yield f"<script>{script}</script>"


def _inside(content: str, tag: str) -> str:
    """Give a text that can stand inside a tag: nothing in it ends the tag, or begins a comment."""
    return content.replace(f"</{tag}", f"<\\/{tag}").replace("<!--", "<\\!--")


def asset(package: str, name: str) -> str:
    """Read a style or a script that travels inside a package, without what only its readers need."""
    return slim(package_text(package, name))


def slim(text: str) -> str:
    """Leave whole lines of comments, and indentation, out of a style or a script.

    So no text in it may go on over several lines.
    """
    return "\n".join(filter(None, map(str.strip, COMMENTS.sub("", text).split("\n"))))
