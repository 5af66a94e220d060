"""Statements to scenarios: everything that can be found wrong without running."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.language.check_file import check_file
from benefit_flows.language.citations import check_citations
from benefit_flows.language.editions import Editions
from benefit_flows.language.expand import MOST_IN_ALL, MOST_IN_ONE, Expansion, Setups, expand
from benefit_flows.language.ignores import without_ignored
from benefit_flows.language.instances import pending_of, reason_of, scenario_of
from benefit_flows.language.lines import with_keywords
from benefit_flows.language.scenarios import ScenarioBuilder
from benefit_flows.language.statements import Block, Parsed, Slot
from benefit_flows.language.substitution import columns_in, no_such_columns
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.scenario import KNOWN, Scenario


class Unit(NamedTuple):
    """A file to check, with the files that it includes (and those that they include).

    ``incomplete`` when one of these cannot be read: setups are not reported as unknown then.
    """

    parsed: Parsed
    included: tuple[Parsed, ...] = ()
    incomplete: bool = False


class FileScope(NamedTuple):
    """What the blocks of a file are checked against: names, setups, and the words of the file's language."""

    vocabulary: Vocabulary
    setups: Setups
    tables: Tables

    @property
    def rulebook(self) -> str:
        """The id of the rulebook."""
        return self.vocabulary.rulebook.id


class Checked(NamedTuple):
    """The scenarios that can run, in order of file, line and row, what is wrong, and how many steps were looked at."""

    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]
    size: int = 0


def check(units: tuple[Unit, ...], editions: Editions, room: int = MOST_IN_ALL) -> Checked:
    """Check files, each by the rulebook that it is written for.

    All mistakes of all files are given, except behind a line with which they unfold to more than there is room for.
    A scenario with a mistake is not among the scenarios.
    """
    scenarios: list[Scenario] = []
    diagnostics: list[Diagnostic] = []
    told = {id(unit.parsed) for unit in units}
    for unit in units:
        found = _check_unit(unit, editions, told, room)
        scenarios += found.scenarios
        diagnostics += found.diagnostics
        room -= found.size
    diagnostics += [
        diagnostic for edition in editions for parsed in edition.standard for diagnostic in parsed.diagnostics
    ]
    sources = [each.source for each in _distinct(units)]
    checked = {unit.parsed.source.path for unit in units}
    return Checked(tuple(scenarios), in_order(without_ignored(sources, diagnostics, checked)))


def _distinct(units: tuple[Unit, ...]) -> tuple[Parsed, ...]:
    """Give all files, each once. By identity: most units include the same ones, and comparing reads them whole."""
    return tuple({id(each): each for unit in units for each in (unit.parsed, *unit.included)}.values())


def _check_unit(unit: Unit, editions: Editions, told: set[int], room: int) -> Checked:
    """Check a file; what could not be read in those that it includes is given unless it was ``told`` before."""
    parsed = unit.parsed
    vocabulary, standard = editions.of(parsed)
    setups = setups_of(unit, standard)
    read = [parsed, *(each for each in unit.included if each.diagnostics and id(each) not in told)]
    told.update(map(id, read))
    diagnostics = [each for file in read for each in read_mistakes(file, vocabulary, setups)]
    used = parsed.used_names.union(*(each.used_names for each in unit.included if parsed.setups))
    diagnostics += check_file(parsed, editions.rulebooks, used)
    scope = FileScope(vocabulary, setups, tables_for(parsed.language))
    scenarios: list[Scenario] = []
    size = 0
    for block in parsed.blocks:
        if size > room:
            break
        found = check_block(block, scope, room - size)
        scenarios += found.scenarios
        diagnostics += found.diagnostics
        size += found.size
    return Checked(tuple(scenarios), tuple(diagnostics), size)


def read_mistakes(parsed: Parsed, vocabulary: Vocabulary, setups: Setups) -> tuple[Diagnostic, ...]:
    """Give what could not be read in a file, with whole lines that may be meant, in the words of its scenarios."""
    if not parsed.diagnostics:
        return ()
    from benefit_flows.language.proposals.lines import LineProposer  # imported late: most files have no mistakes

    offer = LineProposer(vocabulary, setups, tables_for(parsed.language), parsed.source.path)
    return tuple(offer.completed(parsed.diagnostics, parsed.blocks))


def setups_of(unit: Unit, standard: tuple[Parsed, ...]) -> Setups:
    """Gather the setups in scope: standard ones, included ones, the file's own; nearer ones win, of two the first."""
    by_name: dict[str, Block] = {}
    for parsed in (unit.parsed, *reversed(unit.included), *standard):
        for block in parsed.setups:
            by_name.setdefault(block.name, block)
    foreign = {each.source.path for each in standard if each.language != unit.parsed.language}
    listed = tuple(name for name, block in by_name.items() if block.span.path not in foreign)
    return Setups(by_name, listed, unit.incomplete, frozenset(each.source.path for each in standard))


