"""The command line: one small module a command, imported when it is called."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.cli.editions import check_rulebook
from benefit_flows.cli.output import Output
from benefit_flows.text import Text, Words, harmless

if TYPE_CHECKING:
    from benefit_flows.model.rulebooks import Rulebooks

COMMANDS: Final = (
    "run",
    "check",
    "fmt",
    "convert",
    "list",
    "explain",
    "cover",
    "diagram",
    "step",
    "player",
    "studio",
    "lsp",
)
"""The commands, in the order of the help. Each is a module here, which adds itself with ``add_to``."""

WORDS: Final = Words(
    {
        "interrupted": Text("interrupted", "interrompu"),
        "nowhere": Text(
            "benefit-flows: the working folder is no longer there: change into one that is",
            "benefit-flows\u00a0: le dossier de travail n’existe plus\u00a0: passez dans un dossier qui existe",
        ),
        "refused": Text("benefit-flows: {what}", "benefit-flows\u00a0: {what}"),
        "bug": Text(
            "benefit-flows: a bug of ours: {what}\nplease report it; BENEFIT_FLOWS_DEBUG=1 shows where",
            "benefit-flows\u00a0: un défaut de notre part\u00a0: {what}\n"
            "merci de le signaler\u00a0; BENEFIT_FLOWS_DEBUG=1 montre où",
        ),
    }
)


def main(arguments: Sequence[str] | None = None, rulebooks: "Rulebooks | None" = None) -> int:
    """Run the command line and give its exit code (see ``exits``). An exception is a bug of ours: exit 3.

    ``rulebooks`` are those that files can be written for: every command finds them in its options.
    """
    _open_what_is_closed()
    _make_output_safe()
    with redirect_stdout(Output(sys.stdout)), redirect_stderr(Output(sys.stderr)):
        return _run(sys.argv[1:] if arguments is None else arguments, rulebooks)


def _run(given: Sequence[str], rulebooks: "Rulebooks | None") -> int:
    """Run the command that is called, and answer whatever is raised."""
    # A command ends before garbage could matter, and looking for it takes a third of a long one.
    gc.disable()
    try:
        return _called(given, rulebooks)
    except KeyboardInterrupt:
        _complain("interrupted", given)
        _say_no_more()
        return exits.INTERRUPTED
    except BrokenPipeError:  # who reads us has left (`| head`): nothing more to say
        _say_no_more()
        return exits.INTERRUPTED
    except OSError as error:
        return _refused(error, given)
    except Exception as error:  # noqa: BLE001  # the last resort: users get one line, never a traceback
        return _bug(error, given)
    finally:
        gc.enable()


def _called(given: Sequence[str], rulebooks: "Rulebooks | None") -> int:
    """Run the command that is called. What it has printed is out when this returns, or something was raised."""
    parser = _parser(given)
    try:
        options = _options(parser, given)
        if not hasattr(options, "command"):
            parser.print_help()
            return exits.USAGE
        options.rulebooks = rulebooks or _ours()
        check_rulebook(parser, options)
        code: int = options.command(options)
    except SystemExit:
        sys.stdout.flush()
        _say_no_more()
        raise
    sys.stdout.flush()
    return code


def _ours() -> "Rulebooks":
    from benefit_flows.rulebooks import RULEBOOKS  # imported late: help needs none

    return RULEBOOKS


def _options(parser: argparse.ArgumentParser, given: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; of paths, or texts, also those behind an option that stands between them."""
    options, rest = parser.parse_known_args(given)
    if rest and (not hasattr(options, "paths") or any(each.startswith("-") for each in rest)):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        options.paths = [*(path for path in options.paths if path in given), *rest]
    return options


def _bug(error: Exception, given: Sequence[str]) -> int:
    """Ask for a report, without a traceback."""
    if os.environ.get("BENEFIT_FLOWS_DEBUG"):
        raise error
    _complain("bug", given, what=f"{type(error).__name__}: {error}")
    return exits.BUG


def _refused(error: OSError, given: Sequence[str]) -> int:
    """Say what the system cannot do: print on a full disk, say, or find a working folder that has gone."""
    if os.environ.get("BENEFIT_FLOWS_DEBUG"):
        raise error
    if _is_nowhere():
        _complain("nowhere", given)
    else:
        _complain("refused", given, what=": ".join(filter(None, (_name(error.filename), error.strerror or str(error)))))
    _say_no_more()
    return exits.USAGE


def _is_nowhere() -> bool:
    """Whether the working folder has gone."""
    try:
        os.getcwd()  # noqa: PTH109
    except OSError:
        return True
    return False


def _name(file: object) -> str:
    return harmless(os.fsdecode(file)) if isinstance(file, (str, bytes)) else ""


def _complain(key: str, given: Sequence[str], **values: str) -> None:
    """Say one thing on the error output, in the language asked for, if that still works."""
    french = "--lang=fr" in given or ("--lang", "fr") in pairwise(given)
    with suppress(OSError):
        print(WORDS.say(key, "fr" if french else "en", **values), file=sys.stderr, flush=True)


def _say_no_more() -> None:
    """Print what waits to be; what cannot be must not make the interpreter fail once more on the way out."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
            continue
        with suppress(OSError, ValueError):  # a stream that is no file has nothing to keep
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


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
        import_module(f"benefit_flows.cli.{name}").add_to(commands)
    return parser
