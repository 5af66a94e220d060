"""Statements to scenarios: what is found without running, where it is pointed at, and what is not said."""

from pathlib import Path

import pytest

from benefit_flows import load
from benefit_flows.diagnostics import Severity
from benefit_flows.gherkin.parse import parse_feature
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source
from tests.support import check_text, codes, marked, parse_text, places, run_text

CHECK = '  then "Microsoft Product Support" is inactive\n'
START = "scenario: x\n  use: a Gold partner\n"


def helps(text: str) -> list[str | None]:
    """Give what a text is told to mend it."""
    return [each.help() for each in check_text(text).diagnostics]


# Names


@pytest.mark.parametrize(
    ("line", "code", "word", "near"),
    [
        ('when Adda signs in to "Partner Center"', "BF201", "Adda", "Ada"),
        ('when ada signs in to "Partner Center"', "BF201", "ada", "Ada"),
        ('then company Contso is not entitled to "Signature Cloud Support"', "BF202", "Contso", "Contoso"),
        ('when Ada signs in to "Partner Centre"', "BF203", '"Partner Centre"', "Partner Center"),
        ('when Ada signs in to "partner center"', "BF203", '"partner center"', "Partner Center"),
        (
            'when Ada activates "Signature Claud Support"',
            "BF204",
            '"Signature Claud Support"',
            "Signature Cloud Support",
        ),
        ('when Ada starts a request for "Window 10" in "Azure portal"', "BF205", '"Window 10"', "Windows 10"),
        ('then plan "Partner Suport" is absent for Ada', "BF206", '"Partner Suport"', "Partner Support"),
        ('then Ada sees "Contract IDs"', "BF207", '"Contract IDs"', "Contract ID"),
        ('then Ada does not see "Acess ID"', "BF207", '"Acess ID"', "Access ID"),
        ('when Ada opens "Support Plan" in "Azure portal"', "BF208", '"Support Plan"', "Support Plans"),
        ('given parameter "activation dayz" is 3', "BF209", '"activation dayz"', "activation days"),
        ("use: a Glod partner", "BF211", "a Glod partner", "a Gold partner"),
    ],
)
def test_a_name_that_there_is_not_is_pointed_at_with_the_nearest_there_is(
    line: str, code: str, word: str, near: str
) -> None:
    """The caret stands below the whole name, and the hint gives what was meant."""
    checked = check_text(f"{START}  {line}\n{CHECK}")
    assert marked(checked.diagnostics) == [(code, word)]
    assert [each.help() for each in checked.diagnostics] == [f'did you mean "{near}"?']
    assert checked.scenarios == ()


def test_all_names_of_a_line_are_looked_at() -> None:
    """Three wrong names in a line are three mistakes."""
    line = '  when Adda creates a request for "Windows 95" in "Azur portal" under plan "Partner"\n'
    assert marked(check_text(START + line + CHECK).diagnostics) == [
        ("BF201", "Adda"),
        ("BF205", '"Windows 95"'),
        ("BF203", '"Azur portal"'),
        ("BF206", '"Partner"'),
    ]


def test_quoted_text_may_be_written_with_other_apostrophes_and_spaces() -> None:
    """Apostrophes straight and curly compare equal, and so do spaces of all kinds."""
    text = START.replace("a Gold partner", "a partner without offers") + (
        '  when Ada signs in to "Partner\u00a0Center"\n  and Ada opens "Technical  benefits"\n'
        '  then Ada sees "Looks like you don’t have any benefits yet"\n'
    )
    assert [trace.passed for trace in run_text(text)] == [True]


ACTS = '  when Ada signs in to "Partner Center"\n'


def test_a_message_may_be_seen_by_its_first_sentence_but_by_no_other_part() -> None:
    """In full, and by the first sentence with or without its full stop; never by a part of it."""
    first = "This Access ID is already associated to an account"
    rest = "Please contact your Technical Account Manager to obtain a new Access ID"
    for seen in (first, f"{first}.", f"{first}. {rest}", f"{first}. {rest}."):
        assert codes(check_text(f'{START}{ACTS}  then Ada does not see "{seen}"\n').diagnostics) == []
    for seen in ("already associated", rest, first.removesuffix("account"), ""):
        assert codes(check_text(f'{START}{ACTS}  then Ada does not see "{seen}"\n').diagnostics) == ["BF207"]


