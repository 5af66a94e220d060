"""The standard output and error of every command: what others have written comes out of them only made harmless.

One place, because there are many that print, and each new one would have to remember.

Control characters become a sign, and no line is a command to a build server. What is ours (colours, the bar, commands
to a build server) is printed by ``print_own``. A line end in a name cannot be told from one of ours here, so paths are
made harmless where they are named for users, and what a feature says where it is read.
"""

import io
from typing import TextIO

from benefit_flows.text import harmless_lines


class Output(io.TextIOBase):
    """A stream that makes harmless what is written to it. Colours, a bar, commands to a build server are ``own``."""

    def __init__(self, stream: TextIO) -> None:
        """Write to a stream of the interpreter."""
        super().__init__()
        self.stream = stream
        self.begins = True

    def write(self, text: str) -> int:
        """Write what may hold texts of others."""
        lines = harmless_lines(text if self.begins else f".{text}")
        self.own(lines if self.begins else lines[1:])
        return len(text)

    def own(self, text: str) -> None:
        """Write what is ours, as it is; what others wrote in it has been made harmless."""
        _, line_end, rest = text.rpartition("\n")
        self.begins = not rest.strip() and (self.begins or bool(line_end))
        self.stream.write(text)

    def flush(self) -> None:
        """Hand on what has been written."""
        self.stream.flush()

    def fileno(self) -> int:
        """Give the number by which the system knows it. Raises ``OSError`` where it has none."""
        return self.stream.fileno()

    def isatty(self) -> bool:
        """Say whether a person looks on."""
        return self.stream.isatty()

    @property
    def buffer(self) -> object:
        """Where bytes go, of a file that is copied out as it is; nothing where the stream takes text only."""
        return getattr(self.stream, "buffer", None)

    @property
    def encoding(self) -> str:  # type: ignore[override]  # read only here, as there
        """The encoding of what is written."""
        return self.stream.encoding

    @property
    def errors(self) -> str | None:  # type: ignore[override]  # read only here, as there
        """What becomes of a character that the encoding has not; without it, ``input()`` keeps no history of lines."""
        return self.stream.errors


def print_own(text: str, stream: TextIO) -> None:
    """Print what holds colours or commands of ours."""
    own = getattr(stream, "own", stream.write)
    own(text)
