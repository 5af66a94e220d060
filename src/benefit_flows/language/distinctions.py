"""A line that could mean several, said once for each of them, so that it means one."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.phrases import TRIES, parse_phrase
from benefit_flows.language.print import print_phrase
from benefit_flows.language.scan import take_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Phrase, Slot
from benefit_flows.language.tables import Tables, tables_for
from benefit_flows.model.scenario import Line
from benefit_flows.model.world import package_of
from benefit_flows.source import NOWHERE

STARTS: Final = {"tries": "when"}
"""What a line's keyword is called in the grammar, where that is another word."""


def told_apart(line: Line, candidates: tuple[str, ...], plan: str | None, speaker: Speaker) -> tuple[str, ...]:
    """Say a line for each benefit or contract (by its id) that it could mean, in the language that it is written in.

    ``plan`` is the one under which all of them could serve: it is named too, where the line does not.
    """
    start = STARTS.get(line.keyword, line.keyword)
    tables = tables_for(speaker.language)
    return tuple(
        f"{word} {print_phrase(named, start, tables)}"
        for word, phrase in _read(line.text, start, tables)
        for each in candidates
        for named in _naming(phrase, start, _which(package_of(each), plan, speaker), tables)
    )


def _read(text: str, start: str, tables: Tables) -> Iterator[tuple[str, Phrase]]:
    """Give the keyword of a line, which may be several words in a feature, and its phrase."""
    words = text.split(" ")
    for number in range(1, len(words)):
        line, _ = take_apart(f"{keyword_of(start, tables.language)} {' '.join(words[number:])}")
        phrase = parse_phrase(start, line, tables) if line is not None else None
        if isinstance(phrase, Phrase):
            yield " ".join(words[:number]), phrase
            return


def _which(package: str, plan: str | None, speaker: Speaker) -> dict[str, Slot]:
    named = {"package": Slot("package", "STRING", package, NOWHERE)}
    if plan is not None:
        named["plan"] = Slot("plan", "STRING", speaker.name(plan), NOWHERE)
    return named


def _naming(phrase: Phrase, start: str, which: dict[str, Slot], tables: Tables) -> Iterator[Phrase]:
    """Give a phrase with what says which one, in the order of the grammar."""
    slots = which | {slot.name: slot for slot in phrase.slots if slot.name not in ("company", "package")}
    kind = f"{TRIES}{phrase.kind}" if phrase.tries else phrase.kind
    for parts in tables.alternatives_of(start, kind):
        names = [name for name, is_slot in parts if is_slot]
        if sorted(names) == sorted(slots):
            yield phrase._replace(slots=tuple(slots[name] for name in names))
            return
