"""Which package pays for a request: never chosen in silence, and named in words that can be pasted (reading A42)."""

from typing import Final

import pytest

from benefit_flows import rulebook
from benefit_flows.engine.menu import actions_in
from benefit_flows.gherkin.to_flow import to_flow
from benefit_flows.language.distinctions import told_apart
from benefit_flows.language.speaker import Speaker
from benefit_flows.model.actions import BuyPlan, ContractRef, CreateRequest
from benefit_flows.model.catalogue import Scope
from benefit_flows.model.checks import Outcome
from benefit_flows.model.trace import Problem
from benefit_flows.model.world import Fact, World
from benefit_flows.text import LANGUAGES, Language
from tests.gherkin.support import as_feature, check_parsed, parse_gherkin, told_by
from tests.rulebooks.worlds import AZURE, BUSINESS, PROBLEM, after, ask, link, opened, tried, until
from tests.support import check_text, run_text, shown

BOTH: Final = ("Contoso/1", "Fabrikam/1")
CLOUD: Final = CreateRequest("Zoe", AZURE, "azure", PROBLEM)
GIVENS: Final = (
    "use: an activated Gold partner",
    'company Fabrikam has a Silver competency in "Data Analytics" until 2021-10-31',
    "accounts\n  | name |\n  | Zoe |",
    '"Signature Cloud Support" of Fabrikam is active',
)


def linked(*more: str, to: tuple[str, ...] = BOTH) -> World:
    """Give a world in which Zoe, who belongs to nobody, has linked contracts of two companies, in an order."""
    links = (link(AZURE, "Zoe", ContractRef(package=each)) for each in to)
    return after(opened(*GIVENS, *more), *links)


def payers(world: World, action: CreateRequest) -> list[str | None]:
    """Give the contracts of the requests after an action that is accepted."""
    return [each.contract for each in after(world, action).requests]


@pytest.mark.parametrize("to", [BOTH, BOTH[::-1]])
@pytest.mark.parametrize("plan", [None, "partner-signature"])
def test_of_several_contracts_that_could_serve_none_is_chosen(plan: str | None, to: tuple[str, ...]) -> None:
    """In whichever order they were linked, whether or not the plan is named; and nothing is changed by it."""
    world = linked(to=to)
    done = tried(world, CreateRequest("Zoe", AZURE, "azure", PROBLEM, plan))
    assert done.problem == Problem("BF504", (Fact("candidates", to), Fact("plan", "partner-signature")))
    assert (done.outcome, done.after) == (Outcome.REFUSED, world)


def test_the_line_says_which() -> None:
    """By its package, or by its company where that has one."""
    plan = "partner-signature"
    for contract in BOTH:
        company = contract.partition("/")[0]
        for named in (
            CreateRequest("Zoe", AZURE, "azure", PROBLEM, plan, package=contract),
            CreateRequest("Zoe", AZURE, "azure", PROBLEM, plan, company=company),
        ):
            assert payers(linked(), named) == [contract]


def test_a_contract_that_could_not_serve_is_no_candidate() -> None:
    """One that is used up, or has expired, or has no such benefit, leaves the other one."""
    used_up = linked('"Signature Cloud Support" of Fabrikam has 0 incidents remaining')
    assert payers(used_up, CLOUD) == ["Contoso/1"]
    assert payers(until(linked(), "2021-11-01"), CLOUD) == ["Contoso/1"]
    local = CreateRequest("Zoe", BUSINESS, "windows-10", PROBLEM)
    assert payers(linked(), local) == ["Contoso/1"]


def test_another_contract_never_pays_for_the_one_that_is_named() -> None:
    """Named and not linked, the IDs are asked for; named and used up, the request is refused for that."""
    plan = "partner-signature"
    named = CreateRequest("Zoe", AZURE, "azure", PROBLEM, plan, package="Contoso/1")
    assert tried(linked(to=("Fabrikam/1",)), named).decisions[-1].guard == "associated-azure"
    named = CreateRequest("Zoe", AZURE, "azure", PROBLEM, plan, package="Fabrikam/1")
    used_up = linked('"Signature Cloud Support" of Fabrikam has 0 incidents remaining')
    assert tried(used_up, named).decisions[-1].guard == "cloud-remaining"
    assert tried(used_up, named).outcome is Outcome.REFUSED


def test_of_two_bought_plans_of_a_kind_the_line_says_which_too() -> None:
    """They are told apart by the ids of their contracts."""
    plans = ("Contoso/advanced/1", "Contoso/advanced/2")
    world = after(opened("use: a partner without offers"), *2 * (BuyPlan("Ada", "advanced"),))
    world = after(world, *(link(AZURE, contract=ContractRef(package=each)) for each in plans))
    problem = tried(world, ask(AZURE, "azure")).problem
    assert problem == Problem("BF504", (Fact("candidates", plans), Fact("plan", "advanced")))
    for each in plans:
        assert payers(world, CreateRequest("Ada", AZURE, "azure", PROBLEM, "advanced", package=each)) == [each]


