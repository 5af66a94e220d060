"""``benefit-flows cover``: which rules, passages and more the scenarios judge."""

import argparse
import sys
from pathlib import Path
from typing import Final

from benefit_flows.cli import exits
from benefit_flows.cli.selecting import add_selection, choose
from benefit_flows.model.coverage import KINDS

FORMATS: Final = ("text", "json", "markdown", "html")


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
    from benefit_flows import rulebook
    from benefit_flows.diagnostics.carets import render_diagnostic
    from benefit_flows.explore.coverage import cover, key_of, unjudged
    from benefit_flows.pipeline import load
    from benefit_flows.report.article import render_article
    from benefit_flows.report.coverage import render_coverage
    from benefit_flows.report.terminal import none_selected

    book = rulebook()
    loaded = load(options.paths, book)
    for diagnostic in loaded.errors:
        print(f"{render_diagnostic(diagnostic, options.lang)}\n", file=sys.stderr)
    if loaded.errors:
        return exits.USAGE
    chosen = choose(loaded.scenarios, options)
    if not chosen:
        print(none_selected(options.lang), file=sys.stderr)
        return exits.NOTHING_SELECTED
    article = _read(options.article) if options.article else None
    if options.article and article is None:
        print(f"cannot read {options.article}", file=sys.stderr)
        return exits.USAGE
    coverage = cover(chosen, book, lambda altered: frozenset(map(key_of, load(options.paths, altered).scenarios)))
    if article is not None:
        page = render_article(article, coverage, book, options.lang)
        if page is None:
            print(f"{options.article} holds no passages of the article", file=sys.stderr)
            return exits.USAGE
        print(page, end="")
    else:
        print(render_coverage(coverage, book, options.format, options.lang), end="")
    short = [kind for kind, bound in options.fail_under.items() if coverage.share(kind) < bound]
    for kind in short:
        missing = ", ".join(unjudged(getattr(coverage, kind)))
        print(f"{kind}: {coverage.share(kind):.1f} % judged, not judged: {missing}", file=sys.stderr)
    return exits.FAILED if short else exits.GOOD


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
