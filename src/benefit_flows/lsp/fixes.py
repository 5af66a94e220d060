"""Quick fixes: what a diagnostic's own hint says to write instead, and comments that ignore a warning."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.language.keywords import hint_values
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

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
    if diagnostic.hint in ("near", "alias") and values.get("near"):
        yield _replaced(span, values["near"], language, preferred=True)
    elif diagnostic.hint in ("date", "dates"):
        dates = [values[each] for each in ("first", "second") if each in values]
        yield from (_replaced(span, each, language, preferred=len(dates) == 1) for each in dates)
    elif diagnostic.hint == "quote":
        said = _written(span)
        yield Fix(QUOTE.in_language(language), span, f'"{said}"', preferred=True)
    elif diagnostic.hint == "in-portal" and values.get("near"):
        portal = f'{_written(span)} in "{values["near"]}"'
        yield Fix(REPLACE.in_language(language).format(new=portal), span, portal)
    elif diagnostic.hint == "today":
        line = f"  {dict(hint_values(language))['today_line']}\n"
        yield Fix(REPLACE.in_language(language).format(new=line.strip()), span.at(1, 1), line, preferred=True)
    if diagnostic.severity is not Severity.ERROR and diagnostic.code != "BF333":
        end = len(span.text.rstrip()) + 1
        title = IGNORE.in_language(language).format(code=diagnostic.code)
        if "#" not in span.text:
            yield Fix(title, span.at(end, end), f"  # ignore[{diagnostic.code}]")


def _replaced(span: Span, new: str, language: Language, *, preferred: bool) -> Fix:
    """Replace what is written; quotation marks around it stay."""
    quoted = _written(span)[:1] in QUOTES and _written(span) != ""
    text = f'"{new}"' if quoted else new
    return Fix(REPLACE.in_language(language).format(new=new), span, text, preferred)


def _written(span: Span) -> str:
    return span.text[span.column - 1 : span.end - 1]
