"""A failure as data: all that is told of a line that failed, made once, in the words of one language.

Each format lays out what it has room for, by roles (``view.notes``), and takes no text of another one apart. What
changed last is in the trace: only the engine knows it without a second look.
"""

from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.distinctions import told_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.checks import OfLastAction
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line, Scenario
from benefit_flows.model.trace import Decision, Event, Judgement, Problem, Step, Trace
from benefit_flows.source import Span
from benefit_flows.text import Language, Text
from benefit_flows.view.advice import Advice, acted, advice_for, place_of
from benefit_flows.view.titles import title

UNDOCUMENTED: Final = Text("not documented", "non documenté")


class Doing(NamedTuple):
    """A line that did something: its place, its number as it is told, and its text.

    ``moves`` are those of what was checked, in words. ``sources`` are the rules behind it, and their passages.
    ``account`` is set where the line is told because that account acted.
    """

    span: Span
    at: str
    text: str
    moves: tuple[str, ...] = ()
    sources: str = ""
    account: str | None = None


class Condition(NamedTuple):
    """A guard that was evaluated: whether it held, and that in words, with its facts and sources."""

    held: bool
    text: str


class Failure(NamedTuple):
    """One problem of a line that failed.

    ``diagnostic`` is its code, its sentence and the line itself; ``place`` is where a user has a file, and ``used``
    the line of the scenario that used the setup in which the line stands. ``title`` names scenario and row.
    ``expected`` and ``actual`` are what a check found, ``change`` what changed that last, ``action`` the one that a
    check of an outcome judges, with its ``guards``, the ``rules`` that refused it and what was ``shown``.
    ``citable`` are passages, ``candidates`` lines to choose from, ``known`` is why the scenario is known to fail, and
    ``facts`` explain what nothing else does. ``again`` is a command for a shell.
    """

    diagnostic: Diagnostic
    language: Language
    place: Span
    scenario: Scenario
    title: str
    again: str
    used: Span | None = None
    expected: str | None = None
    actual: str | None = None
    change: Doing | None = None
    action: Doing | None = None
    guards: tuple[Condition, ...] = ()
    rules: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    advice: Advice | None = None
    citable: str | None = None
    candidates: tuple[str, ...] = ()
    known: str | None = None
    facts: str | None = None

    @property
    def code(self) -> str:
        """The code of the problem."""
        return self.diagnostic.code

    @property
    def message(self) -> str:
        """The problem in one sentence."""
        return self.diagnostic.message(self.language)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The guards that were not met, in words."""
        return tuple(guard.text for guard in self.guards if not guard.held)


def failures_of(trace: Trace, speaker: Speaker) -> tuple[Failure, ...]:
    """Give every problem of every line of a run that failed, in order."""
    return tuple(failure_of(trace, event, problem, speaker) for event in trace.failures for problem in event.problems)


def failure_of(trace: Trace, event: Event, problem: Problem, speaker: Speaker) -> Failure:
    """Give one problem of a line; where the run stopped before that line, ``event`` is what it would have been."""
    scenario, language = trace.scenario, speaker.language
    found = speaker.diagnostic(event, problem)
    begun = Failure(
        found,
        language,
        _own_place(event, found.span, speaker.rulebook),
        scenario,
        title(scenario, language),
        f"benefit-flows run {scenario.argument}",
        event.line.used_at,
    )
    match problem.code:
        case "BF510":
            return begun._replace(known=scenario.known)
        case "BF503" | "BF506":
            return _citing(begun, event, problem, speaker)
        case "BF504":
            return begun._replace(candidates=_candidates(trace, event, problem, speaker))
    if event.judgement is not None:
        return _judged(begun, trace, event, event.judgement, speaker)
    if event.step is not None:
        return _acting(begun, event.step, speaker)._replace(advice=advice_for(trace, event, speaker))
    return begun._replace(facts=speaker.facts(problem.facts) or None)


def _citing(begun: Failure, event: Event, problem: Problem, speaker: Speaker) -> Failure:
    """Tell what can be cited; behind a refusal that nothing cites, the refusal too."""
    passages = next((fact.value for fact in problem.facts if fact.name == "passages"), ())
    named = "".join(f"[{passage}]" for passage in passages) if isinstance(passages, tuple) else ""
    refusal = event.step.refusal if problem.code == "BF506" and event.step is not None else None
    return begun._replace(citable=named, guards=(condition(refusal, speaker),) if refusal is not None else ())


def _judged(begun: Failure, trace: Trace, event: Event, judgement: Judgement, speaker: Speaker) -> Failure:
    told = begun._replace(
        expected=speaker.facts(judgement.expected),
        actual=speaker.facts(judgement.actual),
        change=_change(trace, event, judgement, speaker),
        advice=advice_for(trace, event, speaker),
    )
    action = acted(trace, event) if isinstance(event.line.what, OfLastAction) else None
    if action is None or action.step is None:
        return told
    return _acting(told, action.step, speaker)._replace(action=_doing(action.line, trace))


def _acting(begun: Failure, step: Step, speaker: Speaker) -> Failure:
    """Tell how an action ended: each guard, what refused it by which rule, what was shown."""
    refusal, rules = step.refusal, speaker.rulebook.rules
    return begun._replace(
        guards=tuple(condition(decision, speaker) for decision in step.decisions),
        rules=tuple(speaker.rule(rules[rule]) for rule in refusal.rules) if refusal is not None else (),
        shown=messages(step, speaker),
    )


def condition(decision: Decision, speaker: Speaker) -> Condition:
    """Word a guard, with the facts it looked at and the rules behind it."""
    text = f"{speaker.guard(decision)} ({speaker.facts(decision.facts)})  {speaker.sources(decision.rules)}"
    return Condition(decision.held, text.rstrip())


def messages(step: Step, speaker: Speaker) -> tuple[str, ...]:
    """Quote what a portal showed in a step, and say which of it the article does not document."""
    remark = f" ({speaker.text(UNDOCUMENTED)})"
    return tuple(f"“{speaker.name(each.key)}”{'' if each.documented else remark}" for each in step.shown)


def _doing(line: Line, trace: Trace) -> Doing:
    return Doing(line.span, place_of(line, trace), line.text)


def _change(trace: Trace, event: Event, judgement: Judgement, speaker: Speaker) -> Doing | None:
    """Tell the line that last changed what was checked; for what an account sees, what it did last."""
    changed = trace.events[event.changed_by] if event.changed_by is not None else None
    step = changed.step if changed is not None else None
    if changed is None or step is None:
        return None
    found = _doing(changed.line, trace)
    if judgement.account is not None:
        return found._replace(sources=speaker.sources(step.rules), account=judgement.account)
    moves = [move for move in step.moves if move.subject in judgement.subjects]
    touched = [change for change in step.applied if not set(judgement.subjects).isdisjoint(change.subjects)]
    return found._replace(
        moves=tuple(f"{speaker.name(each.source)} → {speaker.name(each.target)}" for each in moves),
        sources=speaker.sources(dict.fromkeys(rule for each in touched for rule in each.rules)),
    )


def _candidates(trace: Trace, event: Event, problem: Problem, speaker: Speaker) -> tuple[str, ...]:
    """Give the line once for each that it could mean: one of them is to be put in its place."""
    facts = {fact.name: fact.value for fact in problem.facts}
    candidates, plan = facts.get("candidates"), facts.get("plan")
    if not isinstance(candidates, tuple):
        return ()
    named = str(plan) if plan is not None else None
    return tuple(told_apart(event.line, candidates, named, Speaker(speaker.rulebook, trace.scenario.language)))


def _own_place(event: Event, place: Span, rulebook: Rulebook) -> Span:
    """Give the place of a problem, or where that is in a standard setup, the line of a user's file that used it."""
    is_standard = any(each.path == place.path for each in rulebook.standard_setups)
    return event.line.used_at if is_standard and event.line.used_at is not None else place
