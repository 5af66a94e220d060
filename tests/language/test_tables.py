"""The driver of the parse tables against Lark itself, and the shipped tables against the grammar."""

import logging
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Tree, UnexpectedInput

from benefit_flows.language.grammar import STARTS, UnsupportedGrammarError, build_tables, grammar_text
from benefit_flows.language.phrases import tokenize
from benefit_flows.language.scan import take_apart
from benefit_flows.language.tables import Misfit, tables_for

TABLES: Final = tables_for("en")
SAMPLES: Final = {
    "STRING": ['"Azure portal"', '""'],
    "NAME": ["Ada", "a.b@c-d", "Zoë", "is", "Gold"],
    "DATE": ["2021-03-04"],
    "INT": ["3", "007"],
    "COLUMN": ["<who>", "< a b >"],
}
WORDS: Final = sorted(TABLES.words)
VOCABULARY: Final = [*WORDS, *(sample for each in SAMPLES.values() for sample in each)]


class Understood(NamedTuple):
    """What a phrase was understood as: its alias, and the text in each slot."""

    kind: str
    slots: tuple[tuple[str, str], ...]


@cache
def lark() -> Lark:
    """Build Lark's own parser from the text that the tables are built from; it is told to skip blanks."""
    text = grammar_text("en") + "\n%ignore / +/\n"
    return Lark(text, parser="lalr", lexer="contextual", start=list(STARTS), maybe_placeholders=False)


def understood_by_lark(start: str, text: str) -> Understood | None:
    try:
        tree = lark().parse(text, start=start)
    except UnexpectedInput:
        return None
    slots = [(str(child.data), str(child.children[0])) for child in tree.children if isinstance(child, Tree)]
    assert len(slots) == len(tree.children)
    return Understood(str(tree.data), tuple(slots))


def understood_by_the_tables(start: str, text: str) -> Understood | None:
    line, mistake = take_apart(f"{start} {text}")
    assert line is not None
    assert mistake is None
    tokens = tokenize(line, TABLES)
    assert isinstance(tokens, list)
    shape = TABLES.parse(start, tuple(token.terminal for token in tokens))
    if isinstance(shape, Misfit):
        return None
    return Understood(shape.kind, tuple((name, tokens[index].text) for name, index in shape.slots))


def samples_of(slot: str) -> list[str]:
    """Give a text for each terminal that may fill a slot."""
    words = {terminal: [word] for word, terminal in TABLES.words.items()}
    return [text for each in TABLES.slot_terminals(slot) for text in (*words.get(each, ()), *SAMPLES.get(each, ()))]


PHRASES: Final = list(TABLES.phrases())


