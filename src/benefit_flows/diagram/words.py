"""The words of the pictures themselves, in both languages."""

from typing import Final

from benefit_flows.text import Language, Text, Words

WORDS: Final = Words(
    {
        "states": Text("States: {what}.", "États\u00a0: {what}."),
        "moves": Text("Moves: {what}.", "Passages\u00a0: {what}."),
        "start": Text("{state} (start)", "{state} (début)"),
        "move": Text("{source} to {target} by {event}", "de {source} à {target} par {event}"),
        "current": Text("Current state: {what}.", "État actuel\u00a0: {what}."),
        "visited": Text("Gone through: {what}.", "États traversés\u00a0: {what}."),
        "last": Text("Last move: {what}.", "Dernier passage\u00a0: {what}."),
        "path": Text("Path: {what}", "Parcours\u00a0: {what}"),
        "on": Text("{number}: {move}, {day}", "{number}\u00a0: {move}, {day}"),
        "nothing-moved": Text("Nothing moved.", "Rien n’a bougé."),
        "machines": Text("State machines", "Machines à états"),
        "day": Text("1 day later: {day}", "1 jour plus tard\u00a0: {day}"),
        "days": Text("{number} days later: {day}", "{number} jours plus tard\u00a0: {day}"),
        "quoted": Text("“{what}”", "«\u00a0{what}\u00a0»"),
        "failed": Text("{expected}; but actually: {actual}", "{expected}\u00a0; mais en fait\u00a0: {actual}"),
        "takes-part": Text("Taking part: {what}.", "Participants\u00a0: {what}."),
        "from-to": Text("{source} to {target}: {what}", "{source} à {target}\u00a0: {what}"),
        "alone": Text("{source} {what}", "{source} {what}"),
        "checked": Text("checked: {what}", "vérifié\u00a0: {what}"),
        "empty": Text("Nobody does anything.", "Personne ne fait rien."),
    }
)

MACHINES: Final = Words(
    {
        "benefit": Text("Benefit", "Avantage"),
        "contract": Text("Contract, for each account", "Contrat, pour chaque compte"),
    }
)


def machine_name(machine: str, language: Language) -> str:
    """Name a machine for people; one that we do not know is its own name."""
    return MACHINES.say(machine, language) if machine in MACHINES.texts else machine
