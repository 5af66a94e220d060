"""The encoding of a file that is not UTF-8: told by its name, because it can be saved in the right one."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Final

MARKS: Final = (
    *(("UTF-32", mark) for mark in (BOM_UTF32_LE, BOM_UTF32_BE)),
    *(("UTF-16", mark) for mark in (BOM_UTF16_LE, BOM_UTF16_BE)),
)
FEWEST: Final = 3
"""Empty bytes that may stand in anything."""
LOOKED_AT: Final = 1000
"""Bytes in which the encoding of a file shows."""


def wide_encoding(data: bytes) -> str:
    """Name the encoding of text with several bytes a letter, with its mark or without; empty where it is no text."""
    marked = next((name for name, mark in MARKS if data.startswith(mark)), "")
    start = data[:LOOKED_AT]
    few, many = sorted(each.count(0) for each in (start[::2], start[1::2]))
    return marked or ("UTF-16" if many > FEWEST and many * 4 > len(start) and few * 10 < many else "")
