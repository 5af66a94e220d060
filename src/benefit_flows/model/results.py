"""What a whole run gives: the input of every report."""

from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.trace import Trace


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
        return tuple(each.trace for each in self.timed)
