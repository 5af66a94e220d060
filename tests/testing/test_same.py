"""A scenario does the same under pytest as under ``benefit-flows run``."""

from pathlib import Path

import pytest

from benefit_flows import load, run
from benefit_flows.testing.items import properties
from tests.support import PROJECT, SCENARIOS, flow_files
from tests.testing.inner import OTHERS, plugin, write

pytest_plugins = ["pytester"]


class Keeper:
    """A plugin that keeps what ours tells reports."""

    def __init__(self) -> None:
        self.reports: list[pytest.TestReport] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.reports.append(report)


def kept_by_pytest(pytester: pytest.Pytester, folder: Path) -> list[dict[str, object]]:
    keeper = Keeper()
    write(pytester, pytest_ini="[pytest]\n")
    pytester.inline_run(*plugin(), *OTHERS, "-q", "-c", "pytest.ini", "--rootdir=.", str(folder), plugins=[keeper])
    kept = [(each.outcome, dict(each.user_properties)) for each in keeper.reports]
    named = [
        {"known": "skipped", "pending": "skipped"}.get(str(told["verdict"]), told["verdict"]) for _, told in kept
    ]  # pytest's word for it
    assert [outcome for outcome, _ in kept] == named
    assert len({each.nodeid for each in keeper.reports}) == len(kept), "an id stands for one test"
    return [told for _, told in kept]


@pytest.mark.parametrize("folder", [SCENARIOS, PROJECT / "features"], ids=["scenarios", "features"])
def test_verdicts_and_every_step_are_those_of_the_command_line(
    pytester: pytest.Pytester, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pytester.path)
    loaded = load(str(folder))
    assert (loaded.errors, len(flow_files(SCENARIOS)) > 0) == ((), True)
    expected = sorted((dict(properties(run(each))) for each in loaded.scenarios), key=str)
    assert sorted(kept_by_pytest(pytester, folder), key=str) == expected


def test_failing_scenarios_fail_alike(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(pytester.path)
    failing = PROJECT / "tests" / "golden" / "failing"
    assert flow_files(failing)
    expected = sorted((dict(properties(run(each))) for each in load(str(failing)).listed), key=str)
    assert {each["verdict"] for each in expected} >= {"failed"}
    assert sorted(kept_by_pytest(pytester, failing), key=str) == expected
