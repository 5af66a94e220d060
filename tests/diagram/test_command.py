"""``benefit-flows diagram``: one picture to standard output or a file, many into a folder."""

from pathlib import Path

import pytest

from benefit_flows.diagram.states_svg import render_figure
from tests.diagram.support import GOLDEN, SCENARIO, STILL
from tests.support import Golden, command, told

TWO = f"{SCENARIO}\n{STILL}"
USAGE = "name one of them as FILE:LINE, or write them all into a folder with -o"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a file of two scenarios."""
    (tmp_path / "a.flow").write_text(TWO, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("form", "suffix"), [("svg", "svg"), ("dot", "dot"), ("mermaid", "mmd")])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["benefit", "contract"])
def test_a_machine_is_printed(name: str, form: str, suffix: str, language: str, tmp_path: Path, golden: Golden) -> None:
    done = command("diagram", name, "--format", form, "--lang", language, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    golden(GOLDEN / f"{name}-{language}.{suffix}", done.stdout)


def test_without_a_name_both_machines_are_drawn_as_svg(tmp_path: Path) -> None:
    done = command("diagram", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<svg ")
    assert ">Benefit</tspan>" in done.stdout
    assert ">Contract, for each account</tspan>" in done.stdout


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("kind", "form", "name"),
    [
        ("states", "svg", "path-{}.svg"),
        ("states", "dot", "path-{}.dot"),
        ("states", "mermaid", "path-{}.mmd"),
        ("sequence", "svg", "sequence-{}.svg"),
        ("sequence", "mermaid", "sequence-{}.mmd"),
    ],
)
def test_a_scenario_is_drawn(kind: str, form: str, name: str, language: str, folder: Path, golden: Golden) -> None:
    done = command("diagram", "a.flow:1", "--kind", kind, "--format", form, "--lang", language, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    golden(GOLDEN / name.format(language), done.stdout)


def test_a_picture_is_written_into_a_file(folder: Path) -> None:
    printed = command("diagram", "a.flow:1", cwd=folder).stdout
    done = command("diagram", "a.flow:1", "-o", "x.svg", cwd=folder)
    assert told(done) == "--- exit 0\n"
    assert (folder / "x.svg").read_bytes() == printed.encode()
    assert sorted(each.name for each in folder.iterdir()) == ["a.flow", "x.svg"]


def test_several_scenarios_are_an_error_that_says_how_to_choose(folder: Path) -> None:
    done = command("diagram", "a.flow", "-o", "x.svg", cwd=folder)
    assert told(done) == (
        f"--- stderr\n2 scenarios: {USAGE}\n"
        '  a.flow:1  An error to ignore, a refusal; "quotes" & <tag>\n  a.flow:15  Nothing moves\n--- exit 2\n'
    )
    assert not (folder / "x.svg").exists()


def test_of_very_many_scenarios_only_the_first_are_named(folder: Path) -> None:
    (folder / "b.flow").write_text("\n".join(STILL.replace("Nothing", f"N{n}") for n in range(30)), encoding="utf-8")
    lines = command("diagram", "b.flow", "--lang", "fr", cwd=folder).stderr.splitlines()
    assert len(lines) == 12
    assert lines[-1] == "  et 20 autres"


def test_several_scenarios_are_written_into_a_folder_made_where_its_name_says_what_it_is(folder: Path) -> None:
    asked = (
        ("a.flow", "-o", "out/"),
        ("a.flow", "--kind", "sequence", "--format", "mermaid", "-o", "out"),
        ("--format", "dot", "-o", "out"),
    )
    for arguments in asked:
        assert told(command("diagram", *arguments, cwd=folder)) == "--- exit 0\n"
    assert sorted(each.name for each in (folder / "out").iterdir()) == [
        "a.flow-1-sequence.mmd",
        "a.flow-1-states.svg",
        "a.flow-15-sequence.mmd",
        "a.flow-15-states.svg",
        "benefit.dot",
        "contract.dot",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("benefit", "--kind", "sequence"), "a machine has no sequence: name a scenario as FILE:LINE"),
        (
            ("a.flow:1", "--kind", "sequence", "--format", "dot"),
            "a sequence cannot be written as dot: choose svg or mermaid",
        ),
        (("a.flow:1", "-o", "no/such.svg"), "cannot write no/such.svg: No such file or directory"),
        (("a.flow", "-o", "a.flow/"), "cannot write a.flow/: scenarios are read from it"),
        (("-o", "a.flow/"), "cannot write a.flow: File exists"),
    ],
)
def test_what_cannot_be_drawn_exits_2_and_says_why(arguments: tuple[str, ...], said: str, folder: Path) -> None:
    assert told(command("diagram", *arguments, cwd=folder)) == f"--- stderr\n{said}\n--- exit 2\n"


@pytest.mark.parametrize("what", ["none.flow", "a.flow:99", "contrat"])
def test_a_place_where_nothing_is_exits_2_with_a_diagnostic(what: str, folder: Path) -> None:
    done = command("diagram", what, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error[BF4")


def test_a_file_without_scenarios_exits_5(folder: Path) -> None:
    (folder / "b.flow").write_text("setup: nothing yet\n  given today is 2021-03-04\n", encoding="utf-8")
    assert told(command("diagram", "b.flow", cwd=folder)) == "--- stderr\nno scenario is selected\n--- exit 5\n"


def test_a_scenario_that_fails_is_drawn_as_far_as_it_went(folder: Path) -> None:
    text = SCENARIO.replace("is active", "is pending")
    (folder / "b.flow").write_text(text, encoding="utf-8")
    done = command("diagram", "b.flow", "--kind", "sequence", "--format", "mermaid", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "#10007; #34;Signature Cloud Support#34; is pending#59; but actually#58; benefit" in done.stdout


def test_a_scenario_without_moves_is_a_picture_too() -> None:
    assert ">Nothing moved.</tspan>" in render_figure((), "x", "en")
