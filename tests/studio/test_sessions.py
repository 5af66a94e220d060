"""Sessions: states that fit, two trainers on one, following by a stream, ten followers, a studio that starts again."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event as Threads
from threading import Semaphore
from typing import Any, Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.language.parse import parse
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source
from benefit_flows.studio.files import Folder
from benefit_flows.studio.follow import events as stream
from benefit_flows.studio.lessons import Course, StepRequest, open_course
from benefit_flows.studio.sessions import LETTERS, LONGEST_QUEUE, MOST_SESSIONS, Sessions, is_id, new_id
from benefit_flows.studio.texts import Desk, RunVerdict
from tests.studio.support import BROKEN, GOOD, TOKEN, Client, Event, Served, events, refusal, served, wait_for
from tests.support import check_text

OPENED: Final = {"file": "a.flow", "text": GOOD}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """Make something to step through."""
    return open_course(Desk(Folder(tmp_path), RULEBOOKS), StepRequest("a.flow", GOOD, None))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with one good file."""
    (tmp_path / "a.flow").write_text(GOOD, encoding="utf-8")
    return tmp_path


def own_path(client: Client, session: dict[str, Any], steps: int) -> str:
    """Give the path of the first scenario's own choices, so many of them."""
    from benefit_flows.stepper.session import begin
    from benefit_flows.stepper.start import start_of

    found = client.sessions.find(session["id"])
    assert found is not None
    walk = begin(start_of(found.course.scenarios[0], rulebook()), rulebook(), steps).walk
    return f"path={'.'.join(map(str, walk.path))}@{walk.cursor}"


# States


def test_a_session_begins_at_the_start_and_has_a_short_link_to_follow(folder: Path) -> None:
    session = Client(folder).done("/api/sessions", {"file": "a.flow"})
    assert session["state"].startswith("v=")
    assert "&" not in session["state"]
    assert session["follow"] == f"http://127.0.0.1:8421/f/{session['id']}"
    assert is_id(session["id"])