def phrases_with_samples() -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Give each phrase often enough that each slot takes each of its samples."""
    found = []
    for start, parts in PHRASES:
        choices = [samples_of(part) if is_slot else [part] for part, is_slot in parts]
        for number in range(max(map(len, choices))):
            texts = [texts[number % len(texts)] for texts in choices]
            slots = [(part, text) for (part, is_slot), text in zip(parts, texts, strict=True) if is_slot]
            found.append((start, " ".join(texts), tuple(slots)))
    return found


def test_every_phrase_of_the_grammar_is_understood_as_lark_understands_it() -> None:
    """Alias and slots are the same, for every phrase with every kind of value; and the slots are those listed."""
    cases = phrases_with_samples()
    assert len(cases) > 2 * len(PHRASES) > 100
    for start, text, slots in cases:
        expected = understood_by_lark(start, text)
        assert expected is not None, text
        assert understood_by_the_tables(start, text) == expected, text
        assert expected.slots == slots, text


def test_every_alias_of_the_grammar_is_reached() -> None:
    """No phrase hides another one behind the same words."""
    reached = {(start, found.kind) for start, text, _ in phrases_with_samples() if (found := lark_kind(start, text))}
    assert reached == {(rule.origin, rule.kind) for rule in TABLES.rules if rule.kind}


def lark_kind(start: str, text: str) -> Understood | None:
    return understood_by_lark(start, text)


@st.composite
def damaged_phrases(draw: st.DrawFn) -> tuple[str, str]:
    """Take a phrase and damage it: words left out, doubled, exchanged, put in, joined with another phrase."""
    start, parts = draw(st.sampled_from(PHRASES))
    texts = [draw(st.sampled_from(samples_of(part))) if is_slot else part for part, is_slot in parts]
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(texts)))
        match draw(st.sampled_from(["leave out", "double", "put in", "exchange", "cut"])):
            case "leave out":
                texts = texts[:at] + texts[at + 1 :]
            case "double":
                texts = texts[:at] + texts[max(0, at - 1) :]
            case "put in":
                texts = [*texts[:at], draw(st.sampled_from(VOCABULARY)), *texts[at:]]
            case "exchange":
                texts = [*texts[:at], draw(st.sampled_from(VOCABULARY)), *texts[at + 1 :]]
            case _:
                texts = texts[:at]
    return draw(st.sampled_from([start, start, *STARTS])), " ".join(texts)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(damaged_phrases())
def test_a_damaged_phrase_is_accepted_or_refused_as_by_lark(phrase: tuple[str, str]) -> None:
    """The driver and Lark accept the same sequences, and make the same of them."""
    assert understood_by_the_tables(*phrase) == understood_by_lark(*phrase)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(STARTS), st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join))
def test_any_words_are_accepted_or_refused_as_by_lark(start: str, text: str) -> None:
    """Words in no order at all, too."""
    assert understood_by_the_tables(start, text) == understood_by_lark(start, text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(damaged_phrases())
def test_what_is_said_to_fit_does_fit(phrase: tuple[str, str]) -> None:
    """Where a phrase stops making sense, each terminal that is offered gets the parser further."""
    start, text = phrase
    line, _ = take_apart(f"{start} {text}")
    assert line is not None
    tokens = tokenize(line, TABLES)
    assert isinstance(tokens, list)
    terminals = tuple(token.terminal for token in tokens)
    found = TABLES.parse(start, terminals)
    if isinstance(found, Misfit):
        assert found.expected
        for expected in found.expected:
            further = TABLES.parse(start, (*terminals[: found.at], *((expected,) if expected != "$END" else ())))
            assert not isinstance(further, Misfit) or further.at > found.at


def test_the_shape_of_a_line_is_the_same_when_it_comes_again() -> None:
    """Shapes are kept; the second answer is that of the first."""
    for start, text, _ in phrases_with_samples():
        line, _ = take_apart(f"{start} {text}")
        assert line is not None
        tokens = tokenize(line, TABLES)
        assert isinstance(tokens, list)
        terminals = tuple(token.terminal for token in tokens)
        assert TABLES.shape(start, terminals) == TABLES.shape(start, terminals) == TABLES.parse(start, terminals)


def test_the_shipped_tables_are_those_of_the_grammar() -> None:
    """Whoever edits the grammar writes the tables anew: python -m benefit_flows.language.grammar."""
    shipped = (files("benefit_flows.language") / "tables" / "en.json").read_text(encoding="utf-8")
    assert build_tables(grammar_text("en")) + "\n" == shipped


def conflicts(text: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Give what Lark says about conflicts that it resolves by itself; others it refuses."""
    with caplog.at_level(logging.DEBUG, logger="lark"):
        Lark(text, parser="lalr", start=list(STARTS), maybe_placeholders=False, debug=True)
    return [record.getMessage() for record in caplog.records if "onflict" in record.getMessage()]


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    """No line can be read in two ways, not even where Lark would decide by itself."""
    assert conflicts(grammar_text("en"), caplog) == []


def test_a_grammar_with_a_conflict_would_be_found(caplog: pytest.LogCaptureFixture) -> None:
    """The test above looks at what Lark really says."""
    ambiguous = 'given: "a" given "b" given | "a" given | "c"\nwhen: "a"\nthen: "a"\nwait: "a"\n'
    assert conflicts(ambiguous, caplog) != []


@pytest.mark.parametrize(
    "grammar",
    [
        'given: "a" "b"\nwhen: "a" -> x\nthen: "a" -> x\nwait: "a" -> x\n',
        'given: pair -> x\npair: "a" "b"\nwhen: "a" -> x\nthen: "a" -> x\nwait: "a" -> x\n',
    ],
)
def test_a_grammar_with_something_that_phrases_do_not_have_is_refused(grammar: str) -> None:
    """A phrase without an alias, a slot of two terminals: the tables are not built."""
    with pytest.raises(UnsupportedGrammarError, match="needs an alias"):
        build_tables(grammar)
