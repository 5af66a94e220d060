"""The branches that are kept, in lines."""

from collections.abc import Iterator

from benefit_flows.language.speaker import Speaker
from benefit_flows.stepper.link import Walk
from benefit_flows.stepper.session import Session, parting, restore
from benefit_flows.terminal.display import text_of
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS


def branch_lines(session: Session, speaker: Speaker) -> Iterator[ShownLine]:
    """List the branches with their numbers: how long each is, and with which step it leaves the present path."""
    yield ShownLine(WORDS.say("kept", speaker.language))
    for number, path in enumerate(session.kept, start=1):
        at = parting(path, session.path)
        there = restore(session.start, session.rulebook, Walk(path, at))
        what = text_of(there.done[at].element, there, speaker) if there and at < len(path) else ""
        yield ShownLine(
            WORDS.say("branch", speaker.language, steps=len(path), at=at, what=what).rstrip(), 2, lead=f"{number} "
        )
