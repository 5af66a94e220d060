"""The stepper in a real terminal: tmux draws it, at two sizes, and what stands on the screen is compared."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from uuid import uuid4

import pytest

from tests.support import PROJECT, Golden
from tests.terminal.support import GOLDEN as LESSONS
from tests.terminal.support import PROMPT

pytestmark = pytest.mark.tools

GOLDEN: Final = Path(__file__).parent / "golden" / "terminal"
SLOWEST: Final = 20
SIZES: Final = {"80x24": (80, 24), "40x12": (40, 12)}


class Terminal:
    """A terminal of a size, in a tmux of its own, in which the stepper runs."""

    def __init__(self, columns: int, rows: int, *arguments: str) -> None:
        """Start the stepper."""
        found = shutil.which("tmux")
        assert found is not None, "make install-tools brings tmux"
        self.tmux = (found, "-L", f"benefit-flows-{uuid4().hex}", "-f", os.devnull, "-u")
        step = shlex.join([sys.executable, "-m", "benefit_flows", "step", *arguments])
        # A shell may say how wide it is: that is not how wide this terminal is.
        settings = f"unset COLUMNS LINES; export LC_ALL=C.UTF-8 PYTHONPATH={shlex.quote(str(PROJECT / 'src'))}"
        line = f"{settings}; {step}; echo left $?; exec sleep 60"
        self.run("new-session", "-d", "-s", "step", "-x", str(columns), "-y", str(rows), "-c", str(LESSONS), line)

    def run(self, *arguments: str) -> str:
        """Run a command of tmux, and give what it prints."""
        done = subprocess.run([*self.tmux, *arguments], capture_output=True, check=True, encoding="utf-8")
        return done.stdout

    def type(self, *keys: str) -> None:
        """Press keys, by their names or their letters."""
        self.run("send-keys", "-t", "step", *keys)

    def line(self, text: str) -> None:
        """Type a line."""
        if text:
            self.run("send-keys", "-t", "step", "-l", text)
        self.type("Enter")

    def screen(self) -> str:
        """Give what stands on the screen."""
        return self.run("capture-pane", "-p", "-t", "step")

    def whole(self) -> str:
        """Give all that was shown, also what has moved out at the top."""
        return self.run("capture-pane", "-p", "-S", "-", "-t", "step")

    def wait(self, prompts: int, last: str) -> str:
        """Wait until so many prompts were shown and the last line is this one, and give the screen."""
        deadline = time.monotonic() + SLOWEST
        while time.monotonic() < deadline:
            lines = self.whole().rstrip().splitlines()
            if (
                lines
                and lines[-1].rstrip() == last
                and sum(PROMPT.match(f"{each} ") is not None for each in lines) == prompts
            ):
                return self.screen()
            time.sleep(0.02)
        pytest.fail(f"no {prompts} prompts, of which the last is {last!r}:\n{self.whole()}")

    def close(self) -> None:
        """End this tmux, and all in it."""
        self.run("kill-server")


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def terminal(size: str) -> Iterator[Terminal]:
    columns, rows = SIZES[size]
    terminal = Terminal(columns, rows, "lesson.flow:1")
    yield terminal
    terminal.close()


SESSION: Final = (
    # what is typed, and the prompt that comes after it
    ("opening", None, "0/4 (help, q)>"),
    ("question", "", "answer 1-3>"),
    ("answered", "1", "1/4 accepted (help, q)>"),
    ("predicting", "p", "1/4 accepted (help, q)>"),
    ("prediction", "", "a, r or e>"),
    ("refused", "r", "2/4 refused (help, q)>"),
    ("why", "?", "2/4 refused (help, q)>"),
    ("why-not", "w 16", "2/4 refused (help, q)>"),
    ("back", "b", "1/4 accepted (help, q)>"),
    ("export", "e", "1/4 accepted (help, q)>"),
    ("unknown", "perhaps", "1/4 accepted (help, q)>"),
    ("french", "lang fr", "1/4 accepté (aide, q)>"),
)


def test_a_session_looks_as_in_its_golden_files(terminal: Terminal, size: str, golden: Golden) -> None:
    for number, (name, typed, prompt) in enumerate(SESSION):
        if typed is not None:
            terminal.line(typed)
        golden(GOLDEN / size / f"{number:02}-{name}.txt", terminal.wait(number + 1, prompt))
    terminal.line("q")
    terminal.wait(len(SESSION), "left 0")


def test_the_arrow_up_brings_the_last_command_back(terminal: Terminal) -> None:
    terminal.wait(1, "0/4 (help, q)>")
    terminal.line("h")
    first = terminal.wait(2, "0/4 (help, q)>")
    terminal.type("Up", "Enter")
    assert terminal.wait(3, "0/4 (help, q)>") != first
    assert terminal.whole().count("The session starts here now") == 2


@pytest.mark.parametrize("key", ["C-c", "C-d"])
def test_a_key_leaves_politely(terminal: Terminal, key: str) -> None:
    terminal.wait(1, "0/4 (help, q)>")
    terminal.type(key)
    terminal.wait(1, "left 0")
    assert terminal.whole().rstrip().splitlines()[-2] == "Questions: 0 right of 1."


def test_a_terminal_that_becomes_wider_is_used_to_its_width(terminal: Terminal) -> None:
    terminal.wait(1, "0/4 (help, q)>")
    terminal.run("resize-window", "-t", "step", "-x", "130", "-y", "50")
    terminal.line("w 5")
    terminal.wait(2, "0/4 (help, q)>")
    wide = "it would be otherwise only if Ada were associated with CSP, and if Ada were Admin agent.\n"
    assert f"Choice 5: no action can change this; {wide}" in terminal.whole()


def test_the_golden_files_are_those_of_the_session(size: str) -> None:
    wanted = {f"{number:02}-{name}.txt" for number, (name, *_) in enumerate(SESSION)}
    assert {each.name for each in (GOLDEN / size).iterdir()} == wanted
