"""The lexer for Pygments: scenarios in Sphinx, MkDocs and other web pages.

Pygments finds it by the entry point of this package, under the names ``benefit-flow`` and ``flow-scenario``.
It is the only module that imports Pygments, which is optional.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Final

from pygments.lexer import RegexLexer, bygroups  # type: ignore[import-untyped]  # Pygments ships no types
from pygments.token import (  # type: ignore[import-untyped]  # the same
    Comment,
    Error,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    Whitespace,
)

from benefit_flows.highlight.pieces import BLANK, Group, Kind, LineKind, lines

TOKENS: Final[Mapping[Kind, object]] = {
    "comment": Comment.Single,
    "header": Keyword.Namespace,
    "block": Keyword.Declaration,
    "examples": Keyword.Declaration,
    "use": Keyword.Namespace,
    "note": Keyword.Pseudo,
    "step": Keyword,
    "and": Keyword,
    "name": Name.Function,
    "text": String.Doc,
    "string": String.Double,
    "unclosed": Error,
    "citation": Name.Label,
    "date": Literal.Date,
    "number": Number.Integer,
    "column": Name.Variable,
    "parameter": Name.Attribute,
    "operator": Operator,
    "punctuation": Punctuation,
    "tag": Name.Decorator,
    "separator": Punctuation,
    "cell": String.Other,
    "attempt": Operator.Word,
    "value": Keyword.Constant,
    "action": Name.Builtin,
    "word": Text,
    "account": Name,
}
Rule = tuple[Any, ...]  # Pygments tells rules apart by what is in them


def _begin(line: LineKind) -> Rule:
    """Enter a line; where it has a keyword, that is the second group."""
    indented = line.begin.replace(f"^{BLANK}*", f"^({BLANK}*)", 1)
    token = bygroups(Whitespace, TOKENS[line.keyword]) if line.keyword else bygroups(Whitespace)
    return (indented, token, line.group.name)


def _inside(group: Group) -> list[Rule]:
    pieces = [(piece.pattern, TOKENS[piece.kind]) for piece in group.pieces]
    return [(r"\n", Whitespace, "#pop"), (f"{BLANK}+", Whitespace), *pieces, (".", Text)]


def _tokens() -> dict[str, list[Rule]]:
    every = lines()
    root = [*map(_begin, every), (r"\s", Whitespace)]
    return {"root": root, **{line.group.name: _inside(line.group) for line in every}}


class FlowLexer(RegexLexer):  # type: ignore[misc]  # Pygments ships no types
    """Scenarios of benefit-flows, in English and in French."""

    name = "benefit-flows scenario"
    aliases: ClassVar[list[str]] = ["benefit-flow", "flow-scenario"]
    filenames: ClassVar[list[str]] = ["*.flow"]
    tokens: ClassVar[dict[str, list[Rule]]] = _tokens()
