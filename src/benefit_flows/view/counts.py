"""How many scenarios ended how, in words: the last line of a run, its bar, an editor's lens."""

from collections.abc import Collection, Mapping
from typing import Final

from benefit_flows.diagnostics.inks import Ink, Inked, joined
from benefit_flows.model.results import Results
from benefit_flows.model.trace import Verdict
from benefit_flows.text import Language, Text, Words

WORDS: Final = Words(
    {
        "passed": Text("{number} passed", "réussis\u00a0: {number}"),
        "failed": Text("{number} failed", "échoués\u00a0: {number}"),
        "known": Text("{number} known", "connus\u00a0: {number}"),
        "pending": Text("{number} pending", "en attente\u00a0: {number}"),
        "skipped": Text("{number} not run", "non exécutés\u00a0: {number}"),
    }
)
ENDED: Final = Words(
    {"known": Text("known to fail", "échec connu"), "pending": Text("pending", "en attente")},
)
"""How one scenario ended that neither passed nor failed."""
INKS: Final = {Verdict.PASSED: Ink.GOOD, Verdict.FAILED: Ink.ERROR}
"""How counts are coloured; all others are something to look at."""


def count_in_words(key: str, number: object, language: Language) -> str:
    """Word one count: of a verdict, or of what was skipped."""
    return WORDS.say(key, language, number=number)


def counted(
    counts: Mapping[Verdict, int], language: Language, always: Collection[Verdict] = (Verdict.PASSED,)
) -> list[str]:
    """Word how many scenarios ended how; a verdict that none has is left out, unless it is told always."""
    shown = ((each, counts[each]) for each in Verdict if counts[each] or each in always)
    return [count_in_words(each.value, number, language) for each, number in shown]


def summary(results: Results, language: Language = "en") -> str:
    """Say in one line how a run went."""
    return summary_line(results, language).text


def summary_line(results: Results, language: Language = "en") -> Inked:
    """Say in one line how a run went, each count in its colour."""
    shown = [each for each in Verdict if each is Verdict.PASSED or results.count(each)]
    parts = [(INKS.get(each, Ink.WARNING), count_in_words(each.value, results.count(each), language)) for each in shown]
    if results.skipped:
        parts.append((Ink.WARNING, count_in_words("skipped", results.skipped, language)))
    return joined(parts, ", ")
