"""Reading is bounded: what leads far, or to the same in many ways, is gone through once and without recursion."""

from pathlib import Path
from typing import Final

import pytest

from benefit_flows import load
from benefit_flows.cli import exits
from benefit_flows.gherkin import parse as gherkin
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.lsp import files
from benefit_flows.lsp.workspace import Workspace
from benefit_flows.pipeline import reader
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source
from tests.support import check_text, cli, codes, parse_text, places

GOLD: Final = "  use: a Gold partner\n"
INACTIVE: Final = '  then "Microsoft Product Support" is inactive\n'
DEEP: Final = 3_000
"""Far more than Python would go down by calls."""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that is a project."""
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def chain(depth: int) -> str:
    """Give setups each of which uses the one above it and hands it a value, and a scenario that uses the last."""
    first = f'setup: s0 (who = Bob)\n{GOLD}  when <who> signs in to "Partner Center"\n'
    others = (f"setup: s{each} (who = Bob)\n  use: s{each - 1} (who = <who>)\n" for each in range(1, depth + 1))
    return f"{first}{''.join(others)}scenario: x\n  use: s{depth} (who = Ada)\n{INACTIVE}"


def doubling(depth: int) -> str:
    """Give setups each of which uses the one above it twice."""
    others = (f"setup: s{each}\n  use: s{each - 1}\n  use: s{each - 1}\n" for each in range(1, depth + 1))
    return f"setup: s0\n{GOLD}{''.join(others)}scenario: x\n  use: s{depth}\n{INACTIVE}"


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "a.flow"),
        ("check", "a.flow"),
        ("list", "a.flow"),
        ("fmt", "a.flow"),
        ("convert", "a.flow", "--to", "feature"),
        ("convert", "a.flow", "--lang-of-steps", "fr"),
        ("diagram", "a.flow:1", "-o", "a.svg"),
    ],
    ids=" ".join,
)
def test_a_long_chain_of_setups_is_as_good_as_a_short_one(project: Path, arguments: tuple[str, ...]) -> None:
    (project / "a.flow").write_text(chain(DEEP), encoding="utf-8")
    place = f"a.flow:{DEEP * 2 + 4}"
    done = cli(*(place if each == "a.flow:1" else each for each in arguments), cwd=project)
    assert (done.returncode, done.stderr.count("bug of ours")) == (exits.GOOD, 0)


def test_an_editor_follows_a_long_chain_of_setups(project: Path) -> None:
    """The mistake at its far end is told, and goes away when it is mended."""
    path, text = str(project / "a.flow"), chain(DEEP)
    workspace = Workspace(RULEBOOKS)
    workspace.update(path, text.replace("who = Ada", "who = Eve"))
    before = workspace.files[path].diagnostics()
    workspace.update(path, text)
    assert (places(before), workspace.files[path].diagnostics()) == ([f"BF201 {DEEP * 2 + 5}:21-24"], ())


def test_files_are_read_once_however_many_ways_lead_to_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of 40 levels includes both files of the next: a million million ways, 82 files. The deepest come first."""
    read: list[str] = []
    decoded = reader.Reader.decoded

    def counted(self: reader.Reader, path: Path, data: bytes) -> str | None:
        read.append(path.name)
        return decoded(self, path, data)

    monkeypatch.setattr(reader.Reader, "decoded", counted)
    for level in range(41):
        below = "" if level == 40 else f"include: l{level + 1}.flow\ninclude: r{level + 1}.flow\n"
        for side in "lr":
            (project / f"{side}{level}.flow").write_text(f"{below}setup: {side}{level}\n{GOLD}", encoding="utf-8")
    (project / "a.flow").write_text(f"include: l0.flow\nscenario: x\n  use: l0\n{INACTIVE}", encoding="utf-8")
    loaded = load("a.flow")
    assert (len(loaded.scenarios), len(read), len(set(read))) == (1, 82, 82)
    included = [each.source.path for each in loaded.units[0].included]
    assert included == [*(f"{side}{level}.flow" for level in range(40, 0, -1) for side in "lr"), "l0.flow"]


@pytest.mark.parametrize("command", ["run", "check", "fmt", "list"])
def test_files_may_include_one_another_over_a_long_way(project: Path, command: str) -> None:
    """All of them are checked too, each with what it includes."""
    last = 500
    for number in range(last):
        text = f"include: f{number + 1}.flow\nsetup: s{number}\n  use: s{number + 1}\n"
        (project / f"f{number}.flow").write_text(text, encoding="utf-8")
    (project / f"f{last}.flow").write_text(f"setup: s{last}\n{GOLD}", encoding="utf-8")
    (project / "a.flow").write_text(f"include: f0.flow\nscenario: x\n  use: s0\n{INACTIVE}", encoding="utf-8")
    assert cli(command, cwd=project).returncode == exits.GOOD


