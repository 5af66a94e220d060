"""Coverage figures: what scenarios judge, and by which. *Judged* means: with the entry altered, a check fails."""

from collections.abc import Iterable
from typing import Final, NamedTuple

FILES: Final = (".flow", ".feature")
"""The kinds of file that hold scenarios, by how their names end."""


class Judged(NamedTuple):
    """One thing that can be judged, by id, and the places of the scenarios that judge it."""

    id: str
    scenarios: tuple[str, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The kinds of file that judge it: one of ``FILES``, both or none."""
        return _files(self.scenarios)


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
        every = self.of(kind)
        return 100 * sum(bool(part.scenarios) for part in every) / len(every) if every else 100.0

    def of(self, kind: str) -> tuple[Judged, ...]:
        """Give what there is of a kind (a field's name)."""
        found: tuple[Judged, ...] = getattr(self, kind)
        return found

    @property
    def files(self) -> tuple[str, ...]:
        """The kinds of file that judge something."""
        return _files(place for kind in KINDS for part in self.of(kind) for place in part.scenarios)


def _files(places: Iterable[str]) -> tuple[str, ...]:
    """Tell the kinds of file from places such as ``a.flow:12``."""
    paths = {place.rpartition(":")[0] for place in places}
    return tuple(ending for ending in FILES if any(path.endswith(ending) for path in paths))


KINDS = ("rules", "passages", "transitions", "actions", "messages", "parameters")


def transition_id(machine: str, source: str, event: str, target: str) -> str:
    """Name a transition."""
    return f"{machine}: {source} --{event}--> {target}"


class Explored(NamedTuple):
    """What exploring the worlds around scenarios reached: rules, and transitions by id as ``Coverage`` has them."""

    rules: tuple[str, ...]
    transitions: tuple[str, ...]
