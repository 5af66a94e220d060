"""The worlds of a lesson as the player shows them: screens, states, facts, and all that can be tried there."""

from typing import Final, NamedTuple

from benefit_flows.explore.graph import Edge, Node
from benefit_flows.language.express import NOWHERE, line_of, phrase_of
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.print import print_phrase
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import Wait
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import World
from benefit_flows.player.explored import Explored
from benefit_flows.player.story import said_by
from benefit_flows.stepper.lines import Said, export_lines, written
from benefit_flows.stepper.start import Element
from benefit_flows.text import Language
from benefit_flows.view.machines import SubjectView, subjects
from benefit_flows.view.screens import ScreenView, screens
from benefit_flows.view.steps import StepView, step_view
from benefit_flows.view.worlds import Row, world_rows

GIVEN: Final = "given"


class ChoiceView(NamedTuple):
    """Something that can be tried: what comes of it, and the number of the world after.

    ``to`` is ``None`` where that world is not in the document. ``looks`` says that such an action never changes a fact.
    ``export`` are the lines of a scenario that say the step, in the language of the lesson's file.
    """

    text: str
    account: str | None
    kind: str
    looks: bool
    step: StepView
    to: int | None
    export: tuple[str, ...]


class WorldView(NamedTuple):
    """One world. ``ending`` are lines that end a scenario which leads here, because each must check something."""

    today: str
    screens: tuple[ScreenView, ...]
    subjects: tuple[SubjectView, ...]
    rows: tuple[Row, ...]
    choices: tuple[ChoiceView, ...]
    ending: tuple[str, ...]


def worlds(lesson: Explored, rulebook: Rulebook, language: Language) -> tuple[WorldView, ...]:
    """Put the worlds of a lesson in words, in the order of their numbers."""
    return tuple(_world(node, lesson, rulebook, language) for node in lesson.graph.nodes)


def _world(node: Node[Element], lesson: Explored, rulebook: Rulebook, language: Language) -> WorldView:
    world = node.world
    return WorldView(
        world.today.isoformat(),
        screens(world, lesson.start.accounts, rulebook, language),
        subjects(world, rulebook, language, lesson.start.accounts),
        world_rows(world, rulebook, language),
        tuple(_choice(edge, lesson, rulebook, language) for edge in node.edges),
        _ending(world, lesson.asked.language),
    )


def _ending(world: World, language: Language) -> tuple[str, ...]:
    number = Slot("count", "INT", str(len(world.requests)), NOWHERE)
    text = print_phrase(Phrase("request_count", (number,)), "then", tables_for(language))
    return written((Said("then", text),), language)


def _choice(edge: Edge[Element], lesson: Explored, rulebook: Rulebook, language: Language) -> ChoiceView:
    element, step, target = edge
    return ChoiceView(
        _text(element, lesson, rulebook, language),
        None if isinstance(element, tuple) else getattr(element, "account", None),
        GIVEN if isinstance(element, tuple) else phrase_of(element, rulebook).kind,
        not isinstance(element, tuple | Wait) and rulebook.actions[type(element)].looks_only,
        step_view(step, rulebook, language),
        target,
        export_lines(step, element, rulebook, lesson.asked.language),
    )


def _text(element: Element, lesson: Explored, rulebook: Rulebook, language: Language) -> str:
    """Say what can be tried: an action without the keyword that a line has, facts as their author wrote them."""
    if isinstance(element, tuple):
        start = lesson.start
        numbers = start.lines[start.elements.index(element)]
        return said_by(element, (start.scenario.lines[each] for each in numbers), rulebook, language)
    return line_of(element, rulebook, language).removeprefix(f"{keyword_of('when', language)} ")
