"""What the studio does with a text, saved or not: check it, run it, format it. Slow: called beside the event loop."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.diagnostics.carets import SEVERITIES, drawn_diagnostic
from benefit_flows.diagnostics.inks import Inked, parts
from benefit_flows.diagnostics.limits import limited
from benefit_flows.language.check import Checked, Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.format import can_format, format_text
from benefit_flows.language.parse import parse
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Header, Parsed
from benefit_flows.model.results import Results
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Trace
from benefit_flows.pipeline import decode, read_included, run_all
from benefit_flows.report.terminal import mistakes
from benefit_flows.source import Source, Span
from benefit_flows.studio.files import FEATURE, LARGEST, Folder, Refused, resolved
from benefit_flows.text import Language
from benefit_flows.view.counts import summary
from benefit_flows.view.failure import Failure, failures_of
from benefit_flows.view.notes import failure_lines


class EditorFinding(NamedTuple):
    """One mistake as the editor lists it; ``here`` when it stands in the text itself."""

    here: bool
    file: str
    line: int
    column: int
    end: int
    severity: str
    severity_name: str
    code: str
    message: str
    help: str | None


class Head(NamedTuple):
    """Where a scenario stands, for lists."""

    name: str
    line: int


class ListedFile(NamedTuple):
    """A file with its scenarios."""

    name: str
    scenarios: tuple[Head, ...]


class EditorFindings(NamedTuple):
    """What is wrong with a text, and the scenarios that it holds."""

    findings: tuple[EditorFinding, ...]
    scenarios: tuple[Head, ...]


class Excerpt(NamedTuple):
    """What a terminal would show of a mistake or failure, and its line; ``here`` when that is in the text itself.

    ``parts`` are pieces of text with what each is (``error``, ``good`` …; empty where it has no colour).
    """

    here: bool
    line: int
    parts: tuple[tuple[str, str], ...]


class RunVerdict(NamedTuple):
    """How a run went: whether all passed, one line, then each mistake and failure."""

    passed: bool
    line: str
    blocks: tuple[Excerpt, ...]


class Desk:
    """A folder and the rulebooks: all that is needed to understand a text."""

    def __init__(self, folder: Folder, rulebooks: Rulebooks) -> None:
        self.folder, self.editions = folder, Editions(rulebooks)
        self._known: dict[str, tuple[tuple[int, int], tuple[Head, ...]]] = {}

    def checked(self, name: str, text: str) -> Checked:
        """Check a text as if it stood in the file; what it includes must lie in the folder."""
        parsed, unreadable = self._parsed(name, text)
        if parsed is None:
            return Checked((), unreadable)
        included, missing = self._included(name, parsed)
        found = check((Unit(parsed, included, bool(missing)),), self.editions)
        return Checked(found.scenarios, in_order((*unreadable, *missing, *found.diagnostics)))

    def findings(self, name: str, text: str, language: Language) -> EditorFindings:
        """Check a text for an editor."""
        found = self.checked(name, text).diagnostics
        return EditorFindings(self.listed(name, found, language), self.heads(name, text))

    def language(self, name: str, text: str) -> Language:
        """Give the language that a text is written in."""
        parsed, _ = self._parsed(name, text)
        return "en" if parsed is None else parsed.language

    def listed(self, name: str, diagnostics: Iterable[Diagnostic], language: Language) -> tuple[EditorFinding, ...]:
        """Put mistakes of a text in words."""
        return tuple(_finding(each, name, language) for each in limited(diagnostics))

    def heads(self, name: str, text: str) -> tuple[Head, ...]:
        """List the scenarios of a text, those with mistakes too."""
        parsed, _ = self._parsed(name, text)
        blocks = () if parsed is None else parsed.blocks
        return tuple(Head(block.name, block.span.line) for block in blocks if block.kind in ("scenario", "outline"))

    def files(self) -> tuple[ListedFile, ...]:
        """List the files of the folder; one that cannot be read has no scenarios."""
        return tuple(ListedFile(each, self._heads_of(each)) for each in self.folder.names())

    def _heads_of(self, name: str) -> tuple[Head, ...]:
        with suppress(Refused):
            stamp = self.folder.stamp(name)
            known = self._known.get(name)
            if known is None or known[0] != stamp:
                known = (stamp, self.heads(name, self.folder.read(name).text or ""))
                self._known[name] = known
            return known[1]
        return ()

    def run(self, name: str, text: str, language: Language) -> RunVerdict:
        """Run the scenarios of a text and tell it as a terminal would. With a mistake nothing runs."""
        checked = self.checked(name, text)
        told = tuple(_block(name, each.span, drawn_diagnostic(each, language)) for each in limited(checked.diagnostics))
        wrong = sum(diagnostic.severity is Severity.ERROR for diagnostic in checked.diagnostics)
        if wrong:
            return RunVerdict(False, mistakes(wrong, language), told)
        timed = run_all(checked.scenarios, self.editions.rulebooks, perf_counter, explain=True)
        results = Results(checked.diagnostics, timed)
        blocks = (
            _block(name, each.diagnostic.span, failure_lines(each))
            for trace in results.failed
            for each in self._failures(trace, language)
        )
        return RunVerdict(not results.failed, summary(results, language), (*told, *blocks))

    def _failures(self, trace: Trace, language: Language) -> tuple[Failure, ...]:
        return failures_of(trace, Speaker(self.editions.rulebooks.get(trace.scenario.rulebook), language))

    def formatted(self, name: str, text: str) -> str | None:
        """Give a text as it should be written; nothing where it has mistakes, or is of another kind."""
        parsed, _ = self._parsed(name, text)
        if parsed is None or name.endswith(FEATURE) or not can_format(parsed):
            return None
        return format_text(parsed)

    def _parsed(self, name: str, text: str) -> tuple[Parsed | None, tuple[Diagnostic, ...]]:
        source, unreadable = decode(name, text.encode())
        if source is None:
            return None, unreadable
        parsed = _parse(source)
        if parsed is None:
            return None, (Diagnostic("BF413", Span(source.path, 1, 1, 2, ""), (), "install-bdd"),)
        return parsed, unreadable

    def _included(self, name: str, parsed: Parsed) -> tuple[tuple[Parsed, ...], tuple[Diagnostic, ...]]:
        """Read what a text includes; what the studio must not read counts as empty."""
        texts: dict[Path, str] = {}
        path = self.folder.path(name)
        unreachable = tuple(self._unreachable(path, parsed, texts))
        included, missing = read_included(path, parsed, self.editions, texts, self.folder.root)
        return included, tuple(dict.fromkeys((*unreachable, *missing)))

    def _unreachable(self, path: Path, parsed: Parsed, texts: dict[Path, str]) -> Iterator[Diagnostic]:
        """Follow what is included and keep the texts; give what the studio must not read, or cannot."""
        for header in parsed.headers_of("include"):
            target = resolved(path.parent / header.text)
            if target is None or target in texts:
                continue
            try:
                opened = self.folder.open(target)
            except Refused as refused:
                told = tuple(_include_refused(refused, header, target, self.folder))
                texts.update({target: ""} if told else {})
                yield from told
                continue
            if opened.text:
                texts[target] = opened.text
                inner = _parse(Source(opened.name, opened.text))
                yield from self._unreachable(target, inner, texts) if inner is not None else ()


def _parse(source: Source) -> Parsed | None:
    """Parse a text by the kind of its file; nothing where that needs more than is installed."""
    if not source.path.endswith(FEATURE):
        return parse(source)
    try:
        from benefit_flows.gherkin.parse import parse_feature

        return parse_feature(source)
    except ModuleNotFoundError:
        return None


def _include_refused(refused: Refused, header: Header, target: Path, folder: Folder) -> Iterator[Diagnostic]:
    """Say in place why an included file must not be read; what else there is says who reads it."""
    if refused.key == "large":
        yield Diagnostic("BF404", header.span, (("most", str(LARGEST // 1_000_000)),))
    elif refused.key in ("outside", "separators") and target.is_relative_to(folder.root):
        yield Diagnostic("BF408", header.span, (("word", folder.root.name),), "outside")


def _block(name: str, span: Span, lines: Iterable[Inked]) -> Excerpt:
    return Excerpt(span.path == name, span.line, parts(lines))


def _finding(diagnostic: Diagnostic, name: str, language: Language) -> EditorFinding:
    span = diagnostic.span
    severity = diagnostic.severity.value
    return EditorFinding(
        span.path == name,
        span.path,
        span.line,
        span.column,
        span.end,
        severity,
        SEVERITIES[severity].in_language(language),
        diagnostic.code,
        diagnostic.message(language),
        diagnostic.help(language),
    )
