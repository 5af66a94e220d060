"""Diagnostics as SARIF 2.1.0: the format in which code scanners and editors exchange what they find.

Byte-identical from run to run. Only ASCII is written, so the document is the same in every encoding of a terminal.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.source import Span
from benefit_flows.text import Language, Text, harmless_document
from benefit_flows.view.failure import Failure
from benefit_flows.view.notes import in_a_line, notes

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
KEY: Final = "benefitFlows/v1"
PLACEHOLDER: Final = re.compile(r"\{\w+\}")
EXPLAIN: Final = Text(
    "more about it: benefit-flows explain {code}", "en savoir plus\u00a0: benefit-flows explain {code}"
)
# A number in single braces would stand for an argument.
BRACES: Final = str.maketrans({"{": "{{", "}": "}}"})
Json = str | int | list["Json"] | dict[str, "Json"]


def render_sarif(
    diagnostics: Iterable[Diagnostic], version: str, language: Language = "en", failures: Iterable[Failure] = ()
) -> str:
    """Render findings as one run of the tool ``benefit-flows`` in its ``version``, with a newline at the end."""
    found, failed = tuple(diagnostics), tuple(failures)
    codes = sorted({*(each.code for each in found), *(each.code for each in failed)})
    driver: Json = {"name": "benefit-flows", "version": version, "rules": [_rule(code, language) for code in codes]}
    marks = _fingerprints([*map(_key, found), *map(_key_of_failure, failed)])
    results = [
        *(_mistake(each, codes.index(each.code), language) for each in found),
        *(_failure(each, codes.index(each.code)) for each in failed),
    ]
    run: Json = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [{**each, "partialFingerprints": {KEY: mark}} for each, mark in zip(results, marks, strict=True)],
    }
    document: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return harmless_document(json.dumps(document, indent=1)) + "\n"


def _rule(code: str, language: Language) -> Json:
    """Describe a code; what differs from place to place is an ellipsis."""
    sentence = PLACEHOLDER.sub("…", CODES[code].sentence.in_language(language))
    return {
        "id": code,
        "shortDescription": {"text": sentence},
        "help": {"text": EXPLAIN.say(language, code=code)},
        "defaultConfiguration": {"level": LEVELS[CODES[code].severity]},
    }


def _mistake(found: Diagnostic, rule: int, language: Language) -> dict[str, Json]:
    return _result(found, rule, found.span, _with(found.message(language), found.help(language)))


def _failure(failure: Failure, rule: int) -> dict[str, Json]:
    result = _result(failure.diagnostic, rule, failure.place, _with(failure.message, in_a_line(failure)))
    told = [each for each in notes(failure) if each.span is not None]
    related: list[Json] = [
        {"id": number, "message": _text(each.first), "physicalLocation": _place(each.span or failure.place)}
        for number, each in enumerate(told, start=1)
    ]
    return {**result, "relatedLocations": related}


def _result(found: Diagnostic, rule: int, span: Span, told: str) -> dict[str, Json]:
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": LEVELS[found.severity],
        "message": _text(told),
        "locations": [{"physicalLocation": _place(span)}],
    }


def _with(message: str, more: str | None) -> str:
    return f"{message} ({more})" if more else message


def _text(text: str) -> Json:
    return {"text": text.translate(BRACES)}


def _fingerprints(keys: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Give what a code scanner knows each finding by, though lines move: what is told, and which one of these it is."""
    from hashlib import sha256  # imported late: only this format needs it

    seen: Counter[tuple[str, ...]] = Counter()
    for key in keys:
        seen[key] += 1
        told = "\0".join([*key, str(seen[key])])
        yield sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _key(found: Diagnostic) -> tuple[str, ...]:
    return found.code, found.span.path, found.span.text.strip(), found.message()


def _key_of_failure(failure: Failure) -> tuple[str, ...]:
    cells = (f"{name}={value}" for name, value in failure.scenario.values)
    return failure.code, failure.place.path, failure.diagnostic.span.text.strip(), failure.scenario.name, *cells


def _place(span: Span) -> Json:
    # The line that a user asked for by FILE:0 is no line of a file.
    region: Json = {"startLine": max(1, span.line), "startColumn": span.column, "endColumn": span.end}
    return {"artifactLocation": {"uri": _uri(span.path)}, "region": region}


def _uri(path: str) -> str:
    """Give a relative path as a relative URI; a name that is no UTF-8 keeps its bytes."""
    from urllib.parse import quote  # imported late: only this format needs it

    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
