"""Quick fixes: what a diagnostic's own hint says to write instead, and comments that ignore a warning."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.language.keywords import hint_values
from benefit_flows.language.lines import lines_in
from benefit_flows.language.scan import take_apart
from benefit_flows.source import Span
from benefit_flows.text import Language, Text
from benefit_flows.view.advice import Advice

REPLACE: Final = Text('write "{new}"', "écrire «\u00a0{new}\u00a0»")
IGNORE: Final = Text("ignore {code} here", "ignorer {code} ici")
QUOTE: Final = Text("put it in quotation marks", "mettre entre guillemets")
QUOTES: Final = '"“”„«»'


class Fix(NamedTuple):
    """A change of one place that mends a diagnostic."""

    title: str
    span: Span
    text: str
    preferred: bool = False


def fixes(diagnostic: Diagnostic, language: Language) -> Iterator[Fix]:
    """Give the ways to mend a diagnostic, the best first."""
    values, span = dict(diagnostic.values), diagnostic.span
    yield from _in_place(diagnostic.hint, values, span, language)
    yield from _lines(diagnostic.hint, values, span, language)
    if diagnostic.severity is not Severity.ERROR and diagnostic.code != "BF333":
        end = len(span.text.rstrip()) + 1
        title = IGNORE.say(language, code=diagnostic.code)
        if "#" not in span.text:
            yield Fix(title, span.at(end, end), f"  # ignore[{diagnostic.code}]")


def _in_place(hint: str | None, values: Mapping[str, str], span: Span, language: Language) -> Iterator[Fix]:
    """Replace what is pointed at."""
    if hint in ("near", "alias") and values.get("near"):
        yield _replaced(span, values["near"], language, preferred=True)
    elif hint in ("date", "dates"):
        dates = [values[each] for each in ("first", "second") if each in values]
        yield from (_replaced(span, date, language, preferred=len(dates) == 1) for date in dates)
    elif hint == "quote" or (hint == "keep" and '"' not in values["word"]):
        yield Fix(QUOTE.in_language(language), span, f'"{_written(span)}"', preferred=hint == "quote")
    elif hint == "right-language":
        yield _replaced(span, values["line"], language, preferred=True)
    elif hint == "unquote":
        yield Fix(REPLACE.say(language, new=values["word"]), span, values["word"], preferred=True)
    elif hint == "in-portal" and values.get("near"):
        portal = f"{_written(span)} {values['near']}"
        yield Fix(REPLACE.say(language, new=portal), span, portal)


def advised(advice: Advice | None, path: str) -> Fix | None:
    """Offer to paste what a line that failed is advised to be replaced by, if that is one line of the document."""
    if advice is None or advice.place is None or advice.place.path != path:
        return None
    place = advice.place.at(1, len(advice.place.text) + 1)
    return Fix(advice.text.rstrip("\u00a0:"), place, "\n".join(advice.lines))


def _line_above(span: Span, line: str, language: Language) -> Fix:
    """Put a line above the one that needs it."""
    return Fix(REPLACE.say(language, new=line.strip()), span.at(1, 1), line, preferred=True)


def _lines(hint: str | None, values: Mapping[str, str], span: Span, language: Language) -> Iterator[Fix]:
    """Put a line above, or replace a whole line by each that it may mean, or its keyword; citations stay."""
    if hint == "name-language":
        yield _line_above(span, f"{values['line']}\n", language)
    elif hint == "today":
        yield _line_above(span, f"  {dict(hint_values(language, span.path))['today_line']}\n", language)
    line, _ = take_apart(span.text) if hint in ("phrases", "begin") else (None, None)
    if line is None:
        return
    start, end = line.span.column, line.column + len(line.body)
    if hint == "begin":
        yield _replaced(span.at(start, line.word_end), values["keyword"], language, preferred=True)
        return
    for each in lines_in(values["phrases"]):
        title = REPLACE.say(language, new=each.split("\n")[0])
        yield Fix(title, span.at(start, end), each.replace("\n", f"\n{span.text[: start - 1]}"))


def _replaced(span: Span, new: str, language: Language, *, preferred: bool) -> Fix:
    """Replace what is written; quotation marks around it stay."""
    quoted = _written(span)[:1] in QUOTES and _written(span) != ""
    text = f'"{new}"' if quoted else new
    return Fix(REPLACE.say(language, new=new), span, text, preferred)


def _written(span: Span) -> str:
    return span.text[span.column - 1 : span.end - 1]
