"""Files to scenarios: found, read, parsed with what they include, checked. The only module that reads files."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.language.check import Checked, Unit, check
from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Header, Parsed
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.source import Source, Span

LARGEST_FILE: Final = 5_000_000
SUFFIX: Final = ".flow"
FEATURE: Final = ".feature"
NOT_A_FILE: Final = "not a regular file"
PROJECT_MARKS: Final = (".git", "pyproject.toml")


class Wanted(NamedTuple):
    """A path to run, and the line that picks one scenario in it."""

    path: Path
    line: int | None


class Loaded(NamedTuple):
    """What files hold: the scenarios that can run, and everything that is wrong."""

    scenarios: tuple[Scenario, ...]
    diagnostics: tuple[Diagnostic, ...]
    units: tuple[Unit, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that keep files from running."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)


def load(paths: Iterable[str], rulebook: Rulebook) -> Loaded:
    """Load scenarios from files, folders and ``FILE:LINE``. Never raises for what a user can get wrong.

    Diagnostics are those of all files; scenarios those that have no mistake, in order of file, line and row.
    """
    reader = _Reader()
    wanted = [each for path in paths for each in reader.wanted(path)]
    units: list[Unit] = []
    files: dict[Path, Path] = {}
    for each in wanted:
        files.setdefault(_resolved(each.path), each.path)
    for path in files.values():
        parsed = reader.parsed(path, None)
        if parsed is not None:
            included, complete = reader.included(path, parsed, (_resolved(path),))
            units.append(Unit(parsed, included, not complete))
    checked = check(tuple(units), rulebook, tuple(map(parse, rulebook.standard_setups)))
    diagnostics = in_order([*reader.diagnostics, *checked.diagnostics])
    return Loaded(_picked(checked, wanted, reader), in_order([*diagnostics, *reader.diagnostics]), tuple(units))


def read_files(paths: Iterable[str]) -> tuple[tuple[tuple[Path, Parsed], ...], tuple[Diagnostic, ...]]:
    """Read and parse .flow files without what they include; give them with their paths, and what cannot be read."""
    reader = _Reader(suffixes=(SUFFIX,))
    wanted: dict[Path, Path] = {}
    for text in paths:
        for each in reader.wanted(text):
            if each.line is None:
                wanted[_resolved(each.path)] = each.path
            else:  # a whole file is meant, or none
                reader.say("BF401", Path(text), hint="folder")
    read = ((path, reader.parsed(path, None)) for path in wanted.values())
    files = tuple((path, parsed) for path, parsed in read if parsed is not None)
    return files, in_order(reader.diagnostics)


def decode(name: str, data: bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read bytes that came from elsewhere, as a file is read; nothing where they are no text or say nothing."""
    reader = _Reader()
    text = reader.decoded(Path(name), data)
    return None if text is None else Source(name, text), tuple(reader.diagnostics)


def read_included(
    path: Path, parsed: Parsed, texts: Mapping[Path, str], root: Path | None = None
) -> tuple[tuple[Parsed, ...], tuple[Diagnostic, ...]]:
    """Read what a file includes, and say what cannot be; ``texts`` are newer than what is on disk, by resolved path.

    With a ``root``, that is where includes must stay, and files are named as they are seen from there.
    """
    reader = _Reader(texts, root=root)
    included, _ = reader.included(path, parsed, (_resolved(path),))
    return included, tuple(reader.diagnostics)


def _picked(checked: Checked, wanted: list[Wanted], reader: "_Reader") -> tuple[Scenario, ...]:
    """Keep the scenarios of files wanted whole, and those that hold a wanted line."""
    picked: set[tuple[str, int, int | None]] = set()
    by_path: dict[str, list[Scenario]] = {}
    for scenario in checked.scenarios:
        by_path.setdefault(scenario.span.path, []).append(scenario)
    for each in wanted:
        name = shown_path(each.path)
        found = by_path.get(name, [])
        if each.line is not None:
            found = _at_line(found, each.line)
            broken = any(d.span.path == name for d in checked.diagnostics if d.severity is Severity.ERROR)
            if not found and not broken and name not in reader.unreadable:
                reader.diagnostics.append(
                    Diagnostic("BF410", Span(name, max(each.line, 1), 1, 2, ""), (("word", str(each.line)),))
                )
        picked |= {_key(scenario) for scenario in found}
    return tuple(each for each in checked.scenarios if _key(each) in picked)


def _key(scenario: Scenario) -> tuple[str, int, int | None]:
    return scenario.span.path, scenario.span.line, scenario.row


def _at_line(scenarios: list[Scenario], line: int) -> list[Scenario]:
    """Give the row at a line; else the scenario (all its rows) that the line is in."""
    rows = [each for each in scenarios if each.row_line == line]
    if rows:
        return rows
    starts = [each.span.line for each in scenarios if each.span.line <= line]
    return [each for each in scenarios if starts and each.span.line == max(starts) and line <= each.last_line]


