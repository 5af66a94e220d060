"""The two machines: held to the rows of the readings, and to the scenarios."""

import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import load, rulebook
from benefit_flows.engine.run import run
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.rulebooks.mpn_2021_04.machines import MACHINES
from benefit_flows.rulebooks.statecharts import RunningMachine, Transition
from tests.support import SCENARIOS

Rows = Mapping[tuple[str, str], str]

# The rows of the readings, written out by hand.
STATES: Final = {
    "benefit": ("inactive", "pending", "active", "expired", "exhausted"),
    "contract": ("unlinked", "linked", "hidden"),
}
ROWS: Final[Mapping[str, Rows]] = {
    "benefit": {
        ("inactive", "activate"): "pending",
        ("pending", "provision"): "active",
        ("active", "use"): "active",
        ("active", "exhaust"): "exhausted",
        ("inactive", "expire"): "expired",
        ("pending", "expire"): "expired",
        ("active", "expire"): "expired",
        ("exhausted", "expire"): "expired",
    },
    "contract": {
        ("unlinked", "link"): "linked",
        ("linked", "relink"): "linked",
        ("linked", "hide"): "hidden",
        ("hidden", "relink"): "hidden",
    },
}
Change = tuple[str, tuple[str, str], str | None]

REMOVED: Final[list[Change]] = [(machine, row, None) for machine, rows in ROWS.items() for row in rows]
REDIRECTED: Final[list[Change]] = [
    (machine, row, other)
    for machine, rows in ROWS.items()
    for row, target in rows.items()
    for other in STATES[machine]
    if other != target
]
CHANGES: Final = (*REDIRECTED, *REMOVED)


def name_of(change: Change) -> str:
    """Name a changed row for the test report."""
    machine, (state, event), target = change
    return f"{machine}: {state} --{event}--> {target or 'removed'}"


def altered(change: Change) -> dict[tuple[str, str], str]:
    """Give the rows of a machine with one of them changed or removed."""
    machine, row, target = change
    rest = {each: old for each, old in ROWS[machine].items() if each != row}
    return rest if target is None else {**rest, row: target}


def machine_of(name: str, states: tuple[str, ...], rows: Rows) -> RunningMachine:
    """Build the machine of rows that were written out."""
    return RunningMachine(
        name, states, [Transition(trigger=e, source=s, dest=target) for (s, e), target in rows.items()]
    )


@cache
def documented() -> tuple[Scenario, ...]:
    """Load the documented scenarios once."""
    return load(str(SCENARIOS / "documented")).scenarios


def first_failure(book: Rulebook) -> str | None:
    """Name the first documented scenario that fails with a rulebook."""
    return next((each.name for each in documented() if not run(each, book).passed), None)


def test_the_machines_have_exactly_the_states_and_rows_of_the_readings() -> None:
    """Every row written out by hand is in its machine, once, and no other is."""
    assert {each.name: tuple(each.machine.states) for each in MACHINES} == STATES
    written = {name: sorted((*asked, target) for asked, target in rows.items()) for name, rows in ROWS.items()}
    assert {each.name: sorted(each.rows) for each in MACHINES} == written
    assert rulebook().machines == {each.name: each for each in MACHINES}


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.name)
def test_a_machine_answers_every_question_as_the_rows_do(machine: RunningMachine) -> None:
    """For every state and every event, of whichever machine, and for an event that none has."""
    events = {"unknown"} | {event for rows in ROWS.values() for _, event in rows}
    asked = [(state, event) for state in STATES[machine.name] for event in sorted(events)]
    assert [machine.target(*each) for each in asked] == [ROWS[machine.name].get(each) for each in asked]


@pytest.mark.parametrize(("command", "libraries"), [("check", "set()"), ("run", "{'transitions'}")])
def test_a_run_imports_the_library_of_the_machines_and_a_check_none(command: str, libraries: str) -> None:
    """Both are slow to import, and what that of the grammar gives stands in tables."""
    arguments = [command, str(SCENARIOS / "documented" / "activation.flow"), "--message-format", "short"]
    lines = (
        f"import sys; from benefit_flows.cli import main; main({arguments!r}); "
        "print({'lark', 'transitions'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == libraries


@st.composite
def machines(draw: st.DrawFn) -> tuple[RunningMachine, Rows]:
    """Give any machine of a few states and events, and its rows."""
    states = draw(st.lists(st.sampled_from(("idle", "busy", "done", "gone")), min_size=1, unique=True))
    asked = st.tuples(st.sampled_from(states), st.sampled_from(("go", "stop", "wait")))
    rows = draw(st.dictionaries(asked, st.sampled_from(states), max_size=8))
    return machine_of("toy", tuple(states), rows), rows


@settings(deadline=None)
@given(machines())
def test_any_machine_moves_by_its_rows_and_stays_as_it_was(drawn: tuple[RunningMachine, Rows]) -> None:
    """Whatever was triggered before, also what is refused, all questions have the same answers."""
    machine, rows = drawn
    asked = [(state, event) for state in machine.machine.states for event in ("go", "stop", "wait", "unknown")]
    for _ in range(2):
        assert [machine.target(*each) for each in asked] == [rows.get(each) for each in asked]
        assert {each[:2]: each[2] for each in machine.rows} == rows
        assert machine.machine.models == []


def test_threads_may_share_a_machine() -> None:
    """Sessions of the studio do: each gets the answers that it would get alone."""
    (benefit, _), rows = MACHINES, ROWS["benefit"]
    asked = [(state, event) for state in STATES["benefit"] for event in sorted({event for _, event in rows})] * 20
    with ThreadPoolExecutor(8) as threads:
        answers = [*threads.map(lambda each: benefit.target(*each), asked * 8)]
    assert answers == [rows.get(each) for each in asked * 8]


# Altered rows


def with_rows(change: Change) -> Rulebook:
    """Give the rulebook with one row of a machine changed."""
    book, name = rulebook(), change[0]
    return replace(book, machines={**book.machines, name: machine_of(name, STATES[name], altered(change))})


def test_the_documented_scenarios_pass_with_the_rows_of_the_readings() -> None:
    """No documented scenario fails as long as no row is changed."""
    machines = {name: machine_of(name, STATES[name], rows) for name, rows in ROWS.items()}
    assert first_failure(replace(rulebook(), machines=machines)) is None


def test_every_row_that_is_redirected_or_removed_fails_a_documented_scenario() -> None:
    """No move of a machine is there that no scenario judges."""
    unnoticed = [name_of(each) for each in CHANGES if first_failure(with_rows(each)) is None]
    assert unnoticed == []
