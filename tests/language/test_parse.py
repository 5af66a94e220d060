"""Lines into blocks: every line is read for itself, so one mistake hides nothing."""

import pytest

from tests.support import codes, marked, parse_text, places

NINE = """\
scenario: Nine mistakes
  use: a Gold partner
  given tomorow is 2021-03-04
  when Ada actvates "Microsoft Product Support"
  and Ada signs at "Partner Center"
  wait 3 months
  wait until 04/03/2021
  then it is refuzed
  then "Microsoft Product Support
  wen Ada signs in to "Partner Center"
  then Ada sees
  then Ada sees "Access ID"
"""


def test_nine_mistakes_give_nine_diagnostics_each_at_its_word() -> None:
    """One diagnostic a wrong line, in the order of the file, with the columns of the wrong word."""
    assert places(parse_text(NINE).diagnostics) == [
        "BF111 3:9-16",
        "BF101 4:12-20",
        "BF102 5:17-19",
        "BF102 6:10-16",
        "BF106 7:14-24",
        "BF102 8:14-21",
        "BF108 9:8-34",
        "BF105 10:3-6",
        "BF103 11:16-17",
    ]


def test_a_broken_line_does_not_hide_the_good_ones_around_it() -> None:
    """The block has all its lines, the broken ones as broken, the good ones as they are."""
    (block,) = parse_text(NINE).blocks
    assert [step.keyword for step in block.steps] == ["use", *["broken"] * 9, "then"]


def test_a_broken_line_keeps_its_keyword_for_and() -> None:
    """The line below with ``and`` is read as what the broken line would have been."""
    parsed = parse_text('scenario: x\n  then Ada notices "y"\n  and it is refused\n')
    (block,) = parsed.blocks
    assert codes(parsed.diagnostics) == ["BF112"]
    assert [(step.keyword, step.phrase.kind if step.phrase else None) for step in block.steps] == [
        ("broken", None),
        ("then", "outcome_is"),
    ]


def test_and_continues_the_kind_of_the_step_above_over_notes_and_questions() -> None:
    """Text lines in between do not change what ``and`` stands for."""
    text = 'scenario: x\n  when Ada signs in to "P"\n  note: n\n  ask: q\n    right: r\n  and Ada signs in to "Q"\n'
    (block,) = parse_text(text).blocks
    assert [step.keyword for step in block.steps] == ["when", "note", "ask", "right", "when"]


def test_and_below_wait_is_a_wait() -> None:
    """``wait`` is a keyword like the others."""
    (block,) = parse_text("scenario: x\n  wait 3 days\n  and until 2021-03-04\n").blocks
    assert [(step.keyword, step.phrase.kind if step.phrase else "") for step in block.steps] == [
        ("wait", "wait"),
        ("wait", "wait_until"),
    ]


def test_and_does_not_continue_into_another_block() -> None:
    """The first line of a block has nothing above it."""
    parsed = parse_text("scenario: x\n  then it is refused\n\nscenario: y\n  and it is refused\n")
    assert places(parsed.diagnostics) == ["BF110 5:3-6"]


def test_an_and_that_continues_nothing_breaks_its_scenario() -> None:
    """What it would have said is not known, so it stands in the block as a broken line."""
    (block,) = parse_text("scenario: x\n  and it is refused\n  then it is refused\n").blocks
    assert [step.keyword for step in block.steps] == ["broken", "then"]


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("scenaro: x", "BF105"),
        ("Scenario: x", "BF105"),
        ("scenario x", "BF105"),
        ("Background:", "BF105"),
        ('scenario: it says "x', "BF108"),
        ("scenario: " + "x" * 20_000, "BF109"),
    ],
)
def test_a_broken_header_swallows_its_steps(header: str, code: str) -> None:
    """The steps below it are neither reported nor counted to the block above."""
    above = "scenario: above\n  then it is refused\n\n"
    parsed = parse_text(above + header + "\n  use: a Gold partner\n  then it is accepted\n")
    assert codes(parsed.diagnostics) == [code]
    assert [(block.kind, len(block.steps)) for block in parsed.blocks][:1] == [("scenario", 1)]


def test_a_broken_header_at_the_top_of_a_file_swallows_its_steps() -> None:
    """No step below it is said to stand outside of a block."""
    parsed = parse_text('scenario: it says "x\n  use: a Gold partner\n  then it is accepted\n')
    assert codes(parsed.diagnostics) == ["BF108"]


def test_mistakes_below_a_broken_header_are_reported_too() -> None:
    """All mistakes of a file are given in one pass."""
    assert codes(parse_text('scenaro: x\n  when Ada actvates "y"\n').diagnostics) == ["BF105", "BF101"]


def test_a_keyword_with_nothing_near_is_answered_with_the_keywords_there_are() -> None:
    """A line that lacks its keyword begins with a name; a guess at the name helps nobody."""
    (diagnostic,) = parse_text('scenario: x\n  Ada activates "y"\n').diagnostics
    assert diagnostic.help() == "begin it with: given, when, then, wait, note:"


