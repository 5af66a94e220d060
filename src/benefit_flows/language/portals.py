"""The portal in which a page is opened, where a line does not say so."""

from benefit_flows.language.names import Names
from benefit_flows.language.statements import Phrase
from benefit_flows.model.world import Value


def portal_of_page(phrase: Phrase, resolved: dict[str, Value], names: Names) -> bool:
    """Find the portal that has a page where the line does not say; a page of another portal is unknown."""
    page, slot = resolved["page"], phrase.slot("page")
    portals = [portal.id for portal in names.rulebook.portals.values() if page in portal.pages]
    if "portal" in resolved:
        if slot is not None and resolved["portal"] not in portals:
            names.say("BF208", slot, ("near", names.within(portals[0])), hint="in-portal")
        return resolved["portal"] in portals
    if len(portals) > 1 and slot is not None:
        candidates = ", ".join(map(names.worded, portals))
        names.say("BF219", slot, ("candidates", candidates), ("near", names.within(portals[0])), hint="in-portal")
        return False
    resolved["portal"] = portals[0]
    return True
