import re
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import benefit_flows.testing
from tests.testing.inner import GOLD, OTHERS, plugin, write

pytest_plugins = ["pytester"]

LOADED = "print(sorted(each for each in sys.modules if each.startswith('benefit_flows')))"
ITSELF = "['benefit_flows', 'benefit_flows.testing', 'benefit_flows.testing.plugin', 'benefit_flows.testing.stash']"


def printed(pytester: pytest.Pytester, code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=pytester.path, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_loading_the_plugin_loads_nothing_else_of_ours(pytester: pytest.Pytester) -> None:
    assert printed(pytester, f"import sys, benefit_flows.testing.plugin\n{LOADED}") == ITSELF


@pytest.mark.parametrize(("name", "all_there_is"), [("a.txt", True), ("a.feature", False)])
def test_a_run_without_scenario_files_loads_nothing_else_of_ours(
    pytester: pytest.Pytester, name: str, *, all_there_is: bool
) -> None:
    (pytester.path / name).write_text(GOLD, encoding="utf-8")
    write(pytester, test_x_py="def test_x() -> None:\n    pass\n")
    code = f"import sys, pytest\npytest.main([*{plugin()}, *{OTHERS}, '-q'])\n{LOADED}"
    assert (printed(pytester, code) == ITSELF) == all_there_is


def test_no_part_of_the_plugin_needs_one_that_needs_it() -> None:
    """Imports for types and late ones count too: a circle would have to be read as one piece."""
    files = Path(*benefit_flows.testing.__path__).glob("*.py")
    named = re.compile(r"from benefit_flows\.testing\.(\w+) import")
    needs = {each.stem: set(named.findall(each.read_text(encoding="utf-8"))) for each in files}
    order = list(TopologicalSorter(needs).static_order())
    assert order.index("stash") < order.index("claims") < order.index("plugin")
