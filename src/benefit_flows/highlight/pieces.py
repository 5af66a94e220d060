"""What a line is made of, as regular expressions that both Python and TextMate editors understand.

A line is told by its first word, which also tells the language of a step. Then its pieces follow, each
by the first expression that fits. No expression looks at another line, so an editor may colour any line alone.
"""

from typing import Final, Literal, NamedTuple

from benefit_flows.highlight.words import NOTES, SETUP, TOLD, USE, WordClasses, keywords, vocabulary
from benefit_flows.language.keywords import AND, EXAMPLES, HEADERS, STEPS
from benefit_flows.language.scan import QUOTES
from benefit_flows.text import LANGUAGES, Language

Kind = Literal[
    "comment",
    "header",
    "block",
    "examples",
    "use",
    "note",
    "step",
    "and",
    "name",
    "text",
    "string",
    "unclosed",
    "citation",
    "date",
    "number",
    "column",
    "parameter",
    "operator",
    "punctuation",
    "tag",
    "separator",
    "cell",
    "attempt",
    "value",
    "action",
    "word",
    "account",
]


class Piece(NamedTuple):
    """A part of a line and what it looks like."""

    kind: Kind
    pattern: str


class Group(NamedTuple):
    """The pieces that lines of some kinds are made of, the one to try first in front."""

    name: str
    pieces: tuple[Piece, ...]


class LineKind(NamedTuple):
    """A kind of line: how it begins, what its keyword is (nothing where it has none), what follows."""

    name: str
    begin: str
    keyword: Kind | None
    group: Group


BLANK: Final = r"[^\S\n]"
QUOTE: Final = f'["{QUOTES}]'
QUOTED: Final = f'{QUOTE}[^"{QUOTES}\\n]*{QUOTE}'
UNCLOSED: Final = f'{QUOTE}[^"{QUOTES}\\n]*$'
PASSAGE: Final = r"\[\d+(?:-\d+)?\]"
CITED_END: Final = f"(?:{BLANK}*{PASSAGE})*{BLANK}*$"
LINE_END: Final = f"(?:{BLANK}*{PASSAGE})*(?:{BLANK}+#.*|{BLANK}*)$"
IN_LIST: Final = f"[^()\\n]*\\){LINE_END}"
VALUE_END: Final = rf"(?={BLANK}*(?:,[^()\n]*)?\){LINE_END})"
CELL_END: Final = rf"(?={BLANK}*(?:\||$))"
BEFORE_WORD: Final = r"(?<![\w-])"
AFTER_WORD: Final = r"(?![\w.@-]*\w)"

COMMENT: Final = Piece("comment", f"(?:^|(?<={BLANK}))#.*")
CITATION: Final = Piece("citation", f"{PASSAGE}(?={LINE_END})")
STRING: Final = Piece("string", QUOTED)
OPEN_STRING: Final = Piece("unclosed", UNCLOSED)
COLUMN: Final = Piece("column", r"<[^<>\n]+>")
DATE: Final = Piece("date", BEFORE_WORD + r"\d{4}-\d{2}-\d{2}(?![\w-])")
NUMBER: Final = Piece("number", BEFORE_WORD + r"\d+(?![\w-])")
ACCOUNT: Final = Piece("account", BEFORE_WORD + r"[^\W\d_](?:[\w.@-]*\w)?")


def lines() -> tuple[LineKind, ...]:
    """Give all kinds of lines, the one to try first in front. The last one fits every line."""
    named = Group("name", _running("name", OPEN_STRING))
    listed = Group("name-with-list", _name_with_list())
    text = Group("text", _running("text", OPEN_STRING))
    # In a note, one quotation mark alone is no mistake: 5" is a length.
    free = Group("free-text", _running("text", Piece("text", f'{QUOTE}[^"{QUOTES}\\n]*?(?={CITED_END})')))
    plain = Group("other", (COMMENT, CITATION, STRING, OPEN_STRING))
    return (
        LineKind("tags", f"^{BLANK}*(?=@)", None, Group("tags", (COMMENT, Piece("tag", r"@\S+")))),
        LineKind("row", rf"^{BLANK}*(?=\|)", None, Group("row", _row())),
        LineKind("header", _begin(keywords(HEADERS)), "header", text),
        LineKind("setup", _begin(keywords([SETUP])), "block", listed),
        LineKind("block", _begin(keywords(TOLD)), "block", named),
        LineKind("examples", _begin(keywords([EXAMPLES])), "examples", plain),
        LineKind("use", _begin(keywords([USE])), "use", listed),
        LineKind("note", _begin(keywords(NOTES)), "note", free),
        *(line for language in LANGUAGES for line in _steps(language)),
        LineKind("other", rf"^{BLANK}*(?=\S)", None, plain),
    )


