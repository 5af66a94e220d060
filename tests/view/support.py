"""What the tests of views share: a scenario that has a bit of everything, and all scenarios as they run."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from benefit_flows import load, rulebook
from benefit_flows.engine.run import run
from benefit_flows.model.trace import Step, Trace
from tests.support import SCENARIOS, run_text

GOLDEN: Final = Path(__file__).parent / "golden"
SCENARIO: Final = """\
scenario: An activation, a link, a request, a renewal
  use: a Gold partner
  given product "Contoso ERP" is cloud
  and parameter "activation days" is 2
  when Ada signs in to "Partner Center"
  and Ada opens "Technical benefits"
  and Ada activates "Signature Cloud Support"
  wait 3 days
  when Bob tries to enter a wrong ID pair in "Azure portal"
  then it is refused  [126]
  when Ada links the contract of Contoso in "Azure portal"
  and Ada tries to link the contract of Contoso in "Azure portal"
  then the error can be ignored  [181]
  when Ada creates a request for "Azure" in "Azure portal"
  and Ada buys plan "Premier Support for Partners"
  given company Contoso has a Gold competency in "Datacenter" from 2022-01-01 until 2022-12-31
  wait until 2022-01-02
  then the number of requests is 1
"""


@cache
def trace() -> Trace:
    """Run the scenario of these tests."""
    found = run_text(SCENARIO)[0]
    assert found.passed
    return found


@cache
def all_traces() -> tuple[Trace, ...]:
    """Run all scenarios of the project, with what accounts saw."""
    found = load(str(SCENARIOS)).scenarios
    assert found
    return tuple(run(each, rulebook(), screens=True) for each in found)


def all_steps() -> Iterator[Step]:
    """Give the steps of all scenarios of the project."""
    return (step for each in all_traces() for step in each.steps)
