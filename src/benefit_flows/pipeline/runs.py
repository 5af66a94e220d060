"""Scenarios to results: run in order, timed by the caller's clock, failures explained."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import cast

from benefit_flows.engine.offered import scope_of
from benefit_flows.engine.run import run
from benefit_flows.engine.search import why_not
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome, OutcomeIs
from benefit_flows.model.results import Timed
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Event, Step, Trace, WhyNot


class WorkerFailed(Exception):  # noqa: N818  # what happened, not a kind of mistake
    """A worker process ended, or ran into a bug of ours. What it was running is lost."""


def run_all(
    scenarios: Iterable[Scenario],
    rulebook: Rulebook,
    clock: Callable[[], float],
    *,
    stop_at_failure: bool = False,
    screens: bool = False,
    explain: bool = False,
) -> tuple[Timed, ...]:
    """Run scenarios in order; ``clock`` gives seconds.

    With ``stop_at_failure`` the first that fails is the last,
    with ``screens`` the traces hold what accounts saw, with ``explain`` what would have made refused actions
    acceptable.
    """
    done: list[Timed] = []
    for timed in run_each(scenarios, rulebook, clock, screens=screens, explain=explain):
        done.append(timed)
        if stop_at_failure and not timed.trace.passed:
            break
    return tuple(done)


def run_each(
    scenarios: Iterable[Scenario],
    rulebook: Rulebook,
    clock: Callable[[], float],
    *,
    screens: bool = False,
    explain: bool = False,
) -> Iterator[Timed]:
    """Run scenarios in order, each when it is asked for: who asks can stop, and show what ran until then."""
    for scenario in scenarios:
        start = clock()
        trace = run(scenario, rulebook, screens=screens)
        yield Timed(explained(trace, rulebook) if explain else trace, clock() - start)


def explained(trace: Trace, rulebook: Rulebook) -> Trace:
    """Give a trace in which every action that should have been accepted says what would have made it so.

    Tried are the portals and products that the scenario names, and the portals that must be signed in to;
    plans are bought only where nothing else helps.
    """
    scope = scope_of(trace.scenario)
    entrances = {each.id for each in rulebook.portals.values() if each.explicit_sign_in}
    scope = scope._replace(portals=tuple(sorted({*scope.portals, *entrances})))
    events: list[Event] = []
    for event in trace.events:
        refused = _refused_step(event, events)
        found = _nearest_way(refused, rulebook, scope) if refused is not None else None
        events.append(event if found is None else replace(event, why_not=found))
    return replace(trace, events=tuple(events))


def _refused_step(event: Event, before: list[Event]) -> Step | None:
    """Give the step that should have been accepted: of a line that failed, or of the attempt that it judges."""
    codes = [problem.code for problem in event.problems]
    if "BF502" in codes:
        return event.step
    if "BF501" in codes and event.line.what == OutcomeIs(Outcome.ACCEPTED):
        acted = [each.step for each in before if each.line.keyword == "tries" and each.step is not None]
        return acted[-1] if acted else None
    return None


def _nearest_way(refused: Step, rulebook: Rulebook, scope: Scope) -> WhyNot:
    """Search without buying anything; where nothing helps, with the plans that are for sale."""
    action = cast("Action", refused.action)
    found = why_not(refused.before, action, rulebook, scope)
    if found.way is not None:
        return found
    for_sale = tuple(each.id for each in rulebook.plans.values() if each.paid)
    bought = why_not(refused.before, action, rulebook, scope._replace(plans=for_sale))
    return bought if bought.way is not None else found
