"""Where a scenario can be stepped through from: its first world, its own path, and what can be tried anywhere."""

from collections.abc import Iterator
from typing import NamedTuple

from benefit_flows.engine.facts import put_facts
from benefit_flows.engine.menu import actions_in, scope_of
from benefit_flows.engine.run import run
from benefit_flows.model.actions import Action, Wait
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import Given
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line, Scenario
from benefit_flows.model.trace import Step, Trace
from benefit_flows.model.world import World
from benefit_flows.stepper.elements import Element, take


class Start(NamedTuple):
    """A scenario made ready for stepping.

    ``world`` is the one before the first action. ``elements`` are what the scenario itself does next, one after
    another, ``lines`` the numbers (from 0) of the lines that say each, ``steps`` what comes of them, and
    ``worlds`` its own path: the start, and the world after each. They go on where the run, which is ``trace``,
    stopped because something failed. ``accounts`` are those that act.
    """

    scenario: Scenario
    world: World
    elements: tuple[Element, ...]
    lines: tuple[tuple[int, ...], ...]
    worlds: tuple[World, ...]
    steps: tuple[Step, ...]
    facts: Step | None
    scope: Scope
    accounts: tuple[str, ...]
    trace: Trace


def start_of(scenario: Scenario, rulebook: Rulebook) -> Start:
    """Make a scenario ready for stepping. Never raises, whatever the scenario does."""
    facts, *groups = _groups(scenario.lines)
    elements = tuple(_element(scenario.lines, each) for each in groups)
    begun = put_facts(World(), _facts(scenario.lines, facts), rulebook)
    worlds = [begun.after if begun else World()]
    steps = []
    for element in elements:
        steps.append(take(worlds[-1], element, rulebook))
        worlds.append(steps[-1].after)
    accounts = tuple(dict.fromkeys(name for element in elements for name in _acting(element)))
    return Start(
        scenario,
        worlds[0],
        elements,
        tuple(groups),
        tuple(worlds),
        tuple(steps),
        begun,
        scope_of(scenario),
        accounts or tuple(account.name for account in worlds[0].accounts),
        run(scenario, rulebook),
    )


def choices(start: Start, world: World, rulebook: Rulebook) -> tuple[Element, ...]:
    """List what can be tried in a world: what the accounts that act can try, in the order of the rulebook.

    Where the scenario passes through this world, what it does next there is among them: in the place of an action
    that does the same in other words, else at the end. So the numbers of choices depend on the scenario and the world
    only.
    """
    menu: tuple[Element, ...] = tuple(
        each for each in actions_in(world, rulebook, start.scope) if set(_acting(each)) <= {*start.accounts}
    )
    for here, element in zip(start.worlds, start.elements, strict=False):
        if here == world and element not in menu:
            menu = _with(element, menu, world, rulebook)
    return menu


def _with(element: Element, menu: tuple[Element, ...], world: World, rulebook: Rulebook) -> tuple[Element, ...]:
    """Put something among the choices, in the place of the one that does the same: "the contract" of one package."""
    alike = (
        number for number, each in enumerate(menu) if type(each) is type(element) and _acting(each) == _acting(element)
    )
    wanted = _unsaid(take(world, element, rulebook))
    same = next((number for number in alike if _unsaid(take(world, menu[number], rulebook)) == wanted), len(menu))
    return (*menu[:same], element, *menu[same + 1 :])


def _unsaid(step: Step) -> Step:
    """Give what comes of a step, whatever was said."""
    return step._replace(action=Wait(step.before.today))


def positions(start: Start) -> tuple[int, ...]:
    """Give for each line of the scenario how many elements are done before it."""
    own = {number: index for index, numbers in enumerate(start.lines) for number in numbers}
    first = [numbers[0] for numbers in start.lines]
    every = range(len(start.scenario.lines))
    return tuple(own.get(number, sum(each < number for each in first)) for number in every)


def position_at(start: Start, line: int) -> int:
    """Give how many elements are done just before a line of the scenario's file; lines count from 1.

    A line that says nothing by itself, such as a comment, is behind all that stands above it.
    """
    scenario = start.scenario
    own = [
        number
        for number, each in enumerate(scenario.lines)
        if each.span.path == scenario.span.path and scenario.span.line < each.span.line <= scenario.last_line
    ]
    above = [number for number in own if scenario.lines[number].span.line < line]
    there = [number for number in own if scenario.lines[number].span.line == line]
    if line == scenario.row_line or not (above or there):
        return 0
    return (*positions(start), len(start.elements))[there[0] if there else above[-1] + 1]


def _groups(lines: tuple[Line, ...]) -> Iterator[tuple[int, ...]]:
    """Number the lines that belong together: first the facts at the beginning, then each action, facts by themselves.

    Facts are together up to an action, or a check, which may look at them.
    """
    group: list[int] = []
    beginning = True
    for number, line in enumerate(lines):
        if isinstance(line.what, Given):
            group.append(number)
        elif isinstance(line.what, Action | Check):
            if group or beginning:
                yield tuple(group)
            beginning, group = False, []
            if isinstance(line.what, Action):
                yield (number,)
    if group or beginning:
        yield tuple(group)


def _facts(lines: tuple[Line, ...], numbers: tuple[int, ...]) -> tuple[Given, ...]:
    found = (lines[number].what for number in numbers)
    return tuple(each for each in found if isinstance(each, Given))


def _element(lines: tuple[Line, ...], numbers: tuple[int, ...]) -> Element:
    what = lines[numbers[0]].what
    return what if isinstance(what, Action) else _facts(lines, numbers)


def _acting(element: Element) -> tuple[str, ...]:
    """Name the accounts that an element needs: who acts, and with whom it goes on."""
    if isinstance(element, tuple):
        return ()
    account = getattr(element, "account", None)
    other = getattr(element, "other", None)
    return tuple(each for each in (account, other) if each is not None)
