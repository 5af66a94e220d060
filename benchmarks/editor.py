"""Measure what a key costs in a large open file: ``python benchmarks/editor.py [ROW]…``.

``file`` is the time until an open file knows all that is wrong with it, ``server`` the time until an editor is told.
"""

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import IO, NamedTuple

from benefit_flows import rulebook
from benefit_flows.language.parse import parse
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.lsp.files import Included, OpenFile

LINES = 5_000
KEYS = 200
LETTERS = 'aeiou <>"#:-1'
URI = "untitled:Large"
SETUP = """\
setup: what all use (days = 3)
  given parameter "renewal window days" is <days>

"""


class Edit(NamedTuple):
    """A text before a key and after it."""

    before: str
    after: str


def large_file() -> str:
    """Make a file of the documented scenarios, again and again under other names; all of them use one setup."""
    folder = Path(__file__).parents[1] / "scenarios" / "documented"
    lines = SETUP.split("\n")
    number = 0
    while len(lines) < LINES:
        for path in sorted(folder.glob("*.flow")):
            for line in path.read_text(encoding="utf-8").split("\n"):
                key, colon, name = line.partition(": ")
                if key in ("scenario", "outline", "setup") and colon:
                    number += 1
                    line = f"{key}: {number} {name}"  # noqa: PLW2901  # the line as it goes into the file
                lines += [line] if key not in ("flow", "rulebook") else []
                if key in ("scenario", "outline") and colon:
                    lines.append("  use: what all use")
    return "\n".join(lines[:LINES])


def keys(text: str, last: int) -> Iterator[Edit]:
    """Give random keys in front of an offset, each in the text that the one before left."""
    chance = random.Random(1)
    for _ in range(KEYS):
        at = chance.randrange(last)
        after = text[:at] + chance.choice(LETTERS) + text[at:]
        yield Edit(text, after)
        text = chance.choice((text, after))  # half of them are taken back


def typed(name: str, take: Callable[[str], object]) -> None:
    """Print how long the keys of both kinds take."""
    text = large_file()
    for where, last in (("anywhere", len(text)), ("in the setup that all use", len(SETUP))):
        take(text)
        times = [_timed(take, edit) for edit in keys(text, last)]
        high = statistics.quantiles(times, n=20)[-1]
        print(f"{name:7} {where:26} median {statistics.median(times):6.1f} ms   95 % within {high:6.1f} ms")


def _timed(take: Callable[[str], object], edit: Edit) -> float:
    take(edit.before)
    start = perf_counter()
    take(edit.after)
    return (perf_counter() - start) * 1e3


def row_file() -> None:
    """Measure an open file in this process."""
    book = rulebook()
    file = OpenFile("large.flow", Vocabulary(book), tuple(map(parse, book.standard_setups)), lambda _: Included((), ()))

    def take(text: str) -> int:
        file.update(text)
        return len(file.diagnostics())

    typed("file", take)


def row_server() -> None:
    """Measure the real process, with the whole text sent over its input."""
    command = [sys.executable, "-m", "benefit_flows", "lsp"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        said, heard = server.stdin, server.stdout
        send(said, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        receive(heard)
        opened = {"uri": URI, "languageId": "benefit-flow", "version": 1, "text": ""}
        send(said, "textDocument/didOpen", {"textDocument": opened})
        receive(heard)

        def take(text: str) -> None:
            document = {"uri": URI, "version": 2}
            send(said, "textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
            assert receive(heard)["method"] == "textDocument/publishDiagnostics"

        typed("server", take)
        said.close()


def send(out: IO[bytes], method: str, params: object, number: int | None = None) -> None:
    """Send a message of the protocol."""
    numbered = {} if number is None else {"id": number}
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **numbered}).encode()
    out.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    out.flush()


def receive(incoming: IO[bytes]) -> dict[str, object]:
    """Receive a message of the protocol."""
    length = 0
    while line := incoming.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    message: dict[str, object] = json.loads(incoming.read(length))
    return message


ROWS = {"file": row_file, "server": row_server}

if __name__ == "__main__":
    for name in sys.argv[1:] or ROWS:
        ROWS[name]()
