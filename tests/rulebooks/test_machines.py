"""The two machines: held to the rows of the readings, to the scenarios, and to the live machines."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from transitions import Machine, State
from transitions.extensions import HierarchicalMachine

from benefit_flows import load, rulebook
from benefit_flows.engine.run import run
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.scenario import Scenario
from benefit_flows.rulebooks.moves import MoveTable, UnsupportedMachineError, table_of
from benefit_flows.rulebooks.mpn_2021_04.machines import BENEFIT, CONTRACT, MACHINES
from benefit_flows.rulebooks.statecharts import build, derive, live
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


def definition(change: Change) -> MoveTable:
    """Define the altered machine as the rulebook defines its own."""
    name = change[0]
    rows = tuple((state, event, target) for (state, event), target in altered(change).items())
    return table_of(name, STATES[name], rows)


@cache
def documented() -> tuple[Scenario, ...]:
    """Load the documented scenarios once."""
    return load(str(SCENARIOS / "documented")).scenarios


def first_failure(book: Rulebook) -> str | None:
    """Name the first documented scenario that fails with a rulebook."""
    return next((each.name for each in documented() if not run(each, book).passed), None)


@pytest.mark.parametrize("table", MACHINES, ids=lambda each: each.name)
def test_a_table_has_exactly_the_rows_of_the_readings(table: MoveTable) -> None:
    """Every row written out by hand is in the table, and no other."""
    assert table == MoveTable(table.name, STATES[table.name][0], STATES[table.name], ROWS[table.name])


def test_the_rulebook_moves_by_what_the_running_machines_give() -> None:
    """The loaded rulebook holds the tables of the two machines, as read off the machines, and nothing else."""
    assert rulebook().machines == {"benefit": derive(build(BENEFIT)), "contract": derive(build(CONTRACT))}


def test_two_moves_for_one_event_are_refused() -> None:
    """A state has one target for an event; a second one is refused by its place."""
    with pytest.raises(UnsupportedMachineError) as refused:
        table_of("toy", ("one", "two"), (("one", "go", "two"), ("one", "go", "one")))
    assert str(refused.value) == "toy: one has several transitions for go"


def test_a_plain_run_imports_neither_of_the_two_libraries() -> None:
    """Both are slow to import, and what they give stands in tables."""
    lines = "import sys, benefit_flows; benefit_flows.rulebook(); print({'lark', 'transitions'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@st.composite
def tables(draw: st.DrawFn) -> MoveTable:
    """Give any machine of a few states and events."""
    states = draw(st.lists(st.sampled_from(("idle", "busy", "done", "gone")), min_size=1, unique=True))
    asked = st.tuples(st.sampled_from(states), st.sampled_from(("go", "stop", "wait")))
    moves = draw(st.dictionaries(asked, st.sampled_from(states), max_size=8))
    return table_of("toy", tuple(states), tuple((*each, target) for each, target in moves.items()))


@settings(deadline=None)
@given(tables())
def test_a_machine_that_is_built_is_read_off_as_it_was(table: MoveTable) -> None:
    """No state, no move and no first state is lost or made up on the way through a running machine."""
    assert derive(build(table)) == table


@settings(deadline=None)
@given(tables())
def test_a_running_machine_answers_as_its_table(table: MoveTable) -> None:
    """For every state and event, also those that it does not have."""
    running = live(table)
    asked = [(state, event) for state in table.states for event in ("go", "stop", "wait", "unknown")]
    assert [running.target(*each) for each in asked] == [table.target(*each) for each in asked]


def test_the_documented_scenarios_pass_with_the_rows_of_the_readings() -> None:
    """No documented scenario fails as long as no row is changed."""
    tables = {name: MoveTable(name, STATES[name][0], STATES[name], rows) for name, rows in ROWS.items()}
    assert first_failure(replace(rulebook(), machines=tables)) is None


def with_change(change: Change) -> Rulebook:
    """Give the rulebook with one row of a machine changed."""
    book = rulebook()
    return replace(book, machines={**book.machines, change[0]: definition(change)})


def test_every_row_that_is_redirected_or_removed_fails_a_documented_scenario() -> None:
    """No move of a machine is there that no scenario judges."""
    unnoticed = [name_of(each) for each in CHANGES if first_failure(with_change(each)) is None]
    assert unnoticed == []


# What a table cannot hold


def machine_with(**options: Any) -> Machine:
    """Make a machine of two states and one row, with something more."""
    transition: dict[str, Any] = {"trigger": "go", "source": "one", "dest": "two"}
    states = options.pop("states", ["one", "two"])
    transition.update(options.pop("row", {}))
    rows = [transition, *options.pop("more_rows", [])]
    return Machine(
        model=None, name="toy", states=states, initial="one", transitions=rows, auto_transitions=False, **options
    )


def unused(*_: object) -> bool:
    """Stand in for a callback."""
    return True


UNSUPPORTED: Final[Mapping[str, tuple[dict[str, Any], str]]] = {
    "a condition": ({"row": {"conditions": unused}}, "toy: one --go--> has conditions or callbacks"),
    "a negated condition": ({"row": {"unless": unused}}, "toy: one --go--> has conditions or callbacks"),
    "a callback before a row": ({"row": {"before": unused}}, "toy: one --go--> has conditions or callbacks"),
    "a callback after a row": ({"row": {"after": unused}}, "toy: one --go--> has conditions or callbacks"),
    "a callback that prepares a row": ({"row": {"prepare": unused}}, "toy: one --go--> has conditions or callbacks"),
    "an internal transition": ({"row": {"dest": None}}, "toy: one --go--> is internal"),
    "several transitions for one event": (
        {"more_rows": [{"trigger": "go", "source": "one", "dest": "one"}]},
        "toy: one has several transitions for go",
    ),
    "a callback on entering a state": (
        {"states": [State("one", on_enter=unused), "two"]},
        "toy: state one is nested or has callbacks",
    ),
    "a callback on leaving a state": (
        {"states": ["one", State("two", on_exit=unused)]},
        "toy: state two is nested or has callbacks",
    ),
    "a state that ignores events": (
        {"states": ["one", State("two", ignore_invalid_triggers=True)]},
        "toy: state two is nested or has callbacks",
    ),
    **{
        f"the machine's {option}": (
            {option: value},
            "toy: the machine has callbacks, a queue or ignores invalid triggers",
        )
        for option, value in {
            "before_state_change": unused,
            "after_state_change": unused,
            "prepare_event": unused,
            "finalize_event": unused,
            "on_exception": unused,
            "on_final": unused,
            "send_event": True,
            "queued": True,
            "ignore_invalid_triggers": True,
        }.items()
    },
}


@pytest.mark.parametrize("what", UNSUPPORTED)
def test_what_a_table_cannot_hold_is_refused_by_its_place(what: str) -> None:
    """A machine with more than states and rows is refused, and the message names the place."""
    options, message = UNSUPPORTED[what]
    with pytest.raises(UnsupportedMachineError) as refused:
        derive(machine_with(**options))
    assert str(refused.value) == message


def test_nested_states_are_refused_by_their_name() -> None:
    """A machine whose state holds other states is refused, and the message names the state."""
    nested = HierarchicalMachine(
        model=None,
        name="toy",
        states=[{"name": "one", "children": ["inner"]}, "two"],
        initial="two",
        transitions=[],
        auto_transitions=False,
    )
    with pytest.raises(UnsupportedMachineError) as refused:
        derive(nested)
    assert str(refused.value) == "toy: state one is nested or has callbacks"


def test_a_plain_machine_is_taken() -> None:
    """The machine that the refused ones start from is itself taken."""
    assert derive(machine_with()) == MoveTable("toy", "one", ("one", "two"), {("one", "go"): "two"})


# The live machines


@pytest.mark.parametrize("name", ROWS)
def test_the_live_machine_gives_the_same_answer_to_every_question(name: str) -> None:
    """For every state and every event, of whichever machine, the live machine and the table agree."""
    machine = next(each for each in MACHINES if each.name == name)
    events = {event for rows in ROWS.values() for _, event in rows}
    asked = [(state, event) for state in STATES[name] for event in sorted(events)]
    assert [live(machine).target(*each) for each in asked] == [ROWS[name].get(each) for each in asked]


def test_the_live_machines_give_the_same_traces() -> None:
    """Every documented scenario runs through the live machines with an equal trace."""
    book = rulebook()
    through = replace(book, machines={each.name: each for each in map(live, MACHINES)})
    assert [run(each, through) for each in documented()] == [run(each, book) for each in documented()]


def test_a_live_machine_with_a_changed_row_fails_as_its_table_does() -> None:
    """What runs on the library is judged by the same scenario."""
    for change in CHANGES:
        altered_book = with_change(change)
        through = replace(altered_book, machines={**altered_book.machines, change[0]: live(definition(change))})
        assert first_failure(through) == first_failure(altered_book), name_of(change)
