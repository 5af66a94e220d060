"""Scenarios as tests: run, explained when they fail, with data for reports."""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.run import run
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Event, Trace
from benefit_flows.pipeline import explained
from benefit_flows.testing.names import marker_of
from benefit_flows.testing.plugin import VIEW
from benefit_flows.testing.view import View, failures
from benefit_flows.text import Language

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature

JUDGED = ("when", "tries", "wait", "then")


def language_of(config: pytest.Config) -> Language:
    """Give the language of messages."""
    return "fr" if config.getini("benefit_flows_language") == "fr" else "en"


def traced(scenario: Scenario, book: Rulebook) -> Trace:
    """Run a scenario; one that fails says what would have made refused actions acceptable."""
    trace: Trace = run(scenario, book)
    return trace if trace.passed else explained(trace, book)


def properties(trace: Trace) -> Iterator[tuple[str, object]]:
    """Give what reports keep of a test: tags and passages with spaces, verdicts as JSON."""
    import json

    scenario = trace.scenario
    passages = {*scenario.citations, *(each for line in scenario.lines for each in line.citations)}
    yield "tags", " ".join(each.removeprefix("@") for each in scenario.tags)
    yield "passages", " ".join(map(str, sorted(passages)))
    yield "verdict", "passed" if trace.passed else "failed"
    yield "verdicts", json.dumps([_verdict(each) for each in trace.events if each.line.keyword in JUDGED])


def _verdict(event: Event) -> dict[str, str | list[str]]:
    span = event.line.span
    outcome = event.step.outcome.value if event.step else "held" if event.judgement and event.judgement.held else "no"
    return {"at": f"{span.path}:{span.line}", "outcome": outcome, "problems": [each.code for each in event.problems]}


def node_of(item: pytest.Item) -> str:
    """Give the id of a test as it is written in the folder where pytest was started."""
    path = os.path.relpath(item.path, item.config.invocation_params.dir).replace(os.sep, "/")
    return "::".join([path, *item.nodeid.split("::")[1:]])


def mark(item: pytest.Item, tags: Iterable[str]) -> None:
    """Give a test the markers of its tags, and the tags themselves as words for ``-k``."""
    for tag in tags:
        item.add_marker(marker_of(tag))
        item.extra_keyword_matches.add(tag)


def _reportinfo(item: pytest.Item, scenario: Scenario) -> tuple[os.PathLike[str], int, str]:
    return item.path, (scenario.row_line or scenario.span.line) - 1, item.name


class ScenarioItem(pytest.Item):
    """A scenario, or a row of an outline, all of whose steps are phrases of ours."""

    def __init__(
        self,
        *,
        scenario: Scenario,
        beside: bool = False,
        **rest: Any,  # noqa: ANN401  # pytest's own, of any type
    ) -> None:
        super().__init__(**rest)
        self.scenario = scenario
        self.again = node_of(self) if beside else None  # beside steps of others, the command line stops
        self.funcargs: dict[str, object] = {}  # some plugins break without
        mark(self, scenario.tags)

    def runtest(self) -> None:
        """Run it; a failure is what ``benefit-flows run`` shows."""
        __tracebackhide__ = True
        book = rulebook()
        trace = traced(self.scenario, book)
        self.user_properties += properties(trace)
        if not trace.passed:
            pytest.fail(failures(trace, book, language_of(self.config), self.again), pytrace=False)

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Give the place of the scenario, or of the row."""
        return _reportinfo(self, self.scenario)


class MixedItem(pytest.Function):
    """A scenario some of whose steps are defined for pytest-bdd: it has fixtures, as any test function."""

    def __init__(
        self,
        *,
        scenario: Scenario,
        feature: "Feature",
        own: frozenset[int],
        language: Language,
        **rest: Any,  # noqa: ANN401  # pytest's own, of any type
    ) -> None:
        from benefit_flows.testing.play import play, rendered

        def scenario_steps(request: pytest.FixtureRequest) -> None:
            __tracebackhide__ = True
            book = rulebook()
            trace = traced(scenario, book)
            self.user_properties += properties(trace)
            self.stash[VIEW] = View(trace, book, language_of(self.config), language, node_of(self))
            play(request, rendered(feature, scenario), own)

        super().__init__(callobj=scenario_steps, **rest)
        self.scenario = scenario
        mark(self, scenario.tags)

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Give the place of the scenario, or of the row."""
        return _reportinfo(self, self.scenario)
