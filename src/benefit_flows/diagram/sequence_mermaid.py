"""A sequence in the notation of Mermaid."""

from collections.abc import Iterator
from typing import Final

from benefit_flows.diagram.sequence import Act, Answer, Entry, Pause, Remark, Sequence
from benefit_flows.diagram.states_text import mermaid_text
from benefit_flows.model.checks import Outcome

ARROWS: Final = {Outcome.ACCEPTED: "->>", Outcome.REFUSED: "-x", Outcome.IGNORABLE: "--x"}
RETURN: Final = "-->>"


def render_sequence_mermaid(told: Sequence) -> str:
    """Give a sequence as a Mermaid sequence diagram."""
    ids = {each.key: f"{each.kind[0]}{number}" for number, each in enumerate(told.lifelines, 1)}
    kinds = {"account": "actor", "portal": "participant"}
    lines = ["sequenceDiagram", *([f"    title {mermaid_text(told.title)}"] if told.title.strip() else [])]
    lines += [
        f"    {kinds[lifeline.kind]} {ids[lifeline.key]} as {mermaid_text(lifeline.name)}"
        for lifeline in told.lifelines
    ]
    return "\n".join([*lines, *(f"    {each}" for each in _lines(told.entries, ids))]) + "\n"


def _lines(entries: tuple[Entry, ...], ids: dict[str, str]) -> Iterator[str]:
    everyone = [each for index, each in enumerate(ids.values()) if index in (0, len(ids) - 1)]
    for entry in entries:
        match entry:
            case Act():
                yield f"{ids[entry.source]}{ARROWS[entry.outcome]}{ids[entry.target]}: {mermaid_text(entry.text)}"
            case Answer():
                yield f"{ids[entry.source]}{RETURN}{ids[entry.target]}: {mermaid_text(entry.text)}"
            case Pause():
                yield from _note(everyone, entry.text)
            case Remark():
                yield from _note([ids[key] for key in entry.over] or everyone, entry.text)


def _note(over: list[str], text: str) -> Iterator[str]:
    """Put a note over one or two lifelines; where there are none, Mermaid has no place for it but a comment."""
    if over:
        yield f"Note over {','.join(over)}: {mermaid_text(text)}"
    else:
        yield f"%% {mermaid_text(text)}"
