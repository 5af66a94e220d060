"""``benefit-flows diagram``: pictures of the machines, of a scenario's path, of who does what where."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import add_rulebook, rulebook_of
from benefit_flows.cli.file_names import distinct
from benefit_flows.cli.files import READ, is_read, made, say_unwritten, written
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import LANGUAGES, Language, Text, Words
from benefit_flows.writing import names_folder

if TYPE_CHECKING:
    from benefit_flows.diagram.states_svg import Panel
    from benefit_flows.model.rulebook import Rulebook
    from benefit_flows.model.scenario import Scenario

FORMATS: Final = {"svg": ".svg", "dot": ".dot", "mermaid": ".mmd"}
KINDS: Final = ("states", "sequence")
MOST_SHOWN: Final = 10
WORDS: Final = Words(
    {
        "machine": Text(
            "a machine has no sequence: name a scenario as FILE:LINE",
            "une machine n’a pas de séquence\u00a0: indiquez un scénario par FICHIER:LIGNE",
        ),
        "no-dot": Text(
            "a sequence cannot be written as dot: choose svg or mermaid",
            "une séquence ne peut pas s’écrire en dot\u00a0: choisissez svg ou mermaid",
        ),
        "several": Text(
            "{number} scenarios: name one of them as FILE:LINE, or write them all into a folder with -o",
            "{number} scénarios\u00a0: indiquez l’un d’eux par FICHIER:LIGNE, "
            "ou écrivez-les tous dans un dossier avec -o",
        ),
        "more": Text("  and {number} more", "  et {number} autres"),
    }
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "diagram",
        help="draw the state machines, or what happens in a scenario",
        description="Draw the two state machines, the path of a scenario through them, or who does what where.",
    )
    parser.add_argument(
        "what", nargs="?", metavar="WHAT", help="benefit, contract, or a scenario: FILE:LINE (default: both machines)"
    )
    parser.add_argument("--kind", choices=KINDS, default="states", help="what to draw of a scenario (default: states)")
    parser.add_argument("--format", choices=tuple(FORMATS), default="svg", help="how to write it (default: svg)")
    parser.add_argument("-o", "--output", metavar="FILE", help="a file, or a folder: one file a picture")
    add_rulebook(parser, "the rulebook whose machines are drawn")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the picture")
    parser.set_defaults(command=diagram_command)


def diagram_command(options: argparse.Namespace) -> int:
    """Draw what is asked for, print or write it, and give the exit code."""
    book = rulebook_of(options)
    machines = tuple(book.machines) if options.what is None else (options.what,)
    if options.kind == "sequence" and options.format == "dot":
        return _refuse("no-dot", options)
    if set(machines) <= set(book.machines):
        return _refuse("machine", options) if options.kind == "sequence" else _machines(machines, book, options)
    return _scenarios(options)


def _machines(names: tuple[str, ...], book: "Rulebook", options: argparse.Namespace) -> int:
    from benefit_flows.diagram.path import machine_panels
    from benefit_flows.diagram.words import WORDS, machine_name

    groups = [(each,) for each in names] if _is_folder(options) else [names]
    pictures = {}
    for group in groups:
        title = machine_name(group[0], options.lang) if len(group) == 1 else WORDS.say("machines", options.lang)
        pictures[group[0]] = _states(machine_panels(group, Speaker(book, options.lang)), title, options)
    return _give(pictures, options)


def _scenarios(options: argparse.Namespace) -> int:
    from benefit_flows.diagnostics.carets import render_diagnostic
    from benefit_flows.diagnostics.limits import limited
    from benefit_flows.pipeline import load
    from benefit_flows.report.terminal import none_selected

    loaded = load([options.what], options.rulebooks)
    for diagnostic in limited(loaded.diagnostics):
        print(f"{render_diagnostic(diagnostic, options.lang)}\n", file=sys.stderr)
    if loaded.errors:
        return exits.USAGE
    if not loaded.scenarios:
        print(none_selected(options.lang), file=sys.stderr)
        return exits.NOTHING_SELECTED
    if options.output is not None and is_read(Path(options.output), loaded):
        say_unwritten(options.output, READ, options.lang)
        return exits.USAGE
    if len(loaded.scenarios) > 1 and not _is_folder(options):
        return _too_many(loaded.scenarios, options)
    return _give(
        {f"{scenario.place}-{options.kind}": _drawn(scenario, options) for scenario in loaded.scenarios}, options
    )


def _drawn(scenario: "Scenario", options: argparse.Namespace) -> str:
    """Run a scenario and draw what happened, as far as it went."""
    from benefit_flows.diagram.path import path_panels
    from benefit_flows.engine.run import run

    book = options.rulebooks.get(scenario.rulebook)
    trace = run(scenario, book)
    if options.kind == "states":
        return _states(path_panels(trace, Speaker(book, options.lang)), scenario.name, options)
    from benefit_flows.diagram.sequence import sequence

    told = sequence(trace, Speaker(book, options.lang))
    if options.format == "mermaid":
        from benefit_flows.diagram.sequence_mermaid import render_sequence_mermaid

        return render_sequence_mermaid(told)
    from benefit_flows.diagram.sequence_svg import render_sequence

    return render_sequence(told, options.lang)


def _states(panels: "tuple[Panel, ...]", title: str, options: argparse.Namespace) -> str:
    from benefit_flows.diagram.states_svg import render_figure
    from benefit_flows.diagram.states_text import render_dot, render_mermaid

    if options.format == "svg":
        return render_figure(panels, title, options.lang)
    if options.format == "dot":
        return render_dot(panels, title, options.lang)
    return render_mermaid(panels, options.lang)


def _give(pictures: dict[str, str], options: argparse.Namespace) -> int:
    """Print the one picture, or write each into its file, whole or not at all; ``a/b.flow:7`` into ``a-b.flow-7``."""
    if options.output is None:
        print(*pictures.values(), end="")
        return exits.GOOD
    if not _is_folder(options):
        (picture,) = pictures.values()
        return exits.GOOD if written(Path(options.output), picture.encode(), options.lang) else exits.USAGE
    folder = Path(options.output)
    if (why := made(folder, None)) is not None:
        say_unwritten(folder, why, options.lang)
        return exits.USAGE
    files = distinct(pictures, FORMATS[options.format])
    done = [
        written(folder / file, picture.encode(), options.lang, named=False)
        for file, picture in zip(files, pictures.values(), strict=True)
    ]
    return exits.GOOD if all(done) else exits.USAGE


def _is_folder(options: argparse.Namespace) -> bool:
    from benefit_flows.pipeline import is_folder

    return options.output is not None and (is_folder(options.output) or names_folder(options.output))


def _too_many(scenarios: "tuple[Scenario, ...]", options: argparse.Namespace) -> int:
    code = _refuse("several", options, number=len(scenarios))
    for scenario in scenarios[:MOST_SHOWN]:
        print(f"  {scenario.place}  {scenario.name}", file=sys.stderr)
    if len(scenarios) > MOST_SHOWN:
        _refuse("more", options, number=len(scenarios) - MOST_SHOWN)
    return code


def _refuse(key: str, options: argparse.Namespace, **values: object) -> int:
    language: Language = options.lang
    print(WORDS.say(key, language, **values), file=sys.stderr)
    return exits.USAGE
