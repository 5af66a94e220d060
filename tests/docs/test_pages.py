"""The documentation: its examples run, its generated pages are fresh, its links lead somewhere."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.explanation.codes import code_lines
from benefit_flows.language.speaker import Speaker
from tests.support import command

TOP: Final = Path(__file__).parents[2]
PAGES: Final = sorted([*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")])
FLOW: Final = re.compile(r"```flow\n(.*?)```", re.DOTALL)
TEXT: Final = re.compile(r"```text\n(.*?)```", re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
assert PAGES, "no documentation found"


def test_the_generated_pages_are_fresh() -> None:
    """The phrases and the codes of the pages are those of the grammar and of the program."""
    done = subprocess.run(
        [sys.executable, str(TOP / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_phrases_of_the_page_are_those_that_the_command_lists(tmp_path: Path) -> None:
    """All of them, in the same order."""
    page = (TOP / "docs" / "phrases.md").read_text(encoding="utf-8")
    assert "".join(TEXT.findall(page)) == command("list", "phrases", cwd=tmp_path).stdout


def test_the_page_of_diagnostics_has_a_section_for_each_code_that_its_table_links_to() -> None:
    """All codes, in order."""
    page = (TOP / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(BF\d{3})\]\(#(\w+)\)", page, re.MULTILINE)
    sections = re.findall(r"^### (BF\d{3})$", page, re.MULTILINE)
    assert rows == [(code, code.lower()) for code in sorted(CODES)]
    assert sections == sorted(CODES)


def words(text: str) -> list[str]:
    """Give the words of a text without what lays them out: marks, indents, the names of what is filled in."""
    plain = re.sub(r"^```\w*$|\\|`|^### ", "", re.sub(r"\{\w+\}", "…", text), flags=re.MULTILINE)
    return [each.strip(":,").lower() for each in plain.split() if each.strip(":,")]


def test_the_page_of_diagnostics_says_of_each_code_word_for_word_what_explain_says() -> None:
    """Both lay out the table of codes and the file of the code, and add nothing."""
    page = (TOP / "docs" / "diagnostics.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^(?=### (BF\d{3})\n)(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    speaker = Speaker(rulebook(), "en")
    told = {code: words("\n".join(code_lines(code, speaker))) for code in CODES}
    assert [code for code in sorted(CODES) if words(sections[code]) != told[code]] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_scenario_of_a_page_passes(page: Path, tmp_path: Path) -> None:
    """A block that begins with the name of a file in a comment is saved under that name, for the others to include."""
    blocks = FLOW.findall(page.read_text(encoding="utf-8"))
    names = []
    for number, block in enumerate(blocks):
        named = re.match(r"# (\S+\.flow)\n", block)
        name = named[1] if named else f"block{number}.flow"
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(block, encoding="utf-8")
        if not named:
            names.append(name)
    for name in names:
        done = command("run", name, cwd=tmp_path)
        assert (name, done.returncode, done.stderr) == (name, 0, "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    """Links into the web are not followed."""
    targets = [each for each in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in each]
    assert [each for each in targets if not (page.parent / each).exists()] == []
