"""The one way in which files are written: whole or not at all, and nothing that others keep is touched on the way.

A part is written under a name drawn by chance beside the target, and renamed. So a crash, a full disk or Ctrl-C leaves
what was there, and nothing else, and no link is opened on the way. A link that the user has typed is followed, since it
is the user's. A name that the program makes up (a picture in a folder, a feature beside its source) is not: a checkout
could hold a link there. The kind of what is written is told, so that a picture never takes the place of a scenario,
whatever link or spelling leads to it.
"""

import errno
import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_IMODE, S_ISLNK, S_ISREG
from typing import Final

from benefit_flows.text import Text

SCENARIOS: Final = (".flow", ".feature")
"""What the names of files end with that people write scenarios in."""

LINK: Final = Text("it is a link, and is not followed", "c’est un lien, qui n’est pas suivi")
NO_FILE: Final = Text("it is no file that may be written", "ce n’est pas un fichier dans lequel il est permis d’écrire")
HOLDS_SCENARIOS: Final = Text("it holds scenarios", "il contient des scénarios")
NAMES_SCENARIOS: Final = Text("only scenarios have such a name", "seuls des scénarios portent un tel nom")
SEVERAL_NAMES: Final = Text("the same file has several names", "le même fichier a plusieurs noms")


def write_whole(path: Path, data: bytes, kind: str = "", *, named: bool = True) -> Text | None:
    """Write a file in one step, with the permissions and the owner that it had; give what went wrong, if anything did.

    ``kind`` is what the names of such files end with (``.flow``): no scenario is replaced by anything else, and nothing
    else gets such a name. A link that a user has named stays a link, and the file that it leads to is written; others
    are not followed.
    """
    try:
        target = _target(path, named=named)
        before = _status(target)
        why = _refusal(target, before, kind)
        if why is None:
            _put(target, data, before)
    except (OSError, ValueError) as error:  # a name may hold what no name can
        return reason(error)
    return why


def write_new(path: Path, data: bytes) -> None:
    """Write a file whole that must not exist yet. Raises ``OSError``, and ``ValueError`` for what can be no name."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    _put(path, data, None, new=True)


def names_folder(name: str) -> bool:
    """Whether a name can only be a folder's; a ``Path`` forgets by what that is seen."""
    return name.endswith(("/", "/.", os.sep))


def is_for_others(path: Path, kind: str) -> bool:
    """Whether people write scenarios in files of such a name, and not of this kind."""
    suffix = path.suffix.lower()
    return suffix in SCENARIOS and suffix != kind


def reason(error: OSError | ValueError) -> Text:
    """Say what the system had against a file, in its own words."""
    why = (isinstance(error, OSError) and error.strerror) or str(error)
    return Text(why, why)


def foreseen(path: Path, *, named: bool = True) -> Text | None:
    """Say why ``write_whole`` could not write a file of no scenarios, as far as that is known before."""
    try:
        target = _target(path, named=named)
        if not target.parent.is_dir():
            return NO_FILE
        if not os.access(target.parent, os.W_OK):
            return _forbidden()
        return _refusal(target, _status(target), "")
    except (OSError, ValueError) as error:
        return reason(error)


def _target(path: Path, *, named: bool) -> Path:
    """Follow links where that is wanted. Else the path stays as it is: made absolute it could be too long."""
    return Path(os.path.realpath(path)) if named and path.is_symlink() else path


def _status(target: Path) -> os.stat_result | None:
    try:
        return target.lstat()
    except FileNotFoundError:
        return None


def _refusal(target: Path, before: os.stat_result | None, kind: str) -> Text | None:
    """Say why what is there must not be replaced."""
    if before is None:
        return NAMES_SCENARIOS if is_for_others(target, kind) else None
    if S_ISLNK(before.st_mode):
        return LINK
    if not S_ISREG(before.st_mode):
        return NO_FILE
    if is_for_others(target, kind):
        return HOLDS_SCENARIOS
    if not os.access(target, os.W_OK):
        return _forbidden()
    return SEVERAL_NAMES if before.st_nlink > 1 else None


def _forbidden() -> Text:
    return reason(PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _put(target: Path, data: bytes, before: os.stat_result | None, *, new: bool = False) -> None:
    """Write beside the target what then takes its place. Whatever happens, nothing else is left behind.

    Not by ``tempfile``: only its private files exist, and what umask leaves could then be asked only by changing it,
    for all threads. The name cannot be guessed, and ``x`` opens nothing that is there, nor goes through a link.
    """
    part = target.with_name(f".{os.urandom(16).hex()}.part")
    mode = 0o666 if before is None else S_IMODE(before.st_mode) & 0o777
    try:
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file:
            if before is not None:
                _dress(file.fileno(), before, mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _place(part, target, new=new)
    except BaseException:  # Ctrl-C too
        with suppress(OSError):
            part.unlink()
        raise
    _sync(target.parent)


def _dress(handle: int, before: os.stat_result, mode: int) -> None:
    with suppress(OSError, AttributeError):  # only an administrator may, and not everywhere
        os.fchown(handle, before.st_uid, before.st_gid)
    with suppress(OSError, AttributeError):  # umask has taken away from the mode
        os.fchmod(handle, mode)


def _place(part: Path, target: Path, *, new: bool) -> None:
    if new:
        with suppress(PermissionError, NotImplementedError):  # not every file system gives a file two names
            target.hardlink_to(part)  # unlike renaming, this replaces nothing
            part.unlink()
            return
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    part.replace(target)


def _sync(folder: Path) -> None:
    """Let the new name outlast a crash of the machine, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
