"""What a run shows and writes besides its text: report files, a bar while it runs."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

from benefit_flows.cli.files import READ, file_name, is_read, say_unwritten, written
from benefit_flows.cli.output import print_own
from benefit_flows.text import Language, Text
from benefit_flows.writing import foreseen

if TYPE_CHECKING:
    from benefit_flows.model.coverage import Explored
    from benefit_flows.model.results import Results
    from benefit_flows.model.rulebooks import Rulebooks
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.model.trace import Verdict
    from benefit_flows.pipeline import Loaded

NO_FOLDER: Final = Text("there is no folder {folder}", "il n’y a pas de dossier {folder}")
TWICE: Final = Text("another report goes there", "un autre rapport y est écrit")


class ReportContent(NamedTuple):
    """All that a report can tell."""

    results: "Results"
    not_run: "tuple[Scenario, ...]"
    rulebooks: "Rulebooks"
    language: Language
    explored: "Explored | None" = None


def _json(content: ReportContent) -> str:
    from benefit_flows.report.json import render_json

    return render_json(content.results, content.rulebooks)


def _junit(content: ReportContent) -> str:
    from benefit_flows.language.speaker import Speakers
    from benefit_flows.report.junit import render_junit

    return render_junit(content.results, Speakers(content.rulebooks, content.language), content.not_run)


def _html(content: ReportContent) -> str:
    from benefit_flows.language.speaker import Speaker
    from benefit_flows.report.html import render_html

    # Before the run it was seen to that there is one.
    ids = (each.rulebook for each in (*(trace.scenario for trace in content.results.traces), *content.not_run))
    speaker = Speaker(content.rulebooks.get(next(ids, content.rulebooks.default)), content.language)
    return render_html(content.results, content.not_run, speaker, content.explored)


FORMATS: Final[Mapping[str, Callable[[ReportContent], str]]] = {"html": _html, "json": _json, "junit": _junit}
"""The formats of ``--report``, each a pure function of all that can be told."""


def add_report(parser: argparse.ArgumentParser) -> None:
    """Add the option that writes reports."""
    parser.add_argument(
        "--report",
        action="append",
        type=_report,
        default=[],
        metavar="FORMAT=FILE",
        help=f"write a report; formats: {', '.join(FORMATS)}; may be given several times",
    )


def _report(text: str) -> tuple[str, Path]:
    """Read FORMAT=FILE."""
    name, sign, file = text.partition("=")
    if not sign or name not in FORMATS or not file:
        raise argparse.ArgumentTypeError(f"write FORMAT=FILE with a format of: {', '.join(FORMATS)}")
    return name, file_name(file)


def can_report(options: argparse.Namespace) -> bool:
    """Whether all reports can be written, as far as that is known before the run; say which cannot, and why."""
    refused = False
    taken: set[str] = set()
    for _, path in options.report:
        why = _trouble(path, taken)
        if why is not None:
            say_unwritten(path, why, options.lang, folder=path.parent)
            refused = True
    return not refused


def would_replace_sources(options: argparse.Namespace, loaded: "Loaded") -> bool:
    """Whether a report would go where scenarios are read from; say which."""
    over = [path for _, path in options.report if is_read(path, loaded)]
    for path in over:
        say_unwritten(path, READ, options.lang)
    return bool(over)


def _trouble(path: Path, taken: set[str]) -> Text | None:
    """Say what keeps a report from being written; it must not replace another, or what people wrote."""
    target = os.path.realpath(path)
    if target in taken:
        return TWICE
    taken.add(target)
    return NO_FOLDER if _is_lost(path) else foreseen(path)


def _is_lost(path: Path) -> bool:
    try:
        return not path.parent.is_dir()
    except (OSError, ValueError):
        return False


def write_reports(reports: Sequence[tuple[str, Path]], content: ReportContent) -> bool:
    """Write reports, each whole or not at all; say which could not be written after all (a full disk, say)."""
    # Half a character, as names of files may hold it, is written by its number, as JSON has it.
    texts = ((path, FORMATS[name](content).encode("utf-8", "backslashreplace")) for name, path in reports)
    done = [written(path, text, content.language) for path, text in texts]
    return all(done)


# The bar


class Progress:
    """A bar that tells how far a run is. It appears when a run is long, and leaves nothing behind."""

    AFTER: Final = 0.5
    EVERY: Final = 0.1

    def __init__(self, stream: TextIO | None, total: int, clock: Callable[[], float], language: Language) -> None:
        """Begin to count; without a stream nothing is ever drawn."""
        self.stream, self.total, self.clock, self.language = stream, total, clock, language
        self.ended: list[Verdict] = []
        self.drawn = 0
        self.next = clock() + self.AFTER

    def ran(self, verdict: "Verdict") -> None:
        """Count one more, and draw where it is time to."""
        self.ended.append(verdict)
        if self.stream is not None and self.clock() >= self.next:
            self._draw(self.stream)
            self.next = self.clock() + self.EVERY

    def _draw(self, stream: TextIO) -> None:
        wide = _columns(stream) - 1
        fancy = (stream.encoding or "").lower().replace("-", "") == "utf8"
        line = bar(self.total, self.ended, wide, self.language, fancy=fancy)
        print_own(f"\r{line}{' ' * (self.drawn - len(line))}", stream)
        stream.flush()
        self.drawn = len(line)

    def erase(self) -> None:
        """Take the bar away."""
        if self.stream is not None and self.drawn:
            print_own(f"\r{' ' * self.drawn}\r", self.stream)
            self.stream.flush()
            self.drawn = 0


def bar(total: int, ended: "Sequence[Verdict]", wide: int, language: Language = "en", *, fancy: bool = True) -> str:
    """Draw how far a run is in so many columns: a bar where there is room, then counts as the last line has them."""
    from benefit_flows.model.trace import Verdict
    from benefit_flows.view.counts import counted

    ran = len(ended)
    words = counted({each: ended.count(each) for each in Verdict}, language, (Verdict.PASSED, Verdict.FAILED))
    counts = f"{ran}/{total}  {', '.join(words)}"
    room = min(40, wide - len(counts) - 3)
    if room < len("#."):
        return counts[: max(0, wide)]
    full = room * ran // max(1, total)
    done, left = ("█", "░") if fancy else ("#", ".")
    return f"[{done * full}{left * (room - full)}] {counts}"


def progress_stream(*, watched: bool = True) -> TextIO | None:
    """Give the stream for the bar: the error output, where a person watches it."""
    return sys.stderr if watched and os.environ.get("TERM") != "dumb" and sys.stderr.isatty() else None


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
