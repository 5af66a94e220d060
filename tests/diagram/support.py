"""What the tests of diagrams share: machines of any kind, texts that tempt, scenarios that run."""

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

from benefit_flows import rulebook
from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.shapes import Layout, Rect
from benefit_flows.model.statechart import Statechart
from benefit_flows.model.trace import Trace
from benefit_flows.text import Language
from tests.engine.toy import ToyMachine
from tests.support import run_text

GOLDEN: Final = Path(__file__).parent / "golden"
TEMPTING: Final = (
    'say "quoted"',
    "a; b",
    "#35; #quot;",
    "<b>&amp;</b>",
    "x | y",
    "party 🎉",
    "end",
    "}",
    "a\\N\\",
    "a: b --> c",
    "%% no comment",
    "note right of",
    "état à l’envers",
    "line\nbreak",
    "[*]",
    "\u202ebackwards",
)
"""Texts that mean something in one of the notations."""
SCENARIO: Final = """\
scenario: An error to ignore, a refusal; "quotes" & <tag>
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Ada activates "Signature Cloud Support"
  wait 3 days
  then "Signature Cloud Support" is active
  when Ada links the contract in "Azure portal"  [173]
  and Ada tries to link the contract in "Azure portal"
  then the error can be ignored  [182]
  and Ada sees "This Access ID is already associated to an account"  [181]
  when Bob tries to create a request for "Azure" in "Azure portal"  [173]
  then it is refused
  wait 1 day
"""
STILL: Final = """\
scenario: Nothing moves
  use: a partner without offers
  then the number of requests is 0
"""


def machine(*rows: tuple[str, str, str]) -> Statechart:
    """Make a machine of moves; it starts in the state of the first."""
    return ToyMachine("machine", rows)


def tempting_machine() -> Statechart:
    """Make a machine whose names are the tempting texts, each leading to the next and to itself."""
    pairs = pairwise(TEMPTING)
    return machine(*(row for a, b in pairs for row in ((a, b, b), (b, f"{a} {b}", a), (a, f"to {a}", a))))


def laid_out(name: str, language: Language = "en") -> Layout:
    """Lay out a machine of the rulebook."""
    book = rulebook()
    return layout(book.machines[name], partial(book.name, language=language))


def trace_of(text: str) -> Trace:
    """Run the one scenario of a text."""
    (trace,) = run_text(text)
    return trace


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have an area in common."""
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom
