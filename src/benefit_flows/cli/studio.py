"""``benefit-flows studio``: edit, run and step through scenarios in a browser, and let others follow."""

import argparse
import errno
import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benefit_flows.cli import exits
from benefit_flows.text import Language, Text, Words

if TYPE_CHECKING:
    from benefit_flows.studio.serve import Endpoint

PORT: Final = 8421
LAST_PORT: Final = 65535
WORDS: Final = Words(
    {
        "missing": Text(
            'the studio needs more: pip install "benefit-flows[studio]"',
            'le studio demande un complément\u00a0: pip install "benefit-flows[studio]"',
        ),
        "no-folder": Text("there is no folder {path}", "il n’y a pas de dossier {path}"),
        "a-file": Text(
            "{path} is a file: give the folder that it is in", "{path} est un fichier\u00a0: indiquez son dossier"
        ),
        "unreadable": Text("cannot read the folder {path}: {why}", "impossible de lire le dossier {path}\u00a0: {why}"),
        "busy": Text(
            "port {port} is in use already, perhaps by another studio: --port 0 takes a free one",
            "le port {port} est déjà pris, peut-être par un autre studio\u00a0: --port 0 en prend un libre",
        ),
        "not-bound": Text(
            "cannot listen on {host}, port {port}: {why}", "impossible d’écouter sur {host}, port {port}\u00a0: {why}"
        ),
        "open": Text("open {link}", "ouvrez {link}"),
        "stop": Text("stop with Ctrl-C", "arrêtez avec Ctrl-C"),
        "warning": Text(
            "warning: others on the network can reach this studio. "
            "Who has this link can change the scenarios of {folder}, "
            "who has a follow link can watch. Nothing is encrypted: use it in a network that you trust",
            "attention\u00a0: d’autres sur le réseau peuvent joindre ce studio. Avec ce lien, on peut changer les "
            "scénarios de {folder}\u00a0; avec un lien pour suivre, on peut regarder. Rien n’est chiffré\u00a0: "
            "n’utilisez qu’un réseau de confiance",
        ),
        "stopped": Text("the studio has stopped", "le studio est arrêté"),
        "bug": Text(
            "benefit-flows: a bug of ours: {what}; please report it; BENEFIT_FLOWS_DEBUG=1 shows where",
            "benefit-flows\u00a0: un défaut de notre part\u00a0: {what}\u00a0; merci de le signaler\u00a0; "
            "BENEFIT_FLOWS_DEBUG=1 montre où",
        ),
    }
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "studio",
        help="edit, run and step through scenarios in a browser",
        description="Serve a folder of scenarios to a browser on this machine: edit, run, step, let others follow.",
    )
    parser.add_argument("path", nargs="?", default=".", metavar="PATH", help="a folder (default: this one)")
    parser.add_argument("--port", type=_port, default=PORT, help=f"the port (default: {PORT}; 0: a free one)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1, for this machine only)"
    )
    parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of the pages and messages")
    parser.set_defaults(command=studio_command)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LAST_PORT)) or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"write a number from 0 to {LAST_PORT}")
    return int(text)


def studio_command(options: argparse.Namespace) -> int:
    """Serve until interrupted, and give the exit code. Being interrupted is how a studio ends."""
    try:
        from benefit_flows.studio.files import unreadable
        from benefit_flows.studio.serve import bind
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("benefit_flows"):
            raise
        _say("missing", options.lang)
        return exits.USAGE
    kind = _kind(options.path)
    why = unreadable(Path(options.path)) if kind is None else ""
    if why is not None:
        _say(kind or "unreadable", options.lang, path=options.path, why=why)
        return exits.USAGE
    try:
        place = bind(options.host, options.port)
    except (OSError, UnicodeError) as error:  # a host can be text that no name may be
        _not_bound(error, options)
        return exits.USAGE
    _serve(place, options)
    return exits.GOOD


def _kind(path: str) -> str | None:
    """Say what is no folder. These two take any text, however long."""
    if os.path.isdir(path):  # noqa: PTH112
        return None
    return "a-file" if os.path.isfile(path) else "no-folder"  # noqa: PTH113


def _serve(place: "Endpoint", options: argparse.Namespace) -> None:
    from benefit_flows.studio.serve import serve

    gc.enable()  # unlike other commands this one may run for days

    def ready(link: str) -> None:
        if not place.local:
            _say("warning", options.lang, folder=options.path)
        print(WORDS.say("open", options.lang, link=link))
        print(WORDS.say("stop", options.lang), flush=True)

    serve(
        place, Path(options.path), options.rulebooks, options.lang, ready, lambda error: _complain(error, options.lang)
    )
    _say("stopped", options.lang)


def _not_bound(error: OSError | UnicodeError, options: argparse.Namespace) -> None:
    key = "busy" if isinstance(error, OSError) and error.errno == errno.EADDRINUSE else "not-bound"
    why = (isinstance(error, OSError) and error.strerror) or str(error)
    _say(key, options.lang, host=options.host, port=options.port, why=why)


def _complain(error: Exception, language: Language) -> None:
    """Tell of a bug, and go on: others are still served."""
    _say("bug", language, what=f"{type(error).__name__}: {error}")


def _say(key: str, language: Language, **values: object) -> None:
    print(WORDS.say(key, language, **values), file=sys.stderr, flush=True)
