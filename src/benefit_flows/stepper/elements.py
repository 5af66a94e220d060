"""What can be done next while stepping, and what comes of it."""

from benefit_flows.engine.facts import put_facts
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Step
from benefit_flows.model.world import World

Element = Action | tuple[Given, ...]
"""An action, or facts that the scenario puts in place further down."""


def take(world: World, element: Element, rulebook: Rulebook) -> Step:
    """Do the next thing in a world: try the action, or put the facts in place, all of them or none."""
    if not isinstance(element, tuple):
        return step(world, element, rulebook)
    done = put_facts(world, element, rulebook)
    if done is None:
        raise ValueError("an element without facts")
    return done if done.problem is None else done._replace(applied=(), moves=(), shown=(), after=world)
