"""Places of ours (lines from 1, columns in code points from 1) and of an editor (from 0, in the units it asked for)."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from lsprotocol import types as lsp

from benefit_flows.source import Span


class Units(NamedTuple):
    """What an editor counts columns in: ``utf-8``, ``utf-16`` or ``utf-32``."""

    encoding: str

    def before(self, text: str, column: int) -> int:
        """Count the units in front of a code point (from 0) of a line."""
        head = text[:column]
        if head.isascii() or self.encoding == "utf-32":
            return len(head)
        if self.encoding == "utf-8":
            return len(head.encode(errors="replace"))
        return len(head) + sum(each > "\uffff" for each in head)

    def code_point(self, text: str, units: int) -> int:
        """Give the code point (from 0) that a number of units leads to; within a character, that character."""
        if text.isascii() or self.encoding == "utf-32":
            return min(units, len(text))
        ends = accumulate(self.before(each, 1) for each in text)
        return next((at for at, end in enumerate(ends) if end > units), len(text))


class Ruler(NamedTuple):
    """Measures places in the lines of one file."""

    lines: Sequence[str]
    units: Units

    def position(self, line: int, column: int) -> lsp.Position:
        """Give the editor's position of a line and column that count from 0."""
        text = self.lines[line] if line < len(self.lines) else ""
        return lsp.Position(line, self.units.before(text, column))

    def range(self, span: Span) -> lsp.Range:
        """Give the editor's range of a place of ours."""
        line = span.line - 1
        return lsp.Range(self.position(line, span.column - 1), self.position(line, span.end - 1))

    def cut(self, line: int, start: int, end: int) -> lsp.Range:
        """Give the editor's range of a part of a line, all from 0."""
        return lsp.Range(self.position(line, start), self.position(line, end))

    def column(self, position: lsp.Position) -> int:
        """Give the code point (from 0) of an editor's position in its line."""
        text = self.lines[position.line] if position.line < len(self.lines) else ""
        return self.units.code_point(text, position.character)

    def whole(self) -> lsp.Range:
        """Give the range of the whole text."""
        last = max(len(self.lines) - 1, 0)
        return lsp.Range(lsp.Position(0, 0), self.position(last, len(self.lines[last]) if self.lines else 0))
