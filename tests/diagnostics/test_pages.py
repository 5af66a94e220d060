"""The pages behind the codes: every code has one, and its examples do what they say."""

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pytest

from benefit_flows import run
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.diagnostics.limits import limited
from benefit_flows.diagnostics.pages import Example, page_from_text, page_of
from benefit_flows.pipeline import load
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.text import LANGUAGES, Text
from tests.support import PROJECT

FOLDER: Final = PROJECT / "src" / "benefit_flows" / "pages"
WRITTEN: Final = sorted(path.stem for path in FOLDER.glob("*.toml"))
assert WRITTEN, "no pages found"

BESIDE: Final = {"BF423": ("BF306",), "BF510": ("BF347",)}
"""What another code tells of the same scenario."""

LONGEST_WHY: Final = 3
"""Sentences: a page is read by somebody in a hurry."""
TABLE: Final = re.compile(r" {4}(?: {2})?\| .* \|")
CANONICAL: Final = re.compile(
    r"|#.*|@.*"  # blank lines, comments, tags
    r"|(flow|rulebook|language|include|setup|scenario|outline): \S.*"
    r"|  (given|when|then|and|wait|use:|note:|ask:|examples:)( \S.*)?"
    r"|    (right|wrong|because): \S.*"
    r"|    \| .* \|"
)
CANONICAL_GHERKIN: Final = re.compile(
    r"|\s*#.*|  (  )?@.*"
    r"|(Feature|Funktionalität): \S.*"
    r"|  (Background|Rule|Scenario|Scenario Outline|Szenario):( \S.*)?"
    r"|    (Given|When|Then|And|But|Angenommen|Dann|\*) \S.*"
    r"|    Examples:"
    r"|      (\| .* \||\"\"\"|\w.*)"  # rows, and texts between triple quotation marks
)


def save(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder that counts as a project: includes must stay in it."""
    (folder / "pyproject.toml").touch()
    for name, data in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def codes_of(arguments: Iterable[str]) -> set[str]:
    """Give the codes of all that is wrong with files: in their text, or where that is good, in their runs."""
    loaded = load(arguments, RULEBOOKS)
    events = [event for trace in map(run, loaded.scenarios) if trace.failed for event in trace.events]
    return {each.code for each in limited(loaded.diagnostics)} | {
        each.code for event in events for each in event.problems
    }


def take_away(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package that a page does without be as if it were not installed."""
    package = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8")).get("without")
    loaded = [name for name in sys.modules if name.partition(".")[0] == package]
    for name in (*loaded, *([package] if package else [])):
        monkeypatch.setitem(sys.modules, name, None)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    missing, left_over = sorted(CODES.keys() - set(WRITTEN)), sorted(set(WRITTEN) - CODES.keys())
    how = "write src/benefit_flows/pages/CODE.toml: [why] en and fr, [wrong] and [right] with files; see BF101.toml"
    assert (missing, left_over) == ([], []), f"missing: {missing}, without a code: {left_over}; {how}"


@pytest.mark.parametrize("code", WRITTEN)
def test_the_wrong_example_gives_its_code_and_no_other(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, page_of(code).wrong.saved())
    monkeypatch.chdir(tmp_path)
    take_away(code, monkeypatch)
    assert codes_of(page_of(code).wrong.arguments) == {code, *BESIDE.get(code, ())}


@pytest.mark.parametrize("code", WRITTEN)
def test_the_right_example_has_no_mistake_and_passes(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, page_of(code).right.saved())
    monkeypatch.chdir(tmp_path)
    take_away(code, monkeypatch)
    assert codes_of(page_of(code).right.arguments) == set()
    assert {run(each).passed for each in load(page_of(code).right.arguments, RULEBOOKS).scenarios} == {True}


@pytest.mark.parametrize("code", WRITTEN)
def test_a_page_says_why_in_both_languages(code: str) -> None:
    for language in LANGUAGES:
        sentences = re.split(r"(?<=[.?!])\s", page_of(code).why.in_language(language))
        assert 1 <= len(sentences) <= LONGEST_WHY
        assert all(re.fullmatch(r"\S.*\w.*[.?!)]", each) for each in sentences), sentences
    assert page_of(code).why.en != page_of(code).why.fr


@pytest.mark.parametrize("code", WRITTEN)
def test_french_is_set_with_its_own_signs(code: str) -> None:
    assert re.findall(r"[\"'“”]|« | »| [;:!?]|\w[;!?]|[^\u00a0]»|«[^\u00a0]", page_of(code).why.fr) == []


@pytest.mark.parametrize("code", WRITTEN)
def test_the_right_example_is_written_as_a_careful_author_would(code: str) -> None:
    for name, text in page_of(code).right.files:
        lines = text.removesuffix("\n").split("\n")
        canonical = CANONICAL_GHERKIN if name.endswith(".feature") else CANONICAL
        assert [each for each in lines if not canonical.fullmatch(each)] == []
        assert (text[0] != "\n", text.endswith("\n"), "\n\n\n" in text, lines[-1] != "") == (True, True, False, True)
        cited = [each for each in lines if re.search(r"\S( |\s{3,})\[\d", each)]
        assert cited == []


@pytest.mark.parametrize("code", WRITTEN)
def test_the_wrong_example_begins_with_its_first_line_and_ends_with_one_line_end(code: str) -> None:
    for _, text in page_of(code).wrong.files:
        assert re.fullmatch(r"(\S.*\n(\n?.+\n)*)?", text)


@pytest.mark.parametrize("code", WRITTEN)
def test_the_tables_of_the_right_example_are_aligned(code: str) -> None:
    for _, text in page_of(code).right.files:
        for table in re.findall(rf"(?:{TABLE.pattern}\n)+", text):
            rows = table.splitlines()
            bars = [[at for at, sign in enumerate(row) if sign == "|"] for row in rows]
            assert bars == [bars[0]] * len(rows)
            cells = list(zip(*(row.strip().strip("|").split("|") for row in rows), strict=True))
            assert [max(len(cell.strip()) for cell in column) + 2 for column in cells] == [
                len(column[0]) for column in cells
            ]


def test_a_page_may_say_how_its_files_are_saved_and_run() -> None:
    text = (
        'encoding = "latin-1"\nrepeat = ["é\u200b", 3000]\n[why]\nen = "a"\nfr = "b"\n[arguments]\nright = ["x", "y"]\n'
        '[wrong]\n"a.flow" = "é.\\n\\n\\u200b"\n[right]\n"right.flow" = "c"\n"d.flow" = ""\n'
    )
    page = page_from_text(text)
    assert page.why == Text("a", "b")
    assert page.wrong == Example((("a.flow", "é.\n\n\u200b"),), ("a.flow",), "latin-1", ("é\u200b", 3000))
    assert page.right == Example((("right.flow", "c"), ("d.flow", "")), ("x", "y"))
    assert list(page.wrong.remarks()) == ["latin-1", "“é\\u200b” \u00d7 3\u202f000"]
    assert list(page.right.remarks()) == ["benefit-flows run x y"]
    assert list(page.wrong.shown()) == [("a.flow", ["é.", "", "\\u200b"])]
    assert list(page.right.shown()) == [("right.flow", ["c"]), ("d.flow", ["∅"])]


def test_a_repeated_text_is_saved_as_often_as_it_is_repeated() -> None:
    example = Example((("a.flow", "é.\n"), ("b.flow", "")), ("a.flow",), "latin-1", ("é", 3))
    assert list(example.saved()) == [("a.flow", b"\xe9\xe9\xe9.\n"), ("b.flow", b"")]


def test_a_code_without_a_page_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        page_of("BF000")
