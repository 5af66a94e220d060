"""Formatting: nothing that a file says is lost, and there is one way to write it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.language.columns import COLUMNS
from benefit_flows.language.format import can_format, format_text
from benefit_flows.language.keywords import KEYWORDS, keyword_of
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import comment_at, text_lines
from benefit_flows.language.statements import Block, Header, Parsed, Phrase, Slot
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.source import Source, Span
from benefit_flows.text import LANGUAGES, Language
from tests.language.test_properties import damaged_texts
from tests.support import PROJECT, SCENARIOS, check_text, codes, flow_files, parse_text

BOOK: Final = rulebook()
NOWHERE: Final = Span("", 0, 0, 0, "")
SHIPPED: Final = [*flow_files(SCENARIOS), *flow_files(PROJECT / "src")]
PAGES: Final = {key: None for portal in BOOK.portals.values() for key in portal.pages}
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "portal": tuple(BOOK.portals),
    "page": tuple(PAGES),
    "benefit": BOOK.benefits,
    "product": tuple(BOOK.products),
    "plan": tuple(BOOK.plans),
    "competency": tuple(BOOK.competencies),
    "issue": BOOK.issues,
    "text": tuple(key for key, each in BOOK.messages.items() if each.kind != "quotation"),
    "reason": ("own-product", "own-expired", "own-ask-ids"),
}
SIMPLE: Final[dict[str, tuple[str, ...]]] = {
    "NAME": ("Ada", "Élise", "Bob2"),
    "DATE": ("2021-03-04", "2022-01-31"),
    "INT": ("1", "3", "20"),
    "COLUMN": ("who", "what"),
}
COMMENTS: Final = ("# why", "#", "#  two  spaces “and” 日本", "# ignore[BF305]", '# "')
CITED: Final = ("", "", "[121]", "[121][187-190]")
BLANKS: Final = " \t\u00a0\u202f\u3000"


def formatted(text: str) -> str:
    """Format a text, which must parse."""
    parsed = parse_text(text)
    assert can_format(parsed), parsed.diagnostics
    return format_text(parsed)


def statements(parsed: Parsed) -> tuple[tuple[Header, ...], tuple[Block, ...]]:
    """Give all that a file says, wherever it stands."""
    return parsed.headers, parsed.blocks


def comments(text: str) -> list[str]:
    """Give the comments of a text, in order."""
    lines = text_lines(Source("", text))
    return [each[at:].rstrip() for each in lines if (at := comment_at(each)) is not None]


def assert_kept(text: str) -> None:
    """Formatting is done after one time, and the file says the same as before, comments too."""
    once = formatted(text)
    assert formatted(once) == once
    assert statements(parse_text(once)) == statements(parse_text(text))
    assert comments(once) == comments(text)


# Files made from the grammar


def worded(slot: str, language: Language) -> tuple[str, ...]:
    """Give the names that may stand in a quoted slot, and one that is nobody's."""
    if slot == "parameter":
        return tuple(each.name.in_language(language) for each in BOOK.parameters.values())
    if slot == "setting":
        return tuple(text.in_language(language) for each in BOOK.parameters.values() for _, text in each.choices)
    return (*(BOOK.name(each, language).rstrip(".") for each in KEYS.get(slot, ())), "Contoso/1")


@st.composite
def slots(draw: st.DrawFn, name: str, tables: Tables) -> Slot:
    """Make a value for a slot."""
    kind = draw(st.sampled_from(tables.slot_terminals(name)))
    known = worded(name, tables.language) if kind == "STRING" else SIMPLE.get(kind, (kind.lower(),))
    return Slot(name, kind, draw(st.sampled_from(known)), NOWHERE)


@st.composite
def phrases(draw: st.DrawFn, start: str, tables: Tables) -> tuple[str, str]:
    """Make a phrase below a keyword: its kind, and the body of a line."""
    alternatives = [each for each in tables.alternatives() if each[0] == start]
    _, kind, parts = draw(st.sampled_from(alternatives))
    filled = tuple(draw(slots(name, tables)) for name, is_slot in parts if is_slot)
    phrase = Phrase(kind.removeprefix("tries_"), filled, tries=kind.startswith("tries_"))
    return kind, print_phrase(phrase, start, tables)


