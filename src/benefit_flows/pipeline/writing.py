"""Files written whole or not at all: a crash, or a full disk, leaves what was there."""

import os
import shutil
from pathlib import Path


def write_whole(path: Path, data: bytes) -> str | None:
    """Write a file in one step, with the permissions that it had; give what went wrong, if anything did.

    A link stays a link: the file that it leads to is written.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        return error.strerror or type(error).__name__
    return None
