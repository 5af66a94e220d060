"""Results for machines: one JSON document under a versioned schema (``results.schema.json`` beside this file).

Byte-identical from run to run: no seconds, no absolute paths, everything in order.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.limits import limited
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action
from benefit_flows.model.givens import Given
from benefit_flows.model.record import Record
from benefit_flows.model.results import Results
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Question
from benefit_flows.model.screen import Item, Screen
from benefit_flows.model.trace import Decision, Event, Move, Problem, Shown, Step, Trace, Verdict
from benefit_flows.model.world import Fact
from benefit_flows.source import Span
from benefit_flows.text import LANGUAGES, Language, harmless_document
from benefit_flows.view.failure import Failure, failures_of
from benefit_flows.view.notes import in_a_line

SCHEMA: Final = "benefit-flows/results/1"
DIAGNOSTICS_SCHEMA: Final = "benefit-flows/diagnostics/1"
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def render_json(results: Results, rulebook: Rulebook) -> str:
    """Render all results as JSON text, with a newline at the end."""
    document: Json = {
        "schema": SCHEMA,
        "rulebook": rulebook.id,
        "summary": {
            **{each.value: results.count(each) for each in Verdict},
            "not_run": results.skipped,
            "mistakes": sum(each.severity is Severity.ERROR for each in results.diagnostics),
        },
        "diagnostics": [*map(_diagnostic, results.diagnostics)],
        "scenarios": [_scenario(trace, rulebook) for trace in results.traces],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], english: Iterable[Failure] = (), french: Iterable[Failure] = ()
) -> str:
    """Render diagnostics and failures as JSON text, with a newline at the end.

    Failures are given once for each language, because they are words of a language. Of very many diagnostics some are
    shown, and all counted. Only ASCII is written: this document goes to a terminal, whose encoding may be any.
    """
    every, pairs = tuple(diagnostics), tuple(zip(english, french, strict=True))
    severities = [each.severity for each in (*every, *(en.diagnostic for en, _ in pairs))]
    summary: Json = {f"{each.value}s": severities.count(each) for each in Severity}
    document: Json = {
        "schema": DIAGNOSTICS_SCHEMA,
        "summary": summary,
        "diagnostics": [*map(_diagnostic, limited(every)), *(_failed(en, fr) for en, fr in pairs)],
    }
    return harmless_document(json.dumps(document, indent=1)) + "\n"


def _diagnostic(found: Diagnostic) -> Json:
    return _finding(found, found.span, _said(found.message), {"en": found.help("en"), "fr": found.help("fr")})


def _said(say: Callable[[Language], str]) -> Json:
    return {each: say(each) for each in LANGUAGES}


def _finding(found: Diagnostic, span: Span, message: Json, help_text: Json) -> dict[str, Json]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        **_place(span),
        "message": message,
        "help": help_text,
    }


def _failed(english: Failure, french: Failure) -> Json:
    """Give a problem of a scenario that failed: a diagnostic, and behind it the failure."""
    pair = (english, french)
    message, told = _both(pair, lambda each: each.message), _both(pair, in_a_line)
    found = _finding(english.diagnostic, english.place, message, told)
    return {**found, "failure": _members(english, french)}


def _members(english: Failure, french: Failure) -> Json:
    """Give all that is told of a failure by its roles; null or empty is what it does not have."""
    pair, scenario = (english, french), english.scenario
    used, span = english.used, english.diagnostic.span
    return {
        "scenario": scenario.name,
        "file": scenario.span.path,
        "line": scenario.span.line,
        "row": scenario.row,
        "row_line": scenario.row_line,
        "values": dict(scenario.values),
        "failed_line": {"file": span.path, "line": span.line, "text": span.text.strip()},
        "expected": _both(pair, lambda each: each.expected),
        "actual": _both(pair, lambda each: each.actual),
        "last_change": _change(english, french),
        "not_met": [{"en": en, "fr": fr} for en, fr in zip(english.unmet, french.unmet, strict=True)],
        "candidates": list(english.candidates),
        "advice": _advice(english, french),
        "used_at": {"file": used.path, "line": used.line} if used is not None else None,
        "again": english.again,
    }


def _both(pair: tuple[Failure, Failure], say: Callable[[Failure], str | None]) -> Json:
    """Give what is said of a failure in both languages; null where there is nothing to say."""
    english, french = map(say, pair)
    return None if english is None else {"en": english, "fr": french}


def _change(english: Failure, french: Failure) -> Json:
    en, fr = english.change, french.change
    if en is None or fr is None:
        return None
    moves: list[Json] = [{"en": one, "fr": other} for one, other in zip(en.moves, fr.moves, strict=True)]
    place: dict[str, Json] = {"file": en.span.path, "line": en.span.line}
    return {**place, "text": en.text, "moves": moves, "sources": en.sources, "account": en.account}


def _advice(english: Failure, french: Failure) -> Json:
    en, fr = english.advice, french.advice
    if en is None or fr is None:
        return None
    return {"text": {"en": en.text, "fr": fr.text}, "lines": list(en.lines)}


def _place(span: Span) -> dict[str, Json]:
    return {"file": span.path, "line": span.line, "column": span.column, "end_column": span.end}


def _scenario(trace: Trace, rulebook: Rulebook) -> Json:
    scenario = trace.scenario
    return {
        "name": scenario.name,
        "file": scenario.span.path,
        "line": scenario.span.line,
        "row": scenario.row,
        "row_line": scenario.row_line,
        "values": dict(scenario.values),
        "tags": list(scenario.tags),
        "citations": list(scenario.citations),
        "passed": trace.passed,
        "verdict": trace.verdict.value,
        "known": scenario.known,
        "events": _events(trace, rulebook),
    }


def _events(trace: Trace, rulebook: Rulebook) -> Json:
    """Give the lines that were reached, with what is told of each problem, in order."""
    english, french = (iter(failures_of(trace, Speaker(rulebook, each))) for each in LANGUAGES)
    return [
        _event(event, [_problem(each, next(english), next(french)) for each in event.problems], rulebook)
        for event in trace.events
    ]


def _event(event: Event, problems: list[Json], rulebook: Rulebook) -> Json:
    judgement = event.judgement
    return {
        "keyword": event.line.keyword,
        "text": event.line.text,
        **_place(event.line.span),
        "citations": list(event.line.citations),
        "step": _step(event.step, rulebook) if event.step else None,
        "check": {
            "held": judgement.held,
            "expected": _facts(judgement.expected),
            "actual": _facts(judgement.actual),
            **_sources(judgement.rules, rulebook),
        }
        if judgement
        else None,
        "screen": _screen(event.screen) if event.screen else None,
        "question": _question(event.line.what) if isinstance(event.line.what, Question) else None,
        "problems": problems,
    }


def _question(question: Question) -> Json:
    choices: list[Json] = [{"text": text, "right": right} for text, right in question.choices]
    return {"text": question.text, "choices": choices, "because": question.because}


def _problem(each: Problem, english: Failure, french: Failure) -> Json:
    message: Json = {"en": english.message, "fr": french.message}
    told = _members(english, french)
    return {"code": each.code, "message": message, "facts": _facts(each.facts), "failure": told}


def _step(step: Step, rulebook: Rulebook) -> Json:
    return {
        "action": _action(step.action),
        "today": step.after.today.isoformat(),
        "outcome": step.outcome.value,
        **_sources(step.rules, rulebook),
        "decisions": [_decision(each, rulebook) for each in step.decisions],
        "effects": [
            {"effect": each.effect, "subjects": list(each.subjects), **_sources(each.rules, rulebook)}
            for each in step.applied
        ],
        "moves": [_move(each) for each in step.moves],
        "shown": [_shown(each, rulebook) for each in step.shown],
        "created": [plain(each._asdict()) for each in step.created],
        "changed_facts": step.before.facts() != step.after.facts(),
    }


def _decision(each: Decision, rulebook: Rulebook) -> Json:
    return {"guard": each.guard, "held": each.held, "facts": _facts(each.facts), **_sources(each.rules, rulebook)}


def _move(each: Move) -> Json:
    return {
        "machine": each.machine,
        "subject": each.subject,
        "from": each.source,
        "event": each.event,
        "to": each.target,
        "on": each.on.isoformat(),
    }


def _shown(each: Shown, rulebook: Rulebook) -> Json:
    texts: dict[str, Json] = {language: rulebook.name(each.key, language) for language in LANGUAGES}
    return {"key": each.key, "documented": each.documented, **texts}


def _sources(rules: Iterable[str], rulebook: Rulebook) -> dict[str, Json]:
    named = list(rules)
    return {
        "rules": [*named],
        "passages": [*rulebook.passages_of(named)],
        "readings": [*rulebook.readings_of(named)],
    }


def _facts(facts: Iterable[Fact]) -> Json:
    return [{"name": each.name, "value": plain(each.value)} for each in facts]


def _screen(screen: Screen) -> Json:
    return {
        "portal": screen.portal,
        "page": screen.page,
        "items": [_item(each) for each in screen.items],
        "withheld": [_item(each) for each in screen.withheld],
    }


def _item(item: Item) -> Json:
    return {name: plain(value) for name, value in item._asdict().items()}


def _action(action: Action | Given) -> Json:
    return {"kind": type(action).__name__, **_fields(action)}


def plain(value: object) -> Json:
    """Give a value of the model as JSON: dates as text, records as objects, tuples as lists."""
    match value:
        case None | bool() | int() | str():
            return value
        case date():
            return value.isoformat()
        case Enum():
            return str(value.value)
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case tuple() | list():
            record = getattr(value, "_asdict", None)
            return plain(record()) if record else [plain(each) for each in value]
        case Record():
            return _fields(value)
    raise TypeError(f"no JSON for {value!r}")


def _fields(record: Record) -> dict[str, Json]:
    """Give a record's fields by name."""
    return {name: plain(value) for name, value in zip(record.fields, record.values(), strict=True)}
