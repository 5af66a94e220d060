"""``benefit-flows list``: scenarios, or what the language and the rulebook know."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import rulebook_of
from benefit_flows.cli.selecting import add_selection, choose, concerning, nothing_selected
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.text import Language, Text, harmless

PENDING: Final = Text("pending", "en attente")
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
    book = rulebook_of(options)
    if options.paths[:1] == ["phrases"] and options.paths[1:]:
        return _phrases_for(" ".join(options.paths[1:]), book, options.lang)
    if len(options.paths) == 1 and options.paths[0] in LISTS:
        for line in LISTS[options.paths[0]](book, options.lang):
            print(line)
        return exits.GOOD
    return _scenarios(options)


def _scenarios(options: argparse.Namespace) -> int:
    from benefit_flows.cli.telling import show_errors
    from benefit_flows.language.nearest import nearest
    from benefit_flows.pipeline import load

    near = nearest(options.paths[0], LISTS) if not Path(options.paths[0]).exists() else None
    if near is not None:
        print(DID_YOU_MEAN.say(options.lang, near=near), file=sys.stderr)
    loaded = load(options.paths, options.rulebooks)
    mistakes = show_errors(concerning(loaded, options), options.lang)
    chosen = choose(loaded.listed, options)
    for each in chosen:
        row = "".join(f"  {name} = {value}" for name, value in each.values)
        pending = f"  ({PENDING.in_language(options.lang)})" if each.pending else ""
        print("  ".join([each.place, each.name, *each.tags]) + row + pending)
    if mistakes:
        return exits.USAGE
    if not chosen:
        print(nothing_selected(loaded.listed, options), file=sys.stderr)
        return exits.NOTHING_SELECTED
    return exits.GOOD


def _phrases_for(text: str, book: Rulebook, language: Language) -> int:
    """Print the phrases that a text may mean, the likeliest first, in the language that it is in."""
    from benefit_flows.language.proposals.finding import language_of, phrases_for
    from benefit_flows.language.vocabulary import Vocabulary

    found = phrases_for(text, Vocabulary(book), language_of(text, language))
    for line in found:
        print(line)
    if not found:
        print(NO_PHRASE.say(language, text=harmless(text)), file=sys.stderr)
    return exits.GOOD if found else exits.NOTHING_SELECTED


def _phrases(_: Rulebook, language: Language) -> Iterator[str]:
    """Every phrase of the language, as the grammar has it; slots in angle brackets."""
    from benefit_flows.language.print import form_of
    from benefit_flows.language.tables import tables_for

    yield from (form_of(keyword, parts, language) for keyword, parts in tables_for(language).phrases())


def _parameters(book: Rulebook, language: Language) -> Iterator[str]:
    from benefit_flows.explanation.rules import parameter_in_words
    from benefit_flows.language.speaker import Speaker

    for each in book.parameters.values():
        yield parameter_in_words(each, language)
        sure = Speaker(book, language).confidence(each.reading)
        yield f"  {each.reading} ({sure}): {each.text.in_language(language)}"


def _rules(book: Rulebook, language: Language) -> Iterator[str]:
    from benefit_flows.language.speaker import Speaker

    yield from (Speaker(book, language).rule(each) for each in book.rules.values())


def _readings(book: Rulebook, language: Language) -> Iterator[str]:
    """What the simulator decides, with how sure that is: the least sure first."""
    from benefit_flows.language.speaker import CONFIDENCES, Speaker

    for each in sorted(book.readings.values(), key=lambda reading: list(CONFIDENCES).index(reading.confidence)):
        yield f"{each.id} ({Speaker(book, language).confidence(each.id)}): {each.text.in_language(language)}"


def _setups(book: Rulebook, language: Language) -> Iterator[str]:
    from benefit_flows.language.parse import parse

    parsed = [each for each in map(parse, book.standard_setups) if each.language == language]
    for block in (block for each in parsed for block in each.blocks):
        arguments = ", ".join(f"{name} = {value.value}" for name, value in block.parameters)
        yield block.name + (f" ({arguments})" if arguments else "")


def _names(book: Rulebook, language: Language) -> Iterator[str]:
    """Everything that can stand in quotation marks."""
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
        yield from (f'  "{book.name(each, language)}"' for each in ids)
    yield "pages:"
    for portal in book.portals.values():
        yield from (f'  "{book.name(page, language)}" in "{book.name(portal.id, language)}"' for page in portal.pages)
    yield "messages and labels:"
    shown = [each for each in book.messages.values() if each.kind != "quotation"]
    yield from (f'  {each.key}  "{each.text.in_language(language)}"' for each in shown)
    yield "other names that the source prints:"
    yield from (f'  "{text}": "{book.name(key, language)}"' for text, key in book.printed.items())


LISTS: Final[Mapping[str, Callable[[Rulebook, Language], Iterator[str]]]] = {
    "phrases": _phrases,
    "parameters": _parameters,
    "rules": _rules,
    "readings": _readings,
    "setups": _setups,
    "names": _names,
}
