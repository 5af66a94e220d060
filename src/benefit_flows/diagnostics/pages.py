"""The pages behind the codes: why something is a mistake, and how it looks before and after it is mended.

Each page is a file of its own in the package, ``pages/BF101.toml``, read when somebody asks for it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, cast

from benefit_flows.source import package_text
from benefit_flows.text import Text


class Example(NamedTuple):
    """Files by name, and what is given to ``run``.

    They are saved in ``encoding``; the text ``repeated`` stands in them that many times, though it is shown once.
    """

    files: tuple[tuple[str, str], ...]
    arguments: tuple[str, ...]
    encoding: str = "utf-8"
    repeated: tuple[str, int] | None = None

    def saved(self) -> Iterator[tuple[str, bytes]]:
        """Give the files as they would lie on a disk."""
        for name, text in self.files:
            whole = text.replace(self.repeated[0], self.repeated[0] * self.repeated[1], 1) if self.repeated else text
            yield name, whole.encode(self.encoding)

    def remarks(self) -> Iterator[str]:
        """Say what the texts of the files do not show, in signs that need no language."""
        if self.arguments != (self.files[0][0],):
            yield f"benefit-flows run {' '.join(self.arguments)}"
        if self.encoding != "utf-8":
            yield self.encoding
        if self.repeated:
            yield f"“{_visible(self.repeated[0])}” \u00d7 {self.repeated[1]:_}".replace("_", "\u202f")

    def shown(self) -> Iterator[tuple[str | None, list[str]]]:
        """Give the lines of each file as people see them, with its name where the name tells something.

        A file that holds nothing is one line with the sign for that.
        """
        for name, text in self.files:
            named = len(self.files) > 1 or name not in ("wrong.flow", "right.flow")
            yield name if named else None, [_visible(each) for each in text.splitlines()] or ["∅"]


class CodePage(NamedTuple):
    """What is told about one code."""

    why: Text
    wrong: Example
    right: Example


def page_of(code: str) -> CodePage:
    """Read the page of a code. Raises ``FileNotFoundError`` where there is none."""
    return page_from_text(package_text("benefit_flows", f"pages/{code}.toml"))


def page_from_text(text: str) -> CodePage:
    """Read a page from its text. The tests read every page that there is, so no mistake in one reaches a user."""
    import tomllib  # imported late: only who asks for a page needs it

    table = cast("Mapping[str, object]", tomllib.loads(text))
    arguments = cast("Mapping[str, list[str]]", table.get("arguments", {}))
    wrong, right = (_example(kind, table, arguments) for kind in ("wrong", "right"))
    encoding = cast("str", table.get("encoding", wrong.encoding))
    repeat = cast("tuple[str, int] | None", table.get("repeat"))
    wrong = wrong._replace(encoding=encoding, repeated=(repeat[0], repeat[1]) if repeat else None)
    return CodePage(Text(**cast("dict[str, str]", table["why"])), wrong, right)


def _example(kind: str, table: Mapping[str, object], arguments: Mapping[str, list[str]]) -> Example:
    """Give the files of a kind; without arguments, the first of them is run."""
    files = tuple(cast("Mapping[str, str]", table[kind]).items())
    return Example(files, tuple(arguments.get(kind, [files[0][0]])))


def _visible(text: str) -> str:
    r"""Show what cannot be seen by its number: ``\u200b``."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)
