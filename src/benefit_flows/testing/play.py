"""Scenarios with steps of pytest-bdd: which steps those are, and how both kinds run together.

Reference: https://pytest-bdd.readthedocs.io/en/stable/
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.gherkin_parser import GherkinDocument, Parser  # type: ignore[attr-defined]  # not ours to import
from pytest_bdd.parser import Feature, FeatureParser, Scenario, ScenarioTemplate, Step
from pytest_bdd.parsers import string
from pytest_bdd.scenario import _execute_step_function, find_fixturedefs_for_step, get_step_function
from pytest_bdd.steps import StepFunctionContext

from benefit_flows.gherkin.reader import CURLY
from benefit_flows.testing.stash import VIEW

if TYPE_CHECKING:
    from benefit_flows.model.scenario import Scenario as OurScenario

ENCODING: Final = "utf-8-sig"
"""So that a byte order mark, which we accept, is no character of the first line."""


class StraightParser(FeatureParser):
    """Reads a feature that we could read; ``Lorsqu’`` too, which pytest-bdd knows with a straight apostrophe only."""

    def _parse_feature_file(self) -> GherkinDocument:
        lines = Path(self.abs_filename).read_text(self.encoding).split("\n")
        return GherkinDocument.from_dict(Parser().parse("\n".join(CURLY.sub(r"\1'", line) for line in lines)))


def read_feature(path: Path) -> Feature:
    """Read a feature as pytest-bdd does; it raises where pytest-bdd refuses: then none of its steps can run."""
    return StraightParser(str(path.parent), path.name, ENCODING).parse()


def rows_of(template: ScenarioTemplate) -> list[dict[str, str]]:
    """Give the rows of all tables of examples, in order; for a plain scenario one without values."""
    return list(chain.from_iterable(example.as_contexts() for example in template.examples)) or [{}]


def template_at(feature: Feature, line: int) -> ScenarioTemplate:
    """Find a scenario by its line: its name is not written the same everywhere."""
    return next(scenario for scenario in feature.scenarios.values() if scenario.line_number == line)


def rendered(feature: Feature, scenario: "OurScenario") -> Scenario:
    """Give a scenario of ours as pytest-bdd has it, with its row filled in."""
    template = template_at(feature, scenario.span.line)
    return template.render(rows_of(template)[(scenario.row or 1) - 1])


def known_lines(feature: Feature, lines: frozenset[int], node: pytest.Collector) -> frozenset[int]:
    """Give those lines whose step has, in every row, a definition that a folder or a plugin brings."""
    steps = [step for step in _steps(feature) if step.line_number in lines]
    manager = node.session._fixturemanager  # noqa: SLF001  # pytest-bdd asks for it, and pytest offers no other way
    unknown = {step.line_number for step in steps if not any(find_fixturedefs_for_step(step, manager, node))}
    return frozenset(step.line_number for step in steps) - unknown


def _steps(feature: Feature) -> Iterator[Step]:
    for template in feature.scenarios.values():
        for row in rows_of(template):
            yield from template.render(row).steps


def play(request: pytest.FixtureRequest, scenario: Scenario, own: frozenset[int]) -> None:
    """Run a scenario as pytest-bdd does; the steps at the lines of ``own`` are phrases of ours."""
    __tracebackhide__ = True
    hook, feature = request.config.hook, scenario.feature
    hook.pytest_bdd_before_scenario(request=request, feature=feature, scenario=scenario)
    try:
        for step in scenario.steps:
            ours = step.line_number in own
            context = phrase_context(step.name) if ours else _definition(request, step)
            _execute_step_function(request, scenario, step, context)
    finally:
        hook.pytest_bdd_after_scenario(request=request, feature=feature, scenario=scenario)


def _definition(request: pytest.FixtureRequest, step: Step) -> StepFunctionContext:
    __tracebackhide__ = True
    found = get_step_function(request, step)
    if found is None:  # it was there when the file was collected
        raise StepDefinitionNotFoundError(f"Step definition is not found: {step}")
    return found


def phrase_context(name: str) -> StepFunctionContext:
    """Make the definition of a step that is a phrase of ours."""
    return StepFunctionContext(type=None, step_func=take, parser=string(name))


def take(request: pytest.FixtureRequest) -> None:
    """Do a step of ours: it has been simulated, so what is left is to say how it went."""
    __tracebackhide__ = True
    request.node.stash[VIEW].judge()
