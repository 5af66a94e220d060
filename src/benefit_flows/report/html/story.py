"""The story of one scenario, line by line, as the page draws it: what each line did, and what it is about."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.results import Timed
from benefit_flows.model.scenario import Line, Question, Scenario
from benefit_flows.model.trace import Event, Judgement, Trace, Verdict
from benefit_flows.report.html.basis import Rests, cited
from benefit_flows.view.advice import advice_for
from benefit_flows.view.failure import Failure, failures_of
from benefit_flows.view.notes import notes
from benefit_flows.view.sight import ScreenView, screen_view
from benefit_flows.view.sources import SourceView, sources
from benefit_flows.view.steps import MoveView, StepView, step_view
from benefit_flows.view.worlds import Row, world_rows

KINDS: Final = {
    Verdict.FAILED: "bad",
    Verdict.PASSED: "good",
    Verdict.KNOWN: "known",
    Verdict.PENDING: "pending",
}
"""What the page calls each verdict; beside these there is ``none`` for what did not run."""


class CheckView(NamedTuple):
    """What a check found. ``by`` is the number of the event that last changed it, or where ``account`` acted last."""

    held: bool
    expected: tuple[str, ...]
    actual: tuple[str, ...]
    sources: tuple[SourceView, ...]
    by: int | None
    account: str | None


class WayView(NamedTuple):
    """How the line would have passed: a sentence, and the lines to write in its place, if there are any."""

    text: str
    lines: tuple[str, ...]


class QuestionView(NamedTuple):
    """A quiz question: each answer with whether it is right."""

    choices: tuple[tuple[str, bool], ...]
    because: str | None


class EventView(NamedTuple):
    """One line and what came of it. ``place`` is its number, with the name of its file where that is another one.

    ``table`` are the cells of the table below it.
    ``kind`` is ``given``, ``action``, ``check``, ``note`` or ``ask``. ``moves`` are those of a fact put in place,
    whose ``step`` is left out. ``rows`` are all facts after the line, where it changed any.
    """

    kind: str
    place: int | str
    text: str
    table: tuple[tuple[str, ...], ...]
    citations: tuple[int, ...]
    step: StepView | None
    moves: tuple[MoveView, ...]
    check: CheckView | None
    screen: ScreenView | None
    rows: tuple[Row, ...] | None
    problems: tuple[str, ...]
    way: WayView | None
    question: QuestionView | None


class NoteView(NamedTuple):
    """A note on a failure: its role, what it is called, a text, and lines to be copied."""

    role: str
    name: str
    text: str
    lines: tuple[str, ...]


class FailureView(NamedTuple):
    """One problem of a line: its code and sentence, where it is, that line as it was written, and notes on it."""

    code: str
    message: str
    place: str
    line: str
    notes: tuple[NoteView, ...]


class StoryView(NamedTuple):
    """One scenario and what its lines did; how it is called and how long it took is read from the list beside.

    ``line`` is its header's, ``row`` the number of its row, which stands on ``row_line``. ``rules``,
    ``passages`` and ``moves`` are what it rests on. ``values`` are the cells of its row. ``failures`` say why it
    failed. ``events`` are ``EventView`` s without what is empty. ``missed`` are the lines that were not reached.
    """

    file: str
    line: int
    row: int | None
    row_line: int | None
    verdict: str
    tags: tuple[str, ...]
    citations: str
    rules: str
    passages: str
    moves: str
    values: tuple[tuple[str, str], ...]
    failures: tuple[FailureView, ...]
    events: tuple[Mapping[str, object], ...]
    missed: tuple[tuple[int | str, str, tuple[tuple[str, ...], ...]], ...]


def verdict(timed: Timed) -> str:
    """Say what became of a scenario, by one of ``KINDS``; one that did not run took no time."""
    return "none" if timed.seconds < 0 else KINDS[timed.trace.verdict]


def failure_views(timed: Timed, speaker: Speaker) -> tuple[FailureView, ...]:
    """Say why a scenario failed, or fails as it is known to."""
    return tuple(map(_failure, failures_of(timed.trace, speaker))) if verdict(timed) in ("bad", "known") else ()


def _failure(failure: Failure) -> FailureView:
    """Lay out a failure; which scenario it is stands above it in the page."""
    told = (NoteView(each.role.value, each.name, each.text, each.lines) for each in notes(failure)[1:])
    span = failure.diagnostic.span
    place = f"{span.location}:{span.column}"
    return FailureView(failure.code, failure.message, place, span.text.strip(), tuple(told))


def story(timed: Timed, rests: Rests, failures: tuple[FailureView, ...], speaker: Speaker) -> StoryView:
    """Put the run of one scenario in words."""
    trace, scenario = timed.trace, timed.trace.scenario
    return StoryView(
        scenario.span.path,
        scenario.span.line,
        scenario.row,
        scenario.row_line,
        verdict(timed),
        scenario.tags,
        " ".join(map(str, cited(trace))),
        " ".join(rests.rules),
        " ".join(map(str, rests.passages)),
        "|".join(rests.moves),
        scenario.values,
        failures,
        tuple(_sparse(_event(number, trace, speaker)) for number in range(len(trace.events))),
        tuple((_place(line, scenario), line.text, line.rows) for line in scenario.lines[len(trace.events) :]),
    )


def _sparse(event: EventView) -> Mapping[str, object]:
    """Leave out what a line does not have: most have little, and each place left empty costs as much as a full one."""
    return {name: value for name, value in event._asdict().items() if value not in (None, "", ())}


def _event(number: int, trace: Trace, speaker: Speaker) -> EventView:
    event = trace.events[number]
    step, line, scenario = event.step, event.line, trace.scenario
    told = step is not None and (line.keyword != "given" or event.problems)
    view = step_view(step, speaker) if step is not None and (told or step.moves) else None
    return EventView(
        _kind(line),
        _place(line, scenario),
        line.text,
        line.rows,
        line.citations,
        view if told else None,
        view.moves if view is not None and not told else (),
        _check(event.judgement, event.changed_by, speaker) if event.judgement is not None else None,
        _screen(event, speaker),
        _rows(number, trace, speaker),
        tuple(speaker.diagnostic(event, problem).message(speaker.language) for problem in event.problems),
        _way(trace, event, speaker),
        _question(line.what) if isinstance(line.what, Question) else None,
    )


def _kind(line: Line) -> str:
    kinds = {"when": "action", "tries": "action", "wait": "action", "then": "check"}
    return kinds.get(line.keyword, line.keyword)


def _place(line: Line, scenario: Scenario) -> int | str:
    """Tell a line by its number; with the name of its file where that is another one."""
    span = line.span
    return span.line if span.path == scenario.span.path else span.location


def _check(judgement: Judgement, changed_by: int | None, speaker: Speaker) -> CheckView:
    return CheckView(
        judgement.held,
        tuple(speaker.fact(each) for each in judgement.expected),
        tuple(speaker.fact(each) for each in judgement.actual),
        sources(judgement.rules, speaker),
        changed_by,
        judgement.account,
    )


def _screen(event: Event, speaker: Speaker) -> ScreenView | None:
    account = getattr(event.step.action, "account", None) if event.step is not None else None
    if event.screen is None or account is None:
        return None
    return screen_view(event.screen, account, speaker)


def _rows(number: int, trace: Trace, speaker: Speaker) -> tuple[Row, ...] | None:
    """Give all facts after an event that changed some; of facts put in place together, after the last of them."""
    event, behind = trace.events[number], trace.events[number + 1 : number + 2]
    if event.step is None or event.step.before.facts() == event.step.after.facts():
        return None
    if event.line.keyword == "given" and behind and behind[0].line.keyword == "given":
        return None
    return world_rows(event.step.after, speaker)


def _way(trace: Trace, event: Event, speaker: Speaker) -> WayView | None:
    advice = advice_for(trace, event, speaker)
    return None if advice is None else WayView(advice.text, advice.lines)


def _question(question: Question) -> QuestionView:
    return QuestionView(question.choices, question.because)