def test_a_session_of_a_line_opens_paused_before_it(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", {"file": "a.flow", "line": 4})
    assert session["state"].endswith(own_path(client, session, 1))


def test_a_change_is_written_as_all_pages_write_it_without_the_readers_language(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", OPENED)
    path = own_path(client, session, 2)
    body = {"from": session["version"], "state": f"#lang=fr&done=2&{path}&from=0&lesson=1"}
    told = client.done(f"/api/sessions/{session['id']}", body)
    assert told == {"version": "e.2", "course": 1, "state": f"{session['state']}&{path}&done=2"}


@pytest.mark.parametrize(
    "state",
    [
        "path=999@1",
        "path=0@2",
        "path=0@-1",
        "path=a@1",
        "path=0",
        "lesson=3",
        "lesson=0",
        "lesson=99999999999999999999",
        "done=3",
        "kept=999",
        "from=1",
        "v=00000000",
        "path=" + "0." * 6000 + "0@1",
    ],
)
def test_a_state_that_does_not_fit_is_refused_and_changes_nothing(folder: Path, state: str) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", OPENED)
    address = f"/api/sessions/{session['id']}"
    body = {"from": session["version"], "state": state}
    assert refusal(client.post(address, body)) == (422, "state")
    assert refusal(client.post(f"{address}/export", body)) == (422, "state")
    assert refusal(client.post(f"{address}/around", body)) == (422, "state")
    again = client.done(address, {"from": session["version"], "state": session["state"]})
    assert again["version"] == session["version"]


@given(
    state=st.one_of(
        st.text(max_size=60), st.from_regex(r"(path|kept|done|from|lesson|v)=[0-9.@_]{0,9}&?", fullmatch=True)
    )
)
def test_whatever_is_sent_as_a_state_fits_or_is_refused(state: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    client = _client(tmp_path_factory)
    session = client.done("/api/sessions", OPENED)
    answer = client.post(f"/api/sessions/{session['id']}", {"from": session["version"], "state": state})
    assert answer.status_code in (200, 400, 422), answer.text
    assert client.complaints == []


_clients: list[Client] = []


def _client(factory: pytest.TempPathFactory) -> Client:
    if not _clients:
        _clients.append(Client(factory.mktemp("states")))
    return _clients[0]


def test_a_text_with_mistakes_or_without_scenario_cannot_be_stepped_through(folder: Path) -> None:
    client = Client(folder)
    assert refusal(client.post("/api/sessions", {"file": "a.flow", "text": BROKEN})) == (422, "mistakes")
    assert refusal(client.post("/api/sessions", {"file": "a.flow", "line": 6000})) == (422, "no-scenario")
    assert refusal(client.post("/api/sessions", {"file": "gone.flow"})) == (404, "missing")
    many = "".join(GOOD.replace("Turned on", f"On {n}").replace("Looked at", f"Seen {n}") + "\n" for n in range(26))
    assert refusal(client.post("/api/sessions", {"file": "a.flow", "text": many})) == (422, "too-many")
    assert client.done("/api/sessions", {"file": "a.flow", "text": many, "line": 1})["course"] == 1


def test_of_an_outline_with_many_rows_the_first_can_be_stepped_through_and_each_by_its_line(folder: Path) -> None:
    rows = "".join(f"    | {number} |\n" for number in range(1, 101))
    check = 'then "Microsoft Product Support" is inactive'
    text = f"outline: On\n  use: a Gold partner\n  when <n> days pass\n  {check}\n  examples:\n    | n |\n{rows}"
    client = Client(folder)
    assert client.done("/api/check", {"file": "a.flow", "text": text})["findings"] == []
    for line, lessons in ((1, 50), (70, 1)):
        session = client.done("/api/sessions", {"file": "a.flow", "text": text, "line": line})
        found = client.sessions.find(session["id"])
        assert found is not None
        assert len(found.course.scenarios) == lessons


def test_what_was_done_is_exported_as_a_scenario_that_can_be_opened_in_the_editor(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", OPENED)
    state = own_path(client, session, 2)
    text = client.done(f"/api/sessions/{session['id']}/export", {"state": state})["text"]
    assert 'Ada activates "Microsoft Product Support"' in text
    assert check_text(text).diagnostics == ()
    assert parse(Source("a.flow", text)).language == "en"


def test_a_file_that_is_deleted_while_it_is_stepped_through_does_not_matter(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", {"file": "a.flow"})
    (folder / "a.flow").unlink()
    path = own_path(client, session, 1)
    told = client.done(f"/api/sessions/{session['id']}", {"from": session["version"], "state": path})
    assert told["state"].endswith(path)
    joined = client.done("/api/sessions", {"id": session["id"], "file": "a.flow"})
    assert joined["state"] == told["state"]
    assert client.http.get(f"/follow/{session['id']}/document").status_code == 200


# Two trainers


def test_of_two_trainers_the_slower_one_gets_what_the_faster_one_did(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", OPENED)
    other = client.done("/api/sessions", {"id": session["id"], "file": "a.flow"})
    assert other == session
    address = f"/api/sessions/{session['id']}"
    first = client.done(address, {"from": session["version"], "state": own_path(client, session, 1)})
    late = client.post(f"{address}?lang=fr", {"from": session["version"], "state": own_path(client, session, 2)})
    assert refusal(late) == (409, "stale")
    assert {key: late.json()[key] for key in first} == first
    assert late.json()["message"].startswith("quelqu’un d’autre a été plus rapide")
    second = client.done(address, {"from": first["version"], "state": own_path(client, session, 2)})
    assert second["version"] == "e.3"


def test_trainers_who_open_the_same_after_a_restart_share_one_session(folder: Path) -> None:
    with served(folder) as studio, ThreadPoolExecutor(4) as pool:
        states = [f"path={'.'.join('0' * count)}@{count}" for count in range(1, 5)]
        bodies = [{"id": "abcdefgh", "file": "a.flow", "state": state} for state in states]
        told = [each.json() for each in pool.map(lambda body: studio.post("/api/sessions", body), bodies)]
    assert {(each["id"], each["course"]) for each in told} == {("abcdefgh", 1)}
    assert len({each["state"] for each in told}) == 1


def test_who_joins_takes_what_the_session_has_and_brings_nothing(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", {"file": "a.flow"})
    text = GOOD.replace("Turned on", "Switched on")
    other = client.done("/api/sessions", {"id": session["id"], "file": "a.flow", "text": text, "line": 4})
    assert (other["course"], other["line"], other["text"]) == (2, 4, text)
    for body in ({}, {"file": "a.flow", "state": session["state"]}, {"file": "gone.flow", "text": GOOD, "line": 9}):
        joined = client.done("/api/sessions", {"id": session["id"], "join": True, **body})
        assert joined == other


def test_who_joins_after_a_restart_opens_the_session_with_what_the_page_has(folder: Path) -> None:
    client = Client(folder)
    body = {"id": "abcdefgh", "join": True}
    assert refusal(client.post("/api/sessions", body)) == (404, "no-session")
    text = GOOD.replace("Turned on", "Switched on")
    told = client.done("/api/sessions", {**body, "file": "new.flow", "text": text})
    assert (told["id"], told["file"], told["line"], told["text"]) == ("abcdefgh", "new.flow", None, text)


def test_the_text_of_a_session_is_told_only_where_the_file_has_another(folder: Path) -> None:
    client = Client(folder)
    assert client.done("/api/sessions", OPENED)["text"] is None
    (folder / "a.flow").write_text(BROKEN, encoding="utf-8")
    assert client.done("/api/sessions", OPENED)["text"] == GOOD


def test_a_state_that_fits_no_more_is_told_and_the_session_begins_at_the_start(folder: Path) -> None:
    client = Client(folder)
    fresh = client.done("/api/sessions", OPENED)
    assert fresh["fits"]
    old = client.done("/api/sessions", {**OPENED, "state": "v=00000000&path=0@1"})
    assert (old["fits"], old["state"]) == (False, fresh["state"])


def test_another_text_in_a_session_begins_anew_and_older_changes_are_stale(folder: Path) -> None:
    client = Client(folder)
    session = client.done("/api/sessions", OPENED)
    text = GOOD.replace("Turned on", "Switched on")
    again = client.done("/api/sessions", {"id": session["id"], "file": "a.flow", "text": text})
    assert (again["id"], again["course"]) == (session["id"], 2)
    assert again["state"] != session["state"]
    late = client.post(f"/api/sessions/{session['id']}", {"from": session["version"], "state": ""})
    assert refusal(late) == (409, "stale")


@pytest.mark.parametrize("key", ["short", "ABCDEFGH", "../../ab", "abcdefg\n", "abcdefghi", "", 7])
def test_an_id_that_the_studio_never_gives_is_refused(folder: Path, key: object) -> None:
    answer = Client(folder).post("/api/sessions", {"id": key, "file": "a.flow"})
    assert refusal(answer) == (400, "request")


@pytest.mark.parametrize("path", ["", "/around", "/export"])
def test_a_session_that_is_not_there_is_told(folder: Path, path: str) -> None:
    answer = Client(folder).post(f"/api/sessions/abcdefgh{path}", {"from": "e.1", "state": ""})
    assert refusal(answer) == (404, "no-session")


def test_who_follows_what_is_not_there_is_told(folder: Path) -> None:
    client = Client(folder)
    for path in ("events", "document"):
        assert refusal(client.http.get(f"/follow/abcdefgh/{path}")) == (404, "no-session")


def test_a_link_to_follow_that_was_typed_in_capitals_works(folder: Path) -> None:
    client = Client(folder)
    key = client.done("/api/sessions", OPENED)["id"]
    assert client.http.get(f"/follow/{key.upper()}/document").status_code == 200


def test_ids_cannot_be_guessed_or_misread() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(map(is_id, ids))
    assert not set("01loi") & set(LETTERS)


# How many


def test_the_sessions_used_longest_ago_are_dropped(course: Course) -> None:
    sessions = Sessions("e")
    first = sessions.open(None, course, "")
    second = sessions.open(None, course, "")
    others = [sessions.open(None, course, "") for _ in range(MOST_SESSIONS - 2)]
    assert sessions.find(first.id) is first
    sessions.open(None, course, "")
    assert sessions.find(second.id) is None
    assert sessions.find(first.id) is first
    assert sessions.find(others[-1].id) is others[-1]


def test_large_texts_leave_room_for_fewer_sessions(tmp_path: Path) -> None:
    desk = Desk(Folder(tmp_path), RULEBOOKS)
    large = open_course(desk, StepRequest("a.flow", GOOD + "#" * 900 + "\n" + ("#" * 900 + "\n") * 1000, None))
    sessions = Sessions("e")
    opened = [sessions.open(None, large, "") for _ in range(20)]
    assert [sessions.find(each.id) is not None for each in opened] == [False] * 9 + [True] * 11


def test_who_is_too_slow_misses_what_is_old_never_what_is_new(course: Course) -> None:
    async def slow() -> list[str]:
        sessions = Sessions("e")
        session = sessions.open(None, course, "0")
        with sessions.following(session) as queue:
            for number in range(LONGEST_QUEUE * 3):
                sessions.change(session, session.news.version, f"path={number}")
            return [news.state for _ in range(queue.qsize()) if (news := queue.get_nowait()) is not None]

    last = LONGEST_QUEUE * 3
    assert asyncio.run(slow()) == [f"path={number}" for number in range(last - LONGEST_QUEUE, last)]


# The stream


def collected(course: Course, seen: str | None, changes: int) -> list[str]:
    """Follow a session that changes so often, and is closed then; give what the stream said."""

    async def follow() -> list[str]:
        sessions = Sessions("e")
        session = sessions.open(None, course, "s0")
        told: list[str] = []
        async for part in stream(sessions, session, seen, heartbeat=0.02):
            told.append(part)
            if changes >= len(told) > 0:
                sessions.change(session, session.news.version, f"s{len(told)}")
            elif "still here" in part:
                sessions.close()
        assert session.followers == set()
        return told

    return asyncio.run(follow())


def test_a_stream_begins_with_the_newest_state_and_goes_on_in_order(course: Course) -> None:
    assert collected(course, None, 2) == [
        "retry: 1000\n\n",
        'id: e.1\ndata: {"version": "e.1", "course": 1, "state": "s0"}\n\n',
        'id: e.2\ndata: {"version": "e.2", "course": 1, "state": "s1"}\n\n',
        'id: e.3\ndata: {"version": "e.3", "course": 1, "state": "s2"}\n\n',
        ": still here\n\n",
    ]


def test_what_was_seen_before_the_connection_broke_is_not_sent_again(course: Course) -> None:
    assert collected(course, "e.1", 0) == ["retry: 1000\n\n", ": still here\n\n"]
    assert collected(course, "other.1", 0) == [
        "retry: 1000\n\n",
        'id: e.1\ndata: {"version": "e.1", "course": 1, "state": "s0"}\n\n',
        ": still here\n\n",
    ]


def test_who_comes_when_the_studio_ends_is_sent_away(course: Course) -> None:
    async def follow() -> list[str]:
        sessions = Sessions("e")
        session = sessions.open(None, course, "s0")
        sessions.close()
        return [part async for part in stream(sessions, session, "e.1")]

    assert asyncio.run(follow()) == ["retry: 1000\n\n"]


# With real connections


@contextmanager
def follower(studio: Served, key: str, **headers: str) -> Iterator[Iterator[Event]]:
    """Follow a session over a connection of one's own."""
    address = f"{studio.base}/follow/{key}/events"
    with httpx.stream("GET", address, headers=headers, timeout=20) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer.iter_lines())


def moved(studio: Served, session: dict[str, Any], numbers: list[int]) -> list[dict[str, Any]]:
    """Take choices one after another, then go back over three of them; give what the trainer was told."""
    told = [session]
    states = [f"path={'.'.join(map(str, numbers[:end]))}@{end}" for end in range(1, len(numbers) + 1)]
    whole = ".".join(map(str, numbers))
    for state in [*states, *(f"path={whole}@{len(numbers) - back}" for back in (1, 2, 3))]:
        answer = studio.post(f"/api/sessions/{session['id']}", {"from": told[-1]["version"], "state": state})
        assert answer.status_code == 200, answer.text
        told.append(answer.json())
    return told


def test_ten_followers_see_ten_moves_and_three_steps_back_in_order(folder: Path) -> None:
    with served(folder) as studio:
        session = studio.post("/api/sessions", OPENED).json()
        found = studio.sessions.find(session["id"])
        assert found is not None

        def follow(_: int) -> list[str]:
            with follower(studio, session["id"]) as arriving:
                return [next(arriving).data["state"] for _ in range(1 + 10 + 3)]

        with ThreadPoolExecutor(10) as pool:
            following = [pool.submit(follow, number) for number in range(10)]
            wait_for(lambda: len(found.followers) == 10, "ten follow")
            told = moved(studio, session, [0] * 10)
            everything = [each.result(20) for each in following]
        assert everything == [[each["state"] for each in told]] * 10
        wait_for(lambda: not found.followers, "those who left are forgotten")


def test_a_follower_that_comes_late_or_again_is_where_the_trainer_is(folder: Path) -> None:
    with served(folder) as studio:
        session = studio.post("/api/sessions", OPENED).json()
        last = moved(studio, session, [0] * 4)[-1]
        with follower(studio, session["id"]) as arriving:
            assert next(arriving) == Event(last["version"], last)
        header = {"Last-Event-ID": session["version"]}
        with follower(studio, session["id"], **header) as arriving:
            assert next(arriving).data == last


def test_a_follower_that_disconnects_is_forgotten_at_once_and_disturbs_nobody(folder: Path) -> None:
    with served(folder) as studio:
        session = studio.post("/api/sessions", OPENED).json()
        found = studio.sessions.find(session["id"])
        assert found is not None
        with follower(studio, session["id"]) as stays:
            next(stays)
            with follower(studio, session["id"]) as leaves:
                next(leaves)
                assert len(found.followers) == 2
            wait_for(lambda: len(found.followers) == 1, "one is left")
            last = moved(studio, session, [0] * 3)[-1]
            assert [next(stays).data for _ in range(6)][-1] == last


def test_checking_a_long_text_keeps_no_follower_waiting(folder: Path) -> None:
    long = "".join(GOOD.replace("Turned on", f"On {n}").replace("Looked at", f"Seen {n}") + "\n" for n in range(1500))
    with served(folder) as studio, ThreadPoolExecutor(1) as pool:
        session = studio.post("/api/sessions", OPENED).json()
        with follower(studio, session["id"]) as arriving:
            next(arriving)
            checking = pool.submit(studio.post, "/api/check", {"file": "a.flow", "text": long})
            studio.post(f"/api/sessions/{session['id']}", {"from": session["version"], "state": "path=0@1"})
            assert next(arriving).data["state"].endswith("path=0@1")
            assert not checking.done()
        assert checking.result(20).json()["findings"] == []


def test_nobody_but_other_runs_waits_for_long_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end = Semaphore(0), Threads()

    def long(*_: object) -> RunVerdict:
        begun.release()
        may_end.wait(20)
        return RunVerdict(passed=True, line="", blocks=())

    monkeypatch.setattr(Desk, "run", long)
    with served(folder) as studio, ThreadPoolExecutor(3) as pool:
        session = studio.post("/api/sessions", OPENED).json()
        runs = [pool.submit(studio.post, "/api/run", OPENED) for _ in range(3)]
        try:
            assert all(begun.acquire(timeout=20) for _ in range(2))
            header = {"X-Studio-Token": TOKEN}
            assert httpx.get(f"{studio.base}/api/files", headers=header, timeout=20).status_code == 200
            assert httpx.get(f"{studio.base}/follow/{session['id']}/document", timeout=20).status_code == 200
            assert studio.post("/api/check", OPENED).status_code == 200
            assert not any(each.done() for each in runs)
        finally:
            may_end.set()
        assert [each.result(20).status_code for each in runs] == [200] * 3


def test_many_who_come_at_once_are_served_by_one_document(folder: Path) -> None:
    with served(folder) as studio, ThreadPoolExecutor(10) as pool:
        session = studio.post("/api/sessions", OPENED).json()
        address = f"{studio.base}/follow/{session['id']}/document"
        answers = list(pool.map(lambda _: httpx.get(address, timeout=20).json(), range(10)))
    assert len({each["document"] for each in answers}) == 1
    assert {each["state"] for each in answers} == {session["state"]}


def test_after_a_restart_the_trainer_goes_on_and_followers_find_the_same_link(folder: Path) -> None:
    with served(folder) as studio:
        session = studio.post("/api/sessions", OPENED).json()
        last = moved(studio, session, [0] * 4)[-1]
        port = int(studio.base.rpartition(":")[2])
        with follower(studio, session["id"]) as arriving:
            next(arriving)
            studio.server.should_exit = True
            with suppress(httpx.RemoteProtocolError):
                assert list(arriving) == []
    with served(folder, port) as studio:
        assert httpx.get(f"{studio.base}/follow/{session['id']}/document").status_code == 404
        again = studio.post("/api/sessions", {"id": session["id"], **OPENED, "state": last["state"]}).json()
        assert (again["id"], again["state"]) == (session["id"], last["state"])
        with follower(studio, session["id"], **{"Last-Event-ID": last["version"]}) as arriving:
            assert next(arriving).data["state"] == last["state"]
