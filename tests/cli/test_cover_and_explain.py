"""``cover`` and ``explain`` on the command line."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

from benefit_flows.diagnostics.codes import CODES
from benefit_flows.diagnostics.pages import page_of
from tests.support import SCENARIOS, command

ONE: Final = """\
scenario: Only two roles may activate  [123]
  use: a Gold partner
  when Chloe signs in to "Partner Center"
  and Chloe tries to activate "Microsoft Product Support"
  then it is refused  [123]
"""
FEATURE: Final = """\
Feature: Roles

  @passage-107
  Scenario: An Admin agent may not activate
    Given setup "a Gold partner"
    When Chloe signs in to "Partner Center"
    And Chloe tries to activate "Microsoft Product Support"
    Then it is refused
"""
BOTH: Final = ("cover", "a.flow", "b.feature")
MIXED: Final = {
    "en": """\
rules           3 / 76 (.flow 2, .feature 2)
             only .flow: R15
             only .feature: R01
passages        2 / 86 (.flow 1, .feature 1)
             only .flow: 123
             only .feature: 107
""",
    "fr": """\
règles          3 / 76 (.flow 2, .feature 2)
             seulement .flow\u00a0: R15
             seulement .feature\u00a0: R01
passages        2 / 86 (.flow 1, .feature 1)
             seulement .flow\u00a0: 123
             seulement .feature\u00a0: 107
