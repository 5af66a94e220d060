"""What can fill a slot, in the words of a file: names of the rulebook, names in scope, words of the language."""

from collections.abc import Iterable, Iterator
from typing import Final

from benefit_flows.language.phrases import is_name
from benefit_flows.language.statements import Block
from benefit_flows.language.tables import NAME, Tables
from benefit_flows.language.vocabulary import ids_for
from benefit_flows.lsp.files import OpenFile
from benefit_flows.lsp.scope import NamesInScope, columns_of

LITERALS: Final = ("STRING", NAME, "INT", "DATE", "COLUMN")


def values_for(
    slot: str, file: OpenFile, known: NamesInScope, block: Block | None, parameter: str | None
) -> Iterator[str]:
    """Give the texts that a slot can hold, as they stand in a line; ``parameter`` is the one that is set there."""
    tables = file.scope.tables
    if slot == "setup":
        yield from file.scope.setups.listed
    yield from _bare(slot, known)
    if "STRING" in tables.slot_terminals(slot):
        yield from (f'"{each}"' for each in quoted_for(slot, file, known))
    if slot == "setting" and parameter is not None:
        yield from _settings(parameter, file)
    yield from _words(slot, tables)
    if block is not None and "COLUMN" in tables.slot_terminals(slot):
        yield from (f"<{each.value}>" for each in columns_of(block))


def quoted_for(slot: str, file: OpenFile, known: NamesInScope) -> Iterator[str]:
    """Give the names that a quoted slot can hold."""
    book = file.vocabulary.rulebook
    if slot == "text":
        yield from file.vocabulary.visible_in((file.language,))
    elif slot == "parameter":
        yield from (parameter.name.in_language(file.language) for parameter in book.parameters.values())
    elif slot == "package":
        yield from (f"{company}/1" for company in known.companies)
    else:
        if slot == "product":
            yield from known.products
        yield from dict.fromkeys(book.name(each, file.language) for each in ids_for(slot, book))


def _bare(slot: str, known: NamesInScope) -> Iterable[str]:
    if slot in ("account", "other"):
        return known.accounts
    if slot == "company":
        return known.companies
    return (known.today.isoformat(),) if slot in ("date", "first_day", "last_day") and known.today else ()


def _settings(parameter: str, file: OpenFile) -> Iterator[str]:
    found = file.vocabulary.parameters.get(parameter)
    if found is not None:
        for _, text in file.vocabulary.rulebook.parameters[found].choices:
            word = text.in_language(file.language)
            yield word if is_name(word) else f'"{word}"'


def _words(slot: str, tables: Tables) -> Iterator[str]:
    yield from (tables.word_of(each) for each in tables.slot_terminals(slot) if each not in LITERALS)
