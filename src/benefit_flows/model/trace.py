"""What happened: a step for every action, a verdict for every check. Reports are functions of this."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Outcome
from benefit_flows.model.givens import Given
from benefit_flows.model.scenario import Line, Scenario
from benefit_flows.model.screen import Screen
from benefit_flows.model.world import Fact, Request, World
from benefit_flows.source import Span


class Decision(NamedTuple):
    """One guard that was evaluated: its entry, the rules it stands for, whether it held, what it looked at.

    ``derived`` is set where it refused by a decision of ours, which no rule needs to be cited for.
    """

    guard: str
    rules: tuple[str, ...]
    held: bool
    facts: tuple[Fact, ...]
    derived: bool = False


class Move(NamedTuple):
    """One transition of a statechart."""

    machine: str
    subject: str
    source: str
    event: str
    target: str
    on: date
    rules: tuple[str, ...]


class Shown(NamedTuple):
    """A message that a step showed, with the values of its placeholders; ``documented`` as in the rulebook."""

    key: str
    values: tuple[Fact, ...]
    documented: bool


class Applied(NamedTuple):
    """An effect that took place: its entry, the rules behind, and the ids of what it touched."""

    effect: str
    rules: tuple[str, ...]
    subjects: tuple[str, ...]


class Problem(NamedTuple):
    """Why a line could not be carried out or failed: a diagnostic code and the facts that explain it.

    ``span`` is set where the line is not the place to mend: the header of a scenario, say.
    """

    code: str
    facts: tuple[Fact, ...] = ()
    span: Span | None = None


class Step(NamedTuple):
    """One action (or fact put in place) with all that followed. A refusal is an outcome, never an exception.

    ``problem`` is set when the action cannot be understood in this world: it refers to several things at once.
    """

    before: World
    action: Action | Given
    outcome: Outcome
    decisions: tuple[Decision, ...]
    applied: tuple[Applied, ...]
    moves: tuple[Move, ...]
    shown: tuple[Shown, ...]
    created: tuple[Request, ...]
    after: World
    problem: Problem | None = None

    @property
    def refusal(self) -> Decision | None:
        """The guard that refused, if one did."""
        if self.outcome is Outcome.ACCEPTED:
            return None
        return next((decision for decision in reversed(self.decisions) if not decision.held), None)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that this step relied on, in order, each once."""
        found = [each.rules for each in self.decisions] + [each.rules for each in self.applied]
        return tuple(dict.fromkeys(rule for rules in found for rule in rules))


class Judgement(NamedTuple):
    """What a check found: expected and actual, the rules behind, and what it is about.

    ``subjects`` are ids of records; ``account`` is set for checks of what that account sees.
    """

    held: bool
    expected: tuple[Fact, ...]
    actual: tuple[Fact, ...]
    rules: tuple[str, ...]
    subjects: tuple[str, ...] = ()
    account: str | None = None


class WhyNot(NamedTuple):
    """What would make an action acceptable that is not: a way of actions, or none among so many worlds.

    ``exhausted`` says that these were all worlds that can be reached, so that nothing ever does.
    ``rules`` are those that the action rests on at the end of the way. ``fixed`` are the guards that no action can
    change; ``ignorable`` is the step where nothing is missing, because it ended in an error to ignore; ``furthest`` is
    what still refuses the action where it gets furthest.
    """

    action: Action
    way: tuple[Action, ...] | None
    worlds: int
    exhausted: bool
    rules: tuple[str, ...] = ()
    fixed: tuple[Decision, ...] = ()
    ignorable: Step | None = None
    furthest: Decision | None = None


@dataclass(frozen=True)
class Event:
    """One line of the scenario and what came of it.

    ``step`` for actions (and for facts: the step that put them in place), ``judgement`` for checks,
    ``screen`` what the account saw afterwards where the run kept screens, ``problems`` is empty when all is well,
    ``why_not`` what would have made a refused action acceptable, and ``unfold`` what shows a check more where its
    account is, where that was asked for. ``changed_by`` is the number of the event (from 0) that last changed what a
    check is about; for what an account sees, of the one in which it acted last.
    """

    line: Line
    step: Step | None = None
    judgement: Judgement | None = None
    screen: Screen | None = None
    problems: tuple[Problem, ...] = ()
    why_not: WhyNot | None = None
    unfold: Action | None = None
    changed_by: int | None = None


class Verdict(Enum):
    """What became of a scenario. ``KNOWN`` failed as its tag says, ``PENDING`` is not written yet: neither is wrong."""

    PASSED = "passed"
    FAILED = "failed"
    KNOWN = "known"
    PENDING = "pending"


@dataclass(frozen=True)
class Trace:
    """A run of one scenario: every line that was reached, in order."""

    scenario: Scenario
    events: tuple[Event, ...]

    @property
    def verdict(self) -> Verdict:
        """What became of the scenario: one that is known to fail and passes has failed (BF510)."""
        if self.scenario.pending:
            return Verdict.PENDING
        codes = {problem.code for event in self.failures for problem in event.problems}
        if not codes:
            return Verdict.PASSED
        return Verdict.FAILED if self.scenario.known is None or codes == {"BF510"} else Verdict.KNOWN

    @property
    def passed(self) -> bool:
        """Whether every line was reached and none failed."""
        return self.verdict is Verdict.PASSED

    @property
    def failed(self) -> bool:
        """Whether the run fails because of this scenario."""
        return self.verdict is Verdict.FAILED

    @property
    def failures(self) -> tuple[Event, ...]:
        """The lines that failed."""
        return tuple(event for event in self.events if event.problems)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the actions, in order."""
        return tuple(event.step for event in self.events if event.step is not None)
