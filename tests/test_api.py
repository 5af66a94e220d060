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
    assert f"\n{failed.stdout}```" in readme


def test_the_public_names_are_those_of_the_readme() -> None:
    """Nothing more is promised, nothing less is there."""
    assert sorted(benefit_flows.__all__) == ["load", "rulebook", "run"]
    assert all(getattr(benefit_flows, each).__doc__ for each in benefit_flows.__all__)
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    assert "from benefit_flows import load, rulebook, run" in readme


def test_files_come_in_the_order_of_their_names_and_paths_in_the_order_given(tmp_path: Path) -> None:
    for name in ("c", "a", "b"):
        text = f'scenario: {name}\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
        (tmp_path / f"{name}.flow").write_text(text, encoding="utf-8")
    assert [each.name for each in benefit_flows.load(str(tmp_path)).scenarios] == ["a", "b", "c"]
    assert [each.name for each in benefit_flows.load(f"{tmp_path}/c.flow", f"{tmp_path}/a.flow").scenarios] == [
        "c",
        "a",
    ]


def test_a_missing_include_is_told_once_and_hides_unknown_setups_of_every_file_that_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    user = 'include: gone.flow\nscenario: x\n  use: ours\n  then "Microsoft Product Support" is inactive\n'
    (tmp_path / "user.flow").write_text(user, encoding="utf-8")
    (tmp_path / "lib.flow").write_text("include: user.flow\nsetup: theirs\n  use: a Gold partner\n", encoding="utf-8")
    for order in (("user.flow", "lib.flow"), ("lib.flow", "user.flow")):
        found = benefit_flows.load(*(str(tmp_path / name) for name in order)).diagnostics
        assert [each.code for each in found] == ["BF401"]


def test_a_missing_file_is_told_to_each_file_that_includes_it(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    for name in ("a", "b"):
        (tmp_path / f"{name}.flow").write_text(
            "include: gone.flow\nsetup: x\n  use: a Gold partner\n", encoding="utf-8"
        )
    found = benefit_flows.load(str(tmp_path)).diagnostics
    assert [(each.code, Path(each.span.path).name) for each in found] == [("BF401", "a.flow"), ("BF401", "b.flow")]
