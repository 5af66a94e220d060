"""A source to statements: lines into blocks. Never raises on bad text; every line is read for itself."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.language.keywords import (
    AND,
    BLOCKS,
    ENGLISH,
    EXAMPLES,
    HEADERS,
    KEYWORDS,
    STEPS,
    TEXTS,
    keyword_of,
)
from benefit_flows.language.lines import broken_step, cells_of, reordered, with_keywords
from benefit_flows.language.nearest import nearest
from benefit_flows.language.phrases import parse_phrase
from benefit_flows.language.scan import RawLine, scan
from benefit_flows.language.statements import Block, Header, Parsed, Slot, Step, Table
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.source import Source
from benefit_flows.text import LANGUAGES, Language

PARAMETERS: Final = re.compile(r"^(?P<name>.*?)\s*\((?P<list>[^()]*)\)$")
KEYWORD_CUTOFF: Final = 0.7
ASSIGNMENT: Final = re.compile(
    r'\s*(?P<name>[^=,()"]+?)\s*=\s*(?P<value>"[^"]*"|<[^<>]+>|[^\s,()"<>](?:[^,()"<>]*[^\s,()"<>])?)\s*(?:,|$)'
)


def parse(source: Source) -> Parsed:
    """Parse a whole file, in the language that it names (English where it names none, or one there is not).

    What could not be read is in the diagnostics, and stands as a broken step.
    """
    lines, diagnostics = scan(source)
    parser = _Parser(source, _language(lines), diagnostics)
    for line in lines:
        parser.take(line)
    parser.end_block()
    parser.end_file()
    found = in_order([with_keywords(each, parser.language) for each in parser.diagnostics])
    return Parsed(source, tuple(parser.headers), tuple(parser.blocks), found, parser.language)


def _language(lines: list[RawLine]) -> Language:
    """Find the language that a file names, under any language's word for it."""
    named = (line.body for line in lines if any(words.get(line.word) == "language" for words in KEYWORDS.values()))
    return next((known for each in named for known in LANGUAGES if each == known), "en")