def test_a_broken_declaration_silences_the_unknown_names_behind_it() -> None:
    """Accounts whose table has a mistake are not reported as unknown; names of the rulebook still are."""
    text = (
        "scenario: x\n  given today is 2021-03-04\n  and company Contoso\n  and accounts of Contoso\n"
        "    | name | roles |\n    | Eve | Admln |\n"
        '  when Eve signs in to "Partner Centre"\n  and Max signs in to "Partner Center"\n' + CHECK
    )
    assert marked(check_text(text).diagnostics) == [("BF213", "Admln"), ("BF203", '"Partner Centre"')]


@pytest.mark.parametrize(
    "broken",
    ["use: a Glod partner", "given todday is 2021-03-04", "givn today is 2021-03-04", "and today is 2021-03-04"],
)
def test_a_broken_line_at_the_start_is_the_only_mistake(broken: str) -> None:
    """Date, company and accounts may have been in it, so nothing is said about them."""
    text = f'scenario: x\n  {broken}\n  when Ada signs in to "Partner Center"\n  then the number of requests is 0\n'
    assert len(check_text(text).diagnostics) == 1


def test_a_broken_check_does_not_silence_unknown_names() -> None:
    """A check declares nothing."""
    text = f'{START}  then Ada notices "x"\n  when Adda signs in to "Partner Center"\n{CHECK}'
    assert codes(check_text(text).diagnostics) == ["BF112", "BF201"]


def test_an_account_that_a_setup_has_is_taken_and_the_message_names_no_line_of_another_file() -> None:
    """The line of a standard setup is not a line of the user's file."""
    text = "# 1\n# 2\n# 3\n# 4\n# 5\n" + START + "  given accounts of Contoso\n    | name |\n    | Ada  |\n" + CHECK
    (diagnostic,) = check_text(text).diagnostics
    assert marked((diagnostic,)) == [("BF220", "Ada")]
    assert "line 5" not in diagnostic.message()


def test_a_setup_of_the_file_stands_before_the_standard_one_of_the_same_name() -> None:
    """Nearer setups win."""
    text = "setup: a Gold partner\n  use: a partner without offers\n\n" + START
    text += '  then company Contoso is not entitled to "Microsoft Product Support"\n'
    assert [trace.passed for trace in run_text(text)] == [True]


# Setups


def test_a_setup_takes_arguments_and_hands_them_on() -> None:
    """A parameter fills a slot, a whole cell, and the parameter of a setup used inside."""
    text = """\
setup: inner (who = Ada, role = "Admin agent")
  use: a Gold partner
  given accounts of Contoso
    | name  | associated with | roles  |
    | <who> | MPN             | <role> |

setup: outer (name = Zoe)
  use: inner (who = <name>, role = "Global admin")
  when <name> signs in to "Partner Center"

scenario: the default
  use: outer
  when Zoe tries to activate "Microsoft Product Support"
  then it is accepted

scenario: another
  use: outer (name = Max)
  when Max tries to activate "Microsoft Product Support"
  then it is accepted
"""
    assert [(trace.scenario.name, trace.passed) for trace in run_text(text)] == [
        ("the default", True),
        ("another", True),
    ]


def test_an_argument_that_the_setup_has_not_is_pointed_at_by_its_name() -> None:
    """The caret stands below the name; it is a parameter that is missing, no column of a table."""
    (diagnostic,) = check_text("scenario: x\n  use: a Gold partner (untl = 2022-12-31)\n" + CHECK).diagnostics
    assert marked((diagnostic,))[0][1] == "untl"
    assert "column" not in diagnostic.message()
    assert "table" not in (diagnostic.help() or "")


@pytest.mark.parametrize(("written", "code"), [("31/12/2021", "BF106"), ("2021-02-30", "BF107"), ("tomorrow", "BF106")])
def test_an_argument_that_should_be_a_date_is_answered_as_a_date(written: str, code: str) -> None:
    """It is the same mistake as on the line itself, and the caret stands below the argument."""
    checked = check_text(f"scenario: x\n  use: a Gold partner (until = {written})\n{CHECK}")
    assert marked(checked.diagnostics) == [(code, written)]


