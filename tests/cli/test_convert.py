"""``benefit-flows convert``: to standard output or to files, whole or not at all, and never over what is there."""

import sys
from pathlib import Path
from typing import Final

import pytest

from tests.support import SCENARIOS, cli, command, told

FLOW: Final = """\
flow: What is seen

scenario: One  [121]
  use: a Gold partner
  then "Microsoft Product Support" is inactive
"""
FEATURE: Final = """\
Feature: What is seen

  @passage-121
  Scenario: One
    Given setup "a Gold partner"
    Then "Microsoft Product Support" is inactive
"""
FRENCH_FEATURE: Final = """\
# language: fr
Fonctionnalité: What is seen

  @passage-121
  Scénario: One
    Soit la préparation "un partenaire Gold"
    Alors "Support technique Microsoft" est inactif
"""
FRENCH_FLOW: Final = """\
langue: fr
parcours: What is seen

scénario: One  [121]
  utiliser: un partenaire Gold
  alors "Support technique Microsoft" est inactif
"""
BROKEN: Final = 'scenario: One\n  use: a Goldpartner\n  then "Microsoft Product Support" is inactive\n'


def put(folder: Path, **files: str) -> Path:
    """Write files: ``a_flow`` is a.flow."""
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode())
    return folder


def contents(folder: Path) -> dict[str, str]:
    """Give every file of a folder and below, hidden ones too, byte for byte."""
    found = sorted(each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): each.read_bytes().decode() for each in found}


def test_one_file_is_printed(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, b_feature=FEATURE)
    assert told(command("convert", "a.flow", cwd=tmp_path)) == f"--- stdout\n{FEATURE}--- exit 0\n"
    assert told(command("convert", "b.feature", cwd=tmp_path)) == f"--- stdout\n{FLOW}--- exit 0\n"
    assert contents(tmp_path) == {"a.flow": FLOW, "b.feature": FEATURE}


def test_what_is_printed_is_utf_8_whatever_the_terminal(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW.replace("One", "🎉 “été”"))
    done = cli("convert", "a.flow", "-o", "b.feature", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "a.flow → b.feature\n")
    printed = cli("convert", "a.flow", cwd=tmp_path, PYTHONIOENCODING="utf-8:strict", PYTHONUTF8="0", LC_ALL="C")
    assert printed.stdout == (tmp_path / "b.feature").read_text(encoding="utf-8")


def test_steps_are_translated_if_asked_for(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, b_feature=FEATURE, c_feature=FRENCH_FEATURE)
    french = command("convert", "a.flow", "--lang-of-steps", "fr", cwd=tmp_path)
    assert told(french) == f"--- stdout\n{FRENCH_FEATURE}--- exit 0\n"
    assert command("convert", "b.feature", "--lang-of-steps", "fr", cwd=tmp_path).stdout == FRENCH_FLOW
    assert command("convert", "c.feature", "--lang-of-steps", "en", cwd=tmp_path).stdout.endswith(FLOW[18:])
    same = command("convert", "a.flow", "--lang-of-steps", "en", cwd=tmp_path)
    assert told(same) == f"--- stdout\n{FEATURE}--- exit 0\n"


def test_names_that_are_words_of_the_other_language_keep_a_file_from_being_translated(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW.replace("  then", "  given company le\n  then"))
    done = command("convert", "a.flow", "--lang-of-steps", "fr", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\nnot converted, because names in it are words of the other language: a.flow (le)\n--- exit 2\n"
    )


def test_several_files_are_written_beside_their_sources(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, b_feature=FEATURE)
    done = command("convert", "a.flow", "b.feature", cwd=tmp_path)
    assert told(done) == "--- stderr\na.flow → a.feature\nb.feature → b.flow\n--- exit 0\n"
    assert contents(tmp_path) == {"a.flow": FLOW, "a.feature": FEATURE, "b.feature": FEATURE, "b.flow": FLOW}


def test_a_folder_goes_to_a_folder_with_all_that_is_below_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "fr").mkdir(parents=True)
    put(tmp_path / "in", a_flow=FLOW, b_feature=FEATURE)
    put(tmp_path / "in" / "fr", a_flow=FLOW)
    done = command("convert", "in", "--to", "feature", "-o", "out/deep", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\nin/a.flow → out/deep/a.feature\nin/fr/a.flow → out/deep/fr/a.feature\n--- exit 0\n"
    )
    assert contents(tmp_path / "out") == {"deep/a.feature": FEATURE, "deep/fr/a.feature": FEATURE}


def test_a_file_that_is_there_is_left_unless_force_is_said(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, a_feature="mine")
    done = command("convert", "a.flow", "-o", "a.feature", cwd=tmp_path)
    assert told(done) == "--- stderr\na.feature is there already; --force writes over it\n--- exit 2\n"
    assert contents(tmp_path) == {"a.flow": FLOW, "a.feature": "mine"}
    assert command("convert", "a.flow", "-o", "a.feature", "--force", cwd=tmp_path).returncode == 0
    assert contents(tmp_path) == {"a.flow": FLOW, "a.feature": FEATURE}