class _Parser:
    """The state between lines: the open block, the keyword that ``and`` continues, tags that wait for a block."""

    def __init__(self, source: Source, language: Language, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.language = language
        self.tables: Tables = tables_for(language)
        self.keywords = KEYWORDS[language]
        self.diagnostics = diagnostics
        self.headers: list[Header] = []
        self.blocks: list[Block] = []
        self.block: Block | None = None
        self.steps: list[Step] = []
        self.rows: list[tuple[Slot, ...]] = []
        self.in_examples = False
        self.last_line = 0
        self.tags: list[str] = []
        self.tags_line: RawLine | None = None
        self.tags_broken = False

    def say(self, code: str, line: RawLine, *values: tuple[str, str], hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, line.word_span, values, hint))

    def take(self, line: RawLine) -> None:
        meaning = self.keywords.get(line.word, "")
        if meaning not in BLOCKS and line.word != "@":
            self.last_line = line.span.line
        if line.word != "|":
            self.end_table()
        if line.broken and meaning in BLOCKS:
            self.open_block("", line)
        elif line.broken:
            self.add(broken_step(line, meaning))
        elif line.word == "|":
            self.take_row(line)
        elif line.word == "@":
            self.take_tags(line)
        elif meaning:
            self.take_meant(meaning, line)
        else:
            self.unknown(line)

    def take_meant(self, meaning: str, line: RawLine) -> None:
        """Take a line whose keyword there is."""
        if meaning in HEADERS:
            if not line.body:
                self.say("BF113", line, ("word", line.word))
            self.headers.append(Header(meaning, line.body, line.at(0, len(line.body))))
        elif meaning in BLOCKS:
            self.open_block(meaning, line)
        elif meaning == EXAMPLES:
            self.open_examples(line)
        elif meaning in TEXTS:
            self.take_text(meaning, line)
        else:
            self.take_step(meaning, line)

    def unknown(self, line: RawLine) -> None:
        """Report a keyword that there is not; where it may have been a header, open a block without a kind."""
        is_name = line.word[:1].isupper() and line.word.casefold() not in self.keywords
        near = None if is_name else nearest(line.word, self.keywords, KEYWORD_CUTOFF)
        if line.word in ENGLISH:
            near = keyword_of(ENGLISH[line.word], self.language)
        meaning = self.keywords[near] if near else ""
        values = (("word", line.word), *((("near", near),) if near else ()))
        self.say("BF105", line, *values, hint="near" if near else "then")
        if meaning in BLOCKS or (not meaning and line.word.endswith(":")):
            self.open_block("", line)
        elif meaning in HEADERS:
            self.headers.append(Header("", line.body, line.span))
        else:
            self.add(broken_step(line, meaning))

    # Blocks

    def open_block(self, kind: str, line: RawLine) -> None:
        self.end_block()
        name, parameters = self.name_and_parameters(line) if kind == "setup" else (line.body, ())
        if not name and kind:
            self.say("BF113", line, ("word", line.word))
        self.last_line = line.span.line
        self.block = Block(
            kind, " ".join(name.split()), parameters, tuple(self.tags), line.citations, (), None, line.span
        )
        if self.tags_broken:
            self.block = replace(self.block, broken=True)
        self.tags, self.tags_line, self.tags_broken = [], None, False

    def name_and_parameters(self, line: RawLine) -> tuple[str, tuple[tuple[str, Slot], ...]]:
        found = PARAMETERS.match(line.body)
        if found is None:
            return line.body, ()
        return found["name"], tuple(self.assignments(line, found.start("list"), found["list"]))

    def assignments(self, line: RawLine, offset: int, text: str) -> Iterator[tuple[str, Slot]]:
        """Read ``admin = Bob, until = 2021-12-31``; values are cells, to be read where they are filled in."""
        position = 0
        seen: set[str] = set()
        while position < len(text):
            found = ASSIGNMENT.match(text, position)
            if found is None or not found["value"].strip('"'):
                start = position + len(text[position:]) - len(text[position:].lstrip())
                span = line.at(offset + start, offset + len(text))
                self.diagnostics.append(Diagnostic("BF104", span, (("word", text[position:].strip()),)))
                return
            value = found["value"]
            kind = "COLUMN" if value.startswith("<") else "CELL"
            span = line.at(offset + found.start("value"), offset + found.end("value"))
            if found["name"] in seen:
                name = line.at(offset + found.start("name"), offset + found.end("name"))
                self.diagnostics.append(Diagnostic("BF327", name, (("word", found["name"]),)))
            seen.add(found["name"])
            yield found["name"], Slot("", kind, value.strip('"<>').strip(), span)
            position = found.end()

    def end_block(self) -> None:
        self.end_table()
        if self.block is not None:
            self.blocks.append(replace(self.block, steps=tuple(self.steps), last_line=self.last_line))
        self.block, self.steps, self.in_examples = None, [], False

    def end_file(self) -> None:
        if self.tags_line is not None:
            self.say("BF315", self.tags_line)

    def take_tags(self, line: RawLine) -> None:
        self.tags += f"@{line.body}".split()
        self.tags_line = line
        for found in re.finditer(r"\S+", line.body):
            if found.start() and not found[0].startswith("@"):
                self.diagnostics.append(Diagnostic("BF104", line.at(*found.span()), (("word", found[0]),), "tag"))
                self.tags_broken = True

    # Lines

    def add(self, step: Step) -> None:
        if self.block is None:
            if step.keyword != "broken":
                self.diagnostics.append(Diagnostic("BF308", step.span, hint="header"))
            return
        self.in_examples = False
        self.steps.append(step)

    def take_text(self, keyword: str, line: RawLine) -> None:
        before = len(self.diagnostics)
        if not line.body:
            self.say("BF113", line, ("word", line.word))
        text, arguments = self.name_and_parameters(line) if keyword == "use" else (line.body, ())
        if keyword == "use" and len(self.diagnostics) > before:
            self.add(broken_step(line, "given"))
            return
        span = line.at(0, len(line.body)) if keyword == "use" else line.span
        self.add(Step(keyword, None, text, line.citations, None, span, line.word, arguments))

    def take_step(self, meaning: str, line: RawLine) -> None:
        keyword = self.continued(line) if meaning == AND else meaning
        if keyword is None:
            self.add(broken_step(line, "given"))
            return
        phrase = parse_phrase(keyword, line, self.tables)
        if isinstance(phrase, Diagnostic):
            continues_wait = meaning == AND and keyword == "wait"
            self.diagnostics.append(phrase._replace(hint="when") if continues_wait else phrase)
            self.add(broken_step(line, keyword))
            return
        self.add(Step(keyword, phrase, line.body, line.citations, None, line.span, line.word))

    def continued(self, line: RawLine) -> str | None:
        """Give the keyword that ``and`` stands for: that of the step above."""
        for step in reversed(self.steps):
            if step.keyword in STEPS:
                return step.keyword
            if step.keyword == "broken":
                return step.word if step.word in STEPS else None
        if self.block is None or self.block.kind:
            self.say("BF110", line)
        return None

    # Tables

    def open_examples(self, line: RawLine) -> None:
        if self.block is None or self.block.kind not in ("outline", ""):
            self.say("BF313", line, ("word", self.block.kind if self.block else "file"))
        self.in_examples = True

    def take_row(self, line: RawLine) -> None:
        cells = cells_of(line)
        if self.rows and len(cells) != len(self.rows[0]):
            values = (("found", str(len(cells))), ("expected", str(len(self.rows[0]))))
            self.diagnostics.append(Diagnostic("BF306", line.span, values))
            return
        self.rows.append(cells)
        takes = self.in_examples or (self.steps and self.steps[-1].phrase is not None)
        if len(self.rows) == 1 and not takes and not (self.steps and self.steps[-1].keyword == "broken"):
            self.diagnostics.append(Diagnostic("BF312", line.span))

    def joined(self, before: Table | None, table: Table) -> Table:
        """Join a further table of examples to those before; its columns may stand in another order."""
        if before is None:
            return table
        if sorted(each.value for each in table.columns) != sorted(each.value for each in before.columns):
            known = [each.value for each in before.columns]
            other = next((each for each in table.columns if each.value not in known), table.columns[0])
            self.diagnostics.append(Diagnostic("BF323", other.span, (("known", ", ".join(known)),), "columns"))
            return before
        return Table(before.columns, before.rows + reordered(table, before.columns))

    def end_table(self) -> None:
        """Give the rows read to who takes them: the outline's examples, or the step above."""
        if not self.rows:
            return
        table = Table(self.rows[0], tuple(self.rows[1:]))
        self.rows = []
        if self.in_examples and self.block is not None:
            self.block = replace(self.block, examples=self.joined(self.block.examples, table))
        elif self.steps:
            self.steps[-1] = replace(self.steps[-1], table=table)
