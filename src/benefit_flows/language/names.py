"""The names in scope of a scenario, and what is said of one that is none of them: what was meant, or all."""

from collections.abc import Iterable
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.keywords import keyword_in
from benefit_flows.language.nearest import MOST_HINTS, listed, nearest
from benefit_flows.language.print import print_phrase
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import Vocabulary, plain
from benefit_flows.source import Span
from benefit_flows.text import Language, Text

IN: Final = Text("in", "dans")
"""What stands before a portal in our phrases."""


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
        place = str(line.line) if line.path == slot.span.path else line.location
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


def containing(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Give the known texts that contain a text."""
    return tuple(each for each in known if plain(text).casefold() in plain(each).casefold())
