"""What all pictures in SVG share: their frame, their style, texts, lines with arrows."""

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from benefit_flows.diagram.measure import LINE, SIZE
from benefit_flows.diagram.shapes import Point, Rect
from benefit_flows.text import Language

CORNER: Final = 10.0
HEAD: Final = (11.0, 4.5)
THICK_HEAD: Final = (15.0, 7.5)
STYLE: Final = """\
.bf-diagram{max-width:100%;height:auto;color:var(--diagram-ink,currentColor);font:16px system-ui,sans-serif}
.bf-diagram text{fill:currentColor;stroke:none}
.bf-diagram .d-label text{paint-order:stroke;stroke:var(--diagram-paper,Canvas);stroke-width:5px;stroke-linejoin:round}
.bf-diagram .d-heading{font-weight:600}
.bf-diagram .d-paper,.bf-diagram .d-box,.bf-diagram .d-note{fill:var(--diagram-paper,Canvas)}
.bf-diagram .d-tint{fill:var(--diagram-accent,currentColor);fill-opacity:.2}
.bf-diagram .d-current text{font-weight:700}"""
ALONE: Final = """\
:root{color-scheme:light dark;--diagram-ink:#1d2733;--diagram-paper:#fff;--diagram-accent:#2468c8}
@media (prefers-color-scheme:dark){:root{--diagram-ink:#e6eaf0;--diagram-paper:#14181e;--diagram-accent:#7ab0ff}}"""
"""The colours of a picture that is a file of its own. In a page, the page decides."""


def framed(
    parts: Iterable[str],
    size: tuple[float, float],
    title: str,
    description: str,
    *,
    prefix: str,
    language: Language,
    alone: bool,
) -> str:
    """Give a whole picture: sized in rem, so that it grows with the letters around; told to who cannot see it."""
    wide, high = size
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bf-diagram" role="img" lang="{language}"'
        f" aria-labelledby={attribute(f'{prefix}-title {prefix}-desc')}"
        f' width="{number(wide / SIZE)}rem" height="{number(high / SIZE)}rem"'
        f' viewBox="0 0 {number(wide)} {number(high)}"'
        ' font-family="system-ui, sans-serif" font-size="16">'
    )
    paper = f'<rect class="d-paper" width="{number(wide)}" height="{number(high)}" fill="white"/>'
    lines = [
        head,
        f"<title id={attribute(f'{prefix}-title')}>{text(title)}</title>",
        f"<desc id={attribute(f'{prefix}-desc')}>{text(description)}</desc>",
        *([f"<style>\n{ALONE}\n{STYLE}\n</style>", paper] if alone else []),
        '<g fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round">',
        *parts,
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def text(content: str) -> str:
    """Give a text for XML, without the control characters that XML cannot hold."""
    return escape(_plain(content))


def attribute(content: str) -> str:
    """Give a text for an attribute, with its quotation marks."""
    return quoteattr(_plain(content))


def _plain(content: str) -> str:
    return "".join(each if each >= " " and each not in "\ufffe\uffff" else " " for each in content)


def number(value: float) -> str:
    """Write a number with one decimal, and none where it is whole."""
    return f"{value:.1f}".removesuffix(".0")


def lines_of_text(lines: tuple[str, ...], place: Rect, anchor: str = "middle") -> str:
    """Write lines into a rectangle, one below the other, centred or from the left."""
    x = place.middle[0] if anchor == "middle" else place.x
    top = place.middle[1] - LINE * len(lines) / 2
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(top + LINE * index + LINE * 0.72)}">{text(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return f'<text text-anchor="{anchor}" fill="currentColor" stroke="none">{spans}</text>'


def rounded(points: tuple[Point, ...]) -> str:
    """Give a line through corners as path data; the corners are round."""
    parts = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        parts.append(f"L{_at(_toward(corner, before, radius))}Q{_at(corner)} {_at(_toward(corner, after, radius))}")
    return "".join([*parts, f"L{_at(points[-1])}"])


def arrow(points: tuple[Point, ...], style: str = "", *, thick: bool = False) -> str:
    """Draw a line through corners whose arrow head touches its end."""
    before, tip = points[-2:]
    length, half = THICK_HEAD if thick else HEAD
    base = _toward(tip, before, length)
    across, down = (tip[0] - base[0]) / length * half, (tip[1] - base[1]) / length * half
    head = f"M{_at(tip)}L{_at((base[0] - down, base[1] + across))}L{_at((base[0] + down, base[1] - across))}Z"
    shaft = rounded((*points[:-1], _toward(tip, before, length - 2)))
    return f'<path{style} d="{shaft}"/><path d="{head}" fill="currentColor" stroke="none"/>'


def rectangle(place: Rect, style: str, radius: float = CORNER) -> str:
    """Draw a rectangle; ``style`` are further attributes."""
    return (
        f'<rect {style} x="{number(place.x)}" y="{number(place.y)}" width="{number(place.width)}"'
        f' height="{number(place.height)}" rx="{number(radius)}"/>'
    )


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _length(one: Point, other: Point) -> float:
    return float(((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5)


def _toward(start: Point, end: Point, length: float) -> Point:
    """Go so far from one point toward another."""
    whole = _length(start, end)
    share = length / whole if whole else 0.0
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
