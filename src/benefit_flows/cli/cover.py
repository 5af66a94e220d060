"""``benefit-flows cover``: which rules, passages and more the scenarios judge."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import common_rulebook
from benefit_flows.cli.selection import add_selection, choose, concerning, nothing_selected
from benefit_flows.model.coverage import KINDS, Coverage
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.text import Text, Words

if TYPE_CHECKING:
    from benefit_flows.pipeline import Loaded

FORMATS: Final = ("text", "json", "markdown", "html")
WORDS: Final = Words(
    {
        "unreadable": Text("cannot read {file}", "impossible de lire {file}"),
        "no-passages": Text("{file} holds no passages of the article", "{file} ne contient aucun passage de l’article"),
        "short": Text(
            "{kind}: {share} % judged, not judged: {missing}",
            "{kind}\u00a0: {share}\u00a0% jugés, non jugés\u00a0: {missing}",
        ),
        "failing": Text(
            "{number} scenarios fail and judge nothing: run them first",
            "scénarios en échec, qui ne jugent rien\u00a0: {number}\u00a0; exécutez-les d’abord",
        ),
    }
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "cover",
        help="show which rules and passages the scenarios judge",
        description="Alter every entry of the rulebook in turn and see which scenarios notice.",
    )
    add_selection(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print it (default: text)")
    parser.add_argument(
        "--fail-under", type=_bounds, default={}, metavar="KIND=PERCENT,…", help=f"kinds: {', '.join(KINDS)}"
    )
    parser.add_argument("--article", type=Path, metavar="FILE", help="print your copy of the article, marked, as HTML")
    parser.set_defaults(command=cover_command)


def _bounds(text: str) -> dict[str, float]:
    bounds = {}
    for part in text.split(","):
        kind, _, percent = part.partition("=")
        try:
            bounds[kind] = float(percent)
        except ValueError:
            raise argparse.ArgumentTypeError(f"write KIND=PERCENT, not {part}") from None
        if kind not in KINDS:
            raise argparse.ArgumentTypeError(f"no such kind: {kind} (there are: {', '.join(KINDS)})")
    return bounds


def cover_command(options: argparse.Namespace) -> int:
    """Measure, print, and fail where a kind is under its bound."""
    from benefit_flows.explore.coverage import cover, rechecking
    from benefit_flows.pipeline import load

    loaded = load(options.paths, options.rulebooks)
    chosen = choose(loaded.scenarios, options)
    article = _read(options.article) if options.article else None
    code = _refusal(loaded, chosen, article, options)
    if code is not None:
        return code
    book = common_rulebook(chosen, options, options.lang)
    if book is None:
        return exits.USAGE
    coverage = cover(chosen, book, rechecking(loaded.units, book))
    if coverage.scenarios < len(chosen):
        _say("failing", options, number=len(chosen) - coverage.scenarios)
    page = _page(coverage, book, article, options)
    if page is None:
        _say("no-passages", options, file=options.article)
        return exits.USAGE
    print(page, end="")
    return _judged(coverage, options)


def _say(key: str, options: argparse.Namespace, **values: object) -> None:
    print(WORDS.say(key, options.lang, **values), file=sys.stderr)


def _refusal(
    loaded: "Loaded", chosen: tuple[Scenario, ...], article: str | None, options: argparse.Namespace
) -> int | None:
    """Say why nothing can be measured, and give the exit code; nothing where it can."""
    from benefit_flows.cli.findings import show_errors

    if show_errors(concerning(loaded, options), options.lang):
        return exits.USAGE
    if not chosen:
        print(nothing_selected(loaded.scenarios, options), file=sys.stderr)
        return exits.NOTHING_SELECTED
    if options.article and article is None:
        _say("unreadable", options, file=options.article)
        return exits.USAGE
    return None


def _page(coverage: Coverage, book: Rulebook, article: str | None, options: argparse.Namespace) -> str | None:
    from benefit_flows.language.speaker import Speaker
    from benefit_flows.report.article import render_article
    from benefit_flows.report.coverage import render_coverage

    speaker = Speaker(book, options.lang)
    if article is not None:
        return render_article(article, coverage, speaker)
    return render_coverage(coverage, speaker, options.format)


def _judged(coverage: Coverage, options: argparse.Namespace) -> int:
    """Name what is missing of every kind under its bound."""
    from benefit_flows.explore.coverage import unjudged

    short = [kind for kind, bound in options.fail_under.items() if coverage.share(kind) < bound]
    for kind in short:
        missing = ", ".join(unjudged(coverage.of(kind)))
        _say("short", options, kind=kind, share=f"{coverage.share(kind):.1f}", missing=missing)
    return exits.FAILED if short else exits.GOOD


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
