"""Reading TOML data with types: what is missing or of the wrong kind becomes a fault, with file, key and fix."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from benefit_flows.text import Text


class Fault(NamedTuple):
    """Something wrong with a rulebook's data: where (file and dotted key), what, and how to mend it."""

    file: str
    key: str
    what: str
    fix: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.file}: {self.key}: {self.what}; {self.fix}"


class RulebookError(Exception):
    """A rulebook's data are wrong. ``faults`` holds every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the faults and word them."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a data file. Faults found on the way are added to ``faults``, shared by all sections."""

    file: str
    path: str
    table: Mapping[str, object]
    faults: list[Fault]

    def key(self, name: str) -> str:
        """Give the dotted key of an entry."""
        return f"{self.path}.{name}" if self.path else name

    def fault(self, name: str, what: str, fix: str) -> None:
        """Note a fault at an entry."""
        self.faults.append(Fault(self.file, self.key(name), what, fix))

    def only(self, *known: str) -> None:
        """Note a fault at each entry that nothing reads: a slip of the pen must not look like a no."""
        for name in self.table:
            if name not in known:
                self.fault(name, "is no key that is known here", f"write one of {', '.join(known)}")

    def section(self, name: str) -> "Section":
        """Give a table below; an empty one with a fault where there is none."""
        value = self.table.get(name)
        if not isinstance(value, dict):
            self.fault(name, "is not a table", f"add a table [{self.key(name)}]")
            value = {}
        return Section(self.file, self.key(name), value, self.faults)

    def sections(self, name: str) -> Iterator[tuple[str, "Section"]]:
        """Give the tables below a table, by name."""
        below = self.section(name)
        for key in below.table:
            yield key, below.section(key)

    def rows(self, name: str) -> Iterator["Section"]:
        """Give the tables of an array of tables."""
        value = self.table.get(name)
        for index, each in enumerate(value if isinstance(value, list) else [], start=1):
            row = each if isinstance(each, dict) else {}
            yield Section(self.file, f"{self.key(name)}[{index}]", row, self.faults)

    def word(self, name: str, default: str | None = None) -> str:
        """Give a string."""
        value = self.table.get(name, default)
        if isinstance(value, str) and value:
            return value
        self.fault(name, "is missing or not a text", f'write {name} = "…"')
        return ""

    def word_if_any(self, name: str) -> str | None:
        """Give a string where one stands, else nothing."""
        return self.word(name) if name in self.table else None

    def words(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Give a list of strings."""
        value = self.table.get(name, default)
        if isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
            return tuple(value)
        self.fault(name, "is missing or not a list of texts", f'write {name} = ["…"]')
        return ()

    def numbers(self, name: str) -> tuple[int, ...]:
        """Give a list of whole numbers."""
        value = self.table.get(name)
        if isinstance(value, list) and all(isinstance(number, int) for number in value):
            return tuple(value)
        self.fault(name, "is missing or not a list of numbers", f"write {name} = [1, 2]")
        return ()

    def ranges(self, name: str) -> tuple[int, ...]:
        """Give the whole numbers of a list of pairs, each from the first to the last, in their order."""
        value = self.table.get(name)
        match value if isinstance(value, list) else []:
            case [[int(), int()], *_] as pairs if all(_is_range(pair) for pair in pairs):
                return tuple(sorted({number for first, last in pairs for number in range(first, last + 1)}))
        self.fault(name, "is missing or not a list of ranges", f"write {name} = [[1, 9], [12, 20]]")
        return ()

    def number(self, name: str) -> int:
        """Give a whole number."""
        value = self.table.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.fault(name, "is missing or not a number", f"write {name} = 1")
        return 0

    def flag(self, name: str) -> bool:
        """Give a yes or no; no where it is left out."""
        value = self.table.get(name, False)
        if isinstance(value, bool):
            return value
        self.fault(name, "is neither true nor false", f"write {name} = true")
        return False

    def day(self, name: str) -> date | None:
        """Give a date; none where something else stands."""
        value = self.table.get(name)
        return value if isinstance(value, date) else None

    def text(self, name: str) -> Text:
        """Give a text in both languages; a language that is missing is a fault."""
        both = self.section(name)
        return Text(*(both.word(language) for language in ("en", "fr")))

    def texts(self, name: str) -> dict[str, Text]:
        """Give the texts of a table of texts."""
        below = self.section(name)
        return {key: below.text(key) for key in below.table}


def _is_range(value: object) -> bool:
    match value:
        case [int(first), int(last)]:
            return first <= last
    return False


def read_section(file: str, text: str, faults: list[Fault]) -> Section:
    """Read a TOML text; what is not TOML is a fault, and the section is empty then."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(Fault(file, "(whole file)", f"is not TOML: {error}", "mend the syntax"))
        table = {}
    return Section(file, "", table, faults)
