"""Results for people at a terminal: failures that explain themselves, then one clear line."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render
from benefit_flows.language.naming import Naming
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.results import MOST_ALIKE, Likeness, Results, likeness
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Event, Problem, Step, Trace, Verdict
from benefit_flows.text import Language, harmless
from benefit_flows.view.counts import summary
from benefit_flows.view.places import in_setup, own_place, place_in_words
from benefit_flows.view.reasons import explanation, known_in_words, messages, word

TICK, CROSS = "ok", "FAILED"
MARKS: Final = {Verdict.PASSED: TICK, Verdict.FAILED: CROSS, Verdict.KNOWN: "known", Verdict.PENDING: "pending"}


def render_results(results: Results, rulebook: Rulebook, language: Language = "en", verbosity: int = 0) -> str:
    """Render a whole run.

    ``verbosity`` -1 gives one line for a failure, 0 failures in full, 1 every line of every scenario too.
    """
    lines = list(_scenarios(results, rulebook, language, verbosity))
    return "\n".join([*lines, summary(results, language)]) + "\n"


def render_failures(trace: Trace, rulebook: Rulebook, language: Language = "en") -> str:
    """Render what failed in one scenario, as the report of a whole run has it."""
    blocks = [_failure(trace, event, each, rulebook, language) for event in trace.failures for each in event.problems]
    known = [known_in_words(trace, language)] if trace.verdict is Verdict.KNOWN and trace.scenario.known else []
    return "\n\n".join([*known, *blocks])


def mistakes(number: int, language: Language = "en", *, ran: bool = False) -> str:
    """Say in one line how many mistakes the files have, and whether they kept everything from running."""
    count = word("mistake" if number == 1 else "mistakes", language, number=number)
    return count if ran else word("nothing-run", language, count=count)


def none_selected(language: Language = "en") -> str:
    """Say that the options leave no scenario."""
    return word("none-selected", language)


def _scenarios(results: Results, rulebook: Rulebook, language: Language, verbosity: int) -> Iterator[str]:
    alike = Counter(likeness(each) for each in results.traces)
    shown: Counter[Likeness] = Counter()
    for trace in results.traces:
        if verbosity > 0:
            yield from _listing(trace, rulebook, language)
        same = likeness(trace) if verbosity >= 0 else None
        if same is not None:
            shown[same] += 1
        if same is None or shown[same] <= MOST_ALIKE:
            yield from _failures(trace, rulebook, language, verbosity)
        if same is not None and shown[same] == MOST_ALIKE < alike[same]:
            number = alike[same] - MOST_ALIKE
            yield from (word("alike-one" if number == 1 else "alike", language, number=number), "")
    if verbosity == 0:
        yield from _not_judged(results, language)


def _failures(trace: Trace, rulebook: Rulebook, language: Language, verbosity: int) -> Iterator[str]:
    for event in trace.failures if trace.failed else ():
        for problem in event.problems:
            if verbosity < 0:
                yield _short(trace, event, problem, rulebook, language)
            else:
                yield from (_failure(trace, event, problem, rulebook, language), "")


def _not_judged(results: Results, language: Language) -> Iterator[str]:
    """List what is known to fail, with the reason, and what is still to be written."""
    for trace in results.traces:
        if trace.verdict in (Verdict.KNOWN, Verdict.PENDING):
            reason = f"  ({trace.scenario.known})" if trace.scenario.known else ""
            what = f"{trace.scenario.place}  {title(trace, language)}{reason}"
            yield word(f"is-{trace.verdict.value}", language, what=harmless(what))


def title(trace: Trace, language: Language) -> str:
    """Name a scenario, with its row where it is one of an outline."""
    scenario = trace.scenario
    if scenario.row is None:
        return scenario.name
    values = ", ".join(f"{name} = {value}" for name, value in scenario.values)
    return f"{scenario.name} ({word('row', language, row=scenario.row)}: {values})"


def _listing(trace: Trace, rulebook: Rulebook, language: Language) -> Iterator[str]:
    yield f"{MARKS[trace.verdict]}  {trace.scenario.place}  {title(trace, language)}"
    for event in trace.events:
        mark = "x" if event.problems else " "
        yield f"  {mark} {event.line.text}{_cited(event)}"
        if event.step is not None and event.line.keyword in ("when", "tries", "wait"):
            yield from (f"      {each}" for each in _story(event.step, rulebook, language))


def _cited(event: Event) -> str:
    return "".join(f" [{each}]" for each in event.line.citations)


def _story(step: Step, rulebook: Rulebook, language: Language) -> Iterator[str]:
    """Tell what a step did: its outcome with the rules behind, moves, messages."""
    rules = step.refusal.rules if step.refusal else step.rules
    yield f"{rulebook.name(step.outcome.value, language)}  {Speaker(rulebook, language).sources(rules)}".rstrip()
    for move in step.moves:
        source, target = rulebook.name(move.source, language), rulebook.name(move.target, language)
        name = Naming(step.after, Speaker(rulebook, language)).subject(move.subject)
        yield f"{move.on}  {word('moved', language, name=name, source=source, target=target)}"
    yield from messages(step, rulebook, language)


def _short(trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> str:
    diagnostic = Speaker(rulebook, language).diagnostic(event, problem)
    place = place_in_words(own_place(event, diagnostic.span, rulebook))
    told = f"{title(trace, language)}{in_setup(event, diagnostic.span, rulebook, language)}"
    return f"{place}: {problem.code}: {diagnostic.message(language)} ({told})"


def failure_diagnostic(
    trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language
) -> Diagnostic:
    """Give the problem of a line with what a line of a machine's format has room for: where from, expected, found.

    It stands where a user has a file: a line of a standard setup at the line that used it.
    """
    found = Speaker(rulebook, language).diagnostic(event, problem)
    told = (("scenario", title(trace, language)), ("used", in_setup(event, found.span, rulebook, language)))
    found = found._replace(span=own_place(event, found.span, rulebook))
    if event.judgement is None or problem.code not in ("BF501", "BF507"):
        return found._replace(values=(*found.values, *told), hint="failure")
    expected = Speaker(rulebook, language).facts(event.judgement.expected)
    actual = Speaker(rulebook, language).facts(event.judgement.actual)
    return found._replace(values=(*found.values, *told, ("wanted", expected), ("found", actual)), hint="failed-check")


def _failure(trace: Trace, event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> str:
    notes = [
        f"{word('scenario', language)} {title(trace, language)}",
        *explanation(trace, event, problem, rulebook, language),
        word("again", language, place=trace.scenario.argument),
    ]
    return render(Speaker(rulebook, language).diagnostic(event, problem), notes, language)
