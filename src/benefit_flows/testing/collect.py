"""Files to tests: a test for each scenario and row, or the mistakes of the file."""

import warnings
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from benefit_flows.diagnostics import Diagnostic, Severity
from benefit_flows.diagnostics.codes import NOT_JUDGED
from benefit_flows.language.check import Unit
from benefit_flows.language.instances import scenario_of
from benefit_flows.language.statements import Block
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline import Loaded, load, project_root
from benefit_flows.pipeline.guests import is_ours, speaks
from benefit_flows.pipeline.ownership import Broken, names_of, sort_out
from benefit_flows.testing.claims import BenefitFlowWarning, drawn
from benefit_flows.testing.foreign import check_without, lines_of
from benefit_flows.testing.items import BrokenItem, MixedItem, ScenarioItem, language_of, rulebooks_of
from benefit_flows.testing.last_failed import stand_in
from benefit_flows.testing.names import node_names, register_markers
from benefit_flows.testing.stash import HELD, LEFT, Held
from benefit_flows.text import Language, Text

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature


class Theirs(NamedTuple):
    """A feature with steps of somebody else: as pytest-bdd reads it, and the lines of both kinds of steps."""

    feature: "Feature"
    foreign: frozenset[int]
    own: frozenset[int]
    language: Language


OURS: Final = pytest.StashKey[dict[Path, bool]]()
"""Which projects are ours: features without a phrase are left alone in all others."""

REFUSED: Final = Text(
    "pytest-bdd cannot read this feature, so none of its steps is known to it (line {line}): {reason}",
    "pytest-bdd ne peut pas lire cette fonctionnalité et n’en connaît aucune étape (ligne {line})\u00a0: {reason}",
)


class FlowFile(pytest.File):
    """A ``.flow`` file."""

    def collect(self) -> Iterator[pytest.Item]:
        """Give a test for each scenario and row; a mistake that concerns the whole file keeps all from running."""
        loaded = load((str(self.path),), rulebooks_of(self.config))
        sorted_out = sort_out(loaded.diagnostics, loaded.units)
        if sorted_out.of_file:
            raise self.CollectError(drawn(loaded.errors, self.config))
        self.warn_of(loaded.diagnostics)
        yield from self.tests(loaded.listed, sorted_out.of_scenarios)

    def warn_of(self, diagnostics: Collection[Diagnostic]) -> None:
        """Pass warnings and hints on to pytest; where it is told to make them errors, they are mistakes."""
        for diagnostic in diagnostics:
            if diagnostic.severity is Severity.ERROR or diagnostic.code in NOT_JUDGED:
                continue  # pytest has words of its own for tests that are not judged
            warning = BenefitFlowWarning(drawn([diagnostic], self.config))
            try:
                warnings.warn_explicit(warning, None, str(self.path), diagnostic.span.line)
            except BenefitFlowWarning as error:
                raise self.CollectError(str(error)) from None

    def tests(self, scenarios: Iterable[Scenario], broken: Broken) -> Iterator[pytest.Item]:
        """Make the tests of scenarios, and what stands for those with mistakes, which may be left out too."""
        made = [(scenario, None, ()) for scenario in scenarios]
        stubs = [(scenario_of(block, {}, None, (), "", "en"), block, errors) for block, errors in broken]
        ordered = sorted((*made, *stubs), key=lambda entry: (entry[0].span.line, entry[0].row or 0))
        register_markers(self.config, (tag for scenario, _, _ in ordered for tag in scenario.tags))
        named = zip(ordered, node_names(scenario for scenario, _, _ in ordered), strict=True)
        items = [
            self.test(scenario, name) if block is None else self.broken(scenario, name, block, errors)
            for (scenario, block, errors), name in named
        ]
        stand_in(self.config, self, items)
        yield from items

    def broken(self, scenario: Scenario, name: str, block: Block, errors: tuple[Diagnostic, ...]) -> BrokenItem:
        """Make what stands for a scenario with mistakes: ``-k`` finds it by the names of its rows too."""
        self.config.stash.setdefault(HELD, [])
        item: BrokenItem = BrokenItem.from_parent(self, name=name, scenario=scenario, file=self, errors=errors)
        item.extra_keyword_matches.update(names_of(block, {error.span.line for error in errors}))
        return item

    def test(self, scenario: Scenario, name: str) -> pytest.Item:
        """Make the test of a scenario without steps of anybody else."""
        item: ScenarioItem = ScenarioItem.from_parent(self, name=name, scenario=scenario)
        return item


