"""Diagnostics as SARIF 2.1.0: the format in which code scanners and editors exchange what they find.

Byte-identical from run to run. Only ASCII is written, so the document is the same in every encoding of a terminal.
"""

import json
import re
from collections.abc import Iterable
from typing import Final

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.source import Span
from benefit_flows.text import Language, Text, harmless_document

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
PLACEHOLDER: Final = re.compile(r"\{\w+\}")
EXPLAIN: Final = Text(
    "more about it: benefit-flows explain {code}", "en savoir plus\u00a0: benefit-flows explain {code}"
)
# A number in single braces would stand for an argument.
BRACES: Final = str.maketrans({"{": "{{", "}": "}}"})
Json = str | int | list["Json"] | dict[str, "Json"]


def render_sarif(diagnostics: Iterable[Diagnostic], version: str, language: Language = "en") -> str:
    """Render diagnostics as one run of the tool ``benefit-flows`` in its ``version``, with a newline at the end."""
    found = tuple(diagnostics)
    codes = sorted({each.code for each in found})
    driver: Json = {"name": "benefit-flows", "version": version, "rules": [_rule(code, language) for code in codes]}
    run: Json = {
        "tool": {"driver": driver},
        "language": language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), language) for each in found],
    }
    document: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return harmless_document(json.dumps(document, indent=1)) + "\n"


def _rule(code: str, language: Language) -> Json:
    """Describe a code; what differs from place to place is an ellipsis."""
    sentence = PLACEHOLDER.sub("…", CODES[code].sentence.in_language(language))
    return {
        "id": code,
        "shortDescription": {"text": sentence},
        "help": {"text": EXPLAIN.in_language(language).format(code=code)},
        "defaultConfiguration": {"level": LEVELS[CODES[code].severity]},
    }


def _result(diagnostic: Diagnostic, rule: int, language: Language) -> Json:
    message, help_text = diagnostic.message(language), diagnostic.help(language)
    told = f"{message} ({help_text})" if help_text else message
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": told.translate(BRACES)},
        "locations": [{"physicalLocation": _place(diagnostic.span)}],
    }


def _place(span: Span) -> Json:
    # The line that a user asked for by FILE:0 is no line of a file.
    region: Json = {"startLine": max(1, span.line), "startColumn": span.column, "endColumn": span.end}
    return {"artifactLocation": {"uri": _uri(span.path)}, "region": region}


def _uri(path: str) -> str:
    """Give a relative path as a relative URI; a name that is no UTF-8 keeps its bytes."""
    from urllib.parse import quote  # imported late: only this format needs it

    return quote(path.encode("utf-8", "surrogateescape"), safe="/")
