"""Rules, passages, readings and parameters in words: each with what stands beside it."""

from collections.abc import Iterable, Iterator

from benefit_flows.explanation.words import say
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.catalogue import Parameter
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import Language


def rule_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what a rule states, on which passages and readings, and under which parameters."""
    rule = book.rules[key]
    passages = "".join(f"[{each}]" for each in rule.passages)
    yield f"{key}  {passages}  {say(rule.kind, language)}, {Speaker(book, language).basis(rule)}"
    yield f"  {rule.statement.in_language(language)}"
    yield from (reading_line(each, book, language) for each in rule.readings)
    yield from parameter_lines_of([key], book, language)


def passage_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say which rules rest on a passage, or why none can."""
    passage = int(key)
    if passage in book.not_testable:
        why = book.not_testable[passage].in_language(language)
        yield f"[{key}]  {say('not-testable', language, why=why)}"
        return
    rules = [each.id for each in book.rules.values() if passage in each.passages]
    yield f"[{key}]  {say('passage', language)}"
    yield from stated(rules, book, language)
    yield from parameter_lines_of(rules, book, language)


def reading_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what a reading decides, how sure it is, which rules contain it and which parameter changes it."""
    yield f"{key}  {say('reading', language)}, {Speaker(book, language).confidence(key)}"
    yield f"  {book.readings[key].text.in_language(language)}"
    for each in book.parameters.values():
        if each.reading == key:
            yield parameter_line(each, book, language)
    yield from ruled([each.id for each in book.rules.values() if key in each.readings], book, language)


def parameter_lines(key: str, book: Rulebook, language: Language) -> Iterator[str]:
    """Say what a parameter decides, its values, the reading that it may alter and the rules it bears on."""
    parameter = book.parameters[key]
    yield f"{parameter_in_words(parameter, language)}  {say('parameter', language)}"
    yield f"  {parameter.text.in_language(language)}"
    yield reading_line(parameter.reading, book, language)
    yield from ruled(parameter.rules, book, language)


def parameter_in_words(parameter: Parameter, language: Language) -> str:
    """Name a parameter with its default and its values: ``activation days: 3 (0 – 10)``."""
    choices = [text.in_language(language) for _, text in parameter.choices]
    values = " | ".join(choices) or f"{parameter.least} – {parameter.most}"
    default = dict(parameter.choices).get(str(parameter.default))
    shown = default.in_language(language) if default else parameter.default
    colon = "\u00a0:" if language == "fr" else ":"
    return f"{parameter.name.in_language(language)}{colon} {shown} ({values})"


def reading_line(key: str, book: Rulebook, language: Language) -> str:
    """Say in one line what a reading decides."""
    text = book.readings[key].text.in_language(language)
    return say("resting", language, id=key, sure=Speaker(book, language).confidence(key), text=text)


def parameter_lines_of(rules: Iterable[str], book: Rulebook, language: Language) -> Iterator[str]:
    """Say which parameters bear on some rules."""
    touched = set(rules)
    for each in book.parameters.values():
        if touched & set(each.rules):
            yield parameter_line(each, book, language)


def parameter_line(parameter: Parameter, book: Rulebook, language: Language) -> str:
    """Say in one line what a parameter decides."""
    sure = f"{parameter.reading}, {Speaker(book, language).confidence(parameter.reading)}"
    name, text = parameter.name.in_language(language), parameter.text.in_language(language)
    return say("under", language, name=name, sure=sure, text=text)


def ruled(rules: Iterable[str], book: Rulebook, language: Language, heading: str = "in-rules") -> Iterator[str]:
    """List rules with what they state below a heading; nothing where there are none."""
    listed = list(stated(rules, book, language))
    if listed:
        yield say(heading, language)
        yield from listed


def stated(rules: Iterable[str], book: Rulebook, language: Language) -> Iterator[str]:
    """Say what rules state, one a line."""
    yield from (f"  {Speaker(book, language).rule(book.rules[each])}" for each in dict.fromkeys(rules))
