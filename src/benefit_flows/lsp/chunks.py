"""The chunks of an open file: each parsed once and checked once, until it or a setup that it uses changes."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.chunks import Chunk
from benefit_flows.language.parse import ParsedChunk, parse_chunk
from benefit_flows.language.statements import Block
from benefit_flows.text import Language


class ChunkFinding(NamedTuple):
    """A diagnostic that moves with the chunk that it points into, and so does the line that its sentence names."""

    diagnostic: Diagnostic
    home: "OpenChunk | None"
    named: "OpenChunk | None"

    @property
    def now(self) -> Diagnostic:
        """The diagnostic where its place is now."""
        span, values = self.diagnostic.span, self.diagnostic.values
        if self.home is not None:
            span = span.placed(span.path, self.home.first + span.line)
        if self.named is not None:
            line = next(int(value) for name, value in values if name == "line")
            values = tuple((n, str(self.named.first + line) if n == "line" else v) for n, v in values)
        return self.diagnostic._replace(span=span, values=values)


class OpenChunk:
    """Some lines of an open file; ``first`` follows what is inserted above, all else stays.

    ``findings`` are those of the block alone, found with the setups of ``needs``; ``size`` is what it unfolds to.
    """

    def __init__(self, path: str, chunk: Chunk, language: Language) -> None:
        """Parse the chunk."""
        self.path = path
        self.first, self.lines = chunk
        self.language: Language = language
        self._parsed = parse_chunk(path, chunk, language)
        self._parsed_at = self.first
        block = self._parsed.block
        self.is_setup = block is not None and block.kind == "setup"
        self.name = block.name if block is not None else ""
        self.uses = block.used_names if block is not None else ()
        self.needs: tuple[object, ...] | None = None
        self.findings: tuple[ChunkFinding, ...] = ()
        self.size = 0

    @property
    def parsed(self) -> ParsedChunk:
        """What the chunk holds, with all places where they are now."""
        if self._parsed_at != self.first:
            self._parsed = parse_chunk(self.path, Chunk(self.first, self.lines), self.language)
            self._parsed_at = self.first
        return self._parsed

    @property
    def block(self) -> Block | None:
        """The block where it is now."""
        return self.parsed.block

    @property
    def head(self) -> ParsedChunk:
        """What concerns the whole file: where it is now. The steps of the block may point where they were."""
        block = self._parsed.block
        if block is None or self._parsed_at == self.first or self._parsed.diagnostics or self._parsed.headers:
            return self.parsed
        moved = self.first - self._parsed_at
        span = block.span.placed(self.path, block.span.line + moved)
        return ParsedChunk((), replace(block, span=span, last_line=block.last_line + moved), ())


def finding(diagnostic: Diagnostic, chunks: Sequence[OpenChunk], path: str) -> ChunkFinding:
    """Tie a diagnostic to the chunks that it points into; lines count from theirs then."""
    span, values = diagnostic.span, dict(diagnostic.values)
    home = chunk_at(chunks, span.line) if span.path == path else None
    is_here = values.get("line", "").isdecimal() and not _uses_setup(home, span.line)
    named = chunk_at(chunks, int(values["line"])) if is_here else None
    if home is not None:
        span = span.placed(path, span.line - home.first)
    if named is not None:
        values["line"] = str(int(values["line"]) - named.first)
    return ChunkFinding(diagnostic._replace(span=span, values=tuple(values.items())), home, named)


def _uses_setup(chunk: OpenChunk | None, line: int) -> bool:
    """Say whether a line uses a setup: what is wrong in a standard setup shows there, and names a line of that."""
    block = chunk.block if chunk is not None else None
    return any(each.keyword == "use" and each.span.line == line for each in (block.steps if block is not None else ()))


def chunk_at(chunks: Sequence[OpenChunk], line: int) -> OpenChunk | None:
    """Give the chunk that a line lies in."""
    index = bisect_right(chunks, line, key=lambda each: each.first)
    return chunks[index - 1] if index else None
