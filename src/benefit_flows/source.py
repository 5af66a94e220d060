"""Where text came from: the lowest layer, known to everyone above."""

from typing import NamedTuple


class Source(NamedTuple):
    """One text as read: ``path`` is what users see (relative, with forward slashes)."""

    path: str
    text: str


class Span(NamedTuple):
    """A place in a source: ``line`` and ``column`` count from 1 in code points, ``end`` is exclusive.

    ``text`` is the whole line, so that a report can draw a caret without reading a file again.
    """

    path: str
    line: int
    column: int
    end: int
    text: str

    def at(self, column: int, end: int) -> "Span":
        """Give the same line with other columns."""
        return self._replace(column=column, end=end)
