"""benefit-flows: simulated partner support benefits, driven by scenarios, explained by the rules behind.

The public face: ``load`` reads scenarios, ``run`` runs one, ``rulebook`` gives the rules of one.

>>> from benefit_flows import load, run
>>> loaded = load("scenarios")
>>> all(run(scenario).passed for scenario in loaded.scenarios)
True
"""

TYPE_CHECKING = False  # as in typing, which is not imported: until the command line waits for Ctrl-C, time counts

if TYPE_CHECKING:
    from benefit_flows.model.rulebook import Rulebook
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.model.trace import Trace
    from benefit_flows.pipeline import Loaded

__all__ = ["load", "rulebook", "run"]
__version__ = "0.1.0"

# Imports stand inside the functions: importing the package must cost nothing to who wants a part of it.


def rulebook(rulebook_id: str | None = None) -> "Rulebook":
    """Give a rulebook: rules, passages, messages, machines. Loaded once.

    Without an id it is the one of files that name none. A scenario knows its own: ``rulebook(scenario.rulebook)``.
    Raises ``KeyError`` where there is none of that id.
    """
    from benefit_flows.rulebooks import RULEBOOKS

    return RULEBOOKS.get(RULEBOOKS.default if rulebook_id is None else rulebook_id)


def load(*paths: str) -> "Loaded":
    """Load scenarios from ``.flow`` files, folders and ``FILE:LINE``.

    Never raises for what is wrong in a file: ``diagnostics`` of what comes back says it, and
    ``scenarios`` holds what can run, in order of file, line and row.
    """
    from benefit_flows import pipeline
    from benefit_flows.rulebooks import RULEBOOKS

    return pipeline.load(paths, RULEBOOKS)


def run(scenario: "Scenario") -> "Trace":
    """Run one scenario: every step with its outcome, the rules it rests on, and the verdicts of its checks."""
    from benefit_flows.engine.run import run as run_scenario

    return run_scenario(scenario, rulebook(scenario.rulebook))
