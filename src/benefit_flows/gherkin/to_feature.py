"""A scenario file to a feature: own setups put in, notes as comments, citations of a header as tags."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.gherkin.inline import SetupsByName, cited_uses, inlined, still_used, used_in
from benefit_flows.gherkin.parse import parse_feature
from benefit_flows.gherkin.printer import (
    KINDS,
    Comment,
    Conversion,
    Unsaid,
    aligned,
    as_remark,
    called,
    cited,
    difference,
    lines_of,
    placed,
    rows_of,
    tidy,
)
from benefit_flows.gherkin.steps import NOTES
from benefit_flows.language.arguments import RUN
from benefit_flows.language.keywords import AND, KEYWORDS, keyword_of
from benefit_flows.language.print import join_words, print_slot
from benefit_flows.language.scan import take_apart, text_lines
from benefit_flows.language.statements import Block, Parsed, Phrase, Statement, Table
from benefit_flows.language.tables import tables_for
from benefit_flows.source import Source
from benefit_flows.text import Language, Text

DIALECTS: Final = {
    "en": {"flow": "Feature", "scenario": "Scenario", "outline": "Scenario Outline", "examples": "Examples"},
    "fr": {"flow": "Fonctionnalité", "scenario": "Scénario", "outline": "Plan du scénario", "examples": "Exemples"},
}
"""Gherkin's own words."""
SETUP: Final = {"en": "setup", "fr": "la préparation"}
SINGULAR: Final = ("DAY", "WEEK")
NO_SCENARIO: Final = Text(
    "only scenarios have a form in Gherkin, and this file has none; a feature can include it as it is",
    "seuls les scénarios ont une forme en Gherkin, et ce fichier n’en a pas\u00a0; une fonctionnalité peut "
    "l’inclure tel quel",
)
UNUSED: Final = Text(
    "nothing uses this setup, and Gherkin has no form for it: it is left out",
    "rien n’utilise cette préparation, et Gherkin n’a pas de forme pour elle\u00a0: elle est omise",
)
CITED: Final = Text(
    "the steps of the setup are put in, so that no line is left to cite this",
    "les étapes de la préparation sont insérées, et il ne reste pas de ligne pour citer cela",
)
BY_COLUMN: Final = Text(
    "a setup of this file cannot be put in where a column names it",
    "une préparation de ce fichier ne peut pas être insérée là où une colonne la nomme",
)


def to_feature(parsed: Parsed, setups: SetupsByName) -> Conversion:
    """Give a file without mistakes as a feature. ``setups`` are those in scope, the nearest of each name.

    The text is read again: what would mean something else is said.
    """
    blocks = inlined(parsed, setups)
    if not blocks:
        return Conversion("", tuple(Unsaid(block.span, NO_SCENARIO) for block in parsed.blocks[:1]))
    printer = _Printer(parsed, blocks)
    text = "".join(f"{each}\n" for each in printer.lines())
    read = parse_feature(Source(parsed.source.path, text))
    return Conversion(text, (*_unsaid(parsed, blocks, setups), *difference(blocks, read)))


def _unsaid(parsed: Parsed, blocks: tuple[Block, ...], setups: SetupsByName) -> Iterator[Unsaid]:
    yield from (Unsaid(step.span, BY_COLUMN) for step in still_used(blocks, parsed, setups))
    for step in cited_uses(parsed, setups):
        yield Unsaid(step.span, CITED, left_out=True)
    used = used_in(parsed, setups)
    for block in parsed.blocks:
        if block.kind == "setup" and block.name not in used:
            yield Unsaid(block.span, UNUSED, left_out=True)


def _comments(parsed: Parsed) -> Iterator[Comment]:
    for number, shown in enumerate(text_lines(parsed.source), start=1):
        line, _ = take_apart(shown)
        comment = shown.strip() if line is None else line.comment
        if comment:
            yield number, as_remark(comment)


