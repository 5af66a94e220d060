"""Places in the lines of a feature."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from benefit_flows.source import Span


class Places(NamedTuple):
    """Gives places in the lines of a text."""

    path: str
    lines: Sequence[str]

    def span(self, location: Mapping[str, Any], length: int = 0) -> Span:
        """Give the place of a node, to the end of its line where its length is not known."""
        number, column = location["line"], location.get("column", 1)
        text = self.lines[number - 1] if number <= len(self.lines) else ""
        end = column + length if length else len(text.rstrip()) + 1
        return Span(self.path, number, column, max(end, column), text)

    def whole(self, number: int) -> Span:
        """Give a whole line, by its number from 1."""
        text = self.lines[number - 1]
        return Span(self.path, number, 1, len(text.rstrip()) + 1, text)
