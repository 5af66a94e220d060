"""The rules that something rests on, with what they state and the passages behind."""

from collections.abc import Iterable
from typing import NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import Language


class SourceView(NamedTuple):
    """A rule, what it states, the passages that it rests on, and whether these say it or a reading does."""

    rule: str
    basis: str
    statement: str
    passages: tuple[int, ...]


def sources(rules: Iterable[str], rulebook: Rulebook, language: Language) -> tuple[SourceView, ...]:
    """Give the rules with what they state, in their order."""
    known = (rulebook.rules[each] for each in rules)
    return tuple(
        SourceView(
            each.id, Speaker(rulebook, language).basis(each), each.statement.in_language(language), each.passages
        )
        for each in known
    )
