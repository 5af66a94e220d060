"""An open file: its chunks after every change, and everything that is wrong with it now."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.language.check import Checked, FileScope, Unit, check_block, read_mistakes, setups_of
from benefit_flows.language.check_file import check_file
from benefit_flows.language.chunks import Chunk, cut, language_of
from benefit_flows.language.editions import Edition, Editions
from benefit_flows.language.expand import MOST_IN_ALL, Setups
from benefit_flows.language.ignores import without_ignored
from benefit_flows.language.scan import text_lines
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Block, Header, Parsed
from benefit_flows.language.tables import tables_for
from benefit_flows.language.uses import reached
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.lsp.chunks import OpenChunk, chunk_at, finding
from benefit_flows.source import Source, Span
from benefit_flows.text import Language


class Included(NamedTuple):
    """What the include headers of a file bring: files, and what is wrong with asking for them."""

    files: tuple[Parsed, ...]
    diagnostics: tuple[Diagnostic, ...]


class OpenFile:
    """A file in an editor. After ``update`` everything else tells of the new text."""

    def __init__(
        self,
        path: str,
        editions: Editions,
        include: Callable[[Parsed], Included],
    ) -> None:
        """Open a file without text; ``include`` reads what its headers ask for."""
        self.path = path
        self.editions = editions
        self.edition: Edition = editions.get(editions.rulebooks.default)
        self.include = include
        self.source = Source(path, "")
        self.lines: list[str] = []
        self.language: Language = "en"
        self.chunks: list[OpenChunk] = []
        self.included = Included((), ())
        self._asked: list[tuple[str, str, Span]] | None = None

    @property
    def speaker(self) -> Speaker:
        """Its rulebook in its language."""
        return Speaker(self.edition.rulebook, self.language)

    def update(self, text: str) -> None:
        """Take a new text: parse the chunks that it changes, check the blocks that this concerns."""
        self.source = Source(self.path, text)
        self.lines = text_lines(self.source)
        language = language_of(self.lines)
        if language != self.language:
            self.language, self.chunks = language, []
        self.chunks = self._merged(list(cut(self.lines, language)))
        self._take_edition()
        self._include()
        self._check()

    @property
    def vocabulary(self) -> Vocabulary:
        """What names mean in it."""
        return self.edition.vocabulary

    @property
    def standard(self) -> tuple[Parsed, ...]:
        """The setups that come with its rulebook."""
        return self.edition.standard

    def forget_included(self) -> None:
        """Read included files again: one of them may have changed."""
        self._asked = None
        self._include()
        self._check()

    @property
    def parsed(self) -> Parsed:
        """The whole file as if parsed anew."""
        parts = [each.parsed for each in self.chunks]
        headers = tuple(header for part in parts for header in part.headers)
        blocks = tuple(part.block for part in parts if part.block is not None)
        diagnostics = in_order([diagnostic for part in parts for diagnostic in part.diagnostics])
        return Parsed(self.source, headers, blocks, diagnostics, self.language)

    @property
    def scope(self) -> FileScope:
        """What the blocks are checked against."""
        return FileScope(self.vocabulary, self._setups(), tables_for(self.language))

    def block_at(self, line: int) -> Block | None:
        """Give the block that a line (from 1) lies in."""
        chunk = chunk_at(self.chunks, line)
        return chunk.block if chunk is not None else None

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give all that is wrong: here, and in included files where it shows here only."""
        heads = self._heads()
        read = (heads, *self.included.files)
        found = [each for file in read for each in read_mistakes(file, self.vocabulary, self._setups())]
        found += self.included.diagnostics
        used = {name for chunk in self.chunks for name in chunk.uses}
        used = used.union(*(parsed.used_names for parsed in self.included.files))
        found += check_file(heads, self.editions.rulebooks, used)
        found += [each.now for chunk in self.chunks for each in chunk.findings]
        sources = [self.source, *(each.source for each in self.included.files)]
        return in_order(without_ignored(sources, found, {self.path}))

    def _merged(self, cuts: Sequence[Chunk]) -> list[OpenChunk]:
        """Keep the chunks above and below what changed; parse those between."""
        old = self.chunks
        above = sum(1 for _ in takewhile(_same_lines, zip(old, cuts, strict=False)))
        rest = list(zip(reversed(old[above:]), reversed(cuts[above:]), strict=False))
        below = sum(1 for _ in takewhile(_same_lines, rest))
        for chunk, now in rest[:below]:
            chunk.first = now.first
        for chunk, now in zip(old[:above], cuts, strict=False):
            chunk.first = now.first
        changed = cuts[above : len(cuts) - below]
        fresh = [OpenChunk(self.path, each, self.language) for each in changed]
        return [*old[:above], *fresh, *old[len(old) - below :]]

    def _take_edition(self) -> None:
        """Check all blocks again where the file is now written for another rulebook."""
        edition = self.editions.of(self._heads())
        if edition is not self.edition:
            self.edition, self._asked = edition, None
            for chunk in self.chunks:
                chunk.needs = None

    def _include(self) -> None:
        asked = (header for chunk in self.chunks for header in chunk.head.headers)
        places = [(each.key, each.text, each.span) for each in asked if each.key == "include"]
        if places != self._asked:
            self._asked = places
            self.included = self.include(self.parsed)

    def _check(self) -> None:
        """Check the blocks that are new, or whose setups are."""
        scope = self.scope
        needs = _Needs(self.chunks, scope.setups)
        size = 0
        for chunk in self.chunks:
            needed = needs.of(chunk)
            if chunk.needs is None or not _same(chunk.needs, needed):
                found = self._checked(chunk, scope, MOST_IN_ALL - size)
                chunk.findings = tuple(finding(diagnostic, self.chunks, self.path) for diagnostic in found.diagnostics)
                chunk.size = found.size
                chunk.needs = needed if size <= MOST_IN_ALL else None
            size += chunk.size

    def _checked(self, chunk: OpenChunk, scope: FileScope, room: int) -> Checked:
        """Check the block of a chunk; nothing where those above it unfold to too much already."""
        block = chunk.block
        return check_block(block, scope, room) if block is not None and room >= 0 else Checked((), ())

    def _setups(self) -> Setups:
        own = [each for each in self.chunks if each.is_setup]
        blocks = tuple(each.block for each in own if each.block is not None)
        parsed = Parsed(self.source, (), blocks, (), self.language)
        return setups_of(Unit(parsed, self.included.files, bool(self.included.diagnostics)), self.standard)

    def _heads(self) -> Parsed:
        """The headers of the file and of its blocks, and what could not be read: what concerns the whole file."""
        headers: list[Header] = []
        blocks: list[Block] = []
        diagnostics: list[Diagnostic] = []
        for chunk in self.chunks:
            head = chunk.head
            headers += head.headers
            diagnostics += head.diagnostics
            if head.block is not None:
                blocks.append(head.block)
        return Parsed(self.source, tuple(headers), tuple(blocks), tuple(diagnostics), self.language)


class _Needs:
    """What the check of a block depends on besides its own text: the setups that it uses, and those that they use."""

    def __init__(self, chunks: Sequence[OpenChunk], setups: Setups) -> None:
        self.setups = setups
        self.own = {each.name: each for each in reversed(chunks) if each.is_setup}

    def of(self, chunk: OpenChunk) -> tuple[object, ...]:
        """Give what a chunk needs; of a setup, as it is checked alone, only what it uses itself."""
        names = chunk.uses if chunk.is_setup else reached(chunk.uses, self.setups.by_name)
        return tuple(self._setup(name) for name in names)

    def _setup(self, name: str) -> object:
        """Give a setup; where there is none, the names that a hint offers."""
        return self.own.get(name) or self.setups.by_name.get(name) or (self.setups.listed, self.setups.incomplete)


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Compare by identity: what was parsed anew may say the same and stand elsewhere."""
    pairs = zip(one, other, strict=False)
    return len(one) == len(other) and all(a is b or (type(a) is tuple and a == b) for a, b in pairs)


def _same_lines(pair: tuple[OpenChunk, Chunk]) -> bool:
    return pair[0].lines == pair[1].lines
