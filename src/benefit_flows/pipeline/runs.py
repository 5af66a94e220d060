"""Scenarios to results: run in order, timed by the caller's clock, failures explained."""

from collections.abc import Callable, Iterable, Iterator

from benefit_flows.engine.run import run
from benefit_flows.model.results import Timed
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline.advice import Advising


class WorkerFailed(Exception):  # noqa: N818  # what happened, not a kind of mistake
    """A worker process ended, or ran into a bug of ours. What it was running is lost."""


def run_all(
    scenarios: Iterable[Scenario],
    rulebooks: Rulebooks,
    clock: Callable[[], float],
    *,
    screens: bool = False,
    explain: bool = False,
) -> tuple[Timed, ...]:
    """Run scenarios in order; ``clock`` gives seconds.

    With ``screens`` the traces hold what accounts saw, with ``explain`` how failures could be mended by actions.
    """
    advising = Advising(rulebooks) if explain else None
    return tuple(run_each(scenarios, rulebooks, clock, screens=screens, advising=advising))


def run_each(
    scenarios: Iterable[Scenario],
    rulebooks: Rulebooks,
    clock: Callable[[], float],
    *,
    screens: bool = False,
    advising: Advising | None = None,
) -> Iterator[Timed]:
    """Run scenarios in order, each when it is asked for: who asks can stop, and show what ran until then."""
    for scenario in scenarios:
        start = clock()
        trace = run(scenario, rulebooks.get(scenario.rulebook), screens=screens)
        yield Timed(trace if advising is None else advising.explained(trace), clock() - start)
