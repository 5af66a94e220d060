"""Colours of what people read: by what a part of a line is, where the stream gets colours."""

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TextIO

from benefit_flows.cli.output import print_own
from benefit_flows.diagnostics.inks import Ink, Inked
from benefit_flows.text import Language, harmless_lines

if TYPE_CHECKING:
    from benefit_flows.diagnostics import Diagnostic

COLOURS: Final = {Ink.ERROR: "31", Ink.GOOD: "32", Ink.WARNING: "33", Ink.HINT: "36"}
"""Numbers that a terminal takes for red, green, yellow and cyan."""


def add_color(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses whether what people read is coloured."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours (default: auto, at a terminal; NO_COLOR and FORCE_COLOR are respected)",
    )


def is_coloured(color: str, stream: TextIO) -> bool:
    """Whether a stream gets colours; ``color`` as the option has it."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def print_lines(lines: Iterable[Inked], color: str, stream: TextIO) -> None:
    """Print lines, each made harmless, in colours where the stream gets them."""
    fancy = is_coloured(color, stream)
    print_own("".join(f"{coloured(line) if fancy else harmless_lines(line.text)}\n" for line in lines), stream)


def coloured(line: Inked) -> str:
    """Colour a line that is made harmless here: before a coloured part nothing of others stands, so it stays there."""
    text, done, end = harmless_lines(line.text), "", 0
    for start, stop, ink in line.strokes:
        done += f"{text[end:start]}\033[{COLOURS[ink]}m{text[start:stop]}\033[0m"
        end = stop
    return done + text[end:]


def print_diagnostic(diagnostic: "Diagnostic", language: Language, color: str = "auto") -> None:
    """Draw one mistake on the error output, with an empty line behind it."""
    from benefit_flows.diagnostics.carets import drawn_diagnostic

    print_lines([*drawn_diagnostic(diagnostic, language), Inked("")], color, sys.stderr)
