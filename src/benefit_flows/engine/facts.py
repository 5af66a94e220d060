"""Facts put in place, one after another, and what the first day after them brings."""

from collections.abc import Iterable

from benefit_flows.engine.changes import NoSuchMoveError, apply_changes
from benefit_flows.engine.step import open_world
from benefit_flows.model.checks import Outcome
from benefit_flows.model.givens import Given, OfPackage
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Problem, Step
from benefit_flows.model.world import World


def put_fact(world: World, fact: Given, rulebook: Rulebook) -> Step:
    """Put one fact in place. A step with a problem leaves the world as it was."""
    changes = rulebook.put(world, fact, rulebook)
    if isinstance(changes, Problem):
        return _impossible(world, fact, changes)
    try:
        done = apply_changes(world, "given", (), changes, rulebook)
    except NoSuchMoveError as error:
        return _impossible(world, fact, Problem("BF505", error.facts))
    return Step(world, fact, Outcome.ACCEPTED, (), done.applied, done.moves, done.shown, (), done.world)


def opened(step: Step, rulebook: Rulebook) -> Step:
    """Let the first day bring what it brings, once all facts are in place: the step of the last of them grows."""
    try:
        done = open_world(step.after, rulebook)
    except NoSuchMoveError as error:
        return step._replace(problem=Problem("BF505", error.facts))
    return step._replace(
        applied=step.applied + done.applied,
        moves=step.moves + done.moves,
        shown=step.shown + done.shown,
        after=done.world,
    )


def put_facts(world: World, facts: Iterable[Given], rulebook: Rulebook) -> Step | None:
    """Put facts in place as a run does, and join them into one step of the first; ``None`` where there is no fact.

    Stops at a fact that cannot be put in place: the step has its problem, and what came before stands.
    """
    whole: Step | None = None
    for fact in facts:
        if whole is not None and isinstance(fact, OfPackage):
            whole = opened(whole, rulebook)
        if whole is not None and whole.problem is not None:
            return whole
        done = put_fact(world if whole is None else whole.after, fact, rulebook)
        whole = done if whole is None else _joined(whole, done)
    return whole if whole is None or whole.problem is not None else opened(whole, rulebook)


def _impossible(world: World, fact: Given, problem: Problem) -> Step:
    return Step(world, fact, Outcome.REFUSED, (), (), (), (), (), world, problem)


def _joined(first: Step, later: Step) -> Step:
    return first._replace(
        outcome=later.outcome,
        applied=first.applied + later.applied,
        moves=first.moves + later.moves,
        shown=first.shown + later.shown,
        after=later.after,
        problem=later.problem,
    )
