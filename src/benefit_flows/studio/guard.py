"""Who may ask what: the host by which we are called, the origin of a change, the token. All requests come by here."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from typing import Final, NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "x-studio-token"
SAFE: Final = ("GET", "HEAD")
POLICY: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}


class Door(NamedTuple):
    """What lets a request in: the token, the port, the names that we answer to, and whether others than we may call.

    ``names`` are in small letters. Where ``open_to_all``, an address in numbers is good too.
    """

    token: str
    port: int
    names: frozenset[str]
    open_to_all: bool = False


class RequestGuard:
    """Refuses what must not come in, before anything else sees it, and gives each answer its headers."""

    def __init__(self, app: ASGIApp, door: Door, refused: Callable[[Request, str], Response]) -> None:
        self.app, self.door, self.refused = app, door, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        why = refusal(self.door, scope["method"], scope["path"], Headers(scope=scope))
        app = self.app if why is None else self.refused(Request(scope), why)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(POLICY)
            await send(message)

        await app(scope, receive, send_guarded)


def refusal(door: Door, method: str, path: str, headers: Headers) -> str | None:
    """Say why a request must not come in: its host, its origin or its token."""
    host = headers.getlist("host")
    if len(host) != 1 or not _is_ours(host[0], door):
        return "host"
    changes = method not in SAFE
    origin = headers.get("origin")
    if (changes or origin is not None) and origin != f"http://{host[0]}":
        return "origin"
    if (changes or path.startswith("/api/")) and not _same(headers.get(HEADER, ""), door.token):
        return "token"
    return None


def _is_ours(host: str, door: Door) -> bool:
    """Say whether a host is a name of ours. A name that somebody else made lead here is not (DNS rebinding)."""
    name, port = _split(host.lower())
    if port != door.port:
        return False
    return name in door.names or (door.open_to_all and _is_address(name))


def _split(host: str) -> tuple[str, int]:
    """Give the name without brackets, and the port: 80 where none is said, 0 where it is none."""
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        return host.strip("[]"), 80
    return name.strip("[]"), int(port) if port.isascii() and port.isdecimal() and len(port) < len("100000") else 0


def _is_address(name: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(name))
    return False


def _same(given: str, token: str) -> bool:
    return secrets.compare_digest(given.encode(), token.encode())
