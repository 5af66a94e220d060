"""How the commands write files: in the one way there is, and what they say where that cannot be done."""

import os
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.text import Language, Text
from benefit_flows.writing import LINK, names_folder, reason, write_whole

if TYPE_CHECKING:
    from benefit_flows.pipeline import Loaded

UNWRITTEN: Final = Text("cannot write {file}: {why}", "impossible d’écrire {file}\u00a0: {why}")

READ: Final = Text("scenarios are read from it", "des scénarios y sont lus")


def written(
    path: Path, data: bytes, language: Language, kind: str = "", *, named: bool = True, shown: str | None = None
) -> bool:
    """Write a file, as ``write_whole`` does; say why that cannot be done, and give whether it was."""
    why = write_whole(path, data, kind, named=named)
    if why is not None:
        say_unwritten(shown or path, why, language)
    return why is None


def made(folder: Path, within: str | None) -> Text | None:
    """Make a folder where it is missing; say why not. No link may lead out of the one that a user has named."""
    if within is not None and not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(within)):
        return LINK
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        return reason(error)
    return None


def file_name(text: str) -> Path:
    """Read the name of a file from the command line. Raises ``ArgumentTypeError`` where it can only be a folder's."""
    if names_folder(text):
        raise ArgumentTypeError(f"name a file, not a folder: {text}")
    return Path(text)


def say_unwritten(path: Path | str, why: Text, language: Language, **values: object) -> None:
    """Say why a file cannot be written."""
    reason = why.say(language, **values)
    print(UNWRITTEN.say(language, file=path, why=reason), file=sys.stderr)


def is_read(path: Path, loaded: "Loaded") -> bool:
    """Whether a file is one that scenarios come from, whatever it is called: it must not be written over."""
    read = (each.source.path for unit in loaded.units for each in (unit.parsed, *unit.included))
    return os.path.realpath(path) in map(os.path.realpath, read)
