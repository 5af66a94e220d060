"""Comments that silence a warning or a hint: ``# ignore[BF320]`` behind a line, or alone above it.

A comment must name its code, and one that silences nothing is told as a hint. Errors cannot be ignored: a file with an
error does not run, so ignoring it would only hide why.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.language.nearest import nearest
from benefit_flows.language.scan import comment_at, take_apart, text_lines
from benefit_flows.source import Source, Span

IGNORE: Final = re.compile(r"#\s*ignore\s*(?:\[(?P<codes>[^\]]*)\].*)?$")
CODE: Final = re.compile(r"[^\s,]+")


class Ignore(NamedTuple):
    """One code to silence on one line; ``span`` is where the comment names it."""

    code: str
    line: int
    span: Span


def without_ignored(
    sources: Sequence[Source], diagnostics: Sequence[Diagnostic], checked: Collection[str]
) -> list[Diagnostic]:
    """Leave out what comments of some files silence, and say what is wrong with these comments.

    That a comment silences nothing is known only of the files that are ``checked``, not of those they include.
    """
    wrong: list[Diagnostic] = []
    ignores = [each for source in sources if "ignore" in source.text for each in ignores_of(source, wrong)]
    silenced = {(each.span.path, each.line, each.code) for each in ignores}
    kept = [
        diagnostic
        for diagnostic in diagnostics
        if (diagnostic.span.path, diagnostic.span.line, diagnostic.code) not in silenced
    ]
    hit = {(each.span.path, each.span.line, each.code) for each in diagnostics}
    ours = [each for each in ignores if each.span.path in checked]
    idle = [each for each in ours if (each.span.path, each.line, each.code) not in hit]
    return [*kept, *wrong, *(Diagnostic("BF333", each.span, (("word", each.code),)) for each in idle)]


def ignores_of(source: Source, wrong: list[Diagnostic]) -> Iterator[Ignore]:
    """Read the comments of a file that silence something; what cannot be meant goes to ``wrong``."""
    lines = text_lines(source)
    waiting: list[tuple[re.Match[str], Span]] = []
    for number, shown in enumerate(lines, start=1):
        column = comment_at(shown) if "ignore" in shown else None
        found = IGNORE.match(shown, column) if column is not None else None
        if found is not None:
            waiting.append((found, Span(source.path, number, found.start() + 1, len(shown.rstrip()) + 1, shown)))
        # A comment alone is about the next line that says something.
        if waiting and take_apart(shown)[0] is not None:
            for each, place in waiting:
                yield from _codes(each, place, number, wrong)
            waiting = []
    for each, place in waiting:
        yield from _codes(each, place, place.line + 1, wrong)


def _codes(found: re.Match[str], place: Span, line: int, wrong: list[Diagnostic]) -> Iterator[Ignore]:
    codes = list(CODE.finditer(found.string, *found.span("codes"))) if found["codes"] else []
    if not codes:
        wrong.append(Diagnostic("BF116", place, hint="ignore"))
    for each in codes:
        code, span = each[0], place.at(each.start() + 1, each.end() + 1)
        if code not in CODES:
            near = nearest(code, CODES) or ""
            wrong.append(Diagnostic("BF224", span, (("word", code), ("near", near)), "near" if near else None))
        elif CODES[code].severity is Severity.ERROR:
            wrong.append(Diagnostic("BF332", span, (("word", code),)))
        else:
            yield Ignore(code, line, span)
