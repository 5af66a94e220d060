"""Print what becomes of one line of a scenario: ``python stages.py STAGE FILE LINE``."""

import sys
from pathlib import Path

from benefit_flows import load, run
from benefit_flows.language.parse import parse
from benefit_flows.model.trace import Event
from benefit_flows.source import Source


def statement(path: str, line: int) -> None:
    """Show the statement that the parser makes of the text."""
    parsed = parse(Source(path, Path(path).read_text(encoding="utf-8")))
    (step,) = (each for block in parsed.blocks for each in block.steps if each.span.line == line)
    if step.phrase is None:
        sys.exit("this line has no phrase")
    print(step.keyword, step.phrase.kind, *(f"{each.name}={each.value}" for each in step.phrase.slots))


def meaning(path: str, line: int) -> None:
    """Show the value that the checker makes of the statement."""
    print(event(path, line).line.what)


def step(path: str, line: int) -> None:
    """Show what came of an action: the guards that were asked, the changes, the moves."""
    done = event(path, line).step
    if done is None:
        sys.exit("this line is no action")
    for decision in done.decisions:
        print("guard ", decision.guard, "holds" if decision.held else "fails", *decision.rules)
    for applied in done.applied:
        print("effect", applied.effect, *applied.rules)
    for move in done.moves:
        print("move  ", f"{move.machine} of {move.subject}: {move.source} --{move.event}--> {move.target}")
    print(done.outcome.value)


def judgement(path: str, line: int) -> None:
    """Show what a check found, and the rules that it rests on."""
    found = event(path, line).judgement
    if found is None:
        sys.exit("this line is no check")
    for name, facts in (("expected", found.expected), ("actual  ", found.actual)):
        print(name, *(f"{fact.name}={fact.value}" for fact in facts))
    print("holds" if found.held else "fails", *found.rules)


def event(path: str, line: int) -> Event:
    """Run the scenario and give what came of a line."""
    (scenario,) = load(path).scenarios
    return next(each for each in run(scenario).events if each.line.span.line == line and each.line.used_at is None)


if __name__ == "__main__":
    stages = {each.__name__: each for each in (statement, meaning, step, judgement)}
    stages[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
