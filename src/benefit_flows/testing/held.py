"""What is settled when everything is collected: which features a test module takes for itself."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from benefit_flows.diagnostics import Diagnostic, in_order
from benefit_flows.language.statements import Block
from benefit_flows.testing.items import BrokenItem

if TYPE_CHECKING:
    from benefit_flows.testing.collect import FeatureFile, FlowFile


class Held(NamedTuple):
    """The mistakes of a feature, and its scenarios."""

    file: "FeatureFile"
    errors: tuple[Diagnostic, ...]
    blocks: tuple[Block, ...]


def settle(held: list[Held], items: list[pytest.Item]) -> None:
    """Leave out our tests of scenarios that a test module runs, and the mistakes that concern only these."""
    taken = set(_taken(items))
    items[:] = [each for each in items if _place(each) not in taken]
    for index, each in enumerate(held):
        lines = {line for path, line in taken if path == Path(os.path.realpath(each.file.path))}
        held[index] = each._replace(errors=tuple(error for error in each.errors if not _is_theirs(error, each, lines)))


def tell(session: pytest.Session, held: list[Held], items: list[pytest.Item]) -> None:
    """Report the mistakes of files, and of the scenarios that nothing has left out until now."""
    found: dict[FlowFile, list[Diagnostic]] = {each.file: [*each.errors] for each in held}
    for item in (item for item in items if isinstance(item, BrokenItem)):
        found.setdefault(item.file, []).extend(item.errors)
    items[:] = [each for each in items if not isinstance(each, BrokenItem)]
    for file, errors in found.items():
        if errors:
            report = pytest.CollectReport(file.nodeid, "failed", file.drawn(in_order(errors)), [])
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
