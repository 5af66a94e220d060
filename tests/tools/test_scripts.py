"""The scripts of the pages are held to a style, to lint rules, and to their limits, as Python is."""

import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.support import PROJECT

pytestmark = pytest.mark.tools

PROGRAMS: Final = PROJECT / ".tools" / "node_modules" / ".bin"
SLOWEST: Final = 120
RULES: Final = ("biome.jsonc", "tests/tools/markup.grit")


def ran(program: str, *arguments: str | Path, folder: Path = PROJECT) -> tuple[int, str]:
    """Run a program of an npm package; give its exit code and all that it printed."""
    found = PROGRAMS / program
    assert found.exists(), f"{program} is missing: make install-tools brings it"
    done = subprocess.run(
        [found, *arguments], cwd=folder, capture_output=True, encoding="utf-8", timeout=SLOWEST, check=False
    )
    return done.returncode, done.stdout + done.stderr


def biome(folder: Path = PROJECT) -> tuple[int, str]:
    return ran("biome", "check", "--error-on-warnings", "--colors=off", folder=folder)


def test_scripts_keep_their_style_and_break_no_rule() -> None:
    code, printed = biome()
    assert code == 0, printed


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("place.innerHTML = text", "Text never becomes markup"),
        ("place.insertAdjacentHTML('beforeend', text)", "Text never becomes markup"),
        ("if (text == other) run()", "noDoubleEquals"),
        ("const twice = a ? b : c ? d : e", "noNestedTernary"),
        ('const quoted = "text"', "format"),
    ],
)
def test_what_no_script_may_do_is_noticed(line: str, rule: str, tmp_path: Path) -> None:
    for name in RULES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((PROJECT / name).read_bytes())
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "page.js").write_text(f"{line}\n", encoding="utf-8")
    code, printed = biome(tmp_path)
    assert code != 0
    assert rule in printed
