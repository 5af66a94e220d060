"""Scenarios that a test module takes for itself, by ``scenarios("x.feature")``: our phrases are steps there too."""

from dataclasses import replace
from types import ModuleType
from typing import Final, NamedTuple

import pytest
from pytest_bdd.parser import Feature, Scenario, Step
from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix, step_function_context_registry

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.language.check import Checked
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Block
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario as OurScenario
from benefit_flows.pipeline import load
from benefit_flows.testing.foreign import Lines, check_without, lines_of
from benefit_flows.testing.items import language_of, node_of, properties, reason_of, rulebooks_of, skip_pending, traced
from benefit_flows.testing.play import rows_of, take, template_at
from benefit_flows.testing.stash import PASSES, VIEW
from benefit_flows.testing.view import SimulationView
from benefit_flows.text import Language


class FeatureReading(NamedTuple):
    """A feature as we read it, somebody else's steps aside."""

    lines: Lines
    blocks: tuple[Block, ...]
    checked: Checked
    unread: tuple[Diagnostic, ...]
    language: Language


class Phrases(StepParser):
    """Matches the steps of the running scenario that are phrases of ours."""

    def __init__(self) -> None:
        super().__init__("a phrase of benefit-flows")
        self.names: frozenset[str] = frozenset()

    def is_matching(self, name: str) -> bool:
        """Say whether a step is ours."""
        return name in self.names

    def parse_arguments(self, name: str) -> dict[str, object]:
        """Give no arguments: the whole line was read before."""
        return {} if name in self.names else {"name": name}


READINGS: Final = pytest.StashKey[dict[str, FeatureReading | None]]()
PHRASES: Final = pytest.StashKey[Phrases]()


def begin(request: pytest.FixtureRequest, feature: Feature, scenario: Scenario) -> None:
    """Simulate a scenario and make its phrases steps; nothing, if it has none of ours."""
    __tracebackhide__ = True
    phrases = _phrases(request.config)
    phrases.names = frozenset()
    reading = _reading(request.config, feature.filename)
    if reading is None or not _has_phrases(reading, scenario):
        return
    ours = _found(request, feature, scenario, reading)
    language = language_of(request.config)
    if ours is None:
        pytest.fail("\n\n".join(_mistakes(scenario, reading, language)), pytrace=False)
    rulebooks = rulebooks_of(request.config)
    trace = traced(replace(ours, known=None), rulebooks)
    request.node.user_properties += properties(trace)
    if ours.pending:
        skip_pending(language)
    if ours.known is not None:
        # pytest asks again for this marker behind the test, and says that a test passes in words of its own.
        request.node.add_marker(pytest.mark.xfail(reason=reason_of(ours, language), strict=True))
        request.node.stash[PASSES] = render_diagnostic(Diagnostic("BF510", ours.span), language)
    again = node_of(request.node) if reading.lines.unread else None
    book = rulebooks.get(ours.rulebook)
    request.node.stash[VIEW] = SimulationView(trace, Speaker(book, language), Speaker(book, reading.language), again)
    phrases.names = frozenset(step.name for step in scenario.steps if step.line_number in reading.lines.own)


def _has_phrases(reading: FeatureReading, scenario: Scenario) -> bool:
    """Say whether a scenario has a phrase of ours in our own reading: pytest-bdd may drop the step."""
    blocks = (block for block in reading.blocks if block.span.line == scenario.line_number)
    return any(step.span.line in reading.lines.own for block in blocks for step in block.steps)


def unknown(request: pytest.FixtureRequest, feature: Feature, step: Step) -> None:
    """Fail with what is wrong with a step as a phrase of ours."""
    __tracebackhide__ = True
    reading = _reading(request.config, feature.filename)
    wrong = [error for error in reading.unread if error.span.line == step.line_number] if reading else []
    if wrong:
        language = language_of(request.config)
        pytest.fail("\n\n".join(render_diagnostic(error, language) for error in wrong), pytrace=False)


def _phrases(config: pytest.Config) -> Phrases:
    """Give the one definition of all our steps; it is registered when it is first needed."""
    if PHRASES not in config.stash:
        phrases = Phrases()
        context = StepFunctionContext(type=None, step_func=take, parser=phrases)

        def definition() -> StepFunctionContext:
            return context

        step_function_context_registry[definition] = context
        name = f"{StepNamePrefix.step_def.value}_benefit_flows"
        module = ModuleType("benefit_flows_steps")
        setattr(module, name, pytest.fixture(name=name)(definition))
        config.pluginmanager.register(module, "benefit-flows-steps")
        config.stash[PHRASES] = phrases
    return config.stash[PHRASES]


def _reading(config: pytest.Config, path: str) -> FeatureReading | None:
    readings = config.stash.setdefault(READINGS, {})
    if path not in readings:
        readings[path] = _read(path, rulebooks_of(config))
    return readings[path]


def _read(path: str, rulebooks: Rulebooks) -> FeatureReading | None:
    units = load((path,), rulebooks).units
    if not units:
        return None
    parsed = units[0].parsed
    lines = lines_of(parsed)
    unread = tuple(diagnostic for diagnostic in parsed.diagnostics if diagnostic.span.line in lines.unread)
    return FeatureReading(
        lines, parsed.blocks, check_without(units[0], lines.unread, rulebooks), unread, parsed.language
    )


def _found(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario, reading: FeatureReading
) -> OurScenario | None:
    template = template_at(feature, scenario.line_number)
    values = request.getfixturevalue("_pytest_bdd_example")
    row = rows_of(template).index(values) + 1 if values else None
    found = (each for each in reading.checked.scenarios if each.span.line == scenario.line_number and each.row == row)
    return next(found, None)


def _mistakes(scenario: Scenario, reading: FeatureReading, language: Language) -> list[str]:
    """Draw the mistakes in the lines of a scenario; where none is there, all of the file."""
    last = max((step.line_number for step in scenario.steps), default=scenario.line_number)
    lines = {*range(scenario.line_number, last + 1), *(step.line_number for step in scenario.steps)}
    errors = [diagnostic for diagnostic in reading.checked.diagnostics if diagnostic.severity is Severity.ERROR]
    near = [error for error in errors if error.span.line in lines]
    return [render_diagnostic(error, language) for error in near or errors]
