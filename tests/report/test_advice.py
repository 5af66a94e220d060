"""What a terminal prints for a line that failed: lines to paste, rows that failed alike, where a run stops."""

import json
from pathlib import Path
from typing import Final

import pytest
from junitparser.xunit2 import JUnitXml

from benefit_flows.pipeline import run_all
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import check_text, command, told

LINKED: Final = "  use: an activated Gold partner\n  given the contract is linked for Ada\n"


def run_in(folder: Path, name: str, text: str, *options: str) -> list[str]:
    """Run a text as a file; give what is printed, line by line."""
    (folder / name).write_text(text, encoding="utf-8")
    return command("run", *options, name, cwd=folder).stdout.splitlines()


def advised(folder: Path, name: str, text: str, *options: str) -> list[str]:
    """Run a text as a file; give the advice for the first line that failed, the sentence first."""
    lines = run_in(folder, name, text, *options)
    start = next(index for index, each in enumerate(lines) if each.endswith(":") and "= " in each and '"' not in each)
    end = next(index for index in range(start + 1, len(lines)) if not lines[index].startswith("    "))
    return [each.strip().removeprefix("= ") for each in lines[start:end]]


def outline(rows: int, *, differently: int = 0) -> str:
    """Write an outline of rows that all fail the same way, and of some that fail otherwise."""
    return (
        "outline: Who activates\n  use: a Gold partner\n"
        '  when <who> signs in to "Partner Center"\n  and <who> activates "Microsoft Product Support"\n'
        '  then "Microsoft Product Support" is pending\n  examples:\n    | who   |\n'
        + "    | Chloe |\n" * rows
        + "    | Deniz |\n" * differently
    )


# Lines to paste


def test_the_refused_line_comes_last_in_its_own_words(tmp_path: Path) -> None:
    """Its column and its comment stay; it cites only what it rests on once it is accepted."""
    text = (
        "outline: x\n  use: an activated Gold partner\n"
        '  when <who> creates a request for "Azure" in "Azure portal"  [172][179] # why\n'
        "  then the number of requests is 1\n  examples:\n    | who |\n    | Bob |\n"
    )
    assert advised(tmp_path, "a.flow", text) == [
        "it is accepted with these lines in place of line 3:",
        'when Bob links the contract in "Azure portal"',
        'and <who> creates a request for "Azure" in "Azure portal"  [172]  # why',
    ]


def test_an_attempt_stays_an_attempt(tmp_path: Path) -> None:
    """The lines stand in the place of the attempt, not of the check that it is accepted."""
    text = 'scenario: x\n  use: a Gold partner\n  when Ada tries to open "Technical benefits"\n  then it is accepted\n'
    assert advised(tmp_path, "a.flow", text) == [
        "it is accepted with these lines in place of line 3:",
        'when Ada signs in to "Partner Center"',
        'and Ada tries to open "Technical benefits"',
    ]


@pytest.mark.parametrize(("keyword", "line"), [("Et que Ada", 6), ("Et Ada", 6), ("* Ada", 6), ("Lorsque Ada", 6)])
def test_steps_of_features_have_the_keywords_of_gherkin(tmp_path: Path, keyword: str, line: int) -> None:
    """In French too, where a keyword may be two words."""
    text = (
        "# language: fr\nFonctionnalité: f\n  Scénario: s\n"
        '    Soit la préparation "un partenaire Gold"\n    Quand Ada se connecte à "Espace partenaires"\n'
        f'    {keyword} crée une demande pour "Windows 10" dans "Support for Business"\n'
        "    Alors le nombre de demandes est 1\n"
    )
    assert advised(tmp_path, "a.feature", text) == [
        f"it is accepted with these lines in place of line {line}:",
        'Quand Ada active "Support technique Microsoft"',
        "Et le temps passe jusqu'au 2021-03-07",
        'Et Ada lie le contrat dans "Support for Business"',
        'Et Ada crée une demande pour "Windows 10" dans "Support for Business"',
    ]


def test_an_error_to_ignore_is_answered_with_the_lines_that_say_so(tmp_path: Path) -> None:
    """What is cited already need not be cited again; a line that goes on with ``and`` begins anew."""
    text = (
        f'scenario: x\n{LINKED}  when Ada links the contract in "Azure portal"  [182]\n  # a comment\n'
        '  and Ada creates a request for "Azure" in "Azure portal"\n  then the number of requests is 1\n'
    )
    assert advised(tmp_path, "a.flow", text) == [
        "nothing is missing: ignore it, and write these lines in place of line 4 and line 6:",
        'when Ada tries to link the contract in "Azure portal"  [182]',
        "then the error can be ignored",
        'when Ada creates a request for "Azure" in "Azure portal"',
    ]


