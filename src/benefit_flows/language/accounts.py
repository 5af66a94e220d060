"""The table of accounts: name, identity, associated with, roles."""

from collections.abc import Mapping

from benefit_flows.language.columns import COLUMNS, MEANINGS
from benefit_flows.language.names import Names
from benefit_flows.language.nearest import nearest
from benefit_flows.language.phrases import is_name
from benefit_flows.language.statements import Slot, Table
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import EMPTY_CELLS
from benefit_flows.model.world import Account


def read_accounts(table: Table, company: str | None, names: Names) -> tuple[Account, ...] | None:
    """Read the accounts of a table; ``None`` where something in it is wrong."""
    before = len(names.diagnostics)
    _check_columns(table, names)
    columns = [MEANINGS.get(column.value, column.value) for column in table.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in table.rows]
    accounts = [_account(row, company, names) for row in rows if "name" in row]
    earlier: dict[str, Slot] = {}
    for row in rows:
        if "name" in row:
            _check_name(row["name"], names, earlier)
    return tuple(accounts) if len(names.diagnostics) == before else None


def _check_columns(table: Table, names: Names) -> None:
    words = COLUMNS[names.language]
    found = [MEANINGS.get(each.value, "") for each in table.columns]
    if not table.rows:
        names.say("BF330", table.columns[0])
    for index, column in enumerate(table.columns):
        if found[index] and found[index] in found[:index]:
            names.say("BF328", column)
    for column, meaning in zip(table.columns, found, strict=True):
        if not meaning:
            near = nearest(column.value, words)
            values = (("near", near or ""), ("known", ", ".join(words)))
            names.say("BF310", column, *values, hint="near" if near else "known")
    if "name" not in found and not any(nearest(each.value, words) == words[0] for each in table.columns):
        names.say("BF309", Slot("", "CELL", words[0], table.columns[0].span))


def _account(row: Mapping[str, Slot], company: str | None, names: Names) -> Account:
    book = names.rulebook
    identity = _each(row.get("identity"), names, "BF214", book.identities)
    if len(identity) > 1:
        names.say("BF329", row["identity"])
    associations = _each(row.get("associated with"), names, "BF214", book.associations)
    roles = _each(row.get("roles"), names, "BF213", book.roles)
    return Account(row["name"].value, company, (*identity, book.identities[0])[0], associations, roles)


def _each(cell: Slot | None, names: Names, code: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Read a cell that lists names, separated by commas."""
    whole = names.vocabulary.find_listed(cell.value, ids) if cell else ()
    if whole is not None:
        return whole
    found = []
    offset = 0
    for part in cell.value.split(",") if cell else []:
        text = part.strip()
        if cell and text and text not in EMPTY_CELLS:
            start = cell.span.column + offset + len(part) - len(part.lstrip())
            slot = Slot("", "CELL", text, cell.span.at(start, start + len(text)))
            key = names.vocabulary.find(text, ids)
            if key is not None:
                found.append(key)
            else:
                names.another(slot, code, ids)
        offset += len(part) + 1
    return tuple(found)


def _check_name(cell: Slot, names: Names, earlier: dict[str, Slot]) -> None:
    declared = names.accounts.get(cell.value)
    if declared is None and cell.value in earlier:
        declared = earlier[cell.value].span
    if declared is not None:
        names.taken(cell, declared)
    if not is_name(cell.value) or cell.value in tables_for(names.language).words:
        names.say("BF222", cell)
    earlier[cell.value] = cell
