"""Machines in the notations of other programs: DOT for Graphviz, and Mermaid."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.diagram.shapes import Box, Connector
from benefit_flows.diagram.states_svg import Panel
from benefit_flows.diagram.words import WORDS
from benefit_flows.text import Language

PLAIN: Final = frozenset(" -_.,/’–·")
"""What Mermaid takes as it is, beside letters and digits. All else is written as a number."""


def mermaid_text(content: str) -> str:
    """Give a text that Mermaid shows as it is: no sign of it can end a name or a line."""
    kept = (each if each.isalnum() or each in PLAIN else f"#{ord(each)};" for each in " ".join(content.split()))
    return "".join(kept)


def dot_text(content: str) -> str:
    """Give a text in quotation marks that Graphviz shows as it is."""
    escaped = " ".join(content.split()).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def render_mermaid(panels: tuple[Panel, ...], language: Language) -> str:
    """Give machines as a Mermaid state diagram; each with a heading is a state that holds the others."""
    lines = ["stateDiagram-v2", "    direction LR"]
    if not panels:
        lines.append(f'    state "{mermaid_text(WORDS.say("nothing-moved", language))}" as nothing')
    for number, panel in enumerate(panels, 1):
        inner = list(_mermaid_panel(panel, f"m{number}"))
        if panel.heading:
            head = f'state "{mermaid_text(panel.heading)}" as m{number} {{'
            inner = [head, *_indented(["direction LR", *inner]), "}"]
        lines += _indented(inner)
    marks = {"current": "font-weight:bold,stroke-width:4px", "visited": "stroke-dasharray:6 4"}
    for mark, style in marks.items():
        marked = [each for number, panel in enumerate(panels, 1) for each in _marked(panel, f"m{number}", mark)]
        if marked:
            lines += [f"    classDef {mark} {style}", f"    class {','.join(marked)} {mark}"]
    return "\n".join(lines) + "\n"


def _mermaid_panel(panel: Panel, prefix: str) -> Iterator[str]:
    ids = _ids(panel, prefix)
    for box in panel.layout.boxes:
        yield f'state "{mermaid_text(box.text)}" as {ids[box.state]}'
    yield f"[*] --> {ids[panel.layout.boxes[0].state]}"
    for edge in panel.layout.edges:
        yield f"{ids[edge.source]} --> {ids[edge.target]}: {mermaid_text(edge.text)}"


def _ids(panel: Panel, prefix: str) -> dict[str, str]:
    """Give each state an id that means nothing in any notation."""
    return {box.state: f"{prefix}s{number}" for number, box in enumerate(panel.layout.boxes, 1)}


def _marked(panel: Panel, prefix: str, mark: str) -> Iterator[str]:
    ids = _ids(panel, prefix)
    yield from (ids[box.state] for box in panel.layout.boxes if _mark(box, panel) == mark)


def _mark(box: Box, panel: Panel) -> str:
    if box.state == panel.current:
        return "current"
    return "visited" if box.state in panel.visited else ""


def render_dot(panels: tuple[Panel, ...], title: str, language: Language) -> str:
    """Give machines as a DOT graph, each with a heading in a frame."""
    lines = [
        f"digraph {dot_text(title)} {{",
        '    graph [rankdir=LR, fontname="sans-serif"];',
        '    node [shape=box, style="rounded", fontname="sans-serif"];',
        '    edge [fontname="sans-serif"];',
    ]
    if not panels:
        lines.append(f"    nothing [shape=plain, label={dot_text(WORDS.say('nothing-moved', language))}];")
    for number, panel in enumerate(panels, 1):
        inner = list(_dot_panel(panel, f"m{number}"))
        if panel.heading:
            inner = [f"subgraph cluster_{number} {{", f"    label={dot_text(panel.heading)};", *_indented(inner), "}"]
        lines += _indented(inner)
    return "\n".join([*lines, "}"]) + "\n"


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def _dot_panel(panel: Panel, prefix: str) -> Iterator[str]:
    ids = _ids(panel, prefix)
    styles = {"current": ', style="rounded,filled,bold", penwidth=3', "visited": ', style="rounded,dashed"', "": ""}
    yield f"{prefix}start [shape=point];"
    for box in panel.layout.boxes:
        final = ", peripheries=2" if box.final else ""
        yield f"{ids[box.state]} [label={dot_text(box.text)}{styles[_mark(box, panel)]}{final}];"
    yield f"{prefix}start -> {ids[panel.layout.boxes[0].state]};"
    for edge in panel.layout.edges:
        yield f"{ids[edge.source]} -> {ids[edge.target]} [label={dot_text(edge.text)}{_thick(edge, panel)}];"


def _thick(edge: Connector, panel: Panel) -> str:
    return ", penwidth=3" if panel.last in edge.rows else ""
