"""The commands and options that the pages name are those of the program."""

import re
import shlex
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Final

from benefit_flows.cli import COMMANDS, _parser
from benefit_flows.cli.check import MACHINES
from benefit_flows.cli.reports import FORMATS
from tests.docs.support import commands, spans
from tests.support import PROJECT

OPTION: Final = re.compile(r"(?<![\w-])(--[a-z][a-z-]+|-[a-zA-Z](?![\w-]))")
SHAPE: Final = re.compile(r"[\[\]…|>]")
"""Signs of a line that shows the shape of a command, not one to run."""
OTHERS: Final = {"-m", "-c", "--junitxml", "--write"}
"""Options of Python itself, a spelling that pytest takes and does not show, and what formats the pages' scripts."""


def refusal(command: str) -> str:
    """Say why a command line is refused; nothing where it is taken, or where it only names a command."""
    words, told = shlex.split(command)[1:], StringIO()
    with redirect_stderr(told), redirect_stdout(told):
        try:
            _parser(words).parse_args(words)
        except SystemExit as stopped:
            if stopped.code and "required" not in told.getvalue() and "expected one argument" not in told.getvalue():
                return told.getvalue().splitlines()[-1]
    return ""


def options() -> set[str]:
    """Give the options of all commands."""
    shown = set()
    for name in COMMANDS:
        told = StringIO()
        with redirect_stdout(told):
            try:
                _parser([name]).parse_args([name, "--help"])
            except SystemExit:
                shown |= set(OPTION.findall(told.getvalue()))
    return shown


def test_every_command_line_of_the_pages_is_taken() -> None:
    """With the options that it has; what shows the shape of a command is looked at below."""
    lines = [each for each in commands() if not SHAPE.search(each.text)]
    assert len(lines) > 60
    assert [(each, told) for each in lines if (told := refusal(each.text))] == []


def test_every_option_that_the_pages_name_exists() -> None:
    """Of a command, of pytest, or of Python; a picture's variables look like options and stand in the picture."""
    pytest_says = subprocess.run(
        [sys.executable, "-m", "pytest", "--help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    picture = (PROJECT / "docs" / "pictures" / "benefit.svg").read_text(encoding="utf-8")
    known = {*options(), *OPTION.findall(pytest_says), *OPTION.findall(picture), *OTHERS}
    named = [(each, option) for each in (*spans(), *commands()) for option in OPTION.findall(each.text)]
    assert len(named) > 150
    assert [(each, option) for each, option in named if option not in known] == []


def test_every_format_stands_on_the_page_of_its_option() -> None:
    """In the row of the option, or in the table below it."""
    for page, formats in (("checking.md", MACHINES), ("running.md", FORMATS)):
        text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
        assert [each for each in formats if f"`{each}`" not in text] == [], f"docs/{page} does not name it"
