"""The files that an editor has open and those beside them: what the handlers of the server ask."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.limits import limited
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.statements import Parsed
from benefit_flows.lsp.files import Included, OpenFile
from benefit_flows.lsp.fixes import Fix, advised
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Trace, Verdict
from benefit_flows.pipeline import project_root, read_files, read_included, run_all
from benefit_flows.pipeline.discovery import look_through
from benefit_flows.source import Span
from benefit_flows.view.failure import Failure, failures_of
from benefit_flows.view.notes import told_alike

MOST_FILES: Final = 2_000
MOST_FOLDERS: Final = 5_000
SUFFIX: Final = ".flow"


class FailedLine(NamedTuple):
    """A line of a document that failed, in all rows that failed so: what is told of it, and where it is shown.

    ``titles`` name the scenario, or each of these rows. ``fix`` is a way to mend it, if there is one.
    """

    failure: Failure
    titles: tuple[str, ...]
    span: Span
    fix: Fix | None


class BlockResult(NamedTuple):
    """How the scenario, or the rows of the outline, at a line ended: a verdict for each, and what failed."""

    verdicts: tuple[Verdict, ...] = ()
    failures: tuple[FailedLine, ...] = ()


class Workspace:
    """Holds every document by its path, and how its scenarios ended when they ran since its last change."""

    def __init__(self, rulebooks: Rulebooks) -> None:
        """Start with no document."""
        self.editions = Editions(rulebooks)
        self.files: dict[str, OpenFile] = {}
        self.endings: dict[str, dict[int, BlockResult]] = {}

    def update(self, path: str, text: str) -> tuple[str, ...]:
        """Take the text of a document; give the paths of all documents that may have other diagnostics now."""
        file = self.files.get(path) or self._new(path)
        self.files[path] = file
        file.update(text.replace("\r\n", "\n").replace("\r", "\n"))
        self.endings.pop(path, None)
        return (path, *self._refresh_users(path))

    def close(self, path: str) -> tuple[str, ...]:
        """Forget a document; give the paths of those that read it from disk now."""
        self.files.pop(path, None)
        self.endings.pop(path, None)
        return tuple(self._refresh_users(path))

    def read(self, path: str) -> OpenFile:
        """Give a file that is not open, as it is on disk; one that cannot be read is empty."""
        file = self._new(path)
        found, _ = read_files([path])
        file.update("".join(parsed.source.text for _, parsed in found))
        return file

    def changed_on_disk(self) -> tuple[str, ...]:
        """Read again what documents include; give the paths of all documents."""
        for path, file in self.files.items():
            before = file.included
            file.forget_included()
            if file.included != before:
                self.endings.pop(path, None)
        return tuple(self.files)

    def mistakes(self, file: OpenFile) -> dict[str, list[Diagnostic]]:
        """Give what is wrong with a document by path: its own mistakes, and those of files that it includes."""
        found: dict[str, list[Diagnostic]] = {file.path: []}
        for each in limited(file.diagnostics()):
            found.setdefault(_path_of(each, file), []).append(each)
        return found

    def failures(self, path: str) -> list[FailedLine]:
        """Give the lines of a document that failed when they last ran."""
        return [failure for ending in self.endings.get(path, {}).values() for failure in ending.failures]

    def run(self, path: str, line: int | None) -> bool:
        """Run the scenario at a line of a document, or all of them; say whether there was anything to run."""
        file = self.files[path]
        unit = Unit(file.parsed, file.included.files, bool(file.included.diagnostics))
        scenarios = check((unit,), self.editions).scenarios
        chosen = [scenario for scenario in scenarios if line is None or scenario.span.line == line]
        endings = self.endings.setdefault(path, {})
        for each in chosen:
            endings.pop(each.span.line, None)
        for timed in run_all(chosen, self.editions.rulebooks, perf_counter, explain=True):
            at = timed.trace.scenario.span.line
            endings[at] = self._with(endings.get(at, BlockResult()), timed.trace, file)
        return bool(chosen)

    def _with(self, ending: BlockResult, trace: Trace, file: OpenFile) -> BlockResult:
        failures = failures_of(trace, file.speaker) if trace.failed else ()
        told = ending.failures
        for failure in failures:
            told = _joined(told, failure, _mended_here(failure, file), file.path)
        return BlockResult((*ending.verdicts, trace.verdict), told)

    def family(self, file: OpenFile) -> list[OpenFile]:
        """Give a document and the files below the project's root that include it, for what concerns all of them."""
        paths = [each for each in flow_files(project_root(Path(file.path))) if each != file.path]
        users = (self.files.get(path) or self.read(path) for path in paths if path in self.files or _includes(path))
        return [file, *(each for each in users if os.path.realpath(file.path) in _included(each))]

    def nearby(self, path: str) -> list[str]:
        """Give the files that a document could include, as its line would name them."""
        folder = Path(path).parent
        found = (each for each in flow_files(project_root(Path(path))) if each != path)
        return sorted(Path(os.path.relpath(each, folder)).as_posix() for each in found) if folder.is_dir() else []

    def _new(self, path: str) -> OpenFile:
        return OpenFile(path, self.editions, self._include)

    def _include(self, parsed: Parsed) -> Included:
        texts = {Path(os.path.realpath(path)): file.source.text for path, file in self.files.items()}
        return Included(*read_included(Path(parsed.source.path), parsed, self.editions, texts))

    def _refresh_users(self, path: str) -> Iterator[str]:
        for other, file in self.files.items():
            if other != path and (file.included.diagnostics or os.path.realpath(path) in _included(file)):
                file.forget_included()
                self.endings.pop(other, None)
                yield other


def _joined(known: tuple[FailedLine, ...], failure: Failure, span: Span, path: str) -> tuple[FailedLine, ...]:
    """Add what failed, if it is shown in the document; a row that failed as another did is only named there."""
    if span.path != path:
        return known
    for number, each in enumerate(known):
        if each.span == span and told_alike(each.failure, failure):
            named = each._replace(titles=(*each.titles, failure.title))
            return (*known[:number], named, *known[number + 1 :])
    return (*known, FailedLine(failure, (failure.title,), span, advised(failure.advice, path)))


def _mended_here(failure: Failure, file: OpenFile) -> Span:
    """Point at the line of a document that uses the setup, where the line that failed is of another file."""
    span = failure.diagnostic.span
    return span if failure.used is None or span.path == file.path else failure.used


def flow_files(root: Path) -> list[str]:
    """Give the scenario files below a folder; not all of them where there are very many folders."""
    looked = islice(look_through(root, (SUFFIX,)), MOST_FOLDERS)
    return [str(file) for each in looked for file in each.files][:MOST_FILES]


def _includes(path: str) -> bool:
    """Say whether a file may have an include header, in any language; a parse would take much longer."""
    try:
        return b"inclu" in Path(path).read_bytes()
    except OSError:
        return False


def _path_of(diagnostic: Diagnostic, file: OpenFile) -> str:
    path = diagnostic.span.path
    return path if path == file.path else os.path.abspath(path)  # noqa: PTH100  # links keep their names


def _included(file: OpenFile) -> set[str]:
    return {os.path.realpath(each.source.path) for each in file.included.files}