def shown_path(path: Path, root: Path | None = None) -> str:
    """Give a path as users see it, with forward slashes: from the working folder, or from another root."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # not resolve(): links keep the name they were given by
    try:
        return absolute.relative_to(root or Path.cwd()).as_posix()
    except ValueError:
        return Path(os.path.relpath(absolute, root)).as_posix()


class _Reader:
    """Reads and parses each file once, and collects what cannot be read."""

    def __init__(
        self, texts: Mapping[Path, str] = {}, suffixes: tuple[str, ...] = (SUFFIX, FEATURE), root: Path | None = None
    ) -> None:
        self.suffixes, self.root, self.texts = suffixes, root, texts
        self.diagnostics: list[Diagnostic] = []
        self.unreadable: set[str] = set()
        self.files: dict[Path, Parsed | None] = {}
        self.missing: dict[Path, Diagnostic] = {}

    def wanted(self, path_text: str) -> Iterator[Wanted]:
        """Find the files that a path of the command line means."""
        path, line = _split_line(path_text)
        if _is(path, Path.is_dir):
            every = (each for suffix in self.suffixes for each in path.rglob(f"*{suffix}"))
            found = sorted(each for each in every if each.is_file() and not _hidden(each, path))
            if not found:
                self.say("BF406", path)
            yield from (Wanted(each, None) for each in found)
        elif path.suffix not in self.suffixes and _is(path, Path.exists):
            self.say("BF412", path)
        else:
            yield Wanted(path, line)

    def say(self, code: str, path: Path, word: str = "", span: Span | None = None, hint: str | None = None) -> None:
        """Note that a file cannot be taken; ``span`` is the include that asked for it."""
        name = shown_path(path, self.root)
        self.unreadable.add(name)
        values = (("word", word), ("most", str(LARGEST_FILE // 1_000_000)), ("known", ", ".join(self.suffixes)))
        told = Diagnostic(code, span or Span(name, 1, 1, 2, ""), values, hint)
        self.diagnostics.append(told)
        if code in ("BF401", "BF402"):
            self.missing[_resolved(path)] = told

    def parsed(self, path: Path, asked: Span | None) -> Parsed | None:
        """Read and parse a file, once."""
        key = _resolved(path)
        if key in self.missing and asked is not None:
            self.diagnostics.append(self.missing[key]._replace(span=asked))
        if key not in self.files:
            text = self.text(path, asked)
            name = shown_path(path, self.root)
            self.files[key] = None if text is None else self.read(path, Source(name, text), asked)
        return self.files[key]

    def read(self, path: Path, source: Source, asked: Span | None) -> Parsed | None:
        """Parse a text by the kind of its file."""
        if path.suffix != FEATURE:
            return parse(source)
        try:
            from benefit_flows.gherkin.parse import parse_feature

            return parse_feature(source)
        except ModuleNotFoundError:
            self.say("BF413", path, span=asked, hint="install-bdd")
            return None

    def text(self, path: Path, asked: Span | None) -> str | None:
        """Read a file as text; ``None`` with a diagnostic where that cannot be done."""
        if _resolved(path) in self.texts:
            return self.texts[_resolved(path)]
        try:
            about = path.stat()
            if not S_ISREG(about.st_mode):
                self.say("BF402", path, NOT_A_FILE, asked)
                return None
            if about.st_size > LARGEST_FILE:
                self.say("BF404", path)
                return None
            data = path.read_bytes()
        except FileNotFoundError:
            self.say("BF401", path, span=asked, hint="folder")
            return None
        except OSError as error:
            self.say("BF402", path, error.strerror or "", asked)
            return None
        return self.decoded(path, data)

    def decoded(self, path: Path, data: bytes) -> str | None:
        """Decode what was read; ``None`` with a diagnostic where it is no text or says nothing."""
        if b"\0" in data:
            self.say("BF411", path)
            return None
        try:
            text = data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = Span(shown_path(path, self.root), line, 1, 2, "")
            self.say("BF403", path, str(error.start + 1), place, "convert")
            return None
        if not text.strip("\ufeff \t\r\n"):
            self.say("BF405", path)
            return None
        return text

    def included(self, path: Path, parsed: Parsed, within: tuple[Path, ...]) -> tuple[tuple[Parsed, ...], bool]:
        """Give the files that a file includes, those that they include first, and whether these are all of them."""
        found: list[Parsed] = []
        complete = True
        for header in parsed.headers_of("include"):
            if header.text:
                target = path.parent / header.text
                other = self.asked(path, target, header, within)
                complete = complete and other is not None
                if other is not None:
                    more, all_of_them = self.included(target, other, (*within, _resolved(target)))
                    complete = complete and all_of_them
                    found += [*more, other]
        return tuple(dict.fromkeys(found)), complete

    def asked(self, path: Path, target: Path, header: Header, within: tuple[Path, ...]) -> Parsed | None:
        """Give the file that a header asks for; ``None`` with a diagnostic where it cannot be had."""
        root = self.root or project_root(path)
        if _resolved(target) in within:
            circle = (*within[within.index(_resolved(target)) :], target)
            told = " → ".join(shown_path(each, self.root) for each in circle)
            self.say("BF407", path, told, header.span)
            return None
        if not _resolved(target).is_relative_to(root):
            self.say("BF408", path, root.name or str(root), header.span, "outside")
            return None
        return self.parsed(target, header.span)


def _is(path: Path, question: Callable[[Path], bool]) -> bool:
    """Ask the file system; what it cannot even look up (a name too long, say) is not there."""
    try:
        return question(path)
    except OSError:
        return False


def _split_line(text: str) -> tuple[Path, int | None]:
    head, colon, tail = text.rpartition(":")
    if colon and head and tail.isdigit() and not _is(Path(text), Path.exists):
        return Path(head), int(tail)
    return Path(text), None


def _resolved(path: Path) -> Path:
    """Give a path by which a file is one file, however it was named."""
    try:
        return path.resolve()
    except OSError:
        return path


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def project_root(path: Path) -> Path:
    """Find the folder that includes must stay in: the nearest with a project's mark, else the working folder."""
    for folder in _resolved(path).parents:
        if any((folder / mark).exists() for mark in PROJECT_MARKS):
            return folder
    return Path.cwd().resolve()
