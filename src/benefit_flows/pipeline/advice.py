"""Failures explained: what would have made an action accepted, or what keeps a check from seeing what it looks for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from benefit_flows.engine.checks import judge
from benefit_flows.engine.evidence import Seen
from benefit_flows.engine.menu import actions_in, scope_of
from benefit_flows.engine.search import why_not
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import OnScreen, Outcome, OutcomeIs
from benefit_flows.model.results import MOST_ALIKE, Likeness, Timed, likeness
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Event, Judgement, Step, Trace, WhyNot
from benefit_flows.model.world import World


class Advising:
    """Explains the failures of one run: the same action in the same world once, and of rows that fail alike some."""

    def __init__(self, rulebooks: Rulebooks) -> None:
        """Begin with nothing explained."""
        self.rulebooks = rulebooks
        self.found: dict[tuple[str, World, Action, Scope], WhyNot] = {}
        self.alike: Counter[Likeness] = Counter()

    def explained(self, trace: Trace) -> Trace:
        """Give a trace in which every line that failed says how it would have passed, as far as actions matter."""
        alike = likeness(trace)
        if alike is not None:
            self.alike[alike] += 1
            if self.alike[alike] > MOST_ALIKE:
                return trace
        if not trace.failed:
            return trace
        rulebook, scope = self.rulebooks.get(trace.scenario.rulebook), scope_of(trace.scenario)
        events = [self._explained(event, trace, rulebook, scope) for event in trace.events]
        return replace(trace, events=tuple(events))

    def _explained(self, event: Event, trace: Trace, rulebook: Rulebook, scope: Scope) -> Event:
        refused = _refused_step(event, trace)
        if refused is not None:
            return replace(event, why_not=self._why_not(refused, rulebook, scope))
        unfold = _unfolding(event, trace, rulebook)
        return event if unfold is None else replace(event, unfold=unfold)

    def _why_not(self, refused: Step, rulebook: Rulebook, scope: Scope) -> WhyNot:
        action = cast("Action", refused.action)  # facts are put in place, and never refused
        key = (rulebook.id, refused.before, action, scope)
        if key not in self.found:
            self.found[key] = why_not(refused.before, action, rulebook, scope)
        return self.found[key]


def explained(trace: Trace, rulebooks: Rulebooks) -> Trace:
    """Explain one trace by itself."""
    return Advising(rulebooks).explained(trace)


def as_in_order(timed: Iterable[Timed]) -> Iterator[Timed]:
    """Leave out what was explained only because rows ran in several processes, each with a count of its own."""
    alike: Counter[Likeness] = Counter()
    for each in timed:
        same = likeness(each.trace)
        if same is not None:
            alike[same] += 1
        yield each._replace(trace=_plain(each.trace)) if same is not None and alike[same] > MOST_ALIKE else each


def _plain(trace: Trace) -> Trace:
    return replace(trace, events=tuple(replace(event, why_not=None, unfold=None) for event in trace.events))


def _refused_step(event: Event, trace: Trace) -> Step | None:
    """Give the step that should have been accepted: of a line that failed, or of the attempt that it judges."""
    codes = [problem.code for problem in event.problems]
    if "BF502" in codes:
        return event.step
    if "BF501" in codes and event.line.what == OutcomeIs(Outcome.ACCEPTED):
        before = trace.events[: trace.events.index(event)]
        acted = [earlier.step for earlier in before if earlier.line.keyword in ("when", "tries", "wait")]
        return acted[-1] if acted else None
    return None


def _unfolding(event: Event, trace: Trace, rulebook: Rulebook) -> Action | None:
    """Give the action that unfolds what a check looks for: it stays on the page, and the check finds something else."""
    check, judgement = event.line.what, event.judgement
    if not event.problems or judgement is None or not isinstance(check, OnScreen):
        return None
    steps = tuple(earlier.step for earlier in trace.events[: trace.events.index(event)] if earlier.step is not None)
    world = steps[-1].after if steps else World()
    for action in actions_in(world, rulebook, Scope((), ())):
        if getattr(action, "account", None) != check.account or not rulebook.actions[type(action)].looks_only:
            continue
        done = step(world, action, rulebook)
        if done.outcome is not Outcome.ACCEPTED or not _stays(done, check.account):
            continue
        again = judge(check, Seen(done.after, rulebook, steps, None))
        if isinstance(again, Judgement) and again.actual != judgement.actual:
            return action
    return None


def _stays(done: Step, account: str) -> bool:
    """Whether an account is on the same page as before, with the same product, and only a section was unfolded."""
    before, after = done.before.place(account), done.after.place(account)
    return before is not None and after == before._replace(unfolded=True)
