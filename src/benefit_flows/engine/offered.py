"""What can be tried next: the menu of every stepper and explorer."""

from typing import NamedTuple

from benefit_flows.engine.step import next_date, step
from benefit_flows.model.actions import (
    Action,
    Activate,
    CreateRequest,
    LinkContract,
    OpenPage,
    SignIn,
    StartRequest,
    Wait,
)
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook, Scope
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.world import World

_WITH_PORTAL = SignIn | OpenPage | Activate | LinkContract | StartRequest | CreateRequest


class Choice(NamedTuple):
    """An action that can be tried, and the outcome it would have."""

    action: Action
    outcome: Outcome


def offered(world: World, rulebook: Rulebook, scope: Scope) -> tuple[Choice, ...]:
    """List every action that the accounts of a world can try within a scope, in a fixed order.

    The last choice, if time still brings something, is to wait for
    the next date on which something happens by itself.
    """
    actions = [action for rules in rulebook.actions.values() for action in rules.attempts(world, rulebook, scope)]
    choices = [Choice(action, step(world, action, rulebook).outcome) for action in actions]
    day = next_date(world, rulebook)
    return (*choices, *((Choice(Wait(day), Outcome.ACCEPTED),) if day else ()))


def scope_of(scenario: Scenario) -> Scope:
    """Gather the portals and products that a scenario names, sorted."""
    named = [line.what for line in scenario.lines]
    portals = {what.portal for what in named if isinstance(what, _WITH_PORTAL)}
    products = {what.product for what in named if isinstance(what, StartRequest | CreateRequest)}
    return Scope(tuple(sorted(portals)), tuple(sorted(products)))
