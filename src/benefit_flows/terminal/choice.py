"""Which of several scenarios."""

from collections.abc import Sequence

from benefit_flows.model.scenario import Scenario
from benefit_flows.terminal.dialogue import ask, show
from benefit_flows.terminal.layout import ShownLine
from benefit_flows.terminal.words import WORDS
from benefit_flows.text import Language


def choose_scenario(scenarios: Sequence[Scenario], language: Language) -> int | None:
    """Let the user choose a scenario by its number, which counts from 0 here; ``None`` where the user leaves."""
    if len(scenarios) == 1:
        return 0
    most = len(scenarios)
    listed = (_listed(number, scenario, language) for number, scenario in enumerate(scenarios, start=1))
    show([ShownLine(WORDS.say("which", language)), *listed])
    while True:
        typed = ask(WORDS.say("prompt-which", language, most=most))
        word = "q" if typed is None else typed.strip()
        if word == "q":
            return None
        if word.isdecimal() and len(word) <= len(str(most)) and 1 <= int(word) <= most:
            return int(word) - 1
        show([ShownLine(WORDS.say("no-scenario", language, most=most))])


def _listed(number: int, scenario: Scenario, language: Language) -> ShownLine:
    name = scenario.name
    if scenario.row is not None:
        values = ", ".join(f"{column} = {value}" for column, value in scenario.values)
        name = WORDS.say("which-row", language, name=name, row=scenario.row, values=values)
    return ShownLine(name, 2, lead=f"{number} ")
