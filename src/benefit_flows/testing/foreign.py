"""Features with steps that are no phrase of ours: the scenarios without them, so that the rest is checked and run."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.check import Checked, FileScope, Unit, check, setups_of
from benefit_flows.language.editions import Editions
from benefit_flows.language.expand import expand
from benefit_flows.language.instances import reason_of, scenario_of
from benefit_flows.language.scenarios import ScenarioBuilder
from benefit_flows.language.statements import Block, Parsed, Slot, Statement
from benefit_flows.language.tables import tables_for
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import KNOWN, Scenario


class Lines(NamedTuple):
    """The lines of steps: those that can be read as phrases, and those that cannot."""

    own: frozenset[int]
    unread: frozenset[int]


def lines_of(parsed: Parsed) -> Lines:
    """Tell which steps are phrases of ours; those that are still to be written are nobody's."""
    steps = [(step, block.pending) for block in parsed.blocks for step in block.steps]
    own = frozenset(step.span.line for step, _ in steps if step.keyword != "broken")
    return Lines(own, frozenset(step.span.line for step, pending in steps if not pending) - own)


def check_without(unit: Unit, foreign: Collection[int], rulebooks: Rulebooks) -> Checked:
    """Check a file in which the steps at some lines are somebody else's: they stand as notes.

    Somebody else's step may use a column, and a ``Then`` of theirs is a check.
    """
    parsed = unit.parsed
    blocks = tuple(_with_notes(block, foreign) for block in parsed.blocks)
    known = tuple(diagnostic for diagnostic in parsed.diagnostics if diagnostic.span.line not in foreign)
    unit = unit._replace(parsed=replace(parsed, blocks=blocks, diagnostics=known))
    editions = Editions(rulebooks)
    checked = check((unit,), editions)
    unchecked = {diagnostic.span.line for diagnostic in checked.diagnostics if diagnostic.code == "BF301"}
    excused = [block for block in blocks if block.span.line in unchecked and _checks(block, foreign)]
    vocabulary, standard = editions.of(parsed)
    scope = FileScope(vocabulary, setups_of(unit, standard), tables_for(parsed.language))
    scenarios = [*checked.scenarios, *(made for block in excused for made in _built(block, scope))]
    scenarios.sort(key=lambda scenario: (scenario.span.line, scenario.row or 0))
    lines = {block.span.line for block in excused}
    left = [diagnostic for diagnostic in checked.diagnostics if not _is_excused(diagnostic, lines, blocks, foreign)]
    return Checked(tuple(scenarios), tuple(left))


def _with_notes(block: Block, foreign: Collection[int]) -> Block:
    if not any(step.span.line in foreign for step in block.steps):
        return block
    return replace(block, steps=tuple(made for step in block.steps for made in _noted(step, foreign)))


def _noted(step: Statement, foreign: Collection[int]) -> Iterator[Statement]:
    """Put a note in the place of a foreign step; a setup gets one above, which marks where its lines begin."""
    if step.span.line in foreign:
        yield step._replace(keyword="note")
        return
    if step.keyword == "use":
        yield step._replace(keyword="note", arguments=(), citations=())
    yield step


def _checks(block: Block, foreign: Collection[int]) -> bool:
    return any(step.word == "then" and step.span.line in foreign for step in block.steps)


def _is_excused(
    diagnostic: Diagnostic, lines: Collection[int], blocks: tuple[Block, ...], foreign: Collection[int]
) -> bool:
    if diagnostic.code == "BF301":
        return diagnostic.span.line in lines
    mixed = (block for block in blocks if any(step.span.line in foreign for step in block.steps))
    return diagnostic.code == "BF305" and any(
        block.span.line <= diagnostic.span.line <= block.last_line for block in mixed
    )


def _built(block: Block, scope: FileScope) -> Iterator[Scenario]:
    """Build the scenarios of a block that has no check of ours, and else no mistake."""
    if block.examples is None:
        yield _scenario(block, {}, None, scope)
        return
    for number, cells in enumerate(block.examples.rows, start=block.first_row):
        row = {column.value: cell for column, cell in zip(block.examples.columns, cells, strict=True)}
        yield _scenario(block, row, number, scope)


def _scenario(block: Block, row: Mapping[str, Slot], number: int | None, scope: FileScope) -> Scenario:
    builder = ScenarioBuilder(scope.vocabulary, [], scope.tables.language)
    for step in expand(block, row, scope.setups, scope.tables).steps:
        builder.take(step)
    scenario = scenario_of(block, row, number, tuple(builder.lines), scope.rulebook, scope.tables.language)
    return replace(scenario, known=reason_of(block, block.steps)) if KNOWN in block.tags else scenario
