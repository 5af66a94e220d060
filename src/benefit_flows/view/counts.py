"""How many scenarios ended how, in words: the last line of a run, its bar, an editor's lens."""

from collections.abc import Collection, Mapping
from typing import Final

from benefit_flows.model.results import Results
from benefit_flows.model.trace import Verdict
from benefit_flows.text import Language, Text

WORDS: Final = {
    "passed": Text("{number} passed", "réussis : {number}"),
    "failed": Text("{number} failed", "échoués : {number}"),
    "known": Text("{number} known", "connus : {number}"),
    "pending": Text("{number} pending", "en attente : {number}"),
    "skipped": Text("{number} not run", "non exécutés : {number}"),
}


def count_in_words(key: str, number: object, language: Language) -> str:
    """Word one count: of a verdict, or of what was skipped."""
    return WORDS[key].in_language(language).format(number=number)


def counted(
    counts: Mapping[Verdict, int], language: Language, always: Collection[Verdict] = (Verdict.PASSED,)
) -> list[str]:
    """Word how many scenarios ended how; a verdict that none has is left out, unless it is told always."""
    shown = ((each, counts[each]) for each in Verdict if counts[each] or each in always)
    return [count_in_words(each.value, number, language) for each, number in shown]


def summary(results: Results, language: Language = "en") -> str:
    """Say in one line how a run went."""
    counts = {each: results.count(each) for each in Verdict}
    skipped = [count_in_words("skipped", results.skipped, language)] if results.skipped else []
    return ", ".join([*counted(counts, language), *skipped])
