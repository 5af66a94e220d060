"""The syntax file for Vim and Neovim. Their expressions are a notation of their own, so they stand here."""

from collections.abc import Iterable, Mapping
from typing import Final

from benefit_flows.highlight.pieces import Kind
from benefit_flows.highlight.words import NOTES, SETUP, TOLD, USE, keywords, vocabulary
from benefit_flows.language.keywords import AND, EXAMPLES, HEADERS, STEPS
from benefit_flows.language.scan import QUOTES
from benefit_flows.text import LANGUAGES, Language

LINKS: Final[Mapping[Kind, str]] = {
    "comment": "Comment",
    "header": "PreProc",
    "block": "Structure",
    "examples": "Structure",
    "use": "Include",
    "note": "SpecialComment",
    "step": "Statement",
    "name": "Function",
    "text": "String",
    "string": "String",
    "unclosed": "Error",
    "citation": "Special",
    "date": "Number",
    "number": "Number",
    "column": "Identifier",
    "parameter": "Identifier",
    "operator": "Operator",
    "punctuation": "Delimiter",
    "tag": "Tag",
    "separator": "Delimiter",
    "cell": "String",
    "attempt": "StorageClass",
    "value": "Constant",
    "action": "Type",
}
"""The groups that every colour scheme has. Other words and accounts keep the colour of plain text."""

SPOKEN: Final[tuple[Kind, ...]] = ("action", "value", "attempt")
BLANK: Final = r"%(\s|%u00a0|%u202f)"
QUOTE: Final = f'["{QUOTES}]'
PASSAGE: Final = r"\[\d+%(-\d+)?\]"
REST: Final = rf"%({BLANK}*{PASSAGE})*%({BLANK}+#.*|{BLANK}*)$"
BEFORE_WORD: Final = r"%(\k|[.@-])@1<!"
AFTER_WORD: Final = r"%([.@-]*\k)@!"
STRING: Final = f'{QUOTE}[^"{QUOTES}]*{QUOTE}'
START: Final = """\
" Vim syntax file: scenarios of benefit-flows (*.flow), in English and in French.
" Written by `python -m benefit_flows.highlight` from the grammar. Changes here are lost.

if exists('b:current_syntax')
  finish
endif
let s:cpo = &cpo
set cpo&vim

syntax case match
syntax iskeyword @,48-57,_,192-255
"""
END: Final = """\
let b:current_syntax = 'benefit-flow'
let &cpo = s:cpo
unlet s:cpo
"""


def render_vim() -> str:
    """Write the syntax file. Where two items begin at one place, Vim takes the one that stands later."""
    parts = (START, *_items(), "", *_lines(), "", *_links(), "", END)
    return "\n".join(parts)


def group_of(kind: Kind) -> str:
    """Give the name of the group that colours a kind of piece."""
    return f"benefitFlow{kind.capitalize()}"


def _match(group: str, pattern: str, *options: str) -> str:
    return " ".join(("syntax match", group, *options, rf"/\v{pattern}/"))


def _item(kind: Kind, pattern: str, *options: str) -> str:
    return _match(group_of(kind), pattern, "contained", *options)


def _items() -> tuple[str, ...]:
    """Write what lines are made of."""
    return (
        _item("column", r"\<[^<>]+\>"),
        _item("number", rf"{BEFORE_WORD}\d+%(\k|-)@!"),
        _item("date", rf"{BEFORE_WORD}\d{{4}}-\d{{2}}-\d{{2}}%(\k|-)@!"),
        *(item for language in LANGUAGES for item in _words(language)),
        _item("citation", f"{PASSAGE}%({REST})@="),
        _item("unclosed", f'{QUOTE}[^"{QUOTES}]*$'),
        _item("string", STRING),
        # Quotations in text and in cells only keep a "#" from being a comment.
        _match("benefitFlowQuoted", STRING, "contained", "transparent", "contains=NONE"),
        _match("benefitFlowLone", f'{QUOTE}[^"{QUOTES}]*$', "contained", "transparent", "contains=benefitFlowCitation"),
        _item("separator", r"\|"),
        _item("tag", r"\@\S+"),
        _item("operator", r"\="),
        _item("parameter", r"[^=,() \t]%([^=,()]*[^=,() \t])?%(\s*\=)@="),
        _item("punctuation", r"[(),]"),
        _match(
            "benefitFlowList",
            rf"\([^()]*\)%({REST})@=",
            "contained",
            _contains("parameter", "operator", "punctuation", "string", "column", "date", "number"),
        ),
        _match(group_of("comment"), rf"%(^|{BLANK}@1<=)#.*$"),
    )


