"""Numbers that options take, with limits that keep a slip from running for hours."""

import argparse
from typing import Final

MOST_WORLDS: Final = 100_000
MOST_WORKERS: Final = 1024
LONGEST_NUMBER: Final = 9


def worlds(text: str) -> int:
    """Read a number of worlds to explore around a scenario."""
    if not text.isdecimal() or not text.strip("0") or len(text) > len(str(MOST_WORLDS)) or int(text) > MOST_WORLDS:
        raise argparse.ArgumentTypeError(f"write a number of worlds from 1 to {MOST_WORLDS}")
    return int(text)


def failures(text: str) -> int:
    """Read a number of failures after which a run stops."""
    if not text.isdecimal() or not text.strip("0") or len(text) > LONGEST_NUMBER:
        raise argparse.ArgumentTypeError("write a number of failures from 1")
    return int(text)


def jobs(text: str) -> int:
    """Read a number of processes; 0 stands for one a processor."""
    if text == "auto":
        return 0
    if not text.isdecimal() or len(text) > len(str(MOST_WORKERS)) or int(text) > MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"write a number of processes up to {MOST_WORKERS}, or auto")
    return int(text)
