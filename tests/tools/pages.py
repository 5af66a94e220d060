"""The scripts of the pages as they run, for the compiler: the parts of a page are one script, in one scope."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benefit_flows.player.page import SCRIPTS as PLAYER
from benefit_flows.report.html.page import SCRIPTS as REPORT
from benefit_flows.studio.pages import PARTS
from tests.support import PROJECT
from tests.tools.records import declarations

Parts = Sequence[tuple[str, str]]
PACKAGE: Final = PROJECT / "src" / "benefit_flows"
DECLARED: Final = PROJECT / "tests" / "tools" / "pages.d.ts"
PAGES: Final[Mapping[str, Parts]] = {
    "player.js": PLAYER,
    "report.js": [(package.removeprefix("benefit_flows."), name) for package, name in REPORT],
    **{name: parts for name, parts in PARTS.items() if name.endswith(".js") and parts != PLAYER},
}
"""Each page's script with the files that it is made of."""

OPTIONS: Final = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "noImplicitOverride": True,
    "noImplicitReturns": True,
    "noFallthroughCasesInSwitch": True,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "target": "ES2023",
    "lib": ["ES2023", "DOM", "DOM.Iterable"],
    "types": [],
}
FOUND: Final = re.compile(r"^(?P<page>[\w.]+)\((?P<line>\d+),\d+\): error (?P<code>TS\d+): (?P<text>.*)")
UNUSED: Final = ("TS6133", "TS6196")
"""A value, a type, that nothing uses."""


class Complaint(NamedTuple):
    """What the compiler does not accept, and in which file of ours."""

    file: str
    line: int
    code: str
    text: str


def write_project(folder: Path, more: str = "", pages: Mapping[str, Parts] = PAGES) -> None:
    """Write the pages' scripts, the types of their data, and the compiler's options into a folder.

    ``more`` is put behind the last script of each page.
    """
    for name, parts in pages.items():
        inside = "".join((PACKAGE / part / "assets" / file).read_text(encoding="utf-8") for part, file in parts)
        (folder / name).write_text(f"(() => {{\n{inside}{more}}})()\n", encoding="utf-8")
    (folder / "records.d.ts").write_text(declarations(), encoding="utf-8")
    (folder / "pages.d.ts").write_bytes(DECLARED.read_bytes())
    options = {"compilerOptions": OPTIONS, "files": ["records.d.ts", "pages.d.ts", *pages]}
    (folder / "tsconfig.json").write_text(json.dumps(options), encoding="utf-8")


def complaints(printed: str, pages: Mapping[str, Parts] = PAGES) -> list[Complaint]:
    """Read what the compiler printed. A name that only some of the pages use is used."""
    found: dict[Complaint, set[str]] = {}
    for line in printed.splitlines():
        if line.startswith(" "):
            continue  # more about the line above
        parsed = FOUND.match(line)
        if parsed is None or parsed["page"] not in pages:
            raise ValueError(line)
        file, at = _place(pages[parsed["page"]], int(parsed["line"]))
        found.setdefault(Complaint(file, at, parsed["code"], parsed["text"]), set()).add(parsed["page"])
    return sorted(each for each, on in found.items() if each.code not in UNUSED or on == _with(each.file, pages))


def _with(file: str, pages: Mapping[str, Parts]) -> set[str]:
    return {name for name, parts in pages.items() if file in map("/".join, parts)}


def _place(parts: Iterable[tuple[str, str]], line: int) -> tuple[str, int]:
    """Give the file that a line of a page comes from, and its line there."""
    line -= 1  # the page opens its scope
    for part, file in parts:
        lines = (PACKAGE / part / "assets" / file).read_text(encoding="utf-8").count("\n")
        if line <= lines:
            return f"{part}/{file}", line
        line -= lines
    return "more", line