def test_what_is_offered_says_which() -> None:
    """Each contract that could serve is offered, and nothing that could mean several; one alone is not named."""
    scope = Scope((AZURE,), ("azure",))
    for to in (BOTH, BOTH[:1]):
        world = linked(to=to)
        found = [each for each in actions_in(world, rulebook(), scope) if isinstance(each, CreateRequest)]
        mine = [(each.plan, each.package) for each in found if each.account == "Zoe"]
        assert mine == ([("partner-signature", each) for each in to] if len(to) > 1 else [(None, None)])
        assert [each for each in found if tried(world, each).problem is not None] == []


# In words


TEXT: Final[dict[Language, str]] = {
    "en": """\
setup: two contracts
  use: an activated Gold partner
  given company Fabrikam has a Silver competency in "Security" until 2021-12-31
  and "Signature Cloud Support" of Fabrikam is active
  and the contract of Fabrikam is linked for Ada
  and the contract of Contoso is linked for Ada

scenario: s
  use: two contracts
  when Ada {request}
  then the number of requests is 1
""",
    "fr": """\
langue: fr

préparation: deux contrats
  utiliser: un partenaire Gold activé
  soit l'entreprise Fabrikam a une compétence Silver en "Sécurité" jusqu'au 2021-12-31
  et "Prise en charge du Cloud de signature" de Fabrikam est actif
  et le contrat de Fabrikam est lié pour Ada
  et le contrat de Contoso est lié pour Ada

scénario: s
  utiliser: deux contrats
  quand Ada {request}
  alors le nombre de demandes est 1
""",
}
ASKED: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        'creates a request for "Azure" in "Azure portal"',
        'creates a request for "Azure" in "Azure portal" about "an error message"',
        'creates a request for "Azure" in "Azure portal" under plan "Partner Signature"',
    ),
    "fr": (
        'crée une demande pour "Azure" dans "Portail Azure"',
        'crée une demande pour "Azure" dans "Portail Azure" sur "un message d’erreur"',
        'crée une demande pour "Azure" dans "Portail Azure" avec le plan "signature du partenaire"',
    ),
}
ALL: Final = [(language, request) for language in LANGUAGES for request in ASKED[language]]


@pytest.mark.parametrize(("language", "request_"), ALL)
def test_the_lines_that_are_shown_can_be_put_in_the_place_of_the_one_that_meant_several(
    language: Language, request_: str
) -> None:
    """Each of them passes, is paid by the contract that it names, and says the same as a feature."""
    text = TEXT[language].replace("{request}", request_)
    (trace,) = run_text(text)
    (event,) = (each for each in trace.events if each.problems)
    assert [each.code for each in event.problems] == ["BF504"]
    plan = next(str(each.value) for each in event.problems[0].facts if each.name == "plan")
    lines = told_apart(event.line, BOTH, plan, Speaker(rulebook(), language))
    for contract, line in zip(BOTH, lines, strict=True):
        pasted = text.replace(event.line.text, line)
        assert pasted != text
        (passed,) = run_text(pasted)
        assert passed.failures == ()
        assert [each.contract for each in passed.steps[-1].after.requests] == [contract]
        feature = as_feature(pasted).text
        (scenario,) = check_parsed(parse_gherkin(feature)).scenarios
        assert told_by(scenario) == told_by(check_text(pasted).scenarios[0])
        assert shown(check_text(to_flow(parse_gherkin(feature)).text).diagnostics) == ""


def test_a_feature_is_answered_with_its_own_words() -> None:
    """The keyword stays, also where it is several words."""
    text = (
        "# language: fr\nFonctionnalité: f\n  Scénario: s\n    Etant donné que nous sommes le 2021-03-04\n"
        "    Et que l'entreprise Contoso a un Action Pack jusqu'au 2021-12-31\n"
        "    Et que l'entreprise Fabrikam a un Action Pack jusqu'au 2021-12-31\n"
        '    Etant donné que "Support technique Microsoft" est actif\n'
        "    Alors le nombre de demandes est 0\n"
    )
    (scenario,) = check_parsed(parse_gherkin(text)).scenarios
    lines = told_apart(scenario.lines[3], BOTH, None, Speaker(rulebook(), "fr"))
    assert lines == tuple(
        f'Etant donné que "Support technique Microsoft" du package "{each}" est actif' for each in BOTH
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_that_names_its_contract_is_read_back_as_it_was_said(language: Language) -> None:
    """In both languages, by company and by package, with and without an issue."""
    start = {
        "en": "scenario: x\n  use: a Gold partner\n  ",
        "fr": "langue: fr\nscénario: x\n  utiliser: un partenaire Gold\n  ",
    }
    for issue in (PROBLEM, "advice"):
        for company, package in (("Contoso", None), (None, "Contoso/1"), (None, "Contoso/premier/1"), (None, None)):
            action = CreateRequest("Ada", AZURE, "azure", issue, "premier", company, package)
            end = {"en": "\n  then the number of requests is 1\n", "fr": "\n  alors le nombre de demandes est 1\n"}
            checked = check_text(start[language] + Speaker(rulebook(), language).line(action) + end[language])
            assert shown(checked.diagnostics) == ""
            assert checked.scenarios[0].lines[-2].what == action
