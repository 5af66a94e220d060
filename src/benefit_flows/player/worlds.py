"""The worlds of a lesson as the player shows them: screens, states, facts, and all that can be tried there."""

from typing import Final, NamedTuple

from benefit_flows.engine.relevance import unchangeable
from benefit_flows.engine.search import companies_of
from benefit_flows.explore.graph import Edge, Node
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.print import Said
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.player.lesson import Lesson
from benefit_flows.player.lines import EndingView, ending_views, plain
from benefit_flows.player.story import said_by
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.lines import said
from benefit_flows.view.advice import fixed_in_words
from benefit_flows.view.machines import SubjectView, subjects
from benefit_flows.view.screens import TabView, screens, tabs
from benefit_flows.view.sight import ScreenView
from benefit_flows.view.steps import StepView, step_view
from benefit_flows.view.worlds import Row, world_rows

GIVEN: Final = "given"


class ChoiceView(NamedTuple):
    """Something that can be tried: what comes of it, and the number of the world after.

    ``to`` is ``None`` where that world is not in the document. ``looks`` says that such an action never changes a fact.
    ``companies`` has it to do with, that of the account first, and ``last_resort`` is advised only where nothing else
    helps. ``never`` says what no action can change, where that is why it is refused.
    ``export`` are the lines of a scenario that say the step, with the keywords' meanings, in the language of its file.
    """

    text: str
    account: str | None
    kind: str
    looks: bool
    companies: tuple[str, ...]
    last_resort: bool
    never: str | None
    step: StepView
    to: int | None
    export: tuple[Said, ...]


class WorldView(NamedTuple):
    """One world. ``tabs`` lead to portals, ``ending`` are checks that can end a scenario which leads here."""

    today: str
    tabs: tuple[TabView, ...]
    screens: tuple[ScreenView, ...]
    subjects: tuple[SubjectView, ...]
    rows: tuple[Row, ...]
    choices: tuple[ChoiceView, ...]
    ending: tuple[EndingView, ...]


def worlds(lesson: Lesson, speaker: Speaker) -> tuple[WorldView, ...]:
    """Put the worlds of a lesson in words, in the order of their numbers."""
    steps = (edge.step for node in lesson.graph.nodes for edge in node.edges)
    moving = frozenset(move.subject for step in steps for move in step.moves)
    return tuple(_world(node, lesson, moving, speaker) for node in lesson.graph.nodes)


def _world(node: Node[Element], lesson: Lesson, moving: frozenset[str], speaker: Speaker) -> WorldView:
    world = node.world
    tried = tuple(edge.step for edge in node.edges)
    return WorldView(
        world.today.isoformat(),
        tabs(tried),
        screens(world, lesson.start.accounts, speaker, tried),
        subjects(world, speaker, lesson.start.accounts),
        world_rows(world, speaker),
        tuple(_choice(edge, lesson, speaker) for edge in node.edges),
        ending_views(world, moving, Speaker(speaker.rulebook, lesson.asked.language)),
    )


def _choice(edge: Edge[Element], lesson: Lesson, speaker: Speaker) -> ChoiceView:
    element, step, target = edge
    action = None if isinstance(element, tuple) else element
    rules = speaker.rulebook.actions.get(type(action))
    return ChoiceView(
        _text(element, lesson, speaker),
        getattr(action, "account", None),
        GIVEN if action is None else speaker.phrase(action).kind,
        rules is not None and rules.looks_only,
        companies_of(action, step.before) if action is not None else (),
        rules is not None and rules.last_resort,
        _never(action, step, speaker),
        step_view(step, speaker),
        target,
        tuple(
            each._replace(text=plain(each.text))
            for each in said(step, element, Speaker(speaker.rulebook, lesson.asked.language))
        ),
    )


def _never(action: Action | None, step: Step, speaker: Speaker) -> str | None:
    if action is None or step.outcome is not Outcome.REFUSED:
        return None
    fixed = unchangeable(step.before, action, speaker.rulebook)
    return fixed_in_words(fixed, speaker) if fixed else None


def _text(element: Element, lesson: Lesson, speaker: Speaker) -> str:
    """Say what can be tried: an action without the keyword that a line has, facts as their author wrote them."""
    if isinstance(element, tuple):
        start = lesson.start
        numbers = start.lines[start.elements.index(element)]
        return said_by(element, (start.scenario.lines[number] for number in numbers), speaker)
    return speaker.line(element).removeprefix(f"{keyword_of('when', speaker.language)} ")
