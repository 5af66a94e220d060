"""Two features and no Python file, under each pytest that is supported, from the oldest to the newest."""

import os
import re
import subprocess
import venv
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Final

import pytest

from tests.support import PROJECT

pytestmark = pytest.mark.tools

SLOWEST: Final = 300
ENGLISH: Final = """\
@all
Feature: Activation
  Background:
    Given setup "a Gold partner"

  @passage-122
  Scenario: From inactive to pending
    When Ada signs in to "Partner Center"
    And Ada activates "Microsoft Product Support"  [122]
    Then "Microsoft Product Support" is pending
    * the number of requests is 0

  Rule: Two roles activate  [123]
    Scenario Outline: Who may activate
      When <who> signs in to "Partner Center"
      And <who> tries to activate "<benefit>"  [123]
      Then it is <outcome>

      @may
      Examples: with the role
        | who | benefit                   | outcome  |
        | Ada | Microsoft Product Support | accepted |
        | Bob | Signature Cloud Support   | accepted |

      @may-not @passage-107
      Examples: without the role
        | who   | benefit                   | outcome |
        | Chloe | Microsoft Product Support | refused |

  Scenario: An account of one's own
    Given accounts of Contoso
      | name | associated with | roles        |
      | Eva  | MPN, CSP        | Global admin |
    When Eva signs in to "Partner Center"
    Then Eva sees
      \"\"\"
      Technical benefits
      \"\"\"
    And "Microsoft Product Support" is active
"""
FRENCH: Final = """\
# language: fr
Fonctionnalité: Une activation
  Contexte:
    Étant donné la préparation "un partenaire Gold"

  @passage-123
  Plan du scénario: Qui peut activer
    Étant donné que "Signature Cloud Support" est actif
    Quand <qui> se connecte à "Espace partenaires"
    Et que <qui> essaie d'activer "Support technique Microsoft"  [123]
    Alors que c'est <issue>

    Exemples:
      | qui | issue   |
      | Ada | accepté |
      | Bob | accepté |

  Scénario: Ce que voit Ada
    Quand Ada se connecte à "Espace partenaires"
    Alors qu'Ada voit "Technical benefits"
"""
BLOCK: Final = "error[BF501]: the check does not hold"


def ran(code: int, *command: str | Path, cwd: Path) -> str:
    """Run a program that must end with a code, in an environment without this one's settings."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    environment = {**inherited, "PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=SLOWEST, check=False
    )
    assert done.returncode == code, (done.stdout + done.stderr)[-3_000:]
    return done.stdout


@pytest.fixture(scope="module", params=["8.4", "9.0", "9.1", "9.2"])
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the Python of a fresh environment with the project as its users install it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    ran(
        0,
        python,
        "-m",
        "pip",
        "install",
        "-q",
        f"pytest=={request.param}.*",
        "pytest-xdist",
        f"{PROJECT}[bdd]",
        cwd=folder,
    )
    return python


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with two features and nothing else."""
    (tmp_path / "a.feature").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b.feature").write_text(FRENCH, encoding="utf-8")
    return tmp_path


def verdicts(output: str) -> list[str]:
    """Give the verdict of each test by its id, as ``-rA`` lists them."""
    return sorted(re.findall(r"^(?:PASSED|FAILED) \S+::[^\n]*?(?= - |$)", output, re.MULTILINE))


def test_features_run_without_any_python_file(python: Path, folder: Path) -> None:
    one = ran(1, python, "-m", "pytest", "-rA", "--strict-markers", cwd=folder)
    assert verdicts(one) == [
        "FAILED a.feature::An account of one's own",
        "PASSED a.feature::From inactive to pending",
        "PASSED a.feature::Who may activate[Ada, Microsoft Product Support, accepted]",
        "PASSED a.feature::Who may activate[Bob, Signature Cloud Support, accepted]",
        "PASSED a.feature::Who may activate[Chloe, Microsoft Product Support, refused]",
        "PASSED b.feature::Ce que voit Ada",
        "PASSED b.feature::Qui peut activer[Ada, accepté]",
        "PASSED b.feature::Qui peut activer[Bob, accepté]",
    ]
    assert (one.count(f"\n{BLOCK}\n"), "Traceback" in one) == (1, False)


