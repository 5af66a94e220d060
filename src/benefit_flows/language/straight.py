"""One line straightened: its words kept, its spaces and quotation marks as they should be.

Each line for itself, so a comment can never be lost, and no tree has to carry spaces. Typographic apostrophes in French
phrases become straight: there has to be one way, and that is the one on every keyboard. Free text (notes, questions,
titles) keeps its quotation marks.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.arguments import ASSIGNMENT, PARAMETERS, RUN
from benefit_flows.language.keywords import BLOCKS, HEADERS, KEYWORDS, STEPS, TEXTS
from benefit_flows.language.lines import NAMES_AND_TEXTS, cells_of, lost_text
from benefit_flows.language.phrases import Token, tokenize
from benefit_flows.language.print import join_words
from benefit_flows.language.scan import CITATION, MOST_REMEMBERED, RawLine, take_apart
from benefit_flows.language.tables import NAME, tables_for
from benefit_flows.text import Language

ANSWERS: Final = ("right", "wrong", "because")


class Straight(NamedTuple):
    """A line by kind (top, block, tags, step, answer, row, comment, blank), without its indentation.

    A row has its cells instead of a text.
    """

    kind: str
    text: str
    comment: str = ""
    cells: tuple[str, ...] = ()


@lru_cache(maxsize=MOST_REMEMBERED)
def straight(shown: str, language: Language) -> Straight:
    """Straighten a line that parses, wherever it stands."""
    line, _ = take_apart(shown)
    if line is None:
        comment = shown.strip()
        return Straight("comment" if comment else "blank", "", comment)
    comment = line.comment
    if line.word == "|":
        cells = (f"<{each.value}>" if each.kind == "COLUMN" else each.value for each in cells_of(line))
        return Straight("row", "", comment, tuple(cells))
    if line.word == "@":
        return Straight("tags", " ".join(f"@{line.body}".split()), comment)
    meaning = KEYWORDS[language].get(line.word, "")
    body = _body(line, meaning, language)
    said = f"{line.word} {body}" if body else line.word
    if line.citations:
        end = shown.rindex(comment) if comment else len(shown)
        said += "  " + "".join(found[0] for found in CITATION.finditer(shown, line.column - 1 + len(line.body), end))
    if meaning in NAMES_AND_TEXTS and lost_text(line) is not None:  # it must go on looking like no comment
        said, comment = f"{said} {comment}", ""
    return Straight(_kind(meaning), said, comment)


def _kind(meaning: str) -> str:
    if meaning in HEADERS:
        return "top"
    if meaning in BLOCKS:
        return "block"
    return "answer" if meaning in ANSWERS else "step"


def _body(line: RawLine, meaning: str, language: Language) -> str:
    if meaning in STEPS or meaning == "and":
        return _phrase(line.body, language)
    if meaning in ("setup", "use"):
        return _with_arguments(line.body)
    if meaning in TEXTS or meaning in ("flow", "scenario", "outline"):
        return RUN.sub(" ", line.written)
    return line.written


@lru_cache(maxsize=MOST_REMEMBERED)
def _phrase(body: str, language: Language) -> str:
    line, _ = take_apart(f"and {body}")
    tokens = tokenize(line, tables_for(language)) if line is not None else []
    return body if isinstance(tokens, Diagnostic) else join_words([_word(token) for token in tokens])


def _word(token: Token) -> str:
    if token.terminal == "STRING":
        return f'"{" ".join(token.text[1:-1].split())}"'
    if token.terminal == "COLUMN":
        return f"<{token.text[1:-1].strip()}>"
    if token.terminal in (NAME, "INT", "DATE"):
        return token.text
    return " ".join(token.text.replace("’", "'").split())


def _with_arguments(body: str) -> str:
    """Straighten the name of a setup and the list behind it."""
    found = PARAMETERS.match(body)
    if found is None:
        return " ".join(body.split())
    pairs = ((each["name"], " ".join(each["value"].split())) for each in ASSIGNMENT.finditer(found["list"]))
    return f"{' '.join(found['name'].split())} ({', '.join(f'{name} = {value}' for name, value in pairs)})"
