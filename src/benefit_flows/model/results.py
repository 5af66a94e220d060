"""What a whole run gives: the input of every report."""

from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.trace import Event, Trace, Verdict
from benefit_flows.model.world import Fact

MOST_ALIKE: Final = 10
"""So many rows that fail the same way are explained and shown; the others are counted."""


class Timed(NamedTuple):
    """A trace, and the seconds it took as the shell measured them. Only some reports show seconds."""

    trace: Trace
    seconds: float


class Results(NamedTuple):
    """Diagnostics of the files, and the traces of what ran, in order of file, line and row.

    ``skipped`` counts scenarios that were selected and did not run, because a run was stopped.
    """

    diagnostics: tuple[Diagnostic, ...]
    timed: tuple[Timed, ...]
    skipped: int = 0

    @property
    def traces(self) -> tuple[Trace, ...]:
        """The traces alone."""
        return tuple(timed.trace for timed in self.timed)

    def count(self, verdict: Verdict) -> int:
        """Say how many scenarios ended so."""
        return sum(timed.trace.verdict is verdict for timed in self.timed)

    @property
    def failed(self) -> tuple[Trace, ...]:
        """The traces because of which the run fails."""
        return tuple(trace for trace in self.traces if trace.failed)


class Likeness(NamedTuple):
    """What rows of an outline have in common that fail the same way: where, and why."""

    outline: str
    line: int
    codes: tuple[str, ...]
    guard: str | None
    found: tuple[tuple[Fact, ...], ...]


def likeness(trace: Trace) -> Likeness | None:
    """Say how a row failed; nothing for one that did not, and for what is no row."""
    scenario = trace.scenario
    if scenario.row is None or not trace.failed:
        return None
    event = trace.failures[0]
    judgement = event.judgement
    found = (judgement.expected, judgement.actual) if judgement is not None else ()
    outline = scenario.span.location
    codes = tuple(problem.code for problem in event.problems)
    return Likeness(outline, event.line.span.line, codes, _refusing(trace, event), found)


def _refusing(trace: Trace, event: Event) -> str | None:
    """Name the guard that refused the action that an event is, or comes after."""
    steps = [each.step for each in trace.events[: trace.events.index(event) + 1] if each.step is not None]
    refusal = steps[-1].refusal if steps else None
    return refusal.guard if refusal is not None else None
