"""Who gets in: the token, the origin, the host by which the studio is called."""

import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from time import sleep
from typing import Final

import httpx
import pytest
from starlette.datastructures import Headers

from benefit_flows.studio import connection
from benefit_flows.studio.guard import Door, refusal
from tests.studio.support import BASE, GOOD, PORT, TOKEN, TRAINER, Client, Served, raw, served, wait_for
from tests.studio.support import refusal as refused

HOST: Final = f"127.0.0.1:{PORT}"
LOCAL: Final = Door(TOKEN, PORT, frozenset({"127.0.0.1", "localhost", "::1"}))
OPEN: Final = Door(TOKEN, PORT, frozenset({"127.0.0.1", "localhost", "::1", "desk-7"}), open_to_all=True)
SAVING: Final = {"file": "new.flow", "text": GOOD, "digest": None}
CHANGES: Final = (
    "/api/check",
    "/api/run",
    "/api/format",
    "/api/save",
    "/api/sessions",
    "/api/sessions/abcdefgh",
    "/api/sessions/abcdefgh/around",
    "/api/sessions/abcdefgh/export",
)


def why(door: Door, method: str, path: str, **headers: str) -> str | None:
    """Ask the door about a request."""
    pairs = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return refusal(door, method, path, Headers(pairs))


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper()])
def test_a_change_with_a_wrong_token_is_refused(tmp_path: Path, path: str, token: str | None) -> None:
    headers = {name: value for name, value in TRAINER.items() if name != "X-Studio-Token"}
    answer = Client(tmp_path).post(path, SAVING, headers if token is None else {**headers, "X-Studio-Token": token})
    assert refused(answer) == (403, "token")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize(
    "origin", ["http://evil.example", f"https://{HOST}", "http://127.0.0.1", "http://127.0.0.1:80", "null", f"{BASE}/"]
)
def test_a_change_from_a_foreign_origin_is_refused(tmp_path: Path, path: str, origin: str) -> None:
    answer = Client(tmp_path).post(path, SAVING, {**TRAINER, "Origin": origin})
    assert refused(answer) == (403, "origin")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_that_does_not_say_where_it_comes_from_is_refused(tmp_path: Path, path: str) -> None:
    headers = {name: value for name, value in TRAINER.items() if name != "Origin"}
    assert refused(Client(tmp_path).post(path, SAVING, headers)) == (403, "origin")


@pytest.mark.parametrize("path", ["/api/files", "/api/file?name=a.flow"])
def test_files_are_not_even_read_without_the_token(tmp_path: Path, path: str) -> None:
    (tmp_path / "a.flow").write_text(GOOD, encoding="utf-8")
    client = Client(tmp_path)
    assert refused(client.http.get(path)) == (403, "token")
    assert refused(client.http.get(f"{path}{'&' if '?' in path else '?'}token={TOKEN}")) == (403, "token")
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/edit", "/step", "/f/abcdefgh"])
def test_a_page_needs_no_token_and_holds_nothing_of_the_folder(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.flow").write_text(GOOD, encoding="utf-8")
    answer = Client(tmp_path).http.get(path)
    assert answer.status_code == 200
    assert "secret" not in answer.text
    assert TOKEN not in answer.text
    assert tmp_path.name not in answer.text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        f"127.0.0.1.evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:8422",
        f"192.168.0.5:{PORT}",
        f"desk-7:{PORT}",
        f"[::1]:{PORT}1",
        f"127.0.0.1:{PORT}@evil.example",
        "",
    ],
)
def test_a_name_that_somebody_made_lead_here_is_refused(tmp_path: Path, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    client = Client(tmp_path)
    assert refused(client.post("/api/save", SAVING, {**TRAINER, **headers})) == (403, "host")
    assert refused(client.http.get("/", headers={"Host": host})) == (403, "host")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("host", [HOST, f"localhost:{PORT}", f"LocalHost:{PORT}", f"[::1]:{PORT}"])
def test_each_name_of_this_machine_is_answered_to(host: str) -> None:
    assert why(LOCAL, "POST", "/api/save", host=host, origin=f"http://{host}", x_studio_token=TOKEN) is None


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        (f"192.168.0.5:{PORT}", None),
        (f"[fe80::1]:{PORT}", None),
        (f"desk-7:{PORT}", None),
        (f"desk-8:{PORT}", "host"),
        (f"evil.example:{PORT}", "host"),
        ("192.168.0.5:80", "host"),
    ],
)
def test_a_studio_for_others_answers_to_addresses_and_its_own_names(host: str, reason: str | None) -> None:
    assert why(OPEN, "GET", "/", host=host) == reason


