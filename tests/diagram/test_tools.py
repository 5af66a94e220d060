"""Graphviz and Mermaid take what is written for them, whatever the names are."""

import json
import subprocess
from pathlib import Path
from typing import Final, cast
from xml.etree import ElementTree as ET

import pytest

from benefit_flows import load, rulebook, run
from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.path import path_panels
from benefit_flows.diagram.sequence import Sequence, sequence
from benefit_flows.diagram.sequence_mermaid import render_sequence_mermaid
from benefit_flows.diagram.states_svg import Panel
from benefit_flows.diagram.states_text import render_dot, render_mermaid
from benefit_flows.language.speaker import Speaker
from tests.diagram.support import GOLDEN, TEMPTING, tempting_machine
from tests.diagram.test_sequence import tempting_sequence
from tests.support import PROJECT, SCENARIOS

pytestmark = pytest.mark.tools

MODULES: Final = PROJECT / ".tools" / "node_modules"
SCRIPT: Final = Path(__file__).with_name("parse.mjs")
SLOWEST: Final = 120


def tempting_panels() -> tuple[Panel, ...]:
    """Give two panels whose names are the tempting texts."""
    found = layout(tempting_machine(), str)
    heading = " ".join(TEMPTING)
    return Panel(found, heading, TEMPTING[0], TEMPTING[1:3]), Panel(found, "x", last=found.edges[0].rows[0])


def mermaid_says(texts: list[str]) -> list[str]:
    """Ask Mermaid's own parser what each text is."""
    assert (MODULES / "mermaid").is_dir(), "make install-tools brings the npm packages"
    done = subprocess.run(
        ["node", SCRIPT, MODULES],  # noqa: S607  # npm packages need it, wherever it is
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    assert done.returncode == 0, done.stderr[:5_000]
    return cast("list[str]", json.loads(done.stdout))


def dot_draws(text: str) -> list[str]:
    """Let Graphviz draw a text, and give the texts that are in its picture."""
    done = subprocess.run(
        ["dot", "-Tsvg"],  # noqa: S607  # wherever it is installed
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=SLOWEST,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    texts = ET.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314  # our own picture
    return [each.text or "" for each in texts]


def test_graphviz_draws_every_golden_file() -> None:
    files = sorted(GOLDEN.glob("*.dot"))
    assert len(files) == 6
    assert all(dot_draws(each.read_text(encoding="utf-8")) for each in files)


def test_graphviz_shows_tempting_names_as_they_are() -> None:
    drawn = "".join(dot_draws(render_dot(tempting_panels(), " ".join(TEMPTING), "en"))).replace("\u00a0", " ")
    assert [each for each in TEMPTING if " ".join(each.split()) not in drawn] == []


def test_mermaid_takes_every_golden_file() -> None:
    files = sorted(GOLDEN.glob("*.mmd"))
    kinds = ["sequence" if each.name.startswith("sequence") else "stateDiagram" for each in files]
    assert len(files) == 8
    assert mermaid_says([each.read_text(encoding="utf-8") for each in files]) == kinds


def test_mermaid_takes_tempting_names_and_pictures_of_nothing() -> None:
    texts = [
        render_mermaid(tempting_panels(), "en"),
        render_mermaid((), "fr"),
        render_sequence_mermaid(tempting_sequence()),
        render_sequence_mermaid(Sequence("", (), ())),
    ]
    assert mermaid_says(texts) == ["stateDiagram", "stateDiagram", "sequence", "sequence"]


def test_mermaid_and_graphviz_take_every_scenario_of_the_project() -> None:
    book = rulebook()
    traces = [run(each) for each in load(str(SCENARIOS)).scenarios]
    assert len(traces) > 100
    paths = [path_panels(trace, Speaker(book, "fr")) for trace in traces]
    told = [render_sequence_mermaid(sequence(trace, Speaker(book, "en"))) for trace in traces]
    assert set(mermaid_says([render_mermaid(each, "fr") for each in paths])) == {"stateDiagram"}
    assert set(mermaid_says(told)) == {"sequence"}
    assert all(dot_draws(render_dot(each, "x", "fr")) for each in paths[::10])


def test_a_text_that_is_no_diagram_is_noticed() -> None:
    (said,) = mermaid_says(["stateDiagram-v2\n    a --> : {"])
    assert said.startswith("error: ")