def test_two_files_become_two(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, a_flow=FLOW)
    done = command("convert", "x/a.flow", "y/a.flow", "-o", "out", "--force", cwd=tmp_path)
    assert told(done) == "--- stderr\nx/a.flow → out/a.feature\ny/a.flow → out/a-2.feature\n--- exit 0\n"


def test_a_file_with_mistakes_is_left_and_the_others_are_converted(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, b_flow=BROKEN)
    done = command("convert", "a.flow", "b.flow", cwd=tmp_path)
    assert told(done) == (
        '--- stderr\nerror[BF211]: no setup is called "a Goldpartner"\n --> b.flow:2:8\n  |\n2 |   use: a Goldpartner\n'
        '  |        ^^^^^^^^^^^^^\n  = help: did you mean "a Gold partner"?\n\n'
        "a.flow → a.feature\nnot converted, because it has mistakes: b.flow\n--- exit 2\n"
    )
    assert contents(tmp_path) == {"a.flow": FLOW, "b.flow": BROKEN, "a.feature": FEATURE}


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = command("convert", "a.flow", cwd=tmp_path)
    assert (done.returncode, done.stdout, "BF401" in done.stderr) == (2, "", True)


def test_a_file_of_the_wanted_kind_is_said_to_be_one_and_passed_over_in_folders(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, b_feature=FEATURE)
    done = command("convert", "a.flow", "--to", "flow", cwd=tmp_path)
    assert told(done) == "--- stderr\nnot converted, because it is a .flow file: a.flow\n--- exit 2\n"
    done = command("convert", ".", "--to", "flow", cwd=tmp_path)
    assert told(done) == "--- stderr\nb.feature → b.flow\n--- exit 0\n"


def test_what_the_other_notation_cannot_say_keeps_a_file_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, a_feature=FEATURE.replace("One", "One # two"), b_flow=f"{FLOW}\nsetup: mine\n  use: a Gold partner\n")
    done = command("convert", "a.feature", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\na.feature:4: this would not mean the same in the other notation\nnot converted: a.feature\n"
        "--- exit 2\n"
    )
    done = command("convert", "b.flow", "--lang", "fr", cwd=tmp_path)
    assert told(done) == (
        "--- stderr\nb.flow:7\u00a0: rien n’utilise cette préparation, et Gherkin n’a pas de forme pour elle\u00a0: "
        f"elle est omise\n--- stdout\n{FEATURE}--- exit 0\n"
    )


def test_includes_lead_to_where_they_did_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "lib").mkdir()
    put(tmp_path / "lib", ours_flow="setup: ours\n  use: a Gold partner\n")
    put(
        tmp_path,
        a_flow='include: lib/ours.flow\nscenario: One\n  use: ours\n  then "Microsoft Product Support" is inactive\n',
    )
    assert command("convert", "a.flow", "-o", "out/", cwd=tmp_path).returncode == 0
    text = (tmp_path / "out" / "a.feature").read_text(encoding="utf-8")
    assert text.startswith("# include: ../lib/ours.flow\nFeature:\n")
    assert told(command("run", "out/a.feature", "-q", cwd=tmp_path)) == "--- stdout\n1 passed\n--- exit 0\n"


def test_a_target_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    put(tmp_path, a_flow=FLOW, in_the="a file, no folder")
    done = command("convert", "a.flow", "-o", "in.the/b.feature", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("cannot write in.the/b.feature: ")


@pytest.mark.parametrize("arguments", [("convert", "a.flow"), ("convert", "b.feature"), ("run", "b.feature")])
def test_without_the_parser_of_gherkin_it_is_said_how_to_install_it(
    arguments: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, a_flow=FLOW, b_feature=FEATURE)
    for name in [each for each in sys.modules if each.partition(".")[0] == "gherkin"] or ["gherkin"]:
        monkeypatch.setitem(sys.modules, name, None)
    done = command(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[BF413]: reading .feature files needs more\n" in done.stderr
    assert '  = help: pip install "benefit-flows[bdd]"\n' in done.stderr


def test_all_scenarios_of_the_project_pass_as_features_and_convert_back(tmp_path: Path) -> None:
    there = command("convert", str(SCENARIOS), "-o", str(tmp_path / "features"), cwd=tmp_path)
    assert there.returncode == 0
    passed = command("run", str(SCENARIOS), "-q", cwd=tmp_path).stdout
    assert told(command("run", "features", "-q", cwd=tmp_path)) == f"--- stdout\n{passed}--- exit 0\n"
    back = command("convert", "features", "-o", "back", cwd=tmp_path)
    assert back.returncode == 0
    assert told(command("run", "back", "-q", cwd=tmp_path)) == f"--- stdout\n{passed}--- exit 0\n"


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_source_and_a_name_of_its_kind_are_no_place_for_the_result(tmp_path: Path, force: tuple[str, ...]) -> None:
    text = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    (tmp_path / "a.flow").write_text(text, encoding="utf-8")
    for name in ("a.flow", "b.flow"):
        done = command("convert", "a.flow", "-o", name, *force, cwd=tmp_path)
        assert (done.returncode, (tmp_path / "a.flow").read_text(encoding="utf-8")) == (2, text)
    assert not (tmp_path / "b.flow").exists()
