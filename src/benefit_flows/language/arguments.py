"""A name with a list behind it: ``a Gold partner (until = 2022-01-01)``, as setups have it and who uses them."""

import re
from collections.abc import Iterator
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.scan import RawLine
from benefit_flows.language.statements import Slot

RUN: Final = re.compile(r"[ \t]+")
PARAMETERS: Final = re.compile(r'^(?P<name>.*?)\s*\((?P<list>(?:[^()"]|"[^"]*")*)\)$')
ASSIGNMENT: Final = re.compile(
    r'\s*(?P<name>[^=,()"]+?)\s*=\s*(?P<value>"[^"]*"|<[^<>]+>|[^\s,()"<>](?:[^,()"<>]*[^\s,()"<>])?)\s*(?:,|$)'
)


def name_and_arguments(line: RawLine, diagnostics: list[Diagnostic]) -> tuple[str, tuple[tuple[str, Slot], ...]]:
    """Take the body of a line apart into the name and what the list gives; mistakes go to ``diagnostics``."""
    found = PARAMETERS.match(line.body)
    if found is None:
        return line.body, ()
    return found["name"], tuple(_assignments(line, found.start("list"), found["list"], diagnostics))


def _assignments(line: RawLine, offset: int, text: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, Slot]]:
    """Read ``admin = Bob, until = 2021-12-31``; values are cells, to be read where they are filled in."""
    position = 0
    seen: set[str] = set()
    while position < len(text):
        found = ASSIGNMENT.match(text, position)
        if found is None or not found["value"].strip('"'):
            start = position + len(text[position:]) - len(text[position:].lstrip())
            span = line.at(offset + start, offset + len(text))
            diagnostics.append(Diagnostic("BF104", span, (("word", text[position:].strip()),)))
            return
        value = found["value"]
        kind = "COLUMN" if value.startswith("<") else "CELL"
        span = line.at(offset + found.start("value"), offset + found.end("value"))
        if found["name"] in seen:
            name = line.at(offset + found.start("name"), offset + found.end("name"))
            diagnostics.append(Diagnostic("BF327", name, (("word", found["name"]),)))
        seen.add(found["name"])
        yield found["name"], Slot("", kind, " ".join(value.strip('"<>').split()), span)
        position = found.end()
