"""What holds for every text: nothing crashes, every place lies in the file, the order of blocks does not matter."""

from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benefit_flows import run
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.language.keywords import ENGLISH as KEYWORDS
from benefit_flows.language.tables import tables_for
from benefit_flows.model.scenario import Scenario
from tests.support import SCENARIOS, check_text, flow_files, parse_text

BLOCKS: Final = ("setup:", "scenario:", "outline:")
DOCUMENTED: Final = {path.stem: path.read_text(encoding="utf-8") for path in flow_files(SCENARIOS / "documented")}
PIECES: Final = [
    *KEYWORDS,
    *sorted(tables_for("en").words),
    *('"Azure portal"', '"Microsoft Product Support"', "Ada", "Contoso", "a Gold partner", "3", "2021-03-05", "<who>"),
    *("@tag", "[121]", "[187-190]", "# why", "|", "| who |", "(until = 2022-01-01)", '"', "(", ")", "<", ">", "=", ","),
    *(
        "\n",
        "\n",
        "\n",
        "\n  ",
        " ",
        "\t",
        "\r\n",
        "\ufeff",
        "\u00a0",
        "“",
        "»",
        "é",
        "\u2028",
        "\0",
        "²",
        "\uff19",
        "\U0001d7db",
    ),
]

arbitrary_texts = st.text(max_size=200)
texts_of_pieces = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """Take some blocks of a documented file, and leave out, double, insert or exchange lines and characters."""
    text = draw(st.sampled_from(sorted(DOCUMENTED.values())))
    blocks = text.split("\n\n")
    first = draw(st.integers(0, len(blocks) - 1))
    lines = "\n\n".join(blocks[first : first + 2]).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        place = draw(st.integers(0, len(line)))
        match draw(st.sampled_from(["leave out", "double", "move", "cut", "double a part", "put in", "join"])):
            case "leave out":
                lines[at] = ""
            case "double":
                lines.insert(at, line)
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut":
                lines[at] = line[:place] + line[place + draw(st.integers(1, 9)) :]
            case "double a part":
                lines[at] = line[:place] + line[max(0, place - draw(st.integers(1, 9))) :]
            case "put in":
                lines[at] = line[:place] + draw(st.one_of(st.sampled_from(PIECES), st.characters())) + line[place:]
            case _:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
    return "\n".join(lines)


def assert_in_the_file(diagnostics: tuple[Diagnostic, ...], text: str) -> None:
    """Each place is on a line of the file, within it or just behind its end, and can be drawn."""
    lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    for each in diagnostics:
        span = each.span
        assert span.path == "a.flow"
        assert 1 <= span.line <= len(lines), each
        assert 1 <= span.column <= span.end, each
        line = lines[span.line - 1]
        assert span.text == line or (each.code in ("BF109", "BF409") and line.startswith(span.text[:-2])), each
        assert span.column <= len(span.text) + 1, each
        assert span.end <= len(span.text) + 2, each
        assert "{" not in each.message().replace("{" if "{" in text else "\0", "")
        assert render_diagnostic(each, "en") != render_diagnostic(each, "fr")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(arbitrary_texts, texts_of_pieces))
@example("scenario: x\n  note: y [" + "9" * 5000 + "]")
def test_no_text_makes_the_parser_raise_and_every_place_is_in_the_file(text: str) -> None:
    """Any characters, and any order of the language's own pieces."""
    assert_in_the_file(parse_text(text).diagnostics, text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.one_of(arbitrary_texts, texts_of_pieces))
def test_no_text_makes_check_raise_and_every_place_is_in_the_file(text: str) -> None:
    """What could be parsed of it is checked."""
    assert_in_the_file(check_text(text).diagnostics, text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(damaged_texts())
def test_a_damaged_scenario_is_checked_without_a_crash_and_run_where_it_has_no_mistake(text: str) -> None:
    """What the documented scenarios become by mistakes of typing; those that still make sense run to an end."""
    checked = check_text(text)
    assert_in_the_file(checked.diagnostics, text)
    for scenario in checked.scenarios:
        assert bool(run(scenario).events) is not scenario.pending


def without_places(scenarios: tuple[Scenario, ...]) -> list[object]:
    """Give scenarios as they compare wherever they stand, in the order of their names and rows."""
    found = [
        (each.name, each.row or 0, each.tags, each.citations, [(line.text, line.citations) for line in each.lines])
        for each in scenarios
    ]
    return sorted(found, key=repr)


ENGLISH: Final = [text for text in DOCUMENTED.values() if not text.startswith("langue:")]


def blocks_of(text: str) -> tuple[str, list[str]]:
    """Cut a file into its headers and its blocks, tags with the block below."""
    headers, *blocks = [part for part in text.split("\n\n") if part.strip()]
    assert not any(line.startswith(BLOCKS) for line in headers.split("\n"))
    assert all(sum(line.startswith(BLOCKS) for line in block.split("\n")) == 1 for block in blocks)
    return headers, blocks


OWN_SETUPS: Final = """\
flow: Setups of the file

setup: inner (who = Ada)
  use: an activated Gold partner
  when <who> signs in to "Azure portal"

scenario: a  [121]
  use: outer
  then it is accepted

@b
outline: b
  use: inner (who = <who>)
  then it is <outcome>
  examples:
    | who | outcome  |
    | Ada | accepted |
    | Bob | accepted |

setup: outer
  use: inner (who = Bob)
"""


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data(), st.sampled_from([*sorted(ENGLISH), OWN_SETUPS]))
def test_the_order_of_the_blocks_does_not_change_the_scenarios(data: st.DataObject, text: str) -> None:
    """Scenarios, outlines and setups may stand in any order; headers may come last."""
    headers, blocks = blocks_of(text)
    shuffled = data.draw(st.permutations([headers, *blocks]))
    expected, found = check_text(text), check_text("\n\n".join(each.rstrip("\n") for each in shuffled))
    assert len(expected.scenarios) > 1
    assert found.diagnostics == expected.diagnostics == ()
    assert without_places(found.scenarios) == without_places(expected.scenarios)
