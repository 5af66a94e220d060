"""Where a failure stands, in one line: in a file that a user has, although it may have happened in a standard setup."""

from typing import Final

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Event
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

USED: Final = Text(", used at {place}", ", utilisé à {place}")
STANDARD: Final = Text(", in {place}", ", dans {place}")


def own_place(event: Event, place: Span, rulebook: Rulebook) -> Span:
    """Give the place of a problem of a line, or where that is in a standard setup the line that used it."""
    is_standard = any(each.path == place.path for each in rulebook.standard_setups)
    return event.line.used_at if is_standard and event.line.used_at is not None else place


def in_setup(event: Event, place: Span, rulebook: Rulebook, language: Language) -> str:
    """Name the other one of two lines: the one that used a setup, or the one in a standard setup; else nothing."""
    used_at = event.line.used_at
    if used_at is None:
        return ""
    if own_place(event, place, rulebook) == used_at:
        return STANDARD.in_language(language).format(place=place_in_words(place))
    return USED.in_language(language).format(place=place_in_words(used_at))


def place_in_words(span: Span) -> str:
    """Give a place as terminals and editors take it."""
    return f"{span.path}:{span.line}"
