"""Colours go by what a part of a line is, whatever others wrote behind it."""

import re
from io import StringIO
from pathlib import Path
from shutil import copy
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from benefit_flows.cli.colours import COLOURS, coloured, print_lines
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import Aside, drawn
from benefit_flows.diagnostics.inks import Ink, plain
from benefit_flows.source import Span
from benefit_flows.text import harmless_lines
from tests.support import command

SUITE: Final = Path(__file__).parents[1] / "report" / "golden" / "suite.flow"
COLOUR: Final = re.compile("\033\\[(\\d+)m(.*?)\033\\[0m")
HOSTILE: Final = st.text(st.sampled_from("a :#[^\n\t\u202e\x1b]|error"), max_size=12)


def test_each_role_of_a_failure_has_its_colour(tmp_path: Path) -> None:
    copy(SUITE, tmp_path)
    (tmp_path / "pyproject.toml").touch()
    done = command("run", "--color", "always", "suite.flow", cwd=tmp_path)
    names = {number: ink.value for ink, number in COLOURS.items()}
    told = dict.fromkeys((names[number], text) for number, text in COLOUR.findall(done.stdout) if "^" not in text)
    assert list(told) == [
        ("error", "error[BF501]"),
        ("good", "expected:"),
        ("error", "actual:  "),
        ("error", "error[BF502]"),
        ("error", "refused: "),
        ("hint", "it is accepted with these lines in place of line 17:"),
        ("good", "0 passed"),
        ("error", "3 failed"),
    ]


@given(HOSTILE, HOSTILE, HOSTILE)
def test_what_others_wrote_moves_no_colour_and_makes_none(text: str, word: str, note: str) -> None:
    found = Diagnostic("BF101", Span("a.flow", 3, 2, 4, text), (("word", word),))
    lines = drawn(found, [Aside("expected:", note, ink=Ink.GOOD)])
    out = StringIO()
    print_lines(lines, "never", out)
    painted = "\n".join(map(coloured, lines))
    assert COLOUR.sub(r"\2", painted) == out.getvalue().removesuffix("\n") == harmless_lines(plain(lines))
    found_colours = [each for _, each in COLOUR.findall(painted)]
    assert (found_colours[0], found_colours[-1]) == ("error[BF101]", "expected:")
    assert set("".join(found_colours[1:-1])) <= {"^"}