def test_tags_stand_above_their_block_and_may_take_several_lines() -> None:
    """All tags since the last block belong to the next one."""
    parsed = parse_text("@a @b-c\n@d.e\nscenario: x\n  note: n\n\nscenario: y\n  note: n\n")
    assert [block.tags for block in parsed.blocks] == [("@a", "@b-c", "@d.e"), ()]


def test_a_tag_without_its_sign_is_pointed_at() -> None:
    """The caret stands below the word that is no tag, and it is reported once."""
    assert marked(parse_text("@azure slow\n@other\nscenario: x\n  note: n\n").diagnostics) == [("BF104", "slow")]


def test_tags_above_nothing_are_a_mistake() -> None:
    """Tags at the end of a file have no block."""
    assert places(parse_text("scenario: x\n  note: n\n@a\n").diagnostics) == ["BF315 3:1-2"]


def test_a_quiz_keeps_its_lines_in_order() -> None:
    """Question, answers and reason are steps with their text."""
    text = "scenario: x\n  ask: What?\n    right: This\n    wrong: That\n    because: So it is.\n"
    (block,) = parse_text(text).blocks
    assert [(step.keyword, step.text) for step in block.steps] == [
        ("ask", "What?"),
        ("right", "This"),
        ("wrong", "That"),
        ("because", "So it is."),
    ]


def test_a_table_belongs_to_the_step_above_it() -> None:
    """The first row names the columns; the last bar, blanks and comments in between do not matter."""
    text = "scenario: x\n  given accounts of Contoso\n  |name|roles\n  # why\n\n    | Ada |   Global admin |  # best\n"
    (block,) = parse_text(text).blocks
    (table,) = [step.table for step in block.steps if step.table]
    assert [cell.value for cell in table.columns] == ["name", "roles"]
    assert [[cell.value for cell in row] for row in table.rows] == [["Ada", "Global admin"]]


def test_each_cell_knows_its_columns() -> None:
    """A cell's place is that of its text, without the blanks around it."""
    (block,) = parse_text("scenario: x\n  given accounts\n    | name |  roles |\n    | Ada  |  -     |\n").blocks
    (table,) = [step.table for step in block.steps if step.table]
    found = [(cell.value, cell.span.line, cell.span.column, cell.span.end) for cell in (*table.columns, *table.rows[0])]
    assert found == [("name", 3, 7, 11), ("roles", 3, 15, 20), ("Ada", 4, 7, 10), ("-", 4, 15, 16)]


@pytest.mark.parametrize("row", ["|     | b |", "| a   |   |", "|     |   |"])
def test_an_empty_cell_points_between_its_bars(row: str) -> None:
    """The caret of a cell without text stands inside of the cell, never on the next one."""
    (block,) = parse_text(f"scenario: x\n  given accounts\n| name | b |\n{row}\n").blocks
    (table,) = [step.table for step in block.steps if step.table]
    bars = [index + 1 for index, character in enumerate(row) if character == "|"]
    places_ = [(cell.span.column, cell.span.end) for cell in table.rows[0]]
    assert len(places_) == 2
    for (start, end), left, right in zip(places_, bars, bars[1:], strict=False):
        assert left < start < end <= right


def test_a_row_of_another_length_is_reported_and_the_others_are_kept() -> None:
    """Rows too short and too long are named with what they have and what is wanted."""
    text = "outline: x\n  examples:\n    | a | b |\n    | 1 |\n    | 1 | 2 | 3 |\n    | 1 | 2 |\n"
    parsed = parse_text(text)
    assert places(parsed.diagnostics) == ["BF306 4:5-10", "BF306 5:5-18"]
    (block,) = parsed.blocks
    assert block.examples is not None
    assert [[cell.value for cell in row] for row in block.examples.rows] == [["1", "2"]]


def test_a_table_that_nothing_takes_is_one_mistake() -> None:
    """It is said once, however many rows it has."""
    assert codes(parse_text("scenario: x\n  note: n\n  | a |\n  | b |\n  | c |\n").diagnostics) == ["BF312"]


def test_a_table_below_a_broken_line_is_not_reported_too() -> None:
    """What takes the table is not known, so nothing is said about it."""
    parsed = parse_text("scenario: x\n  given acounts of Contoso\n  | name |\n  | Ada |\n")
    assert codes(parsed.diagnostics) == ["BF111"]


def test_a_table_below_a_step_behind_the_examples_belongs_to_the_step() -> None:
    """The examples end where the next step begins."""
    text = "outline: x\n  examples:\n    | a |\n    | 1 |\n  given accounts of Contoso\n    | name |\n    | Eve |\n"
    (block,) = parse_text(text).blocks
    assert block.examples is not None
    assert [cell.value for cell in block.examples.columns] == ["a"]
    assert [step.table is not None for step in block.steps] == [True]


