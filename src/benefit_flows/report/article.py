"""The user's own copy of the article with what scenarios judge written into it.

The copy is a text in the translation-unit format: ``<span data-ttu-id="17533-103">…</span>`` followed by
``<span class="sxs-lookup"><span data-stu-id="17533-103">…</span></span>``. Nothing of it is kept here.
"""

import re
from html import escape, unescape
from typing import Final

from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import Coverage, Judged
from benefit_flows.report import page_head
from benefit_flows.text import Text, Words

UNIT: Final = re.compile(r'<span data-(ttu|stu)-id="\d+-(\d+)">(.*?)</span>', re.DOTALL)
TAG: Final = re.compile(r"<[^>]*>")
MARKDOWN: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
WORDS: Final = Words(
    {
        "title": Text("The article, and what judges it", "L’article, et ce qui le juge"),
        "judged": Text("judged by", "jugé par"),
        "unjudged": Text("not judged", "non jugé"),
        "not-testable": Text("not testable", "non testable"),
    }
)


def render_article(copy: str, coverage: Coverage, speaker: Speaker) -> str | None:
    """Render a copy of the article as a page, passage by passage; ``None`` where the copy holds no passages."""
    texts = _passages(copy, "ttu" if speaker.language == "fr" else "stu")
    known = [passage for passage in speaker.rulebook.passages if passage in texts]
    if not known:
        return None
    judged = {each.id: each for each in coverage.passages}
    rows = [_row(each, texts[each], judged.get(str(each), Judged("", ())), speaker) for each in known]
    head = page_head(WORDS.say("title", speaker.language), speaker.language)
    return head + "\n<ul>\n" + "\n".join(rows) + "\n</ul></body></html>\n"


def _passages(copy: str, which: str) -> dict[int, str]:
    found = ((int(number), text) for kind, number, text in UNIT.findall(copy) if kind == which)
    return {number: _plain(text) for number, text in found}


def _plain(text: str) -> str:
    """Give a unit's words without its tags, bold marks and link addresses."""
    return unescape(MARKDOWN.sub(r"\1", TAG.sub("", text)).replace("*", ""))


def _row(passage: int, text: str, judged: Judged, speaker: Speaker) -> str:
    if passage in speaker.rulebook.not_testable:
        reason = speaker.text(speaker.rulebook.not_testable[passage])
        kind, told = "none", f"{WORDS.say('not-testable', speaker.language)}: {escape(reason)}"
    elif judged.scenarios:
        places = judged.scenarios
        links = ", ".join(f'<a href="{escape(place.rpartition(":")[0])}">{escape(place)}</a>' for place in places)
        kind, told = "yes", f"{WORDS.say('judged', speaker.language)} {', '.join(judged.files)} – {links}"
    else:
        kind, told = "no", WORDS.say("unjudged", speaker.language)
    return f'<li class="{kind}" id="passage-{passage}">[{passage}] {escape(text)}<small>{told}</small>'
