"""Statements to scenarios: everything that can be found wrong without running."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.language.citations import check_citations
from benefit_flows.language.expand import Setups, expand
from benefit_flows.language.ignores import without_ignored
from benefit_flows.language.lines import with_keywords
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scenarios import ScenarioBuilder
from benefit_flows.language.statements import Block, Parsed, Slot, Table
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.language.vocabulary import Vocabulary
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


class Scope(NamedTuple):
    """What the blocks of a file are checked against: names, setups, and the words of the file's language."""

    vocabulary: Vocabulary
    setups: Setups
    tables: Tables


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
    vocabulary = Vocabulary(rulebook)
    used = {(unit.parsed.source.path, name) for unit in units for name in _used_names(unit)}
    for unit in units:
        found = _check_unit(unit, vocabulary, standard, used)
        scenarios += found.scenarios
        diagnostics += found.diagnostics
    sources = {each.source: None for unit in units for each in (unit.parsed, *unit.included)}
    checked = {unit.parsed.source.path for unit in units}
    return Checked(tuple(scenarios), in_order(without_ignored(tuple(sources), diagnostics, checked)))


def _used_names(unit: Unit) -> Iterator[str]:
    for parsed in (unit.parsed, *unit.included):
        for block in parsed.blocks:
            yield from used_names(block)


def used_names(block: Block) -> tuple[str, ...]:
    """Give the names of the setups that a block uses itself."""
    return tuple(" ".join(step.text.split()) for step in block.steps if step.keyword == "use")


def _check_unit(
    unit: Unit, vocabulary: Vocabulary, standard: tuple[Parsed, ...], used: set[tuple[str, str]]
) -> Checked:
    parsed = unit.parsed
    setups = setups_of(unit, standard)
    diagnostics = [each for file in (parsed, *unit.included) for each in read_mistakes(file, vocabulary, setups)]
    own = {name for path, name in used if path == parsed.source.path}
    diagnostics += check_file(parsed, vocabulary.rulebook, own)
    scope = Scope(vocabulary, setups, tables_for(parsed.language))
    scenarios: list[Scenario] = []
    for block in parsed.blocks:
        found = check_block(block, scope)
        scenarios += found.scenarios
        diagnostics += found.diagnostics
    return Checked(tuple(scenarios), tuple(diagnostics))


def read_mistakes(parsed: Parsed, vocabulary: Vocabulary, setups: Setups) -> tuple[Diagnostic, ...]:
    """Give what could not be read in a file, with whole lines that may be meant, in the words of its scenarios."""
    if not parsed.diagnostics:
        return ()
    from benefit_flows.language.proposals.lines import Offer  # imported late: most files have no mistakes

    in_feature = not parsed.source.path.endswith(".flow")
    offer = Offer(vocabulary, setups, tables_for(parsed.language), in_feature)
    return tuple(offer.completed(parsed.diagnostics, parsed.blocks))


# What concerns a file as a whole


def check_file(parsed: Parsed, rulebook: Rulebook, used: Collection[str]) -> Iterator[Diagnostic]:
    """Check the headers of a file and the names of its blocks; ``used`` are the setups that something uses."""
    yield from _header_mistakes(parsed, rulebook)
    tests = [each for each in parsed.blocks if each.kind in ("scenario", "outline")]
    setups = [each for each in parsed.blocks if each.kind == "setup"]
    for blocks in (tests, setups):
        yield from _names_taken(blocks)
    if tests:  # a file of setups alone is a library: others use them
        unused = (each for each in setups if each.name not in used)
        yield from (Diagnostic("BF320", each.span, (("word", each.name),)) for each in unused)
    elif not parsed.blocks and not parsed.diagnostics:
        yield Diagnostic("BF409", _first_line(parsed))


def _header_mistakes(parsed: Parsed, rulebook: Rulebook) -> Iterator[Diagnostic]:
    for key, code, known in (("rulebook", "BF217", (rulebook.id,)), ("language", "BF218", LANGUAGES)):
        for header in parsed.headers_of(key):
            if header.text not in known:
                near = nearest(header.text, known)
                values = (("word", header.text), ("near", near or ""), ("known", ", ".join(known)))
                yield Diagnostic(code, header.span, values, "near" if near else "known")


