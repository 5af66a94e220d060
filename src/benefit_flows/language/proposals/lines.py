"""Whole lines that a line may mean, ready to be pasted in its place; and diagnostics that offer them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.columns import COLUMNS, MEANINGS
from benefit_flows.language.expand import Setups, expand
from benefit_flows.language.keywords import AND, STEPS, is_feature, keyword_in, keyword_of
from benefit_flows.language.lines import as_list
from benefit_flows.language.phrases import parse_phrase
from benefit_flows.language.proposals.mentions import Mentions, ScenarioNames, mentions_in
from benefit_flows.language.proposals.ranking import Kind, ranked
from benefit_flows.language.proposals.sense import makes_sense
from benefit_flows.language.proposals.slots import Filler
from benefit_flows.language.proposals.words import lexicon, words_of
from benefit_flows.language.scan import take_apart
from benefit_flows.language.statements import Block, Phrase, Statement
from benefit_flows.language.tables import Tables
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.text import Language

MOST: Final = 3
MOST_LINES: Final = 50
"""Lines of a file for which others are proposed: who has more mistakes mends these first."""
UNREADABLE: Final = ("BF101", "BF102", "BF103", "BF104", "BF105", "BF111", "BF112")
UNTRIED: Final = ("next", "then", "near", None)
"""Hints that a whole line is better than; a keyword that is near is better where it mends the line."""
CONTINUE: Final = ("And", "But", "Et", "Mais", "*")
TIMES: Final = ("wait", "wait_until")


class LineProposer(NamedTuple):
    """Proposes lines for what could not be read in the blocks of one file."""

    vocabulary: Vocabulary
    setups: Setups
    tables: Tables
    path: str

    def completed(self, diagnostics: Iterable[Diagnostic], blocks: Iterable[Block]) -> Iterator[Diagnostic]:
        """Give diagnostics; those of lines that are no phrase offer phrases, as far as any has to do with the line."""
        broken = {step.span.line: (step, block) for block in blocks for step in block.steps if step.keyword == "broken"}
        left = MOST_LINES
        known: dict[int, ScenarioNames] = {}
        for diagnostic in diagnostics:
            step, block = broken.get(diagnostic.span.line, (None, None))
            if step is None or block is None or not left or not self._takes(diagnostic, step):
                yield diagnostic
                continue
            left -= 1
            if block.span.line not in known:
                known[block.span.line] = _known(block, self.setups, self.tables)
            lines = self.lines(step, known[block.span.line])
            said = (("phrases", as_list(lines)),)
            yield diagnostic._replace(values=(*diagnostic.values, *said), hint="phrases") if lines else diagnostic

    def _takes(self, found: Diagnostic, step: Statement) -> bool:
        """Say whether whole lines are better than the hint that there is."""
        if found.code not in UNREADABLE or found.hint not in UNTRIED:
            return False
        line, _ = take_apart(step.span.text)
        if found.code != "BF105" or found.hint != "near" or line is None:
            return found.hint != "near"
        return step.word in STEPS and not isinstance(parse_phrase(step.word, line, self.tables), Phrase)

    def lines(self, step: Statement, known: ScenarioNames) -> tuple[str, ...]:
        """Give the lines that a step may mean, the likeliest first."""
        language = self.tables.language
        mentions = mentions_in(step.text, self.vocabulary, known, language)
        start = step.word or _start_of(step.span.text, language)
        found = ranked(start or None, mentions, language, chosen=not self._continues(step))
        kinds = (each for each in self._possible(found, start) if makes_sense(each, mentions, self.vocabulary))
        filler = Filler(self.vocabulary, self.tables, known, mentions)
        return tuple(self._line(kind, step, filler, mentions) for kind in islice(kinds, MOST))

    def _possible(self, kinds: Iterable[Kind], start: str) -> Iterator[Kind]:
        """Leave out what a feature cannot say, and one of the two ways to let time pass."""
        other = "wait" if is_feature(self.path) or start == "when" else "when"
        return (kind for kind in kinds if kind[1] not in TIMES or kind[0] != other)

    def _line(self, kind: Kind, step: Statement, filler: Filler, mentions: Mentions) -> str:
        said = f"{self._keyword(kind[0], step)} {filler.said(kind)}"
        return "\n".join((said, *_table(mentions, filler))) if kind[1] == "accounts" else said

    def _keyword(self, start: str, step: Statement) -> str:
        """Give the keyword of a line: as it is written where it is that one."""
        if start == step.word and self._continues(step):
            return _written(step)
        return keyword_in(self.path, start, self.tables.language)

    def _continues(self, step: Statement) -> bool:
        """Say whether the keyword of a line only goes on from the line above."""
        return _written(step) in (CONTINUE if is_feature(self.path) else (keyword_of(AND, self.tables.language),))


def _written(step: Statement) -> str:
    """Give the first word of a line."""
    return step.span.text.split(maxsplit=1)[0]


def _start_of(line: str, language: Language) -> str:
    """Give our keyword for the word with which a line begins, where people begin such lines so."""
    words = words_of(line)
    return lexicon(language).starts.get(words[0].folded, "") if words else ""


def _table(mentions: Mentions, filler: Filler) -> Iterator[str]:
    """Give a table of accounts with what the line says of one."""
    language, book = filler.tables.language, filler.vocabulary.rulebook
    name, _, associated, roles = COLUMNS[language]
    association = (*mentions.filling.get("association", ()), book.name(book.associations[0], language))[0]
    role = (*mentions.filling.get("role", ()), book.name(book.roles[0], language))[0]
    yield f"| {name} | {associated} | {roles} |"
    yield f"| {filler.account()} | {association} | {role} |"


def _known(block: Block, setups: Setups, tables: Tables) -> ScenarioNames:
    """Gather the names that a block declares, itself or by setups."""
    accounts: dict[str, None] = {}
    companies: dict[str, None] = {}
    products: dict[str, None] = {}
    row = dict(block.parameters)
    if block.examples is not None and block.examples.rows:
        row = {column.value: cell for column, cell in zip(block.examples.columns, block.examples.rows[0], strict=True)}
    for step in expand(block, row, setups, tables).steps:
        if step.keyword == "given" and step.phrase is not None:
            companies |= dict.fromkeys(slot.value for slot in step.phrase.slots if slot.name == "company")
            products |= dict.fromkeys(each.value for each in step.phrase.slots if each.name == "product")
            accounts |= dict.fromkeys(_accounts(step))
    return ScenarioNames(tuple(accounts), tuple(companies), tuple(products))


def _accounts(step: Statement) -> Iterator[str]:
    """Give the names in a table of accounts."""
    table = step.table
    at = [MEANINGS.get(column.value) for column in table.columns] if table is not None else []
    if table is not None and "name" in at:
        yield from (row[at.index("name")].value for row in table.rows)
