"""A block to a flat list of steps: setups put in, rows and arguments filled into ``<columns>``."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.nearest import MOST_HINTS, listed
from benefit_flows.language.statements import Block, Slot, Statement
from benefit_flows.language.substitution import Cells, Substitution
from benefit_flows.language.tables import Tables
from benefit_flows.source import Span
from benefit_flows.text import Language

MOST_IN_ONE: Final = 200_000
MOST_IN_ALL: Final = 1_000_000
"""How many steps a scenario (or row) may unfold to, and all of them together: far more than anybody reads or waits for,
and few enough for a small machine."""
MOST_IN_CIRCLE: Final = 8


class Setups(NamedTuple):
    """The setups in scope, by name; ``incomplete`` if there may be more.

    ``listed`` are the names that a hint offers: not the standard setups of another language.
    ``standard`` are the paths of standard setups: a mistake there is one of the line that used it.
    """

    by_name: Mapping[str, Block]
    listed: tuple[str, ...] = ()
    incomplete: bool = False
    standard: frozenset[str] = frozenset()


class Expansion(NamedTuple):
    """The flat steps of a block, with what was wrong on the way, the columns that were used, and how much it took.

    One that is ``cut`` was more than there is room for.
    """

    steps: list[Statement]
    diagnostics: list[Diagnostic]
    columns: set[str]
    size: int = 0
    cut: bool = False


class _Open(NamedTuple):
    """A setup that is being put in: the steps still to come, its arguments, its name.

    ``used_at`` is the line that used it where it is a standard one.
    """

    steps: Iterator[Statement]
    row: Cells
    name: str
    used_at: Span | None = None


def expand(
    block: Block, row: Cells, setups: Setups, tables: Tables, room: int = MOST_IN_ONE, *, alone: bool = False
) -> Expansion:
    """Flatten a block for one row (empty for a plain scenario), as far as there is room for steps and uses of setups.

    A setup is looked at ``alone``: what it uses is put in, but not what that uses in turn, except standard setups.
    Who uses them is checked whole; a long chain would be gone through once more for each setup in it.
    """
    expansion = Expansion([], [], set())
    unfolding = _Unfolding(setups, tables, expansion, alone=alone)
    size = 0
    for own in block.steps:
        for step in unfolding.of(own, row):
            size += 1
            if size > room:
                expansion.diagnostics.append(too_many(own.span))
                return expansion._replace(steps=[], size=size, cut=True)
            if step is not None:
                expansion.steps.append(step)
    return expansion._replace(size=size)


def too_many(span: Span) -> Diagnostic:
    """Say that a line passes the limits of what setups and rows may unfold to."""
    return Diagnostic("BF335", span, (("most", f"{MOST_IN_ONE:,}"), ("all", f"{MOST_IN_ALL:,}")), "fewer-setups")


class _Unfolding:
    """The lines of a block unfolding: a stack of the setups that are open, so that depth costs no recursion."""

    def __init__(self, setups: Setups, tables: Tables, expansion: Expansion, *, alone: bool) -> None:
        self.setups, self.language, self.expansion, self.alone = setups, tables.language, expansion, alone
        self.substitution = Substitution(tables, expansion.diagnostics, expansion.columns)
        self.stack: list[_Open] = []
        self.within: dict[str, None] = {}

    def of(self, own: Statement, row: Cells) -> Iterator[Statement | None]:
        """Give the line filled in; where it uses a setup nothing in its place, and then the steps of the setup."""
        self.stack.append(_Open(iter((own,)), row, ""))
        while self.stack:
            opened = self.stack[-1]
            step = next(opened.steps, None)
            if step is None:
                self.within.pop(self.stack.pop().name, None)
                continue
            step = self.substitution.fill(step, opened.row)
            if step is not own and len(self.stack) > 1:
                step = step._replace(used_at=opened.used_at, origin=own.span)
            if step.keyword == "use" and not (self.alone and self.within and opened.used_at is None):
                yield self.put_in(step, opened.row)
            else:
                yield step

    def put_in(self, step: Statement, row: Cells) -> Statement | None:
        """Open the setup that a line uses; give a broken line where there is none."""
        found = _find(step, self.setups, self.expansion, self.within, self.language)
        if found is None:
            return step._replace(keyword="broken", word="given")
        used_at = (step.used_at or step.span) if found.span.path in self.setups.standard else None
        self.stack.append(_Open(iter(found.steps), _arguments(found, step, row, self.expansion), found.name, used_at))
        self.within[found.name] = None
        return None


def _arguments(setup: Block, step: Statement, row: Cells, expansion: Expansion) -> Cells:
    """Give the cells for the columns of a setup: what the line that uses it hands over, else the defaults."""
    arguments = dict(setup.parameters)
    for name, value in step.arguments:
        if name not in arguments:
            values = (("word", name), ("known", listed(arguments)))
            start = value.span.text.rfind(name, 0, value.span.column - 1) + 1
            place = value.span.at(start, start + len(name))
            expansion.diagnostics.append(Diagnostic("BF326", place, values, "known"))
        arguments[name] = _argument(value, row, expansion)
    return arguments


def _argument(value: Slot, row: Cells, expansion: Expansion) -> Slot:
    """Give an argument; one that is itself a column of the outline gives the row's cell."""
    if value.kind != "COLUMN":
        return value
    expansion.columns.add(value.value)
    return row.get(value.value, value)


def _find(
    step: Statement, setups: Setups, expansion: Expansion, within: Mapping[str, None], language: Language
) -> Block | None:
    name = " ".join(step.text.split())
    if name in within:
        names = tuple(within)
        expansion.diagnostics.append(
            Diagnostic("BF314", step.span, (("word", circle(*names[names.index(name) :], name)),))
        )
        return None
    found = setups.by_name.get(name)
    if found is None and not setups.incomplete:
        from benefit_flows.language.proposals.setups import setup_meant  # imported late: most names are known

        known = (setups.listed, setups.by_name) if len(expansion.diagnostics) < MOST_HINTS else ()
        near = next(filter(None, (setup_meant(name, each, language) for each in known)), None)
        values = (("word", name), ("near", near or ""), ("known", listed(setups.listed)))
        written = step.span.text[step.span.column - 1 : step.span.end - 1].partition("(")[0].rstrip()
        span = step.span.at(step.span.column, step.span.column + len(written))
        expansion.diagnostics.append(Diagnostic("BF211", span, values, "near" if near else "known"))
    return found


def circle(*names: str) -> str:
    """Name what leads back to where it began; of a long way both ends."""
    shown = names if len(names) <= MOST_IN_CIRCLE else (*names[: MOST_IN_CIRCLE - 2], "…", *names[-2:])
    return " → ".join(shown)
