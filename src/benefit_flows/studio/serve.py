"""The studio on a socket: by which names it answers, what it prints for people, how it ends."""

import logging
import os
import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.types import ASGIApp

from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.studio.app import Studio, application
from benefit_flows.studio.connection import Connection
from benefit_flows.studio.files import Folder
from benefit_flows.studio.guard import Door
from benefit_flows.studio.sessions import Sessions
from benefit_flows.studio.texts import Desk
from benefit_flows.text import Language

TOKEN_BYTES = 18
MOST_CONNECTIONS = 500
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  # compared, not bound
SOMEWHERE = {socket.AF_INET: "192.0.2.1", socket.AF_INET6: "2001:db8::1"}
"""Addresses that belong to nobody. Asking the way to one tells our own; nothing is sent."""


class Endpoint(NamedTuple):
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
        host = _own_address(_family(self.listening)) if self.host in EVERYWHERE else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


def bind(host: str, port: int) -> Endpoint:
    """Take a port; of all addresses of both kinds, where ``::`` is asked for. Raises ``OSError``."""
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    both = address[0] == "::" and socket.has_dualstack_ipv6()
    listening = socket.create_server(address[:2], family=family, dualstack_ipv6=both)
    return Endpoint(listening, host, ip_address(address[0]).is_loopback)


def serve(
    place: Endpoint,
    folder: Path,
    rulebooks: Rulebooks,
    language: Language,
    ready: Callable[[str], None],
    complain: Callable[[Exception], None],
) -> None:
    """Serve until interrupted. ``ready`` gets the link for the trainer, ``complain`` a bug of ours."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    sessions = Sessions(secrets.token_hex(4))
    studio = Studio(Desk(Folder(folder), rulebooks), sessions, language, place.base, complain)
    app = application(studio, door_of(place, token))
    link = f"{place.base}/#token={token}"
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server raises it again when it has ended
        StudioServer(app, sessions, lambda: ready(link)).run(sockets=[place.listening])


def door_of(place: Endpoint, token: str) -> Door:
    """Give the names that the studio answers to: local ones, the one that was asked for, and that of the machine."""
    names = {*LOCAL_NAMES, place.host.lower()}
    if not place.local:
        names.add(socket.gethostname().lower())
    return Door(token, place.port, frozenset(names), open_to_all=not place.local)


class StudioServer(uvicorn.Server):
    """Ends at once: followers would keep it waiting for as long as they listen."""

    def __init__(self, app: ASGIApp, sessions: Sessions, begun: Callable[[], None] = lambda: None) -> None:
        if not os.environ.get("BENEFIT_FLOWS_DEBUG"):
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        super().__init__(
            uvicorn.Config(
                app,
                http=Connection,
                log_config=None,
                access_log=False,
                server_header=False,
                ws="none",
                lifespan="off",
                timeout_graceful_shutdown=1,
                limit_concurrency=MOST_CONNECTIONS,
            )
        )
        self.sessions, self.begun = sessions, begun

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin, then say so: who is told the link may use it, or end the studio, at once."""
        await super().startup(sockets)
        self.begun()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        self.sessions.close()
        await super().shutdown(sockets)


def _family(listening: socket.socket) -> socket.AddressFamily:
    """Give the kind of address to tell others: the older one, if it is listened to."""
    alone = listening.family == socket.AF_INET6 and listening.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY)
    return socket.AF_INET6 if alone else socket.AF_INET


def _own_address(family: socket.AddressFamily) -> str:
    """Give an address of this machine in its network; its name where it has none."""
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asking:
        asking.connect((SOMEWHERE[family], 9))
        own: str = asking.getsockname()[0]
        return own
    return socket.gethostname()
