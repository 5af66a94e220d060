"""Helpers of the terminal's tests: what is typed, and what is shown then."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.support import command

GOLDEN: Final = Path(__file__).parent / "golden"
LESSON: Final = "lesson.flow:1"
PROMPT: Final = re.compile(r"(\d+/\d+ .*\((help|aide), q\)|(answer|réponse) 1-\d+|a, r (or|ou) e|sc.nario 1-\d+, q)> ")


def typed(text: str, *arguments: str, cwd: Path = GOLDEN, columns: int = 80) -> subprocess.CompletedProcess[str]:
    """Step through a scenario, with what is typed coming from a pipe."""
    with patch.object(sys, "stdin", io.StringIO(text)), patch.dict(os.environ, {"COLUMNS": str(columns)}):
        return command("step", *arguments, cwd=cwd)


def replies(text: str, *arguments: str, cwd: Path = GOLDEN) -> list[str]:
    """Give what is shown after each line that was typed, from the opening to the leaving."""
    done = typed(text, *arguments, cwd=cwd, columns=400)
    assert (done.returncode, done.stderr) == (0, "")
    found = [""]
    for line in done.stdout.splitlines():
        if PROMPT.match(line):
            found.append("")
        else:
            found[-1] += f"{line}\n"
    return found
