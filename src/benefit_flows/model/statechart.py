"""What a machine is for the engine."""

from typing import Protocol


class Statechart(Protocol):
    """What the engine asks of a machine: one question."""

    @property
    def name(self) -> str:
        """The machine's name."""

    @property
    def rows(self) -> tuple[tuple[str, str, str], ...]:
        """All moves as (state, event, target); in the order in which they name states, pictures place these."""

    def target(self, state: str, event: str) -> str | None:
        """Give the state that ``event`` leads to from ``state``; ``None`` where there is no such move."""
