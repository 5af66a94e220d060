"""What records are called for people: by no more than what tells them apart from the others of their world."""

from typing import Final

from benefit_flows.model.changes import subject_of
from benefit_flows.model.rulebook import Rulebook
from benefit_flows.model.world import Benefit, Contract, Link, Offer, Request, World
from benefit_flows.text import VOWELS, Language, Text

OF_COMPANY: Final = Text("contract of {what}", "contrat de {what}")
OF_COMPANY_ELIDED: Final = Text("contract of {what}", "contrat d’{what}")
OF_PACKAGE: Final = Text("contract of package {what}", "contrat du package {what}")
OF_PLAN: Final = Text("contract of plan “{what}”", "contrat du plan «\u00a0{what}\u00a0»")
TIE: Final = Text("{account}: {contract}", "{account}\u00a0: {contract}")
REQUEST: Final = Text("request {number}", "demande {number}")
REQUEST_MADE: Final = Text(
    "request {number}, made by {account}: {product}, plan “{plan}”",
    "demande {number}, créée par {account}\u00a0: {product}, plan «\u00a0{plan}\u00a0»",
)


def benefit_name(benefit: Benefit, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name a benefit by its kind; with its package where there are others of that kind."""
    name = rulebook.name(benefit.kind, language)
    alone = sum(each.kind == benefit.kind for each in world.benefits) <= 1
    return name if alone else f"{name} ({benefit.package})"


def contract_name(contract: Contract, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name a contract by its company, by its package where that has several, by its plan where it was bought."""
    if contract.plan is not None:
        return _bought_name(contract, world, rulebook, language)
    company = contract.company
    alone = sum(each.company == company and each.plan is None for each in world.contracts) <= 1
    if alone and company:
        of = OF_COMPANY_ELIDED if company[0].casefold() in VOWELS else OF_COMPANY
        return of.in_language(language).format(what=company)
    return OF_PACKAGE.in_language(language).format(what=contract.package or contract.id)


def _bought_name(contract: Contract, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name a bought contract by its plan; with its company and number where there are others of that plan."""
    plan = rulebook.name(contract.plan or "", language)
    name = OF_PLAN.in_language(language).format(what=plan)
    alone = sum(each.plan == contract.plan for each in world.contracts) <= 1
    return name if alone else f"{name} ({number_of(contract.id, rulebook)})"


def number_of(contract: str, rulebook: Rulebook) -> str:
    """Give of a contract's id what authors know: its package, or its company and number where it was bought."""
    before, _, number = contract.rpartition("/")
    company, _, plan = before.rpartition("/")
    return f"{company}, {number}" if plan in rulebook.plans else contract


def contract_name_of(contract: str, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name the contract with an id."""
    found = world.contract(contract)
    return contract if found is None else contract_name(found, world, rulebook, language)


def tie_name(link: Link, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name what ties a contract to an account by both."""
    contract = contract_name_of(link.contract, world, rulebook, language)
    return TIE.in_language(language).format(account=link.account, contract=contract)


def subject_name(subject: str, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name what a machine moved, by its id: a benefit or an account's tie to a contract."""
    benefit = world.benefit(subject)
    if benefit is not None:
        return benefit_name(benefit, world, rulebook, language)
    ties = (each for each in world.links if subject_of(each) == subject)
    return next((tie_name(each, world, rulebook, language) for each in ties), subject)


def candidate_name(candidate: str, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name what a line could mean: a benefit or a contract."""
    benefit = world.benefit(candidate)
    if benefit is None:
        return contract_name_of(candidate, world, rulebook, language)
    return benefit_name(benefit, world, rulebook, language)


def offer_name(offer: Offer, rulebook: Rulebook, language: Language) -> str:
    """Name an offer by its level and, where it has one, its competency."""
    level = rulebook.name(offer.level, language)
    return level if offer.competency is None else f"{level}, {competency_name(offer.competency, rulebook, language)}"


def competency_name(competency: str, rulebook: Rulebook, language: Language) -> str:
    """Name a competency; one that the rulebook does not know has the name that its author gave it."""
    return rulebook.name(competency, language) if competency in rulebook.competencies else competency


def product_name(product: str, world: World, rulebook: Rulebook, language: Language) -> str:
    """Name a product; one that a scenario declares has the name that its author gave it."""
    declared = any(each.id == product for each in world.products)
    return product if declared else rulebook.name(product, language)


def request_name(request: Request, language: Language) -> str:
    """Name a request by its number."""
    return REQUEST.in_language(language).format(number=request.number)


def request_made(request: Request, world: World, rulebook: Rulebook, language: Language) -> str:
    """Tell a request that was made: whose, for which product, under which plan."""
    return REQUEST_MADE.in_language(language).format(
        number=request.number,
        account=request.account,
        product=product_name(request.product, world, rulebook, language),
        plan=rulebook.name(request.plan, language),
    )