def _words(language: Language) -> tuple[str, ...]:
    words = vocabulary(language)
    return (
        _in_language("action", language, words.actions),
        _in_language("value", language, words.values),
        _in_language("attempt", language, words.attempts),
    )


def _in_language(kind: Kind, language: Language, words: tuple[str, ...]) -> str:
    whole = "|".join(_spelled(word) for word in words if not word.endswith("'"))
    elided = "|".join(_spelled(word) for word in words if word.endswith("'"))
    both = f"%({whole}){AFTER_WORD}" + (f"|{elided}" if elided else "")
    return _match(_name(kind, language), f"{BEFORE_WORD}%({both})", "contained")


def _name(kind: Kind, language: Language) -> str:
    """Name the words of one language: *active* is a state in English and a verb in French."""
    return group_of(kind) + language.capitalize()


def _spelled(word: str) -> str:
    return word.replace("'", "['’]").replace(" ", f"{BLANK}+")


def _contains(*kinds: Kind) -> str:
    return "contains=" + ",".join(map(group_of, kinds))


def _lines() -> tuple[str, ...]:
    """Write the kinds of lines, each told by its first word."""
    named = _contains("comment", "citation", "unclosed") + ",benefitFlowQuoted"
    listed = _contains("comment", "citation", "unclosed", "column") + ",benefitFlowQuoted,benefitFlowList"
    free = _contains("comment", "citation") + ",benefitFlowLone,benefitFlowQuoted"
    cells = _contains("comment", "unclosed", "separator", "column", "date", "number") + ",benefitFlowQuoted"
    return (
        _match("benefitFlowTags", rf"^{BLANK}*\@.*$", _contains("tag", "comment")),
        _match(group_of("cell"), rf"^{BLANK}*\|.*$", cells),
        _region("text", "header", keywords(HEADERS), named),
        _region("name", "block", keywords(TOLD), named),
        _region("name", "block", keywords([SETUP]), listed),
        _region("plain", "examples", keywords([EXAMPLES]), _contains("comment")),
        _region("name", "use", keywords([USE]), listed),
        _region("text", "note", keywords(NOTES), free),
        *map(_steps, LANGUAGES),
    )


def _region(body: str, keyword: Kind, words: Iterable[str], options: str) -> str:
    """Write a line that begins with one of these words."""
    words = tuple(words)
    end = "" if all(word.endswith(":") for word in words) else rf'%(\s|["#|@{QUOTES}]|%u00a0|%u202f|$)@='
    start = rf"start=/\v^{BLANK}*%({'|'.join(words)}){end}/"
    group = f"benefitFlow{body.capitalize()}"
    return f"syntax region {group} matchgroup={group_of(keyword)} {start} end=/$/ oneline keepend {options}"


def _steps(language: Language) -> str:
    spoken = ",".join(_name(kind, language) for kind in SPOKEN)
    shared = _contains("comment", "citation", "unclosed", "string", "column", "date", "number")
    return _region("phrase", "step", keywords((*STEPS, AND), [language]), f"{shared},{spoken}")


def _links() -> tuple[str, ...]:
    """Give every group its colour."""
    links = [
        (name, to)
        for kind, to in LINKS.items()
        for name in ([_name(kind, language) for language in LANGUAGES] if kind in SPOKEN else [group_of(kind)])
    ]
    return tuple(f"highlight default link {name} {to}" for name, to in links)
