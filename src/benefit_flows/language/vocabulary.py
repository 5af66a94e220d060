"""The names of a rulebook as scenarios write them: indexed once for a whole check, however many scenarios ask."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Final

from benefit_flows.model.actions import CreateRequest
from benefit_flows.model.catalogue import Parameter
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import LANGUAGES, Language

STRAIGHT: Final = str.maketrans({"’": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " "})
EMPTY_CELLS: Final = ("-", "–")


def plain(text: str) -> str:
    """Give a text as it is compared: straight apostrophes, single ordinary spaces."""
    return " ".join(text.translate(STRAIGHT).split())


class Vocabulary:
    """Finds ids by their names, in either language: a French scenario may use the English names, and setups both."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Index nothing yet: most scenarios ask for few kinds of names."""
        self.rulebook = rulebook
        self._indexes: dict[tuple[str, ...], dict[str, str]] = {}
        self._lists: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | None] = {}

    def find(self, text: str, ids: tuple[str, ...]) -> str | None:
        """Find one of some ids by its name."""
        index = self._indexes.get(ids)
        if index is None:
            index = self._indexes[ids] = self.names_of(ids)
        return index.get(text) or index.get(plain(text))

    def names_of(self, ids: tuple[str, ...]) -> dict[str, str]:
        """Give every name of ids, in either language: other names that the source prints, and ours, which go before."""
        index = {text: key for text, key in self._printed if key in ids}
        pairs = ((each, language) for each in ids for language in LANGUAGES)
        return {**index, **{plain(self.rulebook.name(each, language)): each for each, language in pairs}}

    @cached_property
    def _printed(self) -> tuple[tuple[str, str], ...]:
        return tuple((plain(text), key) for text, key in self.rulebook.printed.items())

    def competency(self, text: str) -> str | None:
        """Find a competency by its name, with or without what may stand around it."""
        ids = tuple(self.rulebook.competencies)
        return self.find(text, ids) or self.find(self.bare(text, "competency"), ids)

    def bare(self, text: str, slot: str) -> str:
        """Give a name without what may stand around it in a slot: "Security" of "Security Competency"."""
        for pattern in sorted(self.rulebook.around.get(slot, ()), key=len, reverse=True):
            form = re.escape(plain(pattern)).replace("…", "(.+)")
            if found := re.fullmatch(form, plain(text), re.IGNORECASE):
                return found[1]
        return plain(text)

    def find_listed(self, text: str, ids: tuple[str, ...]) -> tuple[str, ...] | None:
        """Find several ids by their names with commas between; ``None`` where one of them is unknown."""
        if (text, ids) not in self._lists:
            parts = [part.strip() for part in text.split(",")]
            found = [self.find(part, ids) for part in parts if part and part not in EMPTY_CELLS]
            self._lists[text, ids] = None if None in found else tuple(filter(None, found))
        return self._lists[text, ids]

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        """The ids of parameters by their names."""
        every = self.rulebook.parameters.items()
        return {plain(each.name.in_language(language)): key for key, each in every for language in LANGUAGES}

    def called(self, ids: tuple[str, ...]) -> dict[str, str]:
        """Give every name of ids, and what people call them otherwise: a plan its benefit, a message its id."""
        benefits = ((key, self.rulebook.plans[key].benefit) for key in ids if key in self.rulebook.plans)
        by_benefit = {name: key for key, each in benefits if each is not None for name in self.names_of((each,))}
        otherwise = {name: key for key in ids for name in self.rulebook.aliases.get(key, ())}
        by_id = {key: key for key in ids if key in self.rulebook.messages}
        return {**by_benefit, **by_id, **otherwise, **self.names_of(ids)}

    @cached_property
    def visible(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of everything that a screen can show, by its text in either language."""
        found = self.visible_in(LANGUAGES)
        shown = {key for keys in found.values() for key in keys}
        return {**{text: (key,) for text, key in self._printed if key in shown}, **found}

    def visible_in(self, languages: Iterable[Language]) -> Mapping[str, tuple[str, ...]]:
        """Index everything that a screen can show by its plain text, and messages by their first sentence too."""
        keys = [key for key, each in self.rulebook.messages.items() if each.kind != "quotation"]
        found: dict[str, tuple[str, ...]] = {}
        for key in (*keys, *self.rulebook.benefits):
            for language in languages:
                whole = plain(self.rulebook.name(key, language)).rstrip(".")
                for form in dict.fromkeys((whole, whole.split(". ")[0])):
                    found[form] = tuple(dict.fromkeys((*found.get(form, ()), key)))
        return found


def _reasons(rulebook: Rulebook) -> Iterable[str]:
    """Give what a screen can say of a plan that is unavailable: what a request under it would be told."""
    rules = rulebook.actions.get(CreateRequest)
    return dict.fromkeys(key for guard in (rules.guards if rules else ()) for key in rulebook.shown_by(guard))


_IDS: Final[Mapping[str, Callable[[Rulebook], Iterable[str]]]] = {
    "portal": lambda book: book.portals,
    "page": lambda book: dict.fromkeys(page for portal in book.portals.values() for page in portal.pages),
    "benefit": lambda book: book.benefits,
    "product": lambda book: book.products,
    "plan": lambda book: book.plans,
    "competency": lambda book: book.competencies,
    "parameter": lambda book: book.parameters,
    "issue": lambda book: book.issues,
    "reason": _reasons,
    "text": lambda book: (key for key, each in book.messages.items() if each.kind != "quotation"),
    "role": lambda book: book.roles,
    "association": lambda book: book.associations,
}
NAMED: Final = tuple(_IDS)
"""What holds a name of the rulebook: slots, and columns of the table of accounts."""


def ids_for(slot: str, rulebook: Rulebook) -> Iterable[str]:
    """Give the ids of all that a slot can name in a rulebook, in its order; none for a slot without such names."""
    return _IDS[slot](rulebook) if slot in _IDS else ()


def choices_of(parameter: Parameter) -> dict[str, str]:
    """Give the values that a parameter can have by their words, in either language."""
    return {plain(text.in_language(language)): key for key, text in parameter.choices for language in LANGUAGES}
