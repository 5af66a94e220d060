"""``benefit-flows list``: scenarios, phrases, and all that a scenario may name."""

import re
from itertools import takewhile
from pathlib import Path

import pytest

from benefit_flows import rulebook
from benefit_flows.language.tables import tables_for
from tests.support import check_text, command, told

FILE = """\
@slow @azure
outline: Two rows
  use: a Gold partner
  then "Microsoft Product Support" is <state>
  examples:
    | state    |
    | inactive |
    | active   |

scenario: One
  use: a Gold partner
  then "Microsoft Product Support" is inactive
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file."""
    (tmp_path / "a.flow").write_text(FILE, encoding="utf-8")
    return tmp_path


def test_list_gives_each_scenario_and_row_with_its_place_its_tags_and_its_values(folder: Path) -> None:
    """One line each, in the order of the file, and each place can be run."""
    assert told(command("list", cwd=folder)) == (
        "--- stdout\n"
        "a.flow:7  Two rows  @slow  @azure  state = inactive\n"
        "a.flow:8  Two rows  @slow  @azure  state = active\n"
        "a.flow:10  One\n"
        "--- exit 0\n"
    )


def test_list_selects_like_run(folder: Path) -> None:
    """By tag, by name and by line; nothing selected is exit 5."""
    assert command("list", "-t", "not @slow", cwd=folder).stdout == "a.flow:10  One\n"
    assert command("list", "-k", "ONE", "a.flow", cwd=folder).stdout == "a.flow:10  One\n"
    assert command("list", "a.flow:8", cwd=folder).stdout == "a.flow:8  Two rows  @slow  @azure  state = active\n"


def test_list_that_selects_nothing_says_so_and_exits_5(folder: Path) -> None:
    """As run does."""
    said = 'no scenario is selected\nno name of a scenario contains "nothing"\n'
    assert told(command("list", "-k", "nothing", cwd=folder)) == f"--- stderr\n{said}--- exit 5\n"


def test_list_shows_mistakes_and_the_good_scenarios_and_exits_2(folder: Path) -> None:
    """The mistakes go to the error output."""
    (folder / "b.flow").write_text("scenario: x\n  whn\n", encoding="utf-8")
    done = command("list", cwd=folder)
    assert (done.returncode, len(done.stdout.splitlines())) == (2, 3)
    assert done.stderr.startswith('error[BF105]: no such keyword: "whn"\n --> b.flow:2:3\n')


def test_list_phrases_gives_every_phrase_of_the_grammar_once(folder: Path) -> None:
    """Keyword first, slots in angle brackets, optional parts written out."""
    lines = command("list", "phrases", cwd=folder).stdout.splitlines()
    assert len(lines) == len(set(lines)) == sum(bool(rule.kind) for rule in tables_for("en").rules)
    assert "when <account> tries to activate <benefit> in <portal>" in lines
    assert "then <account> sees <text>" in lines
    assert "wait until <date>" in lines
    assert {line.split()[0] for line in lines} == {"given", "when", "then", "wait"}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("press the Activate button", "when <account> activates <benefit> of package <package> in <portal>"),
        ("then the request is denied", "then it is <outcome>"),
        ("clique sur Activer", "quand <account> active <benefit> du package <package> dans <portal>"),
        ("Alors la demande est rejetée", "alors c'est <outcome>"),
    ],
)
def test_list_phrases_finds_what_words_may_mean_in_the_language_that_they_are_in(
    folder: Path, words: str, first: str
) -> None:
    """Whatever language the messages are in."""
    done = command("list", "phrases", *words.split(), cwd=folder)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, first)


def test_list_phrases_says_that_words_have_to_do_with_none(folder: Path) -> None:
    """Nothing is printed that could be taken for an answer."""
    done = command("list", "phrases", "xyzzy\x1b", cwd=folder)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == "no phrase has to do with: xyzzy\ufffd; benefit-flows list phrases shows all\n"


