"""Diagnostics as workflow commands: nothing in a path or a message ends a command too early."""

import re

import pytest

from benefit_flows.diagnostics import Diagnostic
from benefit_flows.diagnostics.codes import CODES, Severity
from benefit_flows.report.github import render_github
from benefit_flows.source import Span

UNUSED = Diagnostic("BF320", Span("a.flow", 3, 1, 12, "setup: mine"), (("word", "mine"),))
COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)\n")


def read(commands: str) -> list[tuple[str, dict[str, str], str]]:
    """Read commands as the runner does: properties end at a comma or a colon, and escapes are undone last."""
    assert COMMAND.sub("", commands) == ""
    return [
        (name, {key: undone(value) for key, value in (each.split("=", 1) for each in properties.split(","))}, undone(m))
        for name, properties, m in COMMAND.findall(commands)
    ]


def undone(text: str) -> str:
    for escaped, plain in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escaped, plain)
    return text


def test_a_diagnostic_is_one_command_with_its_place_and_its_code() -> None:
    expected = '::warning file=a.flow,line=3,col=1,endColumn=12,title=BF320::nothing uses the setup "mine"\n'
    assert render_github([UNUSED]) == expected


def test_the_help_is_a_second_line_of_the_same_command() -> None:
    span = Span("a.flow", 7, 24, 45, "")
    unknown = Diagnostic("BF203", span, (("word", "Portal"), ("near", "Azure portal")), "near")
    assert render_github([unknown], "fr") == (
        f"::error file=a.flow,line=7,col=24,endColumn=45,title=BF203::{unknown.message('fr')}%0A{unknown.help('fr')}\n"
    )
    assert (unknown.message("fr"), unknown.help("fr")) != (unknown.message("en"), unknown.help("en"))


def test_no_diagnostics_are_no_commands() -> None:
    assert render_github([]) == ""


def test_a_hint_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = {**CODES, "BF320": CODES["BF320"]._replace(severity=Severity.HINT)}
    monkeypatch.setattr("benefit_flows.diagnostics.CODES", hints)
    assert [name for name, _, _ in read(render_github([UNUSED]))] == ["notice"]


@pytest.mark.parametrize(
    "path", ["with space.flow", "100%.flow", "a,b.flow", "C:/a.flow", "a::error file=b::c.flow", "%2C%0A.flow", "a\nb"]
)
def test_a_path_comes_back_whole_from_a_command(path: str) -> None:
    found = read(render_github([UNUSED._replace(span=UNUSED.span._replace(path=path))]))
    place = {"file": path, "line": "3", "col": "1", "endColumn": "12", "title": "BF320"}
    assert found == [("warning", place, 'nothing uses the setup "mine"')]


@pytest.mark.parametrize("word", ["a\nb", "a\r\nb", "\n::error::x", "100%", "%0A", "%25", "a,b: c::d", "👩‍💻 é"])
def test_a_message_comes_back_whole_from_a_command(word: str) -> None:
    ((_, _, message),) = read(render_github([UNUSED._replace(values=(("word", word),))]))
    assert message == f'nothing uses the setup "{word}"'


def test_colons_and_commas_of_a_message_stay_readable() -> None:
    assert render_github([UNUSED._replace(values=(("word", "a, b: c"),))]).endswith(
        '::nothing uses the setup "a, b: c"\n'
    )
