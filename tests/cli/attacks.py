"""What attacks on the files of a user are made of: checkouts that hold links, and what must stay as it was."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

FAILING: Final = (
    'scenario: s\n  use:  a Gold partner\n  when Ada signs in to "Partner Center"\n'
    '  then "Microsoft Product Support" is active\n'
)
"""Fails, and is not formatted: so ``run`` has something to remember, and ``fmt`` something to write."""

NOT_KEPT: Final = (
    "what failed last time is not known, and what fails now is not kept: .benefit-flows/last-failed.json: "
)

WRITTEN_TO: Final = (
    (".benefit-flows/last-failed.json",),
    (".benefit-flows/lock", ".benefit-flows/.gitignore"),
    (".benefit-flows/.gitignore",),
    ("player.html", "out/a.flow-1-states.svg", "out/a.feature", "out/benefit.svg"),
    ("a.feature",),
)
"""Every place that a command writes to without being told its name; what would hide another stands apart."""

COMMANDS: Final = (
    ("run", "-q"),
    ("run", "-q", "--last-failed"),
    ("fmt",),
    ("diagram", "a.flow", "-o", "out"),
    ("diagram", "-o", "out"),
    ("convert", "a.flow", "-o", "out/", "--force"),
    ("convert", ".", "--to", "feature", "--force"),
    ("player", "a.flow", "--worlds", "1"),
    ("check",),
    ("list",),
)


def snapshot(folder: Path) -> dict[str, tuple[str | bytes, int, int]]:
    """Give all that a folder holds, with modes and owners; a link is where it leads."""
    return {each.relative_to(folder).as_posix(): _state(each) for each in _below(folder)}


def _below(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        yield from (Path(at) / each for each in (*folders, *files))


def _state(path: Path) -> tuple[str | bytes, int, int]:
    about = path.lstat()
    held = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else ""
    return held, about.st_mode, about.st_uid


def hostile(checkout: Path, outside: Path, places: Iterable[str], *, dangling: bool) -> None:
    """Make a checkout with one scenario, and links out of it at places that are written to."""
    (checkout / "out").mkdir(parents=True)
    (checkout / "pyproject.toml").touch()
    (checkout / "a.flow").write_text(FAILING, encoding="utf-8")
    for place in places:
        (checkout / place).parent.mkdir(exist_ok=True)
        (checkout / place).symlink_to(outside / ("nowhere" if dangling else "kept"))
