"""Scenarios that are still to be written, or known to fail, and what is left out: the same in every command."""

import json
from pathlib import Path

import pytest

from benefit_flows import load, run
from benefit_flows.lsp.answers import ending_in_words
from benefit_flows.lsp.workspace import BlockResult
from benefit_flows.model.trace import Verdict
from tests.support import command, told

FLOW = """\
scenario: Written
  use: a Gold partner
  then "Microsoft Product Support" is inactive

scenario: No steps
  note: Anna writes it.

@pending
outline: Rows of <what>
  use: a Gould partner
  then <what> is shown
  and "a quotation that is not closed
  examples:
    | what |
    | this |
    | that |

@known-to-fail
scenario: Known
  note: ticket 12
  use: a Gold partner
  then "Microsoft Product Support" is active
"""
FEATURE = """\
Feature: f
  Background:
    Given setup "a Gold partner"

  Scenario: Written
    Then "Microsoft Product Support" is inactive

  Scenario: No steps
    We shall see, says the description.

  @pending
  Scenario Outline: Rows of <what>
    Given a phrase that nobody knows
      | a | table |
    Then "<what> is shown
    Examples:
      | what |
      | this |
      | that |

  @known-to-fail
  Scenario: Known
    ticket 12
    Then "Microsoft Product Support" is active
"""


@pytest.fixture(params=["a.flow", "a.feature"])
def file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the same file in both notations, in the working folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / str(request.param)
    path.write_text(FLOW if path.suffix == ".flow" else FEATURE, encoding="utf-8")
    return path


def test_a_run_counts_and_lists_them_and_does_not_fail(file: Path) -> None:
    done = command("run", file.name, cwd=file.parent)
    *listed, summary, _ = done.stdout.split("\n")
    assert (summary, done.returncode, done.stderr) == ("1 passed, 1 known, 3 pending", 0, "")
    assert [each.split()[0] for each in listed] == ["pending:"] * 3 + ["known:"]
    assert listed[-1].endswith("  Known  (ticket 12)")


def test_list_and_check_tell_them(file: Path) -> None:
    listed = command("list", file.name, cwd=file.parent).stdout.splitlines()
    assert [each.endswith("  (pending)") for each in listed] == [False, True, True, True, False]
    short = command("check", "--message-format", "short", file.name, cwd=file.parent)
    assert (short.stdout.count("hint[BF346]"), short.stdout.count("hint[BF347]"), short.returncode) == (2, 1, 0)


def test_reports_for_machines_tell_them(file: Path) -> None:
    reports = [f"--report={kind}=r.{kind}" for kind in ("json", "junit", "html")]
    command("run", file.name, *reports, cwd=file.parent)
    document = json.loads((file.parent / "r.json").read_text(encoding="utf-8"))
    assert [each["verdict"] for each in document["scenarios"]] == ["passed", *["pending"] * 3, "known"]
    junit = (file.parent / "r.junit").read_text(encoding="utf-8")
    assert junit.count('<skipped message="pending"/>') == 3
    assert (junit.count('<skipped message="known to fail: ticket 12">'), junit.count("<failure")) == (1, 0)
    page = (file.parent / "r.html").read_text(encoding="utf-8")
    assert (page.count("<b>… pending</b>"), page.count("<b>≈ known to fail</b>")) == (3, 1)
    assert '<span class="badge warn">1 known to fail</span> <span class="badge warn">3 pending</span>' in page


@pytest.mark.parametrize("form", ["short", "json", "github", "sarif"])
def test_findings_for_machines_tell_them_as_hints_alone(file: Path, form: str) -> None:
    done = command("run", "--message-format", form, file.name, cwd=file.parent)
    assert ("BF346" in done.stdout, "BF347" in done.stdout, "BF501" in done.stdout) == (True, True, False)


def test_only_what_is_written_runs_elsewhere(file: Path) -> None:
    assert [each.name for each in load(file.name).scenarios] == ["Written", "Known"]


def test_lines_that_are_no_phrases_yet_are_kept_and_never_turned_into_something_else(file: Path) -> None:
    before = file.read_bytes()
    for arguments in (["fmt"], ["fmt", "--to", "fr"], ["convert", "-o", "out.txt"], ["convert"]):
        done = command(*arguments, file.name, cwd=file.parent)
        assert "a bug of ours" not in done.stderr
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_known_to_fail_counts_until_it_passes(file: Path) -> None:
    text = file.read_text(encoding="utf-8").replace("is active", "is inactive")
    file.write_text(text, encoding="utf-8")
    done = command("run", "-q", file.name, cwd=file.parent)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "1 passed, 1 failed, 3 pending")
    assert done.stdout.count("BF510") == 1


