"""What failed last time, kept in a file of the project, so that it can be run again alone.

It is read again under a lock before it is written, and a run takes away only failures that it knew when it began: so it
cannot undo what another one has found meanwhile. A row is known by its values, for its number changes with every row
above it. A failure that is not found keeps its claim until all that could be it has run.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace
from benefit_flows.pipeline.discovery import project_root
from benefit_flows.pipeline.project import FOLDER, LARGE, held, read_own, write_own
from benefit_flows.text import Text

FILE: Final = "last-failed.json"
FORMAT: Final = "benefit-flows/last-failed/"
OLDER: Final = f"{FORMAT}1"
SCHEMA: Final = f"{FORMAT}2"
LARGEST: Final = 20_000_000
BROKEN: Final = Text(
    "it is not what a run has written; remove it, and failures are kept again",
    "ce n’est pas ce qu’une exécution a écrit\u00a0; supprimez-le, et les échecs seront de nouveau notés",
)
NEWER: Final = Text("a newer version has written it", "une version plus récente l’a écrit")

Values = tuple[tuple[str, str], ...]


class Key(NamedTuple):
    """By what a scenario is found again although lines and rows have moved.

    ``values`` are the columns and cells of a row; empty for a row that an older version knew by its number only.
    """

    file: str
    name: str
    values: Values | None


class Change(NamedTuple):
    """What a run has found out: the failures that are over, and those there are."""

    over: frozenset[Key]
    failed: frozenset[Key]


class Found(NamedTuple):
    """The scenarios that stand for what failed last time, and how many of the failures are not found as they were."""

    scenarios: frozenset[Key]
    altered: int


class Memory(NamedTuple):
    """What failed last time. ``trouble`` says why that is not known: then nothing is kept either."""

    root: Path
    failed: frozenset[Key] = frozenset()
    trouble: Text | None = None

    @property
    def folder(self) -> Path:
        """The folder that it is kept in."""
        return self.root / FOLDER

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self.folder / FILE

    def keys(self, scenarios: Iterable[Scenario]) -> Iterator[Key]:
        """Give what each scenario is remembered by: its file as seen from the root, its name, its row's values."""
        files: dict[str, str] = {}
        for scenario in scenarios:
            path = scenario.span.path
            if path not in files:
                files[path] = Path(os.path.relpath(Path.cwd() / path, self.root)).as_posix()
            yield Key(files[path], scenario.name, None if scenario.row is None else scenario.values)

    def among(self, present: Iterable[Scenario]) -> Found:
        """Find what failed last time among all scenarios of the files; what has altered is found too widely."""
        there = _There(self.root, frozenset(self.keys(present)))
        found = {key: there.standing_for(key) for key in self.failed}
        altered = sum(bool(those) and key not in those for key, those in found.items())
        return Found(frozenset().union(*found.values()), altered)

    def change(self, traces: Iterable[Trace], present: Iterable[Scenario] = (), folders: Iterable[Path] = ()) -> Change:
        """Give what a run has found out. What was not run stays as it was.

        ``present`` are the scenarios of files that were read whole, ``folders`` those that were looked through, by
        absolute paths. A failure that these no longer hold is over when all that may stand for it has run. One that is
        pending now stays.
        """
        ran = tuple(traces)
        keys = tuple(self.keys(each.scenario for each in ran))
        failed = frozenset(key for key, trace in zip(keys, ran, strict=True) if trace.failed)
        there = _There(self.root, frozenset(self.keys(present)))
        done = frozenset(keys)
        gone = {key for key in self.failed - there.keys if there.replaced(key, done, tuple(folders))}
        judged = {key for key, trace in zip(keys, ran, strict=True) if not trace.scenario.pending}
        return Change((self.failed & judged | gone) - failed, failed)


