"""Two rulebooks side by side: every file is read, checked, run and told by its own."""

import json
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benefit_flows
from benefit_flows.lsp.workspace import Workspace
from benefit_flows.model.trace import Verdict
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.text import ranges
from tests.editions import BOTH, ID
from tests.support import command

RULE: Final = """\
scenario: An Admin agent activates  [123]
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe tries to activate "Microsoft Product Support"
  then it is refused
"""
ALLOWED: Final = RULE.replace("it is refused", "it is accepted")
MESSAGE: Final = """\
scenario: Nothing to list
  use: a partner without offers
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits" in "Partner Center"
  then Ada sees "Looks like you don't have any benefits yet"
"""
SCREEN: Final = """\
scenario: The list shows the IDs
  use: an activated Gold partner
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits" in "Partner Center"
  then Ada sees "Access ID"
"""
OURS: Final = f"rulebook: {RULEBOOKS.default}\n\n"
THEIRS: Final = f"rulebook: {ID}\n\n"


def told(folder: Path, *arguments: str) -> CompletedProcess[str]:
    return command(*arguments, cwd=folder, rulebooks=BOTH)


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.flow").write_text(text, encoding="utf-8")


def test_a_rulebook_stands_under_its_own_id_and_is_loaded_once() -> None:
    assert [BOTH.get(each).id for each in BOTH.ids] == list(BOTH.ids) == [RULEBOOKS.default, ID]
    assert BOTH.get(ID) is BOTH.get(ID)
    assert benefit_flows.rulebook() is benefit_flows.rulebook(RULEBOOKS.default)
    with pytest.raises(KeyError):
        benefit_flows.rulebook(ID)


@pytest.mark.parametrize("text", [RULE, SCREEN], ids=["rule", "screen"])
def test_the_same_scenario_in_two_editions_gets_a_verdict_from_each(text: str, tmp_path: Path) -> None:
    write(tmp_path, ours=OURS + text, theirs=THEIRS + text, silent=text)
    done = told(tmp_path, "run", ".", "-q")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("2 passed, 1 failed")
    (line,) = [each for each in done.stdout.splitlines() if "flow:" in each]
    assert line.startswith("theirs.flow:7:")


def test_the_text_of_a_message_is_that_of_the_edition(tmp_path: Path) -> None:
    """A file that quotes the other edition's text is told so when it is checked."""
    theirs = MESSAGE.replace("Looks like you don't have any benefits yet", "There are no benefits to show")
    write(tmp_path, ours=OURS + MESSAGE, theirs=THEIRS + theirs)
    assert told(tmp_path, "run", ".").stdout == "2 passed\n"
    write(tmp_path, ours=OURS + theirs, theirs=THEIRS + MESSAGE)
    done = told(tmp_path, "check", ".", "--message-format", "short")
    assert [each.partition(" ")[0] for each in done.stdout.splitlines()] == ["ours.flow:7:17:", "theirs.flow:7:17:"]


def test_a_passage_is_one_of_the_edition_and_a_gap_has_none(tmp_path: Path) -> None:
    write(tmp_path, ours=OURS + RULE.replace("[123]", "[301]"), theirs=THEIRS + RULE.replace("[123]", "[250]"))
    done = told(tmp_path, "check", ".", "-q")
    assert "there is no passage 301" in done.stdout
    assert "  = help: it can be 103 – 202\n" in done.stdout
    assert "there is no passage 250" in done.stdout
    assert "  = help: it can be 103 – 202, 301 – 302\n" in done.stdout


def test_an_unknown_rulebook_is_answered_with_those_that_there_are(tmp_path: Path) -> None:
    write(tmp_path, a="rulebook: nothing alike\n\n" + RULE)
    done = told(tmp_path, "check", "a.flow", "-q")
    assert 'there is no rulebook "nothing alike"' in done.stdout
    assert f"there are: {RULEBOOKS.default}, {ID}\n" in done.stdout


def test_setups_of_another_edition_are_refused_and_so_is_a_second_rulebook(tmp_path: Path) -> None:
    """A file that names no rulebook is written for the default one, also where another file includes it."""
    library = "setup: ours\n  use: a Gold partner\n"
    user = f"include: library.flow\n\n{RULE}".replace("a Gold partner", "ours")
    write(tmp_path, library=library, user=THEIRS + user)
    short = told(tmp_path, "check", "user.flow", "--message-format", "short").stdout
    assert short.startswith(f"user.flow:3:10: error[BF227]: this is written for the rulebook {RULEBOOKS.default}")
    write(tmp_path, library=THEIRS + library)
    assert told(tmp_path, "check", "user.flow").returncode == 0
    write(tmp_path, user=OURS + THEIRS + RULE)
    assert "user.flow:3:11: error[BF227]" in told(tmp_path, "check", "user.flow", "--message-format", "short").stdout


