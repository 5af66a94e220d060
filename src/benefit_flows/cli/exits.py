"""Exit codes.

``FAILED`` is a scenario that does not hold, or a warning of ``check``. ``USAGE`` is wrong usage, or a mistake in a
file that keeps it from running.
"""

from typing import Final

GOOD: Final = 0
FAILED: Final = 1
USAGE: Final = 2
BUG: Final = 3
NOTHING_SELECTED: Final = 5
INTERRUPTED: Final = 130