def test_a_wrong_check_of_an_error_to_ignore_is_replaced(tmp_path: Path) -> None:
    """Nothing is cited yet, so the check cites what the article says of it."""
    text = f'scenario: x\n{LINKED}  when Ada tries to link the contract in "Azure portal"\n  then it is accepted\n'
    head, line = advised(tmp_path, "a.flow", text, "--lang", "fr")
    assert head == "rien ne manque\u00a0: ignorez-la, et écrivez ces lignes à la place de la ligne 5\u00a0:"
    assert line.startswith("then the error can be ignored  [")
    assert told(command("check", "a.flow", cwd=tmp_path)).endswith("exit 0\n")


def test_what_a_refused_line_cites_is_not_judged_as_well(tmp_path: Path) -> None:
    """It is about how the line should have ended."""
    text = (
        "scenario: x\n  use: an activated Gold partner\n"
        '  when Ada creates a request for "Azure" in "Azure portal"  [172]\n  then the number of requests is 1\n'
    )
    assert [each for each in run_in(tmp_path, "a.flow", text) if each.startswith("error")] == [
        "error[BF502]: the action was not accepted: refused"
    ]


def test_a_line_of_another_file_is_named_with_that(tmp_path: Path) -> None:
    """The lines belong where the refused one stands."""
    own = 'setup: mine\n  use: a Gold partner\n  when Ada activates "Microsoft Product Support"\n'
    (tmp_path / "own.flow").write_text(own, encoding="utf-8")
    text = 'include: own.flow\nscenario: x\n  use: mine\n  then "Microsoft Product Support" is pending\n'
    assert advised(tmp_path, "a.flow", text)[0] == "it is accepted with these lines in place of line own.flow:3:"


# What a check cannot see

FOLDED: Final = f"""\
scenario: x
{LINKED}  when Ada starts a request for "Windows Server 2012 R2" in "Support for Business"
  then plan "Partner Support" is unavailable for Ada because "product not covered"
"""


def test_a_check_of_what_is_folded_says_what_to_expand(tmp_path: Path) -> None:
    """The lines can be pasted: then the check holds."""
    head, *lines = advised(tmp_path, "a.flow", FOLDED)
    assert head == "a section is folded there: expand it first, with these lines in place of line 5:"
    assert lines == [
        'when Ada expands "Would you like to see unavailable support plans ?"',
        'then plan "Partner Support" is unavailable for Ada because "product not covered"',
    ]
    better = "".join(f"  {each}\n" for each in lines)
    assert run_in(tmp_path, "a.flow", FOLDED.replace(FOLDED.splitlines(keepends=True)[-1], better)) == ["1 passed"]


def test_a_check_that_fails_for_another_reason_speaks_of_no_section(tmp_path: Path) -> None:
    """The section is unfolded, or there is none on the page."""
    unfolded = FOLDED.replace("  then", '  and Ada expands "Would you like to see unavailable support plans ?"\n  then')
    for text in (
        unfolded.replace("product not covered", "expired"),
        f'scenario: x\n{LINKED}  when Ada signs in to "Partner Center"\n  then Ada sees "Activate"\n',
    ):
        assert not any("folded" in each for each in run_in(tmp_path, "a.flow", text))


# Rows that fail alike


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(10, []), (11, ["1 more row failed the same way"]), (50, ["40 more rows failed the same way"])],
)
def test_after_ten_rows_that_failed_the_same_way_the_others_are_counted(
    tmp_path: Path, rows: int, expected: list[str]
) -> None:
    """A row that failed otherwise is shown, however many there were before it."""
    lines = run_in(tmp_path, "a.flow", outline(rows, differently=1))
    assert [each for each in lines if "the same way" in each] == expected
    assert sum(each.startswith("error[") for each in lines) == 10 + 1
    assert sum("if Chloe were Global admin" in each for each in lines) == 10
    assert lines[-1] == f"0 passed, {rows + 1} failed"


def test_quietly_every_row_has_its_line(tmp_path: Path) -> None:
    """And so it has for machines."""
    assert len(run_in(tmp_path, "a.flow", outline(12), "-q")) == 12 + 1
    assert len(run_in(tmp_path, "a.flow", outline(12), "--message-format", "short")) == 12


