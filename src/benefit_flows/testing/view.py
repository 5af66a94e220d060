"""A simulated scenario, looked at from the steps that its author wrote in Python."""

import re
from datetime import date

import pytest

from benefit_flows.engine.screens import screen
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.trace import Event, Step, Trace
from benefit_flows.model.world import Benefit, World
from benefit_flows.view.failure import failures_of
from benefit_flows.view.notes import render_failures


class SimulationView:
    """The world of a scenario as it is at the current step. To be looked at only.

    The scenario has been run as a whole, because steps in Python cannot change what happens in it.
    """

    def __init__(self, trace: Trace, messages: Speaker, names: Speaker, again: str | None = None) -> None:
        """Begin before the first step; ``messages`` tells what failed, ``names`` speaks as the file does."""
        self.trace = trace
        self._messages = messages
        self._names = names
        self._again = again
        self._done = 0
        self._ends = _ends(trace)
        self._end = 0

    def move_to(self, line: int) -> None:
        """Go to the step at a line; where the run did not get that far, to where it ended."""
        self._end = self._ends.get(line, len(self.trace.events))

    def judge(self) -> None:
        """Fail the test if anything went wrong up to this step."""
        __tracebackhide__ = True
        if any(event.problems for event in self._past):
            pytest.fail(failures(self.trace, self._messages, self._again), pytrace=False)

    def done(self, line: int) -> None:
        """Keep in mind that the step at a line went well."""
        self._done = line

    def finish(self, last: int) -> None:
        """Judge the whole run once the last step went well: pytest-bdd may have dropped steps that it cannot read."""
        __tracebackhide__ = True
        if self._done == last:
            self._end = len(self.trace.events)
            self.judge()

    @property
    def _past(self) -> tuple[Event, ...]:
        return self.trace.events[: self._end]

    @property
    def world(self) -> World:
        """All facts at this moment."""
        return next((event.step.after for event in reversed(self._past) if event.step), World())

    @property
    def today(self) -> date:
        """The date."""
        return self.world.today

    @property
    def benefits(self) -> tuple[Benefit, ...]:
        """The benefits of all companies, with their states and counters."""
        return self.world.benefits

    @property
    def last(self) -> Step | None:
        """The last action, or the last time that passed: its outcome, its moves, its messages."""
        acted = (event.step for event in reversed(self._past) if event.line.keyword in ("when", "tries", "wait"))
        return next(acted, None)

    def sees(self, account: str) -> tuple[str, ...]:
        """Give the texts on the page where an account is; none before it has opened one."""
        seen = screen(self.world, account, self._names.rulebook)
        return tuple(self._names.name(item.key) for item in seen.items) if seen else ()


def failures(trace: Trace, speaker: Speaker, again: str | None) -> str:
    """Render what failed; ``again`` is the id to run again, where the command line cannot run the file."""
    told = failures_of(trace, speaker)
    if again is not None:
        quoted = re.sub(r'(["$`\\])', r"\\\1", again)
        told = tuple(failure._replace(again=f'pytest "{quoted}"') for failure in told)
    return render_failures(told)


def _ends(trace: Trace) -> dict[int, int]:
    """Give for each line of the scenario's file how many events there are up to its end, setups included."""
    ends: dict[int, int] = {}
    line = 0
    for number, event in enumerate(trace.events, start=1):
        if event.line.span.path == trace.scenario.span.path:
            line = event.line.span.line
        ends[line] = number
    return ends
