"""What the parser makes of text: statements, each with its place. Equality leaves places out."""

from dataclasses import dataclass, field

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.source import Source, Span
from benefit_flows.text import Language


@dataclass(frozen=True)
class Slot:
    """The value in one slot of a phrase.

    ``kind`` is the terminal that filled it: STRING, NAME, DATE, INT, COLUMN (a whole ``<column>``), or the
    language-independent name of a word (ACTIVE). ``value`` is the text without quotes or brackets; words
    are held by their name in small letters, so that a statement is the same in every language.
    """

    name: str
    kind: str
    value: str
    span: Span = field(compare=False)


@dataclass(frozen=True)
class Phrase:
    """One phrase of the grammar: its kind (the alias) and its slots. ``tries`` for an attempt."""

    kind: str
    slots: tuple[Slot, ...]
    tries: bool = False

    def slot(self, name: str) -> Slot | None:
        """Give a slot by name; ``None`` where the phrase left it out."""
        return next((each for each in self.slots if each.name == name), None)


@dataclass(frozen=True)
class Citation:
    """A passage cited at the end of a line."""

    passage: int
    span: Span = field(compare=False)


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row names the columns."""

    columns: tuple[Slot, ...]
    rows: tuple[tuple[Slot, ...], ...]


@dataclass(frozen=True)
class Step:
    """One line inside a block.

    ``keyword`` is given, when, then (also for ``and`` below one of them), wait, use, note, ask, right,
    wrong or because; the phrase of the first four, the text of the rest. ``word`` is what was written.
    ``arguments`` are those of ``use``; a step that could not be read has the keyword ``broken``.
    ``used_at`` is the line that used the setup which a step comes from.
    """

    keyword: str
    phrase: Phrase | None
    text: str
    citations: tuple[Citation, ...]
    table: Table | None
    span: Span = field(compare=False)
    word: str = field(default="", compare=False)
    arguments: tuple[tuple[str, Slot], ...] = ()
    used_at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Block:
    """A setup, a scenario or an outline; ``kind`` is empty below a header that could not be read.

    ``parameters`` are those of a setup with their defaults, ``examples`` the table of an outline,
    ``broken`` a block whose tags could not be read.
    """

    kind: str
    name: str
    parameters: tuple[tuple[str, Slot], ...]
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    steps: tuple[Step, ...]
    examples: Table | None
    span: Span = field(compare=False)
    last_line: int = field(default=0, compare=False)
    broken: bool = False


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

    def headers_of(self, key: str) -> tuple[Header, ...]:
        """Give the headers with a key, in order."""
        return tuple(each for each in self.headers if each.key == key)
