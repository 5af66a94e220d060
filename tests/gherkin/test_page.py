"""The page for people who write Gherkin: its features pass, and convert."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.gherkin.support import as_flow, said
from tests.support import PROJECT, command, told

PAGE: Final = (PROJECT / "docs" / "gherkin.md").read_text(encoding="utf-8")
FEATURES: Final = re.findall(r"^```gherkin\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
assert FEATURES, "no features on the page"


@pytest.mark.parametrize("number", range(len(FEATURES)))
def test_every_feature_of_the_page_passes_and_converts(number: int, tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(FEATURES[number], encoding="utf-8")
    ran = command("run", "a.feature", "-q", cwd=tmp_path)
    assert re.fullmatch(r"--- stdout\n\d+ passed\n--- exit 0\n", told(ran))
    assert command("convert", "a.feature", "-o", "b.flow", cwd=tmp_path).returncode == 0
    assert told(command("run", "b.flow", "-q", cwd=tmp_path)) == told(ran)


def test_a_comment_above_a_step_silences_its_warning(tmp_path: Path) -> None:
    step = 'Given company Contoso has a Gold competency in "Cloud Platfrom" until 2021-12-31'
    for comment, exit_code, warned in (("# ignore[BF331]", 0, False), ("# nothing", 1, True)):
        text = (
            "Feature: f\n  Scenario: s\n    Given today is 2021-03-04\n"
            f"    {comment}\n    {step}\n    Then the number of requests is 0\n"
        )
        (tmp_path / "a.feature").write_text(text, encoding="utf-8")
        done = command("check", "a.feature", cwd=tmp_path)
        assert (done.returncode, "BF331" in done.stdout + done.stderr) == (exit_code, warned)


@pytest.mark.parametrize("name", ["run", "check", "list", "cover"])
def test_a_command_that_takes_scenario_files_takes_features(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.feature").write_text(FEATURES[0], encoding="utf-8")
    done = command(name, ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_the_page_says_cannot_stand_in_a_scenario_file_is_told() -> None:
    names = ["a # b", 'a "', "a [181]"]
    written = [as_flow(f"Feature: f\n  Scenario: {name}\n    Then nothing changed\n") for name in names]
    assert [len(said(each)) for each in written] == [1, 1, 1]
