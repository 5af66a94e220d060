"""A whole feature as nodes: what Gherkin knows, before any phrase is read."""

from typing import NamedTuple

from benefit_flows.source import Span


class TableCell(NamedTuple):
    """A cell of a table."""

    text: str
    span: Span


class Tag(NamedTuple):
    """A tag, with its ``@``."""

    name: str
    span: Span


class GherkinStep(NamedTuple):
    """A step: ``kind`` is Context, Action, Outcome, Conjunction or Unknown (an asterisk).

    A Comment between the steps is a node too, because it may hold a note.
    """

    kind: str
    keyword: str
    text: str
    span: Span
    column: int
    rows: tuple[tuple[TableCell, ...], ...]
    doc: str | None


class Examples(NamedTuple):
    """One table of examples; the first row names the columns."""

    tags: tuple[Tag, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    span: Span


class ScenarioNode(NamedTuple):
    """A scenario with the steps of the backgrounds above it; ``about`` is the first line of its description."""

    name: str
    span: Span
    tags: tuple[Tag, ...]
    background: tuple[GherkinStep, ...]
    steps: tuple[GherkinStep, ...]
    examples: tuple[Examples, ...]
    is_outline: bool
    about: str = ""


class Document(NamedTuple):
    """A whole feature; ``language`` is that of its Gherkin keywords.

    ``comments`` are by line; so are ``remarks``: all that is said for readers in another way, such as descriptions.
    """

    name: str
    span: Span
    language: str
    scenarios: tuple[ScenarioNode, ...]
    comments: tuple[tuple[int, str], ...]
    remarks: tuple[tuple[int, str], ...]