class FeatureFile(FlowFile):
    """A ``.feature`` file; some of its steps may be defined for pytest-bdd."""

    theirs: "Theirs | None" = None

    def collect(self) -> Iterator[pytest.Item]:
        """Give a test for each scenario and row.

        The mistakes wait, because a test module may take the feature for itself; those that concern the whole file do
        not, if the file was asked for.
        """
        loaded = load((str(self.path),), rulebooks_of(self.config))
        if not self.session.isinitpath(self.path) and (code := self.left_alone(loaded)) is not None:
            self.config.stash.setdefault(HELD, [])
            self.config.stash.setdefault(LEFT, {}).setdefault(code, []).append(self.path)
            return
        unread = any(lines_of(unit.parsed).unread for unit in loaded.units)
        if unread and self.config.pluginmanager.hasplugin("pytest-bdd"):
            yield from self.with_steps(loaded.units[0])
            return
        broken = self.hold(loaded.diagnostics, loaded.units)
        yield from self.tests(loaded.listed, broken)

    def left_alone(self, loaded: Loaded) -> str | None:
        """Give the code that says why a feature that nobody named is not ours to read, if it is not."""
        if any(diagnostic.code == "BF413" for diagnostic in loaded.diagnostics):
            return "BF421"
        if any(speaks(unit.parsed) for unit in loaded.units):
            return None
        root = project_root(self.path)
        known = self.config.stash.setdefault(OURS, {})
        if root not in known:
            given = self.config.getoption("override_ini") or ()
            known[root] = any(name.startswith("benefit_flows_") for name in given) or is_ours(root)
        return None if known[root] else "BF420"

    def hold(self, diagnostics: Collection[Diagnostic], units: tuple[Unit, ...]) -> Broken:
        """Keep mistakes back that concern the whole file, or tell them at once; give those of scenarios."""
        found = sort_out(diagnostics, units)
        if found.of_file and self.session.isinitpath(self.path):
            raise self.CollectError(
                drawn([diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR], self.config)
            )
        self.warn_of(diagnostics)
        held = self.config.stash.setdefault(HELD, [])
        held.append(Held(self, found.of_file, tuple(block for unit in units for block in unit.parsed.blocks)))
        return found.of_scenarios

    def with_steps(self, unit: Unit) -> Iterator[pytest.Item]:
        """Make the tests of a feature that has steps of pytest-bdd."""
        from benefit_flows.testing.play import known_lines

        lines, feature = lines_of(unit.parsed), self.read(unit)
        foreign = known_lines(feature, lines.unread, self)
        checked = check_without(unit, foreign, rulebooks_of(self.config))
        broken = self.hold(_certain(checked.diagnostics, lines.unread), (unit,))
        self.theirs = Theirs(feature, foreign, lines.own, unit.parsed.language)
        yield from self.tests(checked.scenarios, broken)

    def read(self, unit: Unit) -> "Feature":
        """Read the feature as pytest-bdd does; where it refuses, no test module can take it: all is told at once."""
        from pytest_bdd.exceptions import GherkinParseError

        from benefit_flows.testing.play import read_feature

        try:
            return read_feature(self.path)
        except GherkinParseError as error:
            text = REFUSED.say(language_of(self.config), line=error.line, reason=error.message)
            checked = check_without(unit, (), rulebooks_of(self.config))
            errors = [diagnostic for diagnostic in checked.diagnostics if diagnostic.severity is Severity.ERROR]
            raise self.CollectError(f"{text}\n\n{drawn(errors, self.config)}") from None

    def test(self, scenario: Scenario, name: str) -> pytest.Item:
        """Make the test of a scenario that may hold foreign steps."""
        theirs = self.theirs
        if theirs is None:
            return super().test(scenario, name)
        lines = (line.span.line for line in scenario.lines if line.span.path == scenario.span.path)
        if theirs.foreign.isdisjoint(lines):
            beside = bool(theirs.foreign)
            item: pytest.Item = ScenarioItem.from_parent(self, name=name, scenario=scenario, beside=beside)
            return item
        more = {"feature": theirs.feature, "own": theirs.own, "language": theirs.language}
        mixed: pytest.Item = MixedItem.from_parent(self, name=name, scenario=scenario, **more)
        return mixed


def _certain(diagnostics: Collection[Diagnostic], unread: Collection[int]) -> list[Diagnostic]:
    """Leave out what is said of steps that may be somebody else's, where names are used twice.

    pytest-bdd keeps only the last scenario of a name, so it cannot tell the steps of the others.
    """
    twice = any(diagnostic.code == "BF220" for diagnostic in diagnostics)
    return [diagnostic for diagnostic in diagnostics if not (twice and diagnostic.span.line in unread)]
