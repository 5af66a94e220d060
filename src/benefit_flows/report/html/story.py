"""The story of one scenario, line by line, as the page draws it: what each line did, and what it is about."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.results import Timed
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Line, Question, Scenario
from benefit_flows.model.trace import Event, Judgement, Trace, Verdict
from benefit_flows.report.html.own import own
from benefit_flows.report.html.resting import Rests, cited
from benefit_flows.text import Language
from benefit_flows.view.advice import advice_for
from benefit_flows.view.packing import Json, document
from benefit_flows.view.seen import ScreenView, screen_view
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
    """One line and what came of it. ``place`` says how far below the scenario's own line it stands.

    Where it stands in another file, that is its name and the line. ``table`` are the cells of the table below it.
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


class StoryView(NamedTuple):
    """One scenario; how it is called, how long it took and, mostly, why it failed is read from the list beside.

    ``line`` is its header's, ``row`` the number of its row, which stands on ``row_line``. ``rules``,
    ``passages`` and ``moves`` are what it rests on. ``values`` are the cells of its row. In what is told
    of it beside, marks stand for the title and for ``names``.
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
    names: tuple[str, ...] | None


class ToldView(NamedTuple):
    """What is told of a scenario: the lines of why it failed, if the list has not all of them; what its lines did.

    ``events`` are ``EventView`` s without what is empty. ``missed`` are the lines that were not reached.
    """

    failure: tuple[str, ...]
    events: tuple[Mapping[str, object], ...]
    missed: tuple[tuple[int | str, str, tuple[tuple[str, ...], ...]], ...]


def verdict(timed: Timed) -> str:
    """Say what became of a scenario, by one of ``KINDS``; one that did not run took no time."""
    return "none" if timed.seconds < 0 else KINDS[timed.trace.verdict]


def story(
    timed: Timed, rests: Rests, title: str, failure: str, rulebook: Rulebook, language: Language
) -> dict[str, Json]:
    """Put the run of one scenario in words: a ``StoryView``, with a ``ToldView`` as ``told``.

    ``failure`` is what the list does not tell of why it failed.
    """
    # Only there does the title stand; without it, scenarios that name the same share a pattern.
    told = own(document(_told(timed.trace, failure, rulebook, language)), title if failure else "", timed.trace)
    view = _story_view(timed, rests, told.names)
    return {**{name: document(value) for name, value in view._asdict().items()}, "told": told.document}


def _story_view(timed: Timed, rests: Rests, names: tuple[str, ...] | None) -> StoryView:
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
        names,
    )


def _told(trace: Trace, failure: str, rulebook: Rulebook, language: Language) -> ToldView:
    scenario = trace.scenario
    return ToldView(
        tuple(failure.split("\n")) if failure else (),
        tuple(_sparse(_event(number, trace, rulebook, language)) for number in range(len(trace.events))),
        tuple((_place(each, scenario), each.text, each.rows) for each in scenario.lines[len(trace.events) :]),
    )


def _sparse(event: EventView) -> Mapping[str, object]:
    """Leave out what a line does not have: most have little, and each place left empty costs as much as a full one."""
    return {name: value for name, value in event._asdict().items() if value not in (None, "", ())}


def _event(number: int, trace: Trace, rulebook: Rulebook, language: Language) -> EventView:
    event = trace.events[number]
    step, line, scenario = event.step, event.line, trace.scenario
    told = step is not None and (line.keyword != "given" or event.problems)
    view = step_view(step, Speaker(rulebook, language)) if step is not None and (told or step.moves) else None
    return EventView(
        _kind(line),
        _place(line, scenario),
        line.text,
        line.rows,
        line.citations,
        view if told else None,
        view.moves if view is not None and not told else (),
        _check(event.judgement, event.changed_by, rulebook, language) if event.judgement is not None else None,
        _screen(event, rulebook, language),
        _rows(number, trace, rulebook, language),
        tuple(Speaker(rulebook, language).diagnostic(event, each).message(language) for each in event.problems),
        _way(trace, event, rulebook, language),
        _question(line.what) if isinstance(line.what, Question) else None,
    )


def _kind(line: Line) -> str:
    kinds = {"when": "action", "tries": "action", "wait": "action", "then": "check"}
    return kinds.get(line.keyword, line.keyword)


def _place(line: Line, scenario: Scenario) -> int | str:
    """Tell a line by how far it is below the scenario's own; by its name where it stands in another file."""
    span = line.span
    return span.line - scenario.span.line if span.path == scenario.span.path else f"{span.path}:{span.line}"


def _check(judgement: Judgement, changed_by: int | None, rulebook: Rulebook, language: Language) -> CheckView:
    return CheckView(
        judgement.held,
        tuple(Speaker(rulebook, language).fact(each) for each in judgement.expected),
        tuple(Speaker(rulebook, language).fact(each) for each in judgement.actual),
        sources(judgement.rules, Speaker(rulebook, language)),
        changed_by,
        judgement.account,
    )


def _screen(event: Event, rulebook: Rulebook, language: Language) -> ScreenView | None:
    account = getattr(event.step.action, "account", None) if event.step is not None else None
    if event.screen is None or account is None:
        return None
    return screen_view(event.screen, account, Speaker(rulebook, language))


def _rows(number: int, trace: Trace, rulebook: Rulebook, language: Language) -> tuple[Row, ...] | None:
    """Give all facts after an event that changed some; of facts put in place together, after the last of them."""
    event, behind = trace.events[number], trace.events[number + 1 : number + 2]
    if event.step is None or event.step.before.facts() == event.step.after.facts():
        return None
    if event.line.keyword == "given" and behind and behind[0].line.keyword == "given":
        return None
    return world_rows(event.step.after, Speaker(rulebook, language))


def _way(trace: Trace, event: Event, rulebook: Rulebook, language: Language) -> WayView | None:
    advice = advice_for(trace, event, rulebook, language)
    return None if advice is None else WayView(advice.text, advice.lines)


def _question(question: Question) -> QuestionView:
    return QuestionView(question.choices, question.because)
