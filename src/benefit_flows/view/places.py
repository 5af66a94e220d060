"""Where a failure stands: in a file that a user has, although it may have happened in a standard setup."""

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Event
from benefit_flows.source import Span


def own_place(event: Event, place: Span, rulebook: Rulebook) -> Span:
    """Give the place of a problem of a line, or where that is in a standard setup the line that used it."""
    is_standard = any(each.path == place.path for each in rulebook.standard_setups)
    return event.line.used_at if is_standard and event.line.used_at is not None else place


def place_in_words(span: Span) -> str:
    """Give a place as terminals and editors take it."""
    return f"{span.path}:{span.line}"
