"""The command line: one small module a command, imported when it is called."""

import argparse
import errno
import gc
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from benefit_flows.cli import exits

COMMANDS: Final[Mapping[str, str]] = {
    "run": "running",
    "check": "checking",
    "fmt": "formatting",
    "convert": "converting",
    "list": "listing",
    "explain": "explaining",
    "cover": "covering",
    "diagram": "drawing",
    "step": "stepping",
    "player": "playing",
    "studio": "hosting",
    "lsp": "serving",
}
"""The commands, in the order of the help, and the module of each. It adds itself with ``add_to``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code (see ``exits``). An exception is a bug of ours: exit 3."""
    given = sys.argv[1:] if arguments is None else arguments
    parser = _parser(given)
    options = parser.parse_args(given)
    if not hasattr(options, "command"):
        parser.print_help()
        return exits.USAGE
    _open_what_is_closed()
    _make_output_safe()
    # A command ends before garbage could matter, and looking for it takes a third of a long one.
    gc.disable()
    try:
        code: int = options.command(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Who reads us has left (`| head`): nothing more to say.
        _say_no_more()
        return exits.INTERRUPTED
    except OSError as error:
        if error.errno != errno.ENOSPC:
            return _bug(error)
        print(f"benefit-flows: {error.strerror}", file=sys.stderr)
        _say_no_more()
        return exits.USAGE
    except Exception as error:  # noqa: BLE001  # the last resort: users get one line, never a traceback
        return _bug(error)
    finally:
        gc.enable()
    return code


def _bug(error: Exception) -> int:
    """Ask for a report, without a traceback."""
    if os.environ.get("BENEFIT_FLOWS_DEBUG"):
        raise error
    print(f"benefit-flows: a bug of ours: {type(error).__name__}: {error}", file=sys.stderr)
    print("please report it; BENEFIT_FLOWS_DEBUG=1 shows where", file=sys.stderr)
    return exits.BUG


def _say_no_more() -> None:
    """Keep the interpreter from failing once more, on the way out, at what could not be printed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_what_is_closed() -> None:
    """Read nothing from, and print nowhere to, a stream that was closed before we started (`>&-`)."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # open until we end


def _make_output_safe() -> None:
    """Print something for every character, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Build the parser of the command that is called, which is the first word, else that of all commands.

    The others would cost a short run a tenth of its time.
    """
    from benefit_flows import __version__

    parser = argparse.ArgumentParser(
        "benefit-flows", description="Run scenarios of partner support benefits against the documented rules."
    )
    parser.add_argument("--version", action="version", version=f"benefit-flows {__version__}")
    # With a given prog, argparse needs no formatter yet: that would import the compression modules.
    commands = parser.add_subparsers(metavar="COMMAND", prog="benefit-flows")
    called = arguments[0] if arguments else ""
    for name in (called,) if called in COMMANDS else COMMANDS:
        import_module(f"benefit_flows.cli.{COMMANDS[name]}").add_to(commands)
    return parser
