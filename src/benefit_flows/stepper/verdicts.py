"""What the checks of a scenario find on its own path, also behind one that fails."""

from typing import NamedTuple

from benefit_flows.engine.checks import judge
from benefit_flows.engine.evidence import Seen
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Judgement, Problem
from benefit_flows.stepper.start import Start, positions


class CheckVerdict(NamedTuple):
    """A check by the number of its line, and what it found; a problem where it cannot be judged."""

    line: int
    found: Judgement | Problem


def verdicts(start: Start, position: int, rulebook: Rulebook) -> tuple[CheckVerdict, ...]:
    """Judge the checks that stand where so many elements of the scenario are done."""
    steps = ((start.facts,) if start.facts else ()) + start.steps[:position]
    acted = [step for step in steps if not isinstance(step.action, Given)]
    seen = Seen(start.worlds[position], rulebook, steps, acted[-1] if acted else None)
    here = [number for number, each in enumerate(positions(start)) if each == position]
    checks = ((number, start.scenario.lines[number].what) for number in here)
    return tuple(CheckVerdict(number, judge(what, seen)) for number, what in checks if isinstance(what, Check))
