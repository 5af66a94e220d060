"""Names of competencies that are none of the rulebook's, but are like one of them (reading A49)."""

from typing import NamedTuple

from benefit_flows.language.nearest import nearest
from benefit_flows.language.vocabulary import Vocabulary, plain
from benefit_flows.text import Language


class Like(NamedTuple):
    """The competency that a name is like, by its id; ``same`` where only capital letters differ."""

    competency: str
    same: bool


def like(text: str, vocabulary: Vocabulary, language: Language) -> Like | None:
    """Give the competency that a name is like, with what may stand around it or without; names of a language first."""
    names = vocabulary.names_of(tuple(vocabulary.rulebook.competencies))
    own = [plain(vocabulary.rulebook.name(competency, language)) for competency in vocabulary.rulebook.competencies]
    bare = vocabulary.bare(text, "competency")
    same = next((each for each in names if each.casefold() == bare.casefold()), None)
    near = same or resembling(bare, tuple(own)) or resembling(bare, tuple(names))
    return None if near is None else Like(names[near], same is not None)


def resembling(text: str, known: tuple[str, ...]) -> str | None:
    """Give the known name that a text looks like, has all words of, or is some words of."""
    words = set(text.casefold().split())
    pairs = ((each, set(each.casefold().split())) for each in known)
    parts = (each for each, other in pairs if words and (words <= other or other <= words))
    return nearest(text, known) or next(parts, None)
