"""Rulebooks that stand side by side: which there are, and which one is meant where none is named."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple, Self

from benefit_flows.model.rulebook import Rulebook


def _itself(rulebook: Rulebook) -> Rulebook:
    return rulebook


class Rulebooks(NamedTuple):
    """Rulebooks by their ids. None is loaded before it is asked for: most runs need one.

    ``loaders`` load each once. They are functions of a module where a run may take several processes, so that they can
    be named to one that starts afresh. ``default`` is the rulebook of files that name none.
    """

    loaders: Mapping[str, Callable[[], Rulebook]]
    default: str

    @classmethod
    def of(cls, *rulebooks: Rulebook) -> Self:
        """Put loaded rulebooks side by side; the first is the default."""
        return cls({rulebook.id: partial(_itself, rulebook) for rulebook in rulebooks}, rulebooks[0].id)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all, in order."""
        return tuple(self.loaders)

    def get(self, rulebook_id: str) -> Rulebook:
        """Give a rulebook. Raises ``KeyError`` where there is none of that id."""
        return self.loaders[rulebook_id]()
