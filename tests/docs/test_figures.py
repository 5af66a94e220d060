"""The figures that the pages state are those of the program. Figures that only a clock could check are not stated."""

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median, quantiles
from typing import Final

import benefit_flows
from benefit_flows import rulebook
from benefit_flows.cli import exits, player, studio
from benefit_flows.diagnostics import limits
from benefit_flows.engine import search
from benefit_flows.language import resolvers, scan, timeline
from benefit_flows.lsp import workspace
from benefit_flows.pipeline import parallel, reader
from benefit_flows.report.html import listing
from benefit_flows.studio import connection, files, lessons, serve, sessions
from tests.docs.support import FENCE, PAGES, Found, prose, shown
from tests.report.test_html_sizes import MOST_BYTES, MOST_OF_DIFFERENT
from tests.support import PROJECT, SCENARIOS

BOOK: Final = rulebook()
NUMBERS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    *range(11, 16),
    "sixteen",
)
MEASURED: Final = re.compile(r"\d[\d.,]*[ \u00a0](?:ms|s|seconds?|minutes?|[kKM]i?B|megabytes?|kilobytes?)\b|\d %")
"""A figure with a unit."""


def word(number: object) -> str:
    """Give a small number as a word."""
    return str(NUMBERS[int(str(number))])


def grouped(number: int) -> str:
    """Give a number with its thousands apart."""
    return f"{number:,}"


def megabytes(number: int) -> str:
    assert number % 1_000_000 == 0
    return f"{number // 1_000_000} MB"


def stated() -> dict[str, list[str]]:
    """Give what each page must say, with the figures filled in from the program."""
    course = word(len(list((SCENARIOS / "training" / "en").glob("*.flow"))))
    python = str(tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"])
    days = word(BOOK.parameters["activation-days"].default)
    worlds = grouped(search.MOST_WORLDS)
    edit = (PROJECT / "src/benefit_flows/studio/assets/edit.js").read_text(encoding="utf-8")
    return {
        "README.md": [
            f"what there is in {benefit_flows.__version__}",
            f"A course of {course} lessons",
            f"You need Python {python.removeprefix('>=')} or newer",
            f"Activation takes {days} days here",
        ],
        "docs/training.md": [f"a course of {course} lessons", f"activation takes {days} days"],
        "docs/checking.md": [
            f"The first {limits.MOST_IN_FILE} mistakes of a file are shown, and {grouped(limits.MOST_IN_ALL)} in all",
        ],
        "docs/editors.md": [f"At most {grouped(workspace.MOST_FILES)} files of the project"],
        "docs/player.md": [f"(default: {player.WORLDS})"],
        "docs/reports.md": [
            f"in full for the first {listing.MOST_FAILURES} that failed",
            f"more than 500, stays below {MOST_BYTES // 1000} kB",
            f"stay below {MOST_OF_DIFFERENT // 1000} kB, also if most of them fail",
        ],
        "docs/running.md": [
            f"starts a process for every {parallel.WORTH_A_WORKER} scenarios at most.",
            f"So with fewer than {2 * parallel.WORTH_A_WORKER} scenarios nothing changes",
        ],
        "docs/scenarios.md": [
            f"They run from {BOOK.passages[0]} to {BOOK.passages[-1]}",
            f"looks at up to {worlds} worlds",
            f"at most {megabytes(reader.LARGEST_FILE)}, a line at most {grouped(scan.LONGEST_LINE)} characters",
            f"covers at most {grouped(timeline.LONGEST_WAIT)} days",
            f"A range of passages covers at most {scan.LONGEST_RANGE}",
            f"between {resolvers.FIRST_DAY} and {resolvers.LAST_DAY}",
        ],
        "docs/studio.md": [
            f"another port than {studio.PORT}",
            f"with more than {re.findall(r'const SHORT = ([0-9]+)', edit)[0]} lines",
            f"what a page sends | {megabytes(files.LARGEST)}",
            f"files listed | {grouped(files.MOST_FILES)}",
            f"scenarios in one session | {lessons.MOST_LESSONS}",
            f"{grouped(sessions.MOST_SESSIONS)}, and {sessions.MOST_TEXT // 1_000_000} million characters",
            f"{serve.MOST_CONNECTIONS}, from one address {connection.MOST_FROM_ONE}",
        ],
    }


def test_the_figures_of_the_pages_are_those_of_the_program() -> None:
    """Limits, defaults, counts: each as a sentence that the page must have."""
    whole = {shown(page): " ".join(page.read_text(encoding="utf-8").split()) for page in PAGES}
    assert [(page, each) for page, told in stated().items() for each in told if each not in whole[page]] == []


def test_the_pages_state_no_measured_figure_that_nothing_holds() -> None:
    """Seconds and sizes differ from machine to machine; a bound that a test holds may stand."""
    held = [each for told in stated().values() for each in told]
    lines = [each for each in prose() if each.page not in ("CHANGELOG.md", "docs/diagnostics.md")]
    found = [(each.page, figure) for each in lines for figure in MEASURED.findall(each.text)]
    assert [(page, figure) for page, figure in found if not any(figure in each for each in held)] == []


def exit_codes() -> Iterator[Found]:
    """Give the numbers that the pages call exit codes: in tables under that heading, and in sentences."""
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for table in re.findall(r"\| exit code \|.*?\n\n", text, re.DOTALL):
            yield from (Found(shown(page), each) for each in re.findall(r"^\| (\d+) \|", table, re.MULTILINE))
        yield from (Found(shown(page), each) for each in re.findall(r"exit code (?:is )?(\d+)", text))
        for sentence in re.findall(r"Exit codes: ([^.]*)", text):
            yield from (Found(shown(page), each) for each in re.findall(r"(?:^|; )(\d+) ", sentence))


def test_the_exit_codes_of_the_pages_are_those_of_the_program() -> None:
    """All of them are told, and no other."""
    known = {str(value) for name, value in vars(exits).items() if name.isupper()}
    found = list(exit_codes())
    assert len(found) > 20
    assert {each.text for each in found} == known


def lengths() -> list[int]:
    """Give the number of lines of every function of the program."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (PROJECT / "src").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(node.end_lineno or 0) - node.lineno + 1 for node in functions]


def test_functions_are_as_short_as_contributing_says() -> None:
    """The median, and nine in ten."""
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    least, most, long = map(int, re.findall(r"median has (\d+) to (\d+) lines, nine in ten under (\d+)", text)[0])
    assert least <= median(lengths()) <= most
    assert quantiles(lengths(), n=10)[-1] < long


def test_the_standard_setups_begin_on_the_day_and_run_as_long_as_the_pages_say() -> None:
    """The first day of all setups, and an offer without `from`."""
    text = " ".join((PROJECT / "docs" / "scenarios.md").read_text(encoding="utf-8").split())
    days = {day for source in BOOK.standard_setups for day in re.findall(r"(?:today is|sommes le) (\S+)", source.text)}
    assert len(days) == 1
    assert f"The standard setups begin on {days.pop()}" in text
    until, start = re.findall(r"`until (\S+)` starts on (\S+)\.", text)[0]
    assert timedelta(364) <= date.fromisoformat(until) - date.fromisoformat(start) <= timedelta(365)
