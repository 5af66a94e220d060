"""Which scenarios the lines of a file belong to."""

from pathlib import Path

from benefit_flows import load
from benefit_flows.language.statements import Block
from benefit_flows.pipeline.ownership import Owners

FLOW = """\
flow: f

setup: mine
  use: nobody

@wip
scenario: first
  boo

outline: second <who>
  use: <who>
  examples:
    | who |
    | x   |
  examples:
    | who |
    | y   |

# between
scenario: last
  boo
"""
FEATURE = """\
Feature: f
  Background:
    Given boo
  Scenario Outline: second
    Given <who>
    Examples: one
      | who |
      | x   |
    @later
    Examples: two
      | who |
      | y   |
  Scenario: last
    Given boo
"""


def in_table(block: Block, line: int) -> bool:
    columns, rows = block.examples if block.examples is not None else ((), ())
    return line in [row[0].span.line for row in (columns, *rows) if row]


def searched(blocks: tuple[Block, ...], line: int) -> tuple[Block, ...]:
    """Find the scenarios of a line by looking at all of them."""
    around = [each for each in blocks if each.span.line <= line <= each.last_line]
    tables = [each for each in around if in_table(each, line)]
    return tuple(each for each in tables or around if each.kind != "setup")


def test_each_line_belongs_to_what_a_search_through_all_scenarios_finds(tmp_path: Path) -> None:
    for name, text in (("a.flow", FLOW), ("b.feature", FEATURE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (unit,) = load(str(tmp_path / name)).units
        owners, path, blocks = Owners([unit]), unit.parsed.source.path, unit.parsed.blocks
        lines = range(len(text.splitlines()) + 2)
        assert [owners.of(path, line) for line in lines] == [searched(blocks, line) for line in lines]
        assert {len(owners.of(path, line)) for line in lines} >= {0, 1}
