"""Results for machines: one JSON document under a versioned schema (``results.schema.json`` in the folder above).

Byte-identical from run to run: no seconds, no absolute paths, everything in order.
"""

import json
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import Final

from benefit_flows.diagnostics import Severity
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import Action
from benefit_flows.model.givens import Given
from benefit_flows.model.record import Record
from benefit_flows.model.results import Results
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Question
from benefit_flows.model.screen import Item, Screen
from benefit_flows.model.trace import Decision, Event, Move, Problem, Shown, Step, Trace, Verdict
from benefit_flows.model.world import Fact
from benefit_flows.report.json.failure import failure_members
from benefit_flows.report.json.findings import diagnostic_members
from benefit_flows.report.json.places import Json, place_members
from benefit_flows.text import LANGUAGES
from benefit_flows.view.failure import Failure, failures_of

SCHEMA: Final = "benefit-flows/results/1"


def render_json(results: Results, rulebooks: Rulebooks) -> str:
    """Render all results as JSON text, with a newline at the end.

    The document names the rulebook of its first scenario; a scenario of another one names its own.
    """
    own = next((each.scenario.rulebook for each in results.traces), rulebooks.default)
    document: Json = {
        "schema": SCHEMA,
        "rulebook": own,
        "summary": {
            **{each.value: results.count(each) for each in Verdict},
            "not_run": results.skipped,
            "mistakes": sum(diagnostic.severity is Severity.ERROR for diagnostic in results.diagnostics),
        },
        "diagnostics": [*map(diagnostic_members, results.diagnostics)],
        "scenarios": [_scenario(trace, rulebooks, own) for trace in results.traces],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _scenario(trace: Trace, rulebooks: Rulebooks, own: str) -> Json:
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
        **({} if scenario.rulebook == own else {"other_rulebook": scenario.rulebook}),
        "events": _events(trace, rulebooks.get(scenario.rulebook)),
    }


def _events(trace: Trace, rulebook: Rulebook) -> Json:
    """Give the lines that were reached, with what is told of each problem, in order."""
    english, french = (iter(failures_of(trace, Speaker(rulebook, language))) for language in LANGUAGES)
    return [
        _event(event, [_problem(problem, next(english), next(french)) for problem in event.problems], rulebook)
        for event in trace.events
    ]


def _event(event: Event, problems: list[Json], rulebook: Rulebook) -> Json:
    judgement = event.judgement
    return {
        "keyword": event.line.keyword,
        "text": event.line.text,
        **place_members(event.line.span),
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
    told = failure_members(english, french)
    return {"code": each.code, "message": message, "facts": _facts(each.facts), "failure": told}


def _step(step: Step, rulebook: Rulebook) -> Json:
    return {
        "action": _action(step.action),
        "today": step.after.today.isoformat(),
        "outcome": step.outcome.value,
        **_sources(step.rules, rulebook),
        "decisions": [_decision(decision, rulebook) for decision in step.decisions],
        "effects": [
            {"effect": change.effect, "subjects": list(change.subjects), **_sources(change.rules, rulebook)}
            for change in step.applied
        ],
        "moves": [_move(move) for move in step.moves],
        "shown": [_shown(each, rulebook) for each in step.shown],
        "created": [plain(request._asdict()) for request in step.created],
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
    return [{"name": fact.name, "value": plain(fact.value)} for fact in facts]


def _screen(screen: Screen) -> Json:
    return {
        "portal": screen.portal,
        "page": screen.page,
        "items": [_item(item) for item in screen.items],
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
