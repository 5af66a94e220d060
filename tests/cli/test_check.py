"""``benefit-flows check``, and the message formats that it shares with ``run``."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from benefit_flows.diagnostics.codes import CODES, Severity
from tests.support import PROJECT, cli, command, told

GOOD: Final = """\
@azure @slow
scenario: One  [126]
  use: a Gold partner
  then "Microsoft Product Support" is inactive
"""
WARNED: Final = f"setup: mine\n  use: a Gold partner\n\n{GOOD}"
WRONG: Final = f"{WARNED}  when Ada signs in to “Partner Centre”\n"
FAILING: Final = """\
scenario: Two
  use: a Gold partner
  then "Microsoft Product Support" is active
  and "Signature Cloud Support" is active
"""
WARNING: Final = (
    'warning[BF320]: nothing uses the setup "mine"\n --> {file}:1:1\n  |\n1 | setup: mine\n  | ^^^^^^^^^^^\n'
)
ERROR: Final = """\
error[BF203]: no such portal: "Partner Centre"
 --> wrong.flow:8:24
  |
8 |   when Ada signs in to “Partner Centre”
  |                        ^^^^^^^^^^^^^^^^
  = help: did you mean "Partner Center"?
"""
MACHINES: Final = ["short", "json", "github", "sarif"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a file of each kind: nothing wrong, a warning, a warning and an error."""
    for name, text in (("good", GOOD), ("warned", WARNED), ("wrong", WRONG)):
        (tmp_path / f"{name}.flow").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the warning a hint."""
    codes = {**CODES, "BF320": CODES["BF320"]._replace(severity=Severity.HINT)}
    monkeypatch.setattr("benefit_flows.diagnostics.CODES", codes)


# What is printed, and the exit code


def test_a_file_without_mistakes_is_one_line_and_exit_0(folder: Path) -> None:
    assert told(command("check", "good.flow", cwd=folder)) == "--- stdout\n1 file, no mistakes\n--- exit 0\n"
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    assert command("check", "good.flow", "too.flow", cwd=folder).stdout == "2 files, no mistakes\n"


def test_a_file_without_mistakes_is_one_line_in_french_too(folder: Path) -> None:
    done = command("check", "--lang", "fr", "good.flow", cwd=folder)
    assert told(done) == "--- stdout\n1 fichier, aucune erreur\n--- exit 0\n"
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    done = command("check", "--lang", "fr", "good.flow", "too.flow", cwd=folder)
    assert done.stdout == "2 fichiers, aucune erreur\n"


def test_nothing_runs_so_a_check_that_would_fail_is_no_mistake(folder: Path) -> None:
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    assert command("run", "too.flow", cwd=folder).returncode == 1
    assert told(command("check", "too.flow", cwd=folder)) == "--- stdout\n1 file, no mistakes\n--- exit 0\n"


def test_a_warning_is_shown_and_counted_and_exits_1(folder: Path) -> None:
    done = command("check", "warned.flow", cwd=folder)
    assert told(done) == f"--- stdout\n{WARNING.format(file='warned.flow')}\n1 warning\n--- exit 1\n"


def test_an_error_exits_2_and_everything_is_shown_in_the_order_of_files_and_lines(folder: Path) -> None:
    parts = [WARNING.format(file="warned.flow"), WARNING.format(file="wrong.flow"), ERROR]
    expected = "\n".join([*parts, "1 error, 2 warnings\n"])
    assert told(command("check", cwd=folder)) == f"--- stdout\n{expected}--- exit 2\n"


@pytest.mark.usefixtures("hints")
def test_a_hint_is_shown_and_never_fails(folder: Path) -> None:
    hint = WARNING.format(file="warned.flow").replace("warning", "hint")
    assert told(command("check", "warned.flow", cwd=folder)) == f"--- stdout\n{hint}\n1 hint\n--- exit 0\n"


def test_in_french_the_counts_are_french(folder: Path) -> None:
    done = command("check", "--lang", "fr", cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (2, "1 erreur, 2 avertissements")


def test_quiet_leaves_out_the_closing_line(folder: Path) -> None:
    assert told(command("check", "-q", "good.flow", cwd=folder)) == "--- exit 0\n"
    warning = WARNING.format(file="warned.flow")
    assert told(command("check", "-q", "warned.flow", cwd=folder)) == f"--- stdout\n{warning}--- exit 1\n"
    assert told(command("check", "-q", "--message-format", "github", "good.flow", cwd=folder)) == "--- exit 0\n"


# --select and --ignore


def codes_shown(folder: Path, *arguments: str) -> list[str]:
    lines = command("check", "--message-format", "short", *arguments, "wrong.flow", cwd=folder).stdout.splitlines()
    return [line.split("[")[1].split("]")[0] for line in lines]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["BF320", "BF203"]),
        (["--select", "BF203"], ["BF203"]),
        (["--select", "BF2"], ["BF203"]),
        (["--select", "bf203, BF3"], ["BF320", "BF203"]),
        (["--select", "BF203", "--select", "BF320"], ["BF320", "BF203"]),
        (["--select", "BF4"], []),
        (["--ignore", "BF320"], ["BF203"]),
        (["--ignore", "BF3,BF2"], []),
        (["--ignore", "BF3", "--ignore", "BF1"], ["BF203"]),
        (["--select", "BF", "--ignore", "BF203"], ["BF320"]),
        (["--select", "BF203", "--ignore", "BF2"], []),
    ],
)
def test_select_narrows_what_is_shown_and_ignore_takes_away_from_it(
    folder: Path, arguments: list[str], expected: list[str]
) -> None:
    assert codes_shown(folder, *arguments) == expected


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ("203", 'no code is "203"; did you mean BF203?'),
        ("BF203,BF3200", 'no code is "BF3200"; did you mean BF320?'),
        ("", 'no code is ""'),
        ("BF3,", 'no code is ""'),
        ("warning", 'no code is "WARNING"'),
    ],
)
def test_what_begins_no_code_is_wrong_usage(folder: Path, option: str, codes: str, message: str) -> None:
    done = command("check", option, codes, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[-1] == f"benefit-flows check: error: argument {option}: {message}"


def test_an_error_that_is_not_shown_still_exits_2_and_is_counted(folder: Path) -> None:
    done = command("check", "--ignore", "BF2", "wrong.flow", cwd=folder)
    warning = WARNING.format(file="wrong.flow")
    hidden = "1 error is not shown, because of --select or --ignore"
    expected = f"--- stderr\n{hidden}\n--- stdout\n{warning}\n1 warning, 1 not shown\n--- exit 2\n"
    assert told(done) == expected


def test_errors_that_are_not_shown_are_told_in_french_and_with_quiet_too(folder: Path) -> None:
    (folder / "again.flow").write_text(WRONG, encoding="utf-8")
    hidden = "2 erreurs ne sont pas montrées, à cause de --select ou --ignore"
    done = command("check", "-q", "--lang", "fr", "--ignore", "BF", cwd=folder)
    assert told(done) == f"--- stderr\n{hidden}\n--- exit 2\n"


def test_a_warning_that_is_not_shown_exits_0(folder: Path) -> None:
    done = command("check", "--ignore", "BF320", "warned.flow", cwd=folder)
    assert told(done) == "--- stdout\n1 not shown\n--- exit 0\n"


# Formats


def test_short_is_one_line_for_each_mistake_and_counts_beside_it(folder: Path) -> None:
    done = command("check", "--message-format", "short", "wrong.flow", cwd=folder)
    expected = (
        "--- stderr\n1 error, 1 warning\n--- stdout\n"
        'wrong.flow:1:1: warning[BF320]: nothing uses the setup "mine"\n'
        'wrong.flow:8:24: error[BF203]: no such portal: "Partner Centre" (did you mean "Partner Center"?)\n'
        "--- exit 2\n"
    )
    assert told(done) == expected


def test_short_keeps_to_one_line_whatever_a_file_is_called(folder: Path) -> None:
    (folder / "a\nb\x1b[31m.flow").write_text(WARNED, encoding="utf-8")
    done = command("check", "--message-format", "short", "a\nb\x1b[31m.flow", cwd=folder)
    assert done.stdout == 'a b\ufffd[31m.flow:1:1: warning[BF320]: nothing uses the setup "mine"\n'


def test_github_is_one_command_for_each_mistake(folder: Path) -> None:
    (folder / "a b, 100%: x").mkdir()
    (folder / "a b, 100%: x" / "c.flow").write_text(WARNED, encoding="utf-8")
    done = command("check", "--message-format", "github", "a b, 100%: x", cwd=folder)
    assert done.stdout == (
        "::warning file=a b%2C 100%25%3A x/c.flow,line=1,col=1,endColumn=12,title=BF320::"
        'nothing uses the setup "mine"\n'
    )


def test_json_is_one_document_with_the_diagnostics_of_the_report_of_a_run(folder: Path) -> None:
    done = command("check", "--message-format", "json", "wrong.flow", cwd=folder)
    command("run", "--report", "json=out.json", "wrong.flow", cwd=folder)
    report = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    assert len(report["diagnostics"]) == 2
    assert json.loads(done.stdout) == {
        "schema": "benefit-flows/diagnostics/1",
        "summary": {"errors": 1, "warnings": 1, "hints": 0},
        "diagnostics": report["diagnostics"],
    }


def test_sarif_is_one_document_of_the_version_that_wrote_it(folder: Path) -> None:
    version = command("--version", cwd=folder).stdout.split()[1]
    run = sarif_run(command("check", "--message-format", "sarif", "wrong.flow", cwd=folder).stdout)
    assert (run["tool"]["driver"]["name"], run["tool"]["driver"]["version"]) == ("benefit-flows", version)
    assert [each["ruleId"] for each in run["results"]] == ["BF320", "BF203"]


def sarif_run(text: str) -> dict[str, Any]:
    (run,) = json.loads(text)["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("form", MACHINES)
@pytest.mark.parametrize("name", ["check", "run"])
def test_messages_for_machines_are_in_the_language_that_was_asked_for(folder: Path, name: str, form: str) -> None:
    done = command(name, "--lang", "fr", "--message-format", form, "warned.flow", cwd=folder)
    said = json.dumps("rien n’utilise la préparation").strip('"') if form in ("json", "sarif") else "rien n’utilise"
    assert done.stdout.count(said) >= 1
    assert ("nothing uses" in done.stdout) == (form == "json")


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize("name", ["check", "run"])
def test_a_document_is_whole_whatever_the_encoding_of_the_terminal(folder: Path, name: str, form: str) -> None:
    (folder / "wrong.flow").write_text(WRONG.replace("Centre", "👩 e\u0301"), encoding="utf-8")
    arguments = [name, "--message-format", form, "--lang", "fr", "wrong.flow"]
    plain, poor = cli(*arguments, cwd=folder), cli(*arguments, cwd=folder, PYTHONIOENCODING="ascii")
    assert poor.stdout == plain.stdout
    assert "👩 e\u0301" in json.dumps(json.loads(plain.stdout), ensure_ascii=False)


# run --message-format


PUT: Final = "changed by line mpn-2021-04/setups.flow:5: given accounts of Contoso"


def test_run_for_machines_gives_one_finding_for_each_problem_and_counts_beside_it(folder: Path) -> None:
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    done = command("run", "--message-format", "short", "good.flow", "warned.flow", "too.flow", cwd=folder)
    assert told(done) == (
        "--- stderr\n2 passed, 1 failed\n--- stdout\n"
        'warned.flow:1:1: warning[BF320]: nothing uses the setup "mine"\n'
        "too.flow:3:3: error[BF501]: the check does not hold (in scenario Two: "
        "expected: benefit Microsoft Product Support, state active; "
        f"actual: benefit Microsoft Product Support, state inactive; {PUT}  R27 R23 R08 [116][130][131][134][140])\n"
        "too.flow:4:3: error[BF501]: the check does not hold (in scenario Two: "
        "expected: benefit Signature Cloud Support, state active; "
        f"actual: benefit Signature Cloud Support, state inactive; {PUT}  "
        "R33 R34 R23 R08 [116][130][131][134][143][145][147][149][150][151])\n"
        "--- exit 1\n"
    )


def test_run_for_machines_gives_the_mistakes_when_nothing_can_run(folder: Path) -> None:
    for form in MACHINES:
        done = command("run", "--message-format", form, "wrong.flow", cwd=folder)
        checked = command("check", "--message-format", form, "wrong.flow", cwd=folder)
        assert (done.stdout, done.returncode) == (checked.stdout, 2), form
        assert done.stderr == "1 mistake: nothing was run\n"


def test_run_for_machines_gives_mistakes_and_problems_when_it_keeps_going(folder: Path) -> None:
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    done = command("run", "--keep-going", "--message-format", "sarif", "wrong.flow", "too.flow", cwd=folder)
    assert [each["ruleId"] for each in sarif_run(done.stdout)["results"]] == ["BF320", "BF203", "BF501", "BF501"]
    assert (done.returncode, done.stderr) == (2, "0 passed, 1 failed\n1 mistake\n")


def test_values_of_a_problem_are_worded_in_the_language_of_the_message(folder: Path) -> None:
    text = 'scenario: x\n  use: a Gold partner\n  when Ada opens "Technical benefits"\n  then it is accepted\n'
    (folder / "too.flow").write_text(text, encoding="utf-8")
    done = command("run", "--message-format", "json", "too.flow", cwd=folder)
    (finding,) = json.loads(done.stdout)["diagnostics"]
    assert finding["message"] == {
        "en": "the action was not accepted: refused",
        "fr": "l’action n’est pas passée : refusé",
    }


def test_run_for_people_prints_what_it_prints_without_the_option(folder: Path) -> None:
    (folder / "too.flow").write_text(FAILING, encoding="utf-8")
    for path in ("too.flow", "wrong.flow"):
        assert told(command("run", "--message-format", "human", path, cwd=folder)) == told(
            command("run", path, cwd=folder)
        )


def test_a_report_is_written_beside_findings_for_machines(folder: Path) -> None:
    command("run", "--report", "json=one.json", "good.flow", cwd=folder)
    command("run", "--report", "json=two.json", "--message-format", "github", "good.flow", cwd=folder)
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()


@pytest.mark.parametrize("name", ["check", "run"])
def test_a_document_is_given_also_when_nothing_is_wrong_or_selected(folder: Path, name: str) -> None:
    for arguments in (["good.flow"], ["-t", "@nowhere", "good.flow"]):
        done = command(name, "--message-format", "sarif", *arguments, cwd=folder)
        assert sarif_run(done.stdout)["results"] == []


# Selections that select nothing


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["-t", "@azur"], ["no scenario has the tag @azur; did you mean @azure?"]),
        (["-t", "@AZURE"], ["no scenario has the tag @AZURE; did you mean @azure?"]),
        (["-t", "@qqqqq"], ["no scenario has the tag @qqqqq"]),
        (["-t", "@azure and not @slow"], []),
        (["-t", "(@azur or @sloww) and not @azur"], [
            "no scenario has the tag @azur; did you mean @azure?",
            "no scenario has the tag @sloww; did you mean @slow?",
        ]),
        (["-k", "onne"], ['no name of a scenario contains "onne"; did you mean One?']),
        (["-k", "\x1b[31m"], ['no name of a scenario contains "\ufffd[31m"']),
        (["-k", "one", "-t", "@azur"], ["no scenario has the tag @azur; did you mean @azure?"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["check", "run"])
def test_a_tag_or_word_that_is_nowhere_is_named_with_the_nearest_and_exits_5(
    folder: Path, name: str, arguments: list[str], lines: list[str]
) -> None:
    done = command(name, *arguments, "good.flow", cwd=folder)
    assert (done.returncode, done.stderr.splitlines()) == (5, ["no scenario is selected", *lines])


def test_in_french_it_is_said_in_french(folder: Path) -> None:
    done = command("check", "--lang", "fr", "-t", "@azur", "-k", "qqqqq", "good.flow", cwd=folder)
    assert done.stderr.splitlines() == [
        "aucun scénario n’est choisi",
        "aucun scénario ne porte l’étiquette @azur\u00a0; vouliez-vous dire @azure\u00a0?",
        "aucun nom de scénario ne contient «\u00a0qqqqq\u00a0»",
    ]


def test_a_tag_that_is_nowhere_is_no_mistake_where_something_is_selected(folder: Path) -> None:
    done = command("check", "-t", "@azure or @nowhere", "-k", "ONE", "good.flow", cwd=folder)
    assert told(done) == "--- stdout\n1 file, no mistakes\n--- exit 0\n"


def test_errors_come_before_a_selection_because_what_is_broken_cannot_be_selected(folder: Path) -> None:
    done = command("check", "-t", "@azur", "wrong.flow", cwd=folder)
    assert (done.returncode, done.stderr) == (2, "")


# Half-broken inputs


@pytest.mark.parametrize("form", ["human", *MACHINES])
@pytest.mark.parametrize(
    ("path", "code"),
    [("nowhere.flow", "BF401"), ("empty", "BF406"), ("binary.flow", "BF411"), ("good.flow:0", "BF410")],
)
def test_what_cannot_be_taken_is_a_mistake_in_every_format(folder: Path, form: str, path: str, code: str) -> None:
    (folder / "empty").mkdir()
    (folder / "binary.flow").write_bytes(b"\0\xff")
    done = command("check", "-q", "--message-format", form, path, cwd=folder)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.count(code) == {"sarif": 3}.get(form, 1)


@pytest.mark.parametrize("form", ["human", *MACHINES])
def test_of_ten_thousand_mistakes_a_hundred_are_told_and_how_many_more_in_every_format(folder: Path, form: str) -> None:
    text = GOOD + "".join(f'  when Ada act{number} "x"\n' for number in range(10_000))
    (folder / "many.flow").write_text(text, encoding="utf-8")
    done = cli("check", "--message-format", form, "many.flow", cwd=folder)
    count, word = (done.stdout if form == "human" else done.stderr).splitlines()[-1].split()
    assert (done.returncode, int(count) >= 10_000, word) == (2, True, "errors")
    assert [f'act{number}"' in done.stdout.replace("\\", "") for number in (0, 99, 100, 9_999)] == [
        True,
        True,
        False,
        False,
    ]
    assert done.stdout.count("BF423") >= 1


def test_the_scenarios_of_the_project_have_no_mistakes() -> None:
    done = command("check", "scenarios", cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(" files, no mistakes\n")


def test_the_help_of_check_explains_every_exit_code(folder: Path) -> None:
    assert "0 no mistakes, or hints only; 1 a warning; 2 an error" in command("check", "--help", cwd=folder).stdout
