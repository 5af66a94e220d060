"""The nearest way to make an action acceptable: breadth first from the world as it is."""

from collections import deque
from typing import Final, NamedTuple

from benefit_flows.engine.offered import actions_in
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook, Scope
from benefit_flows.model.trace import WhyNot
from benefit_flows.model.world import World

MOST_WORLDS: Final = 2000


class _Reached(NamedTuple):
    world: World
    way: tuple[Action, ...]


def why_not(world: World, wanted: Action, rulebook: Rulebook, scope: Scope, most: int = MOST_WORLDS) -> WhyNot:
    """Search for the shortest sequence of accepted actions after which ``wanted`` is accepted.

    Bounded by a number of worlds, not by time, so that the answer is the same on every machine.
    No sequence within the bound is an answer too; ``exhausted`` says whether all worlds were seen.
    """
    seen = {world}
    queue = deque([_Reached(world, ())])
    while queue:
        here = queue.popleft()
        for action in actions_in(here.world, rulebook, scope):
            done = step(here.world, action, rulebook)
            if done.outcome is not Outcome.ACCEPTED or done.after in seen:
                continue
            way = (*here.way, action)
            if step(done.after, wanted, rulebook).outcome is Outcome.ACCEPTED:
                return WhyNot(wanted, way, len(seen), exhausted=False)
            if len(seen) >= most:
                return WhyNot(wanted, None, len(seen), exhausted=False)
            seen.add(done.after)
            queue.append(_Reached(done.after, way))
    return WhyNot(wanted, None, len(seen), exhausted=True)