def test_a_scenario_whose_argument_is_broken_does_not_run() -> None:
    """It would run with the default instead of what was asked for."""
    checked = check_text("scenario: x\n  use: a Gold partner (2022-12-31)\n" + CHECK)
    assert codes(checked.diagnostics) == ["BF104"]
    assert checked.scenarios == ()


def test_setups_in_a_circle_are_told_once_as_a_circle() -> None:
    """Of three setups that use one another the circle is given in full, at the line that closes it."""
    text = "setup: a\n  use: b\n\nsetup: b\n  use: c\n\nsetup: c\n  use: a\n\nscenario: x\n  use: a\n" + CHECK
    (diagnostic,) = check_text(text).diagnostics
    assert places((diagnostic,)) == ["BF314 8:8-9"]
    assert diagnostic.message() == "setups use one another in a circle: a → b → c → a"


def test_a_mistake_in_a_setup_is_told_once_however_often_it_is_used() -> None:
    """Its place is in the setup."""
    text = 'setup: m\n  use: a Gold partner\n  when Ada signs in to "Azur"\n\n'
    text += "".join(f"scenario: {name}\n  use: m\n{CHECK}\n" for name in "xyz")
    assert places(check_text(text).diagnostics) == ["BF203 3:24-30"]


def test_a_setup_that_nothing_uses_is_a_warning_only_beside_scenarios() -> None:
    """A file of setups alone is a library."""
    checked = check_text("setup: mine\n  use: a Gold partner\n\n" + START + CHECK)
    assert [(each.code, each.severity) for each in checked.diagnostics] == [("BF320", Severity.WARNING)]
    assert [each.name for each in checked.scenarios] == ["x"]
    assert check_text("setup: mine\n  use: a Gold partner\n").diagnostics == ()


def test_a_setup_that_does_not_fit_is_pointed_at_where_the_file_uses_it() -> None:
    """Used twice, or too late: the mistake is the user's line, not the lines of the standard setups."""
    for line in ("use: a Gold partner", "use: a Silver partner", "use: the usual accounts"):
        checked = check_text(f"{START}  {line}\n{CHECK}")
        assert {(each.span.path, each.span.line) for each in checked.diagnostics} == {("a.flow", 3)}, line
    checked = check_text(f"scenario: x\n  given today is 2021-05-01\n  use: a Gold partner\n{CHECK}")
    assert [(each.code, each.span.path, each.span.line) for each in checked.diagnostics] == [("BF303", "a.flow", 3)]


def test_an_empty_use_is_one_mistake() -> None:
    """That no setup is called "" need not be said."""
    assert codes(check_text("scenario: x\n  use:\n" + CHECK).diagnostics) == ["BF113"]


# Includes


def write(folder: Path, files: dict[str, str]) -> None:
    (folder / "pyproject.toml").touch()
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_setups_of_an_included_file_are_in_scope_and_its_scenarios_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Includes are seen from the file, reach through other includes, and one file may be included twice."""
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {
            "a.flow": f"include: lib/b.flow\ninclude: lib/c.flow\n\nscenario: a\n  use: deep\n{CHECK}",
            "lib/b.flow": f"include: c.flow\n\nscenario: b\n  use: deep\n{CHECK}",
            "lib/c.flow": "setup: deep\n  use: a Gold partner\n",
        },
    )
    loaded = load("a.flow")
    assert loaded.diagnostics == ()
    assert [each.name for each in loaded.scenarios] == ["a"]


def test_a_mistake_in_an_included_file_is_told_once_with_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two files include a third that has a mistake: it is one mistake, in the third."""
    monkeypatch.chdir(tmp_path)
    user = f"include: lib.flow\n\nscenario: x\n  use: mine\n{CHECK}"
    write(tmp_path, {"a.flow": user, "b.flow": user, "lib.flow": "setup: mine\n  given todday is 2021-03-04\n"})
    loaded = load("a.flow", "b.flow")
    assert [(each.code, each.span.path, each.span.line) for each in loaded.diagnostics] == [("BF111", "lib.flow", 2)]
    assert loaded.scenarios == ()


def test_a_missing_include_silences_the_setups_that_may_have_been_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one mistake is the include."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.flow": f"include: lib.flow\n\nscenario: x\n  use: mine\n{CHECK}"})
    loaded = load("a.flow")
    assert marked(loaded.diagnostics) == [("BF401", "lib.flow")]
    assert loaded.scenarios == ()


