"""Measure this project beside its peers and print ratios: ``python benchmarks/run.py [ROW]…``."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from benefit_flows import load, rulebook
from benefit_flows.engine.run import run
from benefit_flows.engine.step import step
from benefit_flows.language.grammar import grammar_text
from benefit_flows.language.parse import parse
from benefit_flows.language.tables import tables_for
from benefit_flows.model.actions import CreateRequest
from benefit_flows.rulebooks.mpn_2021_04.machines import BENEFIT
from benefit_flows.source import Source

ROUNDS = 9
SETUP = """\
scenario: bench
  use: an activated Gold partner (competency = "Security")
  when Ada links the contract in "Support for Business"
  then the contract is linked for Ada
"""


def timed(action: Callable[[], object], times: int) -> float:
    """Give the seconds that one call takes, over many."""
    start = perf_counter()
    for _ in range(times):
        action()
    return (perf_counter() - start) / times


def ratio(name: str, ours: Callable[[], float], peer: Callable[[], float], unit: str) -> None:
    """Measure both in turn and print the median of the ratios with its spread."""
    pairs = [(ours(), peer()) for _ in range(ROUNDS)]
    ratios = [a / b for a, b in pairs]
    a, b = (statistics.median(each) for each in zip(*pairs, strict=True))
    spread = f"{min(ratios):.2f} – {max(ratios):.2f}"
    print(f"{name:6} {statistics.median(ratios):8.2f} times  ({spread})   {a:.3g} {unit} against {b:.3g} {unit}")


class Entity:
    """What the bare machine moves."""

    state = "active"


def bare_trigger() -> Callable[[], object]:
    """Give a trigger of the machine itself that leads from active to active."""
    entity = Entity()
    return lambda: BENEFIT.machine.events["use"].trigger(entity)


def row_step() -> None:
    """Compare a full step with a bare trigger: both use an unlimited benefit once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.flow"
        path.write_text(SETUP, encoding="utf-8")
        (scenario,) = load(str(path)).scenarios
    book = rulebook()
    world = run(scenario, book).steps[-1].after
    action = CreateRequest("Ada", "azure-portal", "azure", "specific-problem")
    done = step(world, action, book)
    trigger = bare_trigger()
    assert [(move.source, move.event, move.target) for move in done.moves] == [("active", "use", "active")]
    assert trigger() is True
    ratio(
        "step", lambda: timed(lambda: step(world, action, book), 2000) * 1e6, lambda: timed(trigger, 2000) * 1e6, "µs"
    )


def row_move() -> None:
    """Compare a move, as the engine asks for it, with a bare trigger."""
    trigger = bare_trigger()
    assert BENEFIT.target("active", "use") == "active"
    ours = lambda: timed(lambda: BENEFIT.target("active", "use"), 2000) * 1e6  # noqa: E731  # a name for the row
    ratio("move", ours, lambda: timed(trigger, 2000) * 1e6, "µs")


def row_lines() -> None:
    """Compare our parser with Lark's, on the same lines of the same grammar, built beforehand."""
    from lark import Lark

    lines = ['Ada links the contract in "Azure portal"', 'Bob activates "Microsoft Product Support"'] * 1000
    text = "scenario: bench\n" + "".join(f"  when {line}\n" for line in lines)
    lark = Lark(grammar_text("en") + "\n%ignore / +/\n", parser="lalr", start="when", maybe_placeholders=False)
    tables_for("en")

    def ours() -> float:
        start = perf_counter()
        parsed = parse(Source("bench.flow", text))
        assert len(parsed.blocks[0].steps) == len(lines)
        return (perf_counter() - start) / len(lines) * 1e6

    def peer() -> float:
        start = perf_counter()
        assert len([lark.parse(line) for line in lines]) == len(lines)
        return (perf_counter() - start) / len(lines) * 1e6

    ratio("lines", ours, peer, "µs a line")


def row_start() -> None:
    """Compare a cold run of one file with starting Python."""
    path = Path(__file__).parents[1] / "scenarios" / "documented" / "activation.flow"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def command(*arguments: str) -> Callable[[], float]:
        def once() -> float:
            start = perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
            return (perf_counter() - start) * 1e3

        once()  # the first run writes the byte code
        return once

    ratio("start", command("-m", "benefit_flows", "run", str(path)), command("-c", "pass"), "ms")


ROWS = {"step": row_step, "move": row_move, "lines": row_lines, "start": row_start}

if __name__ == "__main__":
    for name in sys.argv[1:] or ROWS:
        ROWS[name]()
