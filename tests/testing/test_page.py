import re

import pytest

from tests.support import PROJECT
from tests.testing.inner import ran, write

pytest_plugins = ["pytester"]


def blocks(kind: str) -> list[str]:
    page = (PROJECT / "docs" / "pytest.md").read_text(encoding="utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)


def test_the_examples_of_the_page_run(pytester: pytest.Pytester) -> None:
    first, mail = blocks("gherkin")
    (steps,) = blocks("python")
    write(pytester, first_feature=first, mail_feature=mail, conftest_py=steps)
    assert ran(pytester, "--strict-markers").splitlines()[-2:] == ["2 passed", "exit 0"]
    assert ran(pytester, "-m", "activation").splitlines()[-2:] == ["1 passed, 1 deselected", "exit 0"]