""",
}
TITLES: Final = {
    "en": "rules: 3 / 76 (.flow 2, .feature 2)",
    "fr": "règles\u00a0: 3 / 76 (.flow 2, .feature 2)",
}
ROWS: Final = {
    "en": {
        "R14": "| R14 | – | – |",
        "R15": "| R15 | .flow | a.flow:1 |",
        "R16": "| R16 | both | a.flow:1, b.feature:4 |",
        "107": "| 107 | .feature | b.feature:4 |",
    },
    "fr": {
        "R14": "| R14 | – | – |",
        "R15": "| R15 | .flow | a.flow:1 |",
        "R16": "| R16 | les deux | a.flow:1, b.feature:4 |",
        "107": "| 107 | .feature | b.feature:4 |",
    },
}
UNIT: Final = """\
- <span data-ttu-id="1-{0}">{1}</span>\
<span class="sxs-lookup"><span data-stu-id="1-{0}">{2}</span></span>
"""
ARTICLE: Final = "".join(
    UNIT.format(*each)
    for each in ((122, "Le bouton", "The button"), (123, "Les rôles", "The <b>roles</b>"), (103, "Titre", "Title"))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.flow").write_text(ONE, encoding="utf-8")
    (tmp_path / "b.feature").write_text(FEATURE, encoding="utf-8")
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_cover_counts_what_is_judged_and_names_what_is_not(folder: Path) -> None:
    """One scenario judges the two rules about roles that its passage stands for."""
    done = command("cover", "a.flow", cwd=folder)
    assert done.returncode == 0
    assert re.search(r"^rules +2 / 76$", done.stdout, re.MULTILINE)
    assert "not judged: R01, R02" in done.stdout


def test_cover_as_json_tells_which_scenario_judges_what(folder: Path) -> None:
    """By the place that `run` takes."""
    found = json.loads(command("cover", "a.flow", "--format", "json", cwd=folder).stdout)
    assert found["schema"] == "benefit-flows/coverage/1"
    assert {key: value for key, value in found["rules"].items() if value} == {"R15": ["a.flow:1"], "R16": ["a.flow:1"]}
    assert {key for key, value in found["passages"].items() if value} == {"123"}


@pytest.mark.parametrize("language", MIXED)
def test_cover_of_both_kinds_of_file_tells_what_only_one_of_them_judges(folder: Path, language: str) -> None:
    lines = command(*BOTH, "--lang", language, cwd=folder).stdout.splitlines(keepends=True)
    assert "".join(line for line in lines[:8] if not re.search("not judged|non jugés", line)) == MIXED[language]
    assert re.search(r"\d+ .* 2 sc[eé]narios$", lines[-1])


def test_cover_of_one_kind_of_file_says_nothing_of_kinds(folder: Path) -> None:
    assert re.findall(r"\.flow|\.feature", command("cover", "b.feature", cwd=folder).stdout) == []


def test_cover_as_json_tells_the_kinds_of_file_of_every_id(folder: Path) -> None:
    found = json.loads(command(*BOTH, "--format", "json", cwd=folder).stdout)
    assert {kind: list(found[kind]) for kind in found["files"]} == {
        kind: list(files) for kind, files in found["files"].items()
    }
    assert {key: files for key, files in found["files"]["rules"].items() if files} == {
        "R01": [".feature"],
        "R15": [".flow"],
        "R16": [".flow", ".feature"],
    }
    assert {key: files for key, files in found["files"]["passages"].items() if files} == {
        "107": [".feature"],
        "123": [".flow"],
    }


@pytest.mark.parametrize("language", ROWS)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_cover_for_people_has_a_column_for_the_kind_of_file(folder: Path, form: str, language: str) -> None:
    page = command(*BOTH, "--format", form, "--lang", language, cwd=folder).stdout
    assert {key: row for key in ROWS[language] if (row := row_of(page, key, form)) is not None} == ROWS[language]
    assert TITLES[language] in page


def row_of(page: str, key: str, form: str) -> str | None:
    """Give the row of an id as Markdown, without what the id stands for."""
    pattern = r"^\| {} \| [^|]* (\|.*)$" if form == "markdown" else r"<td>{}<td>[^<]*<td>(.*)$"
    found = re.search(pattern.format(key), page, re.MULTILINE)
    if found is None:
        return None
    return f"| {key} {found[1]}" if form == "markdown" else f"| {key} | {found[1].replace('<td>', ' | ')} |"


@pytest.mark.parametrize(("form", "part"), [("markdown", "| R15 | "), ("html", "<!doctype html>")])
def test_cover_has_forms_for_people(folder: Path, form: str, part: str) -> None:
    """With every id, judged or not."""
    done = command("cover", "a.flow", "--format", form, cwd=folder)
    assert (done.returncode, part in done.stdout, "R76" in done.stdout) == (0, True, True)


def test_cover_under_a_bound_fails_and_names_what_is_missing(folder: Path) -> None:
    """So that a build server stops."""
    done = command("cover", "a.flow", "--fail-under", "rules=100,transitions=0", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith("rules: 2.6 % judged, not judged: R01, R02")
    assert "transitions" not in done.stderr


@pytest.mark.parametrize("bound", ["rules", "rules=many", "rulse=100"])
def test_a_bound_that_cannot_be_read_is_wrong_usage(folder: Path, bound: str) -> None:
    """Before anything is measured."""
    assert command("cover", "a.flow", "--fail-under", bound, cwd=folder).returncode == 2


def test_cover_marks_the_users_own_copy_of_the_article(folder: Path) -> None:
    """Each passage as judged, not judged or not testable, in the language asked for."""
    page = command("cover", "a.flow", "--article", "article.md", cwd=folder).stdout
    rows = re.findall(r'<li class="(\w+)" id="passage-(\d+)">\[\d+\] ([^<]*)', page)
    assert rows == [("none", "103", "Title"), ("no", "122", "The button"), ("yes", "123", "The roles")]
    assert re.findall(r'id="passage-123">.*<small>(.*?)<a ', page) == ["judged by .flow – "]
    french = command("cover", "a.flow", "--article", "article.md", "--lang", "fr", cwd=folder).stdout
    assert "Les rôles" in french


@pytest.mark.parametrize(("name", "told"), [("nix.md", "cannot read nix.md"), ("a.flow", "holds no passages")])
def test_what_is_no_copy_of_the_article_is_told(folder: Path, name: str, told: str) -> None:
    """Not an empty page."""
    done = command("cover", "a.flow", "--article", name, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    ("what", "parts"),
    [
        ("R64", ["R64  [184][185]  error, explicit", "azure-link.flow:"]),
        ("181", ["[181]  passage", "R61 [181][178]", "azure-link.flow:"]),
        ("[103]", ["[103]  not testable: heading"]),
        ("This Access ID is already", ["M3  message  [181]", "Technical Account Manager", "azure-link.flow:"]),
        ("own-ids", ["not documented", "These IDs could not be accepted"]),
        ("R17", ["parameter “activation days” (A10, medium confidence)"]),
        ("A11", ["A11  reading, high confidence", "R13 [121]"]),
        ("BF101", ["BF101  error", "no such action"]),
    ],
)
def test_explain_says_what_something_is_and_which_scenarios_show_it(what: str, parts: list[str]) -> None:
    """By its id or by what it says."""
    done = command("explain", what, str(SCENARIOS), cwd=SCENARIOS.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert [part for part in parts if part not in done.stdout] == []


def test_explain_answers_in_the_language_asked_for(tmp_path: Path) -> None:
    """And in no other."""
    done = command("explain", "[103]", "--lang", "fr", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[103]  non testable\u00a0: titre\n", "")
    done = command("explain", "R99", "--lang", "fr", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "rien ne s’appelle R99\u00a0; il y a R01 à R76\n"


def test_explain_names_many_things_by_their_first_lines(tmp_path: Path) -> None:
    """A whole explanation of each would be no answer."""
    lines = command("explain", "contract", cwd=tmp_path).stdout.splitlines()
    assert lines[0] == "contract  word of the rulebook"
    lines = command("explain", "competency", cwd=tmp_path).stdout.splitlines()
    assert lines[0] == f"{len(lines) - 1} things have this in them:"
    assert len(lines) > 7


BF305: Final = """\
BF305  warning
  nothing uses the column …

  {en}