def test_a_circle_of_includes_is_told_with_all_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way around is given with the paths that the user sees."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.flow": f"include: lib/b.flow\n\n{START}{CHECK}", "lib/b.flow": "include: ../a.flow\n"})
    (diagnostic,) = load("a.flow").diagnostics
    assert diagnostic.message() == "the file includes itself: a.flow → lib/b.flow → a.flow"
    assert (diagnostic.span.path, places((diagnostic,))) == ("lib/b.flow", ["BF407 1:10-19"])


def test_the_setup_of_an_included_file_gives_way_to_one_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nearer setups win, without a word."""
    monkeypatch.chdir(tmp_path)
    own = f"include: lib.flow\n\nsetup: mine\n  use: a Gold partner\n\nscenario: x\n  use: mine\n{CHECK}"
    write(tmp_path, {"a.flow": own, "lib.flow": "setup: mine\n  use: a partner without offers\n"})
    loaded = load("a.flow")
    assert codes(loaded.diagnostics) == []
    assert [line.text for line in loaded.scenarios[0].lines][1].startswith("and company Contoso has a Gold")


# Outlines


OUTLINE = """\
outline: x
  use: a Gold partner
  wait until <day>
  and <count> days
  when <who> signs in to <portal>
  then {} is <state>
  examples:
    | day        | count | who  | portal         | state    |
{}
"""


def outline(*rows: str) -> str:
    return OUTLINE.format('"Microsoft Product Support"', "\n".join(f"    {row}" for row in rows))


def test_cells_are_read_as_what_their_slot_takes() -> None:
    """A date, a number, a name, a text with and without quotation marks, a word."""
    traces = run_text(
        outline(
            "| 2021-03-05 | 1     | Ada  | Partner Center | inactive |",
            '| 2021-12-31 | 01    | Bob  | "Azure portal" | expired  |',
        )
    )
    assert [trace.passed for trace in traces] == [True, True]
    assert [trace.scenario.row for trace in traces] == [1, 2]
    assert [trace.scenario.row_line for trace in traces] == [9, 10]
    assert [line.text for line in traces[1].scenario.lines][3:] == [
        "wait until 2021-12-31",
        "and 01 days",
        'when Bob signs in to "Azure portal"',
        'then "Microsoft Product Support" is expired',
    ]


GOOD_ROW = {"day": "2021-03-05", "count": "1", "who": "Ada", "portal": "Azure portal", "state": "active"}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("day", "2021-02-30", "BF107"),
        ("day", "05/03/2021", "BF106"),
        ("day", "2021-03-01", "BF303"),
        ("count", "many", "BF214"),
        ("count", "-1", "BF214"),
        ("count", "36501", "BF214"),
        ("count", "²", "BF214"),
        ("who", "Adda", "BF201"),
        ("portal", "Azur", "BF203"),
        ("portal", '"Azur"', "BF203"),
        ("state", "activ", "BF214"),
        ("state", "Active", "BF214"),
        ("state", "linked", "BF214"),
    ],
)
def test_a_mistake_in_a_cell_points_at_the_cell(column: str, cell: str, code: str) -> None:
    """Not at the line of the template, and not at the row."""
    row = "| " + " | ".join((GOOD_ROW | {column: cell}).values()) + " |"
    checked = check_text(outline(row))
    assert [(each.code, each.span.line) for each in checked.diagnostics] == [(code, 9)]
    assert marked(checked.diagnostics) == [(code, cell)]


@pytest.mark.parametrize(("column", "cell"), [("count", "many"), ("day", "soon"), ("who", "7")])
def test_a_mistake_in_a_cell_is_told_in_the_words_of_the_user(column: str, cell: str) -> None:
    """No name of the grammar is shown: not "is not one of: int"."""
    row = "| " + " | ".join((GOOD_ROW | {column: cell}).values()) + " |"
    found = check_text(outline(row)).diagnostics
    assert found
    for each in found:
        shown_ = f"{each.message()} {each.help()}".lower().split()
        assert {"int", "date", "name", "string", "column"}.isdisjoint(shown_), shown_


def test_a_row_with_a_mistake_does_not_hide_the_good_rows() -> None:
    """Rows are scenarios of their own, and keep their numbers."""
    good = "| 2021-03-05 | 1 | Ada | Azure portal | inactive |"
    checked = check_text(outline(good, good.replace("Ada", "Eve"), good.replace("Ada", "Bob")))
    assert marked(checked.diagnostics) == [("BF201", "Eve")]
    assert [each.row for each in checked.scenarios] == [1, 3]


def test_a_mistake_in_the_template_is_told_once_for_all_rows() -> None:
    """It is one mistake, on its line."""
    row = "| 2021-03-05 | 1 | Ada | Azure portal | inactive |"
    text = outline(row, row, row).replace("when <who>", 'when Ada opens "x"\n  and <who>')
    assert marked(check_text(text).diagnostics) == [("BF208", '"x"')]


def test_a_column_that_stands_twice_is_a_mistake() -> None:
    """Neither of the two columns is dropped in silence."""
    text = START.replace("scenario", "outline") + '  then "Microsoft Product Support" is <state>\n'
    text += "  examples:\n    | state  | state    |\n    | active | inactive |\n"
    assert len(check_text(text).diagnostics) == 1


def test_a_column_of_accounts_that_stands_twice_is_a_mistake() -> None:
    """The same holds for the table of accounts."""
    table = "  given accounts of Contoso\n    | name | roles | roles |\n    | Eve | Global admin | Admin agent |\n"
    assert len(check_text(START + table + CHECK).diagnostics) == 1


def test_an_account_with_two_identities_is_a_mistake() -> None:
    """An account has one identity; the second is not dropped in silence."""
    table = "  given accounts of Contoso\n    | name | identity |\n    | Eve | AAD, MSA |\n"
    assert len(check_text(START + table + CHECK).diagnostics) == 1


def test_examples_in_a_scenario_are_one_mistake_at_their_line() -> None:
    """The header of the scenario is in its right place."""
    text = START + CHECK + "  examples:\n    | a |\n    | 1 |\n"
    assert marked(check_text(text).diagnostics) == [("BF313", "examples:")]


def test_a_column_in_a_plain_scenario_is_not_answered_with_an_empty_list() -> None:
    """There is no table, so no columns are listed."""
    (diagnostic,) = check_text(START + '  when <who> signs in to "Azure portal"\n' + CHECK).diagnostics
    assert marked((diagnostic,)) == [("BF304", "<who>")]
    assert "–" not in (diagnostic.help() or "")


# Time


@pytest.mark.parametrize(
    ("lines", "places_"),
    [
        (["wait until 2021-03-03"], ["BF303 3:14-24"]),
        (["wait 1 week", "wait until 2021-03-10"], ["BF303 4:14-24"]),
        (["wait 1 week", "wait until 2021-03-11"], []),
        (["given today is 2021-03-03"], ["BF303 3:18-28"]),
        (["wait until 2021-03-04"], []),
    ],
)
def test_a_date_that_goes_backwards_is_pointed_at(lines: list[str], places_: list[str]) -> None:
    """The same day again is no mistake; days that were waited count."""
    text = START + "".join(f"  {line}\n" for line in lines) + "  then the number of requests is 0\n"
    assert places(check_text(text).diagnostics) == places_


def test_a_date_that_goes_backwards_in_one_row_is_pointed_at_in_that_row() -> None:
    """Each row has its own time."""
    text = (
        START.replace("scenario", "outline") + "  wait until <a>\n  and until <b>\n  then the number of requests is 0\n"
    )
    text += "  examples:\n    | a          | b          |\n"
    text += "    | 2021-04-01 | 2021-04-02 |\n    | 2021-04-02 | 2021-04-01 |\n"
    assert places(check_text(text).diagnostics) == ["BF303 9:20-30"]


@pytest.mark.parametrize(
    "line",
    [
        "wait 36500 weeks",
        "wait until 2999-12-31\n  wait 1 day",
        "wait until 9999-12-31",
        "wait 36500 days\n" * 9 + "  wait 36500 days",
        "wait 9999999999999999999999 days",
    ],
)
def test_a_wait_beyond_the_end_of_the_calendar_is_a_mistake_and_no_crash(line: str) -> None:
    """Dates of scenarios end with the year 2999, so that no sum leaves the calendar."""
    checked = check_text(f"{START}  {line}\n{CHECK}")
    assert {each.code for each in checked.diagnostics} <= {"BF114", "BF214"}
    assert checked.diagnostics
    assert checked.scenarios == ()


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31", "2020-02-29"])
def test_an_offer_may_end_on_any_day_of_the_calendar(day: str) -> None:
    """The first and the last day that a scenario can name, and the 29th of February, which has no day a year before."""
    text = f"scenario: x\n  given today is {day}\n  and company Contoso has an Action Pack until {day}\n"
    checked = check_text(text + '  then company Contoso is not entitled to "Signature Cloud Support"\n')
    assert (checked.diagnostics, len(checked.scenarios)) == ((), 1)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
def test_a_day_outside_of_the_years_that_scenarios_know_is_a_mistake(day: str) -> None:
    """It is told as what can be, not met as an exception later."""
    assert marked(check_text(f"scenario: x\n  given today is {day}\n{CHECK}").diagnostics) == [("BF114", day)]


def test_without_a_date_that_is_said_once() -> None:
    """One mistake, at the first line that needs the day; the others would only repeat it."""
    text = "scenario: x\n  given company Contoso\n  and accounts of Contoso\n    | name |\n    | Ada |\n"
    text += '  when Ada signs in to "Partner Center"\n  and Ada signs in to "Azure portal"\n' + CHECK
    assert places(check_text(text).diagnostics) == ["BF318 6:3-40"]


# Attempts and checks


TRIES = '  when Ada tries to activate "Microsoft Product Support" in "Azure portal"\n'


@pytest.mark.parametrize(
    "judged",
    [
        "then it is accepted",
        "then it is refused",
        "then the error can be ignored",
        'then Ada sees "This cannot be done in this portal"',
        'then Ada does not see "You are not authorized for this action"',
        'then Ada does not see "Access ID"\n  and it is refused',
        "note: so\n  then it is refused",
    ],
)
def test_an_attempt_is_judged_by_its_outcome_or_by_the_message_shown(judged: str) -> None:
    """Notes and other checks may stand in between."""
    assert codes(check_text(f"{START}{TRIES}  {judged}\n").diagnostics) == []


@pytest.mark.parametrize(
    "unjudged",
    [
        "then nothing changed",
        'then Ada does not see "This cannot be done in this portal"',
        'then Ada sees "Activate"',
        'then "Microsoft Product Support" is inactive',
        'then button "Activate" is absent for Ada',
        "wait 1 day\n  then it is refused",
        'when Ada signs in to "Azure portal"\n  then it is accepted',
    ],
)
def test_an_attempt_that_nothing_judges_is_pointed_at(unjudged: str) -> None:
    """Checks of something else, judgements behind the next action, and what another account sees judge nothing."""
    text = f"{START}{TRIES}  {unjudged}\n".replace("is absent for", "is disabled for")
    assert places(check_text(text).diagnostics) == ["BF302 3:3-75"]


def test_what_another_account_sees_judges_no_attempt() -> None:
    """The message must be seen by the account that made the attempt."""
    acts = '  when Bob signs in to "Azure portal"\n'
    text = f'{START}{acts}{TRIES}  then Bob sees "This cannot be done in this portal"\n'
    assert places(check_text(text).diagnostics) == ["BF302 4:3-75"]


def test_two_attempts_in_a_row_are_each_looked_at() -> None:
    """The judgement of the second does not count for the first."""
    assert places(check_text(f"{START}{TRIES}{TRIES}  then it is refused\n").diagnostics) == ["BF302 3:3-75"]


def test_an_attempt_in_a_setup_may_be_judged_in_the_scenario() -> None:
    """Setups are put in before anything is looked at."""
    text = f"setup: tried\n  use: a Gold partner\n{TRIES}\nscenario: x\n  use: tried\n  then it is refused\n"
    assert codes(check_text(text).diagnostics) == []


def test_a_judgement_before_any_action_has_nothing_to_judge() -> None:
    """Three checks are about the last action."""
    for line in ("it is accepted", "the error can be ignored", "nothing changed"):
        assert codes(check_text(f"{START}  then {line}\n").diagnostics) == ["BF321"]


@pytest.mark.parametrize("line", ["", "  note: n\n", '  when Ada signs in to "Azure portal"\n'])
def test_a_scenario_without_a_check_is_a_mistake_at_its_header(line: str) -> None:
    """Whatever else stands in it."""
    assert places(check_text(START + line).diagnostics) == ["BF301 1:1-12"]


def test_a_check_in_a_setup_counts() -> None:
    """The scenario that uses it checks something."""
    assert codes(check_text(f"setup: m\n  use: a Gold partner\n{CHECK}\nscenario: x\n  use: m\n").diagnostics) == []


def test_a_parameter_out_of_range_is_one_mistake() -> None:
    """However far it is out of range."""
    for value in ("91", "99999999999999999999"):
        text = f'{START}  given parameter "activation days" is {value}\n{CHECK}'
        assert marked(check_text(text).diagnostics) == [("BF210", value)]


# Citations, names used twice


@pytest.mark.parametrize(
    "line",
    [
        '  then "Microsoft Product Support" is inactive  [999]',
        "  note: n  [999]",
        "  use: both benefits active  [999]",
        "  ask: a  [999]\n  right: b",
    ],
)
def test_a_citation_that_is_no_passage_is_pointed_at_on_every_line(line: str) -> None:
    """Steps, notes, questions and setups that are used."""
    assert marked(check_text(f"{START}{line}\n  then the number of requests is 0\n").diagnostics) == [
        ("BF212", "[999]")
    ]


def test_a_scenario_with_a_mistake_in_its_header_does_not_run() -> None:
    """Wrong tag, wrong citation, a name that is taken: what has a mistake is not run with --keep-going either."""
    for text in ("@a b\n" + START + CHECK, START.replace("x\n", "x  [999]\n") + CHECK):
        checked = check_text(text)
        assert len(checked.diagnostics) == 1
        assert checked.scenarios == ()


def test_a_name_used_twice_is_pointed_at_where_it_stands_the_second_time() -> None:
    """Scenarios and outlines share their names, setups have names of their own."""
    text = (
        START
        + CHECK
        + '\nsetup: x\n  use: a Gold partner\n\noutline: x\n  use: x\n  then "Microsoft Product Support" is <a>\n'
    )
    checked = check_text(text + "  examples:\n    | a |\n    | inactive |\n")
    assert places(checked.diagnostics) == ["BF220 8:1-11"]
    assert "line 1" in checked.diagnostics[0].message()


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    """A message quotes the file; it must not colour the terminal or move its cursor."""
    for text in (f"{START}  when Ada \x1b[31mfoo\n", f"{START}  \x1b]0;x\x07 y\n", "\x1b[31m: x\n"):
        found = check_text(text).diagnostics
        assert found
        assert [each for each in found if not (each.message() + str(each.help())).isprintable()] == []


def test_a_setup_that_nothing_uses_is_checked_for_all_but_the_names_that_its_user_may_declare() -> None:
    text = (
        'setup: later\n  when Ada signs in to "Partner Centre"\n  then Bob sees "Customers"\n  wait until 2020-13-01\n'
        '\nscenario: other\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    )
    assert places(check_text(text).diagnostics) == ["BF320 1:1-13", "BF203 2:24-40", "BF107 4:14-24"]


def test_a_comment_silences_a_warning_on_its_line_or_on_the_next() -> None:
    setup = "setup: later  {}\n  given today is 2021-03-04\n"
    scenario = 'scenario: other\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    behind = setup.format("# ignore[BF320]") + "\n" + scenario
    above = "# ignore[BF320]\n# a remark\n\n" + setup.format("") + "\n" + scenario
    assert codes(check_text(behind).diagnostics) == codes(check_text(above).diagnostics) == []
    assert codes(check_text(behind.replace("320", "305")).diagnostics) == ["BF320", "BF333"]


def test_tags_that_no_block_follows_are_reported_where_they_stand() -> None:
    text = "scenario: one\n  use: a Gold partner\n@lost\n  then it is accepted\n@also\n"
    found = places(check_text(text).diagnostics)
    assert [each for each in found if each.startswith("BF315")] == ["BF315 3:1-2", "BF315 5:1-2"]


def test_a_package_without_a_number_is_unknown() -> None:
    text = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" of package "Contoso 1" is inactive\n'
    assert places(check_text(text).diagnostics) == ["BF223 3:47-58"]


def test_what_follows_an_and_that_continues_nothing_is_not_reported_too() -> None:
    text = (
        'scenario: x\n  use: a Gold partner\n  and Ada signs in to "Partner Center"\n'
        '  and Ada opens "Technical benefits"\n  then it is accepted\n'
    )
    assert codes(check_text(text).diagnostics) == ["BF110"]


def test_a_scenario_with_examples_is_one_mistake_not_one_for_each_column() -> None:
    text = (
        'scenario: x\n  use: a Gold partner\n  when <who> signs in to "Partner Center"\n'
        '  then <who> sees "Customers"\n  examples:\n    | who |\n    | Ada |\n'
    )
    assert codes(check_text(text).diagnostics) == ["BF313"]


def test_a_name_that_the_rulebook_uses_inside_cannot_be_declared() -> None:
    text = (
        "scenario: x\n  given today is 2021-03-04\n"
        '  and company Contoso has a Silver competency in "cloud-platform" until 2021-12-31\n'
        '  and product "azure" is old\n  then company Contoso is not entitled to "Signature Cloud Support"\n'
    )
    assert marked(check_text(text).diagnostics) == [("BF222", '"cloud-platform"'), ("BF222", '"azure"')]


def test_a_name_taken_within_a_standard_setup_is_told_with_the_file_of_that_setup() -> None:
    text = 'scenario: x\n  use: a Gold partner\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    found = {each.message() for each in check_text(text).diagnostics}
    assert 'the name "Ada" is taken: see line mpn-2021-04/setups.flow:5' in found


def test_a_comment_that_ignores_may_say_why() -> None:
    text = (
        "setup: later  # ignore[BF320] as agreed\n  given today is 2021-03-04\n\n"
        'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is inactive\n'
    )
    assert codes(check_text(text).diagnostics) == []


def test_a_comment_in_an_included_file_is_judged_there_and_not_by_who_includes_it() -> None:
    library = parse_text("setup: later  # ignore[BF320]\n  use: a Gold partner\n", "library.flow")
    user = parse_text('scenario: x\n  use: later\n  then "Microsoft Product Support" is inactive\n')
    assert codes(check((Unit(user, (library,)),), Editions(RULEBOOKS)).diagnostics) == []
    assert codes(check((Unit(library),), Editions(RULEBOOKS)).diagnostics) == ["BF333"]


# Examples


SIGNING_IN = 'outline: <who> and <gone>\n  use: a Gold partner\n  when <who> signs in to "Partner Center"\n'
THEN_SEEN = '  then <who> sees "Benefits"\n'
WHO = "  examples:\n    | who |\n"


def as_feature(text: str) -> str:
    """Give the same in Gherkin."""
    said = text.replace("outline:", "Scenario Outline:").replace(
        "  use: a Gold partner", '  Given setup "a Gold partner"'
    )
    return "Feature: f\n" + said.replace("  when", "  When").replace("  then", "  Then").replace(
        "  examples", "  Examples"
    )


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ((f"{WHO}    | Ada |\n", WHO), [("BF336", 8)]),
        ((WHO, f"{WHO}    | Ada |\n", WHO, f"{WHO}    | Bob |\n"), [("BF336", 5), ("BF336", 10)]),
        ((WHO,), [("BF307", 1)]),
        ((WHO, WHO), [("BF307", 1)]),
    ],
    ids=["last", "two", "one", "all"],
)
def test_an_empty_table_of_examples_is_a_warning_and_no_examples_at_all_an_error(
    tables: tuple[str, ...], expected: list[tuple[str, int]]
) -> None:
    """The same in both notations."""
    text = SIGNING_IN.replace(" and <gone>", "") + THEN_SEEN + "".join(tables)
    checked = check_text(text)
    feature = parse_feature(Source("a.feature", as_feature(text)))
    beside = check((Unit(feature),), Editions(RULEBOOKS))
    assert [(each.code, each.span.line) for each in checked.diagnostics] == expected
    assert [(each.code, each.span.line - 1) for each in beside.diagnostics] == expected
    assert [each.values for each in checked.scenarios] == [each.values for each in beside.scenarios]


def test_the_name_of_a_row_is_filled_in_and_counts_as_a_use_of_its_column() -> None:
    rows = "    | who | mood |\n    | Ada | glad |\n    | Bob | calm |\n"
    text = f"{SIGNING_IN.replace('gone', 'mood')}{THEN_SEEN}  examples:\n{rows}"
    checked = check_text(text)
    assert ([each.name for each in checked.scenarios], checked.diagnostics) == (["Ada and glad", "Bob and calm"], ())
