"""``benefit-flows studio`` as a process: how it starts, what it prints, how it ends, what is left after a kill."""

import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import httpx
import pytest

from benefit_flows.cli import main
from benefit_flows.studio import serve
from tests.studio.support import GOOD, ended, running
from tests.support import SLOWEST, command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one good file."""
    (tmp_path / "a.flow").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_the_studio_prints_a_link_with_a_token_and_the_real_port(folder: Path) -> None:
    with running(folder) as studio:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", studio.base)
        assert httpx.get(studio.base).status_code == 200
        files = httpx.get(f"{studio.base}/api/files", headers={"X-Studio-Token": studio.token}).json()["files"]
        assert [each["name"] for each in files] == ["a.flow"]
        assert ended(studio) == (0, "the studio has stopped\n")


def test_the_token_is_another_one_each_time(folder: Path) -> None:
    with running(folder) as one, running(folder) as other:
        assert one.token != other.token


def test_the_studio_speaks_french(folder: Path) -> None:
    with running(folder, "--lang", "fr") as studio:
        assert '<html lang="fr">' in httpx.get(studio.base).text
        assert ended(studio) == (0, "le studio est arrêté\n")


def test_the_studio_ends_at_once_although_followers_listen(folder: Path) -> None:
    with running(folder) as studio:
        session = studio.post("/api/sessions", {"file": "a.flow"}).json()
        address = f"{studio.base}/follow/{session['id']}/events"
        with httpx.stream("GET", address, timeout=SLOWEST) as one, httpx.stream("GET", address, timeout=SLOWEST):
            next(one.iter_lines())
            assert ended(studio) == (0, "the studio has stopped\n")


def test_the_studio_ends_at_once_although_it_is_at_work(folder: Path) -> None:
    scenarios = (GOOD.replace("Turned on", f"On {n}").replace("Looked at", f"Seen {n}") for n in range(2500))
    with running(folder) as studio, ThreadPoolExecutor(1) as pool:
        asking = pool.submit(studio.post, "/api/run", {"file": "a.flow", "text": "\n".join(scenarios)})
        sleep(0.5)
        assert not asking.done()
        assert ended(studio) == (0, "the studio has stopped\n")
        assert asking.exception() is not None or asking.result().status_code == 500


def test_killing_and_starting_again_loses_nothing_that_was_saved(folder: Path) -> None:
    changed = GOOD.replace("Turned on", "Switched on")
    with running(folder) as studio:
        port = int(studio.base.rpartition(":")[2])
        headers = {"X-Studio-Token": studio.token}
        digest = httpx.get(f"{studio.base}/api/file?name=a.flow", headers=headers).json()["digest"]
        assert studio.post("/api/save", {"file": "a.flow", "text": changed, "digest": digest}).status_code == 200
        assert studio.post("/api/save", {"file": "new.flow", "text": GOOD, "digest": None}).status_code == 200
        session = studio.post("/api/sessions", {"file": "a.flow"}).json()
        state = f"{session['state']}&path=0.0@1"
        moved = studio.post(f"/api/sessions/{session['id']}", {"from": session["version"], "state": state})
        assert moved.status_code == 200
        studio.process.kill()
        studio.process.wait(SLOWEST)
    with running(folder, port=port) as studio:
        assert studio.base.endswith(f":{port}")
        assert (folder / "a.flow").read_text(encoding="utf-8") == changed
        assert sorted(each.name for each in folder.iterdir()) == ["a.flow", "new.flow"]
        again = studio.post("/api/sessions", {"id": session["id"], "file": "a.flow", "state": state}).json()
        assert (again["id"], again["state"]) == (session["id"], state)
        assert ended(studio)[0] == 0


def test_a_port_that_is_taken_is_told_in_one_line(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = command("studio", ".", "--port", str(port), cwd=folder)
        french = command("studio", ".", "--port", str(port), "--lang", "fr", cwd=folder)
    told = f"port {port} is in use already, perhaps by another studio: --port 0 takes a free one\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert french.stderr.startswith(f"le port {port} est déjà pris")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", " ", "256.1.1.1", "x" * 300, "a..b"])
def test_an_address_that_is_not_ours_is_told_in_one_line(folder: Path, host: str) -> None:
    done = command("studio", ".", "--port", "0", "--host", host, cwd=folder)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"cannot listen on {host}, port 0: ")


def test_listening_for_others_is_warned_about(folder: Path) -> None:
    with running(folder, "--host", "0.0.0.0") as studio:  # noqa: S104  # what is tried
        address = f"http://127.0.0.1:{studio.base.rpartition(':')[2]}"
        assert httpx.get(address).status_code == 200
        assert (
            httpx.get(address, headers={"Host": address.replace("http://127.0.0.1", "evil.example")}).status_code == 403
        )
        assert httpx.get(f"{address}/api/files").status_code == 403
        code, errors = ended(studio)
    assert code == 0
    assert errors == (
        f"warning: others on the network can reach this studio. Who has this link can change the scenarios of {folder},"
        " who has a follow link can watch. Nothing is encrypted: use it in a network that you trust\n"
        "the studio has stopped\n"
    )


@pytest.mark.parametrize("path", ["nowhere", "", "x" * 5000])
def test_what_is_no_folder_is_told(folder: Path, path: str) -> None:
    done = command("studio", path, cwd=folder)
    assert (done.returncode, done.stderr) == (2, f"there is no folder {path}\n")


def test_a_file_instead_of_a_folder_is_told_as_such(folder: Path) -> None:
    done = command("studio", "a.flow", cwd=folder)
    assert (done.returncode, done.stderr) == (2, "a.flow is a file: give the folder that it is in\n")


def test_a_folder_that_cannot_be_read_is_told_with_the_reason(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def forbidden(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", forbidden)
    assert main(["studio", str(folder)]) == 2
    assert capsys.readouterr().err == f"cannot read the folder {folder}: Permission denied\n"


def test_a_studio_that_is_asked_to_end_says_so_as_well(folder: Path) -> None:
    with running(folder) as studio:
        assert ended(studio, signal.SIGTERM) == (0, "the studio has stopped\n")


def test_on_all_addresses_of_both_kinds_the_printed_link_works(folder: Path) -> None:
    with running(folder, "--host", "::") as studio:
        assert "[::]" not in studio.base
        files = httpx.get(f"{studio.base}/api/files", headers={"X-Studio-Token": studio.token}).json()["files"]
        assert [each["name"] for each in files] == ["a.flow"]


def test_the_printed_link_has_an_address_of_the_kind_that_is_listened_to(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {socket.AF_INET: "192.0.2.7", socket.AF_INET6: "2001:db8::7"}
    monkeypatch.setattr(serve, "_own_address", own.get)
    for both, shown in ((True, "http://192.0.2.7:"), (False, "http://[2001:db8::7]:")):
        monkeypatch.setattr(socket, "has_dualstack_ipv6", lambda both=both: both)
        place = serve.bind("::", 0)
        with place.listening:
            assert place.base == f"{shown}{place.port}"


@pytest.mark.parametrize("port", ["-1", "65536", "99999999999999999999", "x", "", "8٤21", "1.5"])
def test_a_port_that_is_none_is_wrong_usage(folder: Path, port: str) -> None:
    done = command("studio", f"--port={port}", cwd=folder)
    assert done.returncode == 2
    assert "write a number from 0 to 65535" in done.stderr


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "jinja2", "h11", "anyio"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_the_extra_one_line_says_how_to_install_it(folder: Path, package: str, language: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from benefit_flows.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "studio", "--lang", language],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    told = {
        "en": 'the studio needs more: pip install "benefit-flows[studio]"\n',
        "fr": 'le studio demande un complément\u00a0: pip install "benefit-flows[studio]"\n',
    }
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told[language])
