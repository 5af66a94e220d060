"""An open file tells, after any change, what a file read anew would tell."""

from typing import Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.parse import parse
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.lsp.files import Included, OpenFile
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source
from tests.support import SCENARIOS, flow_files

STANDARD: Final = tuple(map(parse, rulebook().standard_setups))
VOCABULARY: Final = Vocabulary(rulebook())
LIBRARY: Final = parse(Source("library.flow", "setup: shared\n  given today is 2021-03-04\n  and company Contoso\n"))
START: Final = """\
flow: Editing
rulebook: mpn-2021-04
include: library.flow

@one
scenario: First
  use: mine (until = 2021-12-31)
  when Ada signs in to "Partner Center"
  then Ada sees "Customers"

# ignore[BF320]
setup: mine (until = 2022-12-31)
  use: a Gold partner (until = <until>)
  given "Microsoft Product Support" is active

outline: Second
  use: mine
  when <who> tries to activate "Microsoft Product Support"
  then it is <outcome>
  examples:
    | who | outcome  |
    | Ada | accepted |

setup: unused
  use: shared
  use: mine
"""
PIECES: Final = (
    *START.split("\n"),
    "  use: unused",
    "setup: mine",
    "  use: mine",
    "setup: a",
    "  use: a",
    "# ignore[BF220]",
    "@two",
    "langue: fr",
    "  and Ada2 signs in",
    '  then "x" is active',
    "scenario: First",
    "include: library.flow",
    "examples:",
    "| who |",
    "",
)
Edit = tuple[int, int, list[str]]
edits: st.SearchStrategy[list[Edit]] = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 4), st.lists(st.sampled_from(PIECES), max_size=4)), max_size=8
)


def include(_: object) -> Included:
    """Bring the library, whatever is asked for."""
    return Included((LIBRARY,), ())


def open_file(text: str) -> OpenFile:
    """Open a text as an editor does."""
    file = OpenFile("a.flow", Editions(RULEBOOKS), include)
    file.update(text)
    return file


def anew(text: str) -> tuple[Diagnostic, ...]:
    """Check a text as the command line does."""
    return check((Unit(parse(Source("a.flow", text)), (LIBRARY,)),), Editions(RULEBOOKS)).diagnostics


@settings(max_examples=150, deadline=None, derandomize=True)
@given(edits)
@example([(6, 0, ["  use: mine (until = 2021-12-31)"]), (0, 0, ["flow: Editing"])])
@example([(24, 0, ["setup: mine"]), (0, 0, ["", ""]), (10, 4, [])])
def test_after_any_edits_the_diagnostics_are_those_of_the_text_read_anew(edits: list[Edit]) -> None:
    """Lines are put in, left out and changed, one place after another."""
    lines = START.split("\n")
    file = open_file(START)
    for wanted, removed, inserted in edits:
        at = min(wanted, len(lines))
        lines[at : at + removed] = inserted
        text = "\n".join(lines)
        file.update(text)
        assert file.diagnostics() == anew(text)
        assert file.parsed == parse(Source("a.flow", text))


def test_every_documented_file_typed_line_by_line_has_at_last_no_diagnostics() -> None:
    """As a file grows, so do its chunks; nothing old stays behind."""
    for path in flow_files(SCENARIOS / "documented"):
        text = path.read_text(encoding="utf-8")
        file = open_file("")
        for end in range(0, len(text), 997):
            file.update(text[:end])
        file.update(text)
        assert file.diagnostics() == ()


def test_a_key_in_one_block_leaves_the_other_blocks_parsed_and_checked() -> None:
    """Only the chunk that changed is another."""
    file = open_file(START)
    before = list(file.chunks)
    file.update(START.replace("Customers", "Customer"))
    assert [new is old for new, old in zip(file.chunks, before, strict=True)] == [True, False, True, True, True]


def test_a_setup_that_changes_is_checked_again_with_all_that_use_it() -> None:
    """And with what uses those."""
    file = open_file(START)
    assert file.diagnostics() == anew(START)
    broken = START.replace("use: a Gold partner (until", "use: a Bold partner (until")
    file.update(broken)
    assert [each.code for each in file.diagnostics()] == ["BF333", "BF211", "BF320"]
    file.update(START)
    assert file.diagnostics() == anew(START)
