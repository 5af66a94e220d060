"""``benefit-flows list``: scenarios, or what the language and the rulebook know."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import rulebook_of
from benefit_flows.cli.selection import add_selection, choose, concerning, nothing_selected
from benefit_flows.text import Text, harmless

if TYPE_CHECKING:
    from benefit_flows.language.speaker import Speaker

NO_PHRASE: Final = Text(
    "no phrase has to do with: {text}; benefit-flows list phrases shows all",
    "aucune phrase n’a à voir avec : {text} ; benefit-flows list phrases les montre toutes",
)
DID_YOU_MEAN: Final = Text("did you mean: benefit-flows list {near}", "vouliez-vous dire : benefit-flows list {near}")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "list",
        help="list scenarios, phrases, parameters and more",
        description=f"List the scenarios of files and folders, or one of: {', '.join(LISTS)}. "
        "Words behind “phrases” find those that say what they mean.",
    )
    add_selection(parser)
    parser.set_defaults(command=list_command)


def list_command(options: argparse.Namespace) -> int:
    """Print a list and give the exit code."""
    from benefit_flows.language.speaker import Speaker

    speaker = Speaker(rulebook_of(options), options.lang)
    if options.paths[:1] == ["phrases"] and options.paths[1:]:
        return _phrases_for(" ".join(options.paths[1:]), speaker)
    if len(options.paths) == 1 and options.paths[0] in LISTS:
        for line in LISTS[options.paths[0]](speaker):
            print(line)
        return exits.GOOD
    return _scenarios(options)


def _scenarios(options: argparse.Namespace) -> int:
    from benefit_flows.cli.findings import show_errors
    from benefit_flows.language.nearest import nearest
    from benefit_flows.pipeline import load
    from benefit_flows.view.counts import ENDED

    near = nearest(options.paths[0], LISTS) if not Path(options.paths[0]).exists() else None
    if near is not None:
        print(DID_YOU_MEAN.say(options.lang, near=near), file=sys.stderr)
    loaded = load(options.paths, options.rulebooks)
    mistakes = show_errors(concerning(loaded, options), options.lang)
    chosen = choose(loaded.listed, options)
    for each in chosen:
        row = "".join(f"  {name} = {value}" for name, value in each.values)
        pending = f"  ({ENDED.say('pending', options.lang)})" if each.pending else ""
        print("  ".join([each.place, each.name, *each.tags]) + row + pending)
    if mistakes:
        return exits.USAGE
    if not chosen:
        print(nothing_selected(loaded.listed, options), file=sys.stderr)
        return exits.NOTHING_SELECTED
    return exits.GOOD


def _phrases_for(text: str, speaker: "Speaker") -> int:
    """Print the phrases that a text may mean, the likeliest first, in the language that it is in."""
    from benefit_flows.language.proposals.search import language_of, phrases_for
    from benefit_flows.language.vocabulary import Vocabulary

    found = phrases_for(text, Vocabulary(speaker.rulebook), language_of(text, speaker.language))
    for line in found:
        print(line)
    if not found:
        print(NO_PHRASE.say(speaker.language, text=harmless(text)), file=sys.stderr)
    return exits.GOOD if found else exits.NOTHING_SELECTED


def _phrases(speaker: "Speaker") -> Iterator[str]:
    """Every phrase of the language, as the grammar has it; slots in angle brackets."""
    from benefit_flows.language.print import form_of
    from benefit_flows.language.tables import tables_for

    yield from (form_of(keyword, parts, speaker.language) for keyword, parts in tables_for(speaker.language).phrases())


def _parameters(speaker: "Speaker") -> Iterator[str]:
    from benefit_flows.explanation.rules import parameter_in_words

    for parameter in speaker.rulebook.parameters.values():
        yield parameter_in_words(parameter, speaker.language)
        sure = speaker.confidence(parameter.reading)
        yield f"  {parameter.reading} ({sure}): {speaker.text(parameter.text)}"


def _rules(speaker: "Speaker") -> Iterator[str]:
    yield from (speaker.rule(rule) for rule in speaker.rulebook.rules.values())


def _readings(speaker: "Speaker") -> Iterator[str]:
    """What the simulator decides, with how sure that is: the least sure first."""
    from benefit_flows.language.speaker import CONFIDENCES

    by_confidence = {confidence: number for number, confidence in enumerate(CONFIDENCES)}
    readings = speaker.rulebook.readings.values()
    for reading in sorted(readings, key=lambda reading: by_confidence[reading.confidence]):
        yield f"{reading.id} ({speaker.confidence(reading.id)}): {speaker.text(reading.text)}"


def _setups(speaker: "Speaker") -> Iterator[str]:
    from benefit_flows.language.parse import parse

    parsed = [each for each in map(parse, speaker.rulebook.standard_setups) if each.language == speaker.language]
    for block in (block for each in parsed for block in each.blocks):
        arguments = ", ".join(f"{name} = {value.value}" for name, value in block.parameters)
        yield block.name + (f" ({arguments})" if arguments else "")


def _names(speaker: "Speaker") -> Iterator[str]:
    """Everything that can stand in quotation marks."""
    book = speaker.rulebook
    groups = {
        "portals": book.portals,
        "benefits": book.benefits,
        "plans": book.plans,
        "products": book.products,
        "competencies": book.competencies,
        "roles": book.roles,
        "issues": book.issues,
    }
    for group, ids in groups.items():
        yield f"{group}:"
        yield from (f'  "{speaker.name(each)}"' for each in ids)
    yield "pages:"
    for portal in book.portals.values():
        yield from (f'  "{speaker.name(page)}" in "{speaker.name(portal.id)}"' for page in portal.pages)
    yield "messages and labels:"
    shown = [message for message in book.messages.values() if message.kind != "quotation"]
    yield from (f'  {each.key}  "{speaker.text(each.text)}"' for each in shown)
    yield "other names that the source prints:"
    yield from (f'  "{text}": "{speaker.name(key)}"' for text, key in book.printed.items())


LISTS: Final[Mapping[str, Callable[["Speaker"], Iterator[str]]]] = {
    "phrases": _phrases,
    "parameters": _parameters,
    "rules": _rules,
    "readings": _readings,
    "setups": _setups,
    "names": _names,
}
