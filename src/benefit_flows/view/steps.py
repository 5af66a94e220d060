"""What a step did, in words: how it ended and why, what was said, what moved, what changed."""

from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagram.words import machine_name
from benefit_flows.language.record_names import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.givens import Given
from benefit_flows.model.trace import Decision, Move, Problem, Shown, Step
from benefit_flows.model.world import Fact, Value, World
from benefit_flows.source import NOWHERE
from benefit_flows.text import Language
from benefit_flows.view.sources import SourceView, sources
from benefit_flows.view.worlds import Difference, differences


class GuardView(NamedTuple):
    """A guard that was asked: what is so, the facts it looked at, whether it held, and by which rules.

    The text of one that did not hold says that its condition is not met.
    """

    text: str
    facts: str
    held: bool
    sources: tuple[SourceView, ...]


class MessageView(NamedTuple):
    """A message that the portal showed; ``documented`` where the article gives its text."""

    key: str
    text: str
    documented: bool


class MoveView(NamedTuple):
    """A move of a machine: its ids for pictures, and what it is in words."""

    machine: str
    subject: str
    name: str
    source: str
    event: str
    target: str
    text: str
    on: str


class StepView(NamedTuple):
    """A step. ``account`` acts (nobody, where time passes), ``today`` is the date after it.

    ``outcome`` is ``accepted``, ``refused`` or ``error-to-ignore``. ``sources`` is what it rests on.
    ``problem`` says why it could not be understood: several things were meant at once.
    """

    account: str | None
    today: str
    outcome: str
    outcome_name: str
    messages: tuple[MessageView, ...]
    moves: tuple[MoveView, ...]
    guards: tuple[GuardView, ...]
    sources: tuple[SourceView, ...]
    created: tuple[str, ...]
    changes: tuple[Difference, ...]
    problem: str | None


def step_view(step: Step, speaker: Speaker) -> StepView:
    """Put a step in words."""
    return StepView(
        None if isinstance(step.action, Given) else getattr(step.action, "account", None),
        step.after.today.isoformat(),
        step.outcome.value.replace(" ", "-"),
        speaker.name(step.outcome.value),
        tuple(_message(each, speaker) for each in step.shown),
        tuple(_move(move, step.after, speaker) for move in step.moves),
        tuple(_guard(decision, speaker) for decision in step.decisions),
        sources(step.refusal.rules if step.refusal else step.rules, speaker),
        tuple(Naming(step.after, speaker).request_made(request) for request in step.created),
        differences(step.before, step.after, speaker),
        None if step.problem is None else _problem(step.problem, step.before, speaker),
    )


def _message(shown: Shown, speaker: Speaker) -> MessageView:
    text = speaker.name(shown.key)
    for name, value in shown.values:
        text = text.replace(f"{{{name}}}", speaker.value(value))
    return MessageView(shown.key, text, shown.documented)


def _move(move: Move, world: World, speaker: Speaker) -> MoveView:
    name = Naming(world, speaker).subject(move.subject)
    source, target = speaker.name(move.source), speaker.name(move.target)
    colon = "\u00a0:" if speaker.language == "fr" else ":"
    text = f"{name}{colon} {source} → {target}"
    ids = (move.source, move.event, move.target)
    return MoveView(move.machine, move.subject, name, *ids, text, move.on.isoformat())


def _guard(decision: Decision, speaker: Speaker) -> GuardView:
    return GuardView(
        speaker.guard(decision),
        speaker.facts(_plain(fact, speaker.language) for fact in decision.facts),
        decision.held,
        sources(decision.rules, speaker),
    )


def _plain(fact: Fact, language: Language) -> Fact:
    """Name a machine, which is no word of the rulebook."""
    return Fact(fact.name, machine_name(str(fact.value), language)) if fact.name == "machine" else fact


def _problem(problem: Problem, world: World, speaker: Speaker) -> str:
    facts = (fact._replace(value=_named(fact.value, world, speaker)) for fact in problem.facts)
    values = tuple((each.name, speaker.value(each.value)) for each in facts)
    return Diagnostic(problem.code, NOWHERE, values).message(speaker.language)


def _named(value: Value, world: World, speaker: Speaker) -> Value:
    """Name what a line could mean, if a value lists that."""
    if not isinstance(value, tuple):
        return value
    return tuple(Naming(world, speaker).candidate(each) for each in value)
