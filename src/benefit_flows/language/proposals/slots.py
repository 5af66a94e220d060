"""A phrase said with what a line mentions: its slots filled, with names that are known where the line has none."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from benefit_flows.language.phrases import TRIES
from benefit_flows.language.print import join_words
from benefit_flows.language.proposals.mentions import FREE, Mentions, ScenarioNames
from benefit_flows.language.proposals.ranking import Kind
from benefit_flows.language.proposals.words import AFFIRMING, lexicon
from benefit_flows.language.tables import NAME, Parts, Tables
from benefit_flows.language.vocabulary import Vocabulary, ids_for
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import CLOUD

SOMEONE: Final = ("Ada", "Bob")
SOME_COMPANY: Final = "Contoso"
SOME_DAYS: Final = ("2021-03-04", "2021-12-31")
"""Names and dates of the examples in the docs, where neither the line nor the scenario has any."""


class Filler(NamedTuple):
    """Fills the slots of phrases from one line."""

    vocabulary: Vocabulary
    tables: Tables
    known: ScenarioNames
    mentions: Mentions

    def said(self, kind: Kind) -> str:
        """Say a phrase with what the line mentions."""
        parts = max(self._alternatives(kind), key=self._fit)
        return join_words([self._slot(name, kind, parts) if is_slot else name for name, is_slot in parts])

    def _alternatives(self, kind: Kind) -> tuple[Parts, ...]:
        """Give the ways to say a phrase: as an attempt where the line says so."""
        tried = {word.stem for word in self.mentions.words} & lexicon(self.tables.language).attempts
        attempts = self.tables.alternatives_of(kind[0], f"{TRIES}{kind[1]}") if tried else ()
        return attempts or self.tables.alternatives_of(*kind)

    def _fit(self, parts: Parts) -> tuple[int, bool]:
        """Say how well a way to say it fits: slots that are mentioned, less those that are not; the right number."""
        slots = [name for name, is_slot in parts if is_slot]
        mentioned = sum(1 if self._mentioned(slot) else -1 for slot in slots)
        singular = self._texts("count")[:1] == ("1",)
        return mentioned, singular == any(name in _SINGULAR for name, _ in parts)

    def _mentioned(self, slot: str) -> bool:
        if slot == "first_day":
            return len(self._texts("date")) > 1
        if slot == "company" and len(self.mentions.people) > 1:
            return True
        return bool(self._texts(_FILLED_BY.get(slot, slot)))

    def _texts(self, slot: str) -> tuple[str, ...]:
        return self.mentions.filling.get(slot, ())

    def _slot(self, slot: str, kind: Kind, parts: Parts) -> str:
        """Give what stands in a slot."""
        terminals = self.tables.slot_terminals(slot)
        match slot:
            case "account" | "other":
                return self.account(int(slot == "other"))
            case "company":
                return self._company()
            case "date" | "last_day":
                return (*self._texts("date"), SOME_DAYS[slot == "last_day"])[-1 if slot == "last_day" else 0]
            case "first_day":
                return (*self._texts("date"), SOME_DAYS[0])[0]
            case "count" | "number" | "value" | "setting":
                return self._number(terminals)
            case "unit":
                return self._unit()
            case _ if "STRING" in terminals:
                return f'"{self._named(slot, kind, parts)}"'
            case "link_state" if kind[0] == "given":
                return self.tables.word_of("LINKED")
            case _:
                return self._word(terminals)

    def account(self, index: int = 0) -> str:
        """Name an account: one that the line names, else one of the scenario."""
        people = [each for each in self.mentions.people if each not in self.known.companies]
        return tuple(dict.fromkeys((*self._texts("account"), *people, *self.known.accounts, *SOMEONE)))[index]

    def _company(self) -> str:
        people = [each for each in self.mentions.people if each not in self.known.accounts]
        return (*self._texts("company"), *reversed(people), *self.known.companies, SOME_COMPANY)[0]

    def _number(self, terminals: Iterable[str]) -> str:
        if "UNLIMITED" in terminals and self._texts("unlimited"):
            return self.tables.word_of("UNLIMITED")
        return (*self._texts("count"), "3")[0]

    def _unit(self) -> str:
        week = bool(self._texts("week"))
        one = self._texts("count")[:1] == ("1",)
        return self.tables.word_of(f"{'WEEK' if week else 'DAY'}{'' if one else 'S'}")

    def _named(self, slot: str, kind: Kind, parts: Parts) -> str:
        """Name what is quoted: what the line names, what it quotes, else the first that there is."""
        texts = self._texts(slot) if slot != "portal" else ()
        if texts or (slot in FREE and self.mentions.quoted):
            return (*texts, *self.mentions.quoted)[0]
        language, book = self.tables.language, self.vocabulary.rulebook
        if slot == "package":
            return f"{self._company()}/1"
        if slot == "parameter":
            return next(iter(book.parameters.values())).name.in_language(language)
        if slot == "portal":
            return book.name(self._portal(kind, parts), language)
        if slot == "product":
            return book.name(self._product(kind), language)
        if slot == "text":
            return book.name(_example_text(book, kind), language)
        return book.name(next(iter(ids_for(slot, book)), slot), language)

    def _portal(self, kind: Kind, parts: Parts) -> str:
        """Choose a portal: the one named if it can be, that of the product or page, or where contracts are linked."""
        book = self.vocabulary.rulebook
        named, product, page = (self._found(each) for each in ("portal", "product", "page"))
        if named is not None and (kind[1] not in _IN_SUPPORT or book.portals[named].support):
            return named
        slots = [name for name, is_slot in parts if is_slot]
        if "product" in slots and product is not None:
            return book.products[product].portal
        if page is not None:
            return next(portal.id for portal in book.portals.values() if page in portal.pages)
        return book.defaults["activation-portal" if kind[1] == "sign_in" else "on-premises-portal"]

    def _product(self, kind: Kind) -> str:
        """Choose a product: one that can be asked for in the portal that is named; for a workload one of the cloud."""
        products, portal = self.vocabulary.rulebook.products.values(), self._found("portal")
        workload = kind[1] == "choose_workload"
        fitting = (
            product for product in products if product.portal == portal and (product.family == CLOUD or not workload)
        )
        cloud = workload or bool(self._texts("cloud"))
        return next(fitting, next(each for each in products if each.family == CLOUD or not cloud)).id

    def _found(self, slot: str) -> str | None:
        """Give the id of the first thing that the line names for a slot."""
        return self.vocabulary.find((*self._texts(slot), "")[0], tuple(ids_for(slot, self.vocabulary.rulebook)))

    def _word(self, terminals: Iterable[str]) -> str:
        """Choose one of the words that fit: one that the line leads to, else the first."""
        words = [each for each in terminals if each not in ("COLUMN", "INT", "DATE", NAME)]
        led = [word for word in words if self._texts(word.lower())]
        likely = [each for each in words if self._affirms(each.lower())]
        return self.tables.word_of((*led, *likely, *words)[0]) if words else (*self._texts("count"), "1")[0]

    def _affirms(self, value: str) -> bool:
        """Say whether a value says so as the line does: an affirming one, or another where the line says not."""
        return (value in AFFIRMING) is not self.mentions.negated


def _example_text(book: Rulebook, kind: Kind) -> str:
    """Choose a text of a screen where the line has none: the section that unfolds, else a label of one word."""
    labels = (key for key, each in book.messages.items() if each.kind == "label" and " " not in each.text.en)
    return book.defaults["section"] if kind[1] == "expand" else next(labels, book.defaults["section"])


_FILLED_BY: Final[Mapping[str, str]] = {"last_day": "date", "number": "count", "value": "count"}
_IN_SUPPORT: Final = ("link", "wrong_pair", "start_request", "create_request")
"""Phrases that only portals for support can carry out."""
_SINGULAR: Final = ("incident", "passes", "restant", "passe")
