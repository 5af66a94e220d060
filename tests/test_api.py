"""The public face, as the README shows it."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import benefit_flows

TOP: Final = Path(__file__).parents[1]
EXAMPLE: Final = re.compile(r"```python\n(.*?)```\n+```text\n(.*?)```", re.DOTALL)
FLOW: Final = re.compile(r"```flow\n(.*?)```", re.DOTALL)


def test_the_example_of_the_readme_prints_what_it_says() -> None:
    """A newcomer copies it first."""
    examples = EXAMPLE.findall((TOP / "README.md").read_text(encoding="utf-8"))
    assert len(examples) == 1
    code, expected = examples[0]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == (expected, "", 0)


def test_the_first_scenario_of_the_readme_passes_and_fails_as_it_says(tmp_path: Path) -> None:
    """With its file as it stands, and with the day changed as the README says; the output is compared whole."""
    from tests.support import command

    readme = (TOP / "README.md").read_text(encoding="utf-8")
    text = FLOW.findall(readme)[0]
    (tmp_path / "first.flow").write_text(text, encoding="utf-8")
    assert command("run", "first.flow", cwd=tmp_path).stdout == "1 passed\n"
    (tmp_path / "first.flow").write_text(text.replace("wait 3 days", "wait 2 days"), encoding="utf-8")
    failed = command("run", "first.flow", cwd=tmp_path)
    assert failed.returncode == 1
    assert f"```text\n{failed.stdout}```" in readme


def test_the_public_names_are_those_of_the_readme() -> None:
    """Nothing more is promised, nothing less is there."""
    assert sorted(benefit_flows.__all__) == ["load", "rulebook", "run"]
    assert all(getattr(benefit_flows, each).__doc__ for each in benefit_flows.__all__)
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert "from benefit_flows import load, rulebook, run" in readme
