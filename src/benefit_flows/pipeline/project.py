"""What the program keeps in a project: one folder of its own, never reached through a link, never another user's."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from time import sleep
from typing import Final

from benefit_flows.text import Text
from benefit_flows.writing import LINK, NO_FILE, reason, write_whole

FOLDER: Final = ".benefit-flows"
LOCK: Final = "lock"
TIMES, PAUSE = 200, 0.05
"""How often it is asked for a lock that another run holds, and the seconds between: ten seconds in all."""

OTHERS: Final = Text("it belongs to another user", "cela appartient à un autre utilisateur")
LARGE: Final = Text("it is too large", "c’est trop gros")
BUSY: Final = Text("another run holds it", "une autre exécution l’occupe")


def read_own(folder: Path, name: str, most: int) -> bytes | Text | None:
    """Read a file of the folder, up to so many bytes; nothing where there is none; else why it is not read."""
    try:
        if (why := _foreign(folder.lstat())) is not None:
            return why
        handle = os.open(folder / name, os.O_RDONLY | _flag("O_NOFOLLOW") | _flag("O_NONBLOCK") | _flag("O_BINARY"))
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(handle)
            if not S_ISREG(about.st_mode):
                return NO_FILE
            return _foreign(about) or (LARGE if about.st_size > most else file.read())
    except FileNotFoundError:
        return None
    except OSError as error:
        return LINK if os.path.islink(folder / name) else reason(error)  # noqa: PTH114  # takes any name


def write_own(folder: Path, name: str, data: bytes) -> Text | None:
    """Write a file of the folder, with its lock held; give what went wrong, if anything did."""
    return write_whole(folder / name, data, named=False)


@contextmanager
def held(folder: Path) -> Iterator[Text | None]:
    """Make the folder where it is missing, and hold it against other runs; or give why that cannot be.

    What a run has left behind that was killed is swept. The folder keeps itself out of version control.
    """
    try:
        with suppress(FileExistsError):
            folder.mkdir()
        why = _foreign(folder.lstat())
        handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | _flag("O_NOFOLLOW"), 0o600) if why is None else None
    except OSError as error:
        yield LINK if os.path.islink(folder / LOCK) else reason(error)  # noqa: PTH114
        return
    if handle is None:
        yield why
        return
    try:
        why = None if _locked(handle) else BUSY
        if why is None:
            _sweep(folder)
            why = None if os.path.lexists(folder / ".gitignore") else write_own(folder, ".gitignore", b"*\n")
        yield why
    finally:
        os.close(handle)  # gives the lock back


def _foreign(about: os.stat_result) -> Text | None:
    """Say why something is not ours: it is a link, or belongs to another user, where users are known."""
    if S_ISLNK(about.st_mode):
        return LINK
    return OTHERS if hasattr(os, "geteuid") and about.st_uid != os.geteuid() else None


def _locked(handle: int) -> bool:
    """Lock a file; false where another run does not let go of it. On Windows nothing is locked."""
    if sys.platform == "win32":
        return True
    import fcntl

    for _ in range(TIMES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(PAUSE)
        except OSError:  # a file system without locks
            return True
        else:
            return True
    return False


def _sweep(folder: Path) -> None:
    if sys.platform != "win32":  # there another run may be writing
        for part in folder.glob(".*.part"):
            with suppress(OSError):
                part.unlink()


def _flag(name: str) -> int:
    """Give a flag of ``os.open`` that not every system has."""
    flag: int = getattr(os, name, 0)
    return flag