def _begin(words: tuple[str, ...]) -> str:
    """Match the keyword that a line begins with; one without a colon must end there."""
    end = "" if all(word.endswith(":") for word in words) else f'(?=[\\s"#|@{QUOTES}]|$)'
    return f"^{BLANK}*({'|'.join(words)}){end}"


def _steps(language: Language) -> tuple[LineKind, ...]:
    group = Group(f"phrase-{language}", _phrase(vocabulary(language)))
    return (
        LineKind(f"step-{language}", _begin(keywords(STEPS, [language])), "step", group),
        LineKind(f"and-{language}", _begin(keywords([AND], [language])), "and", group),
    )


def _phrase(words: WordClasses) -> tuple[Piece, ...]:
    return (
        COMMENT,
        CITATION,
        STRING,
        OPEN_STRING,
        COLUMN,
        DATE,
        NUMBER,
        Piece("attempt", any_word(words.attempts)),
        Piece("value", any_word(words.values)),
        Piece("action", any_word(words.actions)),
        Piece("word", any_word(words.others)),
        ACCOUNT,
    )


def any_word(words: tuple[str, ...]) -> str:
    """Match one of these words as a whole. What is elided (*l'*) needs no space behind it."""
    whole = "|".join(_spelled(word) for word in words if not word.endswith("'"))
    elided = "|".join(_spelled(word) for word in words if word.endswith("'"))
    both = f"(?:{whole}){AFTER_WORD}" + (f"|{elided}" if elided else "")
    return f"{BEFORE_WORD}(?:{both})"


def _spelled(word: str) -> str:
    return word.replace("'", "['’]").replace(" ", f"{BLANK}+")


def _running(kind: Kind, open_string: Piece) -> tuple[Piece, ...]:
    """Give the pieces of text without a grammar. A quotation in it only keeps a ``#`` from being a comment."""
    plain = rf'[^\s\[#"{QUOTES}]+'
    return (
        COMMENT,
        CITATION,
        Piece(kind, QUOTED),
        open_string,
        Piece(kind, rf"{plain}(?:{BLANK}+{plain})*|\S"),
    )


def _name_with_list() -> tuple[Piece, ...]:
    """Give the pieces of the name of a setup and its parameters: ``a partner (until = 2021-12-31)``."""
    plain = rf'[^\s\[(<#"{QUOTES}]+'
    inside = f'[^\\s=,()<>"{QUOTES}](?:[^=,()<>"{QUOTES}\\n]*?[^\\s=,()<>"{QUOTES}])??'
    return (
        COMMENT,
        CITATION,
        STRING,
        OPEN_STRING,
        COLUMN,
        Piece("punctuation", rf"[(,](?={IN_LIST})|\)(?={LINE_END})"),
        Piece("operator", f"=(?={IN_LIST})"),
        Piece("parameter", f"{inside}(?={BLANK}*={IN_LIST})"),
        Piece("date", DATE.pattern + VALUE_END),
        Piece("number", NUMBER.pattern + VALUE_END),
        Piece("text", inside + VALUE_END),
        Piece("name", rf"{plain}(?:{BLANK}+{plain})*|\S"),
    )


def _row() -> tuple[Piece, ...]:
    plain = rf'[^\s|<#"{QUOTES}]+'
    return (
        COMMENT,
        Piece("cell", QUOTED),
        OPEN_STRING,
        Piece("separator", r"\|"),
        Piece("column", COLUMN.pattern + CELL_END),
        Piece("date", DATE.pattern + CELL_END),
        Piece("number", NUMBER.pattern + CELL_END),
        Piece("cell", rf"{plain}(?:{BLANK}+{plain})*|\S"),
    )
