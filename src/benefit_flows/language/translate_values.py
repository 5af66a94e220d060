"""What the values of a scenario are called in another language: names, words, cells, setups and their parameters."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from benefit_flows.language.columns import MEANINGS
from benefit_flows.language.names import Names
from benefit_flows.language.phrases import is_name
from benefit_flows.language.resolvers import RESOLVERS
from benefit_flows.language.scan import QUOTES
from benefit_flows.language.statements import Block, Parsed, Slot, Statement
from benefit_flows.language.substitution import COLUMN_IN_TEXT
from benefit_flows.language.tables import NAME, tables_for
from benefit_flows.language.vocabulary import NAMED, Vocabulary, choices_of, plain
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.source import NOWHERE
from benefit_flows.text import LANGUAGES, Language

NAMED_SLOTS: Final = frozenset(NAMED) & RESOLVERS.keys()
"""Slots that hold a name of the rulebook."""
LISTED: Final = ("identity", "associated with", "roles")
USE: Final = "use"
KEPT: Final = "kept"
DECLARED: Final = "declared"
UNSAFE: Final = frozenset('"|#<>' + QUOTES)
"""Characters that would end a name in the middle of it, or make something else of it."""


class SetupTwins(NamedTuple):
    """The setups that a file can name, and for each standard one its twin in the target language.

    ``fills`` says for each parameter of each setup which slots it fills in the end.
    """

    by_name: Mapping[str, Block]
    twins: Mapping[str, Block]
    fills: Mapping["SetupParameter", Collection[str]] = MappingProxyType({})

    def renamed(self, name: str) -> str:
        """Give the name of a setup in the target language; one that is not standard keeps its name."""
        return self.twins[name].name if name in self.twins else name

    def parameters(self, name: str) -> tuple[tuple[str, str], ...]:
        """Pair the names of a setup's parameters with those in the target language."""
        own = [each for each, _ in self.by_name[name].parameters] if name in self.by_name else []
        other = [each for each, _ in self.twins[name].parameters] if name in self.twins else own
        return tuple(zip(own, other, strict=True))


def setups_of(parsed: Parsed, target: Language, standard: Sequence[Parsed]) -> SetupTwins:
    """Gather the setups of a file and the standard ones; the file's own win."""
    own = {each.name: each for each in reversed(parsed.blocks) if each.kind == "setup"}
    by_name = {each.name: each for other in standard for each in other.blocks}
    wanted = [each.blocks for each in standard if each.language == target]
    pairs = [pair for each in standard for blocks in wanted for pair in zip(each.blocks, blocks, strict=True)]
    twins = {block.name: twin for block, twin in pairs if not {block.name, twin.name} & own.keys()}
    setups = SetupTwins({**by_name, **own}, twins)
    return setups._replace(fills=_fills(setups))


# Where the columns of outlines and the parameters of setups go


class SetupParameter(NamedTuple):
    """A parameter of a setup, by both names."""

    setup: str
    name: str


def uses_of(block: Block, setups: SetupTwins) -> Mapping[str, Collection[str]]:
    """Say for each column of a block which slots it fills, also through the setups that the block uses."""
    found: dict[str, dict[str, None]] = {}
    for column, way in _ways(block, setups):
        uses = setups.fills.get(way, ()) if isinstance(way, SetupParameter) else (way,)
        found.setdefault(column, {}).update(dict.fromkeys(uses))
    return found


def _fills(setups: SetupTwins) -> Mapping[SetupParameter, Collection[str]]:
    """Follow every slot back to the parameters that fill it: from use to use, however long the chain is."""
    found: dict[SetupParameter, dict[str, None]] = {}
    handed: dict[SetupParameter, list[SetupParameter]] = {}
    queue: list[tuple[SetupParameter, str]] = []
    for name, block in setups.by_name.items():
        for column, way in _ways(block, setups):
            own = SetupParameter(name, column)
            if isinstance(way, SetupParameter):
                handed.setdefault(way, []).append(own)
            else:
                queue.append((own, way))
    for parameter, use in queue:  # grows while it is gone through
        if use not in found.setdefault(parameter, {}):
            found[parameter][use] = None
            queue += [(each, use) for each in handed.get(parameter, ())]
    return found


