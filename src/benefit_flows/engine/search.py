"""The nearest way to make an action acceptable: breadth first from the world as it is."""

from collections import deque
from typing import Final, NamedTuple

from benefit_flows.engine.offered import actions_in
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import WhyNot
from benefit_flows.model.world import Place, World

MOST_WORLDS: Final = 2000


def _same_page(world: World) -> World:
    """Tell worlds apart by everything."""
    return world


def _same_facts(world: World) -> World:
    """Tell worlds apart by what guards look at: facts and sessions.

    On which page an account is changes nothing for most actions, and requests only record what was done.
    """
    places = (Place(each.account, "", "", sessions=each.sessions) for each in world.places if each.sessions)
    return world._replace(places=tuple(sorted(places)), requests=())


class _Reached(NamedTuple):
    world: World
    way: tuple[Action, ...]


def why_not(world: World, wanted: Action, rulebook: Rulebook, scope: Scope, most: int = MOST_WORLDS) -> WhyNot:
    """Search for the shortest sequence of accepted actions after which ``wanted`` is accepted.

    Bounded by a number of worlds, not by time, so that the answer is the same on every machine.
    No sequence within the bound is an answer too; ``exhausted`` says whether all worlds were seen.
    """
    by_page = rulebook.actions[type(wanted)].by_page
    same = _same_page if by_page else _same_facts
    looking = {kind for kind, rules in rulebook.actions.items() if rules.looks_only and not by_page}
    seen = {same(world)}
    queue = deque([_Reached(world, ())])
    while queue:
        here = queue.popleft()
        for action in actions_in(here.world, rulebook, scope):
            if type(action) in looking:
                continue
            done = step(here.world, action, rulebook)
            if done.outcome is not Outcome.ACCEPTED or same(done.after) in seen:
                continue
            way = (*here.way, action)
            if step(done.after, wanted, rulebook).outcome is Outcome.ACCEPTED:
                return WhyNot(wanted, way, len(seen), exhausted=False)
            if len(seen) >= most:
                return WhyNot(wanted, None, len(seen), exhausted=False)
            seen.add(same(done.after))
            queue.append(_Reached(done.after, way))
    return WhyNot(wanted, None, len(seen), exhausted=True)
