"""The command line: one small module a command, imported when it is called."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from benefit_flows.cli import exits


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code (see ``exits``). An exception is a bug of ours: exit 3."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "command"):
        parser.print_help()
        return exits.USAGE
    _make_output_safe()
    # A command ends before garbage could matter, and looking for it takes a third of a long one.
    gc.disable()
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Who reads us has left (`| head`): nothing more to say, and no error on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return exits.INTERRUPTED
    except Exception as error:  # the last resort: users get one line, never a traceback
        if os.environ.get("BENEFIT_FLOWS_DEBUG"):
            raise
        print(f"benefit-flows: a bug of ours: {type(error).__name__}: {error}", file=sys.stderr)
        print("please report it; BENEFIT_FLOWS_DEBUG=1 shows where", file=sys.stderr)
        return exits.BUG
    finally:
        gc.enable()
    return code


def _make_output_safe() -> None:
    """Print something for every character, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    from benefit_flows import __version__
    from benefit_flows.cli import (
        checking,
        converting,
        covering,
        drawing,
        explaining,
        formatting,
        listing,
        running,
        serving,
    )

    parser = argparse.ArgumentParser(
        "benefit-flows", description="Run scenarios of partner support benefits against the documented rules."
    )
    parser.add_argument("--version", action="version", version=f"benefit-flows {__version__}")
    # With a given prog, argparse needs no formatter yet: that would import the compression modules.
    commands = parser.add_subparsers(metavar="COMMAND", prog="benefit-flows")
    running.add_to(commands)
    checking.add_to(commands)
    formatting.add_to(commands)
    converting.add_to(commands)
    listing.add_to(commands)
    explaining.add_to(commands)
    covering.add_to(commands)
    drawing.add_to(commands)
    serving.add_to(commands)
    return parser
