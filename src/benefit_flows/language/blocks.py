"""The lines of one chunk to a block: steps, tables, tags, answers."""

import re
from dataclasses import replace
from itertools import islice

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.arguments import RUN, name_and_arguments
from benefit_flows.language.chunks import LANGUAGE_WORDS, near_keyword, opens_block
from benefit_flows.language.keywords import AND, BLOCKS, EXAMPLES, HEADERS, KEYWORDS, STEPS, TEXTS, keyword_of
from benefit_flows.language.lines import NAMES_AND_TEXTS, broken_step, cells_of, lost_text, reordered
from benefit_flows.language.nearest import listed
from benefit_flows.language.phrases import fitting_keyword, keywords_of, parse_phrase
from benefit_flows.language.scan import RawLine
from benefit_flows.language.statements import Block, Header, Slot, Statement, Table
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.model.scenario import PENDING
from benefit_flows.source import Span
from benefit_flows.text import Language


class BlockParser:
    """The state between the lines of a chunk: its block, the keyword that ``and`` continues, tags that wait for it."""

    def __init__(self, language: Language, diagnostics: list[Diagnostic]) -> None:
        """Start above the first line; ``diagnostics`` are those of the lines, and more are added."""
        self.language = language
        self.tables: Tables = tables_for(language)
        self.keywords = KEYWORDS[language]
        self.diagnostics = diagnostics
        self.headers: list[Header] = []
        self.block: Block | None = None
        self.steps: list[Statement] = []
        self.rows: list[tuple[Slot, ...]] = []
        self.table_broken = False
        self.in_examples = False
        self.empty: list[Span] = []
        self.last_line = 0
        self.tags: list[str] = []
        self.tags_line: RawLine | None = None
        self.tags_broken = False

    def _say(self, code: str, line: RawLine, *values: tuple[str, str], hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, line.word_span, values, hint))

    def _say_at(self, code: str, span: Span, *values: tuple[str, str]) -> None:
        self.diagnostics.append(Diagnostic(code, span, values, "unquote"))

    def take(self, line: RawLine) -> None:
        """Take the next line."""
        meaning = self.keywords.get(line.word, "language" if line.word in LANGUAGE_WORDS else "")
        if line.word != "@":
            self.last_line = line.span.line
            if self.tags_line is not None and not opens_block(line, self.language):
                self._end_tags()
        if line.word != "|":
            self._end_table()
        if line.broken and meaning in BLOCKS:
            self._open_block("", line)
        elif line.broken and meaning == EXAMPLES:
            self.in_examples = True
        elif line.broken and line.word == "|":
            self.table_broken = True
        elif line.broken:
            self._add(broken_step(line, meaning))
        elif line.word == "|":
            self._take_row(line)
        elif line.word == "@":
            self._take_tags(line)
        elif meaning:
            self._take_meant(meaning, line)
        else:
            self._unknown(line)

    def _take_meant(self, meaning: str, line: RawLine) -> None:
        """Take a line whose keyword there is."""
        if meaning in NAMES_AND_TEXTS and (lost := lost_text(line)) is not None:
            self.diagnostics.append(lost)
        if meaning in HEADERS:
            if not line.body:
                self._say("BF113", line, ("word", line.word))
            text = " ".join(line.body.split())
            if meaning == "include":
                text = self._path(line)
            self.headers.append(Header(meaning, text, line.at(0, len(line.body))))
        elif meaning in BLOCKS:
            self._open_block(meaning, line)
        elif meaning == EXAMPLES:
            self._open_examples(line)
        elif meaning in TEXTS:
            self._take_text(meaning, line)
        else:
            self._take_step(meaning, line)

    def _path(self, line: RawLine) -> str:
        """Give what an include asks for; quotation marks around it are no part of it."""
        path = line.body.strip('"').strip()
        if path != line.body and path:
            self._say_at("BF124", line.at(0, len(line.body)), ("word", path))
        return path or line.body

    def _unknown(self, line: RawLine) -> None:
        """Report a keyword that there is not; where it may have been a header, open a block without a kind."""
        near = self._fitting(line) or near_keyword(line.word, self.language)
        meaning = self.keywords[near] if near else ""
        values = (("word", line.word), *((("near", near),) if near else ()))
        self._say("BF105", line, *values, hint="near" if near else "then")
        if opens_block(line, self.language):
            self._open_block("", line)
        elif meaning in HEADERS:
            self.headers.append(Header("", line.body, line.span))
        elif meaning == EXAMPLES:
            self.in_examples = True
        else:
            self._add(broken_step(line, meaning))

    def _fitting(self, line: RawLine) -> str | None:
        """Give the keyword with which a line is a phrase, if any: one that looks alike, else that of the line above."""
        fitting = keywords_of(line, self.tables)
        near = near_keyword(line.word, self.language) if fitting else None
        above = (step.word if step.keyword == "broken" else step.keyword for step in reversed(self.steps))
        likely = (self.keywords.get(near or "", ""), *islice(above, 1), *fitting)
        return next((keyword_of(each, self.language) for each in likely if each in fitting), None)

    # Blocks

    def _open_block(self, kind: str, line: RawLine) -> None:
        name, parameters = name_and_arguments(line, self.diagnostics) if kind == "setup" else (line.body, ())
        if not name and kind:
            self._say("BF113", line, ("word", line.word))
        self.block = Block(
            kind, " ".join(name.split()), parameters, tuple(self.tags), line.citations, (), None, line.span
        )
        if self.tags_broken:
            self.block = replace(self.block, broken=True)
        self.tags, self.tags_line, self.tags_broken = [], None, False

    def end(self) -> None:
        """Finish what is open behind the last line."""
        self._end_table()
        self._end_tags()
        if self.block is not None:
            read = replace(self.block, steps=tuple(self.steps), last_line=self.last_line, empty=tuple(self.empty))
            self.block = read.judged()
            if PENDING in self.block.tags:
                self.block = self._forgiven(self.block)

    def _forgiven(self, block: Block) -> Block:
        """Forget what cannot be read below the header of a block that is still to be written."""
        kept = [diagnostic for diagnostic in self.diagnostics if diagnostic.span.line <= block.span.line]
        unread = len(kept) < len(self.diagnostics)
        self.diagnostics[:] = kept
        return replace(block, unread=unread)

    def _end_tags(self) -> None:
        """Report tags that no block follows."""
        if self.tags_line is not None:
            self._say("BF315", self.tags_line)
        self.tags, self.tags_line, self.tags_broken = [], None, False

    def _take_tags(self, line: RawLine) -> None:
        self.tags += f"@{line.body}".split()
        self.tags_line = line
        for found in re.finditer(r"\S+", line.body):
            if found.start() and not found[0].startswith("@"):
                self.diagnostics.append(Diagnostic("BF104", line.at(*found.span()), (("word", found[0]),), "tag"))
                self.tags_broken = True

    # Lines

    def _add(self, step: Statement) -> None:
        if self.block is None:
            if step.keyword != "broken":
                self.diagnostics.append(Diagnostic("BF308", step.span, hint="header"))
            return
        self.in_examples = False
        self.steps.append(step)

    def _take_text(self, keyword: str, line: RawLine) -> None:
        before = len(self.diagnostics)
        if not line.body:
            self._say("BF113", line, ("word", line.word))
        if keyword != "use":
            text = RUN.sub(" ", line.written)
            self._add(Statement(keyword, None, text, line.citations, None, (), line.span, line.word))
            return
        name, arguments = name_and_arguments(line, self.diagnostics)
        if len(self.diagnostics) > before:
            self._add(broken_step(line._replace(body=""), "given"))
            return
        span = line.at(0, len(line.body))
        self._add(Statement(keyword, None, " ".join(name.split()), line.citations, None, arguments, span, line.word))

    def _take_step(self, meaning: str, line: RawLine) -> None:
        keyword = self._continued(line) if meaning == AND else meaning
        if keyword is None:
            self._add(broken_step(line, ""))
            return
        phrase = parse_phrase(keyword, line, self.tables)
        if isinstance(phrase, Diagnostic):
            self.diagnostics.append(phrase)
            self._add(broken_step(line, fitting_keyword(phrase) or keyword))
            return
        self._add(Statement(keyword, phrase, line.body, line.citations, None, (), line.span, line.word))

    def _continued(self, line: RawLine) -> str | None:
        """Give the keyword that ``and`` stands for: that of the step above."""
        for step in reversed(self.steps):
            if step.keyword in STEPS:
                return step.keyword
            if step.keyword == "broken":
                return step.word if step.word in STEPS else None
        if self.block is None or self.block.kind:
            self._say("BF110", line)
        return None

    # Tables

    def _open_examples(self, line: RawLine) -> None:
        if self.block is None or self.block.kind not in ("outline", ""):
            kind = self.block.kind if self.block else "file"
            self._say("BF313", line, ("word", kind), hint="outline" if kind == "scenario" else None)
            if self.block is not None and self.block.kind == "scenario":
                # Perhaps an outline was meant: then its columns are no mistakes.
                self.block = replace(self.block, kind="")
        self.in_examples = True
        self.empty.append(line.word_span)

    def _take_row(self, line: RawLine) -> None:
        cells = cells_of(line)
        if self.rows and len(cells) != len(self.rows[0]):
            values = (("found", str(len(cells))), ("expected", str(len(self.rows[0]))))
            self.diagnostics.append(Diagnostic("BF306", line.span, values))
            self.table_broken = True
            return
        if self.table_broken and not self.rows:
            return  # its first row, which names the columns, could not be read
        self.rows.append(cells)
        takes = self.in_examples or (self.steps and self.steps[-1].phrase is not None)
        if len(self.rows) == 1 and not takes and not (self.steps and self.steps[-1].keyword == "broken"):
            self.diagnostics.append(Diagnostic("BF312", line.span))

    def _joined(self, before: Table | None, table: Table) -> Table:
        """Join a further table of examples to those before; its columns may stand in another order."""
        if before is None:
            return table
        if sorted(each.value for each in table.columns) != sorted(each.value for each in before.columns):
            known = [column.value for column in before.columns]
            other = next((each for each in table.columns if each.value not in known), table.columns[0])
            self.diagnostics.append(Diagnostic("BF323", other.span, (("known", listed(known)),), "columns"))
            return before
        return Table(before.columns, before.rows + reordered(table, before.columns))

    def _break_table(self) -> None:
        """Break who takes a table of which a row could not be read: what is missing there is no other mistake."""
        self.table_broken = False
        if not self.in_examples:
            self.steps[-1:] = [step._replace(keyword="broken", word=step.keyword) for step in self.steps[-1:]]
        elif self.block is not None:
            kind = self.block.kind if self.rows[1:] else ""
            self.block = replace(self.block, kind=kind, broken=True)

    def _end_table(self) -> None:
        """Give the rows read to who takes them: the outline's examples, or the step above."""
        if self.table_broken:
            self._break_table()
        if not self.rows:
            return
        table = Table(self.rows[0], tuple(self.rows[1:]))
        self.rows = []
        if self.in_examples and self.block is not None:
            if table.rows:
                self.empty = self.empty[:-1]
                self.block = replace(self.block, examples=self._joined(self.block.examples, table))
        elif self.steps:
            self.steps[-1] = self.steps[-1]._replace(table=table)
