"""What a step did, in words: how it ended and why, what was said, what moved, what changed."""

from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagram.words import word
from benefit_flows.language.naming import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Rulebook
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


def step_view(step: Step, rulebook: Rulebook, language: Language) -> StepView:
    """Put a step in words."""
    return StepView(
        None if isinstance(step.action, Given) else getattr(step.action, "account", None),
        step.after.today.isoformat(),
        step.outcome.value.replace(" ", "-"),
        rulebook.name(step.outcome.value, language),
        tuple(_message(each, rulebook, language) for each in step.shown),
        tuple(_move(each, step.after, rulebook, language) for each in step.moves),
        tuple(_guard(each, rulebook, language) for each in step.decisions),
        sources(step.refusal.rules if step.refusal else step.rules, rulebook, language),
        tuple(Naming(step.after, Speaker(rulebook, language)).request_made(each) for each in step.created),
        differences(step.before, step.after, rulebook, language),
        None if step.problem is None else _problem(step.problem, step.before, rulebook, language),
    )


def _message(shown: Shown, rulebook: Rulebook, language: Language) -> MessageView:
    text = rulebook.name(shown.key, language)
    for name, value in shown.values:
        text = text.replace(f"{{{name}}}", Speaker(rulebook, language).value(value))
    return MessageView(shown.key, text, shown.documented)


def _move(move: Move, world: World, rulebook: Rulebook, language: Language) -> MoveView:
    name = Naming(world, Speaker(rulebook, language)).subject(move.subject)
    source, target = rulebook.name(move.source, language), rulebook.name(move.target, language)
    colon = "\u00a0:" if language == "fr" else ":"
    text = f"{name}{colon} {source} → {target}"
    ids = (move.source, move.event, move.target)
    return MoveView(move.machine, move.subject, name, *ids, text, move.on.isoformat())


def _guard(decision: Decision, rulebook: Rulebook, language: Language) -> GuardView:
    return GuardView(
        Speaker(rulebook, language).guard(decision),
        Speaker(rulebook, language).facts(_plain(each, language) for each in decision.facts),
        decision.held,
        sources(decision.rules, rulebook, language),
    )


def _plain(fact: Fact, language: Language) -> Fact:
    """Name a machine, which is no word of the rulebook."""
    return Fact(fact.name, word(str(fact.value), language)) if fact.name == "machine" else fact


def _problem(problem: Problem, world: World, rulebook: Rulebook, language: Language) -> str:
    facts = (each._replace(value=_named(each.value, world, rulebook, language)) for each in problem.facts)
    values = tuple((each.name, Speaker(rulebook, language).value(each.value)) for each in facts)
    return Diagnostic(problem.code, NOWHERE, values).message(language)


def _named(value: Value, world: World, rulebook: Rulebook, language: Language) -> Value:
    """Name what a line could mean, if a value lists that."""
    if not isinstance(value, tuple):
        return value
    return tuple(Naming(world, Speaker(rulebook, language)).candidate(each) for each in value)
