"""One voice: what a rulebook holds, and what happens under it, in the words of one language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.columns import rows_of
from benefit_flows.language.forms import sayings, start_of
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.print import NoSuchPhraseError, Said, print_phrase
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import NAME, tables_for
from benefit_flows.model.actions import Action
from benefit_flows.model.catalogue import Rule
from benefit_flows.model.checks import Check
from benefit_flows.model.givens import AccountsExist, Given
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Decision, Event, Problem
from benefit_flows.model.world import Fact, Offer, Value
from benefit_flows.source import NOWHERE
from benefit_flows.text import Language, Text

CONFIDENCES: Final = {
    "low": Text("low confidence", "confiance faible"),
    "medium": Text("medium confidence", "confiance moyenne"),
    "high": Text("high confidence", "confiance élevée"),
    "derived": Text("derived", "déduite"),
}
BASES: Final = {"explicit": Text("explicit", "explicite"), "implied": Text("implied", "implicite")}
WITH: Final = Text(", with {readings}", ", avec {readings}")
READING: Final = Text("reading {id}", "la lecture {id}")
AND: Final = Text(" and ", " et ")
STATED: Final = Text("{basis}: {statement}", "{basis}\u00a0: {statement}")
YES_NO: Final = {True: Text("yes", "oui"), False: Text("no", "non")}


class Speaker(NamedTuple):
    """A rulebook and a language: names ids, words values, facts and rules, says actions.

    What needs a world to be told apart from others is named by ``language.record_names``.
    """

    rulebook: Rulebook
    language: Language

    def text(self, text: Text, /, **values: object) -> str:
        """Say a text of our own, its placeholders filled."""
        return text.say(self.language, **values)

    def name(self, key: str) -> str:
        """Name an id or the key of a message; what the rulebook does not name is its own name."""
        return self.rulebook.name(key, self.language)

    def competency(self, competency: str) -> str:
        """Name a competency; one that the rulebook does not know has the name that its author gave it."""
        return self.name(competency) if competency in self.rulebook.competencies else competency

    def offer(self, offer: Offer) -> str:
        """Name an offer by its level and, where it has one, its competency."""
        level = self.name(offer.level)
        return level if offer.competency is None else f"{level}, {self.competency(offer.competency)}"

    def value(self, value: Value) -> str:
        """Word a value: names of ids, dates as they are written, lists with commas."""
        match value:
            case None:
                return self.name("none")
            case bool():
                return self.text(YES_NO[value])
            case tuple():
                return ", ".join(map(self.name, value)) or self.name("none")
            case date():
                return value.isoformat()
            case int():
                return str(value)
        return self.name(value)

    def fact(self, fact: Fact) -> str:
        """Word a fact: ``roles Admin agent``. A fact named by a label is worded by that label."""
        key = f"fact:{fact.name}"
        return f"{self.name(key if key in self.rulebook.names else fact.name)} {self.value(fact.value)}"

    def facts(self, facts: Iterable[Fact]) -> str:
        """Word facts, with commas."""
        return ", ".join(map(self.fact, facts))

    def guard(self, decision: Decision) -> str:
        """Say what a guard found: the condition where it is met, else that it is not met."""
        return self.name(f"{'guard' if decision.held else 'unmet'}:{decision.guard}")

    def confidence(self, reading: str) -> str:
        """Say how sure a reading is."""
        return self.text(CONFIDENCES[self.rulebook.readings[reading].confidence])

    def basis(self, rule: Rule) -> str:
        """Say whether the document says what a rule states: ``explicit, with reading A03 (low confidence)``."""
        readings = self.text(AND).join(map(self._reading, rule.readings))
        return self.text(BASES[rule.basis]) + (self.text(WITH, readings=readings) if readings else "")

    def _reading(self, reading: str) -> str:
        """Name a reading, and warn where it is not sure at all."""
        low = self.rulebook.readings[reading].confidence == "low"
        return self.text(READING, id=reading) + (f" ({self.confidence(reading)})" if low else "")

    def statement(self, rule: Rule) -> str:
        """Say what a rule states, behind its basis."""
        return self.text(STATED, basis=self.basis(rule), statement=self.text(rule.statement))

    def rule(self, rule: Rule) -> str:
        """Say what a rule states, and on what: ``R13 [121] explicit, with reading A11: Once a benefit …``."""
        passages = "".join(f"[{passage}]" for passage in rule.passages)
        return f"{rule.id} {passages} {self.statement(rule)}"

    def sources(self, rules: Iterable[str]) -> str:
        """Name rules and the passages that they rest on: ``R15 R16 [107][123]``."""
        named = tuple(rules)
        passages = "".join(f"[{each}]" for each in self.rulebook.passages_of(named))
        return f"{' '.join(named)} {passages}".strip()

    def diagnostic(self, event: Event, problem: Problem) -> Diagnostic:
        """Give the problem of a line as a diagnostic at that line, its values in words."""
        values = tuple((fact.name, self.value(fact.value)) for fact in problem.facts)
        return Diagnostic(problem.code, problem.span or event.line.span, values)

    def says(self, what: Given | Action | Check) -> Said:
        """Say an action, a fact or a check as a line of a scenario; read and checked again it is the same."""
        start = start_of(what)
        rows = rows_of(what.accounts, self.name, self.language) if isinstance(what, AccountsExist) else ()
        return Said(start, print_phrase(self.phrase(what), start, tables_for(self.language)), rows)

    def attempt(self, action: Action) -> Said:
        """Say that an action is tried: it may be refused."""
        phrase = self.phrase(action)._replace(tries=True)
        return Said("when", print_phrase(phrase, "when", tables_for(self.language)))

    def line(self, what: Given | Action | Check) -> str:
        """Say something as a line of a scenario, keyword included, without the rows of a table below."""
        said = self.says(what)
        return f"{keyword_of(said.keyword, self.language)} {said.text}"

    def phrase(self, what: Given | Action | Check) -> Phrase:
        """Give the phrase that says something. Raises ``NoSuchPhraseError`` for what no line can say."""
        start, tables = start_of(what), tables_for(self.language)
        for kind, said in sayings(what, self.rulebook.defaults):
            for parts in tables.alternatives_of(start, kind):
                names = [name for name, is_slot in parts if is_slot]
                if said.keys() == set(names):
                    return Phrase(kind, tuple(self._slot(each, said) for each in names))
        raise NoSuchPhraseError(repr(what))

    def _slot(self, name: str, said: Mapping[str, Value]) -> Slot:
        value, terminals = said[name], tables_for(self.language).slot_terminals(name)
        match value:
            case date():
                return Slot(name, "DATE", value.isoformat(), NOWHERE)
            case int():
                return Slot(name, "INT", str(value), NOWHERE)
            case str() if value.upper() in terminals:
                return Slot(name, value.upper(), value, NOWHERE)
            case str() if terminals[0] == NAME:
                return Slot(name, NAME, value, NOWHERE)
        return Slot(name, "STRING", self._quoted(name, said), NOWHERE)

    def _quoted(self, slot: str, said: Mapping[str, Value]) -> str:
        """Name what stands in quotes: by its name, a package by its id, and a choice as its parameter words it."""
        value, parameters = str(said[slot]), self.rulebook.parameters
        match slot:
            case "package":
                return value
            case "parameter":
                return self.text(parameters[value].name)
            case "setting":
                return self.text(dict(parameters[str(said["parameter"])].choices)[value])
        return self.name(value)


class Speakers(NamedTuple):
    """A speaker for each scenario of a run: its own rulebook's, all in one language."""

    rulebooks: Rulebooks
    language: Language

    def of(self, scenario: Scenario) -> Speaker:
        """Give the one that words what happened in a scenario."""
        return Speaker(self.rulebooks.get(scenario.rulebook), self.language)
