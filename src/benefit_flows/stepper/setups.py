"""Facts back to a standard setup: the one line that puts them all in place."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from benefit_flows.language.check import Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.keywords import keyword_of
from benefit_flows.language.parse import parse
from benefit_flows.language.speaker import Speaker
from benefit_flows.language.statements import Block
from benefit_flows.language.translate_values import setups_of, uses_of
from benefit_flows.model.checks import RequestCount
from benefit_flows.model.givens import Given, OfferHeld
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.source import Source


class Folded(NamedTuple):
    """Facts as a line that uses a setup, if one fits, with what it stands for, and the rest of the facts."""

    use: str | None
    within: tuple[Given, ...]
    rest: tuple[Given, ...]


def folded(facts: tuple[Given, ...], speaker: Speaker) -> Folded:
    """Find the standard setup that puts most of the first of these facts in place."""
    best = Folded(None, (), facts)
    for use, within in _known(_uses(facts, speaker), speaker):
        if len(within) > len(best.within) and facts[: len(within)] == within:
            best = Folded(use, within, facts[len(within) :])
    return best


def _uses(facts: tuple[Given, ...], speaker: Speaker) -> Iterator[str]:
    """Give for each standard setup how it is used for these facts, with the values that are not its defaults."""
    standard = tuple(map(parse, speaker.rulebook.standard_setups))
    values = _values(facts, speaker)
    for parsed in standard:
        setups = setups_of(parsed, speaker.language, standard)
        for block in parsed.blocks if parsed.language == speaker.language else ():
            given = ", ".join(_arguments(block, uses_of(block, setups), values))
            yield f"{keyword_of('use', speaker.language)} {block.name}{f' ({given})' if given else ''}"


def _values(facts: tuple[Given, ...], speaker: Speaker) -> Mapping[str, str]:
    """Give what the slots of a setup's offer would hold, if it were the first offer of these facts."""
    offer = next((fact.offer for fact in facts if isinstance(fact, OfferHeld)), None)
    if offer is None:
        return {}
    return {"competency": speaker.name(offer.competency or ""), "last_day": offer.end.isoformat()}


def _arguments(block: Block, uses: Mapping[str, Collection[str]], values: Mapping[str, str]) -> Iterator[str]:
    for name, default in block.parameters:
        for slot in tuple(uses.get(name, ()))[:1]:
            if slot in values and values[slot] != default.value:
                quoted = f'"{values[slot]}"' if slot == "competency" else values[slot]
                yield f"{name} = {quoted}"


def _known(uses: Iterable[str], speaker: Speaker) -> Iterator[tuple[str, tuple[Given, ...]]]:
    """Give the facts behind each line that uses a setup, where it can stand alone."""
    lines = dict(enumerate(uses, start=1))
    then = speaker.line(RequestCount(0))
    text = f"{keyword_of('language', speaker.language)} {speaker.language}\n" + "".join(
        f"{keyword_of('scenario', speaker.language)} {name}\n{use}\n{then}\n" for name, use in lines.items()
    )
    checked = check((Unit(parse(Source("", text))),), Editions(Rulebooks.of(speaker.rulebook)))
    for scenario in checked.scenarios:
        yield lines[int(scenario.name)], tuple(line.what for line in scenario.lines if isinstance(line.what, Given))
