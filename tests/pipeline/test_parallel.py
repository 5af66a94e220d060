"""Scenarios in several processes: the same results, and no worker left behind."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from functools import cache
from itertools import count
from time import perf_counter
from typing import Final

import pytest

from benefit_flows.model.results import Timed
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline import run_all
from benefit_flows.pipeline.parallel import Job, processors, run_in_workers, useful_workers
from benefit_flows.pipeline.runs import WorkerFailed
from benefit_flows.rulebooks import RULEBOOKS
from tests.support import check_text

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""Newer Pythons warn where processes are started beside threads; a test runner has some, the command has none."""


def scenarios(number: int, failing: tuple[int, ...] = ()) -> tuple[Scenario, ...]:
    """Give so many scenarios, of which these fail."""
    states = ["active" if each in failing else "inactive" for each in range(number)]
    texts = (
        f'scenario: Number {each}\n  use: a Gold partner\n  then "Microsoft Product Support" is {state}\n'
        for each, state in enumerate(states)
    )
    return check_text("\n".join(texts)).scenarios


def in_order(job: Job, workers: int = 2) -> tuple[Timed, ...]:
    """Run a job, and put what comes in order; each index must come once."""
    found = list(run_in_workers(job, workers))
    assert len(dict(found)) == len(found)
    return tuple(timed for _, timed in sorted(found, key=lambda each: each[0]))


def no_time() -> float:
    return 0.0


@cache
def counted() -> Callable[[], int]:
    """Give one counter a process."""
    return count().__next__


def process_clock() -> float:
    """Be a clock by which a scenario takes as many seconds as its process has for a number."""
    return float(os.getpid() if counted()() % 2 else 0)


def broken_rulebook() -> Rulebook:
    raise LookupError("no rulebook")


BROKEN: Final = Rulebooks({RULEBOOKS.default: broken_rulebook}, RULEBOOKS.default)


def test_what_workers_give_is_what_one_process_gives() -> None:
    chosen = scenarios(60, failing=(7, 8, 59))
    for workers in (1, 2, 3):
        job = Job(chosen, RULEBOOKS, no_time, screens=True, explain=True)
        assert in_order(job, workers) == run_all(chosen, RULEBOOKS, no_time, screens=True, explain=True)


def test_both_workers_work_and_this_process_does_not() -> None:
    seconds = {timed.seconds for timed in in_order(Job(scenarios(200), RULEBOOKS, process_clock))}
    assert len(seconds) == 2
    assert float(os.getpid()) not in seconds


def test_without_whole_traces_only_failures_come_with_what_happened() -> None:
    chosen = scenarios(20, failing=(3,))
    found = in_order(Job(chosen, RULEBOOKS, no_time, whole=False))
    assert [each.trace.scenario for each in found] == list(chosen)
    assert [index for index, each in enumerate(found) if each.trace.events] == [3]
    assert [each.trace.passed for each in found] == [index != 3 for index in range(20)]


@pytest.mark.parametrize("failing", [(0,), (199,), (31, 32, 33), (50, 20), tuple(range(200))], ids=len)
def test_a_run_that_stops_at_a_failure_has_the_same_first_failure(failing: tuple[int, ...]) -> None:
    found = dict(run_in_workers(Job(scenarios(200, failing), RULEBOOKS, no_time, most_failures=1), 2))
    first = min(failing)
    assert min(index for index, each in found.items() if not each.trace.passed) == first
    assert set(range(first)) <= set(found)


def test_no_scenarios_are_no_work() -> None:
    assert in_order(Job((), RULEBOOKS, no_time)) == ()


def test_an_exception_of_a_worker_is_told_with_where_it_was_raised() -> None:
    with pytest.raises(WorkerFailed, match=r"^LookupError: no rulebook\n") as caught:
        in_order(Job(scenarios(10), BROKEN, no_time))
    (note,) = caught.value.__notes__
    assert "in broken_rulebook" in note
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_is_no_hang() -> None:
    arriving = run_in_workers(Job(scenarios(400), RULEBOOKS, perf_counter), 2)
    next(arriving)
    for each in multiprocessing.active_children():
        os.kill(each.pid or 0, signal.SIGKILL)
    with pytest.raises(WorkerFailed, match=r"^a worker process ended \(exit code -9\)$"):
        list(arriving)
    assert multiprocessing.active_children() == []


def test_who_stops_asking_stops_the_workers() -> None:
    arriving = run_in_workers(Job(scenarios(400), RULEBOOKS, perf_counter), 2)
    next(arriving)
    assert len(multiprocessing.active_children()) == 2
    arriving.close()
    assert multiprocessing.active_children() == []


def test_processes_that_start_afresh_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    afresh = multiprocessing.get_context("spawn")
    monkeypatch.setattr("benefit_flows.pipeline.parallel.Process", afresh.Process)
    chosen = scenarios(30, failing=(4,))
    found = in_order(Job(chosen, RULEBOOKS, perf_counter))
    expected = run_all(chosen, RULEBOOKS, perf_counter)
    assert [each.trace for each in found] == [each.trace for each in expected]


@pytest.mark.parametrize(
    ("wanted", "number", "expected"), [(2, 199, 1), (2, 200, 2), (8, 450, 4), (1, 5000, 1), (2, 0, 0)]
)
def test_a_worker_is_started_for_a_hundred_scenarios_at_least(wanted: int, number: int, expected: int) -> None:
    assert useful_workers(wanted, number) == expected


def test_no_number_means_one_worker_a_processor() -> None:
    assert useful_workers(0, 1_000_000) == processors() == len(os.sched_getaffinity(0))
