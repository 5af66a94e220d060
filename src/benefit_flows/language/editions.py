"""Which rulebook a file is checked by: the one that its header names."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Parsed
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks


class Edition(NamedTuple):
    """A rulebook as files are checked by it: what its names mean, and the setups that are in scope everywhere."""

    vocabulary: Vocabulary
    standard: tuple[Parsed, ...]

    @classmethod
    def of(cls, rulebook: Rulebook) -> Self:
        """Index its names and read its setups."""
        return cls(Vocabulary(rulebook), tuple(map(parse, rulebook.standard_setups)))

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook itself."""
        return self.vocabulary.rulebook


class Editions:
    """Gives the edition that a file is written for. Each is made once, when the first of its files asks."""

    def __init__(self, rulebooks: Rulebooks, *made: Edition) -> None:
        """Start with the editions that are made already."""
        self.rulebooks = rulebooks
        self._made = {each.rulebook.id: each for each in made}

    def named_by(self, parsed: Parsed) -> str:
        """Give the id that a file names, whether or not there is such a rulebook; the default where it names none."""
        return next((each.text for each in parsed.headers_of("rulebook")), self.rulebooks.default)

    def id_of(self, parsed: Parsed) -> str:
        """Give the id of the rulebook that a file names; the default where it names none that there is."""
        named = self.named_by(parsed)
        return named if named in self.rulebooks.ids else self.rulebooks.default

    def of(self, parsed: Parsed) -> Edition:
        """Give the edition that a file is written for."""
        return self.get(self.id_of(parsed))

    def get(self, rulebook_id: str) -> Edition:
        """Give an edition by the id of its rulebook."""
        if rulebook_id not in self._made:
            self._made[rulebook_id] = Edition.of(self.rulebooks.get(rulebook_id))
        return self._made[rulebook_id]

    def __iter__(self) -> Iterator[Edition]:
        """Give the editions that were asked for."""
        return iter(self._made.values())
