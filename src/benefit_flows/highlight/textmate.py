"""The grammar for editors that read TextMate grammars: VS Code, Sublime Text and others."""

import json
from collections.abc import Mapping
from typing import Final

from benefit_flows.highlight.pieces import Group, Kind, LineKind, lines

SCOPES: Final[Mapping[Kind, str]] = {
    "comment": "comment.line.number-sign",
    "header": "keyword.other.header",
    "block": "storage.type.block",
    "examples": "keyword.control.examples",
    "use": "keyword.control.use",
    "note": "keyword.other.note",
    "step": "keyword.control.step",
    "and": "keyword.control.and",
    "name": "entity.name.function",
    "text": "string.unquoted.text",
    "string": "string.quoted.double",
    "unclosed": "invalid.illegal.unclosed-quote",
    "citation": "constant.other.citation",
    "date": "constant.numeric.date",
    "number": "constant.numeric.integer",
    "column": "variable.parameter.column",
    "parameter": "variable.parameter.setup",
    "operator": "keyword.operator.assignment",
    "punctuation": "punctuation.section.parameters",
    "tag": "entity.name.tag",
    "separator": "punctuation.separator.table",
    "cell": "string.unquoted.cell",
    "attempt": "storage.modifier.attempt",
    "value": "constant.language.value",
    "action": "support.function.action",
    "word": "keyword.operator.word",
    "account": "variable.other.name",
}
"""Names that themes know, so that every theme colours them."""

Rule = dict[str, object]


def render_textmate() -> str:
    """Write the grammar as JSON."""
    every = lines()
    grammar: Rule = {
        "name": "benefit-flows scenario",
        "scopeName": "source.benefit-flow",
        "fileTypes": ["flow"],
        "patterns": [_line(line) for line in every],
        "repository": {line.group.name: _group(line.group) for line in every},
    }
    return json.dumps(grammar, ensure_ascii=False, indent=2) + "\n"


def scope(kind: Kind) -> str:
    """Give the whole name of a scope."""
    return f"{SCOPES[kind]}.benefit-flow"


def _line(line: LineKind) -> Rule:
    captures: Rule = {"beginCaptures": {"1": {"name": scope(line.keyword)}}} if line.keyword else {}
    return {
        "name": f"meta.{line.name}.benefit-flow",
        "begin": line.begin,
        **captures,
        "end": "$",
        "patterns": [{"include": f"#{line.group.name}"}],
    }


def _group(group: Group) -> Rule:
    return {"patterns": [{"name": scope(piece.kind), "match": piece.pattern} for piece in group.pieces]}
