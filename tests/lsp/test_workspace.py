"""Several documents: what one includes is open, on disk, changed, gone; nothing old is left behind."""

import shutil
import tempfile
from pathlib import Path
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from lsprotocol import types as lsp

from benefit_flows.pipeline import load
from benefit_flows.rulebooks import RULEBOOKS
from tests.lsp.support import Editor, uri_of

USER: Final = 'include: lib.flow\nscenario: x\n  use: ours\n  then "Microsoft Product Support" is inactive\n'
LIBRARY: Final = "setup: ours\n  use: a Gold partner\n"
TEXTS: Final = {
    "user.flow": (
        USER,
        USER.replace("ours", "theirs"),
        USER.replace("include: lib.flow\n", ""),
        USER.replace("lib", "other"),
        USER.replace("then", "thn"),
        "scenario: y\n",
    ),
    "lib.flow": (
        LIBRARY,
        LIBRARY.replace("Gold", "Bold"),
        LIBRARY.replace("ours", "theirs"),
        f"include: user.flow\n{LIBRARY}",
        f"include: other.flow\n{LIBRARY}",
        f"{LIBRARY}  then nothng\n",
        "language: xx\n",
    ),
    "other.flow": (
        LIBRARY.replace("ours", "theirs"),
        f"include: lib.flow\n{LIBRARY}",
        "include: other.flow\nflow: A circle\n",
        "include: gone.flow\nsetup: theirs\n",
    ),
}
NAMES: Final = sorted(TEXTS)


