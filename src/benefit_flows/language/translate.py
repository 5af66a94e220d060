"""A scenario file in another language: what is the language's is translated, what is the author's own stays."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from benefit_flows.language.arguments import ASSIGNMENT, PARAMETERS
from benefit_flows.language.columns import COLUMNS, MEANINGS
from benefit_flows.language.format import format_text
from benefit_flows.language.keywords import EXAMPLES, HEADERS, KEYWORDS, keyword_of
from benefit_flows.language.lines import cells_of
from benefit_flows.language.parse import parse
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import RawLine, take_apart, text_lines
from benefit_flows.language.statements import Block, Header, Parsed, Phrase, Slot, Statement
from benefit_flows.language.tables import NAME, tables_for
from benefit_flows.language.translate_values import (
    SetupTwins,
    Wording,
    argument_names,
    setups_of,
    uses_of,
    uses_of_argument,
)
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.source import Source
from benefit_flows.text import Language

DEFAULT: Final[Language] = "en"
"""The language of a file that names none."""
NEEDS_QUOTES: Final = frozenset("=,()")
Part = Header | Block | Statement


def translate(parsed: Parsed, target: Language, rulebook: Rulebook, standard: tuple[Parsed, ...]) -> str:
    """Give a file that parses in another language, formatted; ``standard`` holds the standard setups of each.

    No name may be in the way: ask ``names_in_the_way`` first.
    """
    if parsed.language == target:
        return format_text(parsed)
    setups = setups_of(parsed, target, standard)
    lines = _Lines(parsed, Wording(parsed, target, rulebook, setups), setups)
    text = "\n".join(_with_language(lines.translated(), parsed, target))
    return format_text(parse(Source(parsed.source.path, text)))


def names_in_the_way(parsed: Parsed, target: Language) -> tuple[str, ...]:
    """Give the accounts and companies of a file that are called like a word of a language: it cannot be said there."""
    words = tables_for(target).words
    slots = (slot for block in parsed.blocks for step in block.steps for slot in _named_in(step))
    return tuple(sorted({each.value for each in slots if each.value in words}))


def _named_in(step: Statement) -> Iterator[Slot]:
    if step.phrase is not None:
        yield from (slot for slot in step.phrase.slots if slot.kind == NAME and slot.name != "setting")
    if step.table is not None:
        for row in step.table.rows:
            titled = zip(step.table.columns, row, strict=True)
            yield from (cell for title, cell in titled if MEANINGS.get(title.value) == "name" and cell.kind == "CELL")


def _with_language(lines: Iterator[str | None], parsed: Parsed, target: Language) -> Iterator[str]:
    """Name the language above the first header, or at the top, where the file has not named one."""
    headers = [each.span.line for each in parsed.headers]
    named = target == DEFAULT or bool(parsed.headers_of("language"))
    header = f"{keyword_of('language', target)} {target}"
    if not named and not headers:
        yield from (header, "")
    for number, line in enumerate(lines, start=1):
        if not named and headers[:1] == [number]:
            yield header
        if line is not None:
            yield line


class _Lines:
    """Goes through the lines of a file, with the block and the table that it is in."""

    def __init__(self, parsed: Parsed, wording: Wording, setups: SetupTwins) -> None:
        self.parsed = parsed
        self.wording = wording
        self.setups = setups
        self.tables = tables_for(wording.target)
        found: list[Part] = [*parsed.headers, *parsed.blocks]
        found += [step for block in parsed.blocks for step in block.steps]
        self.statements: Mapping[int, Part] = {each.span.line: each for each in found}
        self.block: Block | None = None
        self.uses: Mapping[str, Collection[str]] = {}
        self.above = ""
        self.columns: tuple[str, ...] = ()

    def translated(self) -> Iterator[str | None]:
        """Give every line in the other language; nothing for one that has nothing to say there."""
        for number, shown in enumerate(text_lines(self.parsed.source), start=1):
            line, _ = take_apart(shown)
            if line is None:
                yield shown
            elif line.word == "@":
                self.columns = ()
                yield shown
            elif line.word == "|":
                yield f"| {' | '.join(self._row(line))} | {_tail(line, shown)}"
            else:
                yield self._spoken(line, shown, self.statements.get(number))

    def _spoken(self, line: RawLine, shown: str, statement: Part | None) -> str | None:
        meaning = KEYWORDS[self.parsed.language][line.word]
        if meaning not in HEADERS:  # those may stand anywhere, even in a table
            self.above, self.columns = meaning, ()
        tail = _tail(line, shown)
        if meaning == "language":
            return self._language(tail)
        body = line.written if statement is None else self._body(line, statement)
        return f"{keyword_of(meaning, self.wording.target)} {body}  {tail}"

    def _language(self, tail: str) -> str | None:
        """Name the target; in a file of the default language only where a comment would be lost."""
        target = self.wording.target
        return f"{keyword_of('language', target)} {target}  {tail}" if tail or target != DEFAULT else None

    def _body(self, line: RawLine, statement: Part) -> str:
        if isinstance(statement, Block):
            return self._opened(line, statement)
        if isinstance(statement, Header):
            return line.written
        if statement.keyword == "use":
            return self._used(line, statement)
        if statement.phrase is None:
            return line.written
        self.above = statement.phrase.kind
        slots = tuple(map(self.wording.slot, statement.phrase.slots))
        phrase = Phrase(statement.phrase.kind, slots, statement.phrase.tries)
        return print_phrase(phrase, statement.keyword, self.tables)

    # Setups and what they are given

    def _opened(self, line: RawLine, block: Block) -> str:
        self.block, self.uses = block, uses_of(block, self.setups)
        if block.kind != "setup":
            return line.written
        uses = [(name, self.uses.get(name, ())) for name, _ in block.parameters]
        return _with_list(block.name, self._assigned(line.body, uses))

    def _used(self, line: RawLine, step: Statement) -> str:
        if self.block is None:
            return line.body
        names = argument_names(step, self.block, self.setups) or {}
        given = [name for name, _ in step.arguments]
        uses = [(names.get(each, each), uses_of_argument(each, step, self.block, self.setups)) for each in given]
        return _with_list(self.setups.renamed(step.text), self._assigned(line.body, uses))

    def _assigned(self, body: str, uses: Sequence[tuple[str, Collection[str]]]) -> Iterator[str]:
        """Give ``name = value`` for each value in the list of a line, by new names and what the values fill."""
        found = PARAMETERS.match(body)
        values = [each["value"] for each in ASSIGNMENT.finditer(found["list"])] if found else []
        for value, (name, filled) in zip(values, uses, strict=True):
            worded = value if value.startswith("<") else self.wording.cell(" ".join(value.split()), filled)
            quoted = worded.startswith('"') or not NEEDS_QUOTES & set(worded)
            yield f"{name} = {worded}" if quoted else f'{name} = "{worded}"'

    # Tables

    def _row(self, line: RawLine) -> tuple[str, ...]:
        cells = cells_of(line)
        if self.columns:
            return tuple(map(self._cell, cells, self.columns))
        self.columns = tuple(cell.value for cell in cells)
        return tuple(map(self._title, self.columns))

    def _title(self, title: str) -> str:
        """Give the title of a column; those of outlines are the author's own."""
        if self.above != "accounts" or title not in MEANINGS:
            return title
        return COLUMNS[self.wording.target][COLUMNS["en"].index(MEANINGS[title])]

    def _cell(self, cell: Slot, column: str) -> str:
        if cell.kind == "COLUMN":
            return f"<{cell.value}>"
        if self.above == "accounts":
            return self.wording.cell(cell.value, (MEANINGS.get(column, column),))
        return self.wording.cell(cell.value, self.uses.get(column, ())) if self.above == EXAMPLES else cell.value


def _tail(line: RawLine, shown: str) -> str:
    """Give what stands behind the body of a line, as it is written: citations and a comment."""
    return shown[line.column - 1 + len(line.body) :].strip()


def _with_list(name: str, pairs: Iterator[str]) -> str:
    found = ", ".join(pairs)
    return f"{name} ({found})" if found else name
