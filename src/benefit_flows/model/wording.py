"""Facts, rules and passages in words, for every report alike."""

from collections.abc import Iterable
from datetime import date

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.catalogue import Rule
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Decision, Event, Problem
from benefit_flows.model.world import Fact, Value
from benefit_flows.text import Language, Text

CONFIDENCES = {
    "low": Text("low confidence", "confiance faible"),
    "medium": Text("medium confidence", "confiance moyenne"),
    "high": Text("high confidence", "confiance élevée"),
    "derived": Text("derived", "déduite"),
}
BASES = {"explicit": Text("explicit", "explicite"), "implied": Text("implied", "implicite")}
WITH = Text(", with {readings}", ", avec {readings}")
READING = Text("reading {id}", "la lecture {id}")
AND = Text(" and ", " et ")
STATED = Text("{basis}: {statement}", "{basis}\u00a0: {statement}")
YES_NO = {True: Text("yes", "oui"), False: Text("no", "non")}


def value_in_words(value: Value, rulebook: Rulebook, language: Language) -> str:
    """Word a value: names of ids, dates as they are written, lists with commas."""
    match value:
        case None:
            return rulebook.name("none", language)
        case bool():
            return YES_NO[value].in_language(language)
        case tuple():
            words = [rulebook.name(each, language) for each in value]
            return ", ".join(words) or rulebook.name("none", language)
        case date():
            return value.isoformat()
        case int():
            return str(value)
    return rulebook.name(value, language)


def fact_in_words(fact: Fact, rulebook: Rulebook, language: Language) -> str:
    """Word a fact: ``roles Admin agent``. A fact named by a label is worded by that label."""
    key = f"fact:{fact.name}"
    name = rulebook.name(key if key in rulebook.names else fact.name, language)
    return f"{name} {value_in_words(fact.value, rulebook, language)}"


def facts_in_words(facts: Iterable[Fact], rulebook: Rulebook, language: Language) -> str:
    """Word facts, with commas."""
    return ", ".join(fact_in_words(fact, rulebook, language) for fact in facts)


def confidence_in_words(reading: str, rulebook: Rulebook, language: Language) -> str:
    """Say how sure a reading is."""
    return CONFIDENCES[rulebook.readings[reading].confidence].in_language(language)


def basis_in_words(rule: Rule, rulebook: Rulebook, language: Language) -> str:
    """Say whether the document says what a rule states: ``explicit, with reading A03 (low confidence)``."""
    readings = AND.in_language(language).join(_reading(each, rulebook, language) for each in rule.readings)
    basis = BASES[rule.basis].in_language(language)
    return basis + (WITH.in_language(language).format(readings=readings) if readings else "")


def _reading(reading: str, rulebook: Rulebook, language: Language) -> str:
    """Name a reading, and warn where it is not sure at all."""
    low = rulebook.readings[reading].confidence == "low"
    warning = f" ({confidence_in_words(reading, rulebook, language)})" if low else ""
    return READING.in_language(language).format(id=reading) + warning


def rule_in_words(rule: Rule, rulebook: Rulebook, language: Language) -> str:
    """Say what a rule states, and on what: ``R13 [121] explicit, with reading A11: Once a benefit …``."""
    passages = "".join(f"[{each}]" for each in rule.passages)
    return f"{rule.id} {passages} {statement_in_words(rule, rulebook, language)}"


def statement_in_words(rule: Rule, rulebook: Rulebook, language: Language) -> str:
    """Say what a rule states, behind its basis."""
    basis, statement = basis_in_words(rule, rulebook, language), rule.statement.in_language(language)
    return STATED.in_language(language).format(basis=basis, statement=statement)


def guard_in_words(decision: Decision, rulebook: Rulebook, language: Language) -> str:
    """Say what a guard found: the condition where it is met, else that it is not met."""
    return rulebook.name(f"{'guard' if decision.held else 'unmet'}:{decision.guard}", language)


def sources_in_words(rules: Iterable[str], rulebook: Rulebook) -> str:
    """Name rules and the passages that they rest on: ``R15 R16 [107][123]``."""
    named = tuple(rules)
    passages = "".join(f"[{each}]" for each in rulebook.passages_of(named))
    return f"{' '.join(named)} {passages}".strip()


def problem_diagnostic(event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> Diagnostic:
    """Give the problem of a line as a diagnostic at that line, its values in words."""
    values = tuple((fact.name, value_in_words(fact.value, rulebook, language)) for fact in problem.facts)
    return Diagnostic(problem.code, problem.span or event.line.span, values)
