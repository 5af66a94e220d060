"""Machines and paths as pictures and as texts of other notations."""

import re
from xml.etree import ElementTree as ET

import pytest

from benefit_flows import rulebook
from benefit_flows.diagram.layout import layout
from benefit_flows.diagram.path import joined, journeys, machine_panels, path_panels
from benefit_flows.diagram.states_svg import Panel, describe, render_figure, render_svg
from benefit_flows.diagram.states_text import dot_text, mermaid_text, render_dot, render_mermaid
from benefit_flows.diagram.words import machine_name
from benefit_flows.language.speaker import Speaker
from benefit_flows.text import LANGUAGES, Language
from tests.diagram.support import GOLDEN, SCENARIO, STILL, TEMPTING, laid_out, machine, tempting_machine, trace_of
from tests.support import Golden

SVG = "{http://www.w3.org/2000/svg}"
BENEFIT = ("inactive", "activate", "pending")


def kinds(svg: str) -> dict[str, list[str]]:
    """Give the texts of a picture by the class of what they stand in."""
    found: dict[str, list[str]] = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314  # our own picture
        for text in group.findall(f"{SVG}text"):
            found.setdefault(group.get("class", ""), []).append(" ".join(span.text or "" for span in text))
    return found


def shown(svg: str) -> list[str]:
    """Give the texts of a picture, in order."""
    texts = ET.fromstring(svg).iter(f"{SVG}text")  # noqa: S314  # our own picture
    return [" ".join(span.text or "" for span in each) for each in texts]


