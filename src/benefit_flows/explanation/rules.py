"""Rules, passages, readings and parameters in words: each with what stands beside it."""

from collections.abc import Iterable, Iterator

from benefit_flows.explanation.words import WORDS
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.catalogue import Parameter
from benefit_flows.text import Language


def rule_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what a rule states, on which passages and readings, and under which parameters."""
    rule = speaker.rulebook.rules[key]
    passages = "".join(f"[{passage}]" for passage in rule.passages)
    yield f"{key}  {passages}  {WORDS.say(rule.kind, speaker.language)}, {speaker.basis(rule)}"
    yield f"  {speaker.text(rule.statement)}"
    yield from (reading_line(reading, speaker) for reading in rule.readings)
    yield from parameter_lines_of([key], speaker)


def passage_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say which rules rest on a passage, or why none can."""
    book = speaker.rulebook
    passage = int(key)
    if passage in book.not_testable:
        why = speaker.text(book.not_testable[passage])
        yield f"[{key}]  {WORDS.say('not-testable', speaker.language, why=why)}"
        return
    rules = [rule.id for rule in book.rules.values() if passage in rule.passages]
    yield f"[{key}]  {WORDS.say('passage', speaker.language)}"
    yield from stated(rules, speaker)
    yield from parameter_lines_of(rules, speaker)


def reading_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what a reading decides, how sure it is, which rules contain it and which parameter changes it."""
    book = speaker.rulebook
    yield f"{key}  {WORDS.say('reading', speaker.language)}, {speaker.confidence(key)}"
    yield f"  {speaker.text(book.readings[key].text)}"
    for parameter in book.parameters.values():
        if parameter.reading == key:
            yield parameter_line(parameter, speaker)
    yield from ruled([rule.id for rule in book.rules.values() if key in rule.readings], speaker)


def parameter_lines(key: str, speaker: Speaker) -> Iterator[str]:
    """Say what a parameter decides, its values, the reading that it may alter and the rules it bears on."""
    parameter = speaker.rulebook.parameters[key]
    yield f"{parameter_in_words(parameter, speaker.language)}  {WORDS.say('parameter', speaker.language)}"
    yield f"  {speaker.text(parameter.text)}"
    yield reading_line(parameter.reading, speaker)
    yield from ruled(parameter.rules, speaker)


def parameter_in_words(parameter: Parameter, language: Language) -> str:
    """Name a parameter with its default and its values: ``activation days: 3 (0 – 10)``."""
    choices = [text.in_language(language) for _, text in parameter.choices]
    values = " | ".join(choices) or f"{parameter.least} – {parameter.most}"
    default = dict(parameter.choices).get(str(parameter.default))
    shown = default.in_language(language) if default else parameter.default
    colon = "\u00a0:" if language == "fr" else ":"
    return f"{parameter.name.in_language(language)}{colon} {shown} ({values})"


def reading_line(key: str, speaker: Speaker) -> str:
    """Say in one line what a reading decides."""
    text = speaker.text(speaker.rulebook.readings[key].text)
    return WORDS.say("resting", speaker.language, id=key, sure=speaker.confidence(key), text=text)


def parameter_lines_of(rules: Iterable[str], speaker: Speaker) -> Iterator[str]:
    """Say which parameters bear on some rules."""
    touched = set(rules)
    for parameter in speaker.rulebook.parameters.values():
        if touched & set(parameter.rules):
            yield parameter_line(parameter, speaker)


def parameter_line(parameter: Parameter, speaker: Speaker) -> str:
    """Say in one line what a parameter decides."""
    sure = f"{parameter.reading}, {speaker.confidence(parameter.reading)}"
    name, text = speaker.text(parameter.name), speaker.text(parameter.text)
    return WORDS.say("under", speaker.language, name=name, sure=sure, text=text)


def ruled(rules: Iterable[str], speaker: Speaker, heading: str = "in-rules") -> Iterator[str]:
    """List rules with what they state below a heading; nothing where there are none."""
    listed = list(stated(rules, speaker))
    if listed:
        yield WORDS.say(heading, speaker.language)
        yield from listed


def stated(rules: Iterable[str], speaker: Speaker) -> Iterator[str]:
    """Say what rules state, one a line."""
    yield from (f"  {speaker.rule(speaker.rulebook.rules[each])}" for each in dict.fromkeys(rules))
