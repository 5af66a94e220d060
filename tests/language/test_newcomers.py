"""Lines of newcomers: what is said of them, and how often the phrase that is meant is proposed."""

import tomllib
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows import rulebook
from benefit_flows.language.expand import Setups
from benefit_flows.language.keywords import KEYWORDS, STEPS
from benefit_flows.language.lines import lines_in
from benefit_flows.language.phrases import TRIES, parse_phrase
from benefit_flows.language.proposals.lines import Offer
from benefit_flows.language.proposals.mentions import Known
from benefit_flows.language.scan import take_apart
from benefit_flows.language.statements import Phrase, Step
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.source import NOWHERE, package_text
from benefit_flows.text import LANGUAGES, Language
from tests.language.newcomers import Newcomer, newcomers
from tests.support import PROJECT, check_text

BOOK: Final = rulebook()
HEADS: Final = {
    "en": "scenario: s\n  use: a Gold partner\n",
    "fr": "langue: fr\nscénario: s\n  utiliser: un partenaire Gold\n",
}


def test_what_newcomers_mean_are_phrases_that_there_are() -> None:
    known = {(keyword, kind) for keyword, kind, _ in tables_for("en").alternatives()}
    building, kept = newcomers()
    assert (len(building), len(kept)) == (90, 30)
    assert [each for line in (*building, *kept) for each in line.right if each not in known] == []


def test_there_are_words_that_lead_to_each_phrase_in_both_languages_and_to_nothing_else() -> None:
    for language in LANGUAGES:
        table = tomllib.loads(package_text("benefit_flows.language.proposals", f"{language}.toml"))
        listed = {(keyword, kind) for keyword in STEPS for kind in table[keyword]}
        phrases = {(keyword, kind) for keyword, kind, _ in tables_for(language).alternatives()}
        assert listed == {(keyword, kind) for keyword, kind in phrases if not kind.startswith(TRIES)}


def proposed(line: Newcomer) -> tuple[str, ...]:
    """Give the lines that are proposed for the line of a newcomer in a scenario."""
    found = check_text(f"{HEADS[line.language]}  {line.line}\n").diagnostics
    said = [dict(each.values).get("phrases", "") for each in found if each.span.text.strip() == line.line]
    return tuple(each for text in said for each in lines_in(text))


def kind_of(line: str, language: Language) -> tuple[str, str]:
    """Parse a proposed line; the table below it is no part of the phrase."""
    raw, _ = take_apart(line.split("\n", maxsplit=1)[0])
    assert raw is not None
    keyword = KEYWORDS[language][raw.word]
    phrase = parse_phrase(keyword, raw, tables_for(language))
    assert isinstance(phrase, Phrase), line
    return keyword, phrase.kind


def missed(lines: tuple[Newcomer, ...]) -> list[str]:
    """Give the lines for which no right phrase is proposed."""
    found = ((each, {kind_of(line, each.language) for line in proposed(each)}) for each in lines)
    return [line.line for line, kinds in found if not kinds & set(line.right)]


def test_the_phrase_that_newcomers_mean_is_proposed_for_at_least_nine_in_ten_of_the_lines_kept_for_this() -> None:
    _, kept = newcomers()
    sayable = tuple(each for each in kept if each.sayable)
    assert len(missed(sayable)) <= len(sayable) / 10


def test_the_page_says_how_often_the_right_phrase_is_proposed() -> None:
    _, kept = newcomers()
    can, cannot = ([each for each in kept if each.sayable is sayable] for sayable in (True, False))
    hits = [len(half) - len(missed(tuple(half))) for half in (can, cannot)]
    page = " ".join((PROJECT / "docs" / "checking.md").read_text(encoding="utf-8").split())
    said = f"Of the {len(can)} kept lines that a phrase can say, the right phrase is among the three for {hits[0]}."
    assert said in page
    assert f"For {hits[1]} of these one of them is proposed." in page
    assert len(cannot) == 3


WORDS: Final = sorted({word for each in (*newcomers()[0], *newcomers()[1]) for word in each.line.split(" ")[1:]})
KNOWN: Final = Known(("Ada", "Bob"), ("Contoso",), ("Contoso ERP",))


@settings(deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(("given", "when", "then", "wait", "")),
    st.lists(st.sampled_from(WORDS) | st.sampled_from(("1", "un", "tries", "31/12/2021", '"x"', "Contoso", "ERP"))),
)
def test_every_proposed_line_is_a_phrase(language: Language, start: str, words: list[str]) -> None:
    offer = Offer(Vocabulary(BOOK), Setups({}), tables_for(language), path="a.flow")
    step = Step("broken", None, " ".join(words), (), None, (), NOWHERE._replace(text="x"), start)
    lines = offer.lines(step, KNOWN)
    assert len(lines) <= 3
    assert len({kind_of(each, language) for each in lines}) == len(lines)
