"""Texts of others come out of every command and format only made harmless.

One nasty project is led through all of them; what is left of it is listed.
"""

import os
import re
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.cli.check import MACHINES
from benefit_flows.cli.reports import FORMATS
from benefit_flows.text import harmless_lines
from tests.support import command

ACTS: Final = "\x1b]0;x\x07\x9b31m\x7f\u202e\u2066\u2028"
"""What a terminal acts upon: sequences of both kinds, delete, two turns of direction, an end of line."""
COMMANDS: Final = "::warning::x ##[error]x ##vso[x]y"
FEATURE: Final = f"""\
# a comment{ACTS} {COMMANDS}
@tag{ACTS}
Feature: f{ACTS} {COMMANDS}
  {COMMANDS}{ACTS}

  Scenario: s{ACTS} | <b>`x` [a](b) {{known}} {COMMANDS}
    # note: n {COMMANDS}
    Given setup "a Gold partner"
    When Ada signs in to "Partner Center"
    Then "Microsoft Product Support" is active

  @passage-107
  Scenario Outline: <who> o{ACTS}
    Given setup "a Gold partner"
    When <who> signs in to "Partner Center"
    Then <who> sees "Benefits"
    Examples: e{ACTS}
      | who |
      | Ada |
"""
PASSING: Final = FEATURE.replace("is active", "is inactive")
UNREAD: Final = f"{FEATURE}      | Zoe{ACTS} |\n  Scenario: x\n    Given companie {ACTS}\n  ::warning::x\n"
FLOW: Final = """\
flow: ::warning::x
scenario: ::warning::x | <b>`x` [a](b) {known} a##[error]x
  use: a Gold partner
  note: ::warning::x a##[error]x
  ask: ::warning::x a##vso[x]y
    right: ::warning::x
  then "Microsoft Product Support" is active
"""
BROKEN: Final = f"::warning::x\nscenario: x{ACTS}\n  when Ada {ACTS}\n ::warning::x\n  # {ACTS}\n"
ILL: Final = (
    "q\n::warning::x.feature",
    "::warning::x.feature",
    "\x1b]0;x\x07\u202e|<b>`x` [a](b).feature",
    os.fsdecode(b"\xff\x9b.feature"),
)
"""Names of files."""
HARM: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
OBEYED: Final = re.compile(r"^[^\S\n]*::.*|.*##(?:vso)?\[.*", re.MULTILINE)
ANNOTATION: Final = re.compile(r"::(?:error|warning|notice) file=[^\n]*")
NASTY: Final = f"x{ACTS}\n::warning::x"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the project: features that run, a scenario file, and files with mistakes."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "pyproject.toml").touch()
    for number, name in enumerate(ILL):
        (folder / name).write_text(PASSING if number else FEATURE, encoding="utf-8", newline="")
    (folder / "plain.flow").write_text(FLOW, encoding="utf-8")
    (folder / "bad").mkdir()
    (folder / "bad" / "::warning::b.feature").write_text(UNREAD, encoding="utf-8", newline="")
    (folder / "bad" / "::warning::b.flow").write_text(BROKEN, encoding="utf-8", newline="")
    return folder


MESSAGES: Final = ("human", *MACHINES)
LANGUAGES: Final = ("en", "fr")
DIAGRAMS: Final = tuple(
    ("--kind", kind, "--format", form)
    for kind, form in product(("states", "sequence"), ("svg", "dot", "mermaid"))
    if (kind, form) != ("sequence", "dot")
)
RUN: Final = ("run", "--keep-going")
COMMANDS_OF_OURS: Final = ("run", "check", "list", "fmt", "convert", "diagram", "player", "step", "explain", "cover")
OPTIONS: Final = ("-t", "-k", "--row", "--report", "-j", "--lang", "--message-format", "--color", f"--{NASTY}")
CALLS: Final = (
    *((*RUN, "-v", "--message-format", form, "--lang", lang) for form, lang in product(MESSAGES, LANGUAGES)),
    *((*RUN, option) for option in ("-q", "--last-failed", "-x")),
    *(("check", "--message-format", form, "--lang", lang) for form, lang in product(MESSAGES, LANGUAGES)),
    *((*RUN, "--color", "always", "--report", f"{form}=out.{form}") for form in FORMATS),
    ("run", "plain.flow", "-v"),
    ("list",),
    ("list", "-t", f"@tag{ACTS}"),
    ("list", "-k", NASTY),
    *(("cover", *ILL, "--format", form) for form in ("text", "json", "markdown", "html")),
    ("explain", NASTY),
    ("explain", "R15", *ILL),
    ("fmt", "--diff", "plain.flow", "bad"),
    ("fmt", "--check", "."),
    *(("convert", name) for name in (*ILL, "plain.flow")),
    ("convert", *ILL, "-o", "converted/"),
    *(("diagram", f"{ILL[1]}:10", *each) for each in DIAGRAMS),
    ("player", *ILL, "-o", "player.html"),
    ("step", "plain.flow"),
    ("step", f"{ILL[1]}:10"),
    *((name, NASTY) for name in COMMANDS_OF_OURS),
    *(("run", option, NASTY) for option in OPTIONS),
    ("check", "--select", NASTY),
    ("player", "plain.flow", "-o", f"{NASTY}/x.html"),
    ("studio", NASTY),
    (NASTY,),
)


def test_nothing_of_a_nasty_project_comes_out_of_any_command_as_it_is(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither printed nor in a file that is written; and nothing that a build server would obey."""
    monkeypatch.setattr("sys.stdin", StringIO("next\nwhy\nwatch\nexport x\nquit\n"))
    found: list[str] = []
    for call in CALLS:
        before = {each: each.stat().st_mtime_ns for each in project.rglob("*") if each.is_file()}
        done = command(*call, cwd=project)
        said = {"stdout": done.stdout, "stderr": done.stderr}
        colours = re.compile(r"\x1b\[\d+m")
        new = [each for each in project.rglob("*") if each.is_file() and each.stat().st_mtime_ns != before.get(each)]
        said |= {each.name: each.read_text(encoding="utf-8") for each in new if each.name not in ILL}
        for place, text in said.items():
            shown = colours.sub("", text) if "always" in call else text
            shown = ANNOTATION.sub("", shown) if "github" in call else shown
            printed = place in ("stdout", "stderr")
            left = [*HARM.findall(shown), *(OBEYED.findall(shown) if printed and "json" not in call else ())]
            found += [f"{' '.join(call)!r} {place}: {each!a}" for each in dict.fromkeys(left)]
        found += [f"{' '.join(call)!r}: {done.stderr}" for _ in (0,) if "bug of ours" in done.stderr]
    assert found == [], "\n".join(found)


def test_lines_that_a_build_server_would_obey_are_shown_with_a_sign_in_them() -> None:
    text = "::error::a\n  ::error::b\nc ::error::\n##[group]d ##vso[e]f\n### g"
    assert harmless_lines(text) == "\\::error::a\n  \\::error::b\nc ::error::\n#\\#[group]d #\\#vso[e]f\n### g"
