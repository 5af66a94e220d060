"""The studio on a socket: by which names it answers, what it prints for people, how it ends."""

import logging
import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp

from benefit_flows.model.rulebook import Rulebook
from benefit_flows.studio.app import Studio, application
from benefit_flows.studio.files import Folder
from benefit_flows.studio.guard import Door
from benefit_flows.studio.sessions import Sessions
from benefit_flows.studio.texts import Desk
from benefit_flows.text import Language

TOKEN_BYTES = 18
MOST_CONNECTIONS = 500
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
SOMEWHERE = "192.0.2.1"
"""An address that belongs to nobody. Asking the way to it tells our own; nothing is sent."""


class Place(NamedTuple):
    """Where the studio listens: a bound socket, the host that was asked for, whether only this machine reaches it."""

    listening: socket.socket
    host: str
    local: bool

    @property
    def port(self) -> int:
        """The real port."""
        port: int = self.listening.getsockname()[1]
        return port

    @property
    def base(self) -> str:
        """How others reach it."""
        host = _own_address() if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104  # compared, not bound
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def bind(host: str, port: int) -> Place:
    """Take a port. Raises ``OSError``."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.create_server(address[:2], family=family)
    return Place(listening, host, ip_address(address[0]).is_loopback)


def serve(
    place: Place,
    folder: Path,
    rulebook: Rulebook,
    language: Language,
    ready: Callable[[str], None],
    complain: Callable[[Exception], None],
) -> None:
    """Serve until interrupted. ``ready`` gets the link for the trainer, ``complain`` a bug of ours."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    sessions = Sessions(secrets.token_hex(4))
    studio = Studio(Desk(Folder(folder), rulebook), sessions, language, place.base, complain)
    app = application(studio, door_of(place, token))
    ready(f"{place.base}/#token={token}")
    with suppress(KeyboardInterrupt):
        Server(app, sessions).run(sockets=[place.listening])


def door_of(place: Place, token: str) -> Door:
    """Give the names that the studio answers to: local ones, the one that was asked for, and that of the machine."""
    names = {*LOCAL_NAMES, place.host.lower()}
    if not place.local:
        names.add(socket.gethostname().lower())
    return Door(token, place.port, frozenset(names), open_to_all=not place.local)


class Server(uvicorn.Server):
    """Ends at once: followers would keep it waiting for as long as they listen."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        if not os.environ.get("BENEFIT_FLOWS_DEBUG"):
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=1,
                limit_concurrency=MOST_CONNECTIONS,
            )
        )
        self.sessions = sessions

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        self.sessions.close()
        await super().shutdown(sockets)


def _own_address() -> str:
    """Give the address of this machine in its network; its name where it has none."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect((SOMEWHERE, 9))
        own: str = asking.getsockname()[0]
        return own
    return socket.gethostname()
