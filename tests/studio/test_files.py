"""The folder: what is listed and read, how it is saved, and that nothing outside of it can be reached."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benefit_flows.studio import files
from benefit_flows.studio.files import LARGEST, Folder, Refused
from tests.studio.support import BROKEN, FAILING, FEATURE, GOOD, TRAINER, Client, raw, refusal, served

OTHERS: Final = "scenario: the secret  # do not tell\n"
OUTSIDE: Final = (
    "../secret.flow",
    "..",
    ".",
    "",
    "/",
    "sub/../../secret.flow",
    "sub/../a.flow",
    "./a.flow",
    "sub//a.flow",
    "/etc/passwd",
    "/secret.flow",
    "//secret.flow",
    "a.flow\0",
    "a.flow\0.flow",
    "../secret.flow\0.flow",
    "a.flow\n",
    "\u202ea.flow",
    ".hidden.flow",
    ".git/config",
    ".git/a.flow",
    "sub/.hidden/a.flow",
    "notes.txt",
    "a.flow/",
    "a.flow/.",
    "file:///etc/passwd",
    "a\u2028b.flow",
    "leads-out.flow",
    "leads-out-folder/secret.flow",
    "leads-to-hidden.flow",
    "leads-to-text.flow",
    "circle.flow",
    "x" * 5000 + ".flow",
    "\ud800.flow",
)
"""Names that lead out of the folder, or to what it does not show."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with files, hidden ones, and links of all kinds; beside it lies a secret."""
    (tmp_path / "secret.flow").write_text(OTHERS, encoding="utf-8")
    root = tmp_path / "given"
    (root / "sub").mkdir(parents=True)
    for name in ("a.flow", "sub/b.flow"):
        (root / name).write_text(GOOD, encoding="utf-8")
    (root / "c.feature").write_text(FEATURE, encoding="utf-8")
    for name in (".hidden.flow", ".git/a.flow", "sub/.hidden/a.flow", "notes.txt"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(OTHERS, encoding="utf-8")
    links = {
        "leads-out.flow": tmp_path / "secret.flow",
        "leads-out-folder": tmp_path,
        "leads-to-hidden.flow": root / ".hidden.flow",
        "leads-to-text.flow": root / "notes.txt",
        "circle.flow": root / "circle.flow",
        "leads-inside.flow": root / "sub" / "b.flow",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    return root


def everything(folder: Path) -> dict[str, bytes]:
    """Give the contents of all files beside and below a folder."""
    return {str(each): each.read_bytes() for each in sorted(folder.parent.rglob("*")) if each.is_file()}


def test_the_list_has_scenario_files_only_and_none_that_is_hidden_or_leads_out(folder: Path) -> None:
    assert Folder(folder).names() == ("a.flow", "c.feature", "leads-inside.flow", "sub/b.flow")


@pytest.mark.parametrize(
    "name", ["Leçon 1\u00a0: activation.flow", "back\\slash.flow", "a:b.feature", "’\u202f🙂.flow"]
)
def test_a_name_may_have_any_sign_that_the_system_allows(folder: Path, name: str) -> None:
    text = FEATURE if name.endswith(".feature") else GOOD
    (folder / name).write_text(text, encoding="utf-8")
    client = Client(folder)
    assert name in [each["name"] for each in client.get("/api/files").json()["files"]]
    assert client.http.get("/api/file", params={"name": name}, headers=TRAINER).json()["text"] == text
    assert client.done("/api/run", {"file": name, "text": text})["passed"]


@pytest.mark.parametrize("name", ["..\\secret.flow", "C:\\secret.flow", "C:secret.flow", "a.flow:stream.flow"])
def test_where_a_sign_leads_elsewhere_names_with_it_are_refused_and_told_why(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SEPARATORS", ("\\", ":"))
    (folder / "a:b.flow").write_text(GOOD, encoding="utf-8")
    client = Client(folder)
    answer = client.post("/api/save", {"file": name, "text": GOOD, "digest": None})
    assert refusal(answer) == (403, "separators")
    assert answer.json()["message"] == "file names cannot contain \\ : on this system"
    assert "a:b.flow" not in Folder(folder).names()
    told = client.done("/api/check", {"file": "a.flow", "text": f"include: {name}\n\n{GOOD}"})
    assert told["findings"][0]["code"] in ("BF401", "BF408")


def test_what_is_no_file_is_not_listed_although_it_is_called_like_one(folder: Path) -> None:
    os.mkfifo(folder / "pipe.flow")
    (folder / "folder.flow").mkdir()
    (folder / "nowhere.flow").symlink_to(folder / "gone.flow")
    assert Folder(folder).names() == ("a.flow", "c.feature", "leads-inside.flow", "sub/b.flow")


def test_a_folder_that_has_vanished_does_not_look_empty(folder: Path) -> None:
    client = Client(folder)
    shutil.rmtree(folder)
    answer = client.get("/api/files")
    assert refusal(answer) == (403, "unreadable")
    assert answer.json()["message"] == "given cannot be read: No such file or directory"


def test_a_text_without_a_name_is_not_saved_and_told_why(folder: Path) -> None:
    answer = Client(folder).post("/api/save", {"file": "", "text": GOOD, "digest": None})
    assert refusal(answer) == (400, "no-name")


def test_the_list_has_the_scenarios_of_each_file(folder: Path) -> None:
    for name in ("leads-inside.flow", "c.feature", "sub/b.flow"):
        (folder / name).unlink()
    (folder / "broken.flow").write_text(BROKEN, encoding="utf-8")
    (folder / "empty.flow").write_bytes(b"")
    (folder / "bytes.flow").write_bytes(b"\xff\xfe")
    assert Client(folder).get("/api/files").json() == {
        "folder": "given",
        "files": [
            {"name": "a.flow", "scenarios": [{"name": "Turned on", "line": 1}, {"name": "Looked at", "line": 7}]},
            {"name": "broken.flow", "scenarios": [{"name": "x", "line": 1}]},
            {"name": "bytes.flow", "scenarios": []},
            {"name": "empty.flow", "scenarios": []},
        ],
        "most": 2000,
    }


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_out_is_refused_and_nothing_is_read_or_written(folder: Path, name: str) -> None:
    before = everything(folder)
    client = Client(folder)
    for request in (
        {"file": name, "text": GOOD},
        {"file": name, "text": GOOD, "digest": None},
        {"file": name, "text": GOOD, "digest": "0" * 64},
    ):
        for path in ("/api/check", "/api/run", "/api/save", "/api/sessions"):
            answer = client.post(path, request)
            assert answer.status_code in (400, 403), f"{path}: {answer.text}"
            assert "secret" not in answer.text
    with pytest.raises(Refused) as refused:
        Folder(folder).read(name)
    assert refused.value.key == "outside"
    assert everything(folder) == before


@pytest.mark.parametrize(
    "query",
    [
        "../secret.flow",
        "..%2fsecret.flow",
        "%2e%2e/secret.flow",
        "%2e%2e%2fsecret.flow",
        "%252e%252e%252fsecret.flow",
        "..%5csecret.flow",
        "..%c0%afsecret.flow",
        "%2fetc%2fpasswd",
        "a.flow%00",
        "%ff.flow",
        "leads-out.flow",
        "sub/..%2f..%2fsecret.flow",
    ],
)
def test_a_name_that_leads_out_is_refused_however_it_is_written(folder: Path, query: str) -> None:
    answer = Client(folder).get(f"/api/file?name={query}")
    assert answer.status_code in (403, 404)
    assert answer.json()["error"] in ("outside", "missing")
    assert "do not tell" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.flow",
        "/assets/../files.py",
        "/assets/%2e%2e/files.py",
        "/assets/..%2ffiles.py",
        "/assets/..%5cfiles.py",
        "/assets//etc/passwd",
        "/assets/edit.html",
        "/assets/frame.html",
        "/a.flow",
        "/f/../api/files",
        "/follow/../api/files",
    ],
)
def test_an_address_that_climbs_gives_nothing(folder: Path, path: str) -> None:
    with served(folder) as studio:
        host = studio.base.removeprefix("http://")
        answer = raw(studio.base, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b"\r\n")[0] == b"HTTP/1.1 404 Not Found"


PARTS = st.sampled_from(["..", ".", "", "sub", "a.flow", "b.flow", "c.feature", ".git", "leads-out-folder", "\0", "\\"])


@given(name=st.one_of(st.text(max_size=40), st.lists(PARTS, max_size=6).map("/".join), st.lists(PARTS).map("\\".join)))
@example(name="a.flow")
def test_whatever_the_name_only_scenario_files_below_the_folder_are_had(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.getbasetemp() / "given-by-name"
    if not root.exists():
        (root / "sub").mkdir(parents=True)
        (root / ".git").mkdir()
        for each in ("a.flow", "sub/b.flow", ".git/a.flow"):
            (root / each).write_text(GOOD, encoding="utf-8")
        (root / "leads-out-folder").symlink_to(tmp_path_factory.getbasetemp())
    with suppress(Refused):
        path = Folder(root).path(name)
        below = path.relative_to(root.resolve()).parts
        assert path.suffix in (".flow", ".feature")
        assert not [part for part in below if part.startswith(".")]


@pytest.mark.parametrize("link", ["../secret.flow", ".hidden.flow", "notes.txt", "leads-out.flow", "deeper.flow"])
def test_what_lies_outside_cannot_be_included_either(folder: Path, link: str) -> None:
    (folder / "deeper.flow").write_text("include: ../secret.flow\n\nsetup: more\n  use: a Gold partner\n", "utf-8")
    told = Client(folder).done("/api/check", {"file": "a.flow", "text": f"include: {link}\n\n{GOOD}"})
    assert [each["code"] for each in told["findings"]] == ["BF408"]
    assert "secret  #" not in str(told)
    ran = Client(folder).done("/api/run", {"file": "a.flow", "text": f"include: {link}\n\n{GOOD}"})
    assert not ran["passed"]
    assert "the secret" not in str(ran)


def test_all_that_cannot_be_included_is_told_at_once(folder: Path) -> None:
    (folder / "large.flow").write_bytes(b"#" * (LARGEST + 1))
    links = ("../secret.flow", "gone.flow", ".hidden.flow", "large.flow")
    text = "".join(f"include: {each}\n" for each in links) + f"\n{GOOD}"
    told = Client(folder).done("/api/check", {"file": "a.flow", "text": text})
    assert [(each["line"], each["code"]) for each in told["findings"]] == [
        (1, "BF408"),
        (2, "BF401"),
        (3, "BF408"),
        (4, "BF404"),
    ]


def test_files_include_one_another_wherever_the_studio_was_started(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    (folder / "setups.flow").write_text("setup: my partner\n  use: a Gold partner\n", encoding="utf-8")
    text = "include: setups.flow\n\n" + GOOD.replace("a Gold partner", "my partner")
    client = Client(folder)
    assert client.done("/api/check", {"file": "a.flow", "text": text})["findings"] == []
    assert client.done("/api/run", {"file": "a.flow", "text": text})["passed"]


def test_files_are_named_as_they_are_seen_from_the_folder(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    client = Client(folder)
    (folder / "broken.flow").write_text(BROKEN, encoding="utf-8")
    told = client.done("/api/check", {"file": "sub/b.flow", "text": f"include: ../broken.flow\n\n{GOOD}"})
    assert [(each["file"], each["here"]) for each in told["findings"]] == [("broken.flow", False)]
    ran = client.done("/api/run", {"file": "sub/b.flow", "text": FAILING})
    assert "--> sub/b.flow:3:" in "".join(text for text, _ in ran["blocks"][0]["parts"])
    session = client.done("/api/sessions", {"file": "sub/b.flow"})
    found = client.sessions.find(session["id"])
    assert found is not None
    assert {each.span.path for each in found.course.scenarios} == {"sub/b.flow"}


def test_a_file_of_the_folder_can_be_included(folder: Path) -> None:
    (folder / "setups.flow").write_text("setup: my partner\n  use: a Gold partner\n", encoding="utf-8")
    text = "include: ../setups.flow\n\n" + GOOD.replace("a Gold partner", "my partner")
    assert Client(folder).done("/api/check", {"file": "sub/b.flow", "text": text})["findings"] == []


def test_files_that_include_one_another_are_told_as_on_the_command_line(folder: Path) -> None:
    text = "include: b.flow\n\n" + GOOD
    (folder / "sub" / "b.flow").write_text("include: c.flow\n", encoding="utf-8")
    (folder / "sub" / "c.flow").write_text("include: b.flow\n", encoding="utf-8")
    told = Client(folder).done("/api/check", {"file": "sub/new.flow", "text": text})
    assert [each["code"] for each in told["findings"]][:1] == ["BF407"]


def test_a_file_is_read_with_the_digest_of_its_bytes(folder: Path) -> None:
    answer = Client(folder).get("/api/file?name=a.flow").json()
    assert answer["text"] == GOOD
    assert answer["findings"] == []
    assert answer["digest"] == Folder(folder).read("leads-inside.flow").digest


@pytest.mark.parametrize(
    ("data", "code"), [(b"\xff\xfe", "BF403"), (b"scenario: \xe9t\xe9\n", "BF403"), (b"a\0b", "BF411")]
)
def test_a_file_that_is_no_text_is_told_and_not_opened(folder: Path, data: bytes, code: str) -> None:
    (folder / "a.flow").write_bytes(data)
    answer = Client(folder).get("/api/file?name=a.flow").json()
    assert answer["text"] is None
    assert [each["code"] for each in answer["findings"]] == [code]


@pytest.mark.parametrize("data", [b"", b"\n", b" \n\n"])
def test_an_empty_file_can_be_opened_and_written(folder: Path, data: bytes) -> None:
    (folder / "a.flow").write_bytes(data)
    client = Client(folder)
    opened = client.get("/api/file?name=a.flow").json()
    assert opened["text"] == ""
    client.done("/api/save", {"file": "a.flow", "text": GOOD, "digest": opened["digest"]})
    assert (folder / "a.flow").read_bytes() == GOOD.encode()


def test_a_file_that_is_too_large_is_refused(folder: Path) -> None:
    (folder / "a.flow").write_bytes(b"#" * (LARGEST + 1))
    assert refusal(Client(folder).get("/api/file?name=a.flow")) == (413, "large")


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.flow")
    client = Client(folder)
    assert refusal(client.get("/api/file?name=pipe.flow")) == (403, "not-a-file")
    assert refusal(client.post("/api/save", {"file": "pipe.flow", "text": "x"})) == (403, "not-a-file")


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    answer = Client(folder).get("/api/file?name=gone.flow&lang=fr")
    assert refusal(answer) == (404, "missing")
    assert answer.json()["message"] == "gone.flow n’existe pas ou plus"


def test_what_was_opened_and_is_unchanged_is_saved(folder: Path) -> None:
    client = Client(folder)
    digest = client.get("/api/file?name=a.flow").json()["digest"]
    saved = client.done("/api/save", {"file": "a.flow", "text": BROKEN, "digest": digest})
    assert (folder / "a.flow").read_bytes() == BROKEN.encode()
    assert saved == {"digest": client.get("/api/file?name=a.flow").json()["digest"]}


def test_what_changed_on_disk_in_the_meantime_is_never_written_over(folder: Path) -> None:
    client = Client(folder)
    digest = client.get("/api/file?name=a.flow").json()["digest"]
    (folder / "a.flow").write_text("one\ntwo\n", encoding="utf-8")
    answer = client.post("/api/save", {"file": "a.flow", "text": "one\nthree\n", "digest": digest})
    assert refusal(answer) == (409, "meanwhile")
    assert (folder / "a.flow").read_text(encoding="utf-8") == "one\ntwo\n"
    told = answer.json()
    assert told["disk"]["text"] == "one\ntwo\n"
    assert told["difference"] == ["@@ -1,2 +1,2 @@", " one", "-two", "+three"]
    client.done("/api/save", {"file": "a.flow", "text": "one\nthree\n", "digest": told["disk"]["digest"]})
    assert (folder / "a.flow").read_text(encoding="utf-8") == "one\nthree\n"


def test_of_two_who_save_at_once_one_is_told_that_the_file_changed(folder: Path) -> None:
    client = Folder(folder)
    digest = client.read("a.flow").digest
    with ThreadPoolExecutor(8) as pool:
        saved = list(pool.map(lambda number: client.save("a.flow", f"# {number}\n" * 1000, digest), range(8)))
    written = [number for number, each in enumerate(saved) if each.meanwhile is None]
    assert len(written) == 1
    assert (folder / "a.flow").read_text(encoding="utf-8") == f"# {written[0]}\n" * 1000


def test_a_new_file_never_takes_the_place_of_another(folder: Path) -> None:
    client = Client(folder)
    assert refusal(client.post("/api/save", {"file": "a.flow", "text": "x", "digest": None})) == (409, "exists")
    assert (folder / "a.flow").read_text(encoding="utf-8") == GOOD
    client.done("/api/save", {"file": "sub/new.flow", "text": GOOD, "digest": None})
    assert (folder / "sub" / "new.flow").read_text(encoding="utf-8") == GOOD


def test_a_file_that_was_deleted_while_open_is_not_made_again_by_itself(folder: Path) -> None:
    client = Client(folder)
    digest = client.get("/api/file?name=a.flow").json()["digest"]
    (folder / "a.flow").unlink()
    assert refusal(client.post("/api/save", {"file": "a.flow", "text": GOOD, "digest": digest})) == (409, "gone")
    assert not (folder / "a.flow").exists()
    client.done("/api/save", {"file": "a.flow", "text": GOOD, "digest": None})
    assert (folder / "a.flow").read_text(encoding="utf-8") == GOOD


def test_a_saved_file_keeps_its_ends_of_lines_and_its_link(folder: Path) -> None:
    (folder / "sub" / "b.flow").write_bytes(b"scenario: x\r\n")
    client = Client(folder)
    opened = client.get("/api/file?name=leads-inside.flow").json()
    assert opened["text"] == "scenario: x\n"
    saving = {"file": "leads-inside.flow", "text": "scenario: y\n  use: z\n", "digest": opened["digest"]}
    client.done("/api/save", saving)
    assert (folder / "sub" / "b.flow").read_bytes() == b"scenario: y\r\n  use: z\r\n"
    assert (folder / "leads-inside.flow").is_symlink()


@pytest.mark.parametrize(
    ("name", "status", "reason"),
    [("c.feature", 403, "not-flow"), ("new.feature", 403, "not-flow"), ("nowhere/new.flow", 409, "no-folder")],
)
def test_what_cannot_be_saved_is_told(folder: Path, name: str, status: int, reason: str) -> None:
    before = everything(folder)
    answer = Client(folder).post("/api/save", {"file": name, "text": GOOD, "digest": None})
    assert refusal(answer) == (status, reason)
    assert everything(folder) == before


def test_nothing_but_saving_writes(folder: Path) -> None:
    before = everything(folder)
    client = Client(folder)
    text = {"file": "a.flow", "text": GOOD}
    for path in ("/api/check", "/api/run", "/api/format"):
        client.done(path, text)
    session = client.done("/api/sessions", {"file": "sub/b.flow", "text": GOOD})
    client.done(f"/api/sessions/{session['id']}/export", {"state": session["state"]})
    assert everything(folder) == before
