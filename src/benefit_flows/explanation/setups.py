"""The setups that come with a rulebook, as they are written."""

from textwrap import dedent

from benefit_flows.language.parse import parse
from benefit_flows.language.scan import text_lines
from benefit_flows.model.rulebook import Rulebook


def setups_of(rulebook: Rulebook) -> dict[str, str]:
    """Give the lines of each setup by its name, those of all languages."""
    found: dict[str, str] = {}
    for source in rulebook.standard_setups:
        lines = text_lines(source)
        for block in parse(source).blocks:
            found[block.name] = dedent("\n".join(lines[block.span.line - 1 : block.last_line])).rstrip()
    return found
