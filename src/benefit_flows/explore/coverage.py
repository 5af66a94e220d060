"""What scenarios judge: every mutant is run against the scenarios that touch its entry.

Scenarios that say the same, such as a feature and its translation, run once for all.

A scenario that touches a rule need not test it; one that fails with the rule altered does. It must also cite the rule's
passage: an entry may stand for several rules, and the citation says which of them the scenario is about.

Only what touches the altered entry is run again. Altered names and texts are noticed before a run, so for these the
files are checked again.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final, NamedTuple

from benefit_flows.engine.run import run
from benefit_flows.explore.mutants import SCREENS, Mutant, mutants
from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Edition, Editions
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.model.actions import Wait
from benefit_flows.model.checks import OnScreen
from benefit_flows.model.coverage import Coverage, Judged, transition_id
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace
from benefit_flows.model.world import World

CITATIONS: Final = ("BF503", "BF506")
Key = tuple[str, int, int | None]
Recheck = Callable[[Rulebook], frozenset[Key]]
"""Checks the files anew against an altered rulebook and gives the keys of the scenarios that are still right."""


def key_of(scenario: Scenario) -> Key:
    """Tell one scenario, or row, from all others."""
    return scenario.span.path, scenario.span.line, scenario.row


def rechecking(units: tuple[Unit, ...], rulebook: Rulebook) -> Recheck:
    """Check files again as they were read: an altered rulebook changes what they mean, not how they are parsed."""
    setups = Edition.of(rulebook).standard

    def recheck(altered: Rulebook) -> frozenset[Key]:
        edition = Edition(Vocabulary(altered), setups)
        return frozenset(map(key_of, check(units, Editions(Rulebooks.of(altered), edition)).scenarios))

    return recheck


def cover(scenarios: tuple[Scenario, ...], rulebook: Rulebook, recheck: Recheck) -> Coverage:
    """Find what scenarios judge. Scenarios that fail judge nothing."""
    passed = [trace for trace in (run(each, rulebook) for each in scenarios) if trace.passed]
    stories = _stories(passed)
    found = _Found(rulebook)
    for mutant in mutants(rulebook):
        found.add(mutant, tuple(_killers(mutant, stories, rulebook, recheck)))
    return found.coverage(len(passed))


class _Story(NamedTuple):
    """What happens in one scenario or in several that say the same, and the entries that it touches."""

    scenarios: tuple[Scenario, ...]
    touched: frozenset[str]


def _stories(traces: Iterable[Trace]) -> tuple[_Story, ...]:
    """Put together the traces of scenarios whose lines mean the same and cite the same."""
    same: dict[Hashable, list[Trace]] = {}
    for trace in traces:
        said = tuple((line.keyword, line.what, line.citations) for line in trace.scenario.lines)
        same.setdefault(said, []).append(trace)
    return tuple(_Story(tuple(each.scenario for each in every), touches(every[0])) for every in same.values())


def touches(trace: Trace) -> frozenset[str]:
    """Give the entries that a run touched: its guards, effects, data rows and moves, and the pages it looked at."""
    entries = {decision.guard for step in trace.steps for decision in step.decisions}
    entries |= {applied.effect for step in trace.steps for applied in step.applied}
    entries |= {
        transition_id(move.machine, move.source, move.event, move.target) for step in trace.steps for move in step.moves
    }
    return frozenset((*entries, *_pages_seen(trace), ""))


def _pages_seen(trace: Trace) -> Iterator[str]:
    """Give the pages that checks looked at: screens are computed nowhere else."""
    world = World()
    for event in trace.events:
        world = event.step.after if event.step is not None else world
        if isinstance(event.line.what, OnScreen):
            place = world.place(event.line.what.account)
            yield _page(place.portal, place.page) if place is not None else SCREENS


def _page(portal: str, page: str) -> str:
    return f"{SCREENS} {portal} {page}"


def _altered(mutant: Mutant, rulebook: Rulebook) -> str:
    """Give the entry that a run must touch to notice a mutant; of screens, the page that is altered."""
    if mutant.touches != SCREENS:
        return mutant.touches
    pages = mutant.rulebook.screens.items()
    return next((_page(*place) for place, page in pages if page is not rulebook.screens[place]), SCREENS)


def _killers(mutant: Mutant, stories: tuple[_Story, ...], rulebook: Rulebook, recheck: Recheck) -> Iterator[Scenario]:
    """Give the scenarios that notice a mutant: they no longer check, or no longer pass."""
    if mutant.recheck:
        right = recheck(mutant.rulebook)
        yield from (scenario for story in stories for scenario in story.scenarios if key_of(scenario) not in right)
        return
    entry = _altered(mutant, rulebook)
    for story in stories:
        if entry in story.touched and _notices(run(story.scenarios[0], mutant.rulebook)):
            yield from story.scenarios


def _notices(trace: Trace) -> bool:
    """Say whether a check or an action fails: a citation that no longer holds is no judgement of what happens."""
    return any(problem.code not in CITATIONS for event in trace.failures for problem in event.problems)


class _Found:
    """Which scenarios judge what, while mutants are run."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.rules: dict[str, set[str]] = {rule: set() for rule in rulebook.rules}
        self.passages: dict[int, set[str]] = {
            passage: set() for passage in rulebook.passages if passage not in rulebook.not_testable
        }
        self.transitions: dict[str, set[str]] = {}
        self.messages: dict[str, set[str]] = {
            key: set() for key, message in rulebook.messages.items() if message.kind != "quotation"
        }
        self.parameters: dict[str, set[str]] = {parameter: set() for parameter in rulebook.parameters}
        self.actions: dict[str, set[str]] = {kind.__name__: set() for kind in (*rulebook.actions, Wait)}
        self.mutants = 0
        self.unnoticed: list[str] = []

    def add(self, mutant: Mutant, killers: tuple[Scenario, ...]) -> None:
        """Count a mutant and give its rules, and the passages they rest on, to the scenarios that cite them."""
        self.mutants += 1
        if not killers:
            self.unnoticed.append(mutant.name)
        places = {killer.place for killer in killers}
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
            _judged({str(key): passage for key, passage in self.passages.items()}),
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
    return tuple(part.id for part in judged if not part.scenarios)