@st.composite
def steps(draw: st.DrawFn, language: Language) -> list[str]:
    """Make some lines of a block: a phrase, with a second one below ``and``, or something for readers."""
    tables = tables_for(language)
    start = draw(st.sampled_from(["given", "when", "then", "wait", "note", "use", "ask"]))
    word, cited = keyword_of(start, language), draw(st.sampled_from(CITED))
    if start == "note":
        return [f'{word} She’s  there, 5" away. {cited}']
    if start == "use":
        return [f"{word} our partner (who = <who>, what = Azure) {cited}"]
    if start == "ask":
        return [f"{word} What now? {cited}", f"{keyword_of('right', language)} Nothing  at all"]
    lines = []
    for each in (word, keyword_of("and", language))[: draw(st.integers(1, 2))]:
        kind, body = draw(phrases(start, tables))
        lines.append(f"{each} {body} {cited}")
        lines += draw(account_rows(language)) if kind == "accounts" else []
    return lines


@st.composite
def account_rows(draw: st.DrawFn, language: Language) -> list[str]:
    """Make the table of accounts."""
    roles = [BOOK.name(each, language) for each in BOOK.roles]
    row = ["Ada", "MSA", "MPN, CSP", draw(st.sampled_from([*roles, "-", "<who>", f"{roles[0]}, {roles[1]}"]))]
    return [f"| {' | '.join(each)} |" for each in (COLUMNS[language], row)]


@st.composite
def blocks(draw: st.DrawFn, language: Language) -> list[str]:
    """Make a block with its tags, its steps and its table."""
    kind = draw(st.sampled_from(["setup", "scenario", "outline"]))
    parameters = " (who = Ada, what = Azure)" if kind == "setup" else ""
    lines = ["@azure @slow"] if draw(st.booleans()) else []
    lines.append(f"{keyword_of(kind, language)} A name{parameters} {draw(st.sampled_from(CITED))}")
    lines += [line for each in draw(st.lists(steps(language), max_size=4)) for line in each]
    if kind == "outline":
        lines += [keyword_of("examples", language), "| who | what |", "| Ada | 日本 |", "| Élise | |"]
    return lines


@st.composite
def files(draw: st.DrawFn, language: Language) -> str:
    """Make a file, with comments and blank lines anywhere."""
    lines = [f"{keyword_of('language', language)} {language}"] if language != "en" else []
    lines += [f"{keyword_of('flow', language)} What it is about"] if draw(st.booleans()) else []
    lines += [line for each in draw(st.lists(blocks(language), min_size=1, max_size=3)) for line in each]
    done: list[str] = []
    for line in lines:
        done += draw(st.lists(st.sampled_from(["", *COMMENTS]), max_size=2)) if draw(st.booleans()) else []
        done.append(f"{line}  {draw(st.sampled_from(COMMENTS))}" if draw(st.integers(0, 4)) == 4 else line)
    return "\n".join(done) + "\n"


any_language = st.sampled_from(LANGUAGES)
any_files = any_language.flatmap(files)