def _ways(block: Block, setups: SetupTwins) -> Iterator[tuple[str, str | SetupParameter]]:
    """Give where the columns of a block go: to a slot, or to a parameter of a setup."""
    for step in block.steps:
        if step.phrase is not None:
            for slot in step.phrase.slots:
                declares = slot.name == "product" and step.keyword == "given"
                yield from _filled(slot, (DECLARED if declares else slot.name,))
        if step.table is not None:
            for row in step.table.rows:
                for column, cell in zip(step.table.columns, row, strict=True):
                    yield from _filled(cell, (MEANINGS.get(column.value, KEPT),))
        if step.keyword == "use":
            yield from _ways_of_use(step, block, setups)


def _ways_of_use(step: Statement, block: Block, setups: SetupTwins) -> Iterator[tuple[str, str | SetupParameter]]:
    whole = whole_column(step.text)
    kept = whole is None or argument_names(step, block, setups) is None
    for column in COLUMN_IN_TEXT.findall(step.text):
        yield column.strip(), KEPT if kept else USE
    for name, value in step.arguments:
        yield from _filled(value, [SetupParameter(each, name) for each in _used(step, block)])


def _filled(slot: Slot, ways: Iterable[str | SetupParameter]) -> Iterator[tuple[str, str | SetupParameter]]:
    return ((slot.value, way) for way in ways if slot.kind == "COLUMN")


def whole_column(text: str) -> str | None:
    """Give the column that a text is, if it is nothing else."""
    found = COLUMN_IN_TEXT.fullmatch(text)
    return found[1].strip() if found else None


def uses_of_argument(name: str, step: Statement, block: Block, setups: SetupTwins) -> Collection[str]:
    """Say which slots an argument of a ``use:`` line fills in the setup, or in all that its column may name."""
    found = (setups.fills.get(SetupParameter(each, name), ()) for each in _used(step, block))
    return dict.fromkeys(use for uses in found for use in uses)


def argument_names(step: Statement, block: Block, setups: SetupTwins) -> Mapping[str, str] | None:
    """Give the names of a setup's parameters in the target language; none where several setups disagree."""
    found: dict[str, str] = {}
    given = [name for name, _ in step.arguments]
    for setup in _used(step, block):
        pairs = dict(setups.parameters(setup))
        for name in given:
            if found.setdefault(name, pairs.get(name, name)) != pairs.get(name, name):
                return None
    return found


def _used(step: Statement, block: Block) -> tuple[str, ...]:
    """Name the setups that a ``use:`` line may mean: one, or all that stand in its column."""
    column = whole_column(step.text)
    return (step.text,) if column is None else tuple(cells_in(block, column))


def cells_in(block: Block, column: str) -> Iterator[str]:
    """Give what a block fills into a column: its cells, and the default of the parameter."""
    yield from (value.value for name, value in block.parameters if name == column)
    if block.examples is not None:
        for row in block.examples.rows:
            yield from (c.value for name, c in zip(block.examples.columns, row, strict=True) if name.value == column)


# What values are called


