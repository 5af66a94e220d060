"""Features of other tools: in a project that is not ours they are left alone, unless they are named.

Whether a feature without any phrase is somebody else's, or ours and misspelt, cannot be told from the feature. So the
project decides: its settings, a scenario file, a feature that speaks. That is looked for only where such a feature is
found, and nobody named it.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Final

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.language.statements import Parsed
from benefit_flows.pipeline.discovery import is_there, look_through, project_root
from benefit_flows.pipeline.reader import FEATURE, SUFFIX, Reader, shown_path
from benefit_flows.source import Span

MOST_FOLDERS: Final = 5_000
MOST_FEATURES: Final = 500
MOST_NAMED: Final = 3
LARGEST: Final = 1_000_000
OWN_SETTINGS: Final = "benefit-flows.toml"
SETTINGS: Final = ("pyproject.toml", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "setup.cfg")
MARKS: Final = (b"benefit_flows_", b"[tool.benefit-flows")
"""What a file of settings holds where a project has settings of ours."""

TEXTS: Final = ("note", "ask", "right", "wrong", "because")
"""Comments of a feature that we read as lines: others may write them too."""


def left_alone(found: Mapping[Path, Parsed | None], reader: Reader, *, alone: bool) -> frozenset[Path]:
    """Give those of the features that a folder held which are not to be read, and say so once instead of all else.

    These are features that cannot be read for want of a package; and where the project is not ours, those that say
    nothing of ours. ``alone`` where there are no other files.
    """
    missing = {diagnostic.span.path for diagnostic in reader.diagnostics if diagnostic.code == "BF413"}
    unread = {path for path in found if shown_path(path) in missing}
    silent = {path for path, parsed in found.items() if path not in unread and not speaks(parsed)}
    if silent and (not alone or len(silent) + len(unread) < len(found) or is_ours(project_root(min(silent)))):
        silent = set()
    left = unread | silent
    names = {shown_path(path) for path in left}
    told = [told_of(code, paths) for code, paths in (("BF420", silent), ("BF421", unread)) if paths]
    reader.diagnostics = [*(finding for finding in reader.diagnostics if finding.span.path not in names), *told]
    return frozenset(left)


def speaks(parsed: Parsed | None) -> bool:
    """Say whether a feature has a phrase or a header of ours; one that could not be read has none."""
    if parsed is None:
        return False
    words = (step.keyword for block in parsed.blocks for step in block.steps)
    return any(header.key != "flow" for header in parsed.headers) or any(
        word not in ("broken", *TEXTS) for word in words
    )


def is_ours(root: Path) -> bool:
    """Say whether a project uses benefit-flows: it has settings for it, a scenario file, or a feature that speaks."""
    if is_there(root / OWN_SETTINGS) or any(_is_set(root / setting) for setting in SETTINGS):
        return True
    features: list[Path] = []
    for path in _files_below(root):
        if path.suffix == SUFFIX:
            return True
        features.append(path)
    reader = Reader()
    return any(speaks(reader.parsed(feature, None)) for feature in features[:MOST_FEATURES])


def _files_below(root: Path) -> Iterator[Path]:
    for looked in islice(look_through(root, (SUFFIX, FEATURE)), MOST_FOLDERS):
        yield from looked.files


def _is_set(path: Path) -> bool:
    """Say whether a file of settings has one of ours; what cannot be read has none."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST)
    except OSError:
        return False
    return any(mark in text for mark in MARKS)


def told_of(code: str, paths: Collection[Path]) -> Diagnostic:
    """Say which features are left alone: BF420 where they say nothing of ours, BF421 where they cannot be read."""
    names = sorted(map(shown_path, paths))
    more = f", … ({len(names)})" if len(names) > MOST_NAMED else ""
    hint = "name-it" if code == "BF420" else "install-bdd"
    return Diagnostic(code, Span(names[0], 1, 1, 2, ""), (("word", ", ".join(names[:MOST_NAMED]) + more),), hint)
