"""What lies around scenarios: the rules and transitions that other choices in them would reach."""

from collections.abc import Iterable, Iterator

from benefit_flows.model.coverage import Explored, transition_id
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Step
from benefit_flows.stepper.neighbourhood import explore_around
from benefit_flows.stepper.start import start_of


def explored_around(scenarios: Iterable[Scenario], rulebooks: Rulebooks, worlds: int) -> Explored:
    """Explore so many worlds around each scenario's own path, and tell what all steps there rest on."""
    rules: set[str] = set()
    transitions: set[str] = set()
    for scenario in scenarios:
        for step in _steps(scenario, rulebooks, worlds):
            rules.update(step.rules)
            transitions.update(transition_id(move.machine, move.source, move.event, move.target) for move in step.moves)
    return Explored(tuple(sorted(rules)), tuple(sorted(transitions)))


def _steps(scenario: Scenario, rulebooks: Rulebooks, worlds: int) -> Iterator[Step]:
    rulebook = rulebooks.get(scenario.rulebook)
    graph = explore_around(start_of(scenario, rulebook), rulebook, worlds)
    return (edge.step for node in graph.nodes for edge in node.edges)
