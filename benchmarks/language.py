"""Lines a second of parsing, formatting and checking beside Lark on the whole file: ``python benchmarks/language.py``.

The text is made of the documented scenarios until it has 20,000 lines; three lines in ten are told apart by a
comment, so that what is remembered of equal lines helps as little as in a real project. Lark parses the same
text with the same phrases, cells, citations and positions. Every round is a process of its own: nothing is
remembered from an earlier one. Garbage collection is off for both, as in a run.
"""

import gc
import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

ROUNDS = 5
LINES = 20_000
TOLD_APART = 0.3
DOCUMENTED = Path(__file__).parents[1] / "scenarios" / "documented"
FILE = r"""
start: (_line? _NL)*
_line: "given" given cites? | "when" when cites? | "then" then cites? | "wait" wait cites? | header | row | tags
header: HEADER TEXT? cites?
HEADER: /(flow|rulebook|language|include|setup|scenario|outline|examples|use|note|ask|right|wrong|because):/
TEXT: /(?<=:) *[^\n\[#]+/
cites: CITE+
CITE: /\[\d+(-\d+)?\]/
row: (BAR CELL)* BAR
BAR: "|"
CELL: / *[^\n|]+/
tags: TAG+
TAG: /@\w[\w-]*/
_NL: /\n/
COMMENT: /#[^\n]*/
%ignore / +/
%ignore COMMENT
"""


def text() -> str:
    """Make the text: always the same."""
    chance = random.Random(1)
    files = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTED.glob("*.flow"))]
    lines: list[str] = []
    copy = 0
    while len(lines) < LINES:
        for each in files:
            copy += 1
            for header in ("scenario: ", "outline: "):
                each = each.replace(header, f"{header}{copy} ")  # noqa: PLW2901  # names differ from copy to copy
            lines += [_told_apart(line, chance) for line in each.split("\n")]
    return "\n".join(lines[:LINES]) + "\n"


def _told_apart(line: str, chance: random.Random) -> str:
    plain = line.startswith("  ") and "|" not in line and "#" not in line
    return f"{line}  # {chance.random()}" if plain and chance.random() < TOLD_APART else line


def for_lark(source: str) -> str:
    """Give the text with the keyword that each ``and`` stands for: a grammar of a whole file cannot look back."""
    last, lines = "", []
    for line in source.split("\n"):
        word, _, rest = line.strip().partition(" ")
        last = word if word in ("given", "when", "then", "wait") else last
        lines.append(f"{last} {rest}" if word == "and" else line.strip())
    return "\n".join(lines)


def lark(source: str) -> Callable[[], None]:
    """Parse the whole file by Lark, built beforehand."""
    from lark import Lark

    from benefit_flows.language.grammar import grammar_text

    parser = Lark(grammar_text("en") + FILE, parser="lalr", maybe_placeholders=False, propagate_positions=True)
    whole = for_lark(source)

    def parse_all() -> None:
        assert len(parser.parse(whole).children) > LINES / 2

    return parse_all


def ours(what: str, source: str) -> Callable[[], None]:
    """Parse, format (which parses first) or check (which does too), tables and rulebook loaded beforehand."""
    from benefit_flows import rulebook
    from benefit_flows.language.check import Unit, check
    from benefit_flows.language.format import can_format, format_text
    from benefit_flows.language.parse import parse
    from benefit_flows.language.tables import tables_for
    from benefit_flows.source import Source

    tables_for("en")
    book = rulebook()
    standard = tuple(map(parse, book.standard_setups))

    def work() -> None:
        parsed = parse(Source("bench.flow", source))
        assert can_format(parsed)
        if what == "fmt":
            assert len(format_text(parsed)) > LINES
        if what == "check":
            checked = check((Unit(parsed),), book, standard)
            assert len(checked.scenarios) > LINES / 20

    return work


def once(what: str) -> None:
    """Do one thing once in this process, and print the seconds."""
    source = text()
    work = lark(source) if what == "lark" else ours(what, source)
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    print(json.dumps(perf_counter() - start))


def seconds(what: str) -> float:
    """Do one thing in a process of its own."""
    done = subprocess.run([sys.executable, __file__, what], check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout))


def main() -> None:
    """Measure all in turn, round by round, and print lines a second and the ratio to Lark."""
    for what in ("parse", "fmt", "check"):
        pairs = [(seconds(what), seconds("lark")) for _ in range(ROUNDS)]
        ratios = [peer / own for own, peer in pairs]
        rate, peer_rate = (LINES / statistics.median(each) for each in zip(*pairs, strict=True))
        spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
        print(
            f"{what:6} {statistics.median(ratios):6.2f} times Lark  ({spread})  {rate:9,.0f} lines/s, {peer_rate:,.0f}"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(sys.argv[1])
    else:
        main()
