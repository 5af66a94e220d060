"""Results as JUnit XML, for build servers: a suite a file, a case a scenario or row.

The one report for machines that shows seconds.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final, NamedTuple, assert_never

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.diagnostics.limits import limited
from benefit_flows.language.speaker import Speaker, Speakers
from benefit_flows.model.results import Results, Timed
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace, Verdict
from benefit_flows.text import Language, Text
from benefit_flows.view.counts import ENDED
from benefit_flows.view.failure import failures_of
from benefit_flows.view.notes import in_a_line, render_failed
from benefit_flows.view.titles import title

NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
UNSEEN: Final = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What XML can hold, and a terminal would act upon."""
LOADING: Final = Text("(reading the file)", "(lecture du fichier)")
NOT_RUN: Final = Text("the run stopped before", "l’exécution s’est arrêtée avant")


class _Case(NamedTuple):
    """A case: where it is from, what it is called, and what became of it, if it did not pass."""

    file: str
    line: int
    name: str
    seconds: float = 0.0
    properties: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def render_junit(
    results: Results,
    speakers: Speakers,
    not_run: Iterable[Scenario] = (),
) -> str:
    """Render all results as XML text, with a newline at the end; ``not_run`` are shown as skipped."""
    skipped = (Timed(Trace(each, ()), -1.0) for each in not_run)
    in_order = sorted((*results.timed, *skipped), key=lambda each: _place(each.trace.scenario))
    cases = [
        *_mistakes(results.diagnostics, speakers.language),
        *(_case(each, speakers.of(each.trace.scenario)) for each in in_order),
    ]
    by_file = sorted(cases, key=lambda each: each.file)
    suites = [(file, _distinct(group)) for file, group in groupby(by_file, key=lambda each: each.file)]
    every = [case for _, group in suites for case in group]
    inner = "".join(_suite(file, group) for file, group in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element("testsuites", _counts("benefit-flows", every), inner)}'


def _place(scenario: Scenario) -> tuple[str, int, int]:
    return scenario.span.path, scenario.span.line, scenario.row or 0


def _mistakes(diagnostics: Iterable[Diagnostic], language: Language) -> Iterator[_Case]:
    """Give one case for each file with mistakes."""
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    for file, group in groupby(errors, key=lambda each: each.span.path):
        first, *_ = found = list(group)
        drawn = "\n\n".join(render_diagnostic(each, language) for each in limited(found))
        yield _Case(
            file,
            first.span.line,
            LOADING.in_language(language),
            kind="error",
            type=first.code,
            message=first.message(language),
            text=drawn,
        )


def _case(timed: Timed, speaker: Speaker) -> _Case:
    trace, scenario, language = timed.trace, timed.trace.scenario, speaker.language
    case = _Case(
        scenario.span.path,
        scenario.row_line or scenario.span.line,
        title(scenario, language),
        max(0.0, timed.seconds),
        _properties(scenario),
    )
    if timed.seconds < 0:
        return case._replace(kind="skipped", message=NOT_RUN.in_language(language))
    match trace.verdict:
        case Verdict.PASSED:
            return case
        case Verdict.PENDING:
            return case._replace(kind="skipped", message=ENDED.say("pending", language))
        case Verdict.KNOWN:
            told = ": ".join(filter(None, [ENDED.say("known", language), scenario.known]))
            return case._replace(kind="skipped", message=told, text=render_failed(trace, speaker))
        case Verdict.FAILED:
            first, *_ = failures_of(trace, speaker)
            message = f"{first.message} ({in_a_line(first)})"
            return case._replace(kind="failure", type=first.code, message=message, text=render_failed(trace, speaker))
    assert_never(trace.verdict)


def _properties(scenario: Scenario) -> tuple[tuple[str, str], ...]:
    """Give tags, and the passages that header and lines cite."""
    cited = {*scenario.citations, *(citation for line in scenario.lines for citation in line.citations)}
    found = (("tags", " ".join(scenario.tags)), ("passages", " ".join(map(str, sorted(cited)))))
    return tuple((name, value) for name, value in found if value)


def _distinct(cases: Iterable[_Case]) -> list[_Case]:
    """Number the cases of a file that share a name: a build server follows a case by its name."""
    used: dict[str, int] = {}
    found: list[_Case] = []
    for each in cases:
        used[each.name] = number = used.get(each.name, 0) + 1
        found.append(each._replace(name=f"{each.name} #{number}") if number > 1 else each)
    return found


def _suite(file: str, cases: list[_Case]) -> str:
    skipped = sum(each.kind == "skipped" for each in cases)
    return _element("testsuite", {**_counts(file, cases), "skipped": str(skipped)}, "".join(map(_drawn, cases)))


def _counts(name: str, cases: list[_Case]) -> dict[str, str]:
    return {
        "name": name,
        "tests": str(len(cases)),
        "failures": str(sum(each.kind == "failure" for each in cases)),
        "errors": str(sum(each.kind == "error" for each in cases)),
        "time": f"{sum(each.seconds for each in cases):.3f}",
    }


def _drawn(case: _Case) -> str:
    place = {"file": case.file, "line": str(case.line), "time": f"{case.seconds:.3f}"}
    properties = "".join(_element("property", {"name": name, "value": value}) for name, value in case.properties)
    inner = _element("properties", {}, properties) if properties else ""
    if case.kind:
        about = {"type": case.type, "message": case.message}
        told = {name: value for name, value in about.items() if value}
        inner += _element(case.kind, told, _numbered(escape(_xml(case.text), quote=False)), break_inside=False)
    return _element("testcase", {"classname": case.file, "name": case.name, **place}, inner)


def _element(name: str, attributes: dict[str, str], inner: str = "", *, break_inside: bool = True) -> str:
    """Give an element with a line end behind it. Where text is inside, it stands there as it is."""
    start = "".join([name, *(f' {key}="{_attribute(value)}"' for key, value in attributes.items())])
    if not inner:
        return f"<{start}/>\n"
    line_end = "\n" if break_inside else ""
    return f"<{start}>{line_end}{inner}</{name}>\n"


def _attribute(value: str) -> str:
    """Escape a value; line ends and tabs by number, because a reader makes plain spaces of them."""
    return _numbered(escape(_xml(value))).replace("\n", "&#10;").replace("\t", "&#9;")


def _numbered(text: str) -> str:
    """Give by number what must not reach a terminal that shows the file; who reads the XML gets it whole."""
    return UNSEEN.sub(lambda found: f"&#{ord(found[0])};", text)


def _xml(text: str) -> str:
    """Replace what XML 1.0 cannot hold: control characters, halves of characters."""
    return NOT_XML.sub("\ufffd", text)
