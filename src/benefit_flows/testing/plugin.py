"""The plugin that pytest loads at every start: so it imports nothing of ours before there is something to do.

PYTEST_DONT_REWRITE: there is no assert here.
"""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from benefit_flows.testing.stash import HELD, PASSES, VIEW

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, Step

    from benefit_flows.testing.view import SimulationView
    from benefit_flows.text import Language

SETTINGS: Final = {
    "benefit_flows_language": ("en", "fr"),
    "benefit_flows_collect": ("flow", "feature"),
}
"""The settings with the values that each can have, without that for which our rulebooks must be asked."""

KINDS: Final = {".flow": "flow", ".feature": "feature"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the settings."""
    parser.addini("benefit_flows_rulebook", "the rulebook of files that name none", default="")
    parser.addini("benefit_flows_language", "the language of benefit-flows' messages: en or fr", default="en")
    parser.addini(
        "benefit_flows_collect",
        "the files that benefit-flows runs: flow, feature; empty for none",
        type="args",
        default=["flow", "feature"],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse settings that mean nothing."""
    for name, known in _settings(config):
        value = config.getini(name)
        for word in value if isinstance(value, list) else [value]:
            if word not in known:
                raise pytest.UsageError(_unknown(name, word, known, config))


def _settings(config: pytest.Config) -> Iterator[tuple[str, Sequence[str]]]:
    yield from SETTINGS.items()
    if config.getini("benefit_flows_rulebook"):
        from benefit_flows.rulebooks import RULEBOOKS

        yield "benefit_flows_rulebook", RULEBOOKS.ids


def _unknown(name: str, value: str, known: Sequence[str], config: pytest.Config) -> str:
    from benefit_flows.text import Text

    sentence = Text('{name}: "{value}" is not one of: {known}', "{name} : « {value} » n’est pas parmi : {known}")
    language: Language = "fr" if config.getini("benefit_flows_language") == "fr" else "en"
    return sentence.say(language, name=name, value=value, known=", ".join(known))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take the files that hold scenarios."""
    kind = KINDS.get(file_path.suffix)
    if kind is None or not _collects(kind, parent.config):
        return None
    from benefit_flows.testing.collect import FeatureFile, FlowFile

    made: pytest.Collector = (FlowFile if kind == "flow" else FeatureFile).from_parent(parent, path=file_path)
    return made


def _collects(kind: str, config: pytest.Config) -> bool:
    return kind in config.getini("benefit_flows_collect")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> Generator[None]:
    """Leave out what a test module runs itself; tell mistakes when everybody has left out what is not to run."""
    if HELD not in config.stash:
        return (yield)
    from benefit_flows.testing.claims import settle, tell, warn_of_left

    settle(config, config.stash[HELD], items)
    yield
    tell(session, config.stash[HELD], items)
    warn_of_left(config)
    return None


# Scenarios with steps of pytest-bdd


@pytest.fixture
def benefit_flow(request: pytest.FixtureRequest) -> "SimulationView":
    """What the scenario's simulated world looks like at this step: for steps written in Python."""
    view = request.node.stash.get(VIEW, None)
    if view is None:
        pytest.fail("benefit_flow: only for the steps of a scenario with phrases of benefit-flows", pytrace=False)
    return view  # type: ignore[no-any-return]  # the stash of a node has no type here


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: "Feature", scenario: "Scenario") -> None:
    """Simulate a scenario that a test module took for itself."""
    ours = hasattr(request.node, "scenario")
    if not ours and _collects("feature", request.config):
        from benefit_flows.testing.bindings import begin

        begin(request, feature, scenario)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say in our words that a test passes which is known to fail."""
    report = yield
    if PASSES in item.stash and report.failed and str(report.longrepr).startswith("[XPASS"):
        report.longrepr = item.stash[PASSES]
    return report


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest, step: "Step") -> None:
    """Let what is seen keep pace with the steps."""
    view = request.node.stash.get(VIEW, None)
    if view is not None:
        view.move_to(step.line_number)


@pytest.hookimpl(optionalhook=True, trylast=True)
def pytest_bdd_after_step(request: pytest.FixtureRequest, step: "Step") -> None:
    """Keep in mind how far the steps got."""
    view = request.node.stash.get(VIEW, None)
    if view is not None:
        view.done(step.line_number)


@pytest.hookimpl(optionalhook=True, trylast=True)
def pytest_bdd_after_scenario(request: pytest.FixtureRequest, scenario: "Scenario") -> None:
    """Judge the whole scenario if all its steps went well."""
    __tracebackhide__ = True
    view = request.node.stash.get(VIEW, None)
    if view is not None:
        view.finish(scenario.steps[-1].line_number if scenario.steps else 0)


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, feature: "Feature", step: "Step") -> None:
    """Say of a step that nobody knows what is wrong with it as a phrase."""
    if VIEW in request.node.stash:
        from benefit_flows.testing.bindings import unknown

        unknown(request, feature, step)
