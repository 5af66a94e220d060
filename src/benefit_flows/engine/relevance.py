"""Which actions can help to make another one acceptable, as far as the rulebook says what changes what.

A guard that no action can change settles the matter without a search. Of all other actions, only those are tried that
can make a guard hold, or can make one hold of such an action, and so on.
"""

from collections.abc import Iterator
from typing import NamedTuple

from benefit_flows.engine.step import next_date
from benefit_flows.model.actions import Action, Wait
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import A, ActionRules, Remedy, Situation
from benefit_flows.model.trace import Decision, Problem
from benefit_flows.model.world import Account, World


def unchangeable(world: World, action: Action, rulebook: Rulebook) -> tuple[Decision, ...]:
    """Give what keeps an action refused whatever is done before: the guards that fail, and that no action changes.

    Where an action could refer to several things, they are those of the one with the fewest; there are none where
    one has none.
    """
    if type(action) not in rulebook.actions:
        return ()
    situations = _prospects(rulebook.rules_for(type(action)), world, action, rulebook)
    if isinstance(situations, Problem):
        return ()
    return min((_failing(situation, rulebook) for situation in situations), key=len)


def _prospects(
    rules: ActionRules[A], world: World, action: A, rulebook: Rulebook
) -> tuple[Situation[A], ...] | Problem:
    """Give all that an action could ever refer to."""
    if rules.prospects is not None:
        return rules.prospects(world, action, rulebook)
    return rules.situations(world, action, rulebook)


def _failing(situation: Situation[Action], rulebook: Rulebook) -> tuple[Decision, ...]:
    """Give the guards that fail, and that no action changes, or only one that never is accepted itself."""
    found: list[Decision] = []
    for guard in rulebook.rules_for(type(situation.action)).guards:
        remedies = rulebook.remedies.get(guard.name)
        alone = [remedy.only(situation) for remedy in remedies or () if remedy.only is not None]
        if remedies is None or len(alone) < len(remedies) or not guard.applies(situation):
            continue
        held, facts = guard.test(situation)
        if held:
            continue
        if not remedies:
            found.append(Decision(guard.name, guard.failed, held, facts))
        else:
            blocked = [unchangeable(situation.world, action, rulebook) for action in alone]
            fewest = min(blocked, key=len)
            found += fewest
    return tuple(found)


class Needs(NamedTuple):
    """The kinds of actions that can help with one kind: by the account itself, and those that anyone can take."""

    own: frozenset[type[Action]]
    anyone: frozenset[type[Action]]


def needs_of(kind: type[Action], rulebook: Rulebook) -> Needs:
    """Follow what makes guards hold, from a kind of action on."""
    own: set[type[Action]] = set()
    anyone: set[type[Action]] = set()
    waiting = [kind]
    while waiting:
        for remedy in _remedies(waiting.pop(), rulebook):
            if remedy.anyone:
                anyone.add(remedy.kind)
            if remedy.kind not in own:
                own.add(remedy.kind)
                waiting.append(remedy.kind)
    return Needs(frozenset(own), frozenset(anyone))


def _remedies(kind: type[Action], rulebook: Rulebook) -> Iterator[Remedy]:
    rules = rulebook.actions.get(kind)
    for guard in rules.guards if rules is not None else ():
        known = rulebook.remedies.get(guard.name)
        if known is not None:
            yield from known
        else:
            yield from (Remedy(action, anyone=True) for action in (*rulebook.actions, Wait))


class Helping:
    """Lists what can help an action: all that its own account can do for it, and of others what is for all.

    Of accounts of one company that can help in the same ways, only one is tried: one that is signed in, if any is.
    """

    def __init__(self, world: World, wanted: Action, rulebook: Rulebook, scope: Scope) -> None:
        """Find out once what each account can do for the action: accounts never change."""
        self.rulebook = rulebook
        self.scope = scope
        self.account: str | None = getattr(wanted, "account", None)
        needs = needs_of(type(wanted), rulebook)
        looking = {kind for kind, rules in rulebook.actions.items() if rules.looks_only}
        by_page = rulebook.actions[type(wanted)].by_page
        self.own = needs.own if by_page else needs.own - looking
        self.anyone = needs.anyone
        self.companies = {account.name: account.company or account.name for account in world.accounts}
        self.others = {
            account.name: self._kinds(world, account, needs)
            for account in world.accounts
            if account.name != self.account
        }

    def _kinds(self, world: World, account: Account, needs: Needs) -> frozenset[type[Action]]:
        """Give what another account can do that is for all, with what it needs for that itself."""
        able = {
            type(action)
            for action in self._attempts(world, needs.anyone)
            if getattr(action, "account", None) == account.name and not unchangeable(world, action, self.rulebook)
        }
        own = (needs_of(action, self.rulebook).own for action in able)
        return frozenset(self.own.intersection(able.union(*own)))

    def _attempts(self, world: World, kinds: frozenset[type[Action]]) -> Iterator[Action]:
        for kind, rules in self.rulebook.actions.items():
            if kind in kinds:
                yield from rules.attempts(world, self.rulebook, self.scope)

    def actions(self, world: World) -> Iterator[Action]:
        """List what can help in a world, in a fixed order; the last is to wait for the next date on which time acts."""
        acting = self._acting(world)
        for action in self._attempts(world, self.own):
            account = getattr(action, "account", None)
            if account == self.account or (account in acting and type(action) in self.others[account]):
                yield action
        day = next_date(world, self.rulebook) if Wait in self.own else None
        if day is not None:
            yield Wait(day)

    def side(self, action: Action) -> str | None:
        """Give the company that helps by an action; none where the account only does something for itself."""
        account: str | None = getattr(action, "account", None)
        if account is None or (account == self.account and type(action) not in self.anyone):
            return None
        return self.companies[account]

    def _acting(self, world: World) -> frozenset[str]:
        """Choose of accounts that can help in the same ways the one that is furthest in."""
        first: dict[tuple[str | None, frozenset[type[Action]]], tuple[int, str]] = {}
        for account in world.accounts:
            kinds = self.others.get(account.name)
            if kinds:
                place = world.place(account.name)
                sessions = len(place.sessions) if place is not None else 0
                found = first.get((account.company, kinds))
                if found is None or found[0] < sessions:
                    first[account.company, kinds] = (sessions, account.name)
        return frozenset(name for _, name in first.values())
