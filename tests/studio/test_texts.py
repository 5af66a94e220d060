"""What is done with a text, saved or not: checked, run, formatted; and requests that make no sense."""

import asyncio
import json
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.studio.files import LARGEST
from tests.studio.support import BASE, BROKEN, FAILING, FEATURE, GOOD, TRAINER, Client, refusal
from tests.support import command

TEXT_CHANGES: Final = ("/api/check", "/api/run", "/api/format", "/api/save", "/api/sessions")


def finding(**more: object) -> dict[str, Any]:
    """Give a finding as the page gets it; what is given replaces what ``BROKEN`` has."""
    return {
        "here": True,
        "file": "a.flow",
        "line": 2,
        "column": 3,
        "end": 7,
        "severity": "error",
        "severity_name": "error",
        "code": "BF105",
        "message": 'no such keyword: "whne"',
        "help": 'did you mean "when"?',
        **more,
    }


def test_mistakes_are_told_with_place_code_and_help(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = Client(tmp_path).done("/api/check", {"file": "a.flow", "text": BROKEN})
    assert told == {"findings": [finding()], "scenarios": [{"name": "x", "line": 1}]}


def test_mistakes_are_told_in_the_language_of_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = Client(tmp_path).done("/api/check?lang=fr", {"file": "a.flow", "text": BROKEN})
    french = finding(severity_name="erreur", message="mot-clé inconnu : « whne »", help="vouliez-vous dire « when » ?")
    assert json.loads(json.dumps(told["findings"], ensure_ascii=False).replace("\u00a0", " ")) == [french]


def test_a_mistake_of_an_included_file_is_told_with_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.flow").write_text(BROKEN, encoding="utf-8")
    told = Client(tmp_path).done("/api/check", {"file": "a.flow", "text": f"include: b.flow\n\n{GOOD}"})
    assert told["findings"] == [finding(here=False, file="b.flow")]


@pytest.mark.parametrize("text", ["", "\0", "\n", "\ufeff"])
def test_a_text_that_says_nothing_is_told_and_nothing_breaks(tmp_path: Path, text: str) -> None:
    client = Client(tmp_path)
    told = client.done("/api/check", {"file": "a.flow", "text": text})
    assert [each["severity"] for each in told["findings"]] == ["error"]
    assert told["scenarios"] == []
    assert not client.done("/api/run", {"file": "a.flow", "text": text})["passed"]
    assert client.complaints == []


def test_a_run_that_passes_says_so_in_one_line(tmp_path: Path) -> None:
    told = Client(tmp_path).done("/api/run", {"file": "a.flow", "text": GOOD})
    assert told == {"passed": True, "line": "2 passed", "blocks": []}


def test_a_run_that_fails_explains_itself_as_the_terminal_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = Client(tmp_path).done("/api/run", {"file": "a.flow", "text": FAILING})
    (tmp_path / "a.flow").write_text(FAILING, encoding="utf-8")
    terminal = command("run", "a.flow", "--color", "never", cwd=tmp_path).stdout
    assert not told["passed"]
    assert [(each["here"], each["line"]) for each in told["blocks"]] == [(True, 3)]
    assert (
        "\n\n".join([*("".join(text for text, _ in each["parts"]) for each in told["blocks"]), told["line"]]) + "\n"
        == terminal
    )


def test_a_failure_says_whether_its_line_is_one_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "b.flow").write_text(BROKEN, encoding="utf-8")
    told = Client(tmp_path).done("/api/run", {"file": "a.flow", "text": f"include: b.flow\n\n{GOOD}whne\n"})
    assert [(each["here"], each["line"]) for each in told["blocks"]] == [(True, 13), (False, 2)]


@pytest.mark.parametrize(("language", "line"), [("en", "1 mistake: nothing was run"), ("fr", "1 erreur")])
def test_with_a_mistake_nothing_runs(tmp_path: Path, language: str, line: str) -> None:
    told = Client(tmp_path).done(f"/api/run?lang={language}", {"file": "a.flow", "text": BROKEN})
    assert (told["passed"], len(told["blocks"])) == (False, 1)
    assert told["line"].startswith(line)