wrong:
    outline: Two roles may activate  [123]
      use: a Gold partner
      when <who> signs in to "Partner Center"
      and <who> tries to activate "Microsoft Product Support"
      then it is <outcome>
      examples:
        | who   | outcome  | role         |
        | Ada   | accepted | Global admin |
        | Chloe | refused  | Admin agent  |

right:
    outline: Two roles may activate  [123]
      use: a Gold partner
      when <who> signs in to "Partner Center"
      and <who> tries to activate "Microsoft Product Support"
      then it is <outcome>
      examples:
        | who   | outcome  |
        | Ada   | accepted |
        | Chloe | refused  |
"""
BF406: Final = """\
wrong:  benefit-flows run scenarios
  scenarios/first.txt:
    scenario: A benefit is inactive at first
      use: a Gold partner
      then "Microsoft Product Support" is inactive

right:  benefit-flows run scenarios
  scenarios/first.flow:
    scenario: A benefit is inactive at first
      use: a Gold partner
      then "Microsoft Product Support" is inactive
"""
BF407: Final = """\
wrong:
  first.flow:
    include: lib/ours.flow

    scenario: A benefit is inactive at first
      use: our partner
      then "Microsoft Product Support" is inactive

  lib/ours.flow:
    include: ../first.flow

    setup: our partner
      use: a Gold partner (until = 2022-02-28)

right:
"""


def test_explain_of_a_code_prints_its_page(tmp_path: Path) -> None:
    """Why it is a mistake, then how it looks before and after."""
    done = command("explain", "bf305", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == BF305.format(**page_of("BF305").why._asdict())


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("BF406", BF406),
        ("BF407", BF407),
        ("BF405", "\nwrong:\n    ∅\n\nright:\n"),
        ("BF126", "\nwrong:  utf-16\n    scenario: "),
        ("BF115", 'signs in to "Partner\\u200b Center"\n'),
        ("BF109", "\nwrong:  “Nothing happens by itself. ” \u00d7 400\n    scenario: "),
    ],
)
def test_explain_says_what_the_text_of_an_example_does_not_show(tmp_path: Path, code: str, part: str) -> None:
    """Names of files, what is run, how the file is saved, what cannot be seen, what is too long."""
    assert part in command("explain", code, cwd=tmp_path).stdout


@pytest.mark.parametrize("code", CODES)
def test_explain_prints_no_more_than_a_screen_or_two(tmp_path: Path, code: str) -> None:
    """Whatever the example is."""
    lines = command("explain", code, cwd=tmp_path).stdout.splitlines()
    assert (lines[0], 10 < len(lines) < 60) == (f"{code}  {CODES[code].severity.value}", True)


def test_explain_of_what_there_is_not_names_the_nearest(tmp_path: Path) -> None:
    """And exits as for wrong usage."""
    done = command("explain", "Parnter Support", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "nothing is called Parnter Support; did you mean “Partner Support”?\n"