def spaced(line: str, draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Put other spaces for those of a line, apart from its comment and from text for readers."""
    code = line[: comment_at(line)] if comment_at(line) is not None else line
    meanings = {**KEYWORDS["en"], **KEYWORDS["fr"]}
    is_text = meanings.get(code.split(" ", 1)[0]) in ("note", "right", "ask", "flow", "scenario", "outline")
    spaces = st.text(" \t" if is_text else BLANKS, min_size=1, max_size=3)
    parts = [part + (draw(spaces) if index else "") for index, part in enumerate(reversed(code.split(" ")))]
    return draw(st.text(BLANKS, max_size=3)) + "".join(reversed(parts)) + line[len(code) :]


@st.composite
def spaced_otherwise(draw: st.DrawFn) -> tuple[str, str]:
    """Give a file, and the same with other spaces and with more blank lines where there is one."""
    text = draw(any_files)
    lines = [spaced(each, draw) + ("\n" * draw(st.integers(0, 2)) if not each else "") for each in text.split("\n")]
    return text, "\n".join(lines)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(any_files)
def test_formatting_a_file_keeps_what_it_says_and_is_done_after_one_time(text: str) -> None:
    assert_kept(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(spaced_otherwise())
def test_however_a_file_is_spaced_there_is_one_way_to_write_it(texts: tuple[str, str]) -> None:
    assert formatted(texts[1]) == formatted(texts[0])


@settings(max_examples=150, deadline=None, derandomize=True)
@given(damaged_texts().filter(lambda text: can_format(parse_text(text))))
def test_formatting_a_damaged_file_that_still_parses_keeps_what_it_says(text: str) -> None:
    assert_kept(text)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_file_that_is_shipped_is_formatted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text) == text
    assert_kept(text)


# What each thing becomes


def becomes(before: str, after: str) -> None:
    """Hold that a text is formatted so, with nothing lost."""
    assert formatted(before) == after
    assert_kept(before)


def test_a_byte_order_mark_windows_line_ends_tabs_and_a_missing_last_newline_are_straightened() -> None:
    becomes(
        '\ufeffflow: A\r\nscenario:  x\r\n\twhen  Ada\u00a0signs in\tto "Azure  portal"',
        'flow: A\n\nscenario: x\n  when Ada signs in to "Azure portal"\n',
    )


def test_curly_quotation_marks_around_names_become_straight_and_those_in_text_stay() -> None:
    becomes(
        "scenario: “x” and «\u00a0y\u00a0»\n  when Ada signs in to “Azure portal”\n  note: „so“   # “why”\n",
        'scenario: “x” and «\u00a0y\u00a0»\n  when Ada signs in to "Azure portal"\n  note: „so“  # “why”\n',
    )


def test_curly_apostrophes_of_words_become_straight_and_two_words_of_one_are_one_space_apart() -> None:
    becomes(
        "langue: fr\nscénario: x\n alors l’  entreprise Contoso n’a pas droit à « A »\n et « A » est en   attente\n",
        'langue: fr\n\nscénario: x\n  alors l\'entreprise Contoso n\'a pas droit à "A"\n  et "A" est en attente\n',
    )


def test_lines_are_indented_by_what_they_are() -> None:
    becomes(
        """\
        flow: A
    @a    @b
        outline: x
    use: a Gold partner
ask: What?
right: This
            wrong: That
    because: So
        given accounts
  | name |
| Ada |
    examples:
| who |
""",
        """\
flow: A

@a @b
outline: x
  use: a Gold partner
  ask: What?
    right: This
    wrong: That
    because: So
  given accounts
    | name |
    | Ada  |
  examples:
    | who |
""",
    )


def test_comments_are_indented_like_the_line_that_they_touch() -> None:
    becomes(
        """\
    # of the file
    flow: A
        # below the header

    # apart
    scenario: x
# first of the block
      when Ada leaves the request   # behind
      # below
""",
        """\
# of the file
flow: A
# below the header

# apart
scenario: x
  # first of the block
  when Ada leaves the request  # behind
  # below
""",
    )


def test_comments_in_tables_above_tags_and_alone_have_their_places() -> None:
    becomes(
        """\
# top

# above the tags
@a
# below the tags
outline: x
  examples:
# above the row
    | who |
# in the table
    | Ada |   # behind
# alone, at the end of the block

# alone, before a block

scenario: y
""",
        """\
# top

# above the tags
@a
# below the tags
outline: x
  examples:
    # above the row
    | who |
    # in the table
    | Ada |  # behind
    # alone, at the end of the block

# alone, before a block

scenario: y
""",
    )


def test_several_blank_lines_become_one_and_none_is_left_at_the_ends_or_below_a_header() -> None:
    becomes(
        "\n\nflow: A\n\n\n\nscenario: x\n\n  wait 1 day\n\n\n\n  wait 2 days\nscenario: y\n\n\n",
        "flow: A\n\nscenario: x\n  wait 1 day\n\n  wait 2 days\n\nscenario: y\n",
    )


def test_no_blank_line_is_put_where_a_block_has_none() -> None:
    becomes("scenario: x\n  wait 1 day\n  wait 2 days\n", "scenario: x\n  wait 1 day\n  wait 2 days\n")


def test_columns_of_tables_are_as_wide_as_they_look() -> None:
    becomes(
        "outline: x\n  examples:\n| who|what |\n|日本|a |\n|🎉 | e\u0301 |\n|  abcde||\n",
        "outline: x\n  examples:\n"
        "    | who   | what |\n    | 日本  | a    |\n    | 🎉    | e\u0301    |\n    | abcde |      |\n",
    )


def test_each_table_has_its_own_widths() -> None:
    becomes(
        "outline: x\n  given accounts\n| name |\n|Ada|\n  examples:\n|w|\n|abcdefg|\n  examples:\n|w|\n|b|\n",
        "outline: x\n  given accounts\n    | name |\n    | Ada  |\n  examples:\n    | w       |\n    | abcdefg |\n"
        "  examples:\n    | w |\n    | b |\n",
    )


def test_citations_stand_together_two_spaces_behind_the_line() -> None:
    becomes(
        'scenario: x[121]  [122-124]\n  then Ada sees "Access ID"[126] [154] # why\n',
        'scenario: x  [121][122-124]\n  then Ada sees "Access ID"  [126][154]  # why\n',
    )


def test_arguments_of_setups_are_one_space_apart_and_keep_their_quotation_marks() -> None:
    becomes(
        'setup:mine(a=Ada,b  =  "Azure   portal" ,c = Two  words)\n  use:  mine ( a=<who> , b=“x” )  [121]\n',
        'setup: mine (a = Ada, b = "Azure portal", c = Two words)\n  use: mine (a = <who>, b = "x")  [121]\n',
    )


def test_columns_are_written_without_spaces_inside() -> None:
    becomes("outline: x\n  when < who > leaves the request\n", "outline: x\n  when <who> leaves the request\n")


def test_an_include_keeps_its_path_as_it_is() -> None:
    becomes("include:   lib/a  b.flow\n", "include: lib/a  b.flow\n")


def test_a_text_with_a_mistake_cannot_be_formatted_and_one_with_a_warning_can() -> None:
    assert not can_format(parse_text("scenario: x\n  when Ada flies\n"))
    assert can_format(parse_text("setup: unused\n  use: nothing that there is\n"))


def test_a_number_sign_straight_behind_a_keyword_or_a_bar_begins_a_comment_as_it_does_once_formatted() -> None:
    assert codes(check_text("scenario: x\n  use: a Gold partner\n  note:#1 call Ada [122]\n").diagnostics)[0] == "BF301"
    assert [each.code for each in parse_text("scenario: x\n  note:#1 call Ada [122]\n").diagnostics] == ["BF113"]
    assert [each.code for each in parse_text("outline: x\n  examples:\n | a | b |\n |1|#2|\n").diagnostics] == ["BF306"]


def test_a_comment_alone_below_a_header_stays_where_it_is() -> None:
    text = "scenario: x\n\n# alone\n"
    once = format_text(parse_text(text))
    assert format_text(parse_text(once)) == once


@pytest.mark.parametrize("line", ["scenario: Issue #12", "scenario: Issue # 12  [121]", "scenario: a  #todo"])
def test_text_that_may_be_lost_as_a_comment_is_not_made_to_look_like_one(line: str) -> None:
    """The warning that it is a comment stays until somebody decides."""
    text = f'{line}\n  use: a Gold partner\n  note: see #7\n  then "Microsoft Product Support" is inactive\n'
    formatted = format_text(parse_text(text))
    before, after = (codes(check_text(each).diagnostics) for each in (text, formatted))
    assert before == after == ["BF350", "BF350"]
    assert format_text(parse_text(formatted)) == formatted


@settings(max_examples=200, deadline=None)
@given(damaged_texts())
def test_below_a_pending_header_nothing_that_cannot_be_read_is_lost(text: str) -> None:
    """Whatever stands there stays as it is, up to spaces and quotation marks where all of it can be read."""
    lines = text_lines(Source("a.flow", text.replace("scenario:", "@pending\nscenario:")))
    parsed = parse_text("\n".join(lines))
    if not can_format(parsed):
        return
    after = format_text(parsed)
    assert format_text(parse_text(after)) == after
    for block in (each for each in parsed.blocks if each.unread):
        kept = [each.rstrip() for each in lines[block.span.line : block.last_line] if each.strip()]
        assert all(f"\n{each}\n" in f"\n{after}\n" for each in kept)
