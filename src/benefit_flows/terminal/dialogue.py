"""The stepper at a real terminal, or in a pipe: lines are read, answered and shown."""

import errno
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from benefit_flows import writing
from benefit_flows.terminal.commands import answer
from benefit_flows.terminal.console import Console, Unwritten, leaving, opening
from benefit_flows.terminal.layout import ShownLine, encodable, laid_out

REASONS: Final = {
    errno.ENOENT: "not-found",
    errno.ENOTDIR: "not-found",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
    errno.EISDIR: "is-folder",
}
"""The words for why the system refuses a file."""


def talk(console: Console) -> None:
    """Read lines until the user leaves, or there are no more. Interrupting leaves too."""
    _edit_lines()
    reply = opening(console)
    while True:
        show(reply.lines)
        if reply.console.left:
            return
        typed = ask(reply.console.prompt)
        reply = leaving(reply.console) if typed is None else answer(reply.console, typed)


def show(lines: Iterable[ShownLine]) -> None:
    """Show lines, as wide as the terminal is now."""
    sys.stdout.write(laid_out(lines, shutil.get_terminal_size().columns, _encoding()))
    sys.stdout.flush()


def ask(prompt: str) -> str | None:
    """Read a line; ``None`` at the end of the input. In a pipe what was read is shown behind the prompt."""
    if sys.stdin.isatty():
        try:
            return input(encodable(prompt, _encoding()))
        except (EOFError, KeyboardInterrupt):
            show([ShownLine()])
            return None
    typed = sys.stdin.readline()
    show([ShownLine(f"{prompt}{typed.strip()}", whole=True)])
    return typed or None


def _edit_lines() -> None:
    """Let a user edit lines and get earlier ones back, where the system can do that."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  # input() uses it once it is there


def _encoding() -> str:
    return sys.stdout.encoding or "utf-8"


def write_new(name: str, text: str) -> Unwritten | None:
    """Write a file that must not exist yet; say why it cannot be, if it cannot."""
    if writing.names_folder(name):
        return Unwritten("is-folder")
    if writing.is_for_others(Path(name), ".flow"):
        return Unwritten("not-flow")
    try:
        writing.write_new(Path(name), text.encode())
    except FileExistsError:
        return Unwritten("is-folder" if Path(name).is_dir() else "exists")
    except OSError as error:
        return Unwritten(REASONS.get(error.errno or 0, "impossible-here"), errno.errorcode.get(error.errno or 0, "?"))
    except ValueError:
        return Unwritten("no-name")
    return None