def test_a_feature_names_its_rulebook_in_a_comment(tmp_path: Path) -> None:
    write(
        tmp_path,
        theirs=THEIRS + RULE.replace("tries to activate", "activates").replace("it is refused", "it is accepted"),
    )
    (tmp_path / "theirs.feature").write_text(told(tmp_path, "convert", "theirs.flow").stdout, encoding="utf-8")
    assert f"# rulebook: {ID}\n" in (tmp_path / "theirs.feature").read_text(encoding="utf-8")
    assert told(tmp_path, "run", ".").stdout == "2 passed\n"


def test_a_report_says_which_scenarios_are_of_another_rulebook(tmp_path: Path) -> None:
    """The document names one rulebook; a scenario of another one names its own, and is told by its own."""
    write(tmp_path, ours=OURS + RULE, theirs=THEIRS + RULE)
    told(tmp_path, "run", ".", "--report", "json=r.json", "--report", "junit=r.xml")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["rulebook"] == RULEBOOKS.default
    assert [each.get("other_rulebook") for each in report["scenarios"]] == [None, ID]
    assert [each["passed"] for each in report["scenarios"]] == [True, False]
    assert "theirs.flow" in (tmp_path / "r.xml").read_text(encoding="utf-8")


def test_what_failed_is_remembered_for_files_of_all_rulebooks(tmp_path: Path) -> None:
    write(tmp_path, ours=OURS + RULE, theirs=THEIRS + RULE)
    (tmp_path / "pyproject.toml").touch()
    told(tmp_path, "run", ".")
    assert told(tmp_path, "run", ".", "--last-failed", "-q").stdout.splitlines()[-1] == "0 passed, 1 failed"


def test_processes_run_scenarios_of_all_rulebooks(tmp_path: Path) -> None:
    """Workers are told of the rulebooks, and load those that they need."""
    many = "".join(RULE.replace("activates", f"activates {number}") + "\n" for number in range(150))
    write(tmp_path, ours=OURS + many, theirs=THEIRS + many)
    one, two = (told(tmp_path, "run", ".", "-q", "-j", jobs).stdout for jobs in ("1", "2"))
    assert one == two
    assert one.splitlines()[-1] == "150 passed, 150 failed"


def test_scenarios_are_selected_by_their_rulebook(tmp_path: Path) -> None:
    write(tmp_path, ours=OURS + RULE, theirs=THEIRS + RULE)
    assert told(tmp_path, "list", ".", "--rulebook", ID).stdout == "theirs.flow:3  An Admin agent activates\n"
    assert told(tmp_path, "run", ".", "--rulebook", RULEBOOKS.default).stdout == "1 passed\n"
    done = told(tmp_path, "run", ".", "--rulebook", "mpn")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        f'benefit-flows: error: argument --rulebook: there is no rulebook "mpn"; there are: {RULEBOOKS.default}, {ID}',
    )


@pytest.mark.parametrize(
    "arguments", [("cover", "."), ("player", "."), ("run", ".", "--report", "html=r.html")], ids=lambda each: each[0]
)
def test_what_tells_of_one_rulebook_refuses_several(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """A table of coverage, a page of lessons and a page of results list what is in one rulebook."""
    text = RULE.replace("tries to activate", "activates").replace(
        "it is refused", '"Microsoft Product Support" is inactive'
    )
    write(tmp_path, ours=OURS + text, theirs=THEIRS + text)
    done = told(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == (
        f"these scenarios are of several rulebooks: {RULEBOOKS.default}, {ID}; choose one of them with --rulebook"
    )


def test_an_explanation_is_that_of_the_rulebook_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, ours=OURS + RULE, theirs=THEIRS + RULE)
    found = told(tmp_path, "explain", "M2", "--rulebook", ID).stdout
    assert "There are no benefits to show" in found
    assert "There are no benefits to show" not in told(tmp_path, "explain", "M2").stdout
    assert told(tmp_path, "explain", "203", "--rulebook", ID).stderr == (
        "nothing is called 203; there are 103 to 202, 301 to 302\n"
    )
    listed = told(tmp_path, "explain", "123", ".", "--rulebook", ID).stdout
    assert ("ours.flow" in listed, "theirs.flow" in listed) == (False, True)


def test_an_editor_checks_and_runs_a_document_by_its_rulebook(tmp_path: Path) -> None:
    """Another rulebook in the header is another rulebook at once."""
    path, workspace = str(tmp_path / "a.flow"), Workspace(BOTH)
    found: list[tuple[Verdict, ...]] = []
    for header in (OURS, THEIRS, OURS):
        workspace.update(path, header + RULE)
        workspace.run(path, None)
        found.append(workspace.endings[path][3].verdicts)
    assert found == [(Verdict.PASSED,), (Verdict.FAILED,), (Verdict.PASSED,)]
    workspace.update(path, OURS + MESSAGE)
    assert workspace.mistakes(workspace.files[path])[path] == []
    workspace.update(path, THEIRS + MESSAGE)
    assert len(workspace.mistakes(workspace.files[path])[path]) == 1


@given(st.sets(st.integers(0, 60)))
def test_ranges_hold_the_numbers_and_no_two_touch(numbers: set[int]) -> None:
    found = ranges(sorted(numbers))
    assert [each for first, last in found for each in range(first, last + 1)] == sorted(numbers)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(found))
