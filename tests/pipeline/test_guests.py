"""Features of other tools: left alone in projects that are not ours, and mistakes in ours."""

import sys
from pathlib import Path

import pytest

from benefit_flows import load
from tests.support import command, told

FOREIGN = "Feature: A basket\n  Scenario: Two apples\n    Given an empty basket\n    Then two apples fit in\n"
OURS = (
    'Feature: Ours\n  Scenario: S\n    Given setup "a Gold partner"\n    Then "Microsoft Product Support" is inactive\n'
)
FLOW = 'scenario: s\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
MISTAKES = ["BF102", "BF112"]
LEFT = """\
--- stderr
warning[BF420]: features without any phrase of benefit-flows are left alone: a.feature, sub/b.feature
 --> a.feature:1:1
  = help: name one to run it all the same

no scenario is selected
--- exit 5
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project with two features of another tool."""
    monkeypatch.chdir(tmp_path)
    return saved(tmp_path, {"pyproject.toml": "", "a.feature": FOREIGN, "sub/b.feature": FOREIGN})


def saved(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files into a folder."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def codes(*paths: str) -> list[str]:
    """Give what is wrong with files, by codes."""
    return [each.code for each in load(*(paths or (".",))).diagnostics]


def test_features_of_another_tool_are_left_alone_with_one_warning(project: Path) -> None:
    assert told(command("run", cwd=project)) == LEFT


@pytest.mark.parametrize(
    "arguments", ["run", "list", "check", "cover", "player .", "diagram .", "convert .", "explain 181 ."]
)
def test_every_command_says_what_is_left_alone(project: Path, arguments: str) -> None:
    done = command(*arguments.split(), cwd=project)
    assert (done.stdout + done.stderr).count("BF420") == 1


def test_a_feature_of_another_tool_that_is_named_has_mistakes() -> None:
    assert codes("a.feature") == MISTAKES


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": "[tool.benefit-flows]\n"},
        {"pyproject.toml": '[tool.pytest.ini_options]\nbenefit_flows_language = "fr"\n'},
        {"pytest.ini": "[pytest]\nbenefit_flows_collect = feature\n"},
        {"benefit-flows.toml": ""},
        {"elsewhere/x.flow": FLOW},
        {"elsewhere/x.feature": OURS},
        {"elsewhere/x.feature": f"# include: y.flow\n{FOREIGN}"},
    ],
)
def test_in_a_project_of_ours_a_feature_without_any_phrase_is_a_mistake(
    project: Path, files: dict[str, str | bytes]
) -> None:
    saved(project, files)
    assert codes("sub") == MISTAKES


@pytest.mark.parametrize("folder", ["venv/lib/site-packages", "node_modules/x", ".hidden", "env/lib"])
def test_what_is_installed_or_hidden_in_a_project_does_not_make_it_ours(project: Path, folder: str) -> None:
    saved(project, {f"{folder}/x.flow": FLOW, "env/pyvenv.cfg": ""})
    assert codes() == ["BF420"]


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", FOREIGN.encode("utf-16"), b"Feature: x\n  Scenario Outline: y\n    Examples:\n    | a |\n|"],
)
def test_what_cannot_be_read_is_left_alone_too(project: Path, data: bytes) -> None:
    saved(project, {"a.feature": data})
    assert codes() == ["BF420"]


def test_many_are_told_as_some_and_a_number(project: Path) -> None:
    saved(project, {f"x{number}.feature": FOREIGN for number in range(5)})
    (diagnostic,) = load(".").diagnostics
    assert diagnostic.message().endswith(": a.feature, sub/b.feature, x0.feature, … (7)")


def test_without_the_package_for_features_those_of_a_folder_are_left_out_with_one_warning(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.partition(".")[0] == "gherkin"] or ["gherkin"]:
        monkeypatch.setitem(sys.modules, name, None)
    saved(project, {"x.flow": FLOW})
    assert (codes(), len(load(".").scenarios)) == (["BF421"], 1)
    assert codes("a.feature") == ["BF413"]
