"""What can be done next, in words."""

from benefit_flows.language.express import line_of
from benefit_flows.language.keywords import keyword_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.start import Start
from benefit_flows.text import Language


def element_text(element: Element, start: Start, rulebook: Rulebook, language: Language) -> str:
    """Say what can be tried: an action without the keyword that a line has, facts as their author wrote them."""
    if isinstance(element, tuple):
        numbers = start.lines[start.elements.index(element)]
        return "; ".join(start.scenario.lines[each].text for each in numbers)
    return line_of(element, rulebook, language).removeprefix(f"{keyword_of('when', language)} ")
