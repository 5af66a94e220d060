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
from benefit_flows.language.proposals.lines import LineProposer
from benefit_flows.language.proposals.mentions import ScenarioNames
from benefit_flows.language.scan import take_apart
from benefit_flows.language.statements import Phrase, Statement
from benefit_flows.language.tables import tables_for
from benefit_flows.language.vocabulary import Vocabulary
from benefit_flows.source import NOWHERE, package_text
from benefit_flows.text import LANGUAGES, Language
from tests.language.newcomers import Newcomer, newcomers, newcomers_measured_once
from tests.support import PROJECT, check_text

BOOK: Final = rulebook()
HEADS: Final = {
    "en": "scenario: s\n  use: a Gold partner\n",
    "fr": "langue: fr\nscénario: s\n  utiliser: un partenaire Gold\n",
}


def test_what_newcomers_mean_are_phrases_that_there_are() -> None:
    known = {(keyword, kind) for keyword, kind, _ in tables_for("en").alternatives()}
    building, kept = newcomers()
    once = newcomers_measured_once()
    assert (len(building), len(kept), len(once)) == (90, 30, 40)
    assert [each for line in (*building, *kept, *once) for each in line.right if each not in known] == []


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


SAYS_NOT: Final = {
    "en": (
        (
            "then Signature Cloud Support of Contoso isn't activated yet",
            'then "Signature Cloud Support" of Contoso is inactive',
        ),
        (
            "then Signature Cloud Support of Contoso is activated now",
            'then "Signature Cloud Support" of Contoso is active',
        ),
        (
            "then the contract of Contoso is not attached to Ada's account",
            "then the contract of Contoso is unlinked for Ada",
        ),
        ("then the contract of Contoso is attached to Ada's account", "then the contract of Contoso is linked for Ada"),
        ("then the contract of Contoso is no longer shown to Ada", "then the contract of Contoso is hidden for Ada"),
        ('then Ada cannot read the text "Activate"', 'then Ada does not see "Activate"'),
        ('then Ada can read the text "Activate"', 'then Ada sees "Activate"'),
        ('then no "Partner Support" plan is offered to Ada', 'then plan "Partner Support" is absent for Ada'),
        ('then the "Partner Support" plan is offered to Ada', 'then plan "Partner Support" is available for Ada'),
        ("then the request of Ada is not accepted", "then it is refused"),
        ("then the request of Ada was not refused", "then it is accepted"),
        (
            'then Ada gets "You are not authorized for this action"',
            'then Ada sees "You are not authorized for this action"',
        ),
    ),
    "fr": (
        ("alors le contrat n'est pas rattaché au compte d'Ada", "alors le contrat est non lié pour Ada"),
        ("alors le contrat est rattaché au compte d'Ada", "alors le contrat est lié pour Ada"),
        (
            'alors le plan "support partenaires" n\'est plus proposé à Ada',
            'alors le plan "support partenaires" est absent pour Ada',
        ),
        (
            'alors aucun plan "support partenaires" n\'est proposé à Ada',
            'alors le plan "support partenaires" est absent pour Ada',
        ),
        (
            'alors le plan "support partenaires" est proposé à Ada',
            'alors le plan "support partenaires" est disponible pour Ada',
        ),
        ('alors Ada ne peut pas lire "Activer"', 'alors Ada ne voit pas "Activer"'),
        ("alors la demande n'est pas acceptée", "alors c'est refusé"),
        (
            'étant donné que le Support technique Microsoft est à l\'état "non activé"',
            'soit "Support technique Microsoft" est inactif',
        ),
    ),
}


def test_a_line_that_says_not_leads_to_a_phrase_that_says_so_and_only_such_a_line() -> None:
    wrong = [
        (line, found)
        for language in LANGUAGES
        for line, wanted in SAYS_NOT[language]
        if (found := proposed(Newcomer(language, line, "", (), sayable=True)))[:1] != (wanted,)
    ]
    assert wrong == []


WHOLE: Final = (
    (
        "when Ada opens a cloud ticket through the Azure portal",
        'when Ada creates a request for "Azure" in "Azure portal"',
    ),
    ('when Ada clicks "Link support benefits" in the Azure portal', 'when Ada links the contract in "Azure portal"'),
    (
        "then cloud incidents for Contoso are unlimited",
        'then "Signature Cloud Support" of Contoso has unlimited incidents remaining',
    ),
    ("when Chloe picks Windows 10", 'when Chloe starts a request for "Windows 10" in "Support for Business"'),
)


def test_names_that_stand_in_a_line_fill_the_slots_and_what_fits_them_the_others() -> None:
    found = [proposed(Newcomer("en", line, "", (), sayable=True))[:1] for line, _ in WHOLE]
    assert found == [(wanted,) for _, wanted in WHOLE]


def test_what_a_check_refuses_is_not_proposed() -> None:
    lines = {
        "when Chloe picks Windows 10 as the workload": "workload",
        "given the contract is not linked to Bob": "unlinked",
        'when Ada unfolds "Activate"': "expands",
        'then Bob gets the error "You are not authorized for this action"': "for plan",
        "given cloud incidents are unlimited": "unlimited",
    }
    said = {line: " ".join(proposed(Newcomer("en", line, "", (), sayable=True))) for line in lines}
    assert [line for line, part in lines.items() if part in said[line]] == []


def test_phrases_of_the_keyword_of_a_line_go_before_others() -> None:
    building, kept = newcomers()
    starts = {"en": ("given", "when", "then"), "fr": ("soit", "quand", "alors")}
    mixed = []
    for line in (*building, *kept):
        first = line.line.casefold().replace("étant donné", "soit").split(" ", maxsplit=1)[0].rstrip(",")
        own = [each.split(" ", maxsplit=1)[0] == first for each in proposed(line)]
        if first in starts[line.language] and own != sorted(own, reverse=True):
            mixed.append(line.line)
    assert mixed == []


def test_the_page_says_how_often_it_is_proposed_for_lines_that_nothing_was_built_with() -> None:
    once = newcomers_measured_once()
    sayable = tuple(each for each in once if each.sayable)
    page = " ".join((PROJECT / "docs" / "checking.md").read_text(encoding="utf-8").split())
    hits = len(sayable) - len(missed(sayable))
    assert f"Of the {len(sayable)} of these that a phrase can say, it is among the three for {hits}." in page
    assert len(once) - len(sayable) == 3


WORDS: Final = sorted({word for each in (*newcomers()[0], *newcomers()[1]) for word in each.line.split(" ")[1:]})
KNOWN: Final = ScenarioNames(("Ada", "Bob"), ("Contoso",), ("Contoso ERP",))


@settings(deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.sampled_from(("given", "when", "then", "wait", "")),
    st.lists(st.sampled_from(WORDS) | st.sampled_from(("1", "un", "tries", "31/12/2021", '"x"', "Contoso", "ERP"))),
)
def test_every_proposed_line_is_a_phrase(language: Language, start: str, words: list[str]) -> None:
    offer = LineProposer(Vocabulary(BOOK), Setups({}), tables_for(language), path="a.flow")
    step = Statement("broken", None, " ".join(words), (), None, (), NOWHERE._replace(text="x"), start)
    lines = offer.lines(step, KNOWN)
    assert len(lines) <= 3
    assert len({kind_of(each, language) for each in lines}) == len(lines)
