"""One action, and what comes of it. Everything that runs, explores or steps calls this."""

from collections.abc import Collection
from datetime import date

from benefit_flows.engine.changes import Happened, NoSuchMoveError, carry_out
from benefit_flows.engine.references import AMBIGUOUS
from benefit_flows.model.actions import Action, Wait
from benefit_flows.model.changes import SetDate, Show
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import A, ActionRules, Effect, Guard, OneOf, Situation, always
from benefit_flows.model.trace import Decision, Problem, Step
from benefit_flows.model.world import NOBODY, Fact, World


def step(world: World, action: Action, rulebook: Rulebook) -> Step:
    """Try an action in a world. Never raises for anything an account can try.

    The first guard that fails decides: *refused* leaves every fact as it was, *error to ignore*
    too, though a message is shown. All guards evaluated, of all situations tried, stand in the step,
    those of the deciding situation last.
    """
    if isinstance(action, Wait):
        return _pass_time(world, action, rulebook)
    rules = rulebook.rules_for(type(action))
    situations = rules.situations(world, action, rulebook)
    if isinstance(situations, Problem):
        return _unclear(world, action, situations)
    situation, decisions, failed = _decide(situations, rules.guards)
    several = serving(situations, rules.guards) if failed is None and len(situations) > 1 else ()
    if len(several) > 1:
        return _unclear(world, action, ambiguous(several))
    follows = _accepted(rules, rulebook) if failed is None else _refused(failed, situation)
    try:
        done = carry_out(world, (*follows, *rules.arrive), situation)
    except NoSuchMoveError as error:
        refusal = Decision("machine", (), held=False, facts=error.facts)
        return _step(world, action, Outcome.REFUSED, (*decisions, refusal), Happened(world))
    return _step(world, action, failed.outcome if failed else Outcome.ACCEPTED, decisions, done)


def _step(before: World, action: Action, outcome: Outcome, decisions: tuple[Decision, ...], done: Happened) -> Step:
    return Step(before, action, outcome, decisions, done.applied, done.moves, done.shown, done.created, done.world)


def _unclear(world: World, action: Action, problem: Problem) -> Step:
    """Refuse what could mean several things: nothing was asked, and nothing happens."""
    return _step(world, action, Outcome.REFUSED, (), Happened(world))._replace(problem=problem)


def _decide(
    situations: tuple[Situation[A], ...], guards: tuple[Guard[A], ...]
) -> tuple[Situation[A], tuple[Decision, ...], Guard[A] | None]:
    """Take the first situation that passes all guards, else the one that got furthest."""
    tried: list[tuple[Situation[A], tuple[Decision, ...], Guard[A] | None]] = []
    for situation in situations:
        decisions, failed = ask(guards, situation)
        if failed is None and not tried:
            return situation, decisions, None
        tried.append((situation, decisions, failed))
        if failed is None:
            break
    else:
        furthest = max(tried, key=lambda attempt: len(attempt[1]))
        tried.remove(furthest)
        tried.append(furthest)
    situation, _, failed = tried[-1]
    return situation, tuple(decision for _, decisions, _ in tried for decision in decisions), failed


def serving(situations: tuple[Situation[A], ...], guards: tuple[Guard[A], ...]) -> tuple[Situation[A], ...]:
    """Give those of the situations with a contract that pass all guards, under the plan that the first to pass has.

    Of several contracts none is chosen in silence: the line must say which (reading A42).
    """
    passing = [situation for situation in situations if ask(guards, situation)[1] is None]
    return tuple(
        situation for situation in passing if situation.plan == passing[0].plan and situation.contract is not None
    )


def ambiguous(several: tuple[Situation[Action], ...]) -> Problem:
    """Say that several contracts could serve, and under which plan."""
    contracts = tuple(situation.contract.id for situation in several if situation.contract is not None)
    return Problem(AMBIGUOUS, (Fact("candidates", contracts), Fact("plan", several[0].plan)))


def ask(guards: tuple[Guard[A], ...], situation: Situation[A]) -> tuple[tuple[Decision, ...], Guard[A] | None]:
    """Evaluate guards in order up to the first that fails, which is given beside the decisions."""
    decisions = []
    for guard in guards:
        if guard.applies is not always and not guard.applies(situation):
            continue
        held, facts = guard.test(situation)
        if not held:
            decisions.append(Decision(guard.name, guard.failed, held, facts, guard.derived))
            return tuple(decisions), guard
        decisions.append(Decision(guard.name, guard.held, held, facts))
    return tuple(decisions), None


def _accepted(rules: ActionRules[A], rulebook: Rulebook) -> tuple[Effect[A], ...]:
    return (*rules.effects, *rulebook.settle)


def holds(names: Collection[str], situation: Situation[A]) -> bool:
    """Say whether those of an action's guards that have these names hold, as far as they apply."""
    guards = situation.rulebook.rules_for(type(situation.action)).guards
    return ask(tuple(guard for guard in guards if guard.name in names), situation)[1] is None


def _refused(guard: Guard[A], situation: Situation[A]) -> tuple[Effect[A], ...]:
    """Give what happens although a guard fails: what follows from that, and then its message."""
    if guard.message is None:
        return guard.effects
    key = guard.message.choose(situation) if isinstance(guard.message, OneOf) else guard.message
    return (*guard.effects, Effect(f"{guard.name}.message", guard.failed, lambda _, __: (Show(key),)))


def _pass_time(world: World, action: Wait, rulebook: Rulebook) -> Step:
    situation = Situation(world, rulebook, action, NOBODY)
    facts = (Fact("today", world.today), Fact("until", action.until))
    forward = Decision("clock.forward", (), action.until >= world.today, facts)
    if not forward.held:
        return _step(world, action, Outcome.REFUSED, (forward,), Happened(world))
    try:
        done = _pass_days(world, action, situation)
    except NoSuchMoveError as error:
        refusal = Decision("machine", (), held=False, facts=error.facts)
        return _step(world, action, Outcome.REFUSED, (forward, refusal), Happened(world))
    return _step(world, action, Outcome.ACCEPTED, (forward,), done)


def _pass_days(world: World, action: Wait, situation: Situation[Wait]) -> Happened:
    """Turn to each date on which something happens by itself, in order, and then to the last."""
    rulebook = situation.rulebook
    done = Happened(world)
    while (day := next_date(done.world, rulebook)) is not None and day <= action.until:
        done = done.then(_turn_to(done.world, day, situation))
    # What happened on the last day must not happen twice: it would hide a move that led astray.
    return done if done.world.today == action.until else done.then(_turn_to(done.world, action.until, situation))


def next_date(world: World, rulebook: Rulebook) -> date | None:
    """Give the next date after today on which something happens by itself, if there is one."""
    return min((day for day in rulebook.clock.due(world, rulebook) if day > world.today), default=None)


def _turn_to(world: World, day: date, situation: Situation[Wait]) -> Happened:
    turned = Effect[Action]("clock.date", (), lambda _, __: (SetDate(day),))
    effects = (turned, *situation.rulebook.clock.effects, *situation.rulebook.settle)
    return carry_out(world, effects, situation)


def open_world(world: World, rulebook: Rulebook) -> Happened:
    """Let happen what the facts put in place bring about on the first day: packages start, say.

    Raises ``NoSuchMoveError`` where a machine has no such move.
    """
    situation = Situation(world, rulebook, Wait(world.today), NOBODY)
    return carry_out(world, (*rulebook.clock.effects, *rulebook.settle), situation)
