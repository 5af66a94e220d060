import re
from typing import Final

import pytest

from tests.testing.inner import GOLD, ran

pytest_plugins = ["pytester"]

GERMAN: Final = """\
# language: de
Funktionalität: Activation
  Szenario: It takes three days
    Angenommen setup "a Gold partner"
    Wenn Ada signs in to "Partner Center"
    Und Ada activates "Microsoft Product Support"  [122]
    Dann "Microsoft Product Support" is pending
"""
HEADER: Final = GOLD.partition("\n")[0] + "\n"
ROWS: Final = "    Examples:\n      | state   |\n      | pending |\n"
OUTLINE: Final = GOLD.replace("Scenario:", "Scenario Outline:").replace("pending", "<state>")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + GOLD.encode(),
        GOLD.replace("    ", "\t").encode(),
        GOLD.replace("\n", "\r\n").encode(),
        GOLD.replace("\n", "   \n").encode(),
        GERMAN.encode(),
        (OUTLINE + ROWS).encode(),
    ],
    ids=["a byte order mark", "tabs", "windows", "trailing spaces", "german keywords", "an outline"],
)
def test_what_editors_and_other_tools_write_runs(pytester: pytest.Pytester, data: bytes) -> None:
    (pytester.path / "a.feature").write_bytes(data)
    assert ran(pytester).splitlines()[-2:] == ["1 passed", "exit 0"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (GOLD.replace("Activation", "Activé").encode("latin-1"), ["BF403"]),
        (GOLD.encode("utf-16"), ["BF126"]),
        (b"", ["BF405"]),
        (b"# nothing but words", ["BF409"]),
        (b"\0", ["BF411"]),
        (b"# language: xx\n" + GOLD.encode(), ["BF225"]),
        (
            GOLD.replace(
                "  Scenario:", '  Background:\n    Given setup "a Gold partner"\n  Background:\n  Scenario:'
            ).encode(),
            ["BF117"],
        ),
        ((OUTLINE + ROWS + "      | a | b |\n").encode(), ["BF306"]),
        ((OUTLINE + ROWS.rpartition("      |")[0]).encode(), ["BF307"]),
        ((OUTLINE + "    Examples:\n").encode(), ["BF307"]),
        ((HEADER + GOLD.removeprefix(HEADER) * 1000).encode(), ["BF220"] * 100),
        (GOLD.replace("It takes three days", "").encode(), ["BF113"]),
    ],
    ids=[
        "latin-1",
        "utf-16",
        "an empty file",
        "comments only",
        "zeros",
        "an unknown language",
        "two backgrounds",
        "ragged rows",
        "a table without rows",
        "examples without a table",
        "a thousand scenarios of one name",
        "no name",
    ],
)
def test_what_cannot_run_is_told_with_its_codes_and_without_a_traceback(
    pytester: pytest.Pytester, data: bytes, said: list[str]
) -> None:
    (pytester.path / "a.feature").write_bytes(data)
    found = ran(pytester, "-rN", "a.feature")
    assert re.findall(r"^error\[(BF\d+)\]", found, re.MULTILINE) == said
    assert ("Traceback" in found, ".py:" in found, found[-6:]) == (False, False, "exit 2")
