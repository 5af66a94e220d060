"""What failed last time, kept in a file of the project, so that it can be run again alone."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISREG
from typing import Final, NamedTuple

from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace
from benefit_flows.pipeline.files import project_root
from benefit_flows.pipeline.writing import write_whole

FOLDER: Final = ".benefit-flows"
FILE: Final = "last-failed.json"
FORMAT: Final = "benefit-flows/last-failed/"
SCHEMA: Final = f"{FORMAT}1"
LARGEST: Final = 5_000_000
BROKEN: Final = "broken"
NEWER: Final = "newer"


class Key(NamedTuple):
    """By what a scenario is found again although its lines have moved."""

    file: str
    name: str
    row: int | None


class Memory(NamedTuple):
    """What failed last time. ``trouble`` says why the file could not be understood: then nothing is remembered."""

    root: Path
    failed: frozenset[Key] = frozenset()
    trouble: str | None = None

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self.root / FOLDER / FILE

    def keys(self, scenarios: Iterable[Scenario]) -> Iterator[Key]:
        """Give what each scenario is remembered by: its file as seen from the root, its name, its row."""
        files: dict[str, str] = {}
        for each in scenarios:
            path = each.span.path
            if path not in files:
                files[path] = Path(os.path.relpath(Path.cwd() / path, self.root)).as_posix()
            yield Key(files[path], each.name, each.row)

    def among(self, scenarios: tuple[Scenario, ...]) -> tuple[Scenario, ...]:
        """Give the scenarios that failed last time."""
        if not self.failed:
            return ()
        return tuple(each for each, key in zip(scenarios, self.keys(scenarios), strict=True) if key in self.failed)

    def after(self, traces: Iterable[Trace], present: Iterable[Scenario] = ()) -> frozenset[Key]:
        """Give what has failed after a run: what was not run stays as it was.

        ``present`` are scenarios of files that were read whole: what these files no longer hold is forgotten.
        """
        ran = tuple(traces)
        keys = tuple(self.keys(each.scenario for each in ran))
        failed = {key for key, trace in zip(keys, ran, strict=True) if not trace.passed}
        there = frozenset(self.keys(present))
        read = {key.file for key in there}
        gone = {key for key in self.failed if key.file in read and key not in there}
        return (self.failed - set(keys) - gone) | failed


def recall() -> Memory:
    """Read what failed last time: in the nearest folder upward that is a project, else in the working folder."""
    memory = Memory(project_root(Path.cwd() / FOLDER))
    try:
        about = memory.path.stat()
    except FileNotFoundError:
        return memory
    except OSError as error:
        return memory._replace(trouble=error.strerror or type(error).__name__)
    if not S_ISREG(about.st_mode) or about.st_size > LARGEST:
        return memory._replace(trouble=BROKEN)
    try:
        return memory._replace(failed=_read(memory.path.read_bytes()))
    except OSError as error:
        return memory._replace(trouble=error.strerror or type(error).__name__)
    except (ValueError, RecursionError) as error:
        return memory._replace(trouble=NEWER if error.args == (NEWER,) else BROKEN)


def _read(data: bytes) -> frozenset[Key]:
    """Read a memory file. Raises ``ValueError`` for anything that this version has not written."""
    import json

    document: object = json.loads(data)
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(schema, str) or not schema.startswith(FORMAT):
        raise ValueError(BROKEN)
    if schema != SCHEMA:
        raise ValueError(NEWER)
    failed = document.get("failed")
    if not isinstance(failed, list):
        raise ValueError(BROKEN)  # noqa: TRY004  # the file is wrong, not a type of ours
    return frozenset(map(_key, failed))


def _key(value: object) -> Key:
    match value:
        case {"file": str(file), "name": str(name), "row": int() | None as row} if not isinstance(row, bool):
            return Key(file, name, row)
    raise ValueError(BROKEN)


def remember(memory: Memory, failed: frozenset[Key]) -> str | None:
    """Write what has failed, where that is news; give what went wrong, if anything did.

    The folder keeps itself out of version control.
    """
    if failed == memory.failed and memory.trouble is None:
        return None
    import json

    ordered = sorted(failed, key=lambda each: (each.file, each.name, each.row or 0))
    document = {"schema": SCHEMA, "failed": [each._asdict() for each in ordered]}
    folder = memory.path.parent
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)  # another run may have been quicker
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        return error.strerror or type(error).__name__
    return write_whole(memory.path, (json.dumps(document, indent=1) + "\n").encode())
