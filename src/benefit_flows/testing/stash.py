"""What the parts of the plugin leave for one another with pytest: the keys, and what is kept back under them.

The plugin is loaded at every start of pytest, so nothing of ours is imported here.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

if TYPE_CHECKING:
    from benefit_flows.diagnostics import Diagnostic
    from benefit_flows.language.statements import Block
    from benefit_flows.testing.view import SimulationView


class Held(NamedTuple):
    """The mistakes of a feature, and its scenarios."""

    file: pytest.File
    errors: "tuple[Diagnostic, ...]"
    blocks: "tuple[Block, ...]"


HELD: Final = pytest.StashKey[list[Held]]()
"""Mistakes of features, kept back until it is known which features a test module takes for itself."""

LEFT: Final = pytest.StashKey[dict[str, list[Path]]]()
"""Features that are left alone, by the code that says why."""

PASSES: Final = pytest.StashKey[str]()
"""What to say of a test that is known to fail, where it passes."""

VIEW: "Final[pytest.StashKey[SimulationView]]" = pytest.StashKey()
"""What a running scenario lets the steps of its author look at."""
