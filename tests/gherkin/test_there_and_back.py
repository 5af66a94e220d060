"""Every scenario of the project as a feature: the same runs, step for step; and back: the same statements."""

from pathlib import Path
from typing import Final

import pytest

from tests.gherkin.support import as_feature, as_flow, check_parsed, parse_gherkin, said, told_by
from tests.support import SCENARIOS, check_text, flow_files, parse_text, shown

FILES: Final = flow_files(SCENARIOS)


def id_of(path: Path) -> str:
    return path.relative_to(SCENARIOS).as_posix()


@pytest.mark.parametrize("path", FILES, ids=id_of)
def test_a_converted_file_runs_as_it_did_step_for_step(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = as_feature(text)
    assert said(written) == []
    found = check_parsed(parse_gherkin(written.text))
    assert shown(found.diagnostics) == ""
    assert found.scenarios
    assert [told_by(each) for each in found.scenarios] == [told_by(each) for each in check_text(text).scenarios]


@pytest.mark.parametrize("path", FILES, ids=id_of)
def test_a_file_that_goes_there_and_back_says_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    back = as_flow(as_feature(text).text)
    before, after = parse_text(text), parse_text(back.text)
    assert (said(back), after.language, after.diagnostics) == ([], before.language, ())
    assert after.blocks == tuple(each for each in before.blocks if each.kind != "setup")
    assert set(after.headers) == set(before.headers)


def test_a_feature_that_was_converted_goes_there_and_back_letter_for_letter() -> None:
    for path in FILES:
        feature = as_feature(path.read_text(encoding="utf-8")).text
        assert as_feature(as_flow(feature).text).text == feature
