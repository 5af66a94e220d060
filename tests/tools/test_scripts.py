"""The scripts of the pages are held to a style, to lint rules and to types, and have unit tests, as Python has."""

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from tests.support import PROJECT
from tests.tools.pages import PACKAGE, PAGES, complaints, write_project

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


def compiled(folder: Path, more: str = "") -> list[str]:
    """Give what the compiler does not accept, a line each."""
    write_project(folder, more)
    _, printed = ran("tsc", "--pretty", "false", "-p", ".", folder=folder)
    return [f"{each.file}:{each.line}: {each.code} {each.text}" for each in complaints(printed)]


def test_the_types_of_all_pages_fit_each_other_and_the_data(tmp_path: Path) -> None:
    assert compiled(tmp_path) == []


WRONG: Final = """\
notThere()
/** @param {StepView} step */
function misread(step) { return step.outcomes }
misread(null)
"""


def test_names_that_are_not_there_and_fields_that_no_record_has_are_noticed(tmp_path: Path) -> None:
    codes = {each.split()[1] for each in compiled(tmp_path, WRONG) if each.startswith("more:")}
    assert codes >= {"TS2304", "TS2551", "TS2345"}


DECLARED: Final = re.compile(r"^(?:async )?(?:function|const|let) (\w+)", re.MULTILINE)


def test_no_page_has_two_things_of_one_name() -> None:
    """The compiler lets a second function of a name take the place of the first."""
    texts = {
        page: "".join((PACKAGE / part / "assets" / file).read_text(encoding="utf-8") for part, file in parts)
        for page, parts in PAGES.items()
    }
    names = Counter((page, name) for page, text in texts.items() for name in DECLARED.findall(text))
    assert {page for page, _ in names} == set(PAGES)
    assert [each for each, times in names.items() if times > 1] == []


def test_what_the_scripts_compute_is_what_their_own_tests_expect() -> None:
    files = sorted(PROJECT.glob("tests/**/*.test.mjs"))
    assert files
    done = subprocess.run(
        ["node", "--test", "--test-reporter=tap", *files],  # noqa: S607  # wherever it is
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    assert done.returncode == 0, done.stdout
