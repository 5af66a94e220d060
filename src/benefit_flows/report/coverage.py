"""Coverage for people and machines: text, JSON, Markdown, HTML."""

import json
from html import escape
from typing import Final

from benefit_flows.model.coverage import KINDS, Coverage, Judged
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.report import page_head
from benefit_flows.text import Language, Text

FORMATS: Final = ("text", "json", "markdown", "html")
SCHEMA: Final = "benefit-flows/coverage/1"
MOST_PLACES: Final = 3
WORDS: Final = {
    "rules": Text("rules", "règles"),
    "passages": Text("passages", "passages"),
    "transitions": Text("transitions", "transitions"),
    "actions": Text("actions", "actions"),
    "messages": Text("messages", "messages"),
    "parameters": Text("parameters", "paramètres"),
    "unjudged": Text("not judged", "non jugés"),
    "judged": Text("judged by", "jugé par"),
    "mutants": Text(
        "{killed} of {mutants} altered rulebooks noticed by {scenarios} scenarios",
        "{killed} des {mutants} recueils modifiés remarqués par {scenarios} scénarios",
    ),
    "more": Text("and {number} more", "et {number} autres"),
    "title": Text("Coverage", "Couverture"),
}


def render_coverage(coverage: Coverage, rulebook: Rulebook, form: str, language: Language = "en") -> str:
    """Render coverage as one of ``FORMATS``, with a newline at the end."""
    render = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}[form]
    return render(coverage, rulebook, language)


def _word(key: str, language: Language, **values: int) -> str:
    return WORDS[key].in_language(language).format(**values)


def _counts(judged: tuple[Judged, ...]) -> tuple[int, int]:
    return sum(bool(each.scenarios) for each in judged), len(judged)


def _list(coverage: Coverage, kind: str) -> tuple[Judged, ...]:
    found: tuple[Judged, ...] = getattr(coverage, kind)
    return found


def _text(coverage: Coverage, _: Rulebook, language: Language) -> str:
    lines = []
    for kind in KINDS:
        judged, every = _counts(_list(coverage, kind))
        lines.append(f"{_word(kind, language):12} {judged:4} / {every}")
        missing = [each.id for each in _list(coverage, kind) if not each.scenarios]
        if missing:
            lines.append(f"{'':12} {_word('unjudged', language)}: {', '.join(missing)}")
    return "\n".join([*lines, _mutants(coverage, language)]) + "\n"


def _mutants(coverage: Coverage, language: Language) -> str:
    values = {
        "killed": coverage.mutants - len(coverage.unnoticed),
        "mutants": coverage.mutants,
        "scenarios": coverage.scenarios,
    }
    return _word("mutants", language, **values)


def _json(coverage: Coverage, rulebook: Rulebook, _: Language) -> str:
    kinds = {kind: {each.id: list(each.scenarios) for each in _list(coverage, kind)} for kind in KINDS}
    counts = {"scenarios": coverage.scenarios, "mutants": coverage.mutants, "unnoticed": list(coverage.unnoticed)}
    document = {"schema": SCHEMA, "rulebook": rulebook.id, **counts, **kinds}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _about(kind: str, each: Judged, rulebook: Rulebook, language: Language) -> str:
    """Say what an id stands for, where it does not speak for itself."""
    if kind == "rules":
        return rulebook.rules[each.id].statement.in_language(language)
    if kind == "passages":
        return " ".join(rule.id for rule in rulebook.rules.values() if int(each.id) in rule.passages)
    if kind == "messages":
        return rulebook.name(each.id, language)
    return rulebook.parameters[each.id].name.in_language(language) if kind == "parameters" else ""


def _places(each: Judged, language: Language) -> str:
    more = len(each.scenarios) - MOST_PLACES
    shown = ", ".join(each.scenarios[:MOST_PLACES])
    return f"{shown}, {_word('more', language, number=more)}" if more > 0 else shown or "–"


def _markdown(coverage: Coverage, rulebook: Rulebook, language: Language) -> str:
    parts = [f"# {_word('title', language)}", "", _mutants(coverage, language)]
    for kind in KINDS:
        judged, every = _counts(_list(coverage, kind))
        parts += ["", f"## {_word(kind, language)}: {judged} / {every}", ""]
        parts += [f"| id | | {_word('judged', language)} |", "|---|---|---|"]
        for each in _list(coverage, kind):
            about = _about(kind, each, rulebook, language).replace("|", "\\|")
            parts.append(f"| {each.id} | {about} | {_places(each, language)} |")
    return "\n".join(parts) + "\n"


def _html(coverage: Coverage, rulebook: Rulebook, language: Language) -> str:
    parts = [page_head(_word("title", language), language), f"<p>{escape(_mutants(coverage, language))}</p>"]
    for kind in KINDS:
        judged, every = _counts(_list(coverage, kind))
        parts.append(f"<h2>{escape(_word(kind, language))}: {judged} / {every}</h2><table><thead><tr>")
        parts.append(f"<th scope=col>id<th scope=col><th scope=col>{escape(_word('judged', language))}</thead><tbody>")
        for each in _list(coverage, kind):
            cells = (each.id, _about(kind, each, rulebook, language), _places(each, language))
            row = "".join(f"<td>{escape(cell)}" for cell in cells)
            parts.append(f"<tr class={'yes' if each.scenarios else 'no'}>{row}")
        parts.append("</tbody></table>")
    return "\n".join(parts) + "\n</body></html>\n"
