"""Whole sessions, typed into a pipe: held in golden files, in both languages, wide and narrow."""

from pathlib import Path

import pytest

from tests.support import Golden, told
from tests.terminal.support import GOLDEN, typed


def transcripts() -> list[Path]:
    """Give the files of what is typed; their names say the scenario, the width and the language."""
    found = sorted(GOLDEN.glob("*.typed"))
    assert found, "no transcripts"
    return found


def test_every_transcript_has_what_is_typed() -> None:
    assert {each.stem for each in GOLDEN.glob("*.out")} == {each.stem for each in transcripts()}


@pytest.mark.parametrize("path", transcripts(), ids=lambda path: path.stem)
def test_a_session_is_shown_as_in_its_golden_file(path: Path, golden: Golden) -> None:
    first, *lines = path.read_text("utf-8").splitlines()
    arguments = first.removeprefix("# ").split()
    done = typed("\n".join(lines) + "\n", *arguments[1:], columns=int(arguments[0]))
    golden(path.with_suffix(".out"), told(done))
