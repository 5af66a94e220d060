"""Small helpers of the tests: text in, what came of it out."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Final

from benefit_flows import run
from benefit_flows.cli import main
from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.carets import render_diagnostic
from benefit_flows.language.check import Checked, Unit, check
from benefit_flows.language.editions import Editions
from benefit_flows.language.parse import parse
from benefit_flows.language.statements import Parsed
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.trace import Trace
from benefit_flows.rulebooks import RULEBOOKS
from benefit_flows.source import Source

PROJECT: Final = Path(__file__).parents[1]
TESTS: Final = Path(__file__).parent
SCENARIOS: Final = PROJECT / "scenarios"
GOLDEN: Final = TESTS / "golden"
SLOWEST: Final = 20
"""Seconds after which a command counts as hanging."""

Golden = Callable[[Path, str], None]


def compare_golden(path: Path, actual: str) -> None:
    """Compare a text with a golden file, byte for byte."""
    expected = path.read_bytes().decode("utf-8") if path.exists() else "(there is no such golden file)"
    assert actual == expected, f"{path.name} differs; pytest --update-golden writes it anew"


def write_golden(path: Path, actual: str) -> None:
    """Write a golden file anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(actual.encode("utf-8"))


def parse_text(text: str, path: str = "a.flow") -> Parsed:
    """Parse a text as if it stood in a file."""
    return parse(Source(path, text))


def check_text(text: str, path: str = "a.flow") -> Checked:
    """Parse and check a text as if it stood in a file that includes nothing."""
    return check((Unit(parse_text(text, path)),), Editions(RULEBOOKS))


def run_text(text: str, path: str = "a.flow") -> tuple[Trace, ...]:
    """Run the scenarios of a text that has no mistake."""
    checked = check_text(text, path)
    assert shown(checked.diagnostics) == ""
    return tuple(run(scenario) for scenario in checked.scenarios)


def shown(diagnostics: tuple[Diagnostic, ...]) -> str:
    """Draw diagnostics as a user sees them."""
    return "\n".join(render_diagnostic(each) for each in diagnostics)


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Give the codes of diagnostics, in order."""
    return [each.code for each in diagnostics]


def places(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Give each diagnostic as ``BF101 3:12-20``: code, line, first column, column behind the last."""
    return [f"{d.code} {d.span.line}:{d.span.column}-{d.span.end}" for d in diagnostics]


def marked(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Give each diagnostic as its code and the text that its caret underlines."""
    return [(each.code, each.span.text[each.span.column - 1 : each.span.end - 1]) for each in diagnostics]


def flow_files(folder: Path) -> list[Path]:
    """Give the scenario files of a folder and below; an empty folder is a mistake of the test."""
    found = sorted(folder.rglob("*.flow"))
    assert found, f"no .flow file in {folder.name}"
    return found


def cli(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start ``python -m benefit_flows`` as a user would, in a folder, with nothing to read from."""
    return subprocess.run(
        [sys.executable, "-m", "benefit_flows", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": _search_path(), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )


def command(*arguments: str, cwd: Path, rulebooks: Rulebooks | None = None) -> subprocess.CompletedProcess[str]:
    """Do what ``cli`` does, inside this process: many times faster, and good for all that is no crash."""
    out, err = StringIO(), StringIO()
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(arguments, rulebooks)
        except SystemExit as leave:  # wrong usage
            code = leave.code if isinstance(leave.code, int) else 1
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def _search_path() -> str:
    """Give PYTHONPATH as inherited, made absolute: the command runs in another folder."""
    return os.pathsep.join(_absolute_paths(os.environ.get("PYTHONPATH", "")))


def _absolute_paths(inherited: str) -> Iterator[str]:
    yield from (str(Path(each).resolve()) for each in inherited.split(os.pathsep) if each)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Give all that a command printed, and its exit code, as one text for a golden file."""
    parts = [("stderr", done.stderr), ("stdout", done.stdout)]
    return "".join(f"--- {name}\n{text}" for name, text in parts if text) + f"--- exit {done.returncode}\n"
