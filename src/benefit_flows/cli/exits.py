"""Exit codes."""

from typing import Final

GOOD: Final = 0
FAILED: Final = 1
USAGE: Final = 2
BUG: Final = 3
NOTHING_SELECTED: Final = 5
INTERRUPTED: Final = 130
