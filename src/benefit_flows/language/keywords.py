"""The first word of every line, in each language of scenarios, and what it means."""

from collections.abc import Mapping
from typing import Final

from benefit_flows.text import Language

HEADERS: Final = ("flow", "rulebook", "language", "include")
BLOCKS: Final = ("setup", "scenario", "outline")
TEXTS: Final = ("use", "note", "ask", "right", "wrong", "because")
STEPS: Final = ("given", "when", "then", "wait")
AND: Final = "and"
EXAMPLES: Final = "examples"

ENGLISH: Final = {
    **{f"{key}:": key for key in (*HEADERS, *BLOCKS, *TEXTS, EXAMPLES)},
    **{key: key for key in (*STEPS, AND)},
}
FRENCH: Final = {
    "parcours:": "flow",
    "recueil:": "rulebook",
    "langue:": "language",
    "inclure:": "include",
    "préparation:": "setup",
    "scénario:": "scenario",
    "plan:": "outline",
    "utiliser:": "use",
    "note:": "note",
    "question:": "ask",
    "juste:": "right",
    "faux:": "wrong",
    "car:": "because",
    "exemples:": "examples",
    "soit": "given",
    "quand": "when",
    "alors": "then",
    "attendre": "wait",
    "et": "and",
    # Which language it is must be readable in any; the rulebook's header too, for files that begin alike.
    "language:": "language",
    "rulebook:": "rulebook",
}
KEYWORDS: Final[Mapping[Language, Mapping[str, str]]] = {"en": ENGLISH, "fr": FRENCH}


def keyword_of(meaning: str, language: Language) -> str:
    """Give the word for a keyword in a language."""
    return next(word for word, key in KEYWORDS[language].items() if key == meaning)


GHERKIN: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"given": "Given", "when": "When", "then": "Then", "wait": "When", "outline": "Scenario Outline:"},
    "fr": {"given": "Soit", "when": "Quand", "then": "Alors", "wait": "Quand", "outline": "Plan du scénario :"},
}
"""Gherkin's words for our keywords."""


def is_feature(path: str) -> bool:
    """Say whether a file has the keywords of Gherkin."""
    return path.endswith(".feature")


def keyword_in(path: str, meaning: str, language: Language) -> str:
    """Give the word for a keyword as a file writes it: a feature has Gherkin's, where there is one."""
    own = keyword_of(meaning, language)
    return GHERKIN[language].get(meaning, own) if is_feature(path) else own


TODAY: Final[Mapping[Language, str]] = {"en": "today is 2021-03-04", "fr": "nous sommes le 2021-03-04"}


def hint_values(language: Language, path: str) -> tuple[tuple[str, str], ...]:
    """Give the keywords that hints speak of, as a file in this language writes them."""
    steps = dict.fromkeys(keyword_in(path, each, language) for each in (*STEPS, "note"))
    named = tuple((each, keyword_in(path, each, language)) for each in ("when", "then", "wait", "scenario", "outline"))
    today = f"{keyword_in(path, 'given', language)} {TODAY[language]}"
    return (*named, ("steps", ", ".join(steps)), ("today_line", today))
