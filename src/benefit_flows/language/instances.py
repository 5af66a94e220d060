"""A block to scenarios: what it says of itself, also where it is still to be written, or known to fail."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from benefit_flows.language.statements import Block, Slot, Statement
from benefit_flows.language.substitution import COLUMN_IN_TEXT
from benefit_flows.model.scenario import Line, Scenario
from benefit_flows.text import Language


def scenario_of(
    block: Block,
    row: Mapping[str, Slot],
    number: int | None,
    lines: tuple[Line, ...],
    rulebook: str,
    language: Language,
) -> Scenario:
    """Make the scenario of a block, or of one of its rows (``row`` by column, ``number`` from 1), of its lines.

    Its name is filled in here, so that it is the same wherever it is read.
    """
    first = next(iter(row.values())) if row else None
    return Scenario(
        filled_name(block.name, row),
        block.span,
        block.tags,
        tuple(citation.passage for citation in block.citations),
        lines,
        rulebook,
        block.last_line,
        number,
        first.span.line if first else None,
        tuple((name, cell.value) for name, cell in row.items()),
        language,
    )


def filled_name(name: str, row: Mapping[str, Slot]) -> str:
    """Fill the cells of a row into a name; what is no column of it stays."""
    return COLUMN_IN_TEXT.sub(lambda found: row[key].value if (key := found[1].strip()) in row else found[0], name)


def pending_of(block: Block, rulebook: str, language: Language) -> Iterator[Scenario]:
    """Give the scenarios of a block that is still to be written: one for each row, where it has rows already."""
    columns, rows = block.examples if block.examples is not None else ((), ())
    cells = ({column.value: cell for column, cell in zip(columns, row, strict=True)} for row in rows)
    for number, row in enumerate(cells, start=block.first_row):
        yield replace(scenario_of(block, row, number, (), rulebook, language), pending=True)
    if not rows:
        yield replace(scenario_of(block, {}, None, (), rulebook, language), pending=True)


def reason_of(block: Block, steps: Iterable[Statement]) -> str:
    """Give why a scenario is known to fail: what its description begins with, or else its first note."""
    own = (step for step in steps if step.span.path == block.span.path and step.span.line > block.span.line)
    return block.about or next((each.text for each in own if each.keyword == "note"), "")
