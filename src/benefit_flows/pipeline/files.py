"""Files to scenarios: read, parsed with what they include, checked."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.language.check import Checked, Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.statements import Parsed
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline.discovery import Wanted, resolved
from benefit_flows.pipeline.guests import left_alone
from benefit_flows.pipeline.includes import Includes
from benefit_flows.pipeline.ownership import Owners
from benefit_flows.pipeline.reader import FEATURE, SUFFIX, Reader, shown_path
from benefit_flows.source import Source, Span


class Loaded(NamedTuple):
    """What files hold: the scenarios that can run or are still to be written, and everything that is wrong.

    ``elsewhere`` are the errors of scenarios and rows that ``FILE:LINE`` leaves out.
    """

    listed: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]
    units: tuple[Unit, ...]
    elsewhere: tuple[Diagnostic, ...] = ()

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios that can run."""
        return tuple(scenario for scenario in self.listed if not scenario.pending)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep files from running."""
        return tuple(diagnostic for diagnostic in self.diagnostics if diagnostic.severity is Severity.ERROR)


def load(paths: Iterable[str], rulebooks: Rulebooks) -> Loaded:
    """Load scenarios from files, folders and ``FILE:LINE``. Never raises for what a user can get wrong.

    Each file is checked by the rulebook that it names, else by the default one.

    Diagnostics are those of all files; scenarios those that have no mistake, in order of file, line and row.
    """
    reader = Reader()
    editions = Editions(rulebooks)
    includes = Includes(reader, editions)
    wanted = [file for path in paths for file in reader.wanted(path)]
    units: list[Unit] = []
    files: dict[Path, Path] = {}
    for file in wanted:
        files.setdefault(resolved(file.path), file.path)
    read = {path: reader.parsed(path, None) for path in files.values()}
    named = {resolved(file.path) for file in wanted if file.named}
    found = {path: read[path] for key, path in files.items() if path.suffix == FEATURE and key not in named}
    left = left_alone(found, reader, alone=len(found) == len(read)) if found else frozenset()
    for path, parsed in read.items():
        if parsed is not None and path not in left:
            included, complete = includes.of(path, parsed)
            units.append(Unit(parsed, included, not complete))
    checked = check(tuple(units), editions)
    here, elsewhere = _apart(checked, wanted, units)
    diagnostics = in_order([*reader.diagnostics, *here])
    listed = _picked(checked._replace(diagnostics=here), wanted, reader)
    return Loaded(listed, in_order([*diagnostics, *reader.diagnostics]), tuple(units), elsewhere)


def read_files(paths: Iterable[str]) -> tuple[tuple[tuple[Path, Parsed], ...], tuple[Diagnostic, ...]]:
    """Read and parse .flow files without what they include; give them with their paths, and what cannot be read."""
    reader = Reader(suffixes=(SUFFIX,))
    wanted: dict[Path, Path] = {}
    for text in paths:
        for file in reader.wanted(text):
            if file.line is not None:  # a whole file is meant, or none
                reader.say("BF401", Path(text), hint="folder")
            elif resolved(file.path) not in wanted or not file.path.is_symlink():  # not by a link
                wanted[resolved(file.path)] = file.path
    read = ((path, reader.parsed(path, None)) for path in wanted.values())
    files = tuple((path, parsed) for path, parsed in read if parsed is not None)
    return files, in_order(reader.diagnostics)


def decode(name: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read bytes that came from elsewhere, as a file is read; nothing where they are no text or say nothing."""
    reader = Reader()
    text = reader.decoded(Path(name), data)
    return None if text is None else Source(name, text), tuple(reader.diagnostics)


def read_included(
    path: Path, parsed: Parsed, editions: Editions, texts: Mapping[Path, str], root: Path | None = None
) -> tuple[tuple[Parsed, ...], tuple[Diagnostic, ...]]:
    """Read what a file includes, and say what cannot be; ``texts`` are newer than what is on disk, by resolved path.

    With a ``root``, that is where includes must stay, and files are named as they are seen from there.
    """
    reader = Reader(texts, root=root)
    included, _ = Includes(reader, editions).of(path, parsed)
    return included, tuple(reader.diagnostics)


def _apart(
    checked: Checked, wanted: Iterable[Wanted], units: Iterable[Unit]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """Part what is wrong from the errors of scenarios and rows that lines leave out."""
    lines: dict[str, set[int | None]] = {}
    for want in wanted:
        lines.setdefault(shown_path(want.path), set()).add(want.line)
    if all(None in asked for asked in lines.values()):
        return checked.diagnostics, ()
    owners = Owners(units)
    here: list[Diagnostic] = []
    elsewhere: list[Diagnostic] = []
    for diagnostic in checked.diagnostics:
        asked = lines.get(diagnostic.span.path, {None}) if diagnostic.severity is Severity.ERROR else {None}
        fits = any(line is None or owners.concerns(diagnostic, line) for line in asked)
        (here if fits else elsewhere).append(diagnostic)
    return tuple(here), tuple(elsewhere)


def _picked(checked: Checked, wanted: list[Wanted], reader: Reader) -> tuple[Scenario, ...]:
    """Keep the scenarios of files wanted whole, and those that hold a wanted line."""
    picked: set[tuple[str, int, int | None]] = set()
    by_path: dict[str, list[Scenario]] = {}
    for scenario in checked.scenarios:
        by_path.setdefault(scenario.span.path, []).append(scenario)
    broken = {error.span.path for error in checked.diagnostics if error.severity is Severity.ERROR} | reader.unreadable
    for file in wanted:
        name = shown_path(file.path)
        found = by_path.get(name, [])
        if file.line is not None:
            found = _at_line(found, file.line)
            if not found and name not in broken:
                reader.diagnostics.append(
                    Diagnostic("BF410", Span(name, max(file.line, 1), 1, 2, ""), (("word", str(file.line)),))
                )
        picked |= {_key(scenario) for scenario in found}
    return tuple(scenario for scenario in checked.scenarios if _key(scenario) in picked)


def _key(scenario: Scenario) -> tuple[str, int, int | None]:
    return scenario.span.path, scenario.span.line, scenario.row


def _at_line(scenarios: list[Scenario], line: int) -> list[Scenario]:
    """Give the row at a line; else the scenario (all its rows) that the line is in."""
    rows = [scenario for scenario in scenarios if scenario.row_line == line]
    if rows:
        return rows
    start = max((scenario.span.line for scenario in scenarios if scenario.span.line <= line), default=None)
    return [scenario for scenario in scenarios if scenario.span.line == start and line <= scenario.last_line]
