"""What holds for every text: nothing crashes, every place lies in the file, conversions mean the same."""

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.gherkin.to_feature import to_feature
from benefit_flows.gherkin.to_flow import to_flow
from benefit_flows.language.check import Unit, setups_of
from benefit_flows.language.expand import expand
from benefit_flows.language.statements import Parsed, Statement
from benefit_flows.language.tables import tables_for
from tests.gherkin.support import as_feature, as_flow, check_parsed, meant, parse_gherkin
from tests.support import SCENARIOS, flow_files, parse_text

FEATURES: Final = {path.stem: as_feature(path.read_text(encoding="utf-8")).text for path in flow_files(SCENARIOS)}
assert FEATURES

PIECES: Final = [
    *("Feature:", "Rule: r", "Background:", "Scenario: s", "Scenario Outline: o", "Examples:", "@a", "@passage-181"),
    *("Fonctionnalité: f", "Scénario: s", "Given", "When", "Then", "And", "*", "But", "Soit", "Alors qu’", "Lorsqu’"),
    *("# language: fr", "# language: xx", "# note: n", "# ask: q", "# right: a", "# include: a.flow", "# rulebook: x"),
    *('setup "a Gold partner"', "company Contoso", "3 days pass", "<who>", '"<who>"', '"', '"""', "```", "[121]"),
    *("| who |", "| a | b |", r"| \| |", "|", "\\", "\n", "\n", "\n", "\n  ", "\t", "\r\n", "\r", "\ufeff", "\u00a0"),
    *("\u2028", "\x0b", "\x85", "\0", "“", "»", "é", "🎉", "\u200b", "[190-187]", "[9999999999]"),
]
texts_of_pieces = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
texts_of_lines = st.lists(st.sampled_from(PIECES), max_size=40).map("\n".join)


@st.composite
def damaged_features(draw: st.DrawFn) -> str:
    """Take a part of a feature, and leave out, double or insert lines and characters."""
    lines = draw(st.sampled_from(sorted(FEATURES.values()))).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    lines = [*lines[:5], *lines[first : first + 30]]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        place = draw(st.integers(0, len(lines[at])))
        piece = draw(st.one_of(st.just(""), st.sampled_from(PIECES), st.characters()))
        lines[at] = lines[at][:place] + piece + lines[at][place + draw(st.integers(0, 9)) :]
    return "\n".join(lines)


def assert_in_the_file(diagnostics: tuple[Diagnostic, ...], text: str) -> None:
    """Each place is on a line of the file, within it or just behind its end, and can be drawn."""
    lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    for each in diagnostics:
        span = each.span
        assert (span.path, 1 <= span.line <= len(lines)) == ("a.feature", True), each
        assert span.text == lines[span.line - 1] or each.code in ("BF109", "BF409"), each
        assert 1 <= span.column <= span.end <= len(span.text) + 2, each
        assert render_diagnostic(each, "en") != render_diagnostic(each, "fr")


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=200), texts_of_pieces, texts_of_lines, damaged_features()))
def test_no_text_makes_reading_or_checking_raise_and_every_place_is_in_the_file(text: str) -> None:
    parsed = parse_gherkin(text)
    assert_in_the_file(parsed.diagnostics, text)
    assert_in_the_file(check_parsed(parsed).diagnostics, text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(texts_of_lines, damaged_features()))
def test_a_feature_that_converts_means_the_same_and_what_does_not_is_said(text: str) -> None:
    parsed = parse_gherkin(text)
    if parsed.diagnostics or not parsed.blocks:
        return
    written = to_flow(parsed)
    back = parse_text(written.text)
    steps = [step for block in meant(parsed.blocks) for step in block.steps]
    assert bool(written.unsaid) or [step for block in meant(back.blocks) for step in block.steps] == steps


