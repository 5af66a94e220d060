"""What whole lines are proposed for lines that are none: what is meant, said with what the line names and denies."""

from collections.abc import Mapping
from typing import Final

from benefit_flows.language.lines import lines_in
from benefit_flows.text import Language
from tests.support import check_text

HEADS: Final[Mapping[Language, str]] = {
    "en": "scenario: s\n  use: a Gold partner\n",
    "fr": "langue: fr\nscénario: s\n  utiliser: un partenaire Gold\n",
}
WANTED: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        # A word of our phrases names nobody.
        'given Fabrikam is a Silver partner in the "Security" competency': (
            'given company Fabrikam has a Silver competency in "Security" until 2021-12-31'
        ),
        "given the partner has an Action Pack until 2021-12-31": (
            "given company Contoso has an Action Pack until 2021-12-31"
        ),
        "then IDs are displayed": 'then Ada sees "Access ID"',
        "then the message M1 is shown": 'then Ada sees "You are not authorized for this action"',
        # What is denied is not what is said.
        "then the plan is not available": 'then plan "Partner Support" is unavailable for Ada',
        "then the benefit is not active": 'then "Microsoft Product Support" is inactive',
        "then Ada cannot activate": "then it is refused",
        "then the contract is not visible in Azure": "then the contract is hidden for Ada",
        "then Ada is not asked for the IDs again": 'then Ada does not see "Access ID"',
        # A phrase takes just what the line names.
        "given it is 2021-03-04": "given today is 2021-03-04",
        "given the activation takes 5 days": 'given parameter "activation days" is 5',
        'when Ada presses "+ New Support request"': 'when Ada opens "+ New Support request"',
        "when the membership ends": "when time passes until 2021-03-04",
        "when the contract expires": "when time passes until 2021-03-04",
        "wait a week": "wait 1 week",
        "wait for activation": "wait 3 days",
        'then the reason is "product not covered"': (
            'then plan "Partner Support" is available for Ada because "product not covered"'
        ),
        # A line that is proposed can be carried out.
        "when Ada submits a ticket in Azure portal": 'when Ada creates a request for "Azure" in "Azure portal"',
    },
    "fr": {
        "soit Fabrikam est un partenaire Silver": (
            "soit l'entreprise Fabrikam a une compétence Silver en \"Sécurité\" jusqu'au 2021-12-31"
        ),
        "soit le contrat est déjà lié": "soit le contrat est lié pour Ada",
        "soit l'activation prend 5 jours": 'soit le paramètre "jours d’activation" vaut 5',
        "alors le plan n'est pas disponible": 'alors le plan "support partenaires" est indisponible pour Ada',
        "alors les ID ne sont pas affichés": 'alors Ada ne voit pas "ID d’accès"',
        "quand le contrat expire": "quand le temps passe jusqu'au 2021-03-04",
        "attendre une semaine": "attendre 1 semaine",
        "attendre le 2021-12-31": "attendre jusqu'au 2021-12-31",
    },
}
NEVER: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "when Ada logs in to Partner Center": "creates a request",
        'when Ada selects "Windows 10"': 'workload "Windows 10"',
        'when Ada files a ticket in "Partner Center"': 'a request for "Windows 10" in "Partner Center"',
    },
    "fr": {"alors un message d'erreur s'affiche": "1"},
}


def proposed(language: Language, line: str) -> tuple[str, ...]:
    """Give the lines that are proposed for a line of a scenario."""
    found = check_text(f"{HEADS[language]}  {line}\n").diagnostics
    said = [dict(each.values).get("phrases", "") for each in found if each.span.text.strip() == line]
    return tuple(each for text in said for each in lines_in(text))


def test_the_line_that_is_meant_is_proposed() -> None:
    wanted = [(language, line, right) for language, lines in WANTED.items() for line, right in lines.items()]
    assert [(line, proposed(lang, line)) for lang, line, right in wanted if right not in proposed(lang, line)] == []


def test_nothing_is_proposed_that_could_not_be_carried_out_or_was_not_said() -> None:
    never = [(language, line, wrong) for language, lines in NEVER.items() for line, wrong in lines.items()]
    found = [(line, wrong, proposed(language, line)) for language, line, wrong in never]
    assert [each for each in found if any(each[1] in line for line in each[2])] == []
    assert [line for line, _, lines in found if not lines] == []