def test_two_tables_of_examples_with_the_same_columns_are_one() -> None:
    """Examples may be written in groups."""
    text = "outline: x\n  examples:\n    | a |\n    | 1 |\n  examples:\n    | a |\n    | 2 |\n"
    (block,) = parse_text(text).blocks
    assert block.examples is not None
    assert [[cell.value for cell in row] for row in block.examples.rows] == [["1"], ["2"]]


def test_two_tables_of_examples_with_other_columns_are_a_mistake() -> None:
    """No row is dropped in silence."""
    text = "outline: x\n  then it is <a>\n  examples:\n    | a |\n    | 1 |\n  examples:\n    | b |\n    | 2 |\n"
    assert len(parse_text(text).diagnostics) == 1


def test_a_column_fills_a_whole_slot_and_only_a_slot() -> None:
    """A column in the place of a word of the phrase does not fit."""
    text = 'outline: x\n  when <who> signs in to <portal>\n  when Ada <does> in to "P"\n'
    parsed = parse_text(text)
    (block,) = parsed.blocks
    phrase = block.steps[0].phrase
    assert phrase is not None
    assert [(slot.name, slot.kind, slot.value) for slot in phrase.slots] == [
        ("account", "COLUMN", "who"),
        ("portal", "COLUMN", "portal"),
    ]
    assert marked(parsed.diagnostics) == [("BF102", "<does>")]


def test_headers_of_the_file_may_stand_anywhere() -> None:
    """They are about the whole file, so the block around them goes on."""
    parsed = parse_text("scenario: x\n  note: a\nrulebook: r\n  note: b\nflow: f\n")
    assert [(header.key, header.text) for header in parsed.headers] == [("rulebook", "r"), ("flow", "f")]
    assert [[step.text for step in block.steps] for block in parsed.blocks] == [["a", "b"]]


def test_a_setup_has_parameters_with_defaults() -> None:
    """Names and defaults are read with or without quotation marks, and each default knows its place."""
    (block,) = parse_text('setup: a partner (admin = Bob, of = "A, B",until=2021-12-31)\n  note: n\n').blocks
    assert block.name == "a partner"
    assert [(name, slot.value, slot.span.column) for name, slot in block.parameters] == [
        ("admin", "Bob", 27),
        ("of", "A, B", 37),
        ("until", "2021-12-31", 50),
    ]


def test_an_argument_that_cannot_be_read_is_pointed_at_without_the_blank_before_it() -> None:
    """The caret stands below what the message quotes."""
    parsed = parse_text("scenario: x\n  use: a Gold partner (until = 2021-12-31, Security)\n")
    assert marked(parsed.diagnostics) == [("BF104", "Security")]


@pytest.mark.parametrize("arguments", ["(until = )", "(until = , a = b)", '(until = "")'])
def test_an_empty_argument_is_a_mistake(arguments: str) -> None:
    """A value that was forgotten is not taken for an empty one."""
    assert len(parse_text(f"scenario: x\n  use: a Gold partner {arguments}\n").diagnostics) == 1


def test_an_argument_in_quotation_marks_may_hold_parentheses() -> None:
    (block,) = parse_text('scenario: x\n  use: y (a = ")", b = "(1)")\n').blocks
    assert [(step.text, [value.value for _, value in step.arguments]) for step in block.steps] == [("y", [")", "(1)"])]


def test_an_argument_given_twice_is_a_mistake() -> None:
    """Neither of the two values wins in silence."""
    text = "scenario: x\n  use: a Gold partner (until = 2021-12-31, until = 2022-12-31)\n"
    assert len(parse_text(text).diagnostics) == 1


def test_an_empty_include_is_empty() -> None:
    """It is said like for any other keyword that has nothing behind it."""
    assert codes(parse_text("include:\nscenario: x\n  note: n\n").diagnostics) == ["BF113"]


def test_a_date_that_can_be_read_in_two_ways_is_answered_with_both() -> None:
    """Neither reading is preferred."""
    (diagnostic,) = parse_text("scenario: x\n  wait until 04/03/2021\n").diagnostics
    assert diagnostic.help() == "write 2021-04-03 or 2021-03-04"


@pytest.mark.parametrize("written", ["12/31/2021", "31/12/2021", "31.12.2021"])
def test_a_date_that_can_be_read_in_one_way_is_answered_with_that_one(written: str) -> None:
    """There is no month 31, so nobody is told to write one."""
    (diagnostic,) = parse_text(f"scenario: x\n  wait until {written}\n").diagnostics
    assert "2021-12-31" in (diagnostic.help() or "")
    assert "2021-31-12" not in (diagnostic.help() or "")


def test_a_number_where_a_name_belongs_is_pointed_at() -> None:
    """The caret stands below the number, not below the action behind it."""
    assert marked(parse_text('scenario: x\n  when 7 activates "y"\n').diagnostics) == [("BF102", "7")]
