"""Stepping: a history with a cursor over worlds that never change. A session is a value; every command gives another.

A session is what its path says: the choices taken, the future behind the cursor included, and the other futures
that were kept. So going back and forward shows the same worlds, and a link restores everything.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from benefit_flows.engine.search import why_not
from benefit_flows.model.checks import Outcome
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Step, WhyNot
from benefit_flows.model.world import World
from benefit_flows.stepper.elements import Element, take
from benefit_flows.stepper.link import Path, Walk
from benefit_flows.stepper.start import Start, choices


class Done(NamedTuple):
    """A choice that was taken: its number where it was offered, and what came of it.

    ``own`` says that it was what the scenario does next, and moved the position in it on.
    """

    number: int
    element: Element
    step: Step
    own: bool


@dataclass(frozen=True)
class Session:
    """A lesson being stepped through. ``done`` is the whole path, of which ``cursor`` choices are done.

    ``base`` is where ``reset`` leads, ``kept`` the other futures, as whole paths.
    """

    start: Start
    rulebook: Rulebook
    done: tuple[Done, ...] = ()
    cursor: int = 0
    base: int = 0
    kept: tuple[Path, ...] = ()

    # What there is to see

    @property
    def path(self) -> Path:
        """The numbers of the choices, the future included."""
        return tuple(each.number for each in self.done)

    @property
    def walk(self) -> Walk:
        """What a link says of this session."""
        return Walk(self.path, self.cursor, self.base, self.kept)

    @property
    def last(self) -> Done | None:
        """The last choice that is done."""
        return self.done[self.cursor - 1] if self.cursor else None

    @property
    def world(self) -> World:
        """The world as it is."""
        return self.last.step.after if self.last else self.start.world

    @property
    def position(self) -> int:
        """How many elements of the scenario are done."""
        return sum(each.own for each in self.done[: self.cursor])

    @property
    def ended(self) -> bool:
        """Whether the scenario has nothing more to do."""
        return self.position >= len(self.start.elements)

    @property
    def just_ended(self) -> bool:
        """Whether the last step was the last of the scenario, or there is none."""
        return self.ended and (self.last is None or self.last.own)

    @property
    def on_path(self) -> bool:
        """Whether the world is the one that the scenario has at this position."""
        return self.start.worlds[self.position] == self.world

    @cached_property
    def choices(self) -> tuple[Element, ...]:
        """All that can be tried here, by their numbers."""
        return choices(self.start, self.world, self.rulebook)

    @property
    def next(self) -> int | None:
        """The number of what the scenario does next; ``None`` at its end, and where it cannot be tried."""
        own = self.start.elements[self.position : self.position + 1]
        return next((number for number, each in enumerate(self.choices) if (each,) == own), None)

    def outcome(self, number: int) -> Outcome:
        """Say how a choice would end."""
        return take(self.world, self.choices[number], self.rulebook).outcome

    def why_not(self, number: int) -> WhyNot | None:
        """Search for the best way to make a refused choice accepted; nothing for one that is not refused."""
        element = self.choices[number]
        if isinstance(element, tuple) or self.outcome(number) is Outcome.ACCEPTED:
            return None
        return why_not(self.world, element, self.rulebook, self.start.scope)

    # What can be done

    def choose(self, number: int) -> "Session":
        """Take a choice. In the middle of the path another future begins, and the old one is kept."""
        if self.path[self.cursor : self.cursor + 1] == (number,):
            return self.forward()
        element = self.choices[number]
        step = take(self.world, element, self.rulebook)
        done = (*self.done[: self.cursor], Done(number, element, step, number == self.next))
        kept = self.kept if self.cursor == len(self.done) else _with(self.kept, self.path)
        return replace(self, done=done, cursor=self.cursor + 1, base=min(self.base, self.cursor), kept=kept)

    def jump(self, cursor: int) -> "Session":
        """Go to where so many choices are done, as far as there are."""
        return replace(self, cursor=max(0, min(cursor, len(self.done))))

    def back(self) -> "Session":
        """Go one step back; the future stays."""
        return self.jump(self.cursor - 1)

    def forward(self) -> "Session":
        """Go one step forward on the path."""
        return self.jump(self.cursor + 1)

    def reset(self) -> "Session":
        """Go back to where the session starts."""
        return self.jump(self.base)

    def start_here(self) -> "Session":
        """Let the session start where it is."""
        return replace(self, base=self.cursor)

    def switch(self, index: int) -> "Session":
        """Take a kept future; the present one is kept in its place. The cursor stands where both part."""
        path = self.kept[index]
        kept = (*self.kept[:index], self.path, *self.kept[index + 1 :])
        cursor = parting(path, self.path)
        walk = Walk(path, cursor, min(self.base, cursor), kept)
        return restore(self.start, self.rulebook, walk) or self

    def go_to(self, position: int) -> "Session":
        """Follow the scenario until so many of its elements are done, or as far as that goes."""
        here = self
        while here.position < position and here.next is not None:
            here = here.choose(here.next)
        return here


def begin(start: Start, rulebook: Rulebook, position: int = 0) -> Session:
    """Begin a session, with so many elements of the scenario done."""
    return Session(start, rulebook).go_to(position)


def restore(start: Start, rulebook: Rulebook, walk: Walk) -> Session | None:
    """Go where a link says; ``None`` where its numbers fit nothing."""
    if any(_walked(start, rulebook, each) is None for each in walk.kept):
        return None
    whole = _walked(start, rulebook, walk.path)
    if whole is None or max(walk.cursor, walk.base) > len(walk.path) or min(walk.cursor, walk.base) < 0:
        return None
    return replace(whole, cursor=walk.cursor, base=walk.base, kept=walk.kept)


def _walked(start: Start, rulebook: Rulebook, path: Path) -> Session | None:
    session = Session(start, rulebook)
    for number in path:
        if not 0 <= number < len(session.choices):
            return None
        session = session.choose(number)
    return session


def _with(kept: tuple[Path, ...], path: Path) -> tuple[Path, ...]:
    return kept if path in kept else (*kept, path)


def parting(one: Path, other: Path) -> int:
    """Count how far two paths go together."""
    same = [first == second for first, second in zip(one, other, strict=False)]
    return (*same, False).index(False)