def test_two_workers_give_the_same_and_a_whole_report(python: Path, folder: Path) -> None:
    one = ran(1, python, "-m", "pytest", "-rA", cwd=folder)
    two = ran(1, python, "-m", "pytest", "-rA", "-n", "2", "--junitxml=r.xml", cwd=folder)
    assert verdicts(two) == verdicts(one)
    report = ET.parse(folder / "r.xml")  # noqa: S314  # pytest wrote it
    kept = {}
    for case in report.iter("testcase"):
        kept[case.get("name")] = {each.get("name"): each.get("value") for each in case.iter("property")}
        assert len(case.findall("failure")) == (kept[case.get("name")]["verdict"] == "failed")
    assert {name: (told["tags"], told["passages"]) for name, told in kept.items()} == {
        "An account of one's own": ("all", ""),
        "From inactive to pending": ("all", "122"),
        "Who may activate[Ada, Microsoft Product Support, accepted]": ("all may", "123"),
        "Who may activate[Bob, Signature Cloud Support, accepted]": ("all may", "123"),
        "Who may activate[Chloe, Microsoft Product Support, refused]": ("all may-not", "107 123"),
        "Ce que voit Ada": ("", ""),
        "Qui peut activer[Ada, accepté]": ("", "123"),
        "Qui peut activer[Bob, accepté]": ("", "123"),
    }


def test_a_step_of_a_conftest_and_phrases_run_together(python: Path, folder: Path) -> None:
    step = (
        "from pytest_bdd import then\n\n@then('all is well')\ndef well(benefit_flow):\n    assert benefit_flow.today\n"
    )
    (folder / "conftest.py").write_text(step, encoding="utf-8")
    (folder / "b.feature").unlink()
    text = ENGLISH.replace("is active", "is inactive").replace("* the number", "And all is well\n    * the number")
    (folder / "a.feature").write_text(text, encoding="utf-8")
    assert "5 passed" in ran(0, python, "-m", "pytest", cwd=folder)


def order(output: str) -> list[str]:
    """Give what ran in its order, as ``-v`` names it."""
    return re.findall(r"^\S+::.*? (?:PASSED|FAILED)(?= )", output, re.MULTILINE)


def test_what_failed_last_is_known_again_though_rows_and_lines_moved(python: Path, folder: Path) -> None:
    step = "from pytest_bdd import then\n\n@then('all is well')\ndef well():\n    pass\n"
    (folder / "conftest.py").write_text(step, encoding="utf-8")
    text = ENGLISH.replace("| accepted |\n        | Bob", "| refused  |\n        | Bob")
    text = text.replace("* the number of requests is 0", "* the number of requests is 1\n    And all is well")
    (folder / "a.feature").write_text(text, encoding="utf-8")
    ran(1, python, "-m", "pytest", cwd=folder)
    moved = text.replace("        | Ada", "        | Bob | Microsoft Product Support | accepted |\n        | Ada")
    (folder / "a.feature").write_text(f"# moved\n{moved}", encoding="utf-8")
    failed = [
        "a.feature::From inactive to pending FAILED",
        "a.feature::Who may activate[Ada, Microsoft Product Support, refused] FAILED",
        "a.feature::An account of one's own FAILED",
    ]
    assert order(ran(1, python, "-m", "pytest", "-v", "--lf", cwd=folder)) == failed
    first = order(ran(1, python, "-m", "pytest", "-v", "--ff", cwd=folder))
    assert (first[:3], len(first)) == (failed, 9)
    assert order(ran(2, python, "-m", "pytest", "-v", "--sw", cwd=folder)) == failed[:1]
    (folder / "a.feature").write_text(f"# moved again\n\n{moved}", encoding="utf-8")
    assert order(ran(2, python, "-m", "pytest", "-v", "--sw", "--sw-skip", cwd=folder))[:1] == failed[:1]


def test_a_row_that_was_changed_is_not_passed_over_and_what_is_not_judged_is_told(python: Path, folder: Path) -> None:
    later = "\n  Scenario: Later\n\n  @known-to-fail\n  Scenario: Known\n    Then the number of requests is 1\n"
    (folder / "a.feature").write_text(ENGLISH + later, encoding="utf-8")
    assert "1 failed, 7 passed, 1 skipped, 1 xfailed" in ran(1, python, "-m", "pytest", cwd=folder)
    renamed = ENGLISH.replace("An account of one's own", "Another name")
    wrong = renamed.replace("| accepted |\n        | Bob", "| refused  |\n        | Bob")
    (folder / "a.feature").write_text(wrong, encoding="utf-8")
    assert "2 failed, 3 passed" in ran(1, python, "-m", "pytest", "--lf", cwd=folder)
