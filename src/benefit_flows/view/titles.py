"""How a scenario is called: by its name, and a row of an outline by its number and cells too."""

from typing import Final

from benefit_flows.model.scenario import Scenario
from benefit_flows.text import Language, Text

ROW: Final = Text("row {row}", "ligne {row}")


def title(scenario: Scenario, language: Language) -> str:
    """Name a scenario, with its row where it is one of an outline: ``Ada waits (row 1: who = Ada)``."""
    if scenario.row is None:
        return scenario.name
    values = ", ".join(f"{name} = {value}" for name, value in scenario.values)
    return f"{scenario.name} ({ROW.say(language, row=scenario.row)}: {values})"
