"""``benefit-flows check``: every mistake of the files, without running them; and the formats that mistakes come in."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from benefit_flows.cli import exits
from benefit_flows.cli.colours import add_color, print_lines
from benefit_flows.cli.output import print_own
from benefit_flows.cli.selection import add_selection, choose, nothing_selected
from benefit_flows.diagnostics import Diagnostic, Severity, in_order
from benefit_flows.diagnostics.codes import CODES
from benefit_flows.text import Language, Text, Words

if TYPE_CHECKING:
    from benefit_flows.view.failure import Failure

ONE: Final = Words(
    {
        "error": Text("1 error", "1 erreur"),
        "warning": Text("1 warning", "1 avertissement"),
        "hint": Text("1 hint", "1 conseil"),
        "clean": Text("1 file, no mistakes", "1 fichier, aucune erreur"),
        "hidden": Text("1 not shown", "1 non montré"),
        "hidden-errors": Text(
            "1 error is not shown, because of --select or --ignore",
            "1 erreur n’est pas montrée, à cause de --select ou --ignore",
        ),
    }
)
MANY: Final = Words(
    {
        "error": Text("{number} errors", "{number} erreurs"),
        "warning": Text("{number} warnings", "{number} avertissements"),
        "hint": Text("{number} hints", "{number} conseils"),
        "clean": Text("{number} files, no mistakes", "{number} fichiers, aucune erreur"),
        "hidden": Text("{number} not shown", "{number} non montrés"),
        "hidden-errors": Text(
            "{number} errors are not shown, because of --select or --ignore",
            "{number} erreurs ne sont pas montrées, à cause de --select ou --ignore",
        ),
    }
)
EPILOG: Final = """\
exit codes: 0 no mistakes, or hints only; 1 a warning; 2 an error in a file (also one that is not shown), or wrong
usage; 3 a bug of ours; 5 -t or -k select nothing; 130 interrupted
"""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="find mistakes without running",
        description="Find every mistake in .flow files and folders. Nothing runs.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_selection(parser)
    for option, what in (("--select", "show only these codes"), ("--ignore", "do not show these codes")):
        parser.add_argument(
            option, action="extend", default=[], type=_codes, metavar="CODES", help=f"{what}: BF305, or all of BF3, …"
        )
    add_message_format(parser)
    add_color(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="no closing line")
    parser.set_defaults(command=check_command)


def add_message_format(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses how mistakes are printed."""
    parser.add_argument(
        "--message-format", choices=("human", *MACHINES), default="human", help="how to print mistakes (default: human)"
    )


def _codes(text: str) -> tuple[str, ...]:
    """Read codes and beginnings of codes, with commas. What begins no code is wrong usage."""
    from benefit_flows.language.nearest import nearest

    codes = tuple(part.strip().upper() for part in text.split(","))
    for each in codes:
        if not each or not any(code.startswith(each) for code in CODES):
            near = nearest(each, CODES)
            raise argparse.ArgumentTypeError(f'no code is "{each}"' + (f"; did you mean {near}?" if near else ""))
    return codes


def check_command(options: argparse.Namespace) -> int:
    """Load the files, print what is wrong with them, give the exit code."""
    from benefit_flows.pipeline import load

    loaded = load(options.paths, options.rulebooks)
    found = in_order([*loaded.diagnostics, *loaded.elsewhere])
    shown = tuple(each for each in found if _wanted(each.code, options))
    hidden = len(found) - len(shown)
    print_findings(Reportable(shown), options)
    if not options.quiet:
        human = options.message_format == "human"
        closing = _closing(shown, hidden, len(loaded.units), options.lang)
        print(*([""] if human and shown else []), closing, sep="\n", file=sys.stdout if human else sys.stderr)
    hidden_errors = _count(found, Severity.ERROR) - _count(shown, Severity.ERROR)
    if hidden_errors:
        print(_count_text("hidden-errors", hidden_errors, options.lang), file=sys.stderr)
    if _count(found, Severity.ERROR):
        return exits.USAGE
    if (options.tags or options.name) and not choose(loaded.listed, options):
        print(nothing_selected(loaded.listed, options), file=sys.stderr)
        return exits.NOTHING_SELECTED
    return exits.FAILED if _count(shown, Severity.WARNING) else exits.GOOD


def _wanted(code: str, options: argparse.Namespace) -> bool:
    selected = not options.select or code.startswith(tuple(options.select))
    return selected and not code.startswith(tuple(options.ignore))


def _count(diagnostics: Iterable[Diagnostic], severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in diagnostics)


def _closing(shown: tuple[Diagnostic, ...], hidden: int, files: int, language: Language) -> str:
    """Say in one line how many there are of each severity."""
    counts = [*((each.value, _count(shown, each)) for each in Severity), ("hidden", hidden)]
    parts = [_count_text(key, number, language) for key, number in counts if number]
    return ", ".join(parts) or _count_text("clean", files, language)


def _count_text(key: str, number: int, language: Language) -> str:
    return (ONE if number == 1 else MANY).say(key, language, number=number)


class Reportable(NamedTuple):
    """What formats tell: mistakes, and failures, which are asked for by language because they are words of one."""

    diagnostics: tuple[Diagnostic, ...]
    failures: "Callable[[Language], tuple[Failure, ...]]" = lambda _: ()


def _short(findings: Reportable, language: Language) -> str:
    from benefit_flows.diagnostics.limits import limited
    from benefit_flows.report.short import render_short

    return render_short(limited(findings.diagnostics), language, findings.failures(language))


def _json(findings: Reportable, _: Language) -> str:
    from benefit_flows.report.json import render_diagnostics

    return render_diagnostics(findings.diagnostics, findings.failures("en"), findings.failures("fr"))


def _github(findings: Reportable, language: Language) -> str:
    from benefit_flows.diagnostics.limits import limited
    from benefit_flows.report.github import render_github

    return render_github(limited(findings.diagnostics), language, findings.failures(language))


def _sarif(findings: Reportable, language: Language) -> str:
    from benefit_flows import __version__
    from benefit_flows.diagnostics.limits import limited
    from benefit_flows.report.sarif import render_sarif

    return render_sarif(limited(findings.diagnostics), __version__, language, findings.failures(language))


MACHINES: Final[Mapping[str, Callable[[Reportable, Language], str]]] = {
    "short": _short,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}
"""The formats for machines, each a pure function of what was found."""


def print_findings(findings: Reportable, options: argparse.Namespace) -> None:
    """Print findings: coloured for people; for machines as they are, which may be commands to a build server."""
    if options.message_format == "human":
        _print_drawn(findings.diagnostics, options)
        return
    text = MACHINES[options.message_format](findings, options.lang)
    if options.message_format == "short":
        print(text, end="")
    else:
        print_own(text, sys.stdout)


def _print_drawn(diagnostics: Iterable[Diagnostic], options: argparse.Namespace) -> None:
    from benefit_flows.diagnostics.carets import drawn_diagnostic
    from benefit_flows.diagnostics.inks import Inked
    from benefit_flows.diagnostics.limits import limited

    blocks = [drawn_diagnostic(each, options.lang) for each in limited(diagnostics)]
    lines = [line for block in blocks for line in (*block, Inked(""))]
    print_lines(lines[:-1], options.color, sys.stdout)
