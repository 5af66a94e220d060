"""Steps of a feature to statements: the phrase of a step, a setup, a note in a comment."""

import re
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.gherkin.document import GherkinStep
from benefit_flows.gherkin.tables import table_of
from benefit_flows.language.arguments import RUN, name_and_arguments
from benefit_flows.language.keywords import KEYWORDS, TEXTS
from benefit_flows.language.lines import broken_step, lost_text
from benefit_flows.language.phrases import fitting_keyword, parse_phrase
from benefit_flows.language.scan import (
    CITATIONS,
    STRAIGHT,
    RawLine,
    citations_in,
    code_length,
    invisible_in,
    take_apart,
)
from benefit_flows.language.statements import Citation, Statement
from benefit_flows.language.tables import tables_for
from benefit_flows.source import Span
from benefit_flows.text import Language

STARTS: Final = {"Context": "given", "Action": "when", "Outcome": "then"}
ELIDED: Final = re.compile(r"qu(?:e |['’])")
SETUPS: Final = {
    "en": re.compile(r'(?:the |a )?setup "(?P<call>.*)"$'),
    "fr": re.compile(r'(?:la |une )?préparation "(?P<call>.*)"$'),
}
QUOTED_COLUMN: Final = re.compile(r'"(<[^<>"]+>)"')
MEANINGS: Final = {word: meaning for words in KEYWORDS.values() for word, meaning in words.items()}
"""What a comment such as ``# note: …`` or ``# inclure: …`` means, by its first word in either language."""
NOTES: Final = frozenset(TEXTS) - {"use"}