def test_rows_can_be_known_to_fail_in_several_processes_too(tmp_path: Path) -> None:
    rows = "".join(f"    | {each} |\n" for each in range(200))
    head = "@known-to-fail\noutline: o\n  note: <n>\n  use: a Gold partner\n  then the number of requests is 1\n"
    (tmp_path / "a.flow").write_text(f"{head}  examples:\n    | n |\n{rows}", encoding="utf-8")
    assert command("run", "-q", "-j", "2", cwd=tmp_path).stdout == "0 passed, 200 known\n"


def test_the_editor_tells_how_they_ended() -> None:
    pending, known, passed = (BlockResult((each,)) for each in (Verdict.PENDING, Verdict.KNOWN, Verdict.PASSED))
    assert [ending_in_words(each, "en") for each in (pending, known, passed)] == [
        "– 1 pending",
        "– 1 known",
        "✓ passed",
    ]
    assert (
        ending_in_words(BlockResult((Verdict.PASSED, Verdict.PENDING)), "fr")
        == "– réussis\u00a0: 1, en attente\u00a0: 1"
    )


# What is left out

BROKEN = """\
@wip
scenario: Broken
  use: a Gould partner
  then "Microsoft Product Support" is inactive

outline: In <portal>
  use: a Gold partner
  when Ada signs in to <portal>
  then Ada sees "Benefits"
  examples:
    | portal         |
    | Partner Center |
    | Nowhere        |
"""


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 2),
        (("-t", "not @wip"), 2),
        (("-t", "not @wip", "-k", "Written"), 0),
        (("-k", "In Nowhere"), 2),
        (("-k", "Written"), 0),
        (("-t", "@wip"), 2),
    ],
)
def test_the_mistakes_of_what_is_left_out_stop_nothing(tmp_path: Path, options: tuple[str, ...], code: int) -> None:
    (tmp_path / "a.flow").write_text(f"{BROKEN}\n{FLOW}", encoding="utf-8")
    assert command("run", "-q", *options, cwd=tmp_path).returncode == code


@pytest.mark.parametrize("name", ["list", "cover"])
def test_other_commands_too_go_on_without_what_is_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.flow").write_text(f"{BROKEN}\n{FLOW}", encoding="utf-8")
    assert command(name, cwd=tmp_path).returncode == 2
    done = command(name, "-k", "Written", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("line", "code"),
    [(2, 2), (6, 2), (7, 2), (12, 0), (13, 2), (15, 0), (16, 0), (14, 2)],
    ids=["broken", "all rows", "a step of all rows", "a good row", "a broken row", "good", "a step of it", "nothing"],
)
def test_the_mistakes_of_what_a_line_leaves_out_stop_nothing(tmp_path: Path, line: int, code: int) -> None:
    (tmp_path / "a.flow").write_text(f"{BROKEN}\n{FLOW}", encoding="utf-8")
    assert command("run", "-q", f"a.flow:{line}", cwd=tmp_path).returncode == code
    assert command("run", "-q", f"a.flow:{line}", "a.flow", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("text", [f"include: nowhere.flow\n{BROKEN}", f"{BROKEN}\nsetup: broken\n  use: nobody\n"])
def test_a_mistake_that_concerns_the_whole_file_stops_all(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.flow").write_text(f"{text}\n{FLOW}", encoding="utf-8")
    assert command("run", "-q", "-k", "Written", cwd=tmp_path).returncode == 2


def test_what_is_left_out_stays_remembered(tmp_path: Path) -> None:
    failing = "scenario: Fails\n  use: a Gold partner\n  then the number of requests is 1\n"
    (tmp_path / "a.flow").write_text(f"{failing}\n{FLOW}", encoding="utf-8")
    command("run", cwd=tmp_path)
    (tmp_path / "a.flow").write_text(f"@wip\n{failing.replace('Gold', 'Gould')}\n{FLOW}", encoding="utf-8")
    command("run", "-t", "not @wip", cwd=tmp_path)
    (tmp_path / "a.flow").write_text(f"{failing}\n{FLOW}", encoding="utf-8")
    assert told(command("run", "-q", "--last-failed", cwd=tmp_path)).endswith("0 passed, 1 failed\n--- exit 1\n")


def test_a_trace_has_one_verdict(file: Path) -> None:
    verdicts = [run(each).verdict for each in load(file.name).listed]
    assert verdicts == [Verdict.PASSED, Verdict.PENDING, Verdict.PENDING, Verdict.PENDING, Verdict.KNOWN]