class _There:
    """The scenarios of files, as what failed in them is looked for."""

    def __init__(self, root: Path, keys: frozenset[Key]) -> None:
        self.root, self.keys = root, keys
        self.files: dict[str, set[Key]] = defaultdict(set)
        self.outlines: dict[tuple[str, str], set[Key]] = defaultdict(set)
        for key in keys:
            self.files[key.file].add(key)
            self.outlines[key.file, key.name].add(key)

    def standing_for(self, failed: Key) -> frozenset[Key]:
        """Give what must run in place of a failure: itself; else its whole outline; its file; all, without its file."""
        if failed in self.keys:
            return frozenset({failed})
        of_file = self.outlines.get(failed[:2]) or self.files.get(failed.file)
        if of_file is None:
            return frozenset() if self._is_elsewhere(failed) else self.keys
        return frozenset(of_file)

    def replaced(self, failed: Key, done: frozenset[Key], folders: tuple[Path, ...]) -> bool:
        """Say whether all that may stand for a failure has run. Where its file is gone, its folder must have been."""
        those = self.standing_for(failed)
        near = failed.file in self.files or any((self.root / failed.file).is_relative_to(folder) for folder in folders)
        return bool(those) and near and those <= done

    def _is_elsewhere(self, failed: Key) -> bool:
        return os.path.lexists(self.root / failed.file)


def recall() -> Memory:
    """Read what failed last time: in the nearest folder upward that is a project, else in the working folder."""
    return _read(project_root(Path.cwd() / FOLDER))


def remember(memory: Memory, change: Change) -> Text | None:
    """Keep what a run has found out, where that is news; give what went wrong, if anything did.

    What other runs have written meanwhile is kept. What this version has not written is left alone.
    """
    if memory.trouble is not None or not (change.over or change.failed):
        return memory.trouble
    with held(memory.folder) as why:
        return why or _merged(_read(memory.root), change)


def _merged(now: Memory, change: Change) -> Text | None:
    import json

    failed = now.failed - change.over | change.failed
    if now.trouble is not None or failed == now.failed:
        return now.trouble
    ordered = sorted(failed, key=lambda key: (key.file, key.name, key.values or ()))
    lines = ",\n".join(json.dumps(each._asdict()) for each in ordered)
    data = f'{{"schema": "{SCHEMA}", "failed": [\n{lines}\n]}}\n'.encode()
    return LARGE if len(data) > LARGEST else write_own(now.folder, FILE, data)


def _read(root: Path) -> Memory:
    """Read a memory; one that cannot be had, or that this version cannot have written, is a trouble."""
    memory = Memory(root)
    match read_own(memory.folder, FILE, LARGEST):
        case None:
            return memory
        case Text() as why:
            return memory._replace(trouble=why)
        case data:
            return _parsed(memory, data)


def _parsed(memory: Memory, data: bytes) -> Memory:
    import json

    try:
        document: object = json.loads(data)
    except (ValueError, RecursionError):
        return memory._replace(trouble=BROKEN)
    match document:
        case {"schema": str(schema), "failed": list(failed)} if schema in (OLDER, SCHEMA):
            keys = [_key(entry, older=schema == OLDER) for entry in failed]
            known = frozenset(key for key in keys if key is not None)
            return memory._replace(failed=known) if None not in keys else memory._replace(trouble=BROKEN)
        case {"schema": str(schema)} if schema.startswith(FORMAT) and schema not in (OLDER, SCHEMA):
            return memory._replace(trouble=NEWER)
    return memory._replace(trouble=BROKEN)


def _key(value: object, *, older: bool) -> Key | None:
    """Read what a failure is found by; an older version knew a row by its number only."""
    match value:
        case {"file": str(file), "name": str(name), "row": int() | None as row} if older and not isinstance(row, bool):
            return Key(file, name, None if row is None else ())
        case {"file": str(file), "name": str(name), "values": None} if not older:
            return Key(file, name, None)
        case {"file": str(file), "name": str(name), "values": list(values)} if not older:
            cells = tuple(_cell(each) for each in values)
            known = tuple(cell for cell in cells if cell is not None)
            return Key(file, name, known) if len(known) == len(cells) else None
    return None


def _cell(value: object) -> tuple[str, str] | None:
    match value:
        case [str(column), str(cell)]:
            return column, cell
    return None
