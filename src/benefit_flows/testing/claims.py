"""What is settled when everything is collected: which features a test module takes for itself."""

import os
import sys
import warnings
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pytest

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.diagnostics.limits import limited
from benefit_flows.pipeline.guests import told_of
from benefit_flows.testing.items import BrokenItem, language_of
from benefit_flows.testing.stash import LEFT, Held


class BenefitFlowWarning(UserWarning):
    """Something in a scenario file is odd, and does not keep it from running."""


def drawn(diagnostics: Collection[Diagnostic], config: pytest.Config) -> str:
    """Draw mistakes as the command line does."""
    return "\n\n".join(render_diagnostic(diagnostic, language_of(config)) for diagnostic in limited(diagnostics))


def settle(config: pytest.Config, held: list[Held], items: list[pytest.Item]) -> None:
    """Leave out our tests of scenarios that a test module runs, and the mistakes that concern only these."""
    taken = set(_taken(items))
    for paths in config.stash.get(LEFT, {}).values():
        paths[:] = [each for each in paths if Path(os.path.realpath(each)) not in {path for path, _ in taken}]
    items[:] = [item for item in items if _place(item) not in taken]
    for index, each in enumerate(held):
        lines = {line for path, line in taken if path == Path(os.path.realpath(each.file.path))}
        held[index] = each._replace(errors=tuple(error for error in each.errors if not _is_theirs(error, each, lines)))


def tell(session: pytest.Session, held: list[Held], items: list[pytest.Item]) -> None:
    """Report the mistakes of files, and of the scenarios that nothing has left out until now."""
    found: dict[pytest.File, list[Diagnostic]] = {each.file: [*each.errors] for each in held}
    for item in (item for item in items if isinstance(item, BrokenItem)):
        found.setdefault(item.file, []).extend(item.errors)
    items[:] = [each for each in items if not isinstance(each, BrokenItem)]
    for file, errors in found.items():
        if errors:
            report = pytest.CollectReport(file.nodeid, "failed", drawn(in_order(errors), session.config), [])
            session.ihook.pytest_collectreport(report=report)
    held.clear()


def warn_of_left(config: pytest.Config) -> None:
    """Say once which features were left alone; where warnings are errors, in a line that stops nothing."""
    for code, paths in config.stash.get(LEFT, {}).items():
        if not paths:
            continue
        told = render_diagnostic(told_of(code, paths), language_of(config))
        try:
            warnings.warn_explicit(BenefitFlowWarning(told), None, str(min(paths)), 1)
        except BenefitFlowWarning:
            reporter = config.pluginmanager.get_plugin("terminalreporter")
            if reporter is not None:
                reporter.write_line(told)
    config.stash[LEFT] = {}


def _taken(items: Iterable[pytest.Item]) -> Iterator[tuple[Path, int]]:
    """Find the scenarios that functions of test modules stand for."""
    if "pytest_bdd.scenario" not in sys.modules:
        return
    from pytest_bdd.scenario import scenario_wrapper_template_registry
    from pytest_bdd.utils import registry_get_safe

    for item in items:
        function = item.obj if isinstance(item, pytest.Function) else None
        template = registry_get_safe(scenario_wrapper_template_registry, function)
        if template is not None:
            yield Path(os.path.realpath(template.feature.filename)), template.line_number


def _place(item: pytest.Item) -> tuple[Path, int] | None:
    scenario = getattr(item, "scenario", None)
    return None if scenario is None else (Path(os.path.realpath(item.path)), scenario.span.line)


def _is_theirs(error: Diagnostic, held: Held, taken: set[int]) -> bool:
    """Say whether a mistake concerns only scenarios that a test module runs."""
    tests = [block for block in held.blocks if block.kind != "setup"]
    if taken and all(block.span.line in taken for block in tests):
        return True
    return any(test.span.line in taken and test.span.line <= error.span.line <= test.last_line for test in tests)