def test_a_long_way_back_is_told_by_both_its_ends(project: Path) -> None:
    """Of files as of setups: where it begins, and where it closes."""
    for number in range(100):
        (project / f"{number}.flow").write_text(f"include: {(number + 1) % 100}.flow\n", encoding="utf-8")
    (project / "a.flow").write_text(f"include: 0.flow\nscenario: x\n{GOLD}{INACTIVE}", encoding="utf-8")
    said = [each.message() for each in load("a.flow").diagnostics]
    assert said == [
        "the file includes itself: 0.flow → 1.flow → 2.flow → 3.flow → 4.flow → 5.flow → … → 99.flow → 0.flow"
    ]
    text = "".join(f"setup: s{each}\n  use: s{(each + 1) % 100}\n" for each in range(100))
    said = [each.message() for each in check_text(f"{text}scenario: x\n  use: s0\n{INACTIVE}").diagnostics]
    assert said == ["setups use one another in a circle: s0 → s1 → s2 → s3 → s4 → s5 → … → s99 → s0"]


# What setups and rows unfold to


def outline(rows: int, steps: int) -> str:
    """Give an outline with so many rows, each of so many lines and two more."""
    notes = "  note: x\n" * (steps - 2)
    return f"outline: o\n{GOLD}  given today is <day>\n{notes}{INACTIVE}  examples:\n  | day |\n" + (
        "  | 2021-03-04 |\n" * rows
    )


TOO_MUCH: Final = (
    "setups and rows unfold to too much here: at most 200,000 lines for a scenario or row, 1,000,000 for all together"
)


@pytest.mark.parametrize("text", [doubling(400), outline(1_001, 1_000)], ids=["setups", "rows"])
def test_what_unfolds_to_too_much_is_told_where_it_does(text: str, project: Path) -> None:
    """The line of the scenario that passes the limit; in an editor too."""
    checked = check_text(text)
    assert [each.message() for each in checked.diagnostics] == [TOO_MUCH]
    assert checked.scenarios == ()
    workspace = Workspace(RULEBOOKS)
    workspace.update(str(project / "a.flow"), text)
    found = workspace.files[str(project / "a.flow")].diagnostics()
    assert places(found) == places(checked.diagnostics)


def test_setups_that_double_are_used_by_nobody_without_harm() -> None:
    """What a setup uses is looked at for itself, and all of it where a scenario uses it."""
    text = doubling(400).replace("  use: s400\n", GOLD)
    assert [each.code for each in check_text(text).diagnostics] == ["BF320"]


def test_all_files_together_have_one_limit() -> None:
    """What stands behind the line that passes it is not looked at, and nothing of it is called wrong."""
    first, second = (Unit(parse_text(outline(4, 100), f"{each}.flow")) for each in "ab")
    third = Unit(parse_text(f"scenario: y\n  use: nobody\n{INACTIVE}", "c.flow"))
    checked = check((first, second, third), Editions(RULEBOOKS), room=700)
    assert [(each.code, each.span.path, each.span.line) for each in checked.diagnostics] == [("BF335", "b.flow", 68)]
    assert [each.span.path for each in checked.scenarios] == ["a.flow"] * 4
    enough = check((first, second, third), Editions(RULEBOOKS), room=1000)
    assert [(each.code, each.span.path) for each in enough.diagnostics] == [("BF211", "c.flow")]


def test_an_editor_looks_at_the_rest_once_there_is_room_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_IN_ALL", 1_000)
    path, rest = str(project / "a.flow"), f"scenario: y\n  use: nobody\n{INACTIVE}"
    workspace = Workspace(RULEBOOKS)
    workspace.update(path, outline(11, 100) + rest)
    before = workspace.files[path].diagnostics()
    workspace.update(path, outline(2, 100) + rest)
    assert (codes(before), codes(workspace.files[path].diagnostics())) == (["BF335"], ["BF211"])


def test_a_setup_alone_is_checked_with_what_its_lines_hand_over() -> None:
    """To a standard setup, through others of its own kind, and to a setup beside it."""
    text = (
        "setup: one\n  use: an activated Gold partner (until = 2021-02-30)\n"
        'setup: two (who = Ada)\n  when <who> signs in to "Partner Center"\n'
        "setup: three\n  use: two (whom = Bob)\n"
    )
    assert places(check_text(text).diagnostics) == ["BF107 2:43-53", "BF326 6:13-17"]


def test_a_background_counts_for_every_scenario_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands behind the scenario that passes the limit is not read."""
    monkeypatch.setattr(gherkin, "MOST_IN_ALL", 10)
    steps = '    Given setup "a Gold partner"\n' * 2
    scenarios = '  Scenario: s\n    Then "Microsoft Product Support" is inactive\n' * 4
    parsed = gherkin.parse_feature(Source("a.feature", f"Feature: f\n  Background:\n{steps}{scenarios}"))
    assert (places(parsed.diagnostics), len(parsed.blocks)) == (["BF335 11:3-14"], 3)


def test_many_comments_that_ignore_something_are_gone_through_once() -> None:
    """Each was looked from for the next line that says something: in a hundred thousand, for hours."""
    text = "# ignore[BF320]\n" * 100_000 + f"setup: x\n{GOLD}scenario: s\n{GOLD}{INACTIVE}"
    assert check_text(text).diagnostics == ()


def test_a_line_cites_a_thousand_passages_and_no_more() -> None:
    """Ranges one behind the other came to tens of thousands in a line."""
    line = f'  then "Microsoft Product Support" is inactive{" [103-202]" * 900}\n'
    assert places(check_text(f"scenario: s\n{GOLD}{line}").diagnostics) == ["BF212 3:158-167"]
