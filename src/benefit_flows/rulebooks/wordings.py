"""What must be worded, in both languages alike: ids that a user can meet, guards, choices of messages."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, Never

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rules import Guard, OneOf
from benefit_flows.rulebooks.data import Fault
from benefit_flows.text import Text

PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")
NAME_TABLES: Final = {
    "fact": "facts",
    "guard": "guards",
    "unmet": "unmet",
    "otherwise": "otherwise",
    "chosen": "chosen",
}
"""Where words stand that have keys of their own: some facts and guards are called like states."""


def check_placeholders(rulebook: Rulebook) -> Iterator[Fault]:
    """A text has the same placeholders in both languages."""
    for file, key, text in _texts(rulebook):
        if Counter(PLACEHOLDER.findall(text.en)) != Counter(PLACEHOLDER.findall(text.fr)):
            yield Fault(file, key, "placeholders differ between en and fr", "use the same {names} in both")


def _texts(rulebook: Rulebook) -> Iterator[tuple[str, str, Text]]:
    for rule in rulebook.rules.values():
        yield "rules.toml", f"rules.{rule.id}.statement", rule.statement
    for reading in rulebook.readings.values():
        yield "readings.toml", f"readings.{reading.id}.text", reading.text
    for message in rulebook.messages.values():
        yield "messages.toml" if message.documented else "names.toml", f"messages.{message.key}", message.text
    for parameter in rulebook.parameters.values():
        yield "parameters.toml", f"parameters.{parameter.id}.text", parameter.text
        yield "parameters.toml", f"parameters.{parameter.id}.name", parameter.name
    for key, text in rulebook.names.items():
        table, sign, name = key.partition(":")
        yield "names.toml", f"{NAME_TABLES[table]}.{name}" if sign else f"names.{key}", text


def check_names(rulebook: Rulebook) -> Iterator[Fault]:
    """Every id that a user can meet is worded."""
    ids = {
        *rulebook.levels,
        *rulebook.roles,
        *rulebook.identities,
        *rulebook.associations,
        *rulebook.issues,
        *rulebook.benefits,
        *rulebook.competencies,
        *rulebook.products,
        *rulebook.portals,
    }
    for missing in sorted(ids - set(rulebook.names)):
        yield Fault("names.toml", f"names.{missing}", "the id has no name", "add it in both languages")


def check_guards(rulebook: Rulebook) -> Iterator[Fault]:
    """Every guard is worded, and so is every message that it may show."""
    for kind, action in rulebook.actions.items():
        for guard in action.guards:
            for message in set(rulebook.shown_by(guard)) - set(rulebook.messages):
                what = f"{kind.__name__}/{guard.name} shows it"
                yield Fault("names.toml", f"messages.{message}", what, "add it in both languages")
            yield from _guard_words(guard.name, rulebook)
            yield from _choice_words(guard, rulebook)


def _guard_words(guard: str, rulebook: Rulebook) -> Iterator[Fault]:
    """A guard is worded as met and as not met; one that no action can change also says what would have to differ."""
    tables = ("guard", "unmet", "otherwise") if rulebook.remedies.get(guard) == () else ("guard", "unmet")
    for table in tables:
        if f"{table}:{guard}" not in rulebook.names:
            where = f"{NAME_TABLES[table]}.{guard}"
            yield Fault("names.toml", where, "the guard is not worded", "add it in both languages")
    if rulebook.remedies and guard not in rulebook.remedies:
        yield Fault("remedies", guard, "it is not said what can change it", "add it, with no actions if none can")


def _choice_words(guard: Guard[Never], rulebook: Rulebook) -> Iterator[Fault]:
    """Of several messages that a guard may show, it is said when each is."""
    keys = guard.message.keys if isinstance(guard.message, OneOf) else ()
    for missing in (key for key in keys if f"chosen:{key}" not in rulebook.names):
        yield Fault("names.toml", f"chosen.{missing}", f"{guard.name} chooses it", "say when, in both languages")