def test_list_parameters_gives_name_default_range_and_reading_of_each(folder: Path) -> None:
    """Two lines a parameter."""
    lines = command("list", "parameters", cwd=folder).stdout.splitlines()
    assert lines[0] == "activation days: 3 (0 – 90)"
    assert len(lines) == 2 * len(rulebook().parameters)


def test_the_default_of_a_parameter_is_listed_as_it_would_be_written(folder: Path) -> None:
    """It is one of the choices beside it."""
    for line in command("list", "parameters", cwd=folder).stdout.splitlines()[::2]:
        default, choices = line.split(": ", 1)[1].removesuffix(")").split(" (")
        assert " – " in choices or default in choices.split(" | "), line


def test_list_rules_gives_every_rule_with_its_passages(folder: Path) -> None:
    """All 76 of them."""
    lines = command("list", "rules", cwd=folder).stdout.splitlines()
    assert len(lines) == len(rulebook().rules) == 76
    assert all(line.startswith("R") and "[" in line.split()[1] for line in lines)
    assert lines[12].startswith("R13 [121] explicit, with reading A11: Once a benefit has been activated")


def test_list_readings_gives_what_the_simulator_decides_the_least_sure_first(folder: Path) -> None:
    """Each with its confidence."""
    lines = command("list", "readings", cwd=folder).stdout.splitlines()
    assert len(lines) == len(rulebook().readings)
    assert [re.split(r" \(|\): ", line)[:2] for line in lines][7:9] == [
        ["A41", "low confidence"],
        ["A01", "medium confidence"],
    ]


def test_every_setup_listed_can_be_used_as_it_is_listed(folder: Path) -> None:
    """Its defaults, too, are written as a scenario may write them."""
    lines = command("list", "setups", cwd=folder).stdout.splitlines()
    assert len(lines) > 5
    for line in lines:
        text = f"scenario: x\n  given today is 2021-03-04\n  and company Contoso\n  use: {line}\n"
        text += "  then the number of requests is 0\n"
        assert check_text(text).diagnostics == (), line


WHERE = {
    "portals": "when Ada tries to sign in to {}\n  then it is accepted",
    "benefits": "then {} is inactive",
    "plans": "then plan {} is absent for Ada",
    "products": 'when Ada tries to start a request for {} in "Azure portal"\n  then it is accepted',
    "competencies": "given company Contoso has a Gold competency in {} until 2021-12-31\n  then it is accepted",
    "issues": 'when Ada tries to create a request for "Azure" in "Azure portal" about {}\n  then it is accepted',
}
"""A line for a name of each kind; roles and messages are looked at elsewhere."""


@pytest.mark.parametrize("group", WHERE)
def test_every_name_listed_is_known_where_a_scenario_writes_it(folder: Path, group: str) -> None:
    """With the quotation marks that the list shows."""
    listed = command("list", "names", cwd=folder).stdout.split(f"{group}:\n")[1].splitlines()
    names = [line.strip() for line in takewhile(lambda line: line.startswith(" "), listed)]
    assert names
    for name in names:
        start = 'scenario: x\n  use: a Gold partner\n  when Ada signs in to "Azure portal"\n'
        text = f"{start}  {WHERE[group].format(name)}\n"
        assert check_text(text).diagnostics == (), name


@pytest.mark.parametrize("what", ["phrases", "parameters", "rules", "readings", "setups", "names"])
def test_every_list_exists_in_french_and_exits_0(folder: Path, what: str) -> None:
    """As long as the English one, in other words; there may be more phrases where words have more forms."""
    english, french = command("list", what, cwd=folder), command("list", "--lang", "fr", what, cwd=folder)
    assert (english.returncode, french.returncode, english.stderr, french.stderr) == (0, 0, "", "")
    lengths = (len(english.stdout.splitlines()), len(french.stdout.splitlines()))
    assert lengths[0] == lengths[1] or (what == "phrases" and min(lengths) > 100)
    assert english.stdout != french.stdout
