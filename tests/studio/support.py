"""A studio for tests: asked inside this process, or served on a port by a thread."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any, Final, NamedTuple

import httpx

from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.studio.app import Studio, application
from benefit_flows.studio.files import Folder
from benefit_flows.studio.guard import Door
from benefit_flows.studio.serve import LOCAL_NAMES, StudioServer, bind
from benefit_flows.studio.sessions import Sessions
from benefit_flows.studio.texts import Desk
from tests.support import SLOWEST

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it asks for another client, which needs a package of its own
    from starlette.testclient import TestClient

TOKEN: Final = "correct-horse-battery"  # noqa: S105  # of no real studio
PORT: Final = 8421
BASE: Final = f"http://127.0.0.1:{PORT}"
TRAINER: Final = {"X-Studio-Token": TOKEN, "Origin": BASE, "Content-Type": "application/json"}
GOOD: Final = """\
scenario: Turned on
  use: a Gold partner
  when Ada signs in to "Partner Center"
  and Ada activates "Microsoft Product Support"
  then "Microsoft Product Support" is pending

scenario: Looked at
  use: a Gold partner
  when Ada signs in to "Partner Center"
  then "Microsoft Product Support" is inactive
"""
BROKEN: Final = "scenario: x\n  whne Ada flies\n"
FAILING: Final = 'scenario: x\n  use: a Gold partner\n  then "Microsoft Product Support" is active\n'
FEATURE: Final = """\
Feature: Turned on

  Scenario: Looked at
    Given setup "a Gold partner"
    When Ada signs in to "Partner Center"
    Then "Microsoft Product Support" is inactive
"""


class Client:
    """Asks as the page of a trainer does; what is given replaces what that sends."""

    def __init__(self, folder: Path, token: str = TOKEN) -> None:
        self.complaints: list[Exception] = []
        self.sessions = Sessions("e")
        desk = Desk(Folder(folder), RULEBOOKS)
        self.studio = Studio(desk, self.sessions, "en", BASE, self.complaints.append)
        door = Door(token, PORT, frozenset(LOCAL_NAMES))
        self.http = TestClient(application(self.studio, door), BASE, raise_server_exceptions=False)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask for something."""
        answer: httpx.Response = self.http.get(path, headers={"X-Studio-Token": TOKEN, **headers})
        return answer

    def post(self, path: str, body: object, headers: Mapping[str, str] = TRAINER) -> httpx.Response:
        """Ask for a change."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer: httpx.Response = self.http.post(path, content=data, headers=dict(headers))
        return answer

    def done(self, path: str, body: object) -> dict[str, Any]:
        """Ask for a change that must be possible."""
        answer = self.post(path, body)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Give what a request was refused with, as a pair of status and reason."""
    return answer.status_code, answer.json()["error"]


class Served(NamedTuple):
    """A studio on a real port."""

    base: str
    sessions: Sessions
    server: StudioServer

    def post(self, path: str, body: object) -> httpx.Response:
        """Ask for a change, as the page of a trainer does."""
        headers = {**TRAINER, "Origin": self.base}
        return httpx.post(f"{self.base}{path}", json=body, headers=headers, timeout=20)


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[Served]:
    """Serve a folder from a thread of this process."""
    place = bind("127.0.0.1", port)
    sessions = Sessions(f"e{place.port}")
    studio = Studio(Desk(Folder(folder), RULEBOOKS), sessions, "en", place.base, _raise)
    server = StudioServer(application(studio, Door(TOKEN, place.port, frozenset(LOCAL_NAMES))), sessions)
    thread = Thread(target=server.run, kwargs={"sockets": [place.listening]})
    thread.start()
    try:
        while not server.started:
            sleep(0.01)
        yield Served(place.base, sessions, server)
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


def _raise(error: Exception) -> None:
    raise error


class Event(NamedTuple):
    """One event as it came."""

    id: str
    data: dict[str, Any]


def events(lines: Iterator[str]) -> Iterator[Event]:
    """Read the events of a stream."""
    fields: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        if line:
            fields[name] = value
        elif "data" in fields:
            yield Event(fields["id"], json.loads(fields["data"]))
            fields = {}


def raw(base: str, request: bytes) -> bytes:
    """Send bytes to a studio as no polite client would, and give the whole answer."""
    host, port = base.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Wait until something is so."""
    for _ in range(500):
        if condition():
            return
        sleep(0.01)
    raise AssertionError(what)


# A studio in a process of its own

STUDIO: Final = (sys.executable, "-m", "benefit_flows", "studio")


class Running(NamedTuple):
    """A studio in a process of its own, and the link that it printed."""

    process: subprocess.Popen[str]
    base: str
    token: str

    def post(self, path: str, body: object) -> httpx.Response:
        """Ask for a change, as the page of a trainer does."""
        headers = {"X-Studio-Token": self.token, "Origin": self.base}
        return httpx.post(f"{self.base}{path}", json=body, headers=headers, timeout=SLOWEST)


@contextmanager
def running(folder: Path, *arguments: str, port: int = 0) -> Iterator[Running]:
    """Start a studio as a user would, read its link, and make sure that it ends."""
    process = subprocess.Popen(
        [*STUDIO, str(folder), "--port", str(port), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        link = re.fullmatch(r"(?:open|ouvrez) (http://\S+)/#token=([\w-]{24})\n", process.stdout.readline())
        assert link, process.communicate(timeout=SLOWEST)
        yield Running(process, link[1], link[2])
    finally:
        process.kill()
        process.communicate(timeout=SLOWEST)


def ended(studio: Running, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
    """Interrupt a studio; give its exit code and what it said on its way out."""
    studio.process.send_signal(number)
    _, errors = studio.process.communicate(timeout=SLOWEST)
    return studio.process.returncode, errors