names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=12).filter(str.strip)
quoted = names.filter(lambda text: '"' not in text and not set(text) & set("“”„«»")).map(lambda text: f'"{text}"')
accounts = st.sampled_from(["Ada", "Bob", "<who>"])
steps = st.one_of(
    st.builds("when {} signs in to {}".format, accounts, quoted),
    st.builds("then {} sees {}  [121][123-126]".format, accounts, quoted),
    st.builds("wait {} {}".format, st.integers(0, 99), st.sampled_from(["day", "days", "week", "weeks"])),
    st.just("wait until 2022-01-31"),
    st.builds("given company {}".format, st.sampled_from(["Contoso", "Fabrikam"])),
    st.builds("use: a Gold partner (competency = {}, until = 2022-01-31)".format, quoted),
    st.builds("note: {}".format, names),
    st.builds("ask: {}\nright: {}".format, names, names),
    st.builds("given accounts of Contoso\n| name | roles |\n| Ada | {} |".format, names),
    st.builds("# {}\nthen nothing changed  # {}".format, names, names),
)
blocks = st.builds(
    "{}outline: {}  {}\n{}\nexamples:\n| who |\n| Ada |\n".format,
    st.sampled_from(["", "@a @b\n", "@c\n"]),
    names,
    st.sampled_from(["", "[187]", "[187-190][121]"]),
    st.lists(steps, min_size=1, max_size=6).map("\n".join),
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(blocks, min_size=1, max_size=3).map("\n".join))
def test_blocks_go_to_gherkin_and_back_or_it_is_said_that_they_do_not(text: str) -> None:
    parsed = parse_text(text)
    if parsed.diagnostics:
        return
    written = to_feature(parsed, {})
    if written.unsaid:
        return
    assert meant(parse_gherkin(written.text).blocks) == meant(parsed.blocks)
    back = as_flow(written.text)
    assert (back.unsaid, parse_text(back.text).blocks) == ((), parsed.blocks)


SETUPS_OF_ALL_SLOTS: Final = """\
setup: inner (who = Ada, what = x, day = 2022-01-31, count = 3)
  given company <who> has a Gold competency in <what> until <day>
  note: <who> has <what>, not <other>.
  given accounts of Contoso
    | name  | roles  |
    | <who> | <what> |
  wait <count> days
  then <who> sees <what> <count> for plan <what>

setup: outer (first = Bob, second = y)
  use: inner (who = <first>, what = <second>)
  use: inner (what = <first>, count = 7)

outline: o
"""
texts = names.filter(lambda text: text.strip() and not set(text) & set('"#<>“”„«»'))
firsts = st.sampled_from(["Ada", "<who>"])
seconds = st.one_of(st.sampled_from(["7", "2022-01-31", "<who>", "<what>", "active"]), texts.map('"{}"'.format))
cells = st.one_of(st.sampled_from(["7", "2022-01-31", "active", "a  b"]), texts.filter(lambda text: "|" not in text))


def flat(parsed: Parsed) -> list[list[Statement]]:
    """Give the steps of each row of each block, with everything put in and filled in."""
    setups, tables = setups_of(Unit(parsed), ()), tables_for(parsed.language)
    found = []
    for block in meant(tuple(each for each in parsed.blocks if each.examples)):
        columns, rows = (block.examples.columns, block.examples.rows) if block.examples else ((), ())
        filled = ({column.value: cell for column, cell in zip(columns, row, strict=True)} for row in rows)
        found += [expand(block, row, setups, tables).steps for row in filled]
    return found


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.one_of(st.none(), firsts), st.one_of(st.none(), seconds), cells)
def test_setups_that_are_put_in_give_the_steps_that_they_gave(first: str | None, second: str | None, cell: str) -> None:
    pairs = [f"{name} = {value}" for name, value in (("first", first), ("second", second)) if value]
    called = f"use: outer ({', '.join(pairs)})" if pairs else "use: outer"
    text = f"{SETUPS_OF_ALL_SLOTS}{called}\nexamples:\n| who | what |\n| Zoe | {cell} |\n| Yan | {cell} |\n"
    parsed = parse_text(text)
    assert parsed.diagnostics == ()
    written = to_feature(parsed, setups_of(Unit(parsed), ()).by_name)
    assert written.unsaid == ()
    assert flat(parse_gherkin(written.text)) == flat(parsed)
    assert [len(row) for row in flat(parsed)] == [10, 10]


def test_most_generated_blocks_can_be_said_in_gherkin() -> None:
    found: list[bool] = []

    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    @given(blocks)
    def convert(text: str) -> None:
        parsed = parse_text(text)
        if not parsed.diagnostics:
            found.append(not to_feature(parsed, {}).unsaid)

    convert()
    assert len(found) > 50
    assert sum(found) / len(found) > 0.9
