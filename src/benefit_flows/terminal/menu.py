"""What can be tried, in few lines: account by account, what differs in one name only together."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Wait
from benefit_flows.stepper.elements import Element
from benefit_flows.stepper.session import Session
from benefit_flows.terminal.display import text_of
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS
from benefit_flows.text import Language

NAMED: Final = re.compile(r'(?P<before>[^"]*)(?P<name>"[^"]*")(?P<after>.*)')
LEFT_OUT: Final = "…"


class NumberedChoice(NamedTuple):
    """A choice: its number as it is shown, marked where the scenario takes it next; below which heading; its text."""

    number: str
    heading: str
    text: str

    @property
    def parts(self) -> tuple[str, str]:
        """The text without the first name in it, for a line that several share, and that name."""
        found = NAMED.fullmatch(self.text)
        return (f"{found['before']}{LEFT_OUT}{found['after']}", found["name"]) if found else (self.text, "")


def choice_lines(session: Session, speaker: Speaker, *, marked: bool) -> Iterator[ShownLine]:
    """Show all choices with their numbers; what the scenario does next is marked, unless that is still to be told."""
    after = session.next if marked else None
    offers = [_offer(number, "*" * (number == after), session, speaker) for number in range(len(session.choices))]
    if offers:
        yield ShownLine(WORDS.say("choices" if after is not None else "choices-only", speaker.language))
    for heading in dict.fromkeys(offer.heading for offer in offers):
        yield ShownLine(heading)
        yield from _shared(
            [each for each in offers if each.heading == heading], len(str(len(offers))) + 2, speaker.language
        )
    yield from _at_the_end(session, speaker.language)


def next_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """Tell what the scenario does next."""
    if session.next is not None:
        what = text_of(session.choices[session.next], session, speaker)
        yield ShownLine(WORDS.say("next", speaker.language, number=session.next + 1, what=what))


def _offer(number: int, mark: str, session: Session, speaker: Speaker) -> NumberedChoice:
    return NumberedChoice(f"{mark}{number + 1}", *_grouped(session.choices[number], session, speaker))


def _grouped(element: Element, session: Session, speaker: Speaker) -> tuple[str, str]:
    """Give the heading below which a choice stands, and its text there."""
    text = text_of(element, session, speaker)
    if isinstance(element, tuple):
        return WORDS.say("facts", speaker.language), text
    if isinstance(element, Wait):
        return WORDS.say("time", speaker.language), text
    return element.account, text.removeprefix(f"{element.account} ")


def _shared(offers: list[NumberedChoice], size: int, language: Language) -> Iterator[ShownLine]:
    for shape in dict.fromkeys(offer.parts[0] for offer in offers):
        alike = [each for each in offers if each.parts[0] == shape]
        if len(alike) == 1:
            yield ShownLine(alike[0].text, lead=f"{alike[0].number:>{size - 1}} ")
        else:
            names = ", ".join(f"{each.number}\u00a0{each.parts[1]}" for each in alike)
            yield ShownLine(WORDS.say("value", language, text=shape, value=names), lead=" " * size)


def _at_the_end(session: Session, language: Language) -> Iterator[ShownLine]:
    if not session.choices:
        yield ShownLine(WORDS.say("no-choices", language))
    if session.just_ended:
        yield ShownLine(WORDS.say("ended", language))
    elif session.next is None and not session.ended:
        yield ShownLine(WORDS.say("left", language))