class Wording:
    """Words the values of one file in another language. What it does not know, or not for sure, stays."""

    def __init__(self, parsed: Parsed, target: Language, rulebook: Rulebook, setups: SetupTwins) -> None:
        """Take up the products that the file declares: their names are its own."""
        self.rulebook = rulebook
        self.target: Language = target
        self.setups = setups
        self.names = Names(Vocabulary(rulebook), [], parsed.language)
        self.names.products = dict.fromkeys(_declared(parsed, setups), NOWHERE)
        self.source_tables, self.tables = tables_for(parsed.language), tables_for(target)
        self.settings = _settings(rulebook, target)

    def slot(self, slot: Slot) -> Slot:
        """Word the value in a slot of a phrase."""
        if slot.kind == "COLUMN":
            return slot
        value = self._name(slot.name, slot.value)
        kind = "STRING" if slot.kind == NAME and not is_name(value) else slot.kind
        return slot._replace(kind=kind, value=value)

    def cell(self, text: str, uses: Collection[str]) -> str:
        """Word a cell by the slots that it fills; one that they word differently stays as it is."""
        found = {self._cell(text, use) for use in uses}
        return found.pop() if len(found) == 1 and KEPT not in uses else text

    def _cell(self, text: str, use: str) -> str:
        if use in LISTED:
            return self._listed(text, use)
        if use == USE:
            return self.setups.renamed(text)
        bare = text.strip('"')
        terminal = self.source_tables.terminal_of(bare)
        is_word = terminal != NAME and terminal in self.source_tables.slot_terminals(use)
        found = self.tables.word_of(terminal) if is_word else self._name(use, bare)
        return text.replace(bare, found, 1) if bare else text

    def _listed(self, text: str, use: str) -> str:
        """Word roles, identities or associations, separated by commas."""
        book = self.rulebook
        ids = {"identity": book.identities, "associated with": book.associations, "roles": book.roles}[use]
        parts = [each.strip() for each in text.split(",")]
        keys = [(part, self.names.vocabulary.find(part, ids)) for part in parts]
        return ", ".join(
            book.name(key, self.target) if key and self._is_ours(key, part) else part for part, key in keys
        )

    def _name(self, use: str, text: str) -> str:
        """Word a name of the rulebook; one that is not ours stays, and one whose new name would mean something else."""
        if use == "setting":
            return self.settings.get(plain(text), text)
        key = self._key(use, text) if use in NAMED_SLOTS else None
        if key is None or not (use in ("text", "parameter") or self._is_ours(key, text)):
            return text
        worded = self._worded(use, key, text)
        return worded if self._key(use, worded) == key and not UNSAFE & set(worded) else text

    def _key(self, use: str, text: str) -> str | None:
        """Find the id that a name of the rulebook stands for; none for a product or a competency of the author."""
        if use == "competency":
            return self.names.vocabulary.competency(text)
        if use == "product" and text in self.names.products:
            return None
        found = RESOLVERS[use](self.names, Slot(use, "STRING", text, NOWHERE))
        return found if isinstance(found, str) else None

    def _worded(self, use: str, key: str, text: str) -> str:
        if use == "parameter":
            return self.rulebook.parameters[key].name.in_language(self.target)
        whole = self.rulebook.name(key, self.target)
        if use != "text":
            return whole
        worded = (whole if self._is_ours(key, text) else whole.split(". ")[0]).rstrip(".")
        return f"{worded}." if text.endswith(".") else worded

    def _is_ours(self, key: str, text: str) -> bool:
        """Say whether a name stands as we have it, and in full: no first sentence, no other name of the source."""
        known = (plain(self.rulebook.name(key, language)) for language in LANGUAGES)
        return plain(text).rstrip(".") in [each.rstrip(".") for each in known]


def _settings(rulebook: Rulebook, target: Language) -> Mapping[str, str]:
    """Word the values of parameters; where two parameters word one differently it stays."""
    found: dict[str, set[str]] = {}
    for parameter in rulebook.parameters.values():
        words = {key: text.in_language(target) for key, text in parameter.choices}
        for word, key in choices_of(parameter).items():
            found.setdefault(word, set()).add(words[key])
    return {word: next(iter(worded)) for word, worded in found.items() if len(worded) == 1}


def _declared(parsed: Parsed, setups: SetupTwins) -> Iterator[str]:
    """Give the names of the products that a file declares, also those that stand in tables and arguments."""
    for block in parsed.blocks:
        uses = uses_of(block, setups)
        for column in (name for name, each in uses.items() if DECLARED in each):
            yield from (each.strip('"') for each in cells_in(block, column))
        for step in block.steps:
            product = step.phrase.slot("product") if step.phrase and step.keyword == "given" else None
            yield from (product.value,) if product is not None else ()
            named = ((value.value, uses_of_argument(name, step, block, setups)) for name, value in step.arguments)
            yield from (value for value, each in named if DECLARED in each)
