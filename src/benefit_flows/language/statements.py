"""What the parser makes of text: statements, each with its place. Equality leaves places out.

What every line makes is a named tuple: one is built in a third of the time of a frozen dataclass.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.scenario import PENDING
from benefit_flows.source import Source, Span
from benefit_flows.text import Language


class Slot(NamedTuple):
    """The value in one slot of a phrase.

    ``kind`` is the terminal that filled it: STRING, NAME, DATE, INT, COLUMN (a whole ``<column>``), or the
    language-independent name of a word (ACTIVE). ``value`` is the text without quotes or brackets; words
    are held by their name in small letters, so that a statement is the same in every language.
    It stands at ``place``, or at a part of it (``column`` to ``end``): lines that repeat share what they say.
    """

    name: str
    kind: str
    value: str
    place: Span
    column: int = 0
    end: int = 0

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.place.at(self.column, self.end) if self.end else self.place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Slot) and self[:3] == other[:3]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:3])


class Phrase(NamedTuple):
    """One phrase of the grammar: its kind (the alias) and its slots. ``tries`` for an attempt."""

    kind: str
    slots: tuple[Slot, ...]
    tries: bool = False

    def slot(self, name: str) -> Slot | None:
        """Give a slot by name; ``None`` where the phrase left it out."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def placed(self, line: Span) -> "Phrase":
        """Give the same phrase on another line with the same text."""
        slots = [Slot(name, kind, value, line, *columns) for name, kind, value, _, *columns in self.slots]
        return Phrase(self.kind, tuple(slots), self.tries)


class Citation(NamedTuple):
    """A passage cited at the end of a line, at a part of ``place`` (``column`` to ``end``)."""

    passage: int
    place: Span
    column: int
    end: int

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.place.at(self.column, self.end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Citation) and self.passage == other.passage

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.passage)


class Table(NamedTuple):
    """Rows of cells; the first row names the columns."""

    columns: tuple[Slot, ...]
    rows: tuple[tuple[Slot, ...], ...]


class Statement(NamedTuple):
    """One line inside a block.

    ``keyword`` is given, when, then (also for ``and`` below one of them), wait, use, note, ask, right,
    wrong or because; the phrase of the first four, the text of the rest. ``word`` is what was written.
    ``arguments`` are those of ``use``; a step that could not be read has the keyword ``broken``.
    ``used_at`` is the line that used the standard setup which a step comes from: there it can be mended.
    ``origin`` is the line of the scenario itself that leads to a step of a setup.
    """

    keyword: str
    phrase: Phrase | None
    text: str
    citations: tuple[Citation, ...]
    table: Table | None
    arguments: tuple[tuple[str, Slot], ...]
    span: Span
    word: str = ""
    used_at: Span | None = None
    origin: Span | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statement) and self._meaning() == other._meaning()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._meaning())

    def _meaning(self) -> tuple[object, ...]:
        """Give what the step says; how a phrase was spaced says nothing."""
        text = "" if self.phrase else self.text
        return self.keyword, self.phrase, text, self.citations, self.table, self.arguments


@dataclass(frozen=True)
class Block:
    """A setup, a scenario or an outline; ``kind`` is empty below a header that could not be read.

    ``parameters`` are those of a setup with their defaults, ``examples`` the table of an outline,
    ``broken`` a block whose tags could not be read, ``about`` the first line of a scenario's description,
    ``pending`` a scenario that is still to be written, ``unread`` one with lines that nobody could read yet.
    An outline with several tables of examples (in Gherkin) is several blocks at one place; ``first_row`` counts
    their rows on. ``empty`` are the places of tables of examples without a row.
    """

    kind: str
    name: str
    parameters: tuple[tuple[str, Slot], ...]
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    steps: tuple[Statement, ...]
    examples: Table | None
    span: Span = field(compare=False)
    last_line: int = field(default=0, compare=False)
    broken: bool = False
    first_row: int = field(default=1, compare=False)
    about: str = field(default="", compare=False)
    pending: bool = field(default=False, compare=False)
    unread: bool = field(default=False, compare=False)
    empty: tuple[Span, ...] = field(default=(), compare=False)

    def judged(self) -> "Block":
        """Give the block as it was read, with whether it is still to be written: it says so, or has no step of its own.

        The steps of a background stand above the header.
        """
        own = (step for step in self.steps if step.keyword != "note" and step.span.line > self.span.line)
        is_test = self.kind in ("scenario", "outline")
        return replace(self, pending=is_test and (PENDING in self.tags or not any(own)))

    @property
    def used_names(self) -> tuple[str, ...]:
        """The names of the setups that it uses itself."""
        return tuple(" ".join(step.text.split()) for step in self.steps if step.keyword == "use")


@dataclass(frozen=True)
class Header:
    """A line about the whole file: flow, rulebook, language, include."""

    key: str
    text: str
    span: Span = field(compare=False)


@dataclass(frozen=True)
class Parsed:
    """A whole file: what was understood, and what was not."""

    source: Source
    headers: tuple[Header, ...]
    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]
    language: Language = "en"

    @cached_property
    def setups(self) -> tuple[Block, ...]:
        """The setups in it. Kept, because every file that includes this one asks."""
        return tuple(block for block in self.blocks if block.kind == "setup")

    @cached_property
    def used_names(self) -> frozenset[str]:
        """The names of the setups that its blocks use themselves."""
        return frozenset(name for block in self.blocks for name in block.used_names)

    def headers_of(self, key: str) -> tuple[Header, ...]:
        """Give the headers with a key, in order."""
        return tuple(header for header in self.headers if header.key == key)