def _names_taken(blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    first: dict[str, Block] = {}
    for block in blocks:
        if block.name in first and first[block.name].span != block.span:
            values = (("word", block.name), ("line", str(first[block.name].span.line)))
            yield Diagnostic("BF220", block.span, values, "rename")
        first.setdefault(block.name, block)


def _first_line(parsed: Parsed) -> Span:
    text = parsed.source.text.split("\n", 1)[0][:80]
    return Span(parsed.source.path, 1, 1, len(text) + 1, text)


def setups_of(unit: Unit, standard: tuple[Parsed, ...]) -> Setups:
    """Gather the setups in scope: standard ones, included ones, the file's own; nearer ones win, of two the first."""
    by_name: dict[str, Block] = {}
    for parsed in (unit.parsed, *reversed(unit.included), *standard):
        for block in parsed.blocks:
            if block.kind == "setup":
                by_name.setdefault(block.name, block)
    foreign = {each.source.path for each in standard if each.language != unit.parsed.language}
    listed = tuple(name for name, block in by_name.items() if block.span.path not in foreign)
    return Setups(by_name, listed, unit.incomplete, frozenset(each.source.path for each in standard))


# What concerns one block


def check_block(block: Block, scope: Scope) -> Checked:
    """Check one block as if the file had no other. A setup is checked for what is wrong whoever uses it."""
    diagnostics: list[Diagnostic] = []
    uses = [step.citations for step in block.steps if step.keyword == "use"]
    for citations in (block.citations, *uses):
        check_citations(citations, scope.vocabulary.rulebook, diagnostics)
    if diagnostics:
        block = replace(block, broken=True)
    if block.kind == "setup":
        diagnostics += _setup_mistakes(block, scope)
    scenarios = list(_scenarios(block, scope, diagnostics)) if block.kind in ("scenario", "outline") else []
    return Checked(tuple(scenarios), tuple(diagnostics))


def _setup_mistakes(block: Block, scope: Scope) -> list[Diagnostic]:
    expansion = expand(block, dict(block.parameters), scope.setups, scope.tables)
    found = list(expansion.diagnostics)
    builder = ScenarioBuilder(scope.vocabulary, found, scope.tables.language)
    builder.begin_anywhere()
    for step in expansion.steps:
        builder.take(step)
    # A circle is told once, by who uses one of its setups, not once more by each of them.
    return [with_keywords(each, scope.tables.language) for each in found if each.code != "BF314"]


def _scenarios(block: Block, scope: Scope, diagnostics: list[Diagnostic]) -> Iterator[Scenario]:
    """Give a scenario, or one for each row of an outline; none for what has mistakes."""
    if block.kind == "scenario":
        made, _ = _scenario(block, {}, None, scope, diagnostics)
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
    for number, cells in enumerate(block.examples.rows, start=block.first_row):
        row = {column.value: cell for column, cell in zip(block.examples.columns, cells, strict=True)}
        made, used = _scenario(block, row, number, scope, diagnostics)
        columns |= used
        yield from made
    unused = [each for each in block.examples.columns if each.value not in columns]
    diagnostics += [Diagnostic("BF305", each.span, (("word", each.value),)) for each in unused]


def _count(column: Slot, table: Table) -> int:
    return sum(each.value == column.value for each in table.columns)


def _scenario(
    block: Block, row: Mapping[str, Slot], number: int | None, scope: Scope, diagnostics: list[Diagnostic]
) -> tuple[list[Scenario], set[str]]:
    expansion = expand(block, row, scope.setups, scope.tables)
    found = list(expansion.diagnostics)
    builder = ScenarioBuilder(scope.vocabulary, found, scope.tables.language)
    for step in expansion.steps:
        builder.take(step)
    builder.finish()
    if builder.checks == 0 and not builder.broken:
        found.append(Diagnostic("BF301", block.span, (("word", block.name),), "check"))
    diagnostics += [with_keywords(each, scope.tables.language) for each in found]
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
        scope.tables.language,
    )
    return [scenario], expansion.columns
