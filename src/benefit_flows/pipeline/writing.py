"""Files written whole or not at all: a crash, or a full disk, leaves what was there."""

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> str | None:
    """Write a file in one step, with the permissions that it had; give what went wrong, if anything did.

    A link stays a link: the file that it leads to is written.
    """
    target = path.resolve()
    if (why := _refusal(target)) is not None:
        return why
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
            _keep_owner(target, part)
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        return error.strerror or type(error).__name__
    return None


def _refusal(target: Path) -> str | None:
    """Say why a file must not be replaced: it is read-only, or one of several names of the same file."""
    if not target.exists():
        return None
    if not os.access(target, os.W_OK):
        return os.strerror(errno.EACCES)
    return os.strerror(errno.EMLINK) if target.stat().st_nlink > 1 else None


def _keep_owner(target: Path, part: Path) -> None:
    about = target.stat()
    with suppress(OSError, AttributeError):  # only an administrator may, and not everywhere
        os.chown(part, about.st_uid, about.st_gid)