class _Printer:
    """Writes a feature; comments go above the line that they stand above, or behind, in the file."""

    def __init__(self, parsed: Parsed, blocks: tuple[Block, ...]) -> None:
        self.parsed = parsed
        self.language: Language = parsed.language
        self.blocks = blocks
        self.top = max((header.span.line for header in parsed.headers), default=0)
        heads = (block.span.line for block in blocks)
        self.comments = placed(_comments(parsed), [self.top, *heads, *lines_of(blocks)])

    def lines(self) -> Iterator[str]:
        """Give the lines of the feature."""
        yield from self._headers()
        for block in self.blocks:
            yield ""
            yield from self._block(block)
        yield from ("", *self.comments.last) if self.comments.last else ()

    def _headers(self) -> Iterator[str]:
        if self.language != "en":
            yield f"# language: {self.language}"
        yield from self.comments.above.get(self.top, ())
        for key in ("rulebook", "include"):
            word = keyword_of(key, self.language)
            yield from (f"# {word} {each.text}" for each in self.parsed.headers_of(key))
        name = " ".join(each.text for each in self.parsed.headers_of("flow"))
        yield f"{DIALECTS[self.language]['flow']}: {name}".rstrip()

    def _above(self, step: Statement | None, line: int, indent: str) -> Iterator[str]:
        """Give the comments above a line of this file; a step of another file has none here."""
        if step is None or step.span.path == self.parsed.source.path:
            yield from (indent + each for each in self.comments.above.get(line, ()))

    def _block(self, block: Block) -> Iterator[str]:
        yield from self._above(None, block.span.line, "  ")
        tags = (*block.tags, *(f"@passage-{citation.passage}" for citation in block.citations))
        yield from [f"  {' '.join(tags)}"] if tags else ()
        yield f"  {DIALECTS[self.language][block.kind]}: {_name(block)}".rstrip()
        before, used_at = "", None
        for step in block.steps:
            if step.used_at is not None and step.used_at != used_at:
                yield from self._above(None, step.used_at.line, "    ")
            used_at = step.used_at
            yield from self._above(step, step.span.line, "    ")
            yield f"    {self._step(step, before)}"
            yield from self._table(step.table, step) if step.table else ()
            before = before if step.keyword in NOTES else KINDS.get(step.keyword, step.keyword)
        if block.examples is not None:
            yield ""
            yield f"    {DIALECTS[self.language]['examples']}:"
            yield from self._table(block.examples, None)

    def _table(self, table: Table, step: Statement | None) -> Iterator[str]:
        rows = list(rows_of(table))
        for (line, _), text in zip(rows, aligned([[*map(_escaped, cells)] for _, cells in rows]), strict=True):
            yield from self._above(step, line, "      ")
            yield f"      {text}"

    def _step(self, step: Statement, before: str) -> str:
        if step.keyword in NOTES:
            return f"# {keyword_of(step.keyword, self.language)} {step.text}{cited(step.citations)}"
        kind = KINDS.get(step.keyword, step.keyword)
        goes_on = kind == before and KEYWORDS[self.language].get(step.word) == AND
        word = keyword_of(AND if goes_on else kind, self.language).capitalize()
        return f"{word} {self._said(step)}{cited(step.citations)}"

    def _said(self, step: Statement) -> str:
        if step.keyword == "use":
            return f'{SETUP[self.language]} "{called(step)}"'
        if step.keyword == "wait" and step.phrase is not None:
            return _waited(step.phrase, self.language)
        return tidy(step, self.language)


def _name(block: Block) -> str:
    """Give the name of a block as it was written."""
    line, _ = take_apart(block.span.text)
    return block.name if line is None else RUN.sub(" ", line.written)


def _waited(phrase: Phrase, language: Language) -> str:
    """Say as an action that time passes: ``3 days pass``, ``1 day passes``."""
    tables = tables_for(language)
    found = [parts for keyword, kind, parts in tables.alternatives() if (keyword, kind) == ("when", phrase.kind)]
    slots = {slot.name: print_slot(slot, tables) for slot in phrase.slots}
    unit = phrase.slot("unit")
    parts = found[-1] if unit is not None and unit.kind in SINGULAR else found[0]
    return join_words([slots[word] if is_slot else word for word, is_slot in parts])


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|")
