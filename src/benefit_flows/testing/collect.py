"""Files to tests: a test for each scenario and row, or the mistakes of the file."""

import warnings
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

import pytest

from benefit_flows import rulebook
from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.language.check import Unit
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline import load
from benefit_flows.testing.foreign import check_without, lines_of
from benefit_flows.testing.held import Held
from benefit_flows.testing.items import MixedItem, ScenarioItem, language_of
from benefit_flows.testing.names import node_names, register_markers
from benefit_flows.testing.plugin import HELD
from benefit_flows.text import Text

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature


REFUSED: Final = Text(
    "pytest-bdd cannot read this feature, so none of its steps is known to it (line {line}): {reason}",
    "pytest-bdd ne peut pas lire cette fonctionnalité et n’en connaît aucune étape (ligne {line})\u00a0: {reason}",
)


class BenefitFlowWarning(UserWarning):
    """Something in a scenario file is odd, and does not keep it from running."""


class FlowFile(pytest.File):
    """A ``.flow`` file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give a test for each scenario and row; a file with mistakes gives these instead."""
        loaded = load((str(self.path),), rulebook())
        if loaded.errors:
            raise self.CollectError(self.drawn(loaded.errors))
        self.warn_of(loaded.diagnostics)
        yield from self.tests(loaded.scenarios)

    def drawn(self, diagnostics: Collection[Diagnostic]) -> str:
        """Draw mistakes as the command line does."""
        return "\n\n".join(render_diagnostic(each, language_of(self.config)) for each in diagnostics)

    def warn_of(self, diagnostics: Collection[Diagnostic]) -> None:
        """Pass warnings and hints on to pytest; where it is told to make them errors, they are mistakes."""
        for each in diagnostics:
            if each.severity is Severity.ERROR:
                continue
            warning = BenefitFlowWarning(self.drawn([each]))
            try:
                warnings.warn_explicit(warning, None, str(self.path), each.span.line)
            except BenefitFlowWarning as error:
                raise self.CollectError(str(error)) from None

    def tests(self, scenarios: tuple[Scenario, ...]) -> Iterator[pytest.Item]:
        """Make the tests of scenarios without steps of anybody else."""
        register_markers(self.config, (tag for each in scenarios for tag in each.tags))
        for scenario, name in zip(scenarios, node_names(scenarios), strict=True):
            yield ScenarioItem.from_parent(self, name=name, scenario=scenario)


class FeatureFile(FlowFile):
    """A ``.feature`` file; some of its steps may be defined for pytest-bdd."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give a test for each scenario and row without mistakes.

        The mistakes wait, because a test module may take the feature for itself; not if the file was asked for.
        """
        held = self.config.stash.setdefault(HELD, [])
        loaded = load((str(self.path),), rulebook())
        unread = [lines for each in loaded.units if (lines := lines_of(each.parsed)).unread]
        if unread and self.config.pluginmanager.hasplugin("pytest-bdd"):
            yield from self.with_steps(loaded.units[0], held)
            return
        self.hold(loaded.diagnostics, loaded.units, held)
        yield from self.tests(loaded.scenarios)

    def hold(self, diagnostics: Collection[Diagnostic], units: tuple[Unit, ...], held: list[Held]) -> None:
        """Keep mistakes back, or tell them at once."""
        errors = tuple(each for each in diagnostics if each.severity is Severity.ERROR)
        if errors and self.session.isinitpath(self.path):
            raise self.CollectError(self.drawn(errors))
        self.warn_of(diagnostics)
        if errors:
            held.append(Held(self, errors, tuple(block for each in units for block in each.parsed.blocks)))

    def with_steps(self, unit: Unit, held: list[Held]) -> Iterator[pytest.Item]:
        """Make the tests of a feature that has steps of pytest-bdd."""
        from benefit_flows.testing.play import known_lines

        lines, feature = lines_of(unit.parsed), self.read(unit)
        foreign = known_lines(feature, lines.unread, self)
        checked = check_without(unit, foreign, rulebook())
        self.hold(_certain(checked.diagnostics, lines.unread), (unit,), held)
        yield from self.mixed(checked.scenarios, unit, foreign, feature)

    def read(self, unit: Unit) -> "Feature":
        """Read the feature as pytest-bdd does; where it refuses, no test module can take it: all is told at once."""
        from pytest_bdd.exceptions import GherkinParseError

        from benefit_flows.testing.play import read_feature

        try:
            return read_feature(self.path)
        except GherkinParseError as error:
            text = REFUSED.in_language(language_of(self.config)).format(line=error.line, reason=error.message)
            checked = check_without(unit, (), rulebook())
            errors = [each for each in checked.diagnostics if each.severity is Severity.ERROR]
            raise self.CollectError(f"{text}\n\n{self.drawn(errors)}") from None

    def mixed(
        self, scenarios: tuple[Scenario, ...], unit: Unit, foreign: frozenset[int], feature: "Feature"
    ) -> Iterator[pytest.Item]:
        """Make the tests of scenarios that may hold foreign steps."""
        register_markers(self.config, (tag for each in scenarios for tag in each.tags))
        own, language = lines_of(unit.parsed).own, unit.parsed.language
        for scenario, name in zip(scenarios, node_names(scenarios), strict=True):
            lines = (each.span.line for each in scenario.lines if each.span.path == scenario.span.path)
            if foreign.isdisjoint(lines):
                yield ScenarioItem.from_parent(self, name=name, scenario=scenario, beside=bool(foreign))
            else:
                more = {"feature": feature, "own": own, "language": language}
                yield MixedItem.from_parent(self, name=name, scenario=scenario, **more)


def _certain(diagnostics: Collection[Diagnostic], unread: Collection[int]) -> list[Diagnostic]:
    """Leave out what is said of steps that may be somebody else's, where names are used twice.

    pytest-bdd keeps only the last scenario of a name, so it cannot tell the steps of the others.
    """
    twice = any(each.code == "BF220" for each in diagnostics)
    return [each for each in diagnostics if not (twice and each.span.line in unread)]
