"""The shape of rules about actions: guards, effects, and all about one kind of action.

Guards and effects are plain functions listed in visible tuples. Each knows the kind of action that it is about.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, Never, Protocol, TypeGuard, TypeVar

from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import NOWHERE, Portal, Scope
from benefit_flows.model.changes import Change
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Account, Benefit, Contract, Fact, Link, Product, World

if TYPE_CHECKING:
    from benefit_flows.model.rulebook import Rulebook

A = TypeVar("A", bound=Action)
A_co = TypeVar("A_co", bound=Action, covariant=True)
A_contra = TypeVar("A_contra", bound=Action, contravariant=True)
"""What looks at any action (``Guard[Action]``) can stand among the rules of each kind; the reverse is an error."""


class Situation(NamedTuple, Generic[A_co]):
    """What guards and effects look at: the action with what it refers to in the world.

    ``account`` is the one that acts, ``NOBODY`` where time does; ``portal`` where it acts, if anywhere.
    """

    world: World
    rulebook: "Rulebook"
    action: A_co
    account: Account
    portal: Portal = NOWHERE
    benefit: Benefit | None = None
    contract: Contract | None = None
    link: Link | None = None
    plan: str | None = None
    product: Product | None = None


class Finding(NamedTuple):
    """What a guard found: whether it holds and the facts it looked at."""

    held: bool
    facts: tuple[Fact, ...] = ()


class Effect(NamedTuple, Generic[A_contra]):
    """Something that follows: the changes it makes to the world as it is then."""

    name: str
    rules: tuple[str, ...]
    apply: Callable[[World, Situation[A_contra]], Iterable[Change]]


def always(_: Situation[Action]) -> bool:
    """Say that a guard applies to every situation."""
    return True


class OneOf(NamedTuple, Generic[A_contra]):
    """Messages of which a function chooses one."""

    keys: tuple[str, ...]
    choose: Callable[[Situation[A_contra]], str]


class Guard(NamedTuple, Generic[A_contra]):
    """A condition of an action, asked in the order of its tuple.

    ``held`` are the rules it stands for when it holds, ``failed`` when it does not. ``outcome`` is what
    an action becomes that fails it; ``message`` what the portal shows then (by key), and ``effects`` what
    happens all the same. ``derived`` says that its refusal is our own decision: the rules may be cited for it,
    but none of them says so, and none must be.
    """

    name: str
    test: Callable[[Situation[A_contra]], Finding]
    held: tuple[str, ...]
    failed: tuple[str, ...]
    message: str | OneOf[A_contra] | None = None
    outcome: Outcome = Outcome.REFUSED
    effects: tuple[Effect[A_contra], ...] = ()
    applies: Callable[[Situation[A_contra]], bool] = always
    derived: bool = False


class Remedy(NamedTuple):
    """A kind of action that can make a guard hold: the account's own, or ``anyone`` 's.

    ``only`` gives the one action of the kind that can: where that never is accepted, the guard never holds.
    """

    kind: type[Action]
    anyone: bool = False
    only: Callable[[Situation[Action]], Action] | None = None


@dataclass(frozen=True)
class ActionRules(Generic[A]):
    """All about one kind of action.

    ``situations`` gives what it could refer to, best first (several plans, say), or the problem that it
    refers to several things at once; the first situation whose guards all hold is taken.
    ``by_page`` says that it depends on the page where an account is, and not only on facts.
    ``looks_only`` says that all it changes is where an account is.
    ``arrive`` says where the account is after it, whatever the outcome.
    ``attempts`` lists the actions of this kind that the accounts of a world could try within a scope.
    ``prospects`` gives what it could ever refer to, whatever is done before, where that is more than ``situations``.
    ``last_resort`` says that it is advised only where nothing else helps.
    """

    kind: type[A]
    situations: Callable[[World, A, "Rulebook"], tuple[Situation[A], ...] | Problem]
    guards: tuple[Guard[A], ...]
    effects: tuple[Effect[A], ...]
    arrive: tuple[Effect[A], ...]
    attempts: Callable[[World, "Rulebook", Scope], Iterable[Action]]
    by_page: bool = False
    looks_only: bool = False
    prospects: Callable[[World, A, "Rulebook"], tuple[Situation[A], ...]] | None = None
    last_resort: bool = False


class RulesOfSomeKind(Protocol):
    """Rules of which it is not known what kind of action they are about: what can be read of them all the same.

    ``Never`` is what every kind has in common. To ask a guard, or to carry an effect out, takes ``rules_for``.
    """

    @property
    def kind(self) -> type[Action]:
        """The kind of action."""

    @property
    def guards(self) -> tuple[Guard[Never], ...]:
        """What must hold, in order."""

    @property
    def effects(self) -> tuple[Effect[Never], ...]:
        """What follows."""

    @property
    def arrive(self) -> tuple[Effect[Never], ...]:
        """Where the account is afterwards."""

    @property
    def attempts(self) -> Callable[[World, "Rulebook", Scope], Iterable[Action]]:
        """The actions that could be tried."""

    @property
    def by_page(self) -> bool:
        """Whether it depends on the page where an account is."""

    @property
    def looks_only(self) -> bool:
        """Whether it changes only where an account is."""

    @property
    def last_resort(self) -> bool:
        """Whether it is advised only where nothing else helps."""


def are_for(rules: RulesOfSomeKind, kind: type[A]) -> TypeGuard[ActionRules[A]]:
    """Say whether rules are about a kind of action: here alone it becomes known again."""
    return rules.kind is kind
