"""Which rulebook a command is about, where no file or more than one tells: the one that ``--rulebook`` names."""

import argparse
import sys
from typing import TYPE_CHECKING, Final

from benefit_flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benefit_flows.model.rulebook import Rulebook
    from benefit_flows.model.rulebooks import Rulebooks
    from benefit_flows.model.scenario import Scenario
    from benefit_flows.text import Language

SEVERAL: Final = Text(
    "these scenarios are of several rulebooks: {known}; choose one of them with --rulebook",
    "ces scénarios relèvent de plusieurs recueils\u00a0: {known}\u00a0; choisissez-en un avec --rulebook",
)


def add_rulebook(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the option that names a rulebook; the help says what it does for the command."""
    parser.add_argument("--rulebook", metavar="ID", help=what)


def check_rulebook(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """End as for wrong usage where the option names a rulebook that there is not."""
    rulebooks: Rulebooks = options.rulebooks
    named = getattr(options, "rulebook", None)
    if named is not None and named not in rulebooks.ids:
        parser.error(f'argument --rulebook: there is no rulebook "{named}"; there are: {", ".join(rulebooks.ids)}')


def rulebook_of(options: argparse.Namespace) -> "Rulebook":
    """Give the rulebook that a command is about that reads no files."""
    rulebooks: Rulebooks = options.rulebooks
    return rulebooks.get(options.rulebook or rulebooks.default)


def of_named_rulebook(scenarios: "tuple[Scenario, ...]", options: argparse.Namespace) -> "tuple[Scenario, ...]":
    """Keep the scenarios of the rulebook that the option names; all of them where it is left out."""
    return tuple(scenario for scenario in scenarios if options.rulebook in (None, scenario.rulebook))


def common_rulebook(
    scenarios: "Iterable[Scenario]", options: argparse.Namespace, language: "Language"
) -> "Rulebook | None":
    """Give the one rulebook of scenarios, the default where there are none; say so where there are several."""
    rulebooks: Rulebooks = options.rulebooks
    ids = tuple(dict.fromkeys(scenario.rulebook for scenario in scenarios)) or (rulebooks.default,)
    if len(ids) == 1:
        return rulebooks.get(ids[0])
    print(SEVERAL.say(language, known=", ".join(ids)), file=sys.stderr)
    return None