class Desk(RuleBasedStateMachine):
    """Somebody opens, edits, saves, closes, writes and removes three files that include one another."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        (self.folder / "pyproject.toml").touch()
        self.editor = Editor()
        self.buffers: dict[str, str] = {}

    def uri(self, name: str) -> str:
        return uri_of(self.folder / name)

    def disk(self, name: str) -> str | None:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.exists() else None

    @rule(name=st.sampled_from(NAMES), which=st.integers(0, 9))
    def edit(self, name: str, which: int) -> None:
        text = TEXTS[name][which % len(TEXTS[name])]
        if name in self.buffers:
            self.editor.change(self.uri(name), text)
        else:
            self.editor.open(self.uri(name), text)
        self.buffers[name] = text

    @rule(name=st.sampled_from(NAMES))
    def close(self, name: str) -> None:
        if self.buffers.pop(name, None) is not None:
            self.editor.close(self.uri(name))

    @rule(name=st.sampled_from(NAMES))
    def save(self, name: str) -> None:
        if name in self.buffers:
            (self.folder / name).write_text(self.buffers[name], encoding="utf-8")
            document = lsp.TextDocumentIdentifier(self.uri(name))
            self.editor.send(lsp.TEXT_DOCUMENT_DID_SAVE, lsp.DidSaveTextDocumentParams(document))

    @rule(name=st.sampled_from(NAMES), which=st.integers(0, 9), bytes_left=st.integers(1, 99))
    def write(self, name: str, which: int, bytes_left: int) -> None:
        """Another program writes a file, or only the beginning of one."""
        text = TEXTS[name][which % len(TEXTS[name])][:bytes_left]
        (self.folder / name).write_text(text, encoding="utf-8")
        self.editor.disk_changed(self.uri(name))

    @rule(name=st.sampled_from(NAMES))
    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
        self.editor.disk_changed(self.uri(name))

    @rule()
    def run(self) -> None:
        for name in self.buffers:
            arguments = [str(self.folder / name)]
            self.editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, lsp.ExecuteCommandParams("benefit-flows.try", arguments))

    @invariant()
    def what_is_shown_is_what_a_fresh_editor_shows(self) -> None:
        if not hasattr(self, "editor"):
            return
        fresh = Editor()
        for name, text in self.buffers.items():
            fresh.open(self.uri(name), text)
        shown = {uri: self.editor.said(uri) for uri, found in self.editor.told.items() if found}
        ran = {each.code for found in self.editor.told.values() for each in found} & {"BF501"}
        if not ran:
            assert shown == {uri: fresh.said(uri) for uri, found in fresh.told.items() if found}
        assert self.editor.messages == []

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            for name, text in self.buffers.items():
                (self.folder / name).write_text(text, encoding="utf-8")
            self.editor.disk_changed()
            shown = {name: sorted(self.editor.said(self.uri(name))) for name in NAMES}
            assert {name: found for name, found in shown.items() if found} == self.loaded()
            shutil.rmtree(self.folder)

    def loaded(self) -> dict[str, list[str]]:
        """Give what the command line says of these files as they are on disk."""
        found: dict[str, list[str]] = {}
        for code, span, *_ in load([str(self.folder / each) for each in self.buffers], RULEBOOKS).diagnostics:
            end = max(span.column, min(span.end, len(span.text) + 1))
            found.setdefault(Path(span.path).name, []).append(f"{code} {span.line}:{span.column}-{end}")
        return {name: sorted(each) for name, each in found.items()}


Desk.TestCase.settings = settings(max_examples=20, stateful_step_count=15, deadline=None, derandomize=True)
test_nothing_old_is_shown_whatever_happens_to_files = Desk.TestCase


def made(folder: Path, **texts: str) -> dict[str, str]:
    """Write files, and give their addresses."""
    (folder / "pyproject.toml").touch()
    for name, text in texts.items():
        (folder / f"{name}.flow").write_text(text, encoding="utf-8")
    return {name: uri_of(folder / f"{name}.flow") for name in texts}


def test_an_included_file_counts_as_it_stands_in_its_own_buffer(tmp_path: Path) -> None:
    editor, uris = Editor(), made(tmp_path, user=USER, lib=LIBRARY)
    editor.open(uris["user"], USER)
    assert editor.said(uris["user"]) == []
    editor.open(uris["lib"], LIBRARY.replace("ours", "theirs"))
    assert editor.said(uris["user"]) == ["BF211 3:8-12"]
    editor.close(uris["lib"])
    assert editor.said(uris["user"]) == []


def test_a_circle_made_while_editing_goes_away_when_it_is_unmade(tmp_path: Path) -> None:
    editor, uris = Editor(), made(tmp_path, user=USER, lib=LIBRARY)
    editor.open(uris["user"], USER)
    editor.open(uris["lib"], LIBRARY)
    editor.change(uris["lib"], f"include: user.flow\n{LIBRARY}")
    assert (editor.said(uris["user"]), editor.said(uris["lib"])) == (["BF407 1:10-18"], ["BF407 1:10-19"])
    editor.change(uris["lib"], LIBRARY)
    assert (editor.said(uris["user"]), editor.said(uris["lib"])) == ([], [])


def test_an_included_file_may_vanish_be_cut_short_and_come_back(tmp_path: Path) -> None:
    editor, uris = Editor(), made(tmp_path, user=USER, lib=LIBRARY)
    editor.open(uris["user"], USER)
    library = tmp_path / "lib.flow"
    found = []
    for data in (None, b"", LIBRARY.encode()[:20], "setup: oursé".encode()[:-1], b"\0", LIBRARY.encode()):
        library.unlink(missing_ok=True)
        if data is not None:
            library.write_bytes(data)
        editor.disk_changed(uris["lib"])
        found.append((editor.said(uris["user"]), editor.said(uris["lib"])))
    assert found == [
        (["BF401 1:10-18"], []),
        ([], ["BF405 1:1-1"]),
        ([], ["BF211 2:8-9"]),
        ([], ["BF403 1:1-1"]),
        ([], ["BF411 1:1-1"]),
        ([], []),
    ]


def test_a_mistake_in_a_file_that_two_documents_include_stays_when_one_is_closed(tmp_path: Path) -> None:
    broken = f"{LIBRARY}  then nothng\n"
    editor, uris = Editor(), made(tmp_path, one=USER, two=USER, lib=broken)
    editor.open(uris["one"], USER)
    editor.open(uris["two"], USER)
    before = editor.said(uris["lib"])
    editor.close(uris["one"])
    assert editor.said(uris["lib"]) == before == ["BF103 3:14-14"]
    editor.close(uris["two"])
    assert editor.said(uris["lib"]) == []


def test_what_a_run_said_goes_away_with_the_next_change_of_an_included_file(tmp_path: Path) -> None:
    failing = USER.replace("inactive", "active")
    editor, uris = Editor(), made(tmp_path, user=failing, lib=LIBRARY)
    editor.open(uris["user"], failing)
    editor.open(uris["lib"], LIBRARY)
    asked = lsp.ExecuteCommandParams("benefit-flows.try", [str(tmp_path / "user.flow"), 2])
    assert editor.send(lsp.WORKSPACE_EXECUTE_COMMAND, asked) == "✗ failed: line 4"
    assert editor.said(uris["user"]) == ["BF501 4:3-45"]
    editor.change(uris["lib"], f"{LIBRARY}\n")
    assert editor.said(uris["user"]) == []


def test_nearby_files_are_named_as_a_line_would_include_them(tmp_path: Path) -> None:
    made(tmp_path, user=USER, lib=LIBRARY)
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("a/one.flow", "a/b/two.flow", ".hidden/three.flow", "a/four.txt"):
        (tmp_path / name).write_text(LIBRARY, encoding="utf-8")
    desk = Editor().server.desk
    assert desk.nearby(str(tmp_path / "a" / "new.flow")) == ["../lib.flow", "../user.flow", "b/two.flow", "one.flow"]
    assert desk.nearby(str(tmp_path / "user.flow")) == ["a/b/two.flow", "a/one.flow", "lib.flow"]
    assert desk.nearby("untitled:Untitled-1") == desk.nearby(str(Path.cwd() / "no.flow"))
