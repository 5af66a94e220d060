"""What can be tried next: the menu of every stepper and explorer.

A scope names the portals and products of a scenario. A world cannot know them: it holds facts, and which portals a
scenario talks about is no fact.
"""

from datetime import date
from typing import NamedTuple

from benefit_flows.engine.step import next_date, step
from benefit_flows.model.actions import (
    Action,
    Activate,
    BuyPlan,
    ChooseWorkload,
    CreateRequest,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
    Wait,
)
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World

_WITH_PRODUCT = StartRequest | CreateRequest | ChooseWorkload
_WITH_PORTAL = SignIn | OpenPage | Activate | LinkContract | StartRequest | CreateRequest


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
    return tuple(Choice(each, step(world, each, rulebook).outcome) for each in actions_in(world, rulebook, scope))


def scope_of(scenario: Scenario) -> Scope:
    """Gather the portals, products and plans that the actions of a scenario name, sorted."""
    named = [line.what for line in scenario.lines]
    portals = {what.portal for what in named if isinstance(what, _WITH_PORTAL)}
    products = {what.product for what in named if isinstance(what, _WITH_PRODUCT)}
    plans = {what.plan for what in named if isinstance(what, BuyPlan | CreateRequest) and what.plan}
    return Scope(tuple(sorted(portals)), tuple(sorted(products)), tuple(sorted(plans)))
