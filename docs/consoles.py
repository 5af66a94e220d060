"""What a command prints, in the blocks ``console`` of the pages: each line behind ``$`` is run, its output follows.

The commands of a page run one after another in a folder of their own. In it are copies of ``scenarios`` and
``features``, the files of ``docs/examples``, and the files that the page says to save.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Final

DOCS: Final = Path(__file__).parent
CONSOLE: Final = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAVED: Final = re.compile(r"[Ss]ave this as `([\w.-]+)`[^\n]*\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
LONGEST: Final = 60
"""Seconds that a command of a page may take."""


def filled(page: str) -> str:
    """Give a page with the output of its commands written anew; a page without commands runs nothing."""
    if not CONSOLE.search(page):
        return page
    with TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder, page)
        return CONSOLE.sub(lambda block: f"```console\n{''.join(_run(block[1], folder))}```", page)


def _prepare(folder: Path, page: str) -> None:
    """Put the files into a folder that the commands of a page speak of."""
    for each in ("scenarios", "features"):
        copytree(DOCS.parent / each, folder / each)
    copytree(DOCS / "examples", folder, dirs_exist_ok=True)
    for name, text in SAVED.findall(page):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "pyproject.toml").touch()


def _run(block: str, folder: Path) -> Iterator[str]:
    """Give the commands of a block, each with what it prints."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {"PATH": places, "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    for line in block.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(  # noqa: S603  # commands of our own pages
                ["/bin/bash", "-c", f"{{ {line[2:]}; }} 2>&1"],
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST,
            )
            yield f"{line}\n{done.stdout}"
