from pathlib import Path
from typing import Final

import pytest
from pygments.token import (  # type: ignore[import-untyped]  # Pygments ships no types
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
    Text,
)

from benefit_flows.highlight.lexer import FlowLexer
from benefit_flows.highlight.words import vocabulary
from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Slot
from benefit_flows.source import Source
from tests.support import PROJECT, SCENARIOS, flow_files

FLOWS: Final = flow_files(SCENARIOS)
BOTH: Final = [*FLOWS, *flow_files(PROJECT / "tests" / "golden" / "bad")]
EXPECTED: Final = {"STRING": String.Double, "DATE": Literal.Date, "INT": Number.Integer, "COLUMN": Name.Variable}
VALUES: Final = vocabulary("en").values + vocabulary("fr").values


def tokens(text: str) -> list[tuple[str, str]]:
    return [(str(kind).removeprefix("Token."), value) for kind, value in FlowLexer().get_tokens(text) if value.strip()]


def kind_at(text: str) -> list[object]:
    """Give the kind of every character."""
    return [kind for _, kind, value in FlowLexer().get_tokens_unprocessed(text) for _ in value]


def expected(slot: Slot) -> object:
    """Give what a slot must look like. The value of a parameter may be a word that is also a value elsewhere."""
    if slot.kind == "NAME":
        return Keyword.Constant if slot.name == "setting" and slot.value in VALUES else Name
    return EXPECTED.get(slot.kind, Keyword.Constant)


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_the_slots_of_every_scenario_are_coloured_as_the_parser_reads_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kinds, lines = kind_at(text), text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    steps = [step for block in parse(Source(path.name, text)).blocks for step in block.steps]
    slots = [slot for step in steps if step.phrase for slot in step.phrase.slots]
    assert slots
    for slot in slots:
        start = starts[slot.span.line - 1]
        found = set(kinds[start + slot.span.column - 1 : start + slot.span.end - 1])
        assert found == {expected(slot)}, slot


@pytest.mark.parametrize("path", BOTH, ids=lambda path: path.stem)
def test_no_character_is_lost(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")
    assert "".join(value for _, _, value in FlowLexer().get_tokens_unprocessed(text)) == text


@pytest.mark.parametrize("path", FLOWS, ids=lambda path: path.stem)
def test_nothing_in_a_scenario_without_mistakes_is_an_error(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [value for kind, value in FlowLexer().get_tokens(text) if kind is Error] == []


def test_a_step_in_english_is_taken_apart() -> None:
    assert tokens('  and Ada tries to buy plan "A # b"  [12][14-15] # why') == [
        (str(Keyword).removeprefix("Token."), "and"),
        ("Name", "Ada"),
        ("Operator.Word", "tries to"),
        ("Name.Builtin", "buy"),
        ("Text", "plan"),
        ("Literal.String.Double", '"A # b"'),
        ("Name.Label", "[12]"),
        ("Name.Label", "[14-15]"),
        ("Comment.Single", "# why"),
    ]


def test_a_step_in_french_is_taken_apart() -> None:
    assert tokens("et d’Ada essaie d'activer «\u00a0x\u00a0» non lié") == [
        ("Keyword", "et"),
        ("Text", "d’"),
        ("Name", "Ada"),
        ("Operator.Word", "essaie d'"),
        ("Name.Builtin", "activer"),
        ("Literal.String.Double", "«\u00a0x\u00a0»"),
        ("Keyword.Constant", "non lié"),
    ]


def test_the_same_word_has_another_colour_in_another_language() -> None:
    assert tokens("then active") == [("Keyword", "then"), ("Keyword.Constant", "active")]
    assert tokens("alors active") == [("Keyword", "alors"), ("Name.Builtin", "active")]


def test_a_quotation_that_is_not_closed_is_an_error_in_a_step_only() -> None:
    assert tokens('when "a # b') == [("Keyword", "when"), ("Error", '"a # b')]
    assert tokens('note: 5" # b [12]') == [
        ("Keyword.Pseudo", "note:"),
        ("Literal.String.Doc", "5"),
        ("Literal.String.Doc", '" # b'),
        ("Name.Label", "[12]"),
    ]


def test_a_setup_is_taken_apart() -> None:
    assert tokens("setup: a (b) c (d = e f, until = 2021-12-31)") == [
        ("Keyword.Declaration", "setup:"),
        ("Name.Function", "a"),
        ("Name.Function", "("),
        ("Name.Function", "b) c"),
        ("Punctuation", "("),
        ("Name.Attribute", "d"),
        ("Operator", "="),
        ("Literal.String.Doc", "e f"),
        ("Punctuation", ","),
        ("Name.Attribute", "until"),
        ("Operator", "="),
        ("Literal.Date", "2021-12-31"),
        ("Punctuation", ")"),
    ]


def test_windows_line_ends_change_nothing() -> None:
    text = FLOWS[0].read_text(encoding="utf-8")
    assert tokens(text.replace("\n", "\r\n")) == tokens(text)


def test_pieces_keep_to_their_line() -> None:
    assert [kind for kind in kind_at("scenario: a\n# b\n") if kind is Comment.Single] == [Comment.Single] * 3
    assert tokens('when "a\nb" c') == [("Keyword", "when"), ("Error", '"a'), ("Text", "b"), ("Error", '" c')]
    assert Operator not in kind_at("use: a (b\n= c)")
    assert set(kind_at("\n \n")) == {Text.Whitespace}
