"""What JSON documents are made of, and the members that say where something is."""

from benefit_flows.source import Span

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def place_members(span: Span) -> dict[str, Json]:
    """Give a place: the file, and lines and columns from 1."""
    return {"file": span.path, "line": span.line, "column": span.column, "end_column": span.end}
