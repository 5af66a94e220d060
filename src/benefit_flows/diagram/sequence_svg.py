"""A sequence as a picture: who takes part stands above, time goes down."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from benefit_flows.diagram.measure import LINE, shortened, width, wrap
from benefit_flows.diagram.sequence import Act, Answer, Entry, Lifeline, Pause, Remark, Sequence
from benefit_flows.diagram.shapes import Point, Rect
from benefit_flows.diagram.svg import arrow, framed, lines_of_text, number, rectangle
from benefit_flows.diagram.words import WORDS
from benefit_flows.model.checks import Outcome
from benefit_flows.text import Language

EDGE: Final = 16.0
WIDEST: Final = 1330.0
COLUMN: Final = (170.0, 360.0)
"""How narrow and how wide a column may be: seven fit on a screen with letters that can be read."""
MOST_LINES: Final = 6
GAP: Final = 14.0
SELF: Final = 34.0
STYLES: Final = {
    Outcome.ACCEPTED: "",
    Outcome.REFUSED: ' stroke-dasharray="8 5"',
    Outcome.IGNORABLE: ' stroke-dasharray="10 4 2 4"',
}
RETURN: Final = ' stroke-dasharray="2 4"'


class Drawn(NamedTuple):
    """A part of the picture: what is drawn, the texts in it with their places, and where it ends below."""

    shapes: str
    texts: tuple[tuple[tuple[str, ...], Rect, str], ...]
    bottom: float


class Columns(NamedTuple):
    """Where the lifelines run."""

    x: dict[str, float]
    apart: float
    width: float


def render_sequence(told: Sequence, language: Language, prefix: str = "diagram", *, alone: bool = True) -> str:
    """Draw a sequence; ``alone`` as a file of its own, else for a page, with ``prefix`` before all ids."""
    columns = columns_of(told.lifelines)
    parts = drawn(told, columns)
    high = parts[-1].bottom + EDGE
    body = [_lifelines(told.lifelines, columns, parts[1].bottom, high - EDGE / 2)] if told.lifelines else []
    for part in parts:
        body.append(part.shapes)
        body += [f'<g class="d-label">{lines_of_text(*each)}</g>' for each in part.texts]
    size = (columns.width, high)
    description = describe(told, language)
    return framed(body, size, told.title, description, prefix=prefix, language=language, alone=alone)


def columns_of(lifelines: tuple[Lifeline, ...]) -> Columns:
    """Spread the lifelines evenly; the more there are, the closer."""
    least, most = COLUMN
    apart = max(least, min(most, WIDEST / max(1, len(lifelines))))
    x = {each.key: EDGE + apart * (index + 0.5) for index, each in enumerate(lifelines)}
    return Columns(x, apart, 2 * EDGE + apart * max(2, len(lifelines)))


def drawn(told: Sequence, columns: Columns) -> tuple[Drawn, ...]:
    """Draw the title, the names, then everything that happens, one below the other."""
    title = wrap(told.title, columns.width - 2 * EDGE, bold=True)
    place = Rect(EDGE, EDGE / 2, 0, LINE * len(title))
    heading = f'<g class="d-heading" font-weight="600">{lines_of_text(title, place, "start")}</g>'
    parts = [Drawn(heading, (), place.bottom), _names(told.lifelines, columns, place.bottom + GAP)]
    for _, group in groupby(enumerate(told.entries), key=_together):
        entries = [entry for _, entry in group]
        parts.append(_entry(entries, columns, parts[-1].bottom + GAP))
    return tuple(parts)


def _together(numbered: tuple[int, Entry]) -> object:
    """Put remarks beside the same lifelines, one after another, into one note."""
    index, entry = numbered
    return entry.over if isinstance(entry, Remark) else index


def _names(lifelines: tuple[Lifeline, ...], columns: Columns, top: float) -> Drawn:
    wide = columns.apart - 24
    lines = {each.key: wrap(each.name, wide - 16, bold=True) for each in lifelines}
    high = LINE * max([1, *map(len, lines.values())]) + 16
    shapes = []
    for lifeline in lifelines:
        place = Rect(columns.x[lifeline.key] - wide / 2, top, wide, high)
        box = rectangle(place, 'class="d-box" fill="white"', 20.0 if lifeline.kind == "account" else 3.0)
        shapes.append(f'<g font-weight="600">{box}{lines_of_text(lines[lifeline.key], place)}</g>')
    return Drawn("\n".join(shapes), (), top + high)


def _lifelines(lifelines: tuple[Lifeline, ...], columns: Columns, top: float, bottom: float) -> str:
    paths = "".join(f"M{number(columns.x[lifeline.key])} {number(top)}V{number(bottom)}" for lifeline in lifelines)
    return f'<path class="d-lifeline" stroke-width="1" stroke-opacity="0.5" stroke-dasharray="1 5" d="{paths}"/>'


def _entry(entries: list[Entry], columns: Columns, top: float) -> Drawn:
    match entries[0]:
        case Act() as act:
            return _arrow(act, STYLES[act.outcome], columns, top)
        case Answer() as answer:
            return _arrow(answer, RETURN, columns, top)
        case Pause() as pause:
            return _pause(pause, columns, top)
        case Remark():
            return _note([entry for entry in entries if isinstance(entry, Remark)], columns, top)


def _arrow(entry: Act | Answer, style: str, columns: Columns, top: float) -> Drawn:
    """Draw an arrow with its text above; where nobody else takes part, a small loop with its text beside."""
    start, end = columns.x[entry.source], columns.x[entry.target]
    if start == end:
        return _loop(entry, style, columns, top)
    lines = shortened(wrap(entry.text, abs(end - start) - 24), MOST_LINES)
    high = LINE * len(lines)
    y = top + high + 5
    text = (lines, Rect(min(start, end), top, abs(end - start), high), "middle")
    return Drawn(_line(entry, ((start, y), (end, y)), style), (text,), y + 6)


def _loop(entry: Act | Answer, style: str, columns: Columns, top: float) -> Drawn:
    x = columns.x[entry.source]
    right = x + columns.apart / 2 + 60 < columns.width
    way = 1 if right else -1
    lines = shortened(wrap(entry.text, columns.apart / 2 + 40), MOST_LINES)
    high = max(LINE * len(lines), 24.0)
    above, below, beside = top + high / 2 - 10, top + high / 2 + 10, x + SELF * way
    points = ((x, above), (beside, above), (beside, below), (x, below))
    wide = max(map(width, lines))
    place = Rect(x + SELF + 8 if right else x - SELF - 8 - wide, top, wide, high)
    return Drawn(_line(entry, points, style), ((lines, place, "start"),), top + high)


def _line(entry: Act | Answer, points: tuple[Point, ...], style: str) -> str:
    """Draw the line of an arrow; a refused one ends in a cross."""
    refused = isinstance(entry, Act) and entry.outcome is Outcome.REFUSED
    kind = entry.outcome.name.lower() if isinstance(entry, Act) else "return"
    return f'<g class="d-edge d-{kind}">{arrow(points, style)}{_cross(points) if refused else ""}</g>'


def _cross(points: tuple[Point, ...]) -> str:
    """Cross an arrow out before its head."""
    (before, _), (x, y) = points[-2:]
    x += 26 if before > x else -26
    bars = "".join(f"M{number(x - 6)} {number(y - 6 * way)}L{number(x + 6)} {number(y + 6 * way)}" for way in (1, -1))
    return f'<path stroke-width="2.5" d="{bars}"/>'


def _pause(pause: Pause, columns: Columns, top: float) -> Drawn:
    place = Rect(EDGE, top, columns.width - 2 * EDGE, LINE + 10)
    shape = rectangle(place, 'class="d-box" fill="white"', 3.0)
    tint = rectangle(place, 'class="d-tint" fill="currentColor" fill-opacity="0.2" stroke="none"', 3.0)
    return Drawn(f"{shape}{tint}{lines_of_text((pause.text,), place)}", (), place.bottom)


def _note(remarks: list[Remark], columns: Columns, top: float) -> Drawn:
    """Draw a note as wide as its text, at most as far as its lifelines; one that failed has a thick line."""
    at = [columns.x[key] for key in remarks[0].over] or list(columns.x.values()) or [columns.width / 2]
    most = max(at) - min(at) + columns.apart - 20
    lines = [line for each in remarks for line in shortened(wrap(each.text, most - 20), MOST_LINES)]
    wide = max(map(width, lines)) + 20
    middle = min(max((min(at) + max(at)) / 2, EDGE + wide / 2), columns.width - EDGE - wide / 2)
    place = Rect(middle - wide / 2, top, wide, LINE * len(lines) + 12)
    x, y, right, bottom = (number(each) for each in (place.x, place.y, place.right, place.bottom))
    fold, ear = number(place.right - 10), number(place.y + 10)
    thick = "" if all(each.held for each in remarks) else ' stroke-width="3.5"'
    shape = f'<path class="d-note" fill="white"{thick} d="M{x} {y}H{fold}L{right} {ear}V{bottom}H{x}Z'
    inner = place._replace(x=place.x + 10, width=wide - 20)
    return Drawn(f'{shape}M{fold} {y}V{ear}H{right}"/>{lines_of_text(tuple(lines), inner, "start")}', (), place.bottom)


def describe(told: Sequence, language: Language) -> str:
    """Tell a sequence to who cannot see it."""
    names = {lifeline.key: lifeline.name for lifeline in told.lifelines}
    if not told.entries:
        return WORDS.say("empty", language)
    who = WORDS.say("takes-part", language, what=", ".join(names.values())) if names else ""
    return " ".join([who, *(f"{each}." for each in _sentences(told, names, language))]).strip()


def _sentences(told: Sequence, names: dict[str, str], language: Language) -> Iterator[str]:
    for entry in told.entries:
        match entry:
            case Act() | Answer():
                key = "alone" if entry.source == entry.target else "from-to"
                source, target = names[entry.source], names[entry.target]
                yield WORDS.say(key, language, source=source, target=target, what=entry.text)
            case Pause():
                yield entry.text
            case Remark():
                yield WORDS.say("checked", language, what=entry.text)
