"""Tables of a feature to those of the scenario language."""

from collections.abc import Iterable

from benefit_flows.gherkin.document import TableCell
from benefit_flows.language.scan import STRAIGHT
from benefit_flows.language.statements import Slot, Table


def table_of(rows: tuple[tuple[TableCell, ...], ...]) -> Table | None:
    """Give the table below a step or of examples, its first row as the names of columns; none where there is none."""
    if not rows:
        return None
    cells = [tuple(_slot(each) for each in row) for row in rows]
    return Table(cells[0], tuple(cells[1:]))


def _slot(cell: TableCell) -> Slot:
    text = " ".join(cell.text.translate(STRAIGHT).split())
    column = text.startswith("<") and text.endswith(">") and text != "<>"
    return Slot("", "COLUMN" if column else "CELL", text[1:-1].strip() if column else text, cell.span)


def row_lines(table: Table | None) -> Iterable[int]:
    """Give the lines on which the rows of a table stand."""
    return (row[0].span.line for row in table.rows if row) if table is not None else ()
