"""``benefit-flows fmt``: write scenario files in the one way that they should be written."""

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.files import say_unwritten, written
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.text import LANGUAGES, Language, Text, Words
from benefit_flows.writing import reason

if TYPE_CHECKING:
    from benefit_flows.language.statements import Parsed

STANDARD_INPUT: Final = "-"
WORDS: Final = Words(
    {
        "unread": Text(
            "left as it is, because lines of a pending scenario are no phrases yet: {file}",
            "laissé tel quel, car des lignes d’un scénario en attente ne sont pas encore des phrases\u00a0: {file}",
        ),
        "left": Text(
            "left as it is, because it has mistakes: {file}", "laissé tel quel, car il a des erreurs\u00a0: {file}"
        ),
        "in-the-way": Text(
            "left as it is, because names in it are words of the other language: {file} ({names})",
            "laissé tel quel, car des noms y sont des mots de l’autre langue\u00a0: {file} ({names})",
        ),
        "meanwhile": Text(
            "left as it is, because it was changed meanwhile: {file}",
            "laissé tel quel, car il a changé entre-temps\u00a0: {file}",
        ),
        "alone": Text("- must stand alone", "- doit être seul"),
        "formatted": Text("formatted {file}", "mis en forme\u00a0: {file}"),
        "would": Text("not formatted: {file}", "pas mis en forme\u00a0: {file}"),
        "done": Text(
            "{changed} formatted, {same} unchanged, {left} left as they are",
            "mis en forme\u00a0: {changed}, inchangés\u00a0: {same}, laissés tels quels\u00a0: {left}",
        ),
        "checked": Text(
            "{changed} not formatted, {same} well, {left} with mistakes",
            "pas mis en forme\u00a0: {changed}, bien\u00a0: {same}, avec des erreurs\u00a0: {left}",
        ),
    }
)
TRANSLATED: Final = Words(
    {
        **WORDS.texts,
        "formatted": Text("translated {file}", "traduit\u00a0: {file}"),
        "would": Text("not translated: {file}", "pas traduit\u00a0: {file}"),
        "done": Text(
            "{changed} translated, {same} unchanged, {left} left as they are",
            "traduits\u00a0: {changed}, inchangés\u00a0: {same}, laissés tels quels\u00a0: {left}",
        ),
        "checked": Text(
            "{changed} not translated, {same} well, {left} cannot be",
            "pas traduits\u00a0: {changed}, bien\u00a0: {same}, impossibles\u00a0: {left}",
        ),
    }
)
"""What is said instead with ``--to``."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "fmt",
        help="format scenario files",
        description="Format .flow files in place. A file with mistakes is left as it is.",
    )
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="a .flow file, a folder (default: this one), or - "
    )
    parser.add_argument("--to", choices=LANGUAGES, metavar="LANGUAGE", help="translate the files: en or fr")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not formatted")
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is printed")
    parser.set_defaults(command=fmt_command)


def fmt_command(options: argparse.Namespace) -> int:
    """Format files, or look whether they are, and give the exit code."""
    if options.paths == [STANDARD_INPUT]:
        return _filter(options)
    if STANDARD_INPUT in options.paths:
        _say("alone", options)
        return exits.USAGE
    from benefit_flows.pipeline import read_files

    files, unreadable = read_files(options.paths)
    _show(unreadable, options.lang)
    outcomes = [_format_file(path, parsed, options) for path, parsed in files]
    changed, same, left = (outcomes.count(each) for each in ("changed", "same", "left"))
    if not options.quiet and outcomes:
        key = "checked" if options.check or options.diff else "done"
        _say(key, options, changed=changed, same=same, left=left)
    if left or unreadable or "unwritten" in outcomes:
        return exits.USAGE
    return exits.FAILED if changed and (options.check or options.diff) else exits.GOOD


def _format_file(path: Path, parsed: "Parsed", options: argparse.Namespace) -> str:
    """Format one file, and say what became of it: changed, same, left or unwritten."""
    from benefit_flows.pipeline import decode

    after = _formatted(parsed, options)
    if after is None:
        return "left"
    try:
        before = path.read_bytes()
    except OSError as error:
        say_unwritten(parsed.source.path, reason(error), options.lang)
        return "unwritten"
    if before == after.encode():
        return "same"
    if decode(parsed.source.path, before)[0] != parsed.source:
        _say("meanwhile", options, file=parsed.source.path)
        return "left"
    if options.diff:
        print(_difference(before.decode("utf-8", "replace"), after, parsed.source.path), end="")
    elif options.check:
        _say("would", options, file=parsed.source.path)
    elif not _written(path, after, options, parsed.source.path):
        return "unwritten"
    elif not options.quiet:
        _say("formatted", options, file=parsed.source.path)
    return "changed"


def _written(path: Path, text: str, options: argparse.Namespace, shown: str) -> bool:
    """Write a file. A link that only its folder names may lead anywhere: it is not followed."""
    named = os.path.normpath(path) in map(os.path.normpath, options.paths)
    return written(path, text.encode(), options.lang, ".flow", named=named, shown=shown)


def _formatted(parsed: "Parsed", options: argparse.Namespace) -> str | None:
    """Give the formatted text, translated if asked for; nothing, with the reason shown, where that cannot be."""
    from benefit_flows.language.format import can_format, format_text

    if not can_format(parsed):
        _show(parsed.diagnostics, options.lang)
        if parsed.source.path != STANDARD_INPUT:
            _say("left", options, file=parsed.source.path)
        return None
    return _proven(parsed, format_text(parsed)) if options.to is None else _translated(parsed, options)


def _proven(parsed: "Parsed", text: str) -> str:
    """Give the formatted text if it says what the file said: else we have a bug, and the file must stay."""
    from benefit_flows.language.parse import parse
    from benefit_flows.source import Source

    again = parse(Source(parsed.source.path, text))
    if (again.headers, again.blocks) != (parsed.headers, parsed.blocks):
        raise AssertionError(f"formatting would change what {parsed.source.path} says")
    return text


def _translated(parsed: "Parsed", options: argparse.Namespace) -> str | None:
    from benefit_flows.language.editions import Editions
    from benefit_flows.language.translate import names_in_the_way, translate

    if any(block.unread for block in parsed.blocks):
        _say("unread", options, file=parsed.source.path)
        return None
    names = names_in_the_way(parsed, options.to)
    if names and parsed.language != options.to:
        _say("in-the-way", options, file=parsed.source.path, names=", ".join(names))
        return None
    edition = Editions(options.rulebooks).of(parsed)
    return translate(parsed, options.to, edition.rulebook, edition.standard)


def _filter(options: argparse.Namespace) -> int:
    """Format standard input to standard output; a text with mistakes gives nothing."""
    from benefit_flows.language.parse import parse
    from benefit_flows.pipeline import decode

    data = sys.stdin.buffer.read()
    source, unreadable = decode(STANDARD_INPUT, data)
    _show(unreadable, options.lang)
    after = _formatted(parse(source), options) if source is not None else None
    if after is None:
        return exits.USAGE
    same = data == after.encode()
    if options.check and not same:
        _say("would", options, file=STANDARD_INPUT)
    if options.diff:
        print(_difference(data.decode(), after, STANDARD_INPUT), end="")
    elif sys.stdout.isatty() and not options.check:
        print(after, end="")
    elif not options.check:  # for the program that reads it: byte for byte
        sys.stdout.flush()
        sys.stdout.buffer.write(after.encode())
    return exits.FAILED if not same and (options.check or options.diff) else exits.GOOD


def _show(diagnostics: "Iterable[Diagnostic]", language: Language) -> None:
    from benefit_flows.diagnostics.carets import render_diagnostic
    from benefit_flows.diagnostics.limits import limited

    for each in limited(diagnostics):
        print(f"{render_diagnostic(each, language)}\n", file=sys.stderr)


def _say(key: str, options: argparse.Namespace, **values: object) -> None:
    words = WORDS if options.to is None else TRANSLATED
    print(words.say(key, options.lang, **values), file=sys.stderr)


def _difference(before: str, after: str, name: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (formatted)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
