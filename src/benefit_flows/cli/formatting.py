"""``benefit-flows fmt``: write scenario files in the one way that they should be written."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.text import Language, Text

if TYPE_CHECKING:
    from benefit_flows.language.statements import Parsed

STANDARD_INPUT: Final = "-"
WORDS: Final = {
    "formatted": Text("formatted {file}", "mis en forme : {file}"),
    "would": Text("not formatted: {file}", "pas mis en forme : {file}"),
    "left": Text("left as it is, because it has mistakes: {file}", "laissé tel quel, car il a des erreurs : {file}"),
    "unwritten": Text("cannot write {file}: {why}", "impossible d’écrire {file} : {why}"),
    "done": Text(
        "{changed} formatted, {same} were well already, {left} left as they are",
        "mis en forme : {changed}, déjà bien : {same}, laissés tels quels : {left}",
    ),
    "checked": Text(
        "{changed} not formatted, {same} well, {left} with mistakes",
        "pas mis en forme : {changed}, bien : {same}, avec des erreurs : {left}",
    ),
}


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
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not formatted")
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")
    parser.add_argument("-q", "--quiet", action="store_true", help="say only what is wrong")
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is printed")
    parser.set_defaults(command=fmt_command)


def fmt_command(options: argparse.Namespace) -> int:
    """Format files, or look whether they are, and give the exit code."""
    if options.paths == [STANDARD_INPUT]:
        return _filter(options)
    from benefit_flows.pipeline import read_files

    files, unreadable = read_files(options.paths)
    _show(unreadable, options.lang)
    outcomes = [_format_file(path, parsed, options) for path, parsed in files]
    changed, same, left = (outcomes.count(each) for each in ("changed", "same", "left"))
    if not options.quiet and outcomes:
        key = "checked" if options.check or options.diff else "done"
        _say(key, options.lang, changed=changed, same=same, left=left)
    if left or unreadable or "unwritten" in outcomes:
        return exits.USAGE
    return exits.FAILED if changed and (options.check or options.diff) else exits.GOOD


def _format_file(path: Path, parsed: "Parsed", options: argparse.Namespace) -> str:
    """Format one file, and say what became of it: changed, same, left or unwritten."""
    from benefit_flows.pipeline import write_whole

    after = _formatted(parsed, options.lang)
    if after is None:
        _say("left", options.lang, file=parsed.source.path)
        return "left"
    before = path.read_bytes()
    if before == after.encode():
        return "same"
    if options.diff:
        print(_difference(before.decode("utf-8", "replace"), after, parsed.source.path), end="")
    elif options.check:
        _say("would", options.lang, file=parsed.source.path)
    elif (why := write_whole(path, after.encode())) is not None:
        _say("unwritten", options.lang, file=parsed.source.path, why=why)
        return "unwritten"
    elif not options.quiet:
        _say("formatted", options.lang, file=parsed.source.path)
    return "changed"


def _formatted(parsed: "Parsed", language: Language) -> str | None:
    """Give the formatted text; nothing, with its mistakes shown, where a file does not parse."""
    from benefit_flows.language.format import can_format, format_text

    if can_format(parsed):
        return format_text(parsed)
    _show(parsed.diagnostics, language)
    return None


def _filter(options: argparse.Namespace) -> int:
    """Format standard input to standard output; a text with mistakes gives nothing."""
    from benefit_flows.language.parse import parse
    from benefit_flows.pipeline import decode

    data = sys.stdin.buffer.read()
    source, unreadable = decode(STANDARD_INPUT, data)
    _show(unreadable, options.lang)
    after = _formatted(parse(source), options.lang) if source is not None else None
    if after is None:
        return exits.USAGE
    same = data == after.encode()
    if options.diff:
        print(_difference(data.decode(), after, STANDARD_INPUT), end="")
    elif not options.check:
        sys.stdout.flush()
        sys.stdout.buffer.write(after.encode())
    return exits.FAILED if not same and (options.check or options.diff) else exits.GOOD


def _show(diagnostics: "Iterable[Diagnostic]", language: Language) -> None:
    from benefit_flows.diagnostics.carets import render_diagnostic

    for each in diagnostics:
        print(f"{render_diagnostic(each, language)}\n", file=sys.stderr)


def _say(key: str, language: Language, **values: object) -> None:
    print(WORDS[key].in_language(language).format(**values), file=sys.stderr)


def _difference(before: str, after: str, name: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), name, f"{name} (formatted)")
    return "".join(each if each.endswith("\n") else f"{each}\n\\ No newline at end of file\n" for each in lines)
