"""Measure the report of 500 scenarios: ``python benchmarks/reports.py`` (needs Chromium and playwright).

``open`` is the time until a page can be used, beside the time until an empty page is there.
"""

import shutil
import statistics
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benefit_flows import load, rulebook
from benefit_flows.model.results import Results
from benefit_flows.model.scenario import Scenario
from benefit_flows.pipeline.runs import run_each
from benefit_flows.report.html import Wording, render_html
from benefit_flows.report.terminal import render_failures, title

SCENARIOS = 500
TIMES = 5
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
EMPTY = "<!DOCTYPE html><html lang=en><title>Empty</title><p>Nothing"


def scenarios() -> Iterator[Scenario]:
    """Give the scenarios and features of the project, and again under other names until there are enough."""
    project = Path(__file__).parents[1]
    found = load(str(project / "scenarios"), str(project / "features")).scenarios
    for number in range(SCENARIOS):
        each, again = found[number % len(found)], number // len(found)
        yield replace(each, span=each.span.placed(f"{again}/{Path(each.span.path).name}", each.span.line))


def report() -> str:
    """Run them as ``run --report html=FILE`` does, and render the page."""
    timed = tuple(run_each(tuple(scenarios()), rulebook(), perf_counter, screens=True))
    start = perf_counter()
    page = render_html(Results((), timed), (), rulebook(), Wording(title, render_failures))
    print(f"write   {perf_counter() - start:6.2f} s   {len(timed)} scenarios")
    return page


def opening(browser: Browser, path: Path, ready: str) -> float:
    """Give the seconds until something can be seen of a page, in a fresh window, the median of some."""
    times = []
    for _ in range(TIMES):
        context = browser.new_context(offline=True)
        page = context.new_page()
        start = perf_counter()
        page.goto(path.as_uri())
        page.locator(ready).first.wait_for(state="visible")
        times.append(perf_counter() - start)
        context.close()
    return statistics.median(times)


def main() -> None:
    """Print the size, and the time to open."""
    program = shutil.which("chromium")
    assert program is not None, "chromium is not installed"
    page = report()
    print(f"size    {len(page.encode()) / 1000:6.0f} kB")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        whole, empty = Path(folder) / "report.html", Path(folder) / "empty.html"
        whole.write_text(page, encoding="utf-8")
        empty.write_text(EMPTY, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        base, taken = opening(browser, empty, "p"), opening(browser, whole, "#scenarios li:not([hidden]) > a[href]")
        browser.close()
    print(f"open    {taken:6.2f} s    {taken / base:.1f} times an empty page ({base:.2f} s)")


if __name__ == "__main__":
    main()
