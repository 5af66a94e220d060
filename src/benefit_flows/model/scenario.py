"""A scenario ready to run: names resolved, rows filled in, every mistake already reported."""

from dataclasses import dataclass, field
from typing import Final, Literal

from benefit_flows.model.actions import Action
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import Given
from benefit_flows.source import Span
from benefit_flows.text import Language

PENDING: Final = "@pending"
"""The tag of a scenario that is still to be written: its lines need not be phrases yet."""

KNOWN: Final = "@known-to-fail"
"""The tag of a scenario that fails for a reason that is known; its first note says which."""


@dataclass(frozen=True)
class Note:
    """A remark for readers and trainees."""

    text: str


@dataclass(frozen=True)
class Question:
    """A quiz question: ``choices`` pairs each answer with whether it is right."""

    text: str
    choices: tuple[tuple[str, bool], ...]
    because: str | None


Keyword = Literal["given", "when", "tries", "wait", "then", "note", "ask"]


Said = Given | Action | Check | Note | Question
"""What a line says."""


@dataclass(frozen=True)
class Line:
    """One line of a scenario: what it says, where it stands, and the passages it cites.

    ``text`` is the line as it runs, with the row filled in; the keyword tells how to read ``what``.
    ``rows`` are those of the table below it, filled in too; the first names the columns.
    ``used_at`` is the line of the scenario that brought it, where it stands in a setup.
    """

    keyword: Keyword
    what: Said
    span: Span
    text: str
    citations: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    used_at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Scenario:
    """One scenario, or one row of an outline (``row`` counts from 1, ``values`` are its cells), in a language.

    ``rulebook`` is the id of the rulebook that its file is written for.
    One that is ``pending`` is still to be written, and has no lines. ``known`` is why one is known to fail: a text,
    empty where none is given; ``None`` where it must not fail.
    """

    name: str
    span: Span
    tags: tuple[str, ...]
    citations: tuple[int, ...]
    lines: tuple[Line, ...]
    rulebook: str
    last_line: int = 0
    row: int | None = None
    row_line: int | None = None
    values: tuple[tuple[str, str], ...] = ()
    language: Language = "en"
    pending: bool = False
    known: str | None = None

    @property
    def place(self) -> str:
        """Where to find it, as ``run`` takes it: the row's own line for a row of an outline."""
        return f"{self.span.path}:{self.row_line or self.span.line}"

    @property
    def argument(self) -> str:
        """The same as it is typed at a shell, whatever the name of the file is."""
        import shlex  # imported late: most scenarios pass

        return shlex.quote(f"./{self.place}" if self.place.startswith("-") else self.place)
