"""Helpers of the tests of Gherkin: a feature beside the scenario file that says the same."""

from dataclasses import replace
from functools import cache

from benefit_flows import rulebook, run
from benefit_flows.gherkin.parse import parse_feature
from benefit_flows.gherkin.printer import Conversion
from benefit_flows.gherkin.to_feature import to_feature
from benefit_flows.gherkin.to_flow import to_flow
from benefit_flows.language.check import Checked, Unit, check, setups_of
from benefit_flows.language.editions import Editions
from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Block, Parsed, Statement
from benefit_flows.model.scenario import Scenario
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source
from tests.support import parse_text, shown


def parse_gherkin(text: str, path: str = "a.feature") -> Parsed:
    """Parse a text as if it stood in a feature file."""
    return parse_feature(Source(path, text))


@cache
def standard() -> tuple[Parsed, ...]:
    """Give the standard setups."""
    return tuple(map(parse, rulebook().standard_setups))


def check_parsed(parsed: Parsed, *included: Parsed) -> Checked:
    """Check a file, with what it includes."""
    return check((Unit(parsed, included),), Editions(RULEBOOKS))


def as_feature(text: str, *included: Parsed) -> Conversion:
    """Convert the text of a scenario file that has no mistake."""
    assert shown(check_parsed(parse_text(text), *included).diagnostics) == ""
    return unchecked(text, *included)


def unchecked(text: str, *included: Parsed) -> Conversion:
    """Convert the text of a scenario file, whatever check says of it."""
    parsed = parse_text(text)
    return to_feature(parsed, setups_of(Unit(parsed, included), standard()).by_name)


def as_flow(text: str) -> Conversion:
    """Convert the text of a feature that has no mistake of Gherkin."""
    parsed = parse_gherkin(text)
    assert shown(parsed.diagnostics) == ""
    return to_flow(parsed)


def said(written: Conversion) -> list[tuple[int, str]]:
    """Give what a conversion could not say: lines and reasons."""
    return [(each.span.line, each.why.en) for each in written.unsaid]


def meant(blocks: tuple[Block, ...]) -> list[Block]:
    """Give blocks as both notations mean them: time passes below ``wait`` or below ``when``."""
    return [replace(each, steps=tuple(map(_meant, each.steps))) for each in blocks]


def _meant(step: Statement) -> Statement:
    waits = step.phrase is not None and step.phrase.kind in ("wait", "wait_until")
    return step._replace(keyword="wait") if waits else step


def told_by(scenario: Scenario) -> tuple[object, ...]:
    """Run a scenario, and give all that came of it, without its places and the keywords that were written."""
    trace = run(scenario)
    events = [
        (event.line.keyword, event.line.what, event.line.citations, event.step, event.judgement, event.problems)
        for event in trace.events
    ]
    return scenario.name, scenario.row, scenario.values, scenario.tags, scenario.citations, trace.passed, events
