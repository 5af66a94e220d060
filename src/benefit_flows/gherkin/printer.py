"""What both notations are written with: citations, tables, comments where they belong, a look at what came of it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from benefit_flows.diagnostics.carets import width
from benefit_flows.gherkin.steps import MEANINGS, NOTES
from benefit_flows.language.keywords import AND, keyword_of
from benefit_flows.language.statements import Block, Citation, Parsed, Slot, Statement, Table
from benefit_flows.language.straight import straight
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

WAITS: Final = ("wait", "wait_until")
"""The phrases that stand below ``when`` in a feature, and below ``wait`` in a scenario file."""
KINDS: Final = {"use": "given", "wait": "when"}
"""Below which of Gherkin's three kinds of steps the other lines stand."""
LEAST_RANGE: Final = 3
"""So many passages in a row are written as a range."""
NEEDS_QUOTES: Final = frozenset("=,()<>")
SPECIAL: Final = re.compile(r"(#+)\s*(\w+)\s*:")
SAID: Final = (*NOTES, "rulebook", "include", "language")
DIFFERENT: Final = Text(
    "this would not mean the same in the other notation", "ceci n’aurait pas le même sens dans l’autre notation"
)
Comment = tuple[int, str]
"""A comment with the number of its line."""


class Unsaid(NamedTuple):
    """What the other notation cannot say. What is ``left_out`` can be done without; all else keeps a file as it is."""

    span: Span
    why: Text
    left_out: bool = False


class Conversion(NamedTuple):
    """A text in the other notation, and what it does not say."""

    text: str
    unsaid: tuple[Unsaid, ...]


def cited(citations: Sequence[Citation]) -> str:
    """Write citations as they stand at the end of a line: ``  [121][187-190]``."""
    passages = [citation.passage for citation in citations]
    runs = groupby(enumerate(passages), key=lambda each: each[1] - each[0])
    text = "".join(_run([passage for _, passage in run]) for _, run in runs)
    return f"  {text}" if text else ""


def _run(passages: Sequence[int]) -> str:
    if len(passages) < LEAST_RANGE:
        return "".join(f"[{passage}]" for passage in passages)
    return f"[{passages[0]}-{passages[-1]}]"


def called(step: Statement) -> str:
    """Write what a line with ``use`` calls: the name of a setup and its arguments."""
    pairs = ", ".join(f"{name} = {_argument(value)}" for name, value in step.arguments)
    return f"{step.text} ({pairs})" if pairs else step.text


def _argument(value: Slot) -> str:
    if value.kind == "COLUMN":
        return f"<{value.value}>"
    return f'"{value.value}"' if NEEDS_QUOTES & set(value.value) else value.value


def tidy(step: Statement, language: Language) -> str:
    """Write the phrase of a step with its spaces as they should be."""
    word = keyword_of(AND, language)
    return straight(f"{word} {step.text}", language).text.removeprefix(f"{word} ")


def rows_of(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows of a table as texts, the titles first, each with its line."""
    for row in (table.columns, *table.rows):
        yield row[0].span.line, tuple(f"<{each.value}>" if each.kind == "COLUMN" else each.value for each in row)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write rows with their cells below one another."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield f"| {' | '.join(cell + ' ' * (most - width(cell)) for cell, most in zip(row, widths, strict=True))} |"


class Comments(NamedTuple):
    """Comments by the line that they stand above; those below all lines come last."""

    above: Mapping[int, tuple[str, ...]]
    last: tuple[str, ...]


def placed(comments: Iterable[Comment], lines: Iterable[int]) -> Comments:
    """Give each comment to the first of some lines that does not stand above it."""
    every = sorted(set(lines))
    above: dict[int, tuple[str, ...]] = {}
    last: tuple[str, ...] = ()
    for number, text in sorted(comments, key=lambda each: each[0]):
        at = bisect_left(every, number)
        if at == len(every):
            last = (*last, text)
        else:
            above[every[at]] = (*above.get(every[at], ()), text)
    return Comments(above, last)


def lines_of(blocks: Iterable[Block]) -> Iterator[int]:
    """Give the lines of all that blocks hold: steps and rows, but not the header, and no steps of other files."""
    for block in blocks:
        for step in block.steps:
            yield from [step.used_at.line] if step.used_at else ()
            if step.span.path == block.span.path:
                yield step.span.line
                yield from (line for line, _ in rows_of(step.table)) if step.table else ()
        yield from (line for line, _ in rows_of(block.examples)) if block.examples else ()


def as_remark(comment: str) -> str:
    """Write a comment of a scenario file so that no feature takes it for a note or a header."""
    return f"#{comment}" if _is_special(comment) else comment


def from_remark(comment: str) -> str:
    """Take away what ``as_remark`` has added."""
    return comment[1:] if comment.startswith("##") and _is_special(comment) else comment


def _is_special(comment: str) -> bool:
    found = SPECIAL.match(comment)
    return found is not None and MEANINGS.get(f"{found[2]}:") in SAID


def difference(expected: Sequence[Block], found: Parsed) -> Iterator[Unsaid]:
    """Point at the first thing in each block that came out with another meaning."""
    for index, block in enumerate(expected):
        other = found.blocks[index] if index < len(found.blocks) else None
        place = block.span if other is None else _where(block, other)
        if place is not None:
            yield Unsaid(place, DIFFERENT)


def _where(block: Block, other: Block) -> Span | None:
    if _head(block) != _head(other):
        return block.span
    for step, came in zip(block.steps, other.steps, strict=False):
        if _meant(step) != _meant(came):
            return step.span
    same = len(block.steps) == len(other.steps) and block.examples == other.examples
    return None if same else block.span


def _head(block: Block) -> tuple[object, ...]:
    return block.kind, block.name, tuple(dict.fromkeys(block.tags)), block.citations


def _meant(step: Statement) -> Statement:
    """Give a step as both notations mean it: who waits does so below ``wait`` or below ``when``."""
    waits = step.keyword == "when" and step.phrase is not None and step.phrase.kind in WAITS
    return step._replace(keyword="wait") if waits else step


def with_includes(parsed: Parsed, moved: Mapping[str, str]) -> Parsed:
    """Give a file whose includes lead from another folder: ``moved`` has the new path of each."""
    headers = (
        replace(header, text=moved.get(header.text, header.text)) if header.key == "include" else header
        for header in parsed.headers
    )
    return replace(parsed, headers=tuple(headers))
