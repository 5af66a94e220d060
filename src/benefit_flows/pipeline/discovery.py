"""Which files a path of the command line means: one file, a line of it, or all scenario files below a folder."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

AT_LINE: Final = re.compile(r"(.+):([0-9]{1,20})", re.DOTALL)
INSTALLED: Final = ("node_modules", "site-packages")
ENVIRONMENT: Final = "pyvenv.cfg"
"""The file by which a folder is a virtual environment of Python."""

PROJECT_MARKS: Final = (".git", "pyproject.toml")


class Wanted(NamedTuple):
    """A path to run, and the line that picks one scenario in it; ``named`` by the user, or found in a folder."""

    path: Path
    line: int | None
    named: bool = True


class Looked(NamedTuple):
    """A folder that was looked through: its files, or why it cannot be listed."""

    folder: Path
    files: tuple[Path, ...]
    why: str | None = None


def wanted(text: str) -> Wanted:
    """Read ``FILE`` or ``FILE:LINE``. Only the digits of ASCII are a line, and only where no file is called that."""
    found = AT_LINE.fullmatch(text)
    if found is None or os.path.exists(text):  # noqa: PTH110  # takes any name
        return Wanted(Path(text), None)
    return Wanted(Path(found[1]), int(found[2]))


def is_folder(path: Path | str) -> bool:
    """Whether there is such a folder; what the system cannot even look up (a name too long, say) is not there."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Whether there is something of that name."""
    return os.path.exists(path)  # noqa: PTH110


def look_through(top: Path, suffixes: Collection[str]) -> Iterator[Looked]:
    """Look through a folder and all below it, however deep.

    What is hidden or installed there, and links to folders, are left out.

    Files have one of the suffixes. A link that leads nowhere is a file too: it is read, and that fails.
    """
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted((entry for entry in entries if not _is_passed_over(entry.name)), key=lambda e: e.name)
        except OSError as error:
            yield Looked(folder, (), error.strerror or type(error).__name__)
            continue
        if folder != top and any(entry.name == ENVIRONMENT for entry in listed):
            continue
        named = (entry for entry in listed if entry.name.endswith(tuple(suffixes)))
        yield Looked(folder, tuple(folder / entry.name for entry in named if _is_file(entry)))
        waiting += [folder / entry.name for entry in reversed(listed) if entry.is_dir(follow_symlinks=False)]


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name in INSTALLED


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file, or a link that leads nowhere."""
    try:
        return entry.is_file() or (entry.is_symlink() and not os.path.exists(entry.path))  # noqa: PTH110
    except OSError:  # links in a circle
        return entry.is_symlink()


def resolved(path: Path) -> Path:
    """Give a path by which a file is one file, however it was named. Links in a circle lead to themselves."""
    return Path(os.path.realpath(path))


def project_root(path: Path) -> Path:
    """Find the folder that includes must stay in: the nearest with a project's mark, else the working folder."""
    for folder in resolved(path).parents:
        if any(is_there(folder / mark) for mark in PROJECT_MARKS):
            return folder
    return resolved(Path.cwd())
