"""A pytest inside a test: in a folder of its own, with what it says as one text."""

import re
from importlib.metadata import entry_points
from typing import Final

import pytest

# Before any inner run, which forgets what is first imported in it: a machine that was built there would refuse an
# event later by an error of a type that nobody catches.
import transitions  # noqa: F401

OTHERS: Final = ("-p", "no:asyncio", "-p", "no:pytest-lsp", "-p", "no:hypothesispytest")
"""Plugins of this project's environment that cost a second each or speak up."""

GOLD: Final = """\
Feature: Activation
  Scenario: It takes three days
    Given setup "a Gold partner"
    When Ada signs in to "Partner Center"
    And Ada activates "Microsoft Product Support"  [122]
    Then "Microsoft Product Support" is pending
"""
ROWS: Final = """\
Feature: Roles
  Background:
    Given setup "a Gold partner"

  Scenario Outline: Who may activate
    When <who> signs in to "Partner Center"
    And <who> tries to activate "Microsoft Product Support"  [123]
    Then it is <outcome>

    Examples:
      | who | outcome  |
      | Ada | accepted |
      | Bob | accepted |

    @mere @passage-107
    Examples: without the role
      | who   | outcome |
      | Chloe | refused |
"""
FLOW: Final = """\
scenario: A benefit is inactive at first
  use: a Gold partner
  then "Microsoft Product Support" is inactive
"""
WRONG: Final = GOLD.replace("is pending", "is active")
WRONG_BLOCK: Final = """\
error[BF501]: the check does not hold
 --> a.feature:6:5
  |
6 |     Then "Microsoft Product Support" is active
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = scenario: It takes three days
  = expected: benefit Microsoft Product Support, state active
  = actual:   benefit Microsoft Product Support, state pending
  = changed by line 5: And Ada activates "Microsoft Product Support"  inactive → pending  R14 R17 [122][124]
  = run again: benefit-flows run a.feature:2
"""


def plugin() -> tuple[str, ...]:
    """Name the plugin, where the installed project is older than its entry point."""
    found = entry_points(group="pytest11")
    return () if "benefit-flows" in found.names else ("-p", "benefit_flows.testing.plugin")


def ran(pytester: pytest.Pytester, *arguments: str) -> str:
    """Run pytest in the test's folder; give what it prints without times, and its exit code."""
    done = pytester.runpytest_inprocess(*plugin(), *OTHERS, "-Wdefault", "-q", "--no-header", "--color=no", *arguments)
    text = re.sub(r" in [\d.]+s( \(.*\))?", "", done.stdout.str())
    errors = re.sub(r"\n+$", "", done.stderr.str())
    return "\n".join([*text.splitlines(), *errors.splitlines(), f"exit {int(done.ret)}"])


def collected(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """Give the ids of the tests that pytest finds and picks."""
    found = ran(pytester, "--collect-only", *arguments)
    assert found.endswith("exit 0"), found
    return [each for each in found.splitlines() if "::" in each]


def write(pytester: pytest.Pytester, **files: str) -> None:
    """Write files: ``a__x_feature`` is ``a/x.feature``, an underscore before the ending is a point."""
    for name, text in files.items():
        path = pytester.path / ".".join(name.replace("__", "/").rsplit("_", 1))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
