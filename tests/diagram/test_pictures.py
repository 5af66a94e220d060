"""The pictures of the documentation are those that the command draws."""

import re
from pathlib import Path
from typing import Final

import pytest

from tests.support import PROJECT, Golden, command

DOCS: Final = PROJECT / "docs"
PAGE: Final = (DOCS / "diagrams.md").read_text(encoding="utf-8")
PICTURES: Final = {
    "benefit.svg": ("benefit",),
    "contract.svg": ("contract",),
    "path.svg": ("example.flow:1",),
    "sequence.svg": ("example.flow:1", "--kind", "sequence"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_documentation_is_fresh(name: str, golden: Golden, tmp_path: Path) -> None:
    (example,) = re.findall(r"```flow\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "example.flow").write_text(example, encoding="utf-8")
    done = command("diagram", *PICTURES[name], cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    golden(DOCS / "pictures" / name, done.stdout)


def test_the_pages_show_every_picture_that_there_is_and_no_other() -> None:
    pages = "".join(each.read_text(encoding="utf-8") for each in sorted(DOCS.glob("*.md")))
    shown = set(re.findall(r"\]\(pictures/([^)]+)\)", pages))
    assert shown >= set(PICTURES)
    assert {each.name for each in (DOCS / "pictures").glob("*.svg")} == set(PICTURES)


def test_the_example_for_pages_draws_a_machine() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, object] = {}
    exec(example, names)  # noqa: S102  # an example of our own page
    assert str(names["svg"]).startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="bf-diagram" role="img" lang="fr"'
    )
