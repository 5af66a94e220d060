"""From the grammar to parse tables: the only module that imports Lark, and only when tables are built.

The tables are data inside the package (``tables/en.json``), so that a run needs neither Lark nor the
tenth of a second that building a grammar takes. A checkout whose grammar was edited builds them anew
in memory; ``python -m benefit_flows.language.grammar`` writes them.
"""

import json
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.source import package_text
from benefit_flows.writing import write_whole

if TYPE_CHECKING:
    from lark.grammar import Rule
    from lark.parsers.lalr_analysis import ParseTableBase

STARTS: Final = ("given", "when", "then", "wait")
LANGUAGES: Final = ("en", "fr")


class UnsupportedGrammarError(Exception):
    """The grammar has something that phrases do not have; the message says what."""


def grammar_text(language: str) -> str:
    """Give the grammar of a language as one text, the common part first.

    It lies inside an installed package, and at the top of a checkout.
    """
    return "".join(_grammar_file(f"{name}.lark") for name in ("common", language))


def _grammar_file(name: str) -> str:
    try:
        return package_text("benefit_flows", f"grammar/{name}")
    except FileNotFoundError:
        return (Path(__file__).parents[3] / "grammar" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Tell one grammar text from another; line ends do not count."""
    return f"{zlib.crc32(text.encode()):08x}"


def build_tables(text: str) -> str:
    """Build the parse tables of a grammar text, as JSON.

    Raises ``UnsupportedGrammarError`` if a rule is neither a phrase (with an alias, of words and slots)
    nor a slot (one terminal); Lark's own ``GrammarError`` if the grammar is wrong or not LALR(1).
    """
    from lark import Lark
    from lark.lexer import PatternStr

    lark = Lark(text, parser="lalr", lexer="basic", start=list(STARTS), maybe_placeholders=False)
    table = lark.parser.parser._parse_table  # noqa: SLF001  # the table has no public name
    rules = sorted(lark.rules, key=_rule_order)
    order = _state_order(table)
    numbers = {state: number for number, state in enumerate(order)}
    words = {t.pattern.value: t.name for t in lark.terminals if isinstance(t.pattern, PatternStr)}
    literals = [[t.name, t.pattern.value] for t in lark.terminals if not isinstance(t.pattern, PatternStr)]
    data = {
        "digest": digest(text),
        "words": words,
        "literals": literals,
        "starts": {start: numbers[table.start_states[start]] for start in STARTS},
        "ends": {start: numbers[table.end_states[start]] for start in STARTS},
        "states": _states(table, rules, numbers),
        "rules": [_rule(rule) for rule in rules],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _states(table: "ParseTableBase[int]", rules: "list[Rule]", numbers: dict[int, int]) -> list[dict[str, int]]:
    """Give each state's actions: the state that a shift leads to, or minus one minus the rule to reduce by."""
    reductions = {rule: -number - 1 for number, rule in enumerate(rules)}
    return [
        {
            name: numbers[arg] if str(action) == "Shift" else reductions[arg]
            for name, (action, arg) in sorted(table.states[state].items())
        }
        for state in numbers
    ]


def _rule(rule: "Rule") -> list[object]:
    """Give a rule as kind, origin and parts, each a name and whether it is a terminal."""
    kind = _kind(rule.origin.name, rule.alias, rule.expansion)
    return [kind, rule.origin.name, [[each.name, each.is_term] for each in rule.expansion]]


def _rule_order(rule: "Rule") -> tuple[int, str, int, str]:
    """Keep phrases in the order of the grammar, slots behind them."""
    start = STARTS.index(rule.origin.name) if rule.origin.name in STARTS else len(STARTS)
    return start, rule.origin.name, rule.order, str(rule.expansion)


def _state_order(table: "ParseTableBase[int]") -> list[int]:
    """Number the states as they are reached from the starts, by sorted names: Lark's own numbers vary."""
    order = [table.start_states[start] for start in STARTS]
    for state in order:
        for _, (action, arg) in sorted(table.states[state].items()):
            if str(action) == "Shift" and arg not in order:
                order.append(arg)
    return order


def _kind(origin: str, alias: str | None, expansion: Sequence[object]) -> str:
    """Name what a rule makes: the alias of a phrase, nothing for a slot."""
    if alias is None and len(expansion) == 1:
        return ""
    if alias is None or origin not in STARTS:
        raise UnsupportedGrammarError(f"{origin}: every alternative of a phrase needs an alias, a slot is one terminal")
    return alias


def main() -> None:
    """Write the tables of every language into the package."""
    folder = Path(__file__).parent / "tables"
    for language in LANGUAGES:
        path = folder / f"{language}.json"
        if (why := write_whole(path, f"{build_tables(grammar_text(language))}\n".encode())) is not None:
            sys.exit(f"{path.name}: {why.en}")
        sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
