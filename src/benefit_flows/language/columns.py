"""The columns of the table of accounts, and accounts as its rows."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from benefit_flows.model.world import Account
from benefit_flows.text import Language

COLUMNS: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": ("name", "identity", "associated with", "roles"),
    "fr": ("nom", "identité", "associé à", "rôles"),
}
MEANINGS: Final = {word: COLUMNS["en"][index] for words in COLUMNS.values() for index, word in enumerate(words)}
NOTHING: Final = "-"


def rows_of(accounts: Iterable[Account], name: Callable[[str], str], language: Language) -> tuple[str, ...]:
    """Draw the table of accounts, its cells below one another; ``name`` words ids in the language."""
    rows = [COLUMNS[language], *(_cells(account, name) for account in accounts)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    padded = (tuple(map(str.ljust, row, widths)) for row in rows)
    return tuple(f"| {' | '.join(row)} |" for row in padded)


def _cells(account: Account, name: Callable[[str], str]) -> tuple[str, ...]:
    listed = [", ".join(map(name, ids)) for ids in (account.associations, account.roles)]
    return account.name, name(account.identity), *(each or NOTHING for each in listed)