def test_reading_from_a_foreign_page_is_refused_although_it_changes_nothing() -> None:
    assert why(LOCAL, "GET", "/follow/abcdefgh/events", origin="http://evil.example") == "origin"
    assert why(LOCAL, "GET", "/follow/abcdefgh/events", origin=BASE) is None


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "SEARCH"])
def test_every_method_that_could_change_something_needs_token_and_origin(tmp_path: Path, method: str) -> None:
    assert why(LOCAL, method, "/") == "origin"
    assert why(LOCAL, method, "/", origin=BASE) == "token"
    assert refused(Client(tmp_path).http.request(method, "/", headers=TRAINER)) == (405, "not-allowed")


@pytest.mark.parametrize("path", CHANGES)
def test_nothing_that_changes_something_can_be_asked_for_by_a_link(tmp_path: Path, path: str) -> None:
    assert refused(Client(tmp_path).get(path)) == (405, "not-allowed")


def test_two_hosts_in_one_request_are_refused(tmp_path: Path) -> None:
    with served(tmp_path) as studio:
        host = studio.base.removeprefix("http://")
        request = f"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
        answer = raw(studio.base, request.encode())
    assert answer.split(b"\r\n")[0] in (b"HTTP/1.1 400 Bad Request", b"HTTP/1.1 403 Forbidden")


@pytest.mark.parametrize("path", ["/", "/assets/studio.css", "/api/files", "/nowhere", "/follow/abcdefgh/events"])
def test_every_answer_forbids_what_it_does_not_need(tmp_path: Path, path: str) -> None:
    client = Client(tmp_path)
    for answer in (client.get(path), client.http.get(path, headers={"Host": "evil.example"})):
        headers = answer.headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers


def ends(idle: socket.socket) -> bool:
    """Say whether the other side ends a connection soon."""
    idle.settimeout(10)
    try:
        return idle.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("said", [b"", b"GET / HTTP/1.1\r\nHost: "])
def test_who_connects_and_asks_nothing_is_sent_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.1)
    with served(tmp_path) as studio, socket.create_connection(address(studio), 10) as idle:
        idle.sendall(said)
        assert ends(idle)


def test_who_listens_for_long_is_not_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.05)
    with served(tmp_path) as studio:
        session = studio.post("/api/sessions", {"file": "a.flow", "text": GOOD}).json()
        with httpx.stream("GET", f"{studio.base}/follow/{session['id']}/events", timeout=10) as answer:
            lines = answer.iter_lines()
            while not next(lines).startswith("data: "):
                pass
            sleep(0.3)
            body = {"from": session["version"], "state": "path=0@1"}
            assert studio.post(f"/api/sessions/{session['id']}", body).status_code == 200
            assert any(each.endswith('path=0@1"}') for each in lines if each.startswith("data: "))


def test_one_address_cannot_take_all_connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MOST_FROM_ONE", 3)
    with served(tmp_path) as studio, ExitStack() as stack:
        open_ones = [stack.enter_context(socket.create_connection(address(studio), 10)) for _ in range(3)]
        assert ends(stack.enter_context(socket.create_connection(address(studio), 10)))
        open_ones.pop().close()
        wait_for(lambda: answers(studio), "there is room again")


def address(studio: Served) -> tuple[str, int]:
    """Give where a studio listens."""
    host, _, port = studio.base.removeprefix("http://").partition(":")
    return host, int(port)


def answers(studio: Served) -> bool:
    """Say whether a studio lets one in."""
    with suppress(httpx.TransportError):
        return httpx.get(studio.base).status_code == 200
    return False


@pytest.mark.parametrize("path", ["/nope", "/assets/nope", "/follow/abcdefgh/document", "/api/files"])
def test_a_person_gets_a_page_and_a_script_gets_data(tmp_path: Path, path: str) -> None:
    client = Client(tmp_path)
    data = client.http.get(f"{path}?lang=fr")
    page = client.http.get(f"{path}?lang=fr", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == data.status_code >= 400
    assert page.headers["content-type"].startswith("text/html")
    assert data.json()["message"] in page.text
    assert '<html lang="fr">' in page.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_refusal_is_said_in_the_language_of_the_page(tmp_path: Path, language: str) -> None:
    answer = Client(tmp_path).http.get(f"/api/files?lang={language}")
    assert (
        answer.json()["message"]
        == {
            "en": "the token is missing or wrong: use the link that the studio printed when it started",
            "fr": "le jeton manque ou n’est pas le bon\u00a0: utilisez le lien que le studio a affiché au démarrage",
        }[language]
    )