def test_in_several_processes_the_same_rows_are_explained(tmp_path: Path) -> None:
    """Each process counts for itself; what is told is the same, also in reports."""
    reports = ("--report", "junit=out.xml", "--report", "html=out.html")
    one = run_in(tmp_path, "a.flow", outline(250), *reports)
    explained = (tmp_path / "out.xml").read_text("utf-8").count("if Chloe were")
    assert run_in(tmp_path, "a.flow", outline(250), *reports, "-j", "2") == one
    assert JUnitXml.fromfile(str(tmp_path / "out.xml")).failures == 250
    assert (explained, (tmp_path / "out.xml").read_text("utf-8").count("if Chloe were")) == (10, 10)


def test_the_same_action_in_the_same_world_is_explained_once() -> None:
    """By the same value: so also in another scenario."""
    text = "".join(
        f'scenario: {name}\n  use: a Gold partner\n  when Ada activates "Signature Cloud Support"\n'
        "  then the number of requests is 0\n"
        for name in ("one", "two")
    )
    first, second = run_all(check_text(text).scenarios, RULEBOOKS, lambda: 0.0, explain=True)
    assert first.trace.failures[0].why_not is not None
    assert first.trace.failures[0].why_not is second.trace.failures[0].why_not


# Where a run stops


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_run_stops_after_so_many_failures(tmp_path: Path, jobs: str) -> None:
    """It says so, exits with 1, and writes the reports of what ran."""
    good = 'scenario: good\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n\n'
    (tmp_path / "a.flow").write_text(good + outline(220), encoding="utf-8")
    options = ("-q", "-j", jobs, "--report", "json=out.json")
    done = command("run", "--max-fail", "3", *options, "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "stopped at failure 3: 4 of 221 scenarios ran\n")
    assert done.stdout.splitlines()[-1] == "1 passed, 3 failed, 217 not run"
    summary = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]
    assert (summary["passed"], summary["failed"], summary["not_run"]) == (1, 3, 217)


def test_a_run_that_ends_before_says_nothing(tmp_path: Path) -> None:
    """With exactly so many failures at its end too."""
    (tmp_path / "a.flow").write_text(outline(3), encoding="utf-8")
    for most in ("3", "4"):
        done = command("run", "-q", "--max-fail", most, "a.flow", cwd=tmp_path)
        assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (1, "", "0 passed, 3 failed")


@pytest.mark.parametrize("number", ["0", "-1", "x", "²", "1" * 10])
def test_what_is_no_number_of_failures_is_refused(tmp_path: Path, number: str) -> None:
    """The limit is told."""
    done = command("run", f"--max-fail={number}", cwd=tmp_path)
    assert done.returncode == 2
    assert "write a number of failures from 1" in done.stderr


# What no action can change


def fixed(folder: Path, text: str) -> str:
    """Run a text as a file; give what is said of a line that no action can make accepted."""
    return next(each for each in run_in(folder, "a.flow", text) if "no action can change" in each)


def test_a_portal_that_takes_no_requests_is_not_said_to_lack_a_plan(tmp_path: Path) -> None:
    line = 'when Ada creates a request for "Azure" in "Partner Center"'
    text = f"scenario: x\n{LINKED}  {line}\n  then the number of requests is 1\n"
    assert fixed(tmp_path, text).endswith("only if it were done in a support portal, not in Partner Center")


def test_a_name_in_braces_stays_what_it_is_in_advice(tmp_path: Path) -> None:
    """It is no place for another fact."""
    declared = '  given product "{portal}" is cloud\n'
    line = 'when Ada creates a request for "{portal}" in "Azure portal"'
    text = f"scenario: x\n{LINKED}{declared}  {line}\n  then the number of requests is 1\n"
    assert fixed(tmp_path, text).endswith("only if Azure portal served {portal}")


def test_where_no_way_is_found_it_is_said_what_still_refuses_at_the_end_of_the_best_one(tmp_path: Path) -> None:
    """Signing in would not help who wants to activate what is active."""
    text = (
        "scenario: x\n  use: an activated Gold partner\n"
        '  when Bob activates "Signature Cloud Support"\n  then it is accepted\n'
    )
    said = next(each for each in run_in(tmp_path, "a.flow", text) if "nothing that can be done" in each)
    assert said.partition("; ")[2] == (
        "what is left: the benefit is not inactive any more (benefit Signature Cloud Support, state active)"
    )
