"""What is settled when everything is collected: which features a test module takes for itself."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.statements import Block

if TYPE_CHECKING:
    from benefit_flows.testing.collect import FeatureFile


class Held(NamedTuple):
    """The mistakes of a feature, and its scenarios."""

    file: "FeatureFile"
    errors: tuple[Diagnostic, ...]
    blocks: tuple[Block, ...]


def settle(session: pytest.Session, held: list[Held], items: list[pytest.Item]) -> None:
    """Leave out our tests of scenarios that a test module runs, and report the mistakes of all others."""
    taken = set(_taken(items))
    items[:] = [each for each in items if _place(each) not in taken]
    for each in held:
        lines = {line for path, line in taken if path == Path(os.path.realpath(each.file.path))}
        errors = [error for error in each.errors if not _is_theirs(error, each, lines)]
        if errors:
            report = pytest.CollectReport(each.file.nodeid, "failed", each.file.drawn(errors), [])
            session.ihook.pytest_collectreport(report=report)
    held.clear()


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
    tests = [each for each in held.blocks if each.kind != "setup"]
    if taken and all(each.span.line in taken for each in tests):
        return True
    return any(each.span.line in taken and each.span.line <= error.span.line <= each.last_line for each in tests)
