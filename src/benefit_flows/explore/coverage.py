"""What scenarios judge: every mutant is run against the scenarios that touch its entry."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from benefit_flows.engine.run import run
from benefit_flows.explore.mutants import SCREENS, Mutant, mutants
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import ON_SCREEN
from benefit_flows.model.coverage import Coverage, Judged
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace

CITATIONS: Final = ("BF503", "BF506")
Key = tuple[str, int, int | None]
Recheck = Callable[[Rulebook], frozenset[Key]]
"""Checks the files anew against an altered rulebook and gives the keys of the scenarios that are still right."""


def key_of(scenario: Scenario) -> Key:
    """Tell one scenario, or row, from all others."""
    return scenario.span.path, scenario.span.line, scenario.row


def cover(scenarios: tuple[Scenario, ...], rulebook: Rulebook, recheck: Recheck) -> Coverage:
    """Find what scenarios judge. Scenarios that fail judge nothing."""
    traces = [trace for trace in (run(each, rulebook) for each in scenarios) if trace.passed]
    touched = [(trace, touches(trace)) for trace in traces]
    found = _Found(rulebook)
    for mutant in mutants(rulebook):
        found.add(mutant, tuple(_killers(mutant, touched, recheck)))
    return found.coverage(len(traces))


def touches(trace: Trace) -> frozenset[str]:
    """Give the entries that a run touched: its guards, effects and data rows, and whether it looked at a screen."""
    entries = {decision.guard for step in trace.steps for decision in step.decisions}
    entries |= {applied.effect for step in trace.steps for applied in step.applied}
    if any(isinstance(line.what, ON_SCREEN) for line in trace.scenario.lines):
        entries.add(SCREENS)
    return frozenset((*entries, ""))


def _killers(mutant: Mutant, touched: list[tuple[Trace, frozenset[str]]], recheck: Recheck) -> Iterator[Scenario]:
    """Give the scenarios that notice a mutant: they no longer check, or no longer pass."""
    right = recheck(mutant.rulebook) if mutant.recheck else None
    for trace, entries in touched:
        scenario = trace.scenario
        if right is not None:
            if key_of(scenario) not in right:
                yield scenario
        elif mutant.touches in entries and _notices(run(scenario, mutant.rulebook)):
            yield scenario


def _notices(trace: Trace) -> bool:
    """Say whether a check or an action fails: a citation that no longer holds is no judgement of what happens."""
    return any(problem.code not in CITATIONS for event in trace.failures for problem in event.problems)


class _Found:
    """Which scenarios judge what, while mutants are run."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.rules: dict[str, set[str]] = {each: set() for each in rulebook.rules}
        self.passages: dict[int, set[str]] = {
            each: set() for each in rulebook.passages if each not in rulebook.not_testable
        }
        self.transitions: dict[str, set[str]] = {}
        self.messages: dict[str, set[str]] = {
            key: set() for key, each in rulebook.messages.items() if each.kind != "quotation"
        }
        self.parameters: dict[str, set[str]] = {each: set() for each in rulebook.parameters}
        self.actions: dict[str, set[str]] = {each.__name__: set() for each in (*rulebook.actions, Wait)}
        self.mutants = 0
        self.unnoticed: list[str] = []

    def add(self, mutant: Mutant, killers: tuple[Scenario, ...]) -> None:
        """Count a mutant and give its rules, and the passages they rest on, to the scenarios that cite them."""
        self.mutants += 1
        if not killers:
            self.unnoticed.append(mutant.name)
        places = {each.place for each in killers}
        kind, _, rest = mutant.name.partition(".")
        if kind == "message":
            self.messages.get(rest.split(" ")[0], set()).update(places)
        elif kind == "parameter":
            self.parameters[rest.split(" ")[0]].update(places)
        elif "-->" in mutant.name:
            self.transitions.setdefault(mutant.name, set()).update(places)
        elif mutant.name.split("/")[0] in self.actions:
            self.actions[mutant.name.split("/")[0]].update(places)
        for scenario in killers:
            cited = _cited(scenario)
            for rule in mutant.rules:
                for passage in cited & set(self.rulebook.rules[rule].passages):
                    self.rules[rule].add(scenario.place)
                    self.passages[passage].add(scenario.place)

    def coverage(self, scenarios: int) -> Coverage:
        """Give the figures."""
        return Coverage(
            _judged(self.rules),
            _judged({str(key): each for key, each in self.passages.items()}),
            _judged(self.transitions),
            _judged(self.actions),
            _judged(self.messages),
            _judged(self.parameters),
            scenarios,
            self.mutants,
            tuple(self.unnoticed),
        )


def _cited(scenario: Scenario) -> set[int]:
    return {*scenario.citations, *(passage for line in scenario.lines for passage in line.citations)}


def _judged(found: dict[str, set[str]]) -> tuple[Judged, ...]:
    return tuple(Judged(key, tuple(sorted(places))) for key, places in found.items())


def unjudged(judged: Iterable[Judged]) -> tuple[str, ...]:
    """Give the ids that nothing judges."""
    return tuple(each.id for each in judged if not each.scenarios)
