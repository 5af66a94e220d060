"""Helpers of the stepper's tests: scenarios made ready for stepping, and walks through them."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from benefit_flows import load, rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.stepper.session import Session, begin
from benefit_flows.stepper.start import Start, start_of
from tests.support import SCENARIOS, check_text, shown

BOOK: Final = rulebook()
LINKING: Final = """\
scenario: Linking  [181]
  use: an activated Gold partner
  note: Both benefits are active.
  when Ada links the contract in "Azure portal"
  ask: Is the contract linked?
    right: Yes
    wrong: No
    because: It was accepted.
  and Chloe tries to open "Customers" in "Partner Center"
  then it is refused
  given company Contoso has a Gold competency in "Datacenter" from 2021-04-01 until 2022-05-31
  and the contract is linked for Bob
  note: Bob has linked it too.
  then the contract is linked for Bob
  wait 3 days
  ask: Is it spring?
    wrong: Yes
    right: No
  then the number of requests is 0
"""


def scenarios(text: str) -> tuple[Scenario, ...]:
    """Check a text that has no mistake."""
    checked = check_text(text)
    assert shown(checked.diagnostics) == ""
    return checked.scenarios


def started(text: str = LINKING) -> Start:
    """Make the first scenario of a text ready for stepping."""
    return start_of(scenarios(text)[0], BOOK)


def stepping(text: str = LINKING) -> Session:
    """Begin a session with the first scenario of a text."""
    return begin(started(text), BOOK)


@cache
def documented() -> tuple[Start, ...]:
    """Make the documented scenarios ready for stepping."""
    loaded = load(str(SCENARIOS))
    assert loaded.scenarios
    return tuple(start_of(each, BOOK) for each in loaded.scenarios)


def walked(session: Session, moves: Sequence[int]) -> Session:
    """Take a choice for each number, whatever the number: it is counted around."""
    for move in moves:
        if session.choices:
            session = session.choose(move % len(session.choices))
    return session