def test_a_feature_is_checked_run_and_stepped_through(tmp_path: Path) -> None:
    client = Client(tmp_path)
    text = {"file": "a.feature", "text": FEATURE}
    assert client.done("/api/check", text)["scenarios"] == [{"name": "Looked at", "line": 3}]
    assert client.done("/api/run", text)["line"] == "1 passed"
    assert client.done("/api/sessions", text)["course"] == 1


def test_a_text_is_formatted(tmp_path: Path) -> None:
    rough = GOOD.replace("  use:", "use:").replace("scenario: ", "scenario:  ")
    assert Client(tmp_path).done("/api/format", {"file": "a.flow", "text": rough}) == {"text": GOOD}


@pytest.mark.parametrize(("name", "text"), [("a.flow", BROKEN), ("a.flow", ""), ("a.feature", FEATURE)])
def test_what_cannot_be_formatted_is_left_as_it_is(tmp_path: Path, name: str, text: str) -> None:
    answer = Client(tmp_path).post("/api/format", {"file": name, "text": text})
    assert refusal(answer) == (409, "not-formatted")


@pytest.mark.parametrize("path", TEXT_CHANGES)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"file": "a.flow"}' + b"}",
        {},
        {"text": GOOD},
        {"file": 1, "text": GOOD},
        {"file": None, "text": GOOD},
        {"file": "a.flow", "text": ["x"]},
        {"file": "a.flow", "text": "half a character: \ud83d"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(tmp_path: Path, path: str, body: object) -> None:
    client = Client(tmp_path)
    assert refusal(client.post(path, body)) == (400, "request")
    assert client.complaints == []
    assert list(tmp_path.iterdir()) == []


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS: Final = ("file", "text", "digest", "id", "line", "state", "from")


@settings(max_examples=200, deadline=None)  # each makes a studio of its own; how long that takes says nothing
@given(
    path=st.sampled_from(
        ["check", "run", "format", "save", "sessions", "sessions/abcdefgh", "sessions/abcdefgh/around"]
    ),
    body=st.dictionaries(st.sampled_from(KEYS), JSON | st.just("a.flow"), max_size=5),
)
def test_whatever_is_sent_the_studio_answers_and_has_no_bug(
    path: str, body: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "whatever"
    folder.mkdir(exist_ok=True)
    client = Client(folder)
    answer = client.post(f"/api/{path}", body)
    assert answer.status_code < 500, answer.text
    assert client.complaints == []


@pytest.mark.parametrize("line", [0, -1, 1.5, "1", True, 10**9, [1]])
def test_a_line_that_is_none_is_refused(tmp_path: Path, line: object) -> None:
    answer = Client(tmp_path).post("/api/sessions", {"file": "a.flow", "text": GOOD, "line": line})
    assert refusal(answer) == (400, "request")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_of_another_page_could_send_is_refused(tmp_path: Path, kind: str) -> None:
    body = {"file": "a.flow", "text": GOOD}
    answer = Client(tmp_path).post("/api/save", body, {**TRAINER, "Content-Type": kind})
    assert refusal(answer) == (400, "request")


@pytest.mark.parametrize("path", TEXT_CHANGES)
def test_more_than_the_limit_is_not_read(tmp_path: Path, path: str) -> None:
    body = {"file": "a.flow", "text": "x" * LARGEST}
    assert refusal(Client(tmp_path).post(path, body)) == (413, "large")


def test_who_leaves_in_the_middle_of_a_request_is_no_bug_of_ours(tmp_path: Path) -> None:
    client = Client(tmp_path)
    parts = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    headers = [(name.lower().encode(), value.encode()) for name, value in {**TRAINER, "Host": BASE[7:]}.items()]
    scope = {"type": "http", "method": "POST", "path": "/api/run", "query_string": b"", "headers": headers}
    sent: list[Any] = []

    async def receive() -> Any:
        return next(parts)

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        await client.http.app(scope, receive, send)

    asyncio.run(ask())
    assert sent[0]["status"] == 400
    assert client.complaints == []


def test_a_bug_of_ours_is_told_in_one_line_and_the_studio_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(tmp_path)
    monkeypatch.setattr(client.studio.desk, "run", lambda *_: 1 // 0)
    answer = client.post("/api/run?lang=fr", {"file": "a.flow", "text": GOOD})
    assert refusal(answer) == (500, "bug")
    assert [type(each) for each in client.complaints] == [ZeroDivisionError]
    assert client.done("/api/check", {"file": "a.flow", "text": GOOD})["findings"] == []
