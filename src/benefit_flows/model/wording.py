"""Facts, rules and passages in words, for every report alike."""

from collections.abc import Iterable
from datetime import date

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.trace import Event, Problem
from benefit_flows.model.world import Fact, Value
from benefit_flows.text import Language, Text

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


def sources_in_words(rules: Iterable[str], rulebook: Rulebook) -> str:
    """Name rules and the passages that they rest on: ``R15 R16 [107][123]``."""
    named = tuple(rules)
    passages = "".join(f"[{each}]" for each in rulebook.passages_of(named))
    return f"{' '.join(named)} {passages}".strip()


def problem_diagnostic(event: Event, problem: Problem, rulebook: Rulebook, language: Language) -> Diagnostic:
    """Give the problem of a line as a diagnostic at that line, its values in words."""
    values = tuple((fact.name, value_in_words(fact.value, rulebook, language)) for fact in problem.facts)
    return Diagnostic(problem.code, event.line.span, values)
