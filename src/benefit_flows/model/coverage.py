"""Coverage figures: what scenarios judge, and by which. *Judged* means: with the entry altered, a check fails."""

from typing import NamedTuple


class Judged(NamedTuple):
    """One thing that can be judged, by id, and the places of the scenarios that judge it."""

    id: str
    scenarios: tuple[str, ...]


class Coverage(NamedTuple):
    """What the given scenarios judge. Each list holds everything there is, judged or not.

    ``scenarios`` counts those that pass, ``mutants`` the altered rulebooks; ``unnoticed`` names those of them
    that no scenario noticed.
    """

    rules: tuple[Judged, ...]
    passages: tuple[Judged, ...]
    transitions: tuple[Judged, ...]
    actions: tuple[Judged, ...]
    messages: tuple[Judged, ...]
    parameters: tuple[Judged, ...]
    scenarios: int
    mutants: int
    unnoticed: tuple[str, ...]

    def share(self, kind: str) -> float:
        """Give how many in a hundred of a kind (a field's name) are judged."""
        every: tuple[Judged, ...] = getattr(self, kind)
        return 100 * sum(bool(each.scenarios) for each in every) / len(every) if every else 100.0


KINDS = ("rules", "passages", "transitions", "actions", "messages", "parameters")
