"""Statements to scenarios: everything that can be found wrong without running."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.language.citations import check_citations
from benefit_flows.language.expand import Setups, expand
from benefit_flows.language.lines import with_keywords
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scenarios import ScenarioBuilder
from benefit_flows.language.statements import Block, Parsed, Slot, Table
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.source import Span
from benefit_flows.text import LANGUAGES


class Unit(NamedTuple):
    """A file to check, with the files that it includes (and those that they include).

    ``incomplete`` when one of these cannot be read: setups are not reported as unknown then.
    """

    parsed: Parsed
    included: tuple[Parsed, ...] = ()
    incomplete: bool = False


class Checked(NamedTuple):
    """The scenarios that can run, in order of file, line and row, and what is wrong."""

    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]


def check(units: tuple[Unit, ...], rulebook: Rulebook, standard: tuple[Parsed, ...]) -> Checked:
    """Check files against a rulebook; ``standard`` holds the setups that are in scope everywhere.

    All mistakes of all files are given. A scenario with a mistake is not among the scenarios.
    """
    scenarios: list[Scenario] = []
    diagnostics: list[Diagnostic] = [each for parsed in standard for each in parsed.diagnostics]
    used = {(unit.parsed.source.path, name) for unit in units for name in _used_names(unit)}
    for unit in units:
        found = _check_unit(unit, rulebook, standard, used)
        scenarios += found.scenarios
        diagnostics += found.diagnostics
    return Checked(tuple(scenarios), in_order(diagnostics))


def _used_names(unit: Unit) -> Iterator[str]:
    for parsed in (unit.parsed, *unit.included):
        for block in parsed.blocks:
            yield from (" ".join(step.text.split()) for step in block.steps if step.keyword == "use")


def _check_unit(unit: Unit, rulebook: Rulebook, standard: tuple[Parsed, ...], used: set[tuple[str, str]]) -> Checked:
    parsed = unit.parsed
    diagnostics = [*parsed.diagnostics, *_header_mistakes(parsed, rulebook)]
    for included in unit.included:
        diagnostics += included.diagnostics
    setups = _setups(unit, standard, diagnostics)
    tables = tables_for(parsed.language)
    scenarios: list[Scenario] = []
    names: dict[str, Block] = {}
    for block in parsed.blocks:
        before = len(diagnostics)
        uses = [step.citations for step in block.steps if step.keyword == "use"]
        for citations in (block.citations, *uses):
            check_citations(citations, rulebook, diagnostics)
        if len(diagnostics) > before:
            block = replace(block, broken=True)  # noqa: PLW2901  # the same block, known to be wrong
        if block.kind in ("scenario", "outline"):
            _check_name(block, names, diagnostics)
            scenarios += _scenarios(block, rulebook, setups, tables, diagnostics)
    if names:  # a file of setups alone is a library: others use them
        diagnostics += _unused_setups(parsed, used)
    elif not parsed.blocks and not diagnostics:
        diagnostics.append(Diagnostic("BF409", _first_line(parsed)))
    return Checked(tuple(scenarios), tuple(diagnostics))


def _header_mistakes(parsed: Parsed, rulebook: Rulebook) -> Iterator[Diagnostic]:
    for key, code, known in (("rulebook", "BF217", (rulebook.id,)), ("language", "BF218", LANGUAGES)):
        for header in parsed.headers_of(key):
            if header.text not in known:
                near = nearest(header.text, known)
                values = (("word", header.text), ("near", near or ""), ("known", ", ".join(known)))
                yield Diagnostic(code, header.span, values, "near" if near else "known")


def _setups(unit: Unit, standard: tuple[Parsed, ...], diagnostics: list[Diagnostic]) -> Setups:
    """Gather the setups in scope: standard ones, included ones, the file's own; nearer ones win."""
    by_name: dict[str, Block] = {}
    for parsed in (*standard, *unit.included, unit.parsed):
        own: dict[str, Block] = {}
        for block in parsed.blocks:
            if block.kind != "setup":
                continue
            if block.name in own:
                values = (("word", block.name), ("line", str(own[block.name].span.line)))
                diagnostics.append(Diagnostic("BF220", block.span, values, "rename"))
            own.setdefault(block.name, block)
        by_name |= own
    return Setups(by_name, set(), unit.incomplete, frozenset(each.source.path for each in standard))


def _unused_setups(parsed: Parsed, used: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    for block in parsed.blocks:
        if block.kind == "setup" and (parsed.source.path, block.name) not in used:
            yield Diagnostic("BF320", block.span, (("word", block.name),))


def _check_name(block: Block, names: dict[str, Block], diagnostics: list[Diagnostic]) -> None:
    if block.name in names:
        values = (("word", block.name), ("line", str(names[block.name].span.line)))
        diagnostics.append(Diagnostic("BF220", block.span, values, "rename"))
    names.setdefault(block.name, block)


def _scenarios(
    block: Block, rulebook: Rulebook, setups: Setups, tables: Tables, diagnostics: list[Diagnostic]
) -> Iterator[Scenario]:
    """Give a scenario, or one for each row of an outline; none for what has mistakes."""
    if block.kind == "scenario":
        made, _ = _scenario(block, {}, None, rulebook, setups, tables, diagnostics)
        yield from made
        return
    if block.examples is None or not block.examples.rows:
        diagnostics.append(Diagnostic("BF307", block.span))
        return
    twice = [each for each in block.examples.columns if _count(each, block.examples) > 1]
    if twice:
        diagnostics.append(Diagnostic("BF328", twice[-1].span, (("word", twice[-1].value),)))
        return
    columns: set[str] = set()
    for number, cells in enumerate(block.examples.rows, start=1):
        row = {column.value: cell for column, cell in zip(block.examples.columns, cells, strict=True)}
        made, used = _scenario(block, row, number, rulebook, setups, tables, diagnostics)
        columns |= used
        yield from made
    unused = [each for each in block.examples.columns if each.value not in columns]
    diagnostics += [Diagnostic("BF305", each.span, (("word", each.value),)) for each in unused]


def _count(column: Slot, table: Table) -> int:
    return sum(each.value == column.value for each in table.columns)


def _scenario(
    block: Block,
    row: Mapping[str, Slot],
    number: int | None,
    rulebook: Rulebook,
    setups: Setups,
    tables: Tables,
    diagnostics: list[Diagnostic],
) -> tuple[list[Scenario], set[str]]:
    expansion = expand(block, row, setups, tables)
    found = list(expansion.diagnostics)
    builder = ScenarioBuilder(rulebook, found, tables.language)
    for step in expansion.steps:
        builder.take(step)
    builder.finish()
    if builder.checks == 0 and not builder.broken:
        found.append(Diagnostic("BF301", block.span, (("word", block.name),), "check"))
    diagnostics += [with_keywords(each, tables.language) for each in found]
    wrong = any(each.severity is Severity.ERROR for each in found)
    if wrong or builder.broken or block.broken:
        return [], expansion.columns
    first = next(iter(row.values())) if row else None
    scenario = Scenario(
        block.name,
        block.span,
        block.tags,
        tuple(each.passage for each in block.citations),
        tuple(builder.lines),
        block.last_line,
        number,
        first.span.line if first else None,
        tuple((name, cell.value) for name, cell in row.items()),
    )
    return [scenario], expansion.columns


def _first_line(parsed: Parsed) -> Span:
    text = parsed.source.text.split("\n", 1)[0][:80]
    return Span(parsed.source.path, 1, 1, len(text) + 1, text)