class StepReader:
    """Reads steps in one language and counts those that it cannot read."""

    def __init__(self, language: Language, diagnostics: list[Diagnostic]) -> None:
        """Start with none; ``diagnostics`` are added to."""
        self.tables = tables_for(language)
        self.diagnostics = diagnostics
        self.misread = 0

    def read(self, node: GherkinStep, before: list[Statement], *, outline: bool) -> Statement | None:
        """Read a step, or a comment among the steps: that is one if it is a note; ``before`` are those read so far."""
        return self._note(node) if node.kind == "Comment" else self._step(node, before, outline=outline)

    def _note(self, node: GherkinStep) -> Statement | None:
        """Read a comment such as ``# note: …`` or ``# ask: …`` as the line that it would be; others say nothing."""
        line, wrong = take_apart(node.span.text.replace("#", " ", 1))
        meaning = MEANINGS.get(line.word) if line is not None else None
        if line is None or meaning not in NOTES:
            return None
        if wrong is not None:
            self.diagnostics.append(wrong._replace(span=node.span.at(wrong.span.column, wrong.span.end)))
        if not line.body:
            return None
        lost = lost_text(line)
        if lost is not None:
            self.diagnostics.append(lost._replace(span=node.span.at(lost.span.column, lost.span.end)))
        line = line.placed(node.span.path, node.span.line)
        text = RUN.sub(" ", line.written)
        return Statement(meaning, None, text, line.citations, None, (), node.span, line.word)

    def _step(self, node: GherkinStep, before: list[Statement], *, outline: bool) -> Statement:
        """Read one step; one that cannot be read is broken, with a diagnostic."""
        found = len(self.diagnostics)
        line = self._line(node, outline=outline)
        keyword = STARTS.get(node.kind) or _continued(before)
        step: Statement | None = None
        if len(self.diagnostics) == found:
            step = self._setup(line, node) if keyword == "given" else None
            step = step or self._phrase(line, keyword, node)
        if step is None or len(self.diagnostics) > found:
            self.misread += 1
            keyword = next(filter(None, map(fitting_keyword, self.diagnostics[found:])), keyword)
            is_setup = SETUPS[self.tables.language].match(line.body)
            return broken_step(line._replace(body="") if is_setup else line, keyword)
        return step

    def _line(self, node: GherkinStep, *, outline: bool) -> RawLine:
        """Make the line that a step would be: its text with what it cites, without the words that elide."""
        text, column = node.text.translate(STRAIGHT), node.column
        elided = ELIDED.match(text) if self.tables.language == "fr" else None
        if elided:
            text, column = text[elided.end() :], column + elided.end()
        if outline and not SETUPS[self.tables.language].match(text):
            text = QUOTED_COLUMN.sub(r" \1 ", text)
        shown = node.span.text
        whole = Span(node.span.path, node.span.line, 1, len(shown.rstrip()) + 1, shown)
        cited = CITATIONS.search(text)
        citations: tuple[Citation, ...] = ()
        if cited:
            citations, wrong = citations_in(whole, shown.translate(STRAIGHT).rstrip(), column - 1 + cited.start())
            text = text[: cited.start()]
            self.diagnostics += [wrong] if wrong is not None else []
        self._unreadable(whole, text, column)
        keyword = node.keyword.strip()
        return RawLine(node.span, keyword, node.span.column + len(keyword), text.rstrip(), column, citations, "")

    def _unreadable(self, whole: Span, text: str, column: int) -> None:
        """Say where a character does not show, and where a quotation is not closed."""
        written = whole.text[column - 1 :]
        invisible = invisible_in(whole, whole.text.translate(STRAIGHT)) if not written.isprintable() else None
        _, open_quote = code_length(text.replace("#", "-"))
        if invisible is not None:
            self.diagnostics.append(invisible)
        elif open_quote is not None:
            self.diagnostics.append(Diagnostic("BF108", whole.at(column + open_quote, whole.end)))

    def _setup(self, line: RawLine, node: GherkinStep) -> Statement | None:
        """Read ``setup "a Gold partner"``, which Gherkin has no keyword for."""
        found = SETUPS[self.tables.language].match(line.body)
        if found is None:
            return None
        call = line._replace(body=found["call"].strip(), column=line.column + found.start("call"))
        name, arguments = name_and_arguments(call, self.diagnostics)
        if node.rows or node.doc is not None:
            self.diagnostics.append(Diagnostic("BF312" if node.rows else "BF334", line.span))
        span = call.at(0, len(call.body))
        return Statement("use", None, " ".join(name.split()), line.citations, None, arguments, span, line.word)

    def _phrase(self, line: RawLine, keyword: str, node: GherkinStep) -> Statement:
        """Read a phrase; a doc string is the quoted text at its end."""
        longer = line if node.doc is None else line._replace(body=f"{line.body} {_quoted(node.doc)}")
        phrase = parse_phrase(keyword, longer, self.tables)
        if isinstance(phrase, Diagnostic):
            shorter = parse_phrase(keyword, line, self.tables)
            # Without the doc string the step may make sense: then it is the doc string that does not fit.
            wrong = shorter if isinstance(shorter, Diagnostic) else Diagnostic("BF334", line.span)
            self.diagnostics.append(_unsaid(wrong) if wrong.code == "BF121" else wrong)
            return broken_step(line, keyword)
        return Statement(keyword, phrase, longer.body, line.citations, table_of(node.rows), (), line.span, line.word)


def _unsaid(wrong: Diagnostic) -> Diagnostic:
    """Say of what only ``wait`` can begin that it is no phrase here: Gherkin has no such keyword."""
    if ("keyword", "wait") not in wrong.values:
        return wrong
    written = wrong.span.text[wrong.span.column - 1 : wrong.span.end - 1]
    return Diagnostic("BF102", wrong.span, (("word", written), ("expected", "…")), "next")


def _quoted(text: str) -> str:
    """Give a text as it can stand in a line, between quotation marks; a whole ``<column>`` needs none."""
    said = " ".join(text.translate(STRAIGHT).replace('"', "'").split())
    return said if re.fullmatch(r"<[^<>]+>", said) else f'"{said}"'


def _continued(before: list[Statement]) -> str:
    """Give what ``And`` and ``*`` continue: the kind of the step above; above the first, something is given."""
    above = next((each for each in reversed(before) if each.keyword not in NOTES), None)
    if above is None or above.keyword == "use":
        return "given"
    return above.word if above.keyword == "broken" else above.keyword
