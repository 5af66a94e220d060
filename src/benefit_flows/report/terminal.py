"""Results for people at a terminal: failures that explain themselves, then one clear line."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from benefit_flows.diagnostics.inks import Ink, Inked, begun, plain
from benefit_flows.language.record_names import Naming
from benefit_flows.language.speaker import Speaker, Speakers
from benefit_flows.model.results import MOST_ALIKE, Likeness, Results, likeness
from benefit_flows.model.trace import Event, Step, Trace, Verdict
from benefit_flows.text import Language, Text, Words, harmless
from benefit_flows.view.counts import summary_line
from benefit_flows.view.failure import Failure, failures_of, messages
from benefit_flows.view.notes import failure_lines, known_in_words, where
from benefit_flows.view.titles import title

MARKS: Final = {Verdict.PASSED: "ok", Verdict.FAILED: "FAILED", Verdict.KNOWN: "known", Verdict.PENDING: "pending"}
WORDS: Final = Words(
    {
        "moved": Text("{name}: {source} → {target}", "{name}\u00a0: {source} → {target}"),
        "alike": Text("{number} more rows failed the same way", "{number} autres lignes ont échoué de la même façon"),
        "alike-one": Text("1 more row failed the same way", "1 autre ligne a échoué de la même façon"),
        "is-pending": Text("pending: {what}", "en attente\u00a0: {what}"),
        "mistakes": Text("{number} mistakes", "{number} erreurs"),
        "mistake": Text("1 mistake", "1 erreur"),
        "none-selected": Text("no scenario is selected", "aucun scénario n’est choisi"),
        "nothing-run": Text("{count}: nothing was run", "{count}\u00a0: rien n’a été exécuté"),
    }
)
EMPTY: Final = Inked("")


def results_lines(results: Results, speakers: Speakers, verbosity: int = 0) -> Iterator[Inked]:
    """Give a whole run as lines.

    ``verbosity`` -1 gives one line for a failure, 0 failures in full, 1 every line of every scenario too.
    """
    yield from _scenarios(results, speakers, verbosity)
    if verbosity == 0:
        yield from _not_judged(results, speakers.language)
    yield summary_line(results, speakers.language)


def render_results(results: Results, speakers: Speakers, verbosity: int = 0) -> str:
    """Render a whole run as text without colours, with a newline at the end."""
    return f"{plain(results_lines(results, speakers, verbosity))}\n"


def mistakes(number: int, language: Language = "en", *, ran: bool = False) -> str:
    """Say in one line how many mistakes the files have, and whether they kept everything from running."""
    count = WORDS.say("mistake" if number == 1 else "mistakes", language, number=number)
    return count if ran else WORDS.say("nothing-run", language, count=count)


def none_selected(language: Language = "en") -> str:
    """Say that the options leave no scenario."""
    return WORDS.say("none-selected", language)


def _scenarios(results: Results, speakers: Speakers, verbosity: int) -> Iterator[Inked]:
    alike = Counter(likeness(each) for each in results.traces)
    shown: Counter[Likeness] = Counter()
    for trace in results.traces:
        if verbosity > 0:
            yield from _listing(trace, speakers.of(trace.scenario))
        same = likeness(trace) if verbosity >= 0 else None
        if same is not None:
            shown[same] += 1
        if same is None or shown[same] <= MOST_ALIKE:
            yield from _failures(trace, speakers.of(trace.scenario), verbosity)
        if same is not None and shown[same] == MOST_ALIKE < alike[same]:
            number = alike[same] - MOST_ALIKE
            key = "alike-one" if number == 1 else "alike"
            yield from (Inked(WORDS.say(key, speakers.language, number=number)), EMPTY)


def _failures(trace: Trace, speaker: Speaker, verbosity: int) -> Iterator[Inked]:
    for each in failures_of(trace, speaker) if trace.failed else ():
        yield from (_short(each),) if verbosity < 0 else (*failure_lines(each), EMPTY)


def _short(failure: Failure) -> Inked:
    told = f"{failure.title}{where(failure)}"
    return Inked(f"{failure.place.location}: {failure.code}: {failure.message} ({told})")


def _not_judged(results: Results, language: Language) -> Iterator[Inked]:
    """List what is known to fail, with the reason, and what is still to be written."""
    for trace in results.traces:
        if trace.verdict in (Verdict.KNOWN, Verdict.PENDING):
            reason = f"  ({trace.scenario.known})" if trace.scenario.known else ""
            what = harmless(f"{trace.scenario.place}  {title(trace.scenario, language)}{reason}")
            known = trace.verdict is Verdict.KNOWN
            yield Inked(known_in_words(what, language) if known else WORDS.say("is-pending", language, what=what))


def _listing(trace: Trace, speaker: Speaker) -> Iterator[Inked]:
    named = f"  {trace.scenario.place}  {title(trace.scenario, speaker.language)}"
    yield begun(MARKS[trace.verdict], Ink.ERROR if trace.failed else None, named)
    for event in trace.events:
        mark = "x" if event.problems else " "
        yield Inked(f"  {mark} {event.line.text}{_cited(event)}")
        if event.step is not None and event.line.keyword in ("when", "tries", "wait"):
            yield from (Inked(f"      {each}") for each in _story(event.step, speaker))


def _cited(event: Event) -> str:
    return "".join(f" [{citation}]" for citation in event.line.citations)


def _story(step: Step, speaker: Speaker) -> Iterator[str]:
    """Tell what a step did: its outcome with the rules behind, moves, messages."""
    rules = step.refusal.rules if step.refusal else step.rules
    yield f"{speaker.name(step.outcome.value)}  {speaker.sources(rules)}".rstrip()
    for move in step.moves:
        source, target = speaker.name(move.source), speaker.name(move.target)
        name = Naming(step.after, speaker).subject(move.subject)
        yield f"{move.on}  {WORDS.say('moved', speaker.language, name=name, source=source, target=target)}"
    yield from messages(step, speaker)
