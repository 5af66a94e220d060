"""A failure by its roles, in both languages: a part of the results, and of what is told to machines."""

from collections.abc import Callable

from benefit_flows.report.json.places import Json
from benefit_flows.view.failure import Failure


def failure_members(english: Failure, french: Failure) -> Json:
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
        "expected": both(pair, lambda each: each.expected),
        "actual": both(pair, lambda each: each.actual),
        "last_change": _change(english, french),
        "not_met": [{"en": en, "fr": fr} for en, fr in zip(english.unmet, french.unmet, strict=True)],
        "candidates": list(english.candidates),
        "advice": _advice(english, french),
        "used_at": {"file": used.path, "line": used.line} if used is not None else None,
        "again": english.again,
    }


def both(pair: tuple[Failure, Failure], say: Callable[[Failure], str | None]) -> Json:
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
