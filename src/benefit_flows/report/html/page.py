"""The page as a whole: the plain list, and the stories in a block that the page's script opens."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import escape
from typing import Final, NamedTuple

from benefit_flows.diagnostics import Severity
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.coverage import Explored
from benefit_flows.model.results import Results, Timed
from benefit_flows.model.scenario import Scenario
from benefit_flows.model.trace import Trace
from benefit_flows.report.html.basis import Resting, resting, rests_on
from benefit_flows.report.html.listing import ListedScenario, list_html, mistakes_html, seconds_in_words, shortened
from benefit_flows.report.html.story import KINDS, FailureView, failure_views, story, verdict
from benefit_flows.report.html.words import WORDS
from benefit_flows.text import Language, Words
from benefit_flows.view.machines import machine_names, pictures
from benefit_flows.view.packing import Json, compressed, document, pack
from benefit_flows.view.page import asset, page
from benefit_flows.view.portals import PortalView, portals
from benefit_flows.view.titles import title
from benefit_flows.view.words import WORDS as STORY_WORDS

STYLES: Final = (("benefit_flows.view", "base.css"), ("benefit_flows.report", "report.css"))
SCRIPTS: Final = (
    ("benefit_flows.view", "dom.js"),
    ("benefit_flows.view", "story.js"),
    ("benefit_flows.view", "unpack.js"),
    ("benefit_flows.report", "opened.js"),
    ("benefit_flows.report", "events.js"),
    ("benefit_flows.report", "filters.js"),
    ("benefit_flows.report", "coverage.js"),
    ("benefit_flows.report", "paper.js"),
    ("benefit_flows.report", "keys.js"),
    ("benefit_flows.report", "report.js"),
)
PAGE_WORDS: Final = Words({key: text for key, text in WORDS.texts.items() if "." in key})


class ReportDocument(NamedTuple):
    """All that the page's script draws, but for the stories."""

    words: Mapping[str, str]
    pictures: Mapping[str, str]
    machine_names: Mapping[str, str]
    portals: tuple[PortalView, ...]
    resting: Resting


def render_html(
    results: Results,
    not_run: Iterable[Scenario],
    speaker: Speaker,
    explored: Explored | None = None,
) -> str:
    """Render all results as one page that needs no other file; ``explored`` fills a column of the coverage."""
    skipped = (Timed(Trace(each, ()), -1.0) for each in not_run)
    timed = tuple(sorted((*results.timed, *skipped), key=lambda each: _order(each.trace.scenario)))
    language = speaker.language
    failures = tuple(failure_views(each, speaker) for each in timed)
    listed = tuple(shortened(map(partial(_listed, language=language), timed, failures)))
    return page(
        title=_page_title(results, listed, language),
        language=language,
        styles=[asset(package, f"assets/{name}") for package, name in STYLES],
        scripts=[asset(package, f"assets/{name}") for package, name in SCRIPTS],
        body="\n".join(_body(results, listed, speaker)),
        data={"data": compressed(pack([_document(timed, failures, speaker, explored)]))},
    )


def _order(scenario: Scenario) -> tuple[str, int, int]:
    return scenario.span.path, scenario.span.line, scenario.row or 0


def _listed(timed: Timed, failures: tuple[FailureView, ...], language: Language) -> ListedScenario:
    scenario = timed.trace.scenario
    line = scenario.row_line or scenario.span.line
    named = title(scenario, language)
    return ListedScenario(scenario.span.path, line, named, timed.seconds, verdict(timed), failures)


def _document(
    timed: tuple[Timed, ...], failures: tuple[tuple[FailureView, ...], ...], speaker: Speaker, explored: Explored | None
) -> Json:
    """Give what the page's script draws."""
    rests = [rests_on(each.trace, speaker.rulebook) for each in timed]
    files = [each.trace.scenario.span.path for each in timed]
    stories = [story(*each, speaker) for each in zip(timed, rests, failures, strict=True)]
    whole = ReportDocument(
        {**STORY_WORDS.in_language(speaker.language), **PAGE_WORDS.in_language(speaker.language)},
        pictures(speaker),
        machine_names(speaker),
        portals(speaker),
        resting(zip(files, rests, strict=True), speaker, explored),
    )
    return {**{name: document(value) for name, value in whole._asdict().items()}, "stories": document(stories)}


def _counts(listed: Iterable[ListedScenario]) -> dict[str, int]:
    """Count the scenarios of each verdict, those that want something done first."""
    found = [each.verdict for each in listed]
    return {kind: found.count(kind) for kind in (*KINDS.values(), "none")}


def _wrong(results: Results, language: Language) -> Iterator[str]:
    """Count what is wrong in the files: mistakes, then what only seems to be wrong."""
    mistakes = sum(diagnostic.severity is Severity.ERROR for diagnostic in results.diagnostics)
    for key, number in (("mistake", mistakes), ("remark", len(results.diagnostics) - mistakes)):
        if number:
            yield WORDS.say(f"count-{key}" if number == 1 else f"count-{key}s", language, number=number)


def _page_title(results: Results, listed: tuple[ListedScenario, ...], language: Language) -> str:
    """Name the page so that a tab tells how it went: by its mistakes where they kept everything from running."""
    counts = _counts(listed)
    shown = [WORDS.say(f"count-{key}", language, number=number) for key, number in counts.items() if number]
    if not results.timed:
        shown = [*_wrong(results, language), *shown, WORDS.say("nothing-run", language)]
    return ", ".join([*shown, WORDS.say("title", language)])


def _body(results: Results, listed: tuple[ListedScenario, ...], speaker: Speaker) -> Iterator[str]:
    rulebook, language = speaker.rulebook, speaker.language
    yield f'<header class="top"><div><h1>{escape(WORDS.say("title", language))}</h1>'
    yield f'<p class="counts">{_badges(results, listed, language)}</p></div>'
    title = WORDS.say("rulebook", language, id=rulebook.id, title=rulebook.title.in_language(language))
    yield f'<p class="about">{escape(title)}. {escape(WORDS.say("model", language))}</p><div id="tools"></div></header>'
    yield f'<main id="main">{mistakes_html(results.diagnostics, language)}'
    yield f'<p id="plain" class="quiet">{escape(WORDS.say("plain", language))}</p>'
    yield '<div class="panes"><section id="list">'
    yield f'<h2>{escape(WORDS.say("scenarios", language))}</h2><div id="filters"></div><div id="scenarios">'
    yield list_html(listed, language)
    yield '</div></section><section id="story" hidden></section></div><section id="coverage" hidden></section></main>'


def _badges(results: Results, listed: tuple[ListedScenario, ...], language: Language) -> str:
    counts, kinds = _counts(listed), {"bad": "bad", "good": "good"}
    told = [(kinds.get(key, "warn"), WORDS.say(f"count-{key}", language, number=n)) for key, n in counts.items() if n]
    told += (("warn", each) for each in _wrong(results, language))
    shown = [f'<span class="badge {kind}">{escape(words)}</span>' for kind, words in told]
    took = seconds_in_words(sum(each.seconds for each in results.timed), language)
    return " ".join([*shown, f"<small>{took}</small>"])
