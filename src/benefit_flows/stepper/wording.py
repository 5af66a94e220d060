"""What can be done next, in words."""

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.speaker import Speaker
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.start import Start


def element_text(element: Element, start: Start, speaker: Speaker) -> str:
    """Say what can be tried: an action without the keyword that a line has, facts as their author wrote them."""
    if isinstance(element, tuple):
        numbers = start.lines[start.elements.index(element)]
        return "; ".join(start.scenario.lines[number].text for number in numbers)
    return speaker.line(element).removeprefix(f"{keyword_of('when', speaker.language)} ")
