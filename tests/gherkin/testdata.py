"""Gherkin's own test data, from a copy that BENEFIT_FLOWS_GHERKIN_TESTDATA names: see CONTRIBUTING.md.

No package has these files, so pytest runs this only when it is named: ``pytest tests/gherkin/testdata.py``.
"""

import os
from pathlib import Path
from typing import Final

import pytest

from tests.gherkin.support import check_parsed, parse_gherkin
from tests.gherkin.test_properties import assert_in_the_file
from tests.support import codes

FOLDER: Final = Path(os.environ["BENEFIT_FLOWS_GHERKIN_TESTDATA"])
SYNTAX: Final = {"BF117", "BF118", "BF225", "BF306"}
"""What stops the parser; all else is said of steps and names."""
GOOD, BAD = (sorted(FOLDER.glob(f"{kind}/*.feature")) for kind in ("good", "bad"))
assert GOOD, "no good files"
assert BAD, "no bad files"


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_is_read_and_each_of_its_steps_is_an_unknown_phrase_at_its_place(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    parsed = parse_gherkin(text)
    found = check_parsed(parsed).diagnostics
    assert_in_the_file(found, text)
    assert SYNTAX & set(codes(found)) == set()
    steps = [step for block in parsed.blocks for step in block.steps if step.keyword not in ("note", "ask")]
    lines = {each.span.line for each in parsed.diagnostics}
    assert [step.span.line for step in steps if step.span.line not in lines] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_is_answered_with_what_stops_the_parser(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    parsed = parse_gherkin(text)
    assert_in_the_file(parsed.diagnostics, text)
    assert parsed.blocks == ()
    assert set(codes(parsed.diagnostics)) & SYNTAX == set(codes(parsed.diagnostics)) != set()
