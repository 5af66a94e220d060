"""Elements as lines of a scenario: what was done, said so that it checks and passes again, and what can be tried."""

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.notation import judged
from benefit_flows.language.print import Said
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Step
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.start import Start


def said(step: Step, element: Element, speaker: Speaker) -> tuple[Said, ...]:
    """Say a step in lines of a scenario: ``when …``, or an attempt and how it is judged, or the facts put in place.

    A refusal that the source documents is cited. A line that cannot be carried out says nothing.
    """
    if step.problem is not None:
        return ()
    if isinstance(element, tuple):
        return tuple(map(speaker.says, element))
    if step.outcome is Outcome.ACCEPTED or isinstance(element, Wait):
        return (speaker.says(element),)
    return speaker.attempt(element), judged(step, speaker)


def element_text(element: Element, start: Start, speaker: Speaker) -> str:
    """Say what can be tried: an action without the keyword that a line has, facts as their author wrote them."""
    if isinstance(element, tuple):
        numbers = start.lines[start.elements.index(element)]
        return "; ".join(start.scenario.lines[number].text for number in numbers)
    return speaker.line(element).removeprefix(f"{keyword_of('when', speaker.language)} ")
