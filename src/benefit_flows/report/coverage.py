"""Coverage for people and machines: text, JSON, Markdown, HTML."""

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import KINDS, Coverage, Judged
from benefit_flows.report import page_head
from benefit_flows.text import Language, Text, Words

FORMATS: Final = ("text", "json", "markdown", "html")
SCHEMA: Final = "benefit-flows/coverage/1"
MOST_PLACES: Final = 3
PLAIN: Final = re.compile(r"(?:[^\W_]|[./: -]|(?<=[^\W_])_(?=[^\W_]))+")
WORDS: Final = Words(
    {
        "rules": Text("rules", "règles"),
        "passages": Text("passages", "passages"),
        "transitions": Text("transitions", "transitions"),
        "actions": Text("actions", "actions"),
        "messages": Text("messages", "messages"),
        "parameters": Text("parameters", "paramètres"),
        "count": Text("{kind}: {judged} / {every}{files}", "{kind}\u00a0: {judged} / {every}{files}"),
        "unjudged": Text("not judged: {ids}", "non jugés\u00a0: {ids}"),
        "judged": Text("judged by", "jugé par"),
        "mutants": Text(
            "{killed} of {mutants} altered rulebooks noticed by {scenarios} scenarios",
            "{killed} des {mutants} recueils modifiés remarqués par {scenarios} scénarios",
        ),
        "more": Text("and {number} more", "et {number} autres"),
        "title": Text("Coverage", "Couverture"),
        "file": Text("kind of file", "type de fichier"),
        "both": Text("both", "les deux"),
        "only": Text("only {file}: {ids}", "seulement {file}\u00a0: {ids}"),
    }
)


def render_coverage(coverage: Coverage, speaker: Speaker, form: str) -> str:
    """Render coverage as one of ``FORMATS``, with a newline at the end."""
    render = {"text": _text, "json": _json, "markdown": _markdown, "html": _html}[form]
    return render(coverage, speaker)


def _counts(judged: tuple[Judged, ...]) -> tuple[int, int]:
    return sum(bool(each.scenarios) for each in judged), len(judged)


def _text(coverage: Coverage, speaker: Speaker) -> str:
    language = speaker.language
    lines: list[str] = []
    for kind in KINDS:
        judged, every = _counts(coverage.of(kind))
        lines.append(f"{WORDS.say(kind, language):12} {judged:4} / {every}{_by_file(coverage, kind)}")
        lines += _partly(coverage, kind, language)
    return "\n".join([*lines, _mutants(coverage, language)]) + "\n"


def _by_file(coverage: Coverage, kind: str) -> str:
    """Say how many each kind of file judges, where there are several."""
    counts = [f"{file} {sum(file in each.files for each in coverage.of(kind))}" for file in coverage.files]
    return f" ({', '.join(counts)})" if len(counts) > 1 else ""


def _partly(coverage: Coverage, kind: str, language: Language) -> Iterator[str]:
    """Name what is judged by one kind of file only, where there are several, and what is not judged."""
    several = coverage.files if len(coverage.files) > 1 else ()
    for file in (*several, None):
        wanted = (file,) if file is not None else ()
        ids = ", ".join(each.id for each in coverage.of(kind) if each.files == wanted)
        if ids:
            yield f"{'':12} " + WORDS.say("only" if file else "unjudged", language, file=file or "", ids=ids)


def _mutants(coverage: Coverage, language: Language) -> str:
    values = {
        "killed": coverage.mutants - len(coverage.unnoticed),
        "mutants": coverage.mutants,
        "scenarios": coverage.scenarios,
    }
    return WORDS.say("mutants", language, **values)


def _json(coverage: Coverage, speaker: Speaker) -> str:
    kinds = {kind: {each.id: list(each.scenarios) for each in coverage.of(kind)} for kind in KINDS}
    counts = {"scenarios": coverage.scenarios, "mutants": coverage.mutants, "unnoticed": list(coverage.unnoticed)}
    files = {kind: {each.id: list(each.files) for each in coverage.of(kind)} for kind in KINDS}
    document = {"schema": SCHEMA, "rulebook": speaker.rulebook.id, **counts, **kinds, "files": files}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _about(kind: str, each: Judged, speaker: Speaker) -> str:
    """Say what an id stands for, where it does not speak for itself."""
    if kind == "rules":
        return speaker.statement(speaker.rulebook.rules[each.id])
    if kind == "passages":
        return " ".join(rule.id for rule in speaker.rulebook.rules.values() if int(each.id) in rule.passages)
    if kind == "messages":
        return speaker.name(each.id)
    return speaker.text(speaker.rulebook.parameters[each.id].name) if kind == "parameters" else ""


def _places(each: Judged, language: Language, written: Callable[[str], str] = str) -> str:
    more = len(each.scenarios) - MOST_PLACES
    shown = ", ".join(map(written, each.scenarios[:MOST_PLACES]))
    return f"{shown}, {WORDS.say('more', language, number=more)}" if more > 0 else shown or "–"


def _title(coverage: Coverage, kind: str, language: Language) -> str:
    """Head the table of a kind with its figures."""
    judged, every = _counts(coverage.of(kind))
    named = WORDS.say(kind, language)
    return WORDS.say("count", language, kind=named, judged=judged, every=every, files=_by_file(coverage, kind))


def _file(each: Judged, language: Language) -> str:
    return WORDS.say("both", language) if len(each.files) > 1 else "".join(each.files) or "–"


def _markdown(coverage: Coverage, speaker: Speaker) -> str:
    language = speaker.language
    parts = [f"# {WORDS.say('title', language)}", "", _mutants(coverage, language)]
    for kind in KINDS:
        parts += ["", f"## {_title(coverage, kind, language)}", ""]
        parts += [f"| id | | {WORDS.say('file', language)} | {WORDS.say('judged', language)} |", "|---|---|---|---|"]
        for each in coverage.of(kind):
            about = _about(kind, each, speaker).replace("|", "\\|")
            parts.append(f"| {each.id} | {about} | {_file(each, language)} | {_places(each, language, as_code)} |")
    return "\n".join(parts) + "\n"


def as_code(text: str) -> str:
    """Give a place as a cell of Markdown has it; a name that may link, call or be laid out as code, where none does."""
    if PLAIN.fullmatch(text) and "www." not in text:
        return text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def _html(coverage: Coverage, speaker: Speaker) -> str:
    language = speaker.language
    parts = [page_head(WORDS.say("title", language), language), f"<p>{escape(_mutants(coverage, language))}</p>"]
    for kind in KINDS:
        heads = ("id", "", WORDS.say("file", language), WORDS.say("judged", language))
        parts.append(f"<h2>{escape(_title(coverage, kind, language))}</h2><table><thead><tr>")
        parts.append("".join(f"<th scope=col>{escape(each)}" for each in heads) + "</thead><tbody>")
        for each in coverage.of(kind):
            about = _about(kind, each, speaker)
            cells = (each.id, about, _file(each, language), _places(each, language))
            row = "".join(f"<td>{escape(cell)}" for cell in cells)
            parts.append(f"<tr class={'yes' if each.scenarios else 'no'}>{row}")
        parts.append("</tbody></table>")
    return "\n".join(parts) + "\n</body></html>\n"