# Golden files


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["benefit", "contract"])
def test_the_machines_are_drawn_as_in_the_golden_files(name: str, language: Language, golden: Golden) -> None:
    panels = machine_panels((name,), Speaker(rulebook(), language))
    golden(GOLDEN / f"{name}-{language}.svg", render_figure(panels, machine_name(name, language), language))
    golden(GOLDEN / f"{name}-{language}.dot", render_dot(panels, machine_name(name, language), language))
    golden(GOLDEN / f"{name}-{language}.mmd", render_mermaid(panels, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_path_is_drawn_as_in_the_golden_files(language: Language, golden: Golden) -> None:
    trace = trace_of(SCENARIO)
    panels = path_panels(trace, Speaker(rulebook(), language))
    golden(GOLDEN / f"path-{language}.svg", render_figure(panels, trace.scenario.name, language))
    golden(GOLDEN / f"path-{language}.dot", render_dot(panels, trace.scenario.name, language))
    golden(GOLDEN / f"path-{language}.mmd", render_mermaid(panels, language))


def test_there_are_golden_files_of_every_kind() -> None:
    assert {each.suffix for each in GOLDEN.iterdir()} == {".svg", ".dot", ".mmd"}


# SVG


def test_states_and_moves_differ_by_lines_and_weight_not_by_colour_alone() -> None:
    found = laid_out("benefit")
    svg = render_svg(found, current="active", visited=("inactive", "pending"), last=("pending", "provision", "active"))
    assert kinds(svg) == {
        "d-state d-visited": ["inactive", "pending"],
        "d-state d-current": ["active"],
        "d-state": ["exhausted", "expired"],
        "d-label": ["activate", "provision", "use", "exhaust", "expire", "expire", "expire", "expire"],
    }
    assert re.findall(r'<g class="(d-state[^"]*)"( font-weight="700")? data-state', svg) == [
        ("d-state d-visited", ""),
        ("d-state d-visited", ""),
        ("d-state d-current", ' font-weight="700"'),
        ("d-state", ""),
        ("d-state", ""),
    ]
    assert svg.count("stroke-dasharray") == 2
    assert svg.count('stroke-width="4"') == 1
    assert svg.count('<g class="d-edge d-last" ') == 1
    assert svg.count('<g class="d-edge d-unreachable" ') == 3


def test_a_page_finds_every_state_and_every_move_of_a_picture() -> None:
    svg = render_svg(laid_out("contract"))
    assert re.findall(r'data-state="([^"]*)"', svg) == ["unlinked", "linked", "hidden"]
    assert [row for edge in re.findall(r'data-moves="([^"]*)"', svg) for row in edge.split("|")] == [
        "unlinked link linked",
        "linked relink linked",
        "hidden relink hidden",
        "linked hide hidden",
    ]


def test_the_picture_is_told_to_who_cannot_see_it() -> None:
    panel = Panel(laid_out("contract"), "", "linked", ("unlinked",), ("unlinked", "link", "linked"))
    assert describe(panel, "en") == (
        "States: unlinked (start), linked, hidden. Moves: unlinked to linked by link; linked to linked by relink; "
        "hidden to hidden by relink; linked to hidden by hide. Gone through: unlinked. Current state: linked. "
        "Last move: unlinked to linked by link."
    )
    french = Panel(laid_out("contract", "fr"), "", "linked", ("unlinked",), ("unlinked", "link", "linked"))
    assert describe(french, "fr") == (
        "États\u00a0: non lié (début), lié, masqué. Passages\u00a0: de non lié à lié par lier; "
        "de lié à lié par lier à nouveau; de masqué à masqué par lier à nouveau; de lié à masqué par masquer. "
        "États traversés\u00a0: non lié. État actuel\u00a0: lié. Dernier passage\u00a0: de non lié à lié par lier."
    )


def test_several_pictures_in_one_page_have_no_id_in_common() -> None:
    found = laid_out("contract")
    one, other = (set(re.findall(r'id="([^"]+)"', render_svg(found, prefix=each))) for each in ("a", "b"))
    assert one == {"a-title", "a-desc"}
    assert other == {"b-title", "b-desc"}
    assert 'aria-labelledby="a-title a-desc"' in render_svg(found, prefix="a")


def test_a_picture_of_a_page_leaves_the_colours_to_the_page() -> None:
    page = render_svg(laid_out("contract"))
    alone = render_figure((Panel(laid_out("contract"), ""),), "x", "en")
    assert "prefers-color-scheme" not in page
    assert '<rect class="d-paper"' not in page
    assert "prefers-color-scheme" in alone
    assert '<rect class="d-paper"' in alone


def test_a_picture_loads_nothing_and_runs_nothing() -> None:
    svg = render_svg(laid_out("benefit"))
    assert [each for each in ("<script", "href", "url(", "@import", "@font-face", "onload") if each in svg] == []


def test_a_picture_is_the_same_every_time_and_grows_with_the_letters_around() -> None:
    svg = render_svg(laid_out("benefit"))
    assert svg == render_svg(laid_out("benefit"))
    root = ET.fromstring(svg)  # noqa: S314  # our own picture
    wide, high = (float(each) for each in root.attrib["viewBox"].split()[2:])
    sizes = [root.attrib[each] for each in ("width", "height")]
    assert all(each.endswith("rem") for each in sizes)
    assert [float(each.removesuffix("rem")) for each in sizes] == pytest.approx([wide / 16, high / 16], abs=0.06)


def test_names_with_signs_of_any_notation_are_shown_as_they_are() -> None:
    found = layout(tempting_machine(), str)
    heading = " ".join(TEMPTING)
    texts = "".join(shown(render_figure((Panel(found, heading, TEMPTING[0]),), heading, "en")))
    for text in TEMPTING:
        assert text.replace("\n", " ").replace(" ", "") in texts.replace(" ", "")


def test_control_characters_do_not_break_the_picture() -> None:
    found = layout(machine(("a\x00", "b\x1b", "c\uffff")), str)
    assert shown(render_figure((Panel(found, "x\x07"),), "\x01", "en")) == ["x ", "a ", "c ", "b "]


# Paths


def test_a_path_has_one_panel_for_each_subject_with_its_moves_numbered_through_the_scenario() -> None:
    found = [(each.machine, each.subject, [n for n, _ in each.moves]) for each in journeys(trace_of(SCENARIO))]
    assert found == [("benefit", "Contoso/1/signature", [1, 2]), ("contract", "Ada + Contoso/1", [3, 4])]


def test_a_panel_of_a_path_says_where_it_ended_and_what_was_gone_through() -> None:
    one, other = path_panels(trace_of(SCENARIO), Speaker(rulebook(), "en"))
    assert (one.heading, one.current, one.visited, one.last) == (
        "Signature Cloud Support",
        "active",
        ("inactive", "pending"),
        ("pending", "provision", "active"),
    )
    assert one.story == (
        "Path: 1: inactive to pending by activate, 2021-03-04; 2: pending to active by provision, 2021-03-07."
    )
    assert (other.heading, other.current, other.last) == (
        "Ada: contract of Contoso",
        "linked",
        ("linked", "relink", "linked"),
    )


def test_numbers_in_a_row_are_a_range() -> None:
    assert joined([1]) == "1"
    assert joined([1, 2]) == "1, 2"
    assert joined([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9, 10"


@pytest.mark.parametrize(("language", "said"), [("en", "Nothing moved."), ("fr", "Rien n’a bougé.")])
def test_a_scenario_in_which_nothing_moves_says_so_in_every_notation(language: Language, said: str) -> None:
    panels = path_panels(trace_of(STILL), Speaker(rulebook(), language))
    assert panels == ()
    assert shown(render_figure(panels, "x", language)) == [said]
    assert render_dot(panels, "x", language).splitlines()[-2] == f'    nothing [shape=plain, label="{said}"];'
    assert render_mermaid(panels, language) == (f'stateDiagram-v2\n    direction LR\n    state "{said}" as nothing\n')


# Escapes


def test_dot_keeps_quotes_backslashes_and_entities() -> None:
    assert dot_text('a "b"\n\\N &lt; c') == '"a \\"b\\" \\\\N &amp;lt; c"'


def test_mermaid_gets_everything_that_could_mean_something_as_a_number() -> None:
    assert mermaid_text('é; "x" #1 <b> a|b 🎉\n}') == ("é#59; #34;x#34; #35;1 #60;b#62; a#124;b #127881; #125;")
