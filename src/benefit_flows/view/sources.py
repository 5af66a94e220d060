"""The rules that something rests on, with what they state and the passages behind."""

from collections.abc import Iterable
from typing import NamedTuple

from benefit_flows.language.speaker import Speaker


class SourceView(NamedTuple):
    """A rule, what it states, the passages that it rests on, and whether these say it or a reading does."""

    rule: str
    basis: str
    statement: str
    passages: tuple[int, ...]


def sources(rules: Iterable[str], speaker: Speaker) -> tuple[SourceView, ...]:
    """Give the rules with what they state, in their order."""
    known = (speaker.rulebook.rules[rule] for rule in rules)
    return tuple(
        SourceView(each.id, speaker.basis(each), speaker.text(each.statement), each.passages) for each in known
    )
