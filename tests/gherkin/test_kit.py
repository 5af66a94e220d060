"""Features as Cucumber's own examples write them: all are read, and each step is an unknown phrase at its place."""

from pathlib import Path
from typing import Final

import pytest

from tests.gherkin.support import parse_gherkin
from tests.gherkin.test_properties import assert_in_the_file
from tests.support import PROJECT, codes

FOLDER: Final = PROJECT / ".tools" / "node_modules" / "@cucumber" / "compatibility-kit" / "features"
SYNTAX: Final = {"BF117", "BF118", "BF225", "BF306"}


def features() -> list[Path]:
    """Give the features of the package; without them the test fails."""
    found = sorted(FOLDER.rglob("*.feature"))
    assert len(found) > 40, "no features found: make install-tools"
    return found


@pytest.mark.tools
def test_every_feature_of_the_compatibility_kit_is_read() -> None:
    for path in features():
        text = path.read_bytes().decode("utf-8")
        parsed = parse_gherkin(text)
        assert_in_the_file(parsed.diagnostics, text)
        assert SYNTAX & set(codes(parsed.diagnostics)) == set(), path.name
        steps = {step.span.line for block in parsed.blocks for step in block.steps}
        assert steps == {each.span.line for each in parsed.diagnostics if each.code != "BF226"}, path.name