def check_block(block: Block, scope: FileScope, room: int = MOST_IN_ALL) -> Checked:
    """Check one block as if the file had no other. A setup is checked for what is wrong whoever uses it.

    ``room`` is how many steps it may unfold to with all its rows; more is a mistake.
    """
    diagnostics: list[Diagnostic] = []
    uses = [step.citations for step in block.steps if step.keyword == "use" and not block.pending]
    for citations in (block.citations, *uses):
        check_citations(citations, scope.vocabulary.rulebook, diagnostics)
    if diagnostics:
        block = replace(block, broken=True)
    match block.kind:
        case "setup":
            found = _checked_setup(block, scope, room)
        case "scenario" | "outline" if block.pending:
            scenarios = () if block.broken else tuple(pending_of(block, scope.rulebook, scope.tables.language))
            found = Checked(scenarios, (Diagnostic("BF346", block.span),))
        case "scenario" | "outline":
            diagnostics += _known_to_fail(block)
            found = _checked_rows(block, scope, room)
        case _:
            found = Checked((), ())
    return found._replace(diagnostics=(*diagnostics, *found.diagnostics))


def _known_to_fail(block: Block) -> Iterator[Diagnostic]:
    if KNOWN in block.tags:
        reason = reason_of(block, block.steps)
        yield Diagnostic("BF347", block.span, (("word", reason),), "because" if reason else "reason")


def _checked_setup(block: Block, scope: FileScope, room: int) -> Checked:
    expansion = expand(block, dict(block.parameters), scope.setups, scope.tables, min(room, MOST_IN_ONE), alone=True)
    if expansion.cut:
        return Checked((), tuple(expansion.diagnostics), expansion.size)
    found = list(expansion.diagnostics)
    builder = ScenarioBuilder(scope.vocabulary, found, scope.tables.language)
    builder.begin_anywhere()
    for step in expansion.steps:
        builder.take(step)
    # A circle is told once, by who uses one of its setups, not once more by each of them.
    said = tuple(with_keywords(each, scope.tables.language) for each in found if each.code != "BF314")
    return Checked((), said, expansion.size)


def _checked_rows(block: Block, scope: FileScope, room: int) -> Checked:
    """Give a scenario, or one for each row of an outline; none for what has mistakes."""
    if block.kind == "scenario":
        return _checked(block, ((None, {}),), scope, room)
    if block.examples is None or not block.examples.rows:
        return Checked((), (Diagnostic("BF307", block.span),))
    columns = [column.value for column in block.examples.columns]
    counts = Counter(columns)
    twice = [each for each in block.examples.columns if counts[each.value] > 1]
    if twice:
        return Checked((), (Diagnostic("BF328", twice[-1].span, (("word", twice[-1].value),)),))
    rows = enumerate((dict(zip(columns, cells, strict=True)) for cells in block.examples.rows), start=block.first_row)
    named = tuple(no_such_columns(block.name, block.span, columns))
    checked = _checked(block, tuple(rows), scope, room)
    empty = (Diagnostic("BF336", each) for each in block.empty)
    return checked._replace(diagnostics=(*empty, *named, *checked.diagnostics))


def _checked(
    block: Block, rows: tuple[tuple[int | None, Mapping[str, Slot]], ...], scope: FileScope, room: int
) -> Checked:
    """Unfold all rows, which is quick, and build them only if that is not too much."""
    expansions: list[Expansion] = []
    size = 0
    for _, row in rows:
        expansion = expand(block, row, scope.setups, scope.tables, min(room - size, MOST_IN_ONE))
        expansions.append(expansion)
        size += expansion.size
        if expansion.cut:
            return Checked((), tuple(expansion.diagnostics), size)
    diagnostics: list[Diagnostic] = []
    scenarios: list[Scenario] = []
    for (number, row), expansion in zip(rows, expansions, strict=True):
        scenarios += _scenario(block, row, number, expansion, scope, diagnostics)
    used = {column for each in expansions for column in each.columns} | columns_in(block.name)
    # What cannot be read may use any column, and one that is not there may mean one that is.
    unreadable = any(step.keyword == "broken" for step in block.steps)
    unreadable = unreadable or any(diagnostic.code in ("BF211", "BF304") for diagnostic in diagnostics)
    columns = block.examples.columns if block.examples and not unreadable else ()
    unused = [each for each in columns if each.value not in used]
    diagnostics += [Diagnostic("BF305", each.span, (("word", each.value),)) for each in unused]
    return Checked(tuple(scenarios), tuple(diagnostics), size)


def _scenario(
    block: Block,
    row: Mapping[str, Slot],
    number: int | None,
    expansion: Expansion,
    scope: FileScope,
    diagnostics: list[Diagnostic],
) -> Iterator[Scenario]:
    """Give the scenario of a row, if it has no mistake."""
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
        return
    scenario = scenario_of(block, row, number, tuple(builder.lines), scope.rulebook, scope.tables.language)
    yield replace(scenario, known=reason_of(block, expansion.steps)) if KNOWN in block.tags else scenario
