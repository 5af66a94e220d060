"""What all tests share: golden files."""

import pytest

from tests.support import Golden, compare_golden, write_golden


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="write golden files anew instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Give a function that compares a text with a golden file, or writes the file with ``--update-golden``."""
    return write_golden if request.config.getoption("--update-golden") else compare_golden
