"""The folder that the studio serves: what it lists, reads and saves. Nothing outside of it can be reached."""

import hashlib
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.pipeline import decode
from benefit_flows.pipeline.discovery import look_through
from benefit_flows.text import Text
from benefit_flows.writing import SCENARIOS, write_whole

FLOW: Final = ".flow"
FEATURE: Final = ".feature"
LARGEST: Final = 1_000_000
"""Bytes of a file, and of what a request may send."""

MOST_FILES, MOST_FOLDERS = 2_000, 5_000
LONGEST_NAME: Final = 1_000
SEPARATORS: Final = ("\\", ":") if os.name == "nt" else ()
"""What leads elsewhere on this system. On others these are signs like any."""

UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What can be no part of a name: it acts instead of being shown, or is half a character."""


class Refused(Exception):  # noqa: N818  # an answer to a request, not a bug
    """A file cannot be had, or not be saved: ``key`` says why in ``words``, ``values`` fill the sentence."""

    def __init__(self, key: str, status: int, **values: str | Text) -> None:
        super().__init__(key)
        self.key, self.status, self.values = key, status, values


class Opened(NamedTuple):
    """A file as it was read: its text (``None`` where it is no text, with the reason), and a digest of its bytes."""

    name: str
    text: str | None
    digest: str
    diagnostics: tuple[Diagnostic, ...]


class Saved(NamedTuple):
    """What became of a wish to save: the new digest; or what is on disk now, when that is not what was opened."""

    digest: str
    meanwhile: Opened | None


class Folder:
    """One folder, by names relative to it with forward slashes."""

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self._saving = Lock()

    def path(self, name: str) -> Path:
        """Give the path of a name that stays in the folder, links followed. Raises ``Refused``."""
        if any(each in name for each in SEPARATORS):
            raise Refused("separators", 403, signs=" ".join(SEPARATORS))
        path = resolved(self.root / name) if _is_plain(name) else None
        if path is None or not self.holds(path):
            raise Refused("outside", 403)
        return path

    def holds(self, path: Path) -> bool:
        """Say whether a resolved path is a scenario file of this folder, and not hidden in it."""
        return path.is_relative_to(self.root) and _is_plain(path.relative_to(self.root).as_posix())

    def names(self) -> tuple[str, ...]:
        """List the scenario files, sorted. Of hidden files, and of links that lead outside, nothing is said."""
        why = unreadable(self.root)
        if why is not None:
            raise Refused("unreadable", 403, name=self.root.name, why=why)
        return tuple(sorted(islice(self._found(), MOST_FILES)))

    def _found(self) -> Iterator[str]:
        for looked in islice(look_through(self.root, SCENARIOS), MOST_FOLDERS):
            for file in looked.files:
                name = file.relative_to(self.root).as_posix()
                target = resolved(self.root / name) if _is_plain(name) else None
                if target is not None and self.holds(target) and target.is_file():
                    yield name

    def read(self, name: str) -> Opened:
        """Read a file. Raises ``Refused``."""
        data = _bytes_or_none(self.path(name), name)
        if data is None:
            raise Refused("missing", 404, name=name)
        return _opened(name, data)

    def holds_text(self, name: str, text: str) -> bool:
        """Say whether this is what a file holds now."""
        try:
            return self.read(name).text == text
        except Refused:
            return False

    def stamp(self, name: str) -> tuple[int, int]:
        """Tell by time and size whether a file is still what it was, without reading it. Raises ``Refused``."""
        try:
            about = self.path(name).stat()
        except OSError as error:
            raise Refused("missing", 404, name=name) from error
        return about.st_mtime_ns, about.st_size

    def open(self, path: Path) -> Opened:
        """Read a file by its resolved path. Raises ``Refused``."""
        if not self.holds(path):
            raise Refused("outside", 403)
        return self.read(path.relative_to(self.root).as_posix())

    def save(self, name: str, text: str, digest: str | None) -> Saved:
        """Write a file whole, if it still is as it was opened; without a digest only where there is none yet."""
        if not name:
            raise Refused("no-name", 400)
        path = self.path(name)
        if path.suffix != FLOW:
            raise Refused("not-flow", 403)
        with self._saving:
            before = _bytes_or_none(path, name)
            if before is None and digest is not None:
                raise Refused("gone", 409)
            if before is not None and _digest(before) != digest:
                return Saved(_digest(before), _opened(name, before))
            return self._write(path, name, _as_lines_were(text, before))

    def _write(self, path: Path, name: str, data: bytes) -> Saved:
        if len(data) > LARGEST:
            raise Refused("large", 413)
        if not path.parent.is_dir():
            raise Refused("no-folder", 409, name=name)
        why = write_whole(path, data, FLOW)
        if why is not None:
            raise Refused("unwritten", 409, name=name, why=why)
        return Saved(_digest(data), None)


def resolved(path: Path) -> Path | None:
    """Follow links; nothing where that leads nowhere: links in a circle, a name too long."""
    try:
        found = Path(os.path.realpath(path))
        return None if os.path.islink(found) else found  # noqa: PTH114  # takes any name
    except ValueError:
        return None


def unreadable(folder: Path) -> str | None:
    """Say why a folder cannot be listed; nothing where it can."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return error.strerror or str(error)
    return None


def _is_plain(name: str) -> bool:
    """Say whether a name is of a scenario file, and goes down only: no way up, no root, no drive, no hidden part."""
    parts = name.split("/")
    plain = not UNSEEN.search(name) and len(name) <= LONGEST_NAME and not any(each in name for each in SEPARATORS)
    return plain and name.endswith(SCENARIOS) and all(part and not part.startswith(".") for part in parts)


def _bytes_or_none(path: Path, name: str) -> bytes | None:
    """Read a regular file that is not too large; nothing where there is none."""
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise Refused("not-a-file", 403, name=name)
        if about.st_size > LARGEST:
            raise Refused("large", 413, name=name)
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refused("unreadable", 403, name=name, why=error.strerror or "") from error


def _opened(name: str, data: bytes) -> Opened:
    """Read bytes as text. An empty file is a text too: it is about to be written."""
    if not data.strip():
        return Opened(name, "", _digest(data), ())
    source, diagnostics = decode(name, data)
    return Opened(name, None if source is None else source.text, _digest(data), diagnostics)


def _as_lines_were(text: str, before: bytes | None) -> bytes:
    """Keep the ends of lines that the file has: a text area knows only one kind."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    ends = "\r\n" if before is not None and b"\r\n" in before else "\n"
    return plain.replace("\n", ends).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
