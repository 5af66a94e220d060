"""Measure features beside plain pytest-bdd, as whole processes: ``python benchmarks/gherkin.py``.

The same 1,000 scenarios of 10 steps, three times: as features run by our plugin, as features run by
pytest-bdd with ten steps whose bodies are empty, and as ``.flow`` files run by ``benefit-flows run``.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Final

ROUNDS: Final = 9
FILES: Final = 10
SCENARIOS: Final = 100
STEPS: Final = (
    ("given", "", 'setup "a Gold partner"'),
    ("when", "", 'Ada signs in to "Partner Center"'),
    ("then", "", '"Microsoft Product Support" is inactive'),
    ("when", "", 'Ada activates "Microsoft Product Support"'),
    ("then", "", '"Microsoft Product Support" is pending'),
    ("then", "and", '"Signature Cloud Support" is inactive'),
    ("when", "", 'Bob signs in to "Partner Center"'),
    ("when", "and", 'Bob activates "Signature Cloud Support"'),
    ("then", "", '"Signature Cloud Support" is pending'),
    ("then", "and", "the number of requests is 0"),
)
"""The kind of a step, the word it begins with where that is another, and its text."""


def feature(number: int) -> str:
    """Write a feature."""
    steps = "".join(f"    {(word or kind).capitalize()} {text}\n" for kind, word, text in STEPS)
    scenarios = (f"\n  Scenario: number {number}.{each}\n{steps}" for each in range(SCENARIOS))
    return f"Feature: number {number}\n{''.join(scenarios)}"


def flow(number: int) -> str:
    """Write the same as a scenario file."""
    steps = "".join(f"  {word or kind} {text}\n" for kind, word, text in STEPS[1:])
    scenarios = (f"\nscenario: number {number}.{each}\n  use: a Gold partner\n{steps}" for each in range(SCENARIOS))
    return f"flow: number {number}\n{''.join(scenarios)}"


def peer() -> str:
    """Write a test module for pytest-bdd: ten steps that do nothing."""
    steps = "".join(f"\n@{kind}({text!r})\ndef _():\n    pass\n" for kind, _, text in STEPS)
    return f"from pytest_bdd import given, scenarios, then, when\n{steps}\nscenarios('features')\n"


def lay_out(folder: Path) -> None:
    """Write all files: ``ours`` and ``theirs`` with the same features, ``flows``."""
    for name in ("ours", "theirs/features", "flows"):
        (folder / name).mkdir(parents=True)
    for number in range(FILES):
        for name in ("ours", "theirs/features"):
            (folder / name / f"{number}.feature").write_text(feature(number), encoding="utf-8")
        (folder / "flows" / f"{number}.flow").write_text(flow(number), encoding="utf-8")
    (folder / "theirs" / "test_theirs.py").write_text(peer(), encoding="utf-8")


def seconds(folder: Path, *command: str) -> float:
    """Start a program, cold, and measure it to its end; all scenarios must pass."""
    # Only the plugins that are compared are loaded.
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    start = perf_counter()
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, check=True)
    taken = perf_counter() - start
    assert f"{FILES * SCENARIOS} passed" in done.stdout.decode("utf-8"), done.stdout.decode("utf-8")[-2000:]
    return taken


def show(name: str, ours: list[float], theirs: list[float]) -> None:
    """Print the median of the ratios with its spread."""
    ratios = [b / a for a, b in zip(ours, theirs, strict=True)]
    a, b = statistics.median(ours), statistics.median(theirs)
    spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
    print(f"{name:8} {statistics.median(ratios):6.2f} times faster  ({spread})   {a:.3f} s against {b:.3f} s")


def main() -> None:
    """Measure in turn, so that all three meet the same moods of the machine."""
    pytest = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay_out(folder)
        commands: dict[str, tuple[Path, tuple[str, ...]]] = {
            "feature": (folder / "ours", (*pytest, "-p", "benefit_flows.testing.plugin")),
            "flow": (folder, ("-m", "benefit_flows", "run", "flows")),
            "peer": (folder / "theirs", pytest),
        }
        measured: dict[str, list[float]] = {each: [] for each in commands}
        for number in range(ROUNDS + 1):
            for each, (where, command) in commands.items():
                taken = seconds(where, *command)
                if number:  # the first run writes the byte code
                    measured[each].append(taken)
    for each in ("feature", "flow"):
        show(each, measured[each], measured["peer"])


if __name__ == "__main__":
    main()
