"""Phrases for a text that somebody looks for: as they stand in the list of phrases, with slots."""

from itertools import islice

from benefit_flows.language.keywords import KEYWORDS, STEPS
from benefit_flows.language.print import form_of
from benefit_flows.language.proposals.lines import MOST
from benefit_flows.language.proposals.mentions import ScenarioNames, mentions_in
from benefit_flows.language.proposals.ranking import ranked
from benefit_flows.language.proposals.words import lexicon, words_of
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.text import LANGUAGES, Language


def language_of(text: str, asked: Language) -> Language:
    """Give the language of which a text has more words; the one that was asked for where it has as many of each."""
    stems = {each.stem for each in words_of(text)}
    known = {
        language: len(stems & lexicon(language).empty.union(*lexicon(language).kinds.values()))
        for language in LANGUAGES
    }
    return max(LANGUAGES, key=lambda each: (known[each], each == asked))


def phrases_for(text: str, vocabulary: Vocabulary, language: Language) -> tuple[str, ...]:
    """Give the forms of the three phrases that a text may mean, the likeliest first; none where it has no word of any.

    The text may begin with a keyword, and may be a whole line.
    """
    first, _, rest = text.strip().partition(" ")
    start = KEYWORDS[language].get(first.casefold(), "")
    body = rest if start in STEPS else text
    kinds = islice(ranked(start or None, mentions_in(body, vocabulary, ScenarioNames(), language), language), MOST)
    tables = tables_for(language)
    return tuple(form_of(kind[0], parts, language) for kind in kinds for parts in tables.alternatives_of(*kind))
