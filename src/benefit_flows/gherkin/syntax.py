"""What the parser of Gherkin says of mistakes, said in our words."""

import re
from collections.abc import Sequence
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.gherkin.places import Places
from benefit_flows.source import Span

EXPECTED: Final = re.compile(r"expected: (?P<expected>.*?), got '(?P<got>.*)'", re.DOTALL)
IN_WORDS: Final = {
    "#FeatureLine": "Feature:",
    "#RuleLine": "Rule:",
    "#BackgroundLine": "Background:",
    "#ScenarioLine": "Scenario:",
    "#ExamplesLine": "Examples:",
    "#StepLine": "Given, When, Then",
    "#TableRow": "| … |",
    "#DocStringSeparator": '"""',
    "#TagLine": "@…",
    "#Language": "# language:",
}
"""The parser's names of lines, as people write them; comments and blank lines fit everywhere."""


def mistake(span: Span, said: str, places: Places) -> Diagnostic:
    """Turn an error of the parser into one of ours."""
    lines = places.lines
    if span.line > len(lines) or "unexpected end of file" in said:
        last = max(number for number, each in enumerate(lines, start=1) if each.strip())
        return Diagnostic("BF118", places.whole(last), _expected(said), "expected")
    if "inconsistent cell count" in said:
        return Diagnostic("BF306", span, _cell_counts(span, lines))
    if "Language not supported" in said:
        return Diagnostic("BF225", span, (("word", said.rpartition(":")[2].strip()),))
    word, expected = span.text.strip()[:40], _expected(said)
    return Diagnostic("BF117", span, (("word", word), *expected), "expected" if expected[0][1] else None)


def _expected(said: str) -> tuple[tuple[str, str], ...]:
    found = EXPECTED.search(said) or re.search(r"expected: (?P<expected>.*)", said)
    named = found["expected"].split(", ") if found else []
    return (("expected", ", ".join(IN_WORDS[each] for each in named if each in IN_WORDS)),)


def _cell_counts(span: Span, lines: Sequence[str]) -> tuple[tuple[str, str], ...]:
    first = number = span.line
    # Blank lines and comments may stand within a table.
    while number > 1 and (not lines[number - 2].strip() or lines[number - 2].lstrip()[0] in "|#"):
        number -= 1
        first = number if lines[number - 1].lstrip().startswith("|") else first
    found, expected = (re.findall(r"\\.|\|", lines[number - 1]).count("|") - 1 for number in (span.line, first))
    return ("found", str(found)), ("expected", str(expected))
