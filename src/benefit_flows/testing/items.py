"""Scenarios as tests: run, explained when they fail, with data for reports."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.engine.run import run
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Event, Trace, Verdict
from benefit_flows.pipeline import explained
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.testing.names import marker_of, means_something
from benefit_flows.testing.stash import VIEW
from benefit_flows.testing.view import SimulationView, failures
from benefit_flows.text import Language
from benefit_flows.view.counts import ENDED

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature


JUDGED: Final = ("when", "tries", "wait", "then")


def language_of(config: pytest.Config) -> Language:
    """Give the language of messages."""
    return "fr" if config.getini("benefit_flows_language") == "fr" else "en"


def rulebooks_of(config: pytest.Config) -> Rulebooks:
    """Give the rulebooks; the project's settings say which is that of files that name none."""
    return RULEBOOKS._replace(default=config.getini("benefit_flows_rulebook") or RULEBOOKS.default)


def traced(scenario: Scenario, rulebooks: Rulebooks) -> Trace:
    """Run a scenario; one that fails says what would have made refused actions acceptable."""
    trace: Trace = run(scenario, rulebooks.get(scenario.rulebook))
    return explained(trace, rulebooks) if trace.failed else trace


def properties(trace: Trace) -> Iterator[tuple[str, object]]:
    """Give what reports keep of a test: tags and passages with spaces, verdicts as JSON."""
    import json

    scenario = trace.scenario
    passages = {*scenario.citations, *(citation for line in scenario.lines for citation in line.citations)}
    yield "tags", " ".join(tag.removeprefix("@") for tag in scenario.tags)
    yield "passages", " ".join(map(str, sorted(passages)))
    yield "verdict", trace.verdict.value
    yield "verdicts", json.dumps([_verdict(event) for event in trace.events if event.line.keyword in JUDGED])


def _verdict(event: Event) -> dict[str, str | list[str]]:
    span = event.line.span
    outcome = event.step.outcome.value if event.step else "held" if event.judgement and event.judgement.held else "no"
    codes = [problem.code for problem in event.problems]
    return {"at": span.location, "outcome": outcome, "problems": codes}


def node_of(item: pytest.Item) -> str:
    """Give the id of a test as it is written in the folder where pytest was started."""
    path = os.path.relpath(item.path, item.config.invocation_params.dir).replace(os.sep, "/")
    return "::".join([path, *item.nodeid.split("::")[1:]])


def skip_pending(language: Language) -> NoReturn:
    """Skip a test that is still to be written; where it stands is told, not where this line does."""
    raise pytest.skip.Exception(ENDED.say("pending", language), _use_item_location=True)


def reason_of(scenario: Scenario, language: Language) -> str:
    """Give why a scenario is known to fail."""
    return scenario.known or ENDED.say("known", language)


@contextmanager
def failing_as_known(scenario: Scenario, language: Language) -> Iterator[None]:
    """Take the failure of a scenario that is known to fail for that, and fail where it passes: its own steps count."""
    __tracebackhide__ = True
    if scenario.known is None:
        yield
        return
    try:
        yield
    except (Exception, pytest.fail.Exception):
        pytest.xfail(reason_of(scenario, language))
        raise  # where pytest is told to run these as all others
    pytest.fail(render_diagnostic(Diagnostic("BF510", scenario.span), language), pytrace=False)


class TestOfScenario(pytest.Item):
    """What all tests of scenarios share: their tags, their place, their id."""

    scenario: Scenario
    tag_marks: tuple[pytest.Mark, ...] = ()

    def take_scenario(self, scenario: Scenario) -> None:
        """Take the scenario, its tags as markers, and the tags themselves as words for ``-k``."""
        self.scenario = scenario
        self.extra_keyword_matches.update(scenario.tags)
        names = dict.fromkeys(map(marker_of, scenario.tags))
        self.tag_marks = tuple(getattr(pytest.mark, name).mark for name in names)
        self.keywords.update((name, 1) for name in names if not means_something(name, self.config))
        _know_again(self)

    def iter_markers(self, name: str | None = None) -> Iterator[pytest.Mark]:
        """Give the markers; who asks for one that a plugin knows gets none of a tag, which must not change the run."""
        yield from super().iter_markers(name)
        for mark in self.tag_marks:
            if name is None or (mark.name == name and not means_something(name, self.config)):
                yield mark

    def reportinfo(self) -> tuple[os.PathLike[str], int, str]:
        """Give the place of the scenario, or of the row, and its name.

        Where an id ends with the name, ``pytest -v`` takes the name for that of a Python object and shows its full
        stops as colons. A space keeps it from that.
        """
        line = (self.scenario.row_line or self.scenario.span.line) - 1
        return self.path, line, f"{self.name} " if "." in self.name else self.name


def _know_again(item: pytest.Item) -> None:
    """Let pytest 9.2 know a test again: it compares ids part by part, as it reads them from what failed last time."""
    parts = getattr(item, "id", None)
    if parts is not None:
        item._id = type(parts).parse(item.nodeid)  # noqa: SLF001  # no other way


class ScenarioItem(TestOfScenario):
    """A scenario, or a row of an outline, all of whose steps are phrases of ours."""

    def __init__(
        self,
        *,
        scenario: Scenario,
        beside: bool = False,
        **rest: Any,  # noqa: ANN401  # pytest's own, of any type
    ) -> None:
        super().__init__(**rest)
        self.take_scenario(scenario)
        self.again = node_of(self) if beside else None  # beside steps of others, the command line stops
        self.funcargs: dict[str, object] = {}  # some plugins break without

    def runtest(self) -> None:
        """Run it; a failure is what ``benefit-flows run`` shows."""
        __tracebackhide__ = True
        rulebooks = rulebooks_of(self.config)
        trace = traced(self.scenario, rulebooks)
        self.user_properties += properties(trace)
        language = language_of(self.config)
        if trace.verdict is Verdict.PENDING:
            skip_pending(language)
        if trace.verdict is Verdict.KNOWN:
            pytest.xfail(reason_of(self.scenario, language))
        if not trace.passed:  # also one that is known to fail, where pytest is told to run these as all others
            speaker = Speaker(rulebooks.get(self.scenario.rulebook), language)
            pytest.fail(failures(trace, speaker, self.again), pytrace=False)


class BrokenItem(TestOfScenario):
    """A scenario with mistakes: they are told unless it is left out, and it never runs."""

    def __init__(
        self,
        *,
        scenario: Scenario,
        file: pytest.File,
        errors: tuple[Diagnostic, ...],
        **rest: Any,  # noqa: ANN401  # pytest's own, of any type
    ) -> None:
        super().__init__(**rest)
        self.take_scenario(scenario)
        self.file, self.errors = file, errors

    def runtest(self) -> None:
        """Tell the mistakes all the same, where something keeps the plugin from telling them before."""
        language = language_of(self.config)
        pytest.fail("\n\n".join(render_diagnostic(error, language) for error in self.errors), pytrace=False)


class MixedItem(TestOfScenario, pytest.Function):
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
            rulebooks = rulebooks_of(self.config)
            book = rulebooks.get(scenario.rulebook)
            trace = traced(replace(scenario, known=None), rulebooks)
            self.user_properties += properties(trace)
            self.stash[VIEW] = SimulationView(
                trace, Speaker(book, language_of(self.config)), Speaker(book, language), node_of(self)
            )
            with failing_as_known(scenario, language_of(self.config)):
                play(request, rendered(feature, scenario), own)

        super().__init__(callobj=scenario_steps, **rest)
        self.take_scenario(scenario)
