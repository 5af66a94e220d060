"""Lines: what a word processor makes of a text is read as what it stands for, and columns stay true."""

import pytest

from benefit_flows.language.scan import scan, text_lines
from benefit_flows.language.statements import Block, Parsed, Statement
from benefit_flows.source import Source
from tests.support import check_text, codes, marked, parse_text, places

CLEAN = """\
flow: A clean text
rulebook: mpn-2021-04

@azure
scenario: One  [187]
  use: a Gold partner (competency = "Security")
  given accounts of Contoso
    | name | roles        |
    | Eve  | Global admin |
  when Eve tries to link the contract in "Azure portal"  # a comment
  then it is refused  [121]
"""


def meaning(parsed: Parsed) -> object:
    """Give what was understood: places and the text as written do not count."""
    headers = [(header.key, header.text) for header in parsed.headers]
    blocks = [
        (block.kind, block.name, block.tags, cited(block), [(*step_meaning(step), cited(step)) for step in block.steps])
        for block in parsed.blocks
    ]
    return headers, blocks, codes(parsed.diagnostics)


def step_meaning(step: Statement) -> tuple[object, ...]:
    return step.keyword, step.phrase, step.table, step.arguments, "" if step.phrase else step.text.split(" (")[0]


def cited(what: Block | Statement) -> list[int]:
    return [each.passage for each in what.citations]


WRITTEN = {
    "a byte order mark": "\ufeff" + CLEAN,
    "Windows line ends": CLEAN.replace("\n", "\r\n"),
    "tabs": CLEAN.replace("  ", "\t"),
    "spaces that do not break": CLEAN.replace(" ", "\u00a0"),
    "narrow spaces that do not break": CLEAN.replace(" ", "\u202f"),
    "no last line end": CLEAN.removesuffix("\n"),
    "spaces at the ends of lines": CLEAN.replace("\n", "   \n"),
    "no indentation": "\n".join(line.strip() for line in CLEAN.split("\n")),
    "English curly quotes": CLEAN.replace(' "', " “").replace('"', "”"),
    "German quotes": CLEAN.replace(' "', " „").replace('"', "“"),
    "French quotes with spaces": CLEAN.replace(' "', " «\u00a0").replace('"', "\u00a0»"),
    "all of it": "\ufeff" + CLEAN.replace(' "', "\u00a0“").replace('"', "”").replace("\n", "\r\n").replace("  ", "\t"),
}


def test_the_clean_text_has_no_mistake() -> None:
    """The text that the others are compared with is understood as a whole."""
    parsed = parse_text(CLEAN)
    assert codes(parsed.diagnostics) == []
    assert [(block.kind, len(block.steps)) for block in parsed.blocks] == [("scenario", 4)]


@pytest.mark.parametrize("written", WRITTEN)
def test_a_text_from_a_word_processor_means_what_the_clean_text_means(written: str) -> None:
    """Byte order mark, line ends, spaces and quotes of all kinds change nothing in the statements."""
    assert WRITTEN[written] != CLEAN
    assert meaning(parse_text(WRITTEN[written])) == meaning(parse_text(CLEAN))


@pytest.mark.parametrize("written", WRITTEN)
def test_the_same_mistake_is_pointed_at_however_the_text_is_written(written: str) -> None:
    """The caret stands below the wrong word, counted in the characters that the file really has."""
    text = WRITTEN[written].replace("refused", "refuzed")
    assert marked(parse_text(text).diagnostics) == [("BF102", "refuzed")]


def test_a_byte_order_mark_is_not_a_column() -> None:
    """The first word of a file stands in column 1, byte order mark or not."""
    assert places(parse_text("\ufeffscenaro: x").diagnostics) == ["BF105 1:1-9"]


def test_a_blank_line_and_a_comment_say_nothing() -> None:
    """Lines that are blank or hold only a comment are left out, in column 1 as well as indented."""
    lines, diagnostics = scan("a.flow", 1, text_lines(Source("a.flow", "\n   \n# one\n   # two\n\t#three\nnote: x\n")))
    assert [(line.span.line, line.word) for line in lines] == [(6, "note:")]
    assert diagnostics == []


