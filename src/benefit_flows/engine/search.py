"""The nearest way to make an action acceptable: the cheapest first, from the world as it is.

What costs, first things first: to buy a plan, to need another company, each step, and each step of a colleague.

Of accounts of a company that can help in the same ways one acts, and no two companies help on one way; so seventeen
accounts are not more worlds than two. Worlds that differ only in the page where an account is would be most of them:
they are taken as one, unless the rules of the wanted action say ``by_page``. Sessions always count.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import Final, NamedTuple

from benefit_flows.engine.references import find_contract
from benefit_flows.engine.relevance import Helping, unchangeable
from benefit_flows.engine.step import step
from benefit_flows.model.actions import Action, ContractRef
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import WhyNot
from benefit_flows.model.world import Contract, Place, World

MOST_WORLDS: Final = 2000


class _Cost(NamedTuple):
    """What counts against a way, first things first.

    A last resort (to buy something) is for where nothing else helps, then another company; then the shorter way is the
    better, and of equally short ones the one that colleagues have less to do with.
    """

    last_resort: int = 0
    strangers: int = 0
    length: int = 0
    colleagues: int = 0


class _Reached(NamedTuple):
    """A world, the cheapest way to it, and a number: of equal ways the one found first comes first.

    ``side`` is the company that helps on the way. No second one does: a contract is one company's, and one is enough.
    """

    cost: _Cost
    number: int
    world: World
    way: tuple[Action, ...]
    side: str | None = None


def why_not(world: World, wanted: Action, rulebook: Rulebook, scope: Scope, most: int = MOST_WORLDS) -> WhyNot:
    """Search for the best sequence of accepted actions after which ``wanted`` is accepted.

    Nothing is searched where nothing is missing (an error to ignore), and where no action can change what is.
    Bounded by a number of worlds, not by time, so that the answer is the same on every machine.
    No sequence within the bound is an answer too; ``exhausted`` says whether all worlds were seen, ``furthest`` what
    refuses in the world in which the action gets furthest: what the way there was for is no answer.
    """
    refused = step(world, wanted, rulebook)
    if refused.outcome is Outcome.IGNORABLE:
        return WhyNot(wanted, None, 0, exhausted=False, ignorable=refused)
    fixed = unchangeable(world, wanted, rulebook)
    if fixed or type(wanted) not in rulebook.actions:
        return WhyNot(wanted, None, 0, exhausted=True, fixed=fixed)
    worlds = 0
    furthest = refused
    for here in _Search(world, wanted, rulebook, scope).reached():
        done = step(here.world, wanted, rulebook)
        if done.outcome is Outcome.ACCEPTED:
            return WhyNot(wanted, here.way, worlds, exhausted=False, rules=done.rules)
        furthest = max(furthest, done, key=lambda each: len(each.decisions))
        if worlds == most:
            return WhyNot(wanted, None, worlds, exhausted=False, furthest=furthest.refusal)
        worlds += 1
    return WhyNot(wanted, None, worlds, exhausted=True, furthest=furthest.refusal)


def _same_page(world: World) -> World:
    """Tell worlds apart by everything."""
    return world


def _same_facts(world: World) -> World:
    """Tell worlds apart by what guards look at: facts and sessions.

    On which page an account is changes nothing for most actions, and requests only record what was done.
    """
    places = (Place(place.account, "", "", sessions=place.sessions) for place in world.places if place.sessions)
    return world._replace(places=tuple(sorted(places)), requests=())


class _Search:
    """Goes through the worlds that can be reached by what can help, by the cost of the way to them."""

    def __init__(self, world: World, wanted: Action, rulebook: Rulebook, scope: Scope) -> None:
        self.world = world
        self.rulebook = rulebook
        self.by_page = rulebook.actions[type(wanted)].by_page
        self.same = _same_page if self.by_page else _same_facts
        self.helping = Helping(world, wanted, rulebook, _wider(scope, wanted, rulebook, everything=self.by_page))
        self.account = self.helping.account
        own = world.account(self.account or "")
        self.company = own.company if own is not None else None

    def reached(self) -> Iterator[_Reached]:
        """Give each world that can be reached once, the first one included, the cheapest first."""
        seen: set[World] = set()
        number = 0
        queue = [_Reached(_Cost(), number, self.world, ())]
        while queue:
            here = heappop(queue)
            if self.same(here.world) in seen:
                continue
            seen.add(self.same(here.world))
            yield here
            for action in self.helping.actions(here.world):
                cost, side = self._cost(here, action), self.helping.side(action)
                if cost.last_resort > 1 or (here.side is not None and side not in (None, here.side)):
                    continue
                done = step(here.world, action, self.rulebook)
                if done.outcome is Outcome.ACCEPTED and self.same(done.after) not in seen:
                    number += 1
                    heappush(queue, _Reached(cost, number, done.after, (*here.way, action), side or here.side))

    def _cost(self, here: _Reached, action: Action) -> _Cost:
        rules = self.rulebook.actions.get(type(action))
        who = getattr(action, "account", None)
        strange = any(company != self.company for company in companies_of(action, here.world))
        bought, strangers, length, colleagues = here.cost
        return _Cost(
            bought + (rules is not None and rules.last_resort),
            strangers + strange,
            length + 1,
            colleagues + (who not in (None, self.account)),
        )


def companies_of(action: Action, world: World) -> tuple[str, ...]:
    """Give the companies that an action has to do with: that of its account, and that whose contract it links."""
    account = world.account(getattr(action, "account", None) or "")
    ref = getattr(action, "contract", None)
    linked = find_contract(world, ref) if isinstance(ref, ContractRef) else None
    found = (account.company if account else None, linked.company if isinstance(linked, Contract) else None)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _wider(scope: Scope, wanted: Action, rulebook: Rulebook, *, everything: bool) -> Scope:
    """Give what may be used on the way beside what a scenario names: portals to sign in to, plans that can be bought.

    The portal of the wanted action comes first. Where a way leads over pages, everything may be used.
    """
    own: str | None = getattr(wanted, "portal", None)
    entrances = (portal.id for portal in rulebook.portals.values() if portal.explicit_sign_in)
    portals = dict.fromkeys([*([own] if own else []), *scope.portals, *sorted(entrances)])
    products = dict.fromkeys(scope.products)
    if everything:
        portals |= dict.fromkeys(rulebook.portals)
        products |= dict.fromkeys(rulebook.products)
    for_sale = tuple(plan.id for plan in rulebook.plans.values() if plan.paid)
    return Scope(tuple(portals), tuple(products), for_sale)
