"""``benefit-flows lsp``: the language server that editors start."""

import argparse
import sys
from typing import Final

from benefit_flows.cli import exits
from benefit_flows.text import Text

MISSING: Final = Text(
    'the language server needs more: pip install "benefit-flows[lsp]"',
    'le serveur de langage demande un complément\u00a0: pip install "benefit-flows[lsp]"',
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "lsp",
        help="start the language server",
        description="Answer an editor on standard input and output, as the Language Server Protocol says.",
    )
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of what is printed")
    parser.add_argument("--stdio", action="store_true", help="what is done anyway; some editors ask for it")
    parser.set_defaults(command=lsp_command)


def lsp_command(options: argparse.Namespace) -> int:
    """Serve until the editor leaves, and give the exit code."""
    try:
        from benefit_flows.lsp.handlers import serve
    except ModuleNotFoundError as missing:
        if missing.name not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        print(MISSING.in_language(options.lang), file=sys.stderr)
        return exits.USAGE
    serve(options.rulebooks)
    return exits.GOOD
