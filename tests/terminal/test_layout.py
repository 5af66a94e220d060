"""Lines for a terminal: wrapped at words, with plain signs where others are unknown, and nothing that acts on it."""

from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.diagnostics.carets import width
from benefit_flows.terminal.layout import ShownLine, encodable, laid_out
from benefit_flows.text import harmless


def shown(*lines: ShownLine, columns: int = 20, encoding: str = "utf-8") -> list[str]:
    return laid_out(lines, columns, encoding).split("\n")[:-1]


def test_a_line_is_wrapped_at_words_two_columns_further_in() -> None:
    assert shown(ShownLine("one two three four five six", 2)) == ["  one two three four", "    five six"]


def test_a_line_with_a_number_is_wrapped_below_its_text() -> None:
    assert shown(ShownLine("links the contract of Contoso", lead="*12 ")) == [
        "*12 links the",
        "    contract of",
        "    Contoso",
    ]


def test_a_word_that_is_too_long_is_broken() -> None:
    assert shown(ShownLine("see abcdefghijklmnopqrstuvwxyz")) == ["see", "  abcdefghijklmnopqr", "  stuvwxyz"]


def test_a_wide_word_that_is_too_long_is_broken_by_its_width() -> None:
    assert shown(ShownLine("漢" * 12)) == ["漢" * 10, "  漢漢"]


def test_what_is_to_be_copied_is_never_wrapped() -> None:
    assert shown(ShownLine("  one two three four five six", whole=True)) == ["  one two three four five six"]


def test_a_very_narrow_terminal_is_taken_as_a_narrow_one() -> None:
    assert shown(ShownLine("one two three four"), columns=3) == ["one two three four"]


def test_an_empty_line_stays_one() -> None:
    assert shown(ShownLine()) == [""]


def test_spaces_that_do_not_break_hold_words_together() -> None:
    assert shown(ShownLine("one two three\u00a0: four")) == ["one two three\u00a0: four"]
    assert shown(ShownLine("one two three\u00a0: fours")) == ["one two three\u00a0:", "  fours"]


def test_wide_characters_count_twice() -> None:
    assert shown(ShownLine("漢字 漢字 漢字 漢字 漢字")) == ["漢字 漢字 漢字 漢字", "  漢字"]


@given(st.text(), st.integers(20, 60), st.integers(0, 4))
def test_no_line_is_wider_than_the_terminal(text: str, columns: int, indent: int) -> None:
    lines = shown(ShownLine(text, indent), columns=columns)
    assert all(width(each) <= columns for each in lines)
    assert list(map(harmless, lines)) == lines


def test_signs_that_an_encoding_lacks_are_written_plainly() -> None:
    text = "“é” → «\u00a0œuvre\u00a0» ’ … – 漢 \u202f!"
    assert encodable(text, "utf-8") == text
    assert encodable(text, "ascii") == '"e" -> "oeuvre" \' ... - ?  !'
    assert encodable("“é”", "latin-1") == '"é"'


def test_what_a_terminal_would_act_upon_is_replaced() -> None:
    assert shown(ShownLine("a\x1b[31mb"), ShownLine("c\x07", whole=True)) == ["a\ufffd[31mb", "c\ufffd"]
