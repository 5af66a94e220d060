"""What can be tried next: the menu of every stepper and explorer.

A scope names the portals and products of a scenario. A world cannot know them: it holds facts, and which portals a
scenario talks about is no fact.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from benefit_flows.engine.step import next_date, step
from benefit_flows.model.actions import Action, Wait
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World


class Choice(NamedTuple):
    """An action that can be tried, and the outcome it would have."""

    action: Action
    outcome: Outcome


def actions_in(world: World, rulebook: Rulebook, scope: Scope) -> tuple[Action, ...]:
    """List every action that the accounts of a world can try within a scope, in a fixed order, and then to wait.

    To wait for the next date on which something happens by itself, if time still brings something; and before that,
    for the next on which only an answer changes, if one comes earlier.
    """
    return (*acts_in(world, rulebook, scope), *map(Wait, next_dates(world, rulebook, scope)))


def acts_in(world: World, rulebook: Rulebook, scope: Scope) -> tuple[Action, ...]:
    """List every action that the accounts of a world can try within a scope, in a fixed order."""
    return tuple(action for rules in rulebook.actions.values() for action in rules.attempts(world, rulebook, scope))


def next_dates(world: World, rulebook: Rulebook, scope: Scope) -> tuple[date, ...]:
    """Give the next dates that are worth waiting for within a scope, in order: two, one or none."""
    due = next_date(world, rulebook)
    turn = min((day for day in rulebook.clock.turns(world, rulebook, scope) if day > world.today), default=None)
    found = (day for day in (turn, due) if day is not None and (due is None or day <= due))
    return tuple(dict.fromkeys(found))


def offered(world: World, rulebook: Rulebook, scope: Scope) -> tuple[Choice, ...]:
    """List the actions that can be tried within a scope, each with the outcome it would have."""
    return tuple(Choice(action, step(world, action, rulebook).outcome) for action in actions_in(world, rulebook, scope))


def scope_of(scenario: Scenario) -> Scope:
    """Gather the portals, products and plans that the actions of a scenario name, sorted."""
    actions = [line.what for line in scenario.lines if isinstance(line.what, Action)]
    return Scope(_named(actions, "portal"), _named(actions, "product"), _named(actions, "plan"))


def _named(actions: Iterable[Action], field: str) -> tuple[str, ...]:
    """Give what actions have in a field, sorted; an action without it names nothing."""
    found = {getattr(action, field, None) for action in actions}
    return tuple(sorted(name for name in found if isinstance(name, str)))
