"""Names in a scenario to ids of the rulebook and of the scenario itself, or to a diagnostic."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.competencies import like
from benefit_flows.language.dates import is_date
from benefit_flows.language.keywords import keyword_in
from benefit_flows.language.nearest import MOST_HINTS, listed, nearest
from benefit_flows.language.phrases import wrong_date
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import LONGEST_NUMBER
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import Vocabulary, choices_of, ids_for, plain
from benefit_flows.model.catalogue import Parameter
from benefit_flows.model.world import Value
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2999, 12, 31)
"""Dates of scenarios: wide enough for any membership, and far from the ends of the calendar."""
IN: Final = Text("in", "dans")
"""What stands before a portal in our phrases."""


def is_count(text: str) -> bool:
    """Say whether a text is a number that a count can be."""
    return text.isdecimal() and len(text) <= LONGEST_NUMBER


class Names:
    """The names in scope of one scenario: those of the rulebook and those declared so far.

    ``broken`` holds the kinds of names (account, company, product) whose declaration could not be read:
    their names are not reported as unknown. Declared names are held with the line that declares them.
    """

    def __init__(self, vocabulary: Vocabulary, diagnostics: list[Diagnostic], language: Language) -> None:
        self.vocabulary = vocabulary
        self.rulebook = vocabulary.rulebook
        self.language: Language = language
        self.diagnostics = diagnostics
        self.accounts: dict[str, Span] = {}
        self.companies: dict[str, Span] = {}
        self.products: dict[str, Span] = {}
        self.broken: set[str] = set()

    def say(self, code: str, slot: Slot, *values: tuple[str, str], hint: str | None = None) -> None:
        """Note a mistake in a slot."""
        self.diagnostics.append(Diagnostic(code, slot.span, (("word", slot.value), *values), hint))

    def taken(self, slot: Slot, line: Span) -> None:
        """Note that a name was declared before, and where."""
        place = str(line.line) if line.path == slot.span.path else f"{line.path}:{line.line}"
        self.say("BF220", slot, ("line", place), hint="rename")

    def among(self, slot: Slot, code: str, ids: Iterable[str]) -> str | None:
        """Find a slot's text among the names of ids; note what is near where it is not there."""
        every = tuple(ids)
        found = self.vocabulary.find(slot.value, every)
        if found is None:
            self.another(slot, code, every)
        return found

    def another(
        self, slot: Slot, code: str, ids: tuple[str, ...], hint: str = "known", texts: Iterable[str] = ()
    ) -> None:
        """Note that something is none of some ids, with the one that is meant; of these, what looks alike is another.

        Where none is meant, the one of ``texts`` that looks alike is, and ``hint`` is what helps on. A message is
        quoted by its first sentence.
        """
        if len(self.diagnostics) >= MOST_HINTS:
            self.say(code, slot)
            return
        from benefit_flows.language.likeness import like, same  # imported late: most runs have no mistakes

        names, called = self.vocabulary.names_of(ids), self.vocabulary.called(ids)
        near, alias = same(slot.value, names), same(slot.value, called)
        found = near or alias or like(slot.value, called)
        meant = self.worded(found).split(". ")[0] if found else nearest(slot.value, texts)
        if meant:
            self.say(code, slot, ("near", meant), hint="alias" if alias and not near else "near")
        else:
            self.unlike(slot, code, tuple(map(self.worded, ids)), hint)

    def worded(self, key: str) -> str:
        """Word an id in the scenario's language."""
        return self.rulebook.name(key, self.language)

    def within(self, portal: str) -> str:
        """Say in which portal, as a line of the scenario does."""
        return f'{IN.in_language(self.language)} "{self.worded(portal)}"'

    def unknown(self, slot: Slot, code: str, known: Iterable[str]) -> None:
        """Note that a name is unknown, with the nearest one or all there are; behind many mistakes without."""
        if len(self.diagnostics) >= MOST_HINTS:
            self.say(code, slot)
            return
        names = tuple(known)
        near = nearest(slot.value, names)
        if near is not None:
            self.say(code, slot, ("near", near), hint="near")
        else:
            self.unlike(slot, code, names)

    def unlike(self, slot: Slot, code: str, known: tuple[str, ...], hint: str = "known") -> None:
        """Note that a name is unknown and like none, with the one or those that contain it, or all."""
        within = containing(slot.value, known)
        if len(within) == 1 and hint == "known":
            self.say(code, slot, ("near", within[0]), hint="near")
            return
        self.say(code, slot, ("known", listed(within or known)), *self._declaration(slot), hint=hint)

    def _declaration(self, slot: Slot) -> tuple[tuple[str, str], ...]:
        """Give the line that declares a product of this name, and the other kinds that it can be of."""
        tables = tables_for(self.language)
        others = [tables.word_of(each) for each in ("RECENT", "CLOUD")]
        family = Slot("family", "OLD", "old", slot.place)
        phrase = Phrase("product", (Slot("product", "STRING", slot.value, slot.place), family))
        line = f"{keyword_in(slot.span.path, 'given', self.language)} {print_phrase(phrase, 'given', tables)}"
        return ("line", line), ("family", tables.word_of("OLD")), ("others", ", ".join(others))

    def account(self, slot: Slot) -> str | None:
        """Find an account of the scenario."""
        if slot.value in self.accounts or "account" in self.broken:
            return slot.value
        self.unknown(slot, "BF201", self.accounts)
        return None

    def package(self, slot: Slot) -> str | None:
        """Read the id of a package or of a bought contract, as lists of candidates show it.

        It is a company of the scenario, a plan if it was bought, and a number.
        """
        company, _, rest = slot.value.partition("/")
        plan, _, number = rest.rpartition("/")
        if plan and plan not in self.rulebook.plans:
            number = ""
        if number.isdecimal() and company != number and (company in self.companies or "company" in self.broken):
            return slot.value
        self.unknown(slot, "BF223", (f"{each}/1" for each in self.companies))
        return None

    def company(self, slot: Slot) -> str | None:
        """Find a company of the scenario."""
        if slot.value in self.companies or "company" in self.broken:
            return slot.value
        self.unknown(slot, "BF202", self.companies)
        return None

    def portal(self, slot: Slot) -> str | None:
        """Find a portal."""
        return self.among(slot, "BF203", self.rulebook.portals)

    def benefit(self, slot: Slot) -> str | None:
        """Find a benefit."""
        return self.among(slot, "BF204", self.rulebook.benefits)

    def product(self, slot: Slot) -> str | None:
        """Find a product: one that the scenario declares, else one of the rulebook."""
        if slot.value in self.products or "product" in self.broken:
            return slot.value
        every = tuple(self.rulebook.products)
        found = self.vocabulary.find(slot.value, every)
        if found is None:
            self.another(slot, "BF205", every, "declare")
        return found

    def plan(self, slot: Slot) -> str | None:
        """Find a plan."""
        return self.among(slot, "BF206", self.rulebook.plans)

    def takes_contract(self, phrase: Phrase, plan: Value) -> bool:
        """Say whether a plan can be that of a company or package, if a phrase names one."""
        slot, found = phrase.slot("package") or phrase.slot("company"), self.rulebook.plans.get(str(plan))
        if slot is None or found is None or found.paid or found.benefit is not None:
            return True
        self.say("BF340", slot, ("plan", self.worded(found.id)), hint="without")
        return False

    def issue(self, slot: Slot) -> str | None:
        """Find a kind of issue."""
        return self._sentence(slot, "BF215")

    def page(self, slot: Slot) -> str | None:
        """Find a page of some portal; the portal itself is none, but has one that comes first."""
        portal = self.vocabulary.find(slot.value, tuple(self.rulebook.portals))
        if portal is None:
            return self.among(slot, "BF208", ids_for("page", self.rulebook))
        first = self.worded(self.rulebook.portals[portal].pages[0])
        self.say("BF208", slot, ("near", f'"{first}" {self.within(portal)}'), hint="a-portal")
        return None

    def competency(self, slot: Slot) -> str | None:
        """Find a competency; one that the rulebook does not name is another competency (reading A49)."""
        found = self.vocabulary.competency(slot.value)
        if found is not None:
            return found
        near = like(slot.value, self.vocabulary, self.language)
        if near is not None and near.same:
            known = ", ".join(map(self.worded, self.rulebook.competencies))
            self.say("BF214", slot, ("near", self.worded(near.competency)), ("known", known), hint="near")
            return None
        if self.is_id(slot):
            return None
        if near is not None:
            self.say("BF331", slot, ("near", self.worded(near.competency)), hint="near")
        return slot.value

    def is_id(self, slot: Slot) -> bool:
        """Refuse a new name that the rulebook uses inside: it would mean what it does not say."""
        taken = {*self.rulebook.competencies, *self.rulebook.products, *self.rulebook.names, *self.rulebook.messages}
        if slot.value in taken and self.vocabulary.find(slot.value, (slot.value,)) is None:
            self.say("BF222", slot)
            return True
        return False

    def text(self, slot: Slot) -> str | None:
        """Find what is seen: a label, a name on a screen, a message in full or its first sentence."""
        found = sorted(set(self.vocabulary.visible.get(plain(slot.value).rstrip("."), ())))
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            self.say("BF219", slot, ("candidates", ", ".join(found)))
            return None
        quoted = [m for m in self.rulebook.messages.values() if m.kind == "quotation"]
        if any(plain(slot.value) in (plain(each.text.en), plain(each.text.fr)) for each in quoted):
            self.say("BF207", slot, hint="quotation")
        else:
            every = (*ids_for("text", self.rulebook), *self.rulebook.benefits)
            self.another(slot, "BF207", every, texts=self.vocabulary.visible_in((self.language,)))
        return None

    def reason(self, slot: Slot) -> str | None:
        """Find a reason that a screen gives for a plan that is unavailable: what a request under it would be told."""
        return self._sentence(slot, "BF216")

    def _sentence(self, slot: Slot, code: str) -> str | None:
        """Find what is a sentence or a part of one: what looks like it is it."""
        every = tuple(ids_for(slot.name, self.rulebook))
        found = self.vocabulary.find(slot.value, every)
        if found is None:
            self.unknown(slot, code, tuple(map(self.worded, every)))
        return found

    def parameter(self, slot: Slot) -> str | None:
        """Find a parameter of the rulebook."""
        found = self.vocabulary.parameters.get(plain(slot.value))
        if found is None:
            known = self.rulebook.parameters.values()
            self.unknown(slot, "BF209", tuple(each.name.in_language(self.language) for each in known))
        return found

    def setting(self, parameter: Parameter, slot: Slot) -> Value:
        """Read a parameter's value; ``None`` with a diagnostic where it is out of range."""
        choices = choices_of(parameter)
        if plain(slot.value) in choices:
            return choices[plain(slot.value)]
        number = int(slot.value) if is_count(slot.value) else None
        least, most = parameter.least, parameter.most
        if number is not None and least is not None and most is not None and least <= number <= most:
            return number
        worded = [text.in_language(self.language) for _, text in parameter.choices]
        known = ", ".join(worded) or f"{least} – {most}"
        name = parameter.name.in_language(self.language)
        self.say("BF210", slot, ("parameter", name), ("known", known), hint="range")
        return None

    def day(self, slot: Slot) -> date | None:
        """Read a date; a cell may hold anything."""
        if not is_date(slot.value):
            self.diagnostics.append(wrong_date(slot.value, slot.span))
            return None
        day = date.fromisoformat(slot.value)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.say("BF114", slot, ("known", f"{FIRST_DAY} – {LAST_DAY}"))
            return None
        return day

    def count(self, slot: Slot) -> int | None:
        """Read a number."""
        if is_count(slot.value):
            return int(slot.value)
        self.say("BF214", slot, ("known", "0, 1, 2, …"))
        return None


def containing(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the known texts that contain a text."""
    return tuple(each for each in known if plain(text).casefold() in plain(each).casefold())
