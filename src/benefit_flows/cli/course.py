"""How a run goes: in order or in several processes, until it is done, has failed often enough, or is stopped."""

import argparse
from collections.abc import Generator, Mapping
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from benefit_flows.cli.numbers import failures, jobs
from benefit_flows.cli.reports import Progress, progress_stream

if TYPE_CHECKING:
    from benefit_flows.model.results import Timed
    from benefit_flows.model.rulebooks import Rulebooks
    from benefit_flows.model.scenario import Scenario


class Ran(NamedTuple):
    """What ran and what did not, in order; ``stopped`` is what ended the run from outside, if anything did."""

    timed: "tuple[Timed, ...]"
    not_run: "tuple[Scenario, ...]"
    stopped: BaseException | None


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a run goes and what it prints."""
    stop = parser.add_mutually_exclusive_group()
    stop.add_argument(
        "-x",
        "--exit-first",
        dest="max_fail",
        action="store_const",
        const=1,
        default=0,
        help="stop at the first scenario that fails",
    )
    stop.add_argument(
        "--max-fail", type=failures, default=0, metavar="N", help="stop when N scenarios have failed (default: never)"
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="one line a failure")
    parser.add_argument("-v", "--verbose", action="store_true", help="every line of every scenario")
    parser.add_argument(
        "-j",
        "--jobs",
        type=jobs,
        default=1,
        metavar="N",
        help="run in N processes at once; 0 or auto: one a processor (default: 1; with few scenarios always 1)",
    )
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help="run the good files although others have mistakes (still exit 2)",
    )


def run_chosen(chosen: "tuple[Scenario, ...]", rulebooks: "Rulebooks", options: argparse.Namespace) -> Ran:
    """Run what was chosen until it is done, stops at a failure, or is stopped from outside."""
    from benefit_flows.pipeline.advice import as_in_order
    from benefit_flows.pipeline.runs import WorkerFailed

    done: dict[int, Timed] = {}
    stopped: BaseException | None = None
    progress = progress_of(len(chosen), options)
    try:
        with closing(_arriving(chosen, rulebooks, options)) as arriving:
            for index, timed in arriving:
                done[index] = timed
                progress.ran(timed.trace.verdict)
    except (KeyboardInterrupt, WorkerFailed) as why:
        stopped = why
    progress.erase()
    kept = up_to_failure(done, options.max_fail)
    not_run = tuple(each for index, each in enumerate(chosen) if index not in kept)
    return Ran(tuple(as_in_order(kept.values())), not_run, stopped)


def up_to_failure(done: "Mapping[int, Timed]", most: int) -> "dict[int, Timed]":
    """Put what ran in order, without what other processes ran behind the failure that stops the run, if one does."""
    failed = sorted(index for index, timed in done.items() if timed.trace.failed)
    last = failed[most - 1] if 0 < most <= len(failed) else max(done, default=0)
    return {each: done[each] for each in sorted(done) if each <= last}


def _arriving(
    chosen: "tuple[Scenario, ...]", rulebooks: "Rulebooks", options: argparse.Namespace
) -> Generator["tuple[int, Timed]", None, None]:
    """Run scenarios, here or in processes of their own; give each with its index when it has run."""
    explain = options.message_format != "human" or not options.quiet or bool(options.report)
    screens = bool(options.report)
    if options.jobs != 1:
        from benefit_flows.pipeline.parallel import Job, run_in_workers, useful_workers

        workers = useful_workers(options.jobs, len(chosen))
        if workers > 1:
            whole = screens or options.verbose
            job = Job(chosen, rulebooks, perf_counter, options.max_fail, screens, explain, whole)
            yield from run_in_workers(job, workers)
            return
    from benefit_flows.pipeline.advice import Advising
    from benefit_flows.pipeline.runs import run_each

    advising = Advising(rulebooks) if explain else None
    failed = 0
    for index, timed in enumerate(run_each(chosen, rulebooks, perf_counter, screens=screens, advising=advising)):
        yield index, timed
        failed += timed.trace.failed
        if failed == options.max_fail > 0:
            return


def progress_of(total: int, options: argparse.Namespace) -> Progress:
    """Give the bar of a run, where a person watches it."""
    stream = progress_stream(watched=options.message_format == "human" and not options.quiet)
    return Progress(stream, total, perf_counter, options.lang)
