"""Where text came from: the lowest layer, known to everyone above."""

import pkgutil
from typing import Final, NamedTuple


def package_text(package: str, name: str) -> str:
    """Read a text that travels inside a package. Raises ``FileNotFoundError``.

    Not by ``importlib.resources``: its import costs a tenth of a short run.
    """
    data = pkgutil.get_data(package, name)
    if data is None:
        raise FileNotFoundError(f"{package}/{name}")
    return data.decode("utf-8").replace("\r\n", "\n")


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

    @property
    def location(self) -> str:
        """The file and the line, as terminals and editors take them."""
        return f"{self.path}:{self.line}"

    def placed(self, path: str, line: int) -> "Span":
        """Give the same columns on another line with the same text."""
        return Span(path, line, self.column, self.end, self.text)

    def at(self, column: int, end: int) -> "Span":
        """Give the same line with other columns."""
        return Span(self.path, self.line, column, end, self.text)


NOWHERE: Final = Span("", 0, 0, 0, "")
"""The place of what no text says."""
