"""What was done is written as a scenario that checks and passes, and leads to the same world."""

from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benefit_flows.engine.run import run
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import CreateRequest
from benefit_flows.stepper.export import export_scenario
from benefit_flows.stepper.lines import said
from benefit_flows.stepper.session import Session, begin
from benefit_flows.stepper.start import start_of
from benefit_flows.text import LANGUAGES, Language
from tests.stepper.support import BOOK, LINKING, documented, scenarios, started, stepping, walked
from tests.support import check_text, shown

MOVES: Final = st.lists(st.integers(0, 999), max_size=12)


def exported(session: Session, language: Language) -> str:
    """Write a session as a scenario, and demand that it checks, is well formatted, passes, and leads to its world."""
    text = export_scenario(session, language)
    checked = check_text(text)
    assert shown(checked.diagnostics) == "", text
    (scenario,) = checked.scenarios
    assert run(scenario, BOOK).passed, text
    assert start_of(scenario, BOOK).worlds[-1] == session.world, text
    return text


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 999), st.integers(0, 9), MOVES, st.sampled_from(LANGUAGES))
def test_any_walk_through_a_documented_scenario_is_exported(
    which: int, own: int, moves: list[int], language: Language
) -> None:
    start = documented()[which % len(documented())]
    session = walked(begin(start, BOOK, own), moves)
    exported(session, language)


def test_every_documented_path_is_exported_whole() -> None:
    for start in documented():
        exported(begin(start, BOOK, len(start.elements)), "en")


def test_an_export_says_the_setup_the_path_and_how_it_ended() -> None:
    assert (
        exported(stepping().go_to(4), "en")
        == """\
rulebook: mpn-2021-04

scenario: Linking
  use: an activated Gold partner
  when Ada links the contract in "Azure portal"
  and Chloe tries to open "Customers" in "Partner Center"
  then it is refused  [112]
  given company Contoso has a Gold competency in "Datacenter" from 2021-04-01 until 2022-05-31
  and the contract is linked for Bob
  wait until 2021-03-07
  then the contract is linked for Ada
  and the contract is linked for Bob
"""
    )


def test_an_export_in_french_says_the_same() -> None:
    assert (
        exported(stepping().go_to(4), "fr")
        == """\
langue: fr
recueil: mpn-2021-04

scénario: Linking
  utiliser: un partenaire Gold activé
  quand Ada lie le contrat dans "Portail Azure"
  et Chloe essaie d'ouvrir "clients" dans "Espace partenaires"
  alors c'est refusé  [112]
  soit l'entreprise Contoso a une compétence Gold en "Centre de données" du 2021-04-01 au 2022-05-31
  et le contrat est lié pour Bob
  attendre jusqu'au 2021-03-07
  alors le contrat est lié pour Ada
  et le contrat est lié pour Bob
"""
    )


def test_a_request_that_several_contracts_could_serve_is_exported_with_the_one_that_was_chosen() -> None:
    """What is offered names the package, and so does the line that is written, in both languages."""
    session = stepping(
        """\
scenario: Two companies
  use: an activated Gold partner
  given company Fabrikam has a Silver competency in "Security" from 2022-01-01 until 2022-12-31
  wait until 2022-01-01
  given company Contoso has a Gold competency in "Security" until 2022-12-31
  and "Signature Cloud Support" of Fabrikam is active
  and "Signature Cloud Support" of package "Contoso/2" is active
  and the contract of Fabrikam is linked for Ada
  and the contract of package "Contoso/2" is linked for Ada
  when Ada creates a request for "Azure" in "Azure portal" under plan "Partner Signature" of Fabrikam
  then the number of requests is 1
"""
    ).go_to(2)
    offers = {number: each for number, each in enumerate(session.choices) if isinstance(each, CreateRequest)}
    assert [(each.plan, each.company, each.package) for each in offers.values()] == [
        ("partner-signature", "Fabrikam", None),
        ("partner-signature", None, "Contoso/2"),
    ]
    for number in offers:
        for language in LANGUAGES:
            exported(session.choose(number), language)


def test_only_what_is_done_is_exported() -> None:
    session = stepping().go_to(4).jump(0)
    assert exported(session, "en").splitlines()[3:] == [
        "  use: an activated Gold partner",
        "  then the number of requests is 0",
    ]


FACTS: Final = """\
scenario: All facts
  given parameter "relink message" is "diagnostic"
  and parameter "activation days" is 2
  and today is 2021-03-04
  and company Contoso
  and company Contoso has a Silver competency in "Our own" from 2021-02-01 until 2022-01-31
  and company Fabrikam has an Action Pack until 2021-12-31
  and company Fabrikam has an Action Pack from 2021-03-01 until 2021-12-31
  and accounts of Contoso
    | name | identity | associated with | roles                       |
    | Ada  | MSA      | MPN, CSP        | Global admin, Admin agent   |
    | Eve  | AAD      | -               | -                           |
  and accounts
    | name |
    | Zoe  |
  and product "Lamp" is cloud
  and product "Desk" is recent
  and product "Barn" is old
  and "Microsoft Product Support" of Contoso is active
  and "Signature Cloud Support" of package "Contoso/1" is exhausted
  and "Microsoft Product Support" of Contoso has 3 incidents remaining
  and the contract of Contoso is linked for Ada
  and the contract of package "Contoso/1" is linked for Eve
  when Zoe enters a wrong ID pair in "Azure portal"
  then the number of requests is 0
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_fact_can_be_said(language: Language) -> None:
    text = FACTS.replace("when Zoe enters a wrong ID pair", "when Zoe tries to enter a wrong ID pair").replace(
        "  then the number of requests is 0\n", "  then it is refused  [173]\n"
    )
    (again,) = scenarios(exported(stepping(text), language))
    (first,) = scenarios(text)
    facts = [each.what for each in first.lines if each.keyword == "given"]
    assert [each.what for each in again.lines if each.keyword == "given"] == facts


def test_a_setup_with_other_values_is_used_with_them() -> None:
    text = LINKING.replace("Gold partner", "Silver partner (competency = Security, until = 2022-01-31)")
    assert 'use: an activated Silver partner (competency = "Security", until = 2022-01-31)' in exported(
        stepping(text), "en"
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Plain name", "Plain name"),
        ("A # in it", "A in it"),
        ('A lone " in it', "A lone in it"),
        ("Ends with [181]", "Ends with 181"),
        ("#", "A path"),
    ],
)
def test_a_name_that_no_header_can_hold_loses_what_is_in_the_way(name: str, title: str) -> None:
    start = started()
    session = begin(start._replace(scenario=replace(start.scenario, name=name)), BOOK)
    assert exported(session, "en").splitlines()[2] == f"scenario: {title}"


def test_a_row_of_an_outline_is_named_with_its_values() -> None:
    text = """\
outline: Rows
  use: a Gold partner
  when <who> signs in to "Partner Center"
  then "Microsoft Product Support" is inactive
  examples:
    | who |
    | Ada |
    | Bob |
"""
    session = begin(start_of(scenarios(text)[1], BOOK), BOOK)
    assert exported(session, "en").splitlines()[2] == "scenario: Rows (who = Bob)"


def test_a_line_that_cannot_be_understood_says_nothing() -> None:
    text = """\
scenario: Two contracts
  use: an activated Gold partner
  when Ada buys plan "Premier Support for Partners"
  and Ada links the contract in "Azure portal"
  then the number of requests is 0
"""
    start = started(text)
    assert said(start.steps[1], start.elements[1], Speaker(BOOK, "en")) == ()
    exported(begin(start, BOOK, 2), "en")
