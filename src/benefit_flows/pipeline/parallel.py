"""Scenarios run by several processes at once: batches out, what happened back, nothing shared.

A worker gets the scenarios once, when it starts, and loads their rulebooks itself. What travels between the processes
is pickled by this module on both ends; a text that a user wrote is never unpickled.
"""

import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from traceback import format_exception
from typing import Final, NamedTuple

from benefit_flows.model.results import Timed
from benefit_flows.model.rulebooks import Rulebooks
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Event, Trace
from benefit_flows.pipeline.advice import Advising
from benefit_flows.pipeline.runs import WorkerFailed, run_each

LARGEST_BATCH: Final = 32
BATCHES: Final = 4
"""How many batches a worker gets at least: the last one to finish should not keep the others waiting long."""

WORTH_A_WORKER: Final = 100
"""Fewer scenarios run sooner than a process starts and answers."""

LONGEST_END: Final = 5
"""Seconds that a process may take from closing its pipe to its end."""


class Job(NamedTuple):
    """What workers are told: what to run, the rulebooks that there are, and how much comes back.

    The loaders of ``rulebooks``, and ``clock``, are functions of a module, so that they can be named to a process that
    starts afresh.
    ``most_failures`` stop the run; 0 never does.
    Without ``whole``, what passed comes back without its events.
    """

    scenarios: tuple[Scenario, ...]
    rulebooks: Rulebooks
    clock: Callable[[], float]
    most_failures: int = 0
    screens: bool = False
    explain: bool = False
    whole: bool = True


class _Bug(NamedTuple):
    """An exception of a worker, as words: the exception itself may not travel."""

    said: str
    where: str


Answer = list[tuple[tuple[Event, ...], float]] | _Bug
Pool = dict[Connection, Process]


def processors() -> int:
    """Give the number of processors that this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def useful_workers(wanted: int, scenarios: int) -> int:
    """Give how many of the wanted workers (0: one a processor) pay for so many scenarios; below 2, none does."""
    return min(wanted or processors(), scenarios // WORTH_A_WORKER)


def run_in_workers(job: Job, workers: int) -> Generator[tuple[int, Timed], None, None]:
    """Run the scenarios of a job; give each with its index, as they come. Raises ``WorkerFailed``.

    After the failures that stop the run no further batch is begun. Those before the last of them are waited for: they
    may hold earlier ones. Who stops asking stops the workers.
    """
    batches = iter(_batches(len(job.scenarios), workers))
    with _started(job, workers) as pool:
        at_work: dict[Connection, int] = {}
        failed: list[int] = []
        for pipe in pool:
            _hand_out(pipe, batches, at_work)
        while any(start < _end_of_run(job, failed) for start in at_work.values()):
            for pipe in _ready(at_work):
                start = at_work.pop(pipe)
                for index, timed in enumerate(_received(pipe, pool[pipe], job, start), start):
                    yield index, timed
                    failed += [index] if timed.trace.failed else []
                if _end_of_run(job, failed) == len(job.scenarios):
                    _hand_out(pipe, batches, at_work)


def _end_of_run(job: Job, failed: list[int]) -> int:
    """Give the index behind which nothing counts: that of the failure that stops the run, as far as is known."""
    stops = 0 < job.most_failures <= len(failed)
    return sorted(failed)[job.most_failures - 1] if stops else len(job.scenarios)


def _batches(number: int, workers: int) -> Iterator[tuple[int, int]]:
    """Cut so many scenarios into batches: the first index, and the one behind the last."""
    size = max(1, min(LARGEST_BATCH, number // (workers * BATCHES)))
    return ((start, min(start + size, number)) for start in range(0, number, size))


def _hand_out(pipe: Connection, batches: Iterator[tuple[int, int]], at_work: dict[Connection, int]) -> None:
    """Give a worker the next batch, if there is one. That it has died is found when its answer is read."""
    batch = next(batches, None)
    if batch is None:
        return
    at_work[pipe] = batch[0]
    try:
        pipe.send(batch)
    except OSError:
        return


def _ready(at_work: dict[Connection, int]) -> list[Connection]:
    """Wait for answers. A worker that dies closes its pipe, so that is an answer too."""
    ready = set(wait(list(at_work)))
    return [pipe for pipe in at_work if pipe in ready]


def _received(pipe: Connection, worker: Process, job: Job, start: int) -> Iterator[Timed]:
    """Read the answer of a worker."""
    try:
        answer: Answer = pipe.recv()
    except (EOFError, OSError):
        worker.join(LONGEST_END)
        raise WorkerFailed(f"a worker process ended (exit code {worker.exitcode})") from None
    if isinstance(answer, _Bug):
        failed = WorkerFailed(answer.said)
        failed.add_note(answer.where)
        raise failed
    for index, (events, seconds) in enumerate(answer, start):
        yield Timed(Trace(job.scenarios[index], events), seconds)


@contextmanager
def _started(job: Job, workers: int) -> Iterator[Pool]:
    """Start workers, each at the other end of a pipe; in the end none of them is left, whatever it was doing."""
    pool: Pool = {}
    try:
        with _interrupts_held():
            for _ in range(workers):
                ours, theirs = Pipe()
                worker = Process(target=_work, args=(job, theirs), daemon=True)
                worker.start()
                # Ours alone is left open: so the death of the worker is the end of the pipe.
                theirs.close()
                pool[ours] = worker
        yield pool
    finally:
        _end(pool)


def _end(pool: Pool) -> None:
    for worker in pool.values():
        worker.kill()
    for pipe, worker in pool.items():
        worker.join()
        pipe.close()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while workers start. They inherit that: a terminal sends it to them too."""
    mask = getattr(signal, "pthread_sigmask", None)
    if mask is None:  # Windows
        yield
        return
    before = mask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        mask(signal.SIG_SETMASK, before)


def _work(job: Job, pipe: Connection) -> None:
    """Be a worker: run batch after batch until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    advising = Advising(job.rulebooks) if job.explain else None
    try:
        while True:
            batch: tuple[int, int] = pipe.recv()
            answer: Answer
            try:
                answer = list(_ran(job, advising, job.scenarios[slice(*batch)]))
            except Exception as error:  # noqa: BLE001  # whatever it is, it is told where users look
                answer = _Bug(f"{type(error).__name__}: {error}", "".join(format_exception(error)))
            pipe.send(answer)
    except (EOFError, OSError):
        return


def _ran(
    job: Job, advising: Advising | None, scenarios: tuple[Scenario, ...]
) -> Iterator[tuple[tuple[Event, ...], float]]:
    """Run a batch, up to where its own failures stop the run."""
    failures = 0
    for timed in run_each(scenarios, job.rulebooks, job.clock, screens=job.screens, advising=advising):
        trace = timed.trace
        yield (() if trace.passed and not job.whole else trace.events), timed.seconds
        failures += trace.failed
        if failures == job.most_failures > 0:
            return