def test_a_comment_starts_at_a_number_sign_behind_a_space_outside_of_quotes() -> None:
    """A number sign inside of a word or of quotes is text."""
    text = 'note: one#two "three # four" five # six "seven\n'
    lines, _ = scan("a.flow", 1, text_lines(Source("a.flow", text)))
    assert [(line.body, line.comment) for line in lines] == [('one#two "three # four" five', '# six "seven')]


def test_a_quote_in_a_comment_is_no_open_quote() -> None:
    """What stands behind the number sign is not looked at."""
    assert codes(check_text("# it's a 5\" disk\n" + CLEAN).diagnostics) == []


def test_citations_are_taken_off_the_end_of_a_line_each_with_its_place() -> None:
    """Numbers, several of them, and ranges; a range stands for all its passages."""
    lines, diagnostics = scan("a.flow", 1, text_lines(Source("a.flow", "  then it is refused  [121][125] [187-189]\n")))
    assert diagnostics == []
    assert [line.body for line in lines] == ["it is refused"]
    assert [(each.passage, each.span.column, each.span.end) for each in lines[0].citations] == [
        (121, 23, 28),
        (125, 28, 33),
        (187, 34, 43),
        (188, 34, 43),
        (189, 34, 43),
    ]


def test_citations_may_be_followed_by_a_comment() -> None:
    """A comment behind the citations does not hide them."""
    lines, _ = scan("a.flow", 1, text_lines(Source("a.flow", "then it is refused [121] # why\n")))
    assert [([each.passage for each in line.citations], line.comment) for line in lines] == [([121], "# why")]


@pytest.mark.parametrize("range_", ["[190-187]", "[0-9999999]", "[1-100000000000000000000]"])
def test_a_range_that_runs_backwards_or_without_end_is_a_mistake(range_: str) -> None:
    """Nothing is counted up to a number that somebody mistyped."""
    parsed = parse_text(f"scenario: x\n  note: y {range_}\n")
    assert marked(parsed.diagnostics) == [("BF212", range_)]


def test_a_citation_of_thousands_of_digits_is_a_mistake_and_no_crash() -> None:
    """Python refuses to read a number of more than 4300 digits; the user is told of the citation."""
    parsed = check_text(f"scenario: x\n  note: y [{'9' * 5000}]\n")
    assert codes(parsed.diagnostics)[-1:] == ["BF212"]


def test_a_word_that_looks_like_a_citation_inside_of_the_line_is_text() -> None:
    """Only the end of a line cites; inside of a note brackets are the author's."""
    lines, _ = scan("a.flow", 1, text_lines(Source("a.flow", "note: passage [121] says so\n")))
    assert [(line.body, line.citations) for line in lines] == [("passage [121] says so", ())]


def test_a_line_that_is_too_long_is_a_mistake_of_its_own_place() -> None:
    """It is named with its line, is not taken apart, and the line below it is read."""
    text = "scenario: x\n  note: " + "y" * 1_000_000 + '\n  when Ada actvates "Z"\n'
    assert places(parse_text(text).diagnostics) == ["BF109 2:1-41", "BF101 3:12-20"]


def test_a_line_too_long_breaks_its_scenario() -> None:
    """What the line would have said is not known, so the scenario must not run without it."""
    text = 'scenario: x\n  use: a Gold partner\n  note: {}\n  then "Microsoft Product Support" is inactive\n'
    assert [each.name for each in check_text(text.format("y")).scenarios] == ["x"]
    checked = check_text(text.format("y" * 20_000))
    assert codes(checked.diagnostics) == ["BF109"]
    assert checked.scenarios == ()


def test_a_check_on_a_line_too_long_is_not_reported_as_missing() -> None:
    """The one mistake is the length; that the scenario checks nothing would not be true."""
    line = 'then "Microsoft Product Support" is inactive  # ' + "y" * 10_000
    assert codes(check_text(f"scenario: x\n  use: a Gold partner\n  {line}\n").diagnostics) == ["BF109"]


def test_wide_and_combining_characters_leave_the_caret_in_place() -> None:
    """Columns count characters, not bytes and not the width on a screen."""
    parsed = parse_text('scenario: 日本\n  note: 🎉 e\u0301\n  then "日本 é" iz active\n')
    assert marked(parsed.diagnostics) == [("BF112", "iz")]
