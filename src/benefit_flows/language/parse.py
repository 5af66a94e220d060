"""A source to statements: lines into blocks. Never raises on bad text; every line is read for itself."""

from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.language.blocks import BlockParser
from benefit_flows.language.chunks import Chunk, cut, language_of
from benefit_flows.language.lines import with_keywords
from benefit_flows.language.scan import scan, text_lines
from benefit_flows.language.statements import Block, Header, Parsed
from benefit_flows.source import Source
from benefit_flows.text import Language


class ParsedChunk(NamedTuple):
    """What a chunk holds: headers of the file, a block or none, and what could not be read."""

    headers: tuple[Header, ...]
    block: Block | None
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """Parse a whole file, in the language that it names (English where it names none, or one there is not).

    What could not be read is in the diagnostics, and stands as a broken step.
    """
    lines = text_lines(source)
    language = language_of(lines)
    parts = [parse_chunk(source.path, each, language) for each in cut(lines, language)]
    headers = tuple(header for part in parts for header in part.headers)
    blocks = tuple(part.block for part in parts if part.block is not None)
    diagnostics = in_order([diagnostic for part in parts for diagnostic in part.diagnostics])
    return Parsed(source, headers, blocks, diagnostics, language)


def parse_chunk(path: str, chunk: Chunk, language: Language) -> ParsedChunk:
    """Parse one chunk of a file, as if the rest of the file were not there."""
    lines, diagnostics = scan(path, chunk.first, chunk.lines)
    parser = BlockParser(language, diagnostics)
    for line in lines:
        parser.take(line)
    parser.end()
    found = tuple(with_keywords(diagnostic, language) for diagnostic in parser.diagnostics)
    return ParsedChunk(tuple(parser.headers), parser.block, found)
